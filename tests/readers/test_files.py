"""Files come as paths, open files and streams, plain or packed; a damaged one is an error."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

import unstatements as un
from unstatements.readers.files import opened
from voting_files import GA, UNDL_RECORDS


def zipped(name: str, content: bytes, **others: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in {name: content, **others}.items():
            archive.writestr(member, data)
    return packed.getvalue()


class Stream:
    """Something that can be read, once, and nothing else."""

    def __init__(self, content: bytes) -> None:
        self.content = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self.content.read(min(size, 100))


@pytest.mark.parametrize(
    ("read", "content", "suffix"),
    [
        (un.read_undl, GA, "csv"),
        (un.read_marcxml, UNDL_RECORDS, "xml"),
        (un.read_rollcalls, GA, "csv"),
    ],
)
def test_paths_buffers_gzip_and_zip(
    read: Any, content: bytes, suffix: str, tmp_path: Path
) -> None:
    plain = read(io.BytesIO(content))
    forms = {
        f"a.{suffix}": content,
        "b.gz": gzip.compress(content),
        "c.zip": zipped(f"x.{suffix}", content, readme=b"hello"),
        "d": b"\xef\xbb\xbf" + content,
    }
    for name, form in forms.items():
        path = tmp_path / name
        path.write_bytes(form)
        for source in (path, str(path), io.BytesIO(form), Stream(form)):
            assert list(read(source)) == list(plain)
        with path.open("rb") as file:
            assert list(read(file)) == list(plain)
    assert list(read(io.StringIO(content.decode()))) == list(plain)
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "missing")
    damaged = {"e.gz": gzip.compress(content)[:-30], "f.zip": zipped(f"x.{suffix}", content)[:-30]}
    for name, form in damaged.items():
        (tmp_path / name).write_bytes(form)
        with pytest.raises(un.errors.DataIntegrityError, match="cut short or damaged") as error:
            read(tmp_path / name)
        assert error.value.file == name
    message = rf"should hold one .{suffix} file, and holds: y.txt"
    with pytest.raises(un.errors.DataIntegrityError, match=message):
        read(io.BytesIO(zipped("y.txt", content)))


def test_long_text_in_a_buffer() -> None:
    title = "é" * 400_000
    text = UNDL_RECORDS.decode().replace("Buoys :", title)
    (rollcall,) = un.read_marcxml(io.StringIO(text))
    assert rollcall.title.startswith(title)


def test_text_that_no_encoding_holds_is_not_utf_8() -> None:
    text = GA.decode().replace("PERU", "P\ud800RU")
    read = un.read_undl(io.StringIO(text), errors="collect")
    assert {problem.what for problem in read.problems if problem.lost} == {"is not UTF-8"}


@pytest.mark.parametrize("read", [un.read_undl, un.read_marcxml])
def test_progress_goes_up_to_the_size_of_the_file(read: Any, tmp_path: Path) -> None:
    rows = GA.split(b"\n", 1)[1]
    records = [rows.replace(b"100000", b"%d" % number) for number in range(10, 900)]
    content = b"".join([GA, *records]) if read is un.read_undl else UNDL_RECORDS
    for name, form in {"a": content, "b": gzip.compress(content)}.items():
        calls: list[tuple[int, int | None]] = []
        (tmp_path / name).write_bytes(form)
        read(tmp_path / name, progress=lambda *call, calls=calls: calls.append(call))
        assert calls == sorted(calls)
        assert calls[-1] == (len(form), len(form))
        assert name == "b" or read is un.read_marcxml or len(calls) > 3
    calls.clear()
    read(io.BytesIO(content), progress=lambda *call: calls.append(call))
    assert calls[-1] == (len(content), None)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_file_must_be_packed_with_deflate(method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("x.csv", GA)
    packed.seek(0)
    with (
        pytest.raises(un.errors.DataIntegrityError, match="not packed with deflate"),
        opened(packed, ".csv"),
    ):
        pass


@pytest.mark.parametrize("read", [un.read_undl, un.read_marcxml, un.read_rollcalls])
@pytest.mark.parametrize(("module", "name"), [(bz2, "bzip2"), (lzma, "xz")])
def test_a_file_packed_otherwise_is_refused_with_the_reason(
    read: Any, module: Any, name: str
) -> None:
    with pytest.raises(un.errors.DataIntegrityError, match=f"is packed with {name}; unpack it"):
        read(io.BytesIO(module.compress(GA)))


@pytest.mark.parametrize("read", [un.read_undl, un.read_rollcalls])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_text_in_another_encoding_is_refused_with_the_reason(read: Any, encoding: str) -> None:
    with pytest.raises(un.errors.DataIntegrityError, match="line 1: is not UTF-8, but UTF-16 or"):
        read(io.BytesIO(GA.decode().encode(encoding)))


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(pack: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    rows = [GA, *([b" " * (1 << 19) + b"\n"] * 160)]
    if pack == "gzip":
        with gzip.open(path, "wb") as file:
            file.writelines(rows)
    else:
        with (
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("votes.csv", "w") as member,
        ):
            member.writelines(rows)
    with pytest.raises(un.errors.DataIntegrityError, match="more than 100 times its size"):
        un.read_undl(path)


@pytest.mark.parametrize("read", [un.read_undl, un.read_marcxml])
@pytest.mark.parametrize("given", [None, GA, 3, [GA]])
def test_what_is_not_a_file_is_refused_with_the_reason(read: Any, given: object) -> None:
    with pytest.raises(TypeError, match="is not a file of votes: give a path or an open file"):
        read(given)


@pytest.mark.parametrize("read", [un.read_undl, un.read_rollcalls])
def test_a_file_of_one_endless_line_is_not_read_whole(read: Any, tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(64):
            file.write(b"x" * (1 << 20))
    tracemalloc.start()
    with pytest.raises(un.errors.DataIntegrityError):
        read(path)
    assert tracemalloc.get_traced_memory()[1] < 24 << 20
    tracemalloc.stop()
