"""The folder of a cohort's pages, laid down whole or not at all."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

MARK = "cohort.json"
"""The file by which a folder is known as one of ours."""


def may_replace(folder: Path) -> bool:
    """Tell whether a folder is not there, empty, or one that an earlier run has made."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return False
    if not folder.exists() or not any(folder.iterdir()):
        return True
    mark = folder / MARK
    try:
        with mark.open("rb") as file:
            return mark.is_file() and file.read(12) == b'{"format": 1'
    except OSError:
        return False


def lay_down(folder: Path, texts: Mapping[str, bytes]) -> None:
    """Write all files of a folder anew; what an earlier run has left there is gone.

    Args:
        folder: The folder, of which `may_replace` is true.
        texts: Its files by name.

    Raises:
        OSError: Where it cannot be written; the old folder is then as it was.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, data in texts.items():
            (fresh / name).write_bytes(data)
        fresh.chmod(0o755)
        _swap(folder, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(folder: Path, fresh: Path) -> None:
    """Have a folder take the place of another, which comes back where that fails."""
    if not folder.exists():
        fresh.rename(folder)
        return
    aside = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    old = folder.rename(aside / "old")
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
