"""The staging folder: a site is built beside the old one and put in its place when whole."""

import ctypes
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_ABANDONED_AFTER = 6 * 3600
"""Seconds after which a staging folder is taken to be left over from a killed build."""
_AT_FDCWD = -100
_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux's renameat2(2), and `RENAME_SWAP` of macOS' renamex_np(2)."""


@dataclass(frozen=True, slots=True)
class Staging:
    """Where a site is built, and where it goes."""

    site: Path
    folder: Path

    def swap(self) -> None:
        """Put the new site in the old one's place.

        Hidden files of the old site, such as `.git` or `.nojekyll`, are carried over.
        Where the system can exchange two folders, this is one step; elsewhere the old
        site is moved aside first, and `open_staging` mends a swap that was interrupted.
        """
        if self.site.is_dir():
            _carry_over(self.site, self.folder)
            if not _exchange(self.folder, self.site):
                aside = _aside(self.site)
                self.site.rename(aside)
                self.folder.rename(self.site)
                shutil.rmtree(aside)
        else:
            self.folder.rename(self.site)
        self.discard()

    def discard(self) -> None:
        """Remove the staging folder, whatever it holds by now."""
        shutil.rmtree(self.folder, ignore_errors=True)


def open_staging(site: Path) -> Staging:
    """Make an empty staging folder beside a site, and mend what a killed build left."""
    site.parent.mkdir(parents=True, exist_ok=True)
    aside = _aside(site)
    if aside.is_dir():
        if site.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(site)
    for left in site.parent.glob(f"{_prefix(site)}*"):
        if left.is_dir() and time.time() - left.stat().st_mtime > _ABANDONED_AFTER:
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
    folder.chmod(0o755)
    return Staging(site, folder)


def _prefix(site: Path) -> str:
    return f".{site.name}.crossfolio-new-"


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.crossfolio-old")


def _carry_over(old: Path, new: Path) -> None:
    for entry in old.iterdir():
        if not entry.name.startswith(".") or (new / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, new / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, new / entry.name, follow_symlinks=False)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can; tell whether it did."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            done = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
        elif sys.platform == "darwin":
            done = library.renamex_np(*names, _EXCHANGE)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False
    return bool(done == 0)
