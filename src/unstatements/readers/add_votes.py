"""Adding a voting file of the UN Digital Library to what comes with this library."""

from __future__ import annotations

import hashlib
import os
import re
from datetime import date
from pathlib import Path

from unstatements.core.arguments import quoted
from unstatements.core.errors import DataIntegrityError
from unstatements.events.edition import (
    BUNDLED,
    VOTERS,
    Edition,
    editions,
    store,
    voting_files,
)
from unstatements.events.rollcall import VOTE_WORDS, RollCall, not_bundled
from unstatements.events.rollcalls import RollCalls, rollcalls
from unstatements.readers.builder import Reading, RollCallBuilder
from unstatements.readers.files import Progress, opened
from unstatements.readers.undl import read_bulk

_DAY = re.compile(r"(\d{4})[_-](\d{2})[_-](\d{2})")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_FEW = 0.01  # of the rows may be such as cannot be used
_ENOUGH = 0.9  # of the votes that come with the library and stand in the file when it is whole


def add_votes(
    path: str | os.PathLike[str],
    *,
    edition: str | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Edition:
    """Add a voting file of the UN Digital Library, so that the record reaches as far as it does.

    Download "General Assembly Voting Data" (https://digitallibrary.un.org/record/4060887) or
    "Security Council Voting Data" (https://digitallibrary.un.org/record/4055387) in a browser: the
    UN's terms allow its files to be used for non-commercial purposes with attribution, but not to
    be passed on with this library or downloaded by a program. The file is checked and kept,
    compact, in the user's data folder; from then on `rollcalls` and all that is built on it have
    its votes, and results name the edition. `editions` lists what was added.

    Args:
        path: The file as it was downloaded, plain, gzipped or zipped.
        edition: Id for the edition; by default made of the body and the day in the file's name, or
            of the last roll call where the name has none.
        force: Whether to add a file that seems cut short or reaches less far than what is there,
            as to repeat an analysis.
        progress: As for `read_undl`.

    Returns:
        The edition, which says what it holds. A file that was added before is not added again.

    Raises:
        DataIntegrityError: If the file is another one, damaged, cut short, or older than what is
            there; says what to do.
        ValueError: If the id is not made of small letters, digits and hyphens, or stands for
            another file.
        ImportError: If the extra `votes` is not installed.
        OSError: If the file cannot be opened, or the folder not be written.

    Example:
        >>> import unstatements as un
        >>> un.add_votes("README.md")
        Traceback (most recent call last):
            ...
        unstatements.errors.DataIntegrityError: README.md: is not a voting file ...
    """
    path = Path(path)
    if edition is not None and (edition == BUNDLED or not _ID.fullmatch(edition)):
        raise ValueError(
            f"edition: {quoted(edition)} is not made of small letters, digits and hyphens"
        )
    if path.exists() and not path.is_file():
        raise DataIntegrityError(f"is not a file. {_where()}", path.name)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    for added in editions():
        if added.sha256 == sha256 and edition in (None, added.id):
            return added
    bulk = _read(path, progress)
    *_others, last = bulk.builders.values()
    votes = bulk.rollcalls()
    new = _described(path, edition, sha256, votes)
    if not force:
        for doubt in (_cut(last), _lacking(new, votes), _older(new)):
            if doubt:
                raise DataIntegrityError(
                    f"{doubt}. {_where()}; with `force` this one is added as it is", path.name
                )
    if new.id in {added.id for added in editions()}:
        raise ValueError(
            f"edition: {new.id!r} is another file: remove it first, or give this one another id"
        )
    return store(new, [_stored(vote) for vote in votes if vote.date is not None])


def _read(path: Path, progress: Progress | None) -> Reading:
    try:
        with opened(path, ".csv", progress) as (content, name):
            bulk = read_bulk(content, name, "collect")
    except DataIntegrityError as error:
        what = error.problem
        if error.line is not None:
            what = f"is not a voting file of the UN Digital Library: {what}"
        raise DataIntegrityError(f"{what}. {_where()}", path.name) from error
    rows = sum(builder.voters.bit_count() for builder in bulk.builders.values())
    lost = [problem for problem in bulk.settled() if problem.lost]
    if not rows or len(lost) > _FEW * rows:
        what = (
            f"{len(lost)} of {rows + len(lost)} rows cannot be used" if rows else "holds no votes"
        )
        example = f", such as {lost[0]}" if lost else ""
        raise DataIntegrityError(f"{what}{example}. {_where()}", path.name)
    return bulk


def _where() -> str:
    files = (f'"{file.title}", {file.url}' for file in voting_files().values())
    return f"Download the newest file (not its page) in a browser: {' or '.join(files)}"


def _described(path: Path, edition: str | None, sha256: str, votes: RollCalls) -> Edition:
    bodies = {vote.body for vote in votes}
    days = [vote.date for vote in votes if vote.date is not None]
    if len(bodies) != 1 or not days:
        what = f"votes of {' and '.join(sorted(bodies))}" if days else "no days"
        raise DataIntegrityError(f"holds {what}. {_where()}", path.name)
    (body,) = bodies
    published = _day_in(path.name)
    return Edition(
        id=edition or f"{body}-{published or max(days)}",
        body=body,
        published=published,
        added=date.today(),
        first=min(days),
        last=max(days),
        rollcalls=len(days),
        new=sum(1 for _vote in not_bundled(body, votes)),
        unread=sum(problem.lost for problem in votes.problems),
        file=path.name,
        sha256=sha256,
    )


def _day_in(name: str) -> date | None:
    """Return the day in a file's name, as the UN writes it: 2026_02_06_ga_voting.csv."""
    day = _DAY.search(name)
    try:
        return date(*map(int, day.groups())) if day else None
    except ValueError:
        return None


def _cut(last: RollCallBuilder) -> str:
    """Return that the file ends in the middle of a roll call, if it does."""
    listed, members, symbol = last.voters.bit_count(), last.totals.members, last.rollcall.symbol
    if members is None or listed >= members or last.without_vote:
        return ""
    return f"is cut short: its last roll call, {symbol}, has {listed} of {members} members"


def _lacking(new: Edition, votes: RollCalls) -> str:
    """Return what a whole file has and this one lacks, as if cut where a roll call ends."""
    first_year = voting_files()[new.body].first_year
    if new.first.year > int(first_year):
        return f"begins on {new.first}, and the file of the UN in {first_year}"
    records = {vote.record for vote in votes}
    bundled = _bundled(new.body)
    here = sum(vote.record in records for vote in bundled)
    if here >= _ENOUGH * len(bundled):
        return ""
    return f"is cut short: it has {here} of {len(bundled)} votes that come with this library"


def _older(new: Edition) -> str:
    """Return what reaches further than the file, if anything does."""
    others = {f"the edition {each.id}": each.last for each in editions() if each.body == new.body}
    bundled = [vote.date for vote in _bundled(new.body) if vote.date is not None]
    if bundled:
        others["what comes with this library"] = max(bundled)
    for other, last in others.items():
        if new.last < last:
            return f"is older than {other}: it reaches to {new.last}, and that to {last}"
    return ""


def _bundled(body: str) -> list[RollCall]:
    """Return the votes that come with the library and stand in a whole file."""
    return [vote for vote in rollcalls(body=body, edition=BUNDLED) if vote.record]


def _stored(vote: RollCall) -> dict[str, str]:
    plain = ("id", "symbol", "body", "session", "committee", "title", "vote_kind", "outcome")
    others = ("completeness", "target", "record", "notes")
    cells = {name: getattr(vote, name) for name in (*plain, *others)}
    cells |= {name: getattr(vote.tally, name) for name in VOTE_WORDS}
    cells |= {"date": vote.date_text, "dated": "record", "absences": "recorded"}
    for name, voters in zip(VOTERS, (vote.yes, vote.no, vote.abstain, vote.absent), strict=True):
        cells[name] = " ".join(voters.alpha_3s)
    return {name: "" if cell is None else str(cell) for name, cell in cells.items()}
