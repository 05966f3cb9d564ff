"""Damage installed packages by the thousand; each must give the same answers or an error that
names the file.

    python tests/robustness/damage.py 2000
    python tests/robustness/damage.py 2000 --seed 2

A sealed copy of the package is imported, and for each damage one file of the copy is written anew.
A child process, forked before any table was read, then asks every question that reads the file.
`make check` runs a few dozen (`test_robustness.py`). It needs a system with `fork`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import pickle
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

CANADA, FRANCE = "2022-10-31-ga3c-canada", "2021-10-21-ga3c-france"
NAMES = (
    "Cuba",
    "CIV",
    "Türkiye",
    "Repbulic of Korea",
    "Belanda",
    "КНДР",
    "Kingdom of the Netherlands",
    "bad",
    "DDR",
)


# ------------------------------------------------------------------------------------------------
# damage


def cut(raw: bytes, random: Random) -> bytes:
    """Cut the end off, anywhere."""
    return raw[: random.randrange(len(raw))]


def cut_at_a_line(raw: bytes, random: Random) -> bytes:
    """Cut the last lines off."""
    lines = raw.splitlines(keepends=True)
    return b"".join(lines[: random.randrange(len(lines))])


def flip_a_bit(raw: bytes, random: Random) -> bytes:
    """Flip one bit."""
    place = random.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ 1 << random.randrange(8)]) + raw[place + 1 :]


def flip_bits(raw: bytes, random: Random) -> bytes:
    """Flip a few bits."""
    for _ in range(random.randint(2, 16)):
        raw = flip_a_bit(raw, random)
    return raw


def zero_a_block(raw: bytes, random: Random) -> bytes:
    """Let a block of a disk be zeros."""
    place = random.randrange(len(raw))
    size = len(raw[place : place + 512])
    return raw[:place] + bytes(size) + raw[place + size :]


def insert_bytes(raw: bytes, random: Random) -> bytes:
    """Put bytes in between."""
    place = random.randrange(len(raw) + 1)
    return raw[:place] + random.randbytes(random.randint(1, 20)) + raw[place:]


def lose_bytes(raw: bytes, random: Random) -> bytes:
    """Lose bytes in between."""
    place = random.randrange(len(raw))
    return raw[:place] + raw[place + random.randint(1, 2000) :]


def swap_lines(raw: bytes, random: Random) -> bytes:
    """Let two lines change places."""
    lines = raw.splitlines(keepends=True)
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def shuffle_rows(raw: bytes, random: Random) -> bytes:
    """Put all rows below the header in another order."""
    head, *rows = raw.splitlines(keepends=True)
    random.shuffle(rows)
    return head + b"".join(rows)


def sort_rows(raw: bytes, random: Random) -> bytes:
    """Sort the rows below the header by any column."""
    head, *rows = raw.splitlines(keepends=True)
    column = random.randrange(head.count(b",") + 1)
    return head + b"".join(sorted(rows, key=lambda row: row.split(b",")[column:]))


def lose_a_line(raw: bytes, random: Random) -> bytes:
    """Leave a line out."""
    lines = raw.splitlines(keepends=True)
    del lines[random.randrange(len(lines))]
    return b"".join(lines)


def repeat_a_line(raw: bytes, random: Random) -> bytes:
    """Have a line twice."""
    lines = raw.splitlines(keepends=True)
    lines.insert(random.randrange(len(lines)), random.choice(lines))
    return b"".join(lines)


def swap_cells(raw: bytes, random: Random) -> bytes:
    """Let the cells of one column change places between two rows."""
    lines = [line.split(b",") for line in raw.splitlines(keepends=True)]
    one, other = random.choice(lines), random.choice(lines)
    column = random.randrange(min(len(one), len(other)))
    one[column], other[column] = other[column], one[column]
    return b"".join(b",".join(line) for line in lines)


def another_digit(raw: bytes, random: Random) -> bytes:
    """Change one digit, as in a date or a count."""
    place = next(
        (one for one in random.choices(range(len(raw)), k=1000) if 48 <= raw[one] <= 57), None
    )
    if place is None:
        return flip_a_bit(raw, random)
    return raw[:place] + b"%d" % ((raw[place] - 48 + random.randint(1, 9)) % 10) + raw[place + 1 :]


def other_line_ends(raw: bytes, random: Random) -> bytes:
    """Write the file as on Windows, or with a byte order mark."""
    return random.choice([raw.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + raw])


def empty(raw: bytes, random: Random) -> bytes:
    """Leave nothing, or nothing but the header."""
    return random.choice([b"", raw[: raw.find(b"\n") + 1]])


BYTES = (cut, flip_a_bit, flip_bits, zero_a_block, insert_bytes, lose_bytes)
LINES = (
    *(cut_at_a_line, swap_lines, shuffle_rows, sort_rows, lose_a_line, repeat_a_line),
    *(swap_cells, another_digit, other_line_ends, empty),
)


def damaged(
    raw: bytes, how: Callable[[bytes, Random], bytes], packed: bool, random: Random
) -> bytes:
    """Return a file damaged in one way; damage to lines of a packed file is done to its text."""
    if packed and how in LINES:
        return gzip.compress(how(gzip.decompress(raw), random), 1)
    return how(raw, random)


# ---------------------------------------------------------------------------------------------
# questions


def questions() -> dict[str, Callable[[], object]]:
    """Return what is asked: whole tables, and what people ask of them."""
    import unstatements as un

    asked: dict[str, Callable[[], object]] = {
        f"table {name}": lambda name=name: tuple(map(tuple, map(dict.items, un.tables()[name])))
        for name in un.tables()
    }
    asked |= {
        "tables": lambda: (str(un.tables()), un.DATA_VERSION),
        "country": lambda: (un.country("Türkiye").name, un.country("the Netherlands")),
        "names": lambda: un.normalize(NAMES, errors="null"),
        "text": lambda: un.find_countries(
            "Korea, Rep. of, and the Congo; Guinea-Bissau with Papua New Guinea"
        ),
        "members": lambda: (un.bloc("HRC").members("2022-10-06"), un.blocs()),
        "statement": lambda: (_parts(un.statement(CANADA)), un.statement(CANADA).cite("bibtex")),
        "statements": lambda: [str(one) for one in un.statements(topic="xinjiang")],
        "vote": lambda: (_parts(un.rollcall("A/HRC/51/L.6")), str(un.positions("A/HRC/51/L.6"))),
        "compare": lambda: str(un.compare(CANADA)),
        "shift": lambda: str(un.shift(FRANCE, CANADA)),
        "trajectory": lambda: str(un.trajectory("UKR", topic="xinjiang")),
        "agreement": lambda: str(un.agreement("USA", "ISR", un.rollcalls(session=74))),
    }
    return asked


def _parts(event: object) -> list[str]:
    """Return all that an event says of itself."""
    public = [name for name in dir(event) if not name.startswith("_")]
    return [f"{name} {value}" for name in public if not callable(value := getattr(event, name))]


def digest(answer: object) -> str:
    """Return an answer as a few digits."""
    return hashlib.sha256(repr(answer).encode("utf-8", "surrogatepass")).hexdigest()


class Said(NamedTuple):
    """What a child process said: its answers, or the error that it met."""

    answers: dict[str, str]
    tables: dict[str, list[str]]
    error: str
    file: str
    line: int | None


def ask(names: list[str] | None = None) -> Said:
    """Ask in a child process; None for all questions, one after another."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        with os.fdopen(writer, "wb") as out:
            pickle.dump(_answers(names), out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        content = told.read()
    os.waitpid(child, 0)
    return pickle.loads(content) if content else Said({}, {}, "the process died", "", None)


def _answers(names: list[str] | None) -> Said:
    from unstatements.core.errors import DataIntegrityError

    answers: dict[str, str] = {}
    tables: dict[str, list[str]] = {}
    error, file, line = "", "", None
    try:
        asked = questions()
        for name in names or asked:
            answers[name] = digest(asked[name]())
            tables[name] = tables_read()
    except DataIntegrityError as found:
        error, file, line = str(found), found.file, found.line
    except Exception as found:
        error = f"{type(found).__name__}: {found}"
    return Said(answers, tables, error, file, line)


def tables_read() -> list[str]:
    """Return the names of the tables that this process has read."""
    from unstatements.core.tables import table

    return [name for (name,) in table.published]  # type: ignore[attr-defined]  # set by `once`


# --------------------------------------------------------------------------------------------- the
# run


def run(count: int, seed: int) -> Counter[str]:
    """Damage so many packages; print what was wrong, and return how often what came out."""
    random, outcomes = Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        copy = sealed_copy(Path(folder))
        sys.path.insert(0, folder)
        import unstatements as un

        assert Path(un.__file__).parent == copy
        assert all(
            hasattr(un, name) for name in un.__all__
        )  # all modules are loaded, and nothing is read
        assert not tables_read()
        data = copy / "data"
        tables = json.loads((data / "datapackage.json").read_bytes())["resources"]
        names = {table["path"]: table["name"] for table in tables}
        files = [data / path for path in (*names, "datapackage.json", "datapackage.sha256")]
        wholes = {file: file.read_bytes() for file in files}
        readers: dict[str, list[str]] = {}
        expected = ask()
        assert not expected.error, expected.error
        for question in expected.answers:
            for name in ask([question]).tables[question]:
                readers.setdefault(name, []).append(question)
        for number in range(count):
            file = files[number % len(files)]
            whole, packed = wholes[file], file.suffix == ".gz"
            how = random.choice([*BYTES, *LINES, None])
            if how is None:
                file.unlink()
            else:
                file.write_bytes(damaged(whole, how, packed, random))
            table = names.get(file.relative_to(data).as_posix())
            said = ask(
                random.sample(readers[table], len(readers[table]))
                if table
                else ["table bodies", "tables"]
            )
            what = _judged(said, expected, file.relative_to(data).as_posix())
            outcomes[what] += 1
            if what.startswith("WRONG"):
                print(
                    f"{what}: {file.name}, {how.__name__ if how else 'deleted'}: {said.error}",
                    flush=True,
                )
                Path(f"/tmp/damaged-{number}-{file.name}").write_bytes(
                    file.read_bytes() if how else b""
                )
            file.write_bytes(whole)
    return outcomes


def _judged(said: Said, expected: Said, file: str) -> str:
    """Return what came of a damage."""
    if any(answer != expected.answers[name] for name, answer in said.answers.items()):
        return "WRONG answer"
    if not said.error:
        return "same answers"
    if said.file == file or (file == "datapackage.sha256" and said.file == "datapackage.json"):
        return "error naming the file"
    return "WRONG error"


def sealed_copy(folder: Path) -> Path:
    """Copy the package as a wheel has it; in a child, because it must not be imported here
    before."""
    from multiprocessing import get_context

    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_sealed, (folder,))


def _sealed(folder: Path) -> Path:
    from package_copies import sealed

    return sealed(folder)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="number of damaged packages")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    outcomes = run(options.count, options.seed)
    minutes = (time.monotonic() - started) / 60
    print(f"{options.count:,} damaged packages, seed {options.seed}, {minutes:.1f} minutes")
    for what, times in outcomes.most_common():
        print(f"{times:7,} {what}")
    return int(any(what.startswith("WRONG") for what in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
