"""Is a file of the data package as it was published, and if not, from which line on?

The descriptor has the CRC-32 of every table, of its text unpacked: it costs next to nothing, and is compared whenever
a table is read. The SHA-256 beside it is for people, for other programs and for `python -m unstatements check`; to
import `hashlib` alone takes as long as to read most of the names. `checksums.txt` has the CRC-32 of the descriptor,
and four digits for each line of each file, gone through only when something is wrong, to name the line.
`scripts/build_codebook.py` writes them all.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from itertools import zip_longest

__all__ = ["CHANGED", "CHECKSUMS", "crc32", "first_changed_line", "inflated", "listing"]

CHECKSUMS = "checksums.txt"

#: What is said of a file that is not as published.
CHANGED = (
    "is not as published; reinstall the package, or, if you edited the file, "
    "run python scripts/build_codebook.py"
)


def crc32(content: bytes) -> str:
    """Return the CRC-32 of a file as eight hexadecimal digits.

    Example:
        >>> crc32(b"id,name")
        '6b71f81b'
    """
    return f"{zlib.crc32(content):08x}"


def listing(descriptor: str, files: Iterable[tuple[str, bytes]]) -> str:
    r"""Return the text of `checksums.txt`: the checksum of the descriptor, then four digits a line.

    Args:
        descriptor: The CRC-32 of the descriptor.
        files: Name and content of each file, unpacked.

    Example:
        >>> print(listing("6b71f81b", [("bodies.csv", b"id,name\nhrc,Council\n")]))
        6b71f81b
        = bodies.csv
        f81b
        ec4c
        0000
        <BLANKLINE>
    """
    parts = [f"{descriptor}\n"]
    for name, content in files:
        parts += [f"= {name}\n", *(f"{digits}\n" for digits in _of_lines(content))]
    return "".join(parts)


def first_changed_line(listed: str, file: str, content: bytes) -> int | None:
    r"""Return the first line of a file that is not as published; None where that cannot be told.

    Args:
        listed: The text of `checksums.txt`.
        file: The file's name.
        content: What it holds now, unpacked.

    Example:
        >>> first_changed_line("6b71f81b\n= bodies.csv\nf81b\nec4c\n0000\n", "bodies.csv", b"id,name\n")
        2
    """
    published = listed.partition(f"\n= {file}\n")[2].partition("\n=")[0].split()
    lines = enumerate(zip_longest(published, _of_lines(content)), 1)
    return next((line for line, (then, now) in lines if then != now), None) if published else None


def inflated(packed: bytes) -> bytes:
    """Return what a gzip file holds; of a damaged one, what can be unpacked.

    Example:
        >>> import gzip
        >>> inflated(gzip.compress(b"id,name"))
        b'id,name'
        >>> inflated(gzip.compress(b"id,name")[:-11])
        b'id,na'
    """
    try:
        return zlib.decompress(packed, wbits=31)
    except zlib.error:
        return _inflated_in_part(packed)


def _inflated_in_part(packed: bytes) -> bytes:
    unpacker, content = zlib.decompressobj(wbits=31), bytearray()
    try:
        for place in range(len(packed)):  # byte by byte, so that all that precedes the damage comes out
            content += unpacker.decompress(packed[place : place + 1])
    except zlib.error:
        pass
    return bytes(content)


def _of_lines(content: bytes) -> list[str]:
    # The empty piece after the last line break counts as a line, so that its loss shows.
    return [f"{zlib.crc32(line) & 0xFFFF:04x}" for line in content.split(b"\n")]
