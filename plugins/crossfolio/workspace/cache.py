"""Where results are kept between runs, and what they are worth only as long as it is the same.

The folder is the user's own and no part of a project, so that no project can bring results
with it. It can be deleted at any time.
"""

import os
from hashlib import blake2b
from pathlib import Path

from crossfolio import __version__

VARIABLE = "CROSSFOLIO_CACHE_DIR"
"""Names another folder for all projects; where it is empty, nothing is kept."""
_OTHERS_MAY_WRITE = 0o022


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


def program() -> str:
    """Return what tells this program from every other version of it, changed files included."""
    known = blake2b(__version__.encode(), digest_size=12)
    package = Path(__file__).parents[1]
    for folder, _, names in sorted(os.walk(package)):
        for name in sorted(names):
            if not name.endswith(".pyc"):
                stat = Path(folder, name).stat()
                known.update(f"{name} {stat.st_size} {stat.st_mtime_ns} ".encode())
    return known.hexdigest()


def _users_own() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415  # not needed where one is named

    return user_cache_path("crossfolio", appauthor=False)


def _is_ours(folder: Path) -> bool:
    """Tell whether only this user can write there; what lies there goes into the site."""
    if os.name != "posix":
        return True
    stat = folder.stat()
    return stat.st_uid == os.getuid() and not stat.st_mode & _OTHERS_MAY_WRITE
