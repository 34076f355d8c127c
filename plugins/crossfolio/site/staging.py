"""The staging folder: a site is built beside the old one and put in its place when whole."""

import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crossfolio.workspace.locks import is_locked, lock
from crossfolio.workspace.walk import Stamp, stamp_of

_LOCK = "lock"
"""The file that a build keeps locked for as long as it lives."""
_ABANDONED_AFTER = 6 * 3600
"""Seconds after which a staging folder without such a file belongs to nobody."""
_AT_FDCWD = -100
_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux's renameat2(2), and `RENAME_SWAP` of macOS' renamex_np(2)."""


@dataclass(frozen=True, slots=True)
class Staging:
    """Where a site is built, and where it goes."""

    site: Path
    folder: Path
    """Of this build alone; gone when it ends."""
    held: BinaryIO
    """The file that is locked while the build lives."""
    before: Mapping[str, Stamp | None]
    """The files of the old site when the build began."""

    @property
    def new(self) -> Path:
        """Where the new site is built."""
        return self.folder / "site"

    @property
    def pages(self) -> Path:
        """Where generated files lie for those who look for a file behind every page."""
        return self.folder / "pages"

    def carry_over(self) -> None:
        """Take over from the old site what is not a build's to take away.

        Hidden files, such as `.git` or `.nojekyll`; and whatever has been written there since
        the build began, by those who were told of that folder and of no other.
        """
        if not self.site.is_dir():
            return
        for path, stamp in _files(self.site).items():
            new = self.new / path
            if self.before.get(path) != stamp and _is_newer(stamp, stamp_of(str(new))):
                new.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self.site / path, new, follow_symlinks=False)
        for old in self.site.glob(".*"):
            new = self.new / old.name
            if os.path.lexists(new) or old.name.startswith(_prefix(self.site)):
                continue
            if old.is_dir() and not old.is_symlink():
                shutil.copytree(old, new, symlinks=True)
            else:
                shutil.copy2(old, new, follow_symlinks=False)

    def swap(self) -> None:
        """Put the new site in the old one's place.

        Where the system can exchange two folders, this is one step; elsewhere the old
        site is moved aside first, and `open_staging` mends a swap that was interrupted.
        The folder at which a disk is mounted stays, and gets other content.
        """
        if self.folder.parent == self.site:
            self._refill()
        elif not self.site.is_dir():
            self.new.rename(self.site)
        elif not _exchange(self.new, self.site):
            aside = _aside(self.site)
            self.site.rename(aside)
            try:
                self.new.rename(self.site)
            except BaseException:
                aside.rename(self.site)
                raise
            shutil.rmtree(aside, ignore_errors=True)
        self.discard()

    def _refill(self) -> None:
        """Put the new site's entries in the place of the old one's, or leave all as it was."""
        aside = self.folder / "old"
        aside.mkdir()
        others = _prefix(self.site)
        moves = [
            (path, aside / path.name) for path in self.site.iterdir() if others not in path.name
        ]
        moves += [(path, self.site / path.name) for path in self.new.iterdir()]
        done: list[tuple[Path, Path]] = []
        try:
            for source, target in moves:
                source.rename(target)
                done.append((source, target))
        except BaseException:
            for source, target in reversed(done):
                target.rename(source)
            raise

    def discard(self) -> None:
        """Remove the staging folder, whatever it holds by now."""
        self.held.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def open_staging(site: Path, *, swaps: bool = True) -> Staging:
    """Make an empty staging folder beside a site, and mend what killed builds left.

    It lies in the site's folder where a disk is mounted there: nothing moves between disks.

    Args:
        site: The folder of the site.
        swaps: Whether the new site is to take the place of the old one.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    aside = _aside(site)
    if aside.is_dir():
        if site.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(site)
    beside = site if os.path.ismount(site) else site.parent
    for left in beside.glob(f"{_prefix(site)}*"):
        if left.is_dir() and _is_abandoned(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=beside))
    held = lock(folder / _LOCK)
    staging = Staging(site, folder, held, _files(site) if swaps else {})
    for place in (staging.new, staging.pages):
        place.mkdir()
    return staging


def _prefix(site: Path) -> str:
    return f".{site.name}.crossfolio-new-"


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.crossfolio-old")


def _is_abandoned(folder: Path) -> bool:
    """Tell whether the build that made a staging folder has ended without removing it."""
    with suppress(OSError):
        if (folder / _LOCK).exists():
            return not is_locked(folder / _LOCK)
        return time.time() - folder.stat().st_mtime > _ABANDONED_AFTER
    return False


def _files(site: Path) -> dict[str, Stamp | None]:
    """Return the files and links of a site by their path in it, but for hidden ones."""
    found = {}
    start = len(f"{site}/")
    for folder, folders, files in os.walk(site):
        folders[:] = [name for name in folders if name[0] != "."]
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in (*files, *links):
            if name[0] != ".":
                path = f"{folder}{os.sep}{name}"
                found[path[start:].replace(os.sep, "/")] = stamp_of(path)
    return found


def _is_newer(one: Stamp | None, other: Stamp | None) -> bool:
    return one is not None and (other is None or one.modified > other.modified)


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
