"""Where a fact was read: the rows of the table `sources`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from unstatements.core.once import once
from unstatements.core.tables import build_of, record

SourceKind = Literal["primary", "secondary", "compilation", "unsourced"]
SourcePlace = Literal["official", "publisher", "copy", "doubtful copy", ""]

_LIBRARIES = {
    "undl": ("United Nations Digital Library", "digitallibrary.un.org"),
    "ohchr": ("OHCHR Search Library", "searchlibrary.ohchr.org"),
    None: ("United Nations", "un-library"),
}


class Source(NamedTuple):
    """A publication at one address, from which facts of the record were taken.

    Attributes:
        id: Readable and stable key.
        publisher: Who published the text.
        title: Its title, empty where not noted.
        url: The address at which it was read, empty for a printed or unsourced one.
        symbol: UN document symbol, empty where there is none.
        language: Language of the text, as a BCP 47 code.
        kind: ``"primary"`` (text of a government, a mission or the UN, also when read on a
            repost), ``"secondary"`` (press, organisations), ``"compilation"`` (a data set) or
            ``"unsourced"``.
        date: Day of publication as a partial date, empty where not noted.
        origin: Id of the source that this one copies; empty where it is independent as far as
            known.
        note: What a reader must know, such as "read on a repost".
        own_url: The publisher's own address of a text that was read on a copy; empty where it was
            read there, or is not known.
        place: Where it was read: ``"official"`` (a site of a government, a mission or an
            international organisation), ``"publisher"`` (the publisher's own), ``"copy"`` or
            ``"doubtful copy"`` (a domain that looks parked or taken over); empty without an
            address.

    Example:
        >>> un.statement("2022-10-31-ga3c-canada").sources[0].kind
        'primary'
    """

    id: str
    publisher: str = ""
    title: str = ""
    url: str = ""
    symbol: str = ""
    language: str = ""
    kind: SourceKind = "unsourced"
    date: str = ""
    origin: str = ""
    note: str = ""
    own_url: str = ""
    place: SourcePlace = ""

    @property
    def link(self) -> str:
        """The address to send a reader to: the publisher's own if known, never a doubtful copy.

        Example:
            >>> source("pdf-defence-pk-1").link
            'https://www.globaltimes.cn/page/202110/1237004.shtml'
        """
        return self.own_url or ("" if self.place == "doubtful copy" else self.url)

    def __repr__(self) -> str:
        return f"<source {self.id!r}>"

    def __str__(self) -> str:
        return ". ".join(
            part for part in (self.publisher, self.title, self.date, self.link) if part
        )


@once
def source(source_id: str) -> Source:
    """Return the source with this id."""
    for each in build_of("sources", source_id, record(Source)):
        return each
    raise KeyError(source_id)


def best_first(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return sources, each once: primary texts first, of each kind the official places first."""

    def rank(each: Source) -> tuple[bool, bool, bool]:
        return each.kind != "primary", each.place == "doubtful copy", each.place != "official"

    return tuple(sorted(dict.fromkeys(sources), key=rank))


def library_source(
    record: str,
    symbol: str,
    library: Literal["undl", "ohchr"] | None,
    url: str = "",
    kind: str = "Voting record",
) -> Source:
    """Return the record of a UN library on a text or a vote as a source."""
    publisher, host = _LIBRARIES[library]
    return Source(
        id="-".join(part for part in (host.replace(".", "-"), record) if part),
        publisher=publisher,
        title=f"{kind} of {symbol}" if symbol else kind,
        url=url or (f"https://{host}/record/{record}" if record and library else ""),
        symbol=symbol,
        language="en",
        kind="primary",
    )
