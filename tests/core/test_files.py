"""Files are written whole or not at all, and stay what they are: links, devices, modes."""

from __future__ import annotations

import os
import stat
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

import unstatements as un
from unstatements.core.files import written_whole

POSIX = pytest.mark.skipif(os.name != "posix", reason="has other files")


def write(path: Path, text: str = "new") -> None:
    with written_whole(path) as partial:
        assert partial.suffix == path.suffix
        partial.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("old", [None, "old"])
def test_a_file_appears_when_it_is_whole(old: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    if old:
        path.write_text(old, encoding="utf-8")
    with suppress(RuntimeError), written_whole(path) as partial:
        partial.write_text("half", encoding="utf-8")
        raise RuntimeError
    assert path.exists() == bool(old)
    assert not old or path.read_text(encoding="utf-8") == old
    write(path)
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


@POSIX
def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    usual, new, old = tmp_path / "usual", tmp_path / "new", tmp_path / "old"
    usual.touch()
    old.touch()
    old.chmod(0o600)
    write(new)
    write(old)
    assert new.stat().st_mode == usual.stat().st_mode
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


@POSIX
def test_links_stay_links(tmp_path: Path) -> None:
    real, link, hard = tmp_path / "real", tmp_path / "link", tmp_path / "hard"
    link.symlink_to("real")
    write(link)  # what it points to does not exist yet
    assert real.read_text(encoding="utf-8") == "new"
    write(link, "newer")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "newer"
    hard.hardlink_to(real)
    write(hard, "newest")
    assert real.read_text(encoding="utf-8") == "newest"
    assert hard.stat().st_ino == real.stat().st_ino


@POSIX
def test_a_pipe_and_a_device_are_written_through(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write(pipe)
    reader.join()
    assert received == ["new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    null = tmp_path / "null"
    null.symlink_to(os.devnull)  # not the device itself: root could replace it
    write(null)
    assert null.is_symlink()
    assert not null.is_file()


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o400)
    with pytest.raises(PermissionError):
        write(path)
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("path", ["missing/a.csv", "folder"])
def test_an_error_names_the_path_asked_for(path: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError) as caught:
        write(tmp_path / path)
    assert caught.value.filename == str(tmp_path / path)


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
def test_to_csv_is_whole_or_nothing(tmp_path: Path) -> None:
    import resource
    import signal

    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(OSError):
            un.tables()["signatures"].to_csv(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
    un.tables()["bodies"].to_csv(path)
    assert path.read_text(encoding="utf-8").startswith("id,")
