"""The commits of a project, and the files that each of them holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from crossfolio.core.progress.figures import Period
from crossfolio.core.regex import regex
from crossfolio.core.texts import Text
from crossfolio.workspace.history.git import GitError, ask
from crossfolio.workspace.locating import SITE_FILE

_LINE = regex(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (\d{4}-\d\d-\d\d)", re.ASCII)
_ORDINARY = ("100644", "100755", "100664")
"""Modes of ordinary files; links and other repositories are left out."""


class Commit(NamedTuple):
    """A commit on the way to the present one."""

    id: str
    tree: str
    day: date
    """On which it was written, where its author was; a history that was rewritten keeps it."""


class Repository(NamedTuple):
    """The repository that a project lies in."""

    folder: Path
    """The project's."""
    prefix: str
    """The project's folder from the repository's top, with `/` at its end; empty at the top."""
    is_shallow: bool


class Blob(NamedTuple):
    """A file in a commit."""

    path: str
    """From the top of the repository."""
    name: str
    size: int


def repository_of(root: Path) -> Repository:
    """Return the repository that a project lies in.

    Raises:
        GitError: Where there is none, or no git.
    """
    said = ask(root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository").split()
    if said[:1] != [b"true"]:
        raise GitError(Text("the folder is in no work tree of a git repository"))
    prefix = ask(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape")
    return Repository(root, prefix.rstrip("\n"), said[1:] == [b"true"])


def commits_of(repository: Repository) -> list[Commit]:
    """Return the commits from the first to the present one, along the line of first parents.

    Raises:
        GitError: Where they cannot be read; an empty list means that there is none yet.
    """
    return _log(repository, "--first-parent", "--reverse")


def last_commit(repository: Repository) -> Commit:
    """Return the present commit.

    Raises:
        GitError: Where there is none, or it cannot be read.
    """
    found = _log(repository, "--max-count=1")
    if not found:
        raise GitError(Text("there is no commit yet"))
    return found[0]


def _log(repository: Repository, *options: str) -> list[Commit]:
    try:
        ask(repository.folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitError:
        return []
    words = ("log", *options, "--format=%H %T %ad", "--date=format:%Y-%m-%d", "HEAD", "--")
    lines = ask(repository.folder, *words).decode("ascii", "replace").splitlines()
    found = (_LINE.fullmatch(line) for line in lines)
    commits = [
        Commit(match[1], match[2], day) for match in found if match and (day := _day(match[3]))
    ]
    if len(commits) < len(lines):
        raise GitError(Text("the dates of its commits cannot be read"))
    return commits


def last_of_periods(commits: Sequence[Commit], by: Period) -> list[tuple[str, date, Commit]]:
    """Return each period in which a commit was made, its day, and how far things were then.

    That is the furthest commit that is dated in the period or before it: dates need not rise.
    The day is the last on which one of the period was made.
    """
    found: dict[str, tuple[date, Commit]] = {}
    furthest = -1
    dated = sorted((commit.day, number) for number, commit in enumerate(commits))
    for day, number in dated:
        furthest = max(furthest, number)
        found[by.name_of(day)] = (day, commits[furthest])
    return [(name, day, commit) for name, (day, commit) in found.items()]


def files_in(repository: Repository, commit: Commit) -> list[Blob]:
    """Return the ordinary files of a commit.

    Raises:
        GitError: Where they cannot be read.
    """
    words = ("ls-tree", "-r", "-z", "-l", "--full-tree", commit.tree)
    return list(_blobs(ask(repository.folder, *words).split(b"\0")))


def project_folder_in(blobs: Iterable[Blob], prefix: str) -> str | None:
    """Return where the project lay in a commit, with `/` at its end; `None` where it did not.

    That is where it lies now, if it was there; else the only folder that holds such a project.
    """
    names = {blob.path for blob in blobs}
    if any(name.startswith(prefix) and _is_of_project(name[len(prefix) :]) for name in names):
        return prefix
    sites = {
        name.removesuffix(SITE_FILE) for name in names if PurePosixPath(name).name == SITE_FILE
    }
    held = [
        site
        for site in sites
        if any(n.startswith((f"{site}evidence/", f"{site}criteria/")) for n in names)
    ]
    return held[0] if len(held) == 1 else None


def _is_of_project(name: str) -> bool:
    return name == SITE_FILE or name.startswith(("evidence/", "criteria/"))


def _blobs(lines: Iterable[bytes]) -> Iterator[Blob]:
    for line in lines:
        head, _, path = line.partition(b"\t")
        parts = head.decode("ascii", "replace").split()
        if len(parts) == 4 and parts[0] in _ORDINARY and parts[3].isdigit():  # noqa: PLR2004
            yield Blob(path.decode("utf-8", "surrogateescape"), parts[2], int(parts[3]))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
