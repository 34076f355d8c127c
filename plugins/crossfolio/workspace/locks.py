"""Files that a process holds locked for as long as it lives; the system frees them at its end."""

import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def lock(path: Path) -> BinaryIO:
    """Make a file and lock it, where its disk can; it is free again once it is closed.

    Raises:
        OSError: Where the file cannot be made.
    """
    file = path.open("ab")
    try:
        _take(file)
    except OSError:  # A disk without locks: then nobody can tell, and nothing is believed free.
        path.unlink()
    return file


def is_locked(path: Path) -> bool:
    """Tell whether a process that is alive holds a file.

    Raises:
        OSError: Where the file cannot be opened.
    """
    with path.open("ab") as file:
        try:
            _take(file)
        except OSError:
            return True
        return False
