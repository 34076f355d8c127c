"""Where results are kept between runs, and what they are worth only as long as it is the same.

The folder is the user's own and no part of a project, so that no project can bring results
with it. It can be deleted at any time. What is read from it is data: it runs nothing.
"""

import os
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from crossfolio import __version__

VARIABLE = "CROSSFOLIO_CACHE_DIR"
"""Names another folder for all projects; where it is empty, nothing is kept."""
_OTHERS_MAY_WRITE = 0o022
_UNFINISHED = ".part"
"""How the names of files end that are being written."""
_ABANDONED = 3600
"""Seconds after which nobody is writing a file any more."""


def cache_folder(root: Path) -> Path | None:
    """Return a project's own folder for what is kept between runs; nothing where there is none.

    Args:
        root: The project's folder.
    """
    named = os.environ.get(VARIABLE)
    if named == "":
        return None
    whole = Path(named) if named else _users_own()
    folder = whole / blake2b(os.fsencode(root.resolve()), digest_size=12).hexdigest()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_ours(folder) else None
    except OSError:
        return None


@cache
def program() -> str:
    """Return what tells this program from every other version of it, changed files included."""
    known = blake2b(f"{__version__} {sys.implementation.cache_tag}".encode(), digest_size=12)
    package = Path(__file__).parents[1]
    for folder, _, names in sorted(os.walk(package)):
        for name in sorted(names):
            if not name.endswith(".pyc"):
                stat = Path(folder, name).stat()
                known.update(f"{name} {stat.st_size} {stat.st_mtime_ns} ".encode())
    return known.hexdigest()


def read_kept(file: str | Path) -> bytes | None:
    """Return what was `sealed` in a file; nothing where it is not there, or not as it was."""
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - read a thousand at a time
            seal, _, content = opened.readall().partition(b"\n")
    except OSError:
        return None
    return content if seal == _seal(content) else None


def sealed(content: bytes) -> bytes:
    """Return a content with what tells whether it has been cut or broken since."""
    return _seal(content) + b"\n" + content


def write_kept(file: Path, content: bytes) -> None:
    """Write a file so that its old content or the new one is there, never a part.

    Where it cannot be written, nothing is kept, and nobody is the worse for it. What runs
    that were killed have left behind is removed.
    """
    part = file.with_name(f"{file.name}.{os.urandom(6).hex()}{_UNFINISHED}")
    with suppress(OSError):
        try:
            part.write_bytes(sealed(content))
            part.replace(file)
        except OSError:
            part.unlink(missing_ok=True)
        for left in file.parent.glob(f"{file.name}.*{_UNFINISHED}"):
            if left.stat().st_mtime + _ABANDONED < time.time():
                left.unlink()


def _seal(content: bytes) -> bytes:
    """Return a sum of a content; it guards from accidents, as only the user can write there."""
    return b"%08x" % crc32(content)


def _users_own() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415  # not needed where one is named

    return user_cache_path("crossfolio", appauthor=False)


def _is_ours(folder: Path) -> bool:
    """Tell whether only this user can write there; what lies there goes into the site."""
    if os.name != "posix":
        return True
    stat = folder.stat()
    return stat.st_uid == os.getuid() and not stat.st_mode & _OTHERS_MAY_WRITE
