"""Bytes put aside in a file without a name, so that they take no memory until they are wanted."""

from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple


class Aside(NamedTuple):
    """Where some bytes lie in the file."""

    start: int
    length: int


class Scratch:
    """The file, in the folder of what is kept. It is opened for the first bytes, and closed once.

    Nobody else can open it, and the system removes it when it is closed or the process ends.
    """

    def __init__(self, folder: Path | None) -> None:
        """Open nothing yet.

        Args:
            folder: Where the file will lie; `None` for the system's own folder for such files.
        """
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._end = 0
        self._closed = False

    def put(self, content: bytes) -> Aside | None:
        """Put some bytes aside; `None` where the system refuses, as on a full disk.

        Once it was closed it takes no more, or what was put aside before would be mistaken.
        """
        if self._closed:
            return None
        try:
            file = self._file = self._file or _opened(self._folder)
            file.seek(self._end)
            if file.write(content) != len(content):
                return None
        except OSError:
            return None
        aside = Aside(self._end, len(content))
        self._end += aside.length
        return aside

    def get(self, aside: Aside) -> bytes | None:
        """Return bytes that were put aside; `None` where they cannot be read."""
        if self._file is None:
            return None
        try:
            self._file.seek(aside.start)
            content = self._file.read(aside.length)
        except OSError:
            return None
        return content if len(content) == aside.length else None

    def close(self) -> None:
        """Remove the file with all that is in it."""
        if self._file:
            self._file.close()
        self._file, self._closed = None, True


def _opened(folder: Path | None) -> IO[bytes]:
    return TemporaryFile(dir=folder, buffering=0)
