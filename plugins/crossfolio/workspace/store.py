"""The one store of what is kept between runs: sealed files in a folder of the user's own.

The folder lies in no project, so that no project can bring results with it, and nobody else can
write there. It can be deleted at any time. Each file is sealed with a sum over its name, its
content and the program that wrote it; what does not match is not there.
It is a module of few imports: where nothing has changed since the last check, little more is
loaded.
"""

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from crossfolio import __version__

VARIABLE = "CROSSFOLIO_CACHE_DIR"
"""Names another folder for all projects; where it is empty, nothing is kept."""
_SEAL = 16
"""Bytes."""
_UNFINISHED = ".part"
"""How the names of files end that are being written."""
_ABANDONED = 3600
"""Seconds after which nobody is writing a file any more."""
_READING = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK")
)
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Store:
    """The files that are kept of one project."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use a folder that only this user can read and write.

        Args:
            folder: The folder; `None` where nothing can be kept.
        """
        self._folder = folder

    @property
    def folder(self) -> Path | None:
        """The folder; `None` where nothing can be kept."""
        return self._folder

    @property
    def keeps(self) -> bool:
        """Whether anything outlives this process."""
        return self._folder is not None

    def read(self, name: str, *basis: str) -> bytes | None:
        """Return what was written under a name; `None` where it is not there, or not as it was.

        Args:
            name: Of the file.
            basis: What its content holds for, such as settings.
        """
        if self._folder is None:
            return None
        try:
            with os.fdopen(os.open(f"{self._folder}/{name}", _READING), "rb", 0) as opened:
                data = memoryview(opened.read())
        except OSError:
            return None
        content = data[_SEAL:]
        return bytes(content) if data[:_SEAL] == self._seal(name, basis, content) else None

    def write(self, name: str, content: bytes, *basis: str) -> None:
        """Write a file so that its old content or the new one is there, never a part.

        Where it cannot be written, nothing is kept, and nobody is the worse for it. What runs
        that were killed have left behind is removed.
        """
        if self._folder is None:
            return
        part = self._folder / f"{name}.{os.urandom(6).hex()}{_UNFINISHED}"
        with suppress(OSError):
            try:
                with os.fdopen(os.open(part, _WRITING, 0o600), "wb") as opened:
                    opened.write(self._seal(name, basis, content))
                    opened.write(content)
                part.replace(self._folder / name)
            except OSError:
                part.unlink(missing_ok=True)
            for left in self._folder.glob(f"{name}.*{_UNFINISHED}"):
                if left.stat().st_mtime + _ABANDONED < time.time():
                    left.unlink()

    def remove(self, name: str) -> None:
        """Remove a file."""
        if self._folder:
            with suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)

    def _seal(self, name: str, basis: tuple[str, ...], content: bytes | memoryview) -> bytes:
        """Return a sum that guards from accidents, as only the user can write there."""
        where = self._folder.name if self._folder else ""
        known = blake2b(repr((where, name, basis)).encode(), key=program(), digest_size=_SEAL)
        known.update(content)
        return known.digest()


def open_store(root: Path) -> Store:
    """Return the store of a project; one that keeps nothing where there can be none.

    Args:
        root: The project's folder.
    """
    try:
        return Store(_folder_of(root))
    except (OSError, RuntimeError, ValueError):  # No home, a circle of links, a NUL in a name.
        return Store()


@cache
def program() -> bytes:
    """Return what tells this program from others: the key that all that is kept stands upon.

    It goes by the versions of Crossfolio, of Python and of all that is installed beside them,
    and by changed files of Crossfolio.
    """
    known = blake2b(f"{__version__} {sys.version}".encode(), digest_size=32)
    for part in (_own_files(), _installed()):
        known.update(repr(sorted(part)).encode("utf-8", "surrogateescape"))
    return known.digest()


def _own_files() -> Iterator[tuple[str, int, int]]:
    """Give every file of Crossfolio with its size and time."""
    waiting = [str(Path(__file__).parents[1])]
    with suppress(OSError):  # It may lie in an archive.
        for folder in waiting:
            for entry in os.scandir(folder):
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    found = entry.stat()
                    yield entry.path, found.st_size, found.st_mtime_ns


def _installed() -> set[str]:
    """Return what is installed, each by the name and version that its records go by."""
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            found.update(entry.name for entry in entries if entry.name.endswith("-info"))
    return found


def _folder_of(root: Path) -> Path | None:
    named = os.environ.get(VARIABLE)
    if named == "":
        return None
    whole = Path(named) if named else _users_own()
    root = root.resolve()
    folder = whole.resolve() / blake2b(os.fsencode(root), digest_size=12).hexdigest()
    if not (named or whole.is_absolute()) or folder.is_relative_to(root):
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder if _is_ours(folder) else None


def _users_own() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415  # not needed where one is named

    return user_cache_path("crossfolio", appauthor=False)


def _is_ours(folder: Path) -> bool:
    """Tell whether nobody but this user can look into a folder, or put something there."""
    found = os.lstat(folder)
    if os.name != "posix":
        return stat.S_ISDIR(found.st_mode)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
