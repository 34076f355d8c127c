"""What lies in a folder and the folders in it, as the disk tells without opening a file.

No link is followed. It is a module of few imports: where nothing has changed since the last
check, little more is loaded.
"""

import os
import sys
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.file_names import is_hidden_twin, why_unusable
from crossfolio.core.regex import regex
from crossfolio.core.texts import NOTHING, Text

_USUAL = regex(r"[a-zA-Z0-9_-]{5,99}\.[a-z]{2,4}")
"""Names that all can hold: they are short, and longer than reserved ones."""
_ESCAPED = "surrogateescape"
_IN_UTF8 = sys.getfilesystemencoding().lower() == "utf-8"
"""Whether this system's names are spelt as ours are; under old locales they are not."""
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


_OF_A_RECORD = ("decisions", "samples", "people.yml")
_OPEN = ("decisions", "samples")
"""Folders of a record, in which nothing is passed over because its name begins with a dot."""


class Walked(NamedTuple):
    """What was found in a folder and the folders in it."""

    files: dict[str, Stamp | None]
    """Ordinary files by their path from the root, with `/`; no stamp where it cannot be had."""
    links: list[str]
    """Symbolic links."""
    others: list[str]
    """Pipes and the like."""
    unusable: list[tuple[str, Text]]
    """Files and folders whose names some system or address cannot hold, and why in words."""
    closed: list[tuple[str, OSError]]
    """Folders that cannot be opened, and why."""
    hidden: list[str]
    """Files whose names begin with a dot, and are otherwise those of pages and YAML files."""
    dotted: dict[str, Stamp | None]
    """Files in folders of a record that are hidden by a dot, their own or a folder's."""


class Walks:
    """The folders of a project, each walked through once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._walked: dict[str, Walked] = {}
        self._stamps: dict[str, Stamp | None] = {}

    def stamp(self, path: str) -> Stamp | None:
        """Return the stamp that a file had; `None` where it was not met."""
        return self._stamps.get(path)

    def of(self, folder: str) -> Walked:
        """Return what lies in a folder, as it was when this was first asked."""
        if folder not in self._walked:
            self._walked[folder] = walk(self._root, folder)
            self._stamps |= self._walked[folder].files | self._walked[folder].dotted
        return self._walked[folder]


def walk(root: Path, folder: str) -> Walked:
    """Walk through a folder and the folders in it.

    Names that begin with a dot are left alone, but for those in the folders of a record.
    """
    found = Walked({}, [], [], [], [], [], {})
    top = root / on_disk(folder)
    if top.is_symlink():
        found.links.append(folder)
        return found
    waiting = [folder] if top.is_dir() else []
    while waiting:
        at = waiting.pop()
        names = at[len(folder) + 1 :].split("/")
        in_record, is_hidden = names[0].lower() in _OPEN, any(part[:1] == "." for part in names)
        try:
            entries = sorted(os.scandir(root / on_disk(at)), key=lambda entry: entry.name)
        except OSError as error:
            found.closed.append((at, error))
            continue
        for entry in entries:
            name = _spelt(entry.name)
            if in_record and (is_hidden or name[0] == "."):
                _sort_hidden(entry, f"{at}/{name}", found, waiting)
            elif name[0] != ".":
                _sort(entry, name, f"{at}/{name}", found, waiting)
            elif is_hidden_twin(name) and not entry.is_dir(follow_symlinks=False):
                found.hidden.append(f"{at}/{name}")
    return found


def names_beside(root: Path) -> list[str]:
    """Return the names of the files in a project's folder itself that may be pages or YAML."""
    try:
        entries = [entry for entry in os.scandir(root) if entry.name[:1] != "."]
    except OSError:
        return []
    texts = (entry for entry in entries if entry.name.lower().endswith((".md", ".yml", ".yaml")))
    return sorted(_spelt(entry.name) for entry in texts if entry.is_file(follow_symlinks=False))


def traces_of_records(root: Path) -> list[str]:
    """Return what in the folders of a project has a name by which an assessor's record goes.

    Only names are looked at: most portfolios have no record yet, and no file need be opened to
    find that out.
    """
    try:
        folders = sorted(
            entry.name for entry in os.scandir(root) if entry.is_dir() and entry.name[0] != "."
        )
    except OSError:
        return []
    paths = (f"{folder}/{name}" for folder in folders for name in _OF_A_RECORD)
    own = [folder for folder in folders if folder.lower() in _OPEN]
    return [*own, *(path for path in paths if (root / path).exists())]


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of a file; `None` where it cannot be had."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def is_settled(stamp: Stamp, now: int) -> bool:
    """Tell whether a file is old enough for its stamp to tell it from a later writing."""
    return max(stamp.modified, stamp.changed) + _SETTLED < now


def on_disk(path: str) -> str:
    """Return a path as functions of this system take it, whatever the locale can spell."""
    return path if _IN_UTF8 or path.isascii() else os.fsdecode(path.encode(errors=_ESCAPED))


def _spelt(name: str) -> str:
    """Return a name that the disk gave as it is spelt in UTF-8, whatever the locale."""
    return name if _IN_UTF8 or name.isascii() else os.fsencode(name).decode(errors=_ESCAPED)


def _sort(entry: os.DirEntry[str], name: str, path: str, found: Walked, waiting: list[str]) -> None:
    why = NOTHING if _USUAL.fullmatch(name) else why_unusable(name)
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


def _sort_hidden(entry: os.DirEntry[str], path: str, found: Walked, waiting: list[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        waiting.append(path)
    elif entry.is_file(follow_symlinks=False):
        found.dotted[path] = stamp_of(entry.path)
    elif not entry.is_symlink():
        found.others.append(path)
    elif entry.is_file():  # A link that leads nowhere is how editors lock a file.
        found.links.append(path)
