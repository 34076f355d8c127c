"""What lies in a folder and the folders in it, as the disk tells without opening a file.

No link is followed. It is a module of few imports: where nothing has changed since the last
check, little more is loaded.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple

_UNUSABLE = frozenset('<>:"|?*\\#%')
_RESERVED = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{n}{i}" for n in ("COM", "LPT") for i in range(1, 10)))
)
_USUAL = re.compile(r"[a-zA-Z0-9_-]{5,99}\.[a-z]{2,4}")
"""Names that all can hold: they are short, and longer than reserved ones."""
_LONGEST = 255
"""Bytes in a name. Source: the limit of ext4, NTFS and APFS."""
_SETTLED = 3_000_000_000
"""Nanoseconds after which a file's time tells it from a later writing. Source: "racy git" in
git's documentation; FAT counts in steps of two seconds."""


class Stamp(NamedTuple):
    """What the disk says of a file without opening it; a new content has a new stamp.

    The time of change is that of the file's record, which nobody can set back.
    """

    size: int
    modified: int
    changed: int
    number: int
    """Of the file's record; a file that takes another's place has another."""


class Walked(NamedTuple):
    """What was found in a folder and the folders in it."""

    files: dict[str, Stamp | None]
    """Ordinary files by their path from the root, with `/`; no stamp where it cannot be had."""
    links: list[str]
    """Symbolic links."""
    others: list[str]
    """Pipes and the like."""
    unusable: list[tuple[str, str]]
    """Files and folders whose names some system or address cannot hold, and why in words."""
    closed: list[tuple[str, OSError]]
    """Folders that cannot be opened, and why."""


class Walks:
    """The folders of a project, each walked through once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._walked: dict[str, Walked] = {}
        self._stamps: dict[str, Stamp | None] = {}

    def stamp(self, path: str) -> Stamp | None:
        """Return the stamp that a file had; nothing where it was not met."""
        return self._stamps.get(path)

    def of(self, folder: str) -> Walked:
        """Return what lies in a folder, as it was when this was first asked."""
        if folder not in self._walked:
            self._walked[folder] = walk(self._root, folder)
            self._stamps |= self._walked[folder].files
        return self._walked[folder]


def walk(root: Path, folder: str) -> Walked:
    """Walk through a folder and the folders in it; names that begin with a dot are left alone."""
    found = Walked({}, [], [], [], [])
    top = root / folder
    if top.is_symlink():
        found.links.append(folder)
        return found
    waiting = [folder] if top.is_dir() else []
    while waiting:
        at = waiting.pop()
        try:
            entries = sorted(os.scandir(root / at), key=lambda entry: entry.name)
        except OSError as error:
            found.closed.append((at, error))
            continue
        for entry in entries:
            if entry.name[0] != ".":
                _sort(entry, f"{at}/{entry.name}", found, waiting)
    return found


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of a file; nothing where it cannot be had."""
    try:
        it = os.lstat(path)
    except OSError:
        return None
    return Stamp(it.st_size, it.st_mtime_ns, it.st_ctime_ns, it.st_ino)


def is_settled(stamp: Stamp, now: int) -> bool:
    """Tell whether a file is old enough for its stamp to tell it from a later writing."""
    return max(stamp.modified, stamp.changed) + _SETTLED < now


def why_unusable(name: str) -> str:
    """Say why some system or address cannot hold a name; nothing where all can."""
    if name.isascii() and name.replace("-", "").replace("_", "").replace(".", "").isalnum():
        stem = name.partition(".")[0].upper()
        if stem in _RESERVED:
            return "is reserved on Windows"
        return "ends in a dot or a blank" if name.endswith(".") else ""
    bad = sorted({c for c in name if c in _UNUSABLE or not c.isprintable()})
    if bad:
        shown = " ".join(ascii(c)[1:-1] for c in bad)
        return f"holds what an address or a system cannot hold: {shown}"
    if name[-1] in ". ":
        return "ends in a dot or a blank"
    if len(os.fsencode(name)) > _LONGEST:
        return "is too long"
    return ""


def _sort(entry: os.DirEntry[str], path: str, found: Walked, waiting: list[str]) -> None:
    why = "" if _USUAL.fullmatch(entry.name) else why_unusable(entry.name)
    if why:
        found.unusable.append((path, why))
    elif entry.is_file(follow_symlinks=False):
        found.files[path] = stamp_of(entry.path)
    elif entry.is_dir(follow_symlinks=False):
        waiting.append(path)
    elif entry.is_symlink():
        found.links.append(path)
    else:
        found.others.append(path)
