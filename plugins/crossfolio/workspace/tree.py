"""The files of a folder, found without following any link."""

import os
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.findings import Finding, printable
from crossfolio.core.place import Place
from crossfolio.core.rules import source_rules as rules

_UNUSABLE = frozenset('<>:"|?*\\#%')
_RESERVED = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{n}{i}" for n in ("COM", "LPT") for i in range(1, 10)))
)
_LONGEST = 255
"""Bytes in a name. Source: the limit of ext4, NTFS and APFS."""


class Tree(NamedTuple):
    """The ordinary files of a folder, and what was found on the way."""

    files: tuple[str, ...]
    """Paths from the project's root, in order, with `/`."""
    findings: tuple[Finding, ...] = ()


def find_files(root: Path, folder: str) -> Tree:
    """Find the files of a folder and of the folders in it.

    Names that begin with a dot are left alone. Symbolic links, pipes and the like are
    findings; so are names that some system or address cannot hold, or cannot tell apart.
    """
    files: list[str] = []
    found: list[Finding] = []
    top = root / folder
    if top.is_symlink():
        return Tree((), (rules.link_out_of_tree(Place(folder), "this is a symbolic link"),))
    waiting = [folder] if top.is_dir() else []
    while waiting:
        at = waiting.pop()
        try:
            entries = sorted(os.scandir(root / at), key=lambda entry: entry.name)
        except OSError as error:
            found.append(cannot_open(at, error))
            continue
        for entry in entries:
            _sort(entry, f"{at}/{entry.name}", files, waiting, found)
    files.sort()
    found += _collisions(files)
    return Tree(tuple(files), tuple(found))


def with_unsaved(tree: Tree, folder: str, contents: Mapping[str, bytes | None]) -> Tree:
    """Lay what an editor holds over the files of a folder.

    Args:
        tree: The folder as it lies on the disk.
        folder: Its path.
        contents: By path; `None` for a file that is to count as deleted. A new file whose
            name is not usable, or that lies where the disk has no ordinary file, is left out.
    """
    refused = {finding.place.path for finding in tree.findings}
    files = {path for path in tree.files if contents.get(path, b"") is not None}
    files.update(
        path
        for path, data in contents.items()
        if data is not None and path.startswith(f"{folder}/") and _may_be_new(path, refused)
    )
    return Tree(tuple(sorted(files)), tree.findings)


def cannot_open(path: str, error: OSError) -> Finding:
    """Return the finding about a file or folder that cannot be opened."""
    return rules.unusable_path(
        Place(path),
        f"this cannot be opened: {error.strerror}",
        "make sure that you may read it",
    )


def _sort(
    entry: os.DirEntry[str], path: str, files: list[str], waiting: list[str], found: list[Finding]
) -> None:
    if entry.name.startswith("."):
        return
    why = _why_unusable(entry.name)
    if why:
        found.append(rules.unusable_path(_shown(path), f"this file's name {why}"))
    elif entry.is_symlink():
        found.append(rules.link_out_of_tree(_shown(path), "this is a symbolic link"))
    elif entry.is_dir(follow_symlinks=False):
        waiting.append(path)
    elif entry.is_file(follow_symlinks=False):
        files.append(path)
    else:
        found.append(rules.link_out_of_tree(_shown(path), "this is no ordinary file"))


def _shown(path: str) -> Place:
    return Place(printable(path, 300))


def _may_be_new(path: str, refused: set[str]) -> bool:
    names = path.split("/")
    above = {"/".join(names[:number]) for number in range(1, len(names) + 1)}
    unusable = (not name or name.startswith(".") or _why_unusable(name) for name in names)
    return above.isdisjoint(refused) and not any(unusable)


def _why_unusable(name: str) -> str:
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


def _collisions(files: list[str]) -> Iterator[Finding]:
    """Give the files whose names differ only in case or in how accents are written."""
    first: dict[str, str] = {}
    for path in files:
        folded = path if path.isascii() else unicodedata.normalize("NFC", path)
        known = first.setdefault(folded.casefold(), path)
        if known != path:
            yield rules.path_collision(Place(path), known)
