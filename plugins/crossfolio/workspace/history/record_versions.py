"""Every version that git has of the files of a record, and the commit that took each away."""

from collections.abc import Iterator
from typing import NamedTuple

from crossfolio.workspace.history.git import ask
from crossfolio.workspace.project import Project

_FILES = ("100644", "100755", "100664", "120000")
"""Modes of files and links; other repositories hold nothing of ours."""
_MOST_MOVES = 20


class FileChange(NamedTuple):
    """What a commit did to a file."""

    commit: str
    day: str
    path: str
    """From the top of the repository."""
    before: str
    """The content's ID; zeros where there was none, as in the next."""
    after: str


class RecordVersion(NamedTuple):
    """A content that a file of the record once had."""

    path: str
    """From the record's folder."""
    blob: str
    change: FileChange | None
    """The last that took it away; `None` where no commit did."""


def changes_of(project: Project, folder: str) -> Iterator[FileChange]:
    """Give what each commit did to the files of a folder, newest first, merges among them."""
    words = ("log", "--raw", "-z", "--no-abbrev", "--no-renames", "--full-history", "--root")
    top = _text(ask(project.root, "rev-parse", "--show-cdup")).strip() or "."
    shown = ("--diff-merges=separate", "--format=%x01%H %cs")
    said = ask(project.root, *words, *shown, "HEAD", "--", f"{top}/{folder}")
    yield from _parsed(said)


def _parsed(said: bytes) -> Iterator[FileChange]:
    commit = day = ""
    parts = iter(_text(said).split("\0"))
    for part in parts:
        text = part.strip("\n")
        if text.startswith("\1"):
            commit, _, day = text[1:].partition(" ")
        elif text.startswith(":"):
            modes, blobs = text[1:].split(" ")[:2], text[1:].split(" ")[2:4]
            before, after = (
                blob if mode in _FILES else "0" for mode, blob in zip(modes, blobs, strict=True)
            )
            yield FileChange(commit, day, next(parts, ""), before, after)


def folders_before(project: Project, folder: str, changes: list[FileChange]) -> Iterator[str]:
    """Give where the record lay before it was moved, the last place first."""
    seen = {folder}
    for _ in range(_MOST_MOVES):
        if not changes:
            return
        first = changes[-1].commit
        words = ("diff-tree", "--root", "-r", "-m", "--raw", "-z", "--no-abbrev", "--no-renames")
        told = [*_parsed(ask(project.root, *words, "--format=%x01%H %cs", first))]
        came = {change.after: change.path for change in told if change.path.startswith(folder)}
        left = [change for change in told if change.before in came]
        moved = {
            change.path.removesuffix(came[change.before].removeprefix(folder))
            for change in left
            if set(change.after) == {"0"}
            and change.path.endswith(came[change.before].removeprefix(folder))
        } - seen
        if len(moved) != 1:
            return
        (folder,) = moved
        seen.add(folder)
        yield folder
        changes = [*changes_of(project, folder)]


def versions_of(changes: list[FileChange], folders: list[str]) -> list[RecordVersion]:
    """Return every content that a file of the record ever had, each once."""
    found: dict[tuple[str, str], RecordVersion] = {}
    for change in changes:
        folder = next(one for one in folders if change.path.startswith(one))
        path = change.path.removeprefix(folder)
        if not path.startswith(("decisions/", "samples/")) and path != "people.yml":
            continue
        for blob in (change.before, change.after):
            if set(blob) != {"0"}:
                known = found.get((path, blob))
                ended = change if blob == change.before else None
                if known is None or (known.change is None and ended):
                    found[path, blob] = RecordVersion(path, blob, ended)
    return list(found.values())


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
