"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from tempfile import TemporaryDirectory

_FOLDER = ".partial-"


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield a path of the same name to write to; what is written goes to `path` when it is whole.

    A file keeps its mode and owner, and a symbolic link to it stays one. A device, a pipe or a
    file with other hard links is not replaced: the whole content is copied into it.
    """
    target = Path(os.path.realpath(path))
    exists = path.exists()
    through = exists and (not path.is_file() or path.stat().st_nlink > 1)
    try:
        if exists and not through:
            path.open("ab").close()  # a file that may not be written is not replaced either
        place = None if through else target.parent
        with TemporaryDirectory(prefix=_FOLDER, dir=place) as folder:
            partial = Path(folder, path.name)
            yield partial
            if through:
                with partial.open("rb") as content, path.open("wb") as stream:
                    shutil.copyfileobj(content, stream)
                return
            if exists:
                _keep(path.stat(), partial)
            partial.replace(target)
    except OSError as error:
        if error.filename is None or _FOLDER in str(error.filename):
            error.filename = str(path)
        raise


def _keep(status: os.stat_result, partial: Path) -> None:
    """Give a file the mode and owner of the one that it replaces."""
    with suppress(AttributeError, PermissionError):  # where there are no owners, or not ours
        os.chown(partial, status.st_uid, status.st_gid)
    partial.chmod(S_IMODE(status.st_mode))
