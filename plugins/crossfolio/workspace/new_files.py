"""New files, written whole or not at all, and never over one that is there."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath

from crossfolio.core.findings import Finding
from crossfolio.core.settings import Settings
from crossfolio.loaders.criteria_file import read_criteria
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.loaders.portfolio_file import read_portfolio

_RIGHTS = 0o666
"""Of a new file, as far as the user's settings leave them."""
_CANNOT_LINK = (errno.ENOENT, errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.ENOSYS, errno.EMLINK)
"""What is said by systems that cannot give a written file its name."""


class OccupiedError(Exception):
    """Something stands where a new file was to be; nothing was written."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(f"nothing was written; this is there already: {', '.join(paths)}")


class NoFolderError(OccupiedError):
    """A link or a file stands where a folder was to be; nothing was written."""

    def __init__(self, path: str) -> None:
        Exception.__init__(self, f"nothing was written; `{path}` is no folder, or a link to one")


def refused(texts: Mapping[str, str], settings: Settings) -> Iterator[Finding]:
    """Give what the check would refuse in new files, by the loaders that will read them.

    Args:
        texts: The files by path.
        settings: Which folders there are.
    """
    page = partial(read_evidence, folder=settings.evidence, dialect=settings.dialect)
    for path, text in texts.items():
        if path.startswith(f"{settings.criteria}/"):
            yield from read_criteria(text.encode(), path)[1]
        elif path == f"{settings.evidence}/portfolio.yml":
            yield from read_portfolio(text.encode(), path)[1]
        elif path.startswith(f"{settings.evidence}/"):
            yield from page(text.encode(), path)[1]


def write_new(root: Path, contents: Mapping[str, str | bytes]) -> None:
    """Write new files below a folder, all of them or none.

    Each is there as a whole or not at all, even where the process is killed, as far as the disk
    can give a file its name once it is written; they appear in the order in which they are given.

    Args:
        root: The folder; it is made where there is none.
        contents: The files by path from there, with `/`.

    Raises:
        OccupiedError: Where one of them, or a link or file on the way to it, is there already.
        OSError: Where one cannot be written; those before it are taken away again.
    """
    for way in sorted({way for path in contents for way in _ways(path)}):
        if (root / way).is_symlink() or ((root / way).exists() and not (root / way).is_dir()):
            raise NoFolderError(way)
    there = sorted(
        path for path in contents if (root / path).exists() or (root / path).is_symlink()
    )
    if there:
        raise OccupiedError(there)
    made: list[Path] = []
    try:
        for path, content in contents.items():
            file = root / path
            made += _folders(file.parent)
            _write_whole(root, file, content if isinstance(content, bytes) else content.encode())
            made.append(file)
    except BaseException as error:
        for file_path in reversed(made):
            file_path.rmdir() if file_path.is_dir() else file_path.unlink()
        if isinstance(error, FileExistsError):
            raise OccupiedError(sorted(contents)) from None
        raise


def _write_whole(root: Path, file: Path, data: bytes) -> None:
    """Write a file that gets its name once it is whole, where the disk can do that."""
    handle, part = _unfinished(root, file.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(handle)
            os.link(part or f"/proc/self/fd/{handle}", file, follow_symlinks=not part)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
        _write_at_once(file, data)
    finally:
        if part:
            part.unlink()


def _unfinished(root: Path, folder: Path) -> tuple[int, Path | None]:
    """Open a new file without a name, or one that no check looks at; return that one's path."""
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is not None:
        with suppress(OSError):  # Not every disk knows them.
            return os.open(folder, nameless | os.O_WRONLY, _RIGHTS), None
    part = root / f".crossfolio-{os.urandom(6).hex()}.part"
    writing = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(part, writing, _RIGHTS), part


def _write_at_once(file: Path, data: bytes) -> None:
    """Write a file under its name; what is left of one that cannot be written is taken away."""
    with file.open("xb") as opened:
        try:
            opened.write(data)
        except BaseException:
            file.unlink(missing_ok=True)
            raise


def _ways(path: str) -> list[str]:
    """Return the folders on the way to a file."""
    return [parent.as_posix() for parent in PurePosixPath(path).parents][:-1]


def _folders(folder: Path) -> list[Path]:
    """Make a folder with those above it; return the new ones, outermost first."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing
