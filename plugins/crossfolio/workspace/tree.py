"""The files of a folder, and what is wrong with what lies beside them."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crossfolio.core.file_names import why_unusable
from crossfolio.core.findings import Finding, printable
from crossfolio.core.place import Place
from crossfolio.core.rules import file_rules
from crossfolio.core.rules import source_rules as rules
from crossfolio.core.texts import Text
from crossfolio.workspace.walk import Walked


class Tree(NamedTuple):
    """The ordinary files of a folder, and what was found on the way."""

    files: tuple[str, ...]
    """Paths from the project's root, in order, with `/`."""
    findings: tuple[Finding, ...] = ()
    dotted: tuple[str, ...] = ()
    """Files in the folders of a record that a dot hides."""


def tree_of(walked: Walked) -> Tree:
    """Return the files of a folder and of the folders in it.

    Symbolic links, pipes and the like are findings; so are names that some system or address
    cannot hold, or cannot tell apart.
    """
    files = sorted(walked.files)
    link = Text("this is a symbolic link; it is not read")
    other = Text("this is no ordinary file; it is not read")
    found = [cannot_open(path, error) for path, error in walked.closed]
    found += [
        rules.unusable_path(_at(path), Text("this file's name {why}", why=why))
        for path, why in walked.unusable
    ]
    found += [rules.link_out_of_tree(_at(path), link) for path in walked.links]
    found += [rules.link_out_of_tree(_at(path), other) for path in walked.others]
    found += [file_rules.hidden_file(_at(path)) for path in walked.hidden]
    found += _collisions(files)
    return Tree(tuple(files), tuple(found), tuple(sorted(walked.dotted)))


def with_unsaved(tree: Tree, folder: str, contents: Mapping[str, bytes | None]) -> Tree:
    """Lay what an editor holds over the files of a folder.

    Args:
        tree: The folder as it lies on the disk.
        folder: Its path.
        contents: By path; `None` for a file that is to count as deleted. A new file whose
            name is not usable, or that lies where the disk has no ordinary file, is left out.
    """
    own = {path: data for path, data in contents.items() if path.startswith(f"{folder}/")}
    if all(data is not None and _has(tree, path) for path, data in own.items()):
        return tree
    refused = {finding.place.path for finding in tree.findings}
    files = {path for path in tree.files if contents.get(path, b"") is not None}
    files.update(
        path for path, data in own.items() if data is not None and _may_be_new(path, refused)
    )
    return Tree(tuple(sorted(files)), tree.findings, tree.dotted)


def cannot_open(path: str, error: OSError) -> Finding:
    """Return the finding about a file or folder that cannot be opened."""
    return rules.unusable_path(
        Place(path),
        Text("this cannot be opened: {reason}", reason=str(error.strerror)),
        Text("make sure that you may read it"),
    )


def _at(path: str) -> Place:
    return Place(printable(path, 300))


def _has(tree: Tree, path: str) -> bool:
    at = bisect_left(tree.files, path)
    return at < len(tree.files) and tree.files[at] == path


def _may_be_new(path: str, refused: set[str]) -> bool:
    names = path.split("/")
    above = {"/".join(names[:number]) for number in range(1, len(names) + 1)}
    unusable = (not name or name.startswith(".") or why_unusable(name) for name in names)
    return above.isdisjoint(refused) and not any(unusable)


def _collisions(files: Iterable[str]) -> Iterator[Finding]:
    """Give the files whose names differ only in case or in how accents are written."""
    first: dict[str, str] = {}
    for path in files:
        folded = path if path.isascii() else unicodedata.normalize("NFC", path)
        known = first.setdefault(folded.casefold(), path)
        if known != path:
            yield rules.path_collision(Place(path), known)
