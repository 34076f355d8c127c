"""What has changed in a portfolio since the last commit."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence
from crossfolio.core.texts import Text
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.history.commits import (
    Commit,
    Repository,
    files_in,
    last_commit,
    project_folder_in,
    repository_of,
)
from crossfolio.workspace.history.copies import WorkingCopy
from crossfolio.workspace.history.git import GitError, blobs
from crossfolio.workspace.project import Project, UnusableSettingsError

SECONDS = 10.0
"""How long it may take to lay the last commit out."""
_MOST = 50_000_000
"""Bytes of a file that are compared."""


class CommitChange(NamedTuple):
    """What has changed since a commit."""

    commit: Commit
    new: tuple[str, ...]
    """IDs of items, as in the next two."""
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    others: int
    """How many files differ that are no pages of items."""
    states: tuple[tuple[str, str, str], ...]
    """Each criterion whose state is another, with both; empty where it is not there."""


def since_last_commit(project: Project, checked: Checked) -> CommitChange:
    """Compare a portfolio with the one of the last commit.

    Args:
        project: The project as it lies in its folder.
        checked: Its portfolio.

    Raises:
        GitError: Where there is no last commit that holds it, or it cannot be read.
    """
    repository = repository_of(project.root)
    commit = last_commit(repository)
    with (
        tempfile.TemporaryDirectory(prefix="crossfolio-", ignore_cleanup_errors=True) as folder,
        blobs(project.root, SECONDS) as contents,
    ):
        copy = WorkingCopy(Path(folder).resolve(), contents, project.root)
        before, was = _laid_out(repository, commit, copy)
        then = check_project(before, checked.portfolio.today)
        return _compared(commit, then, checked, _differing(was, before.root, project, checked))


def _laid_out(
    repository: Repository, commit: Commit, copy: WorkingCopy
) -> tuple[Project, frozenset[str]]:
    """Return the project of a commit, and its files by path from the project's folder."""
    files = files_in(repository, commit)
    prefix = project_folder_in(files, repository.prefix)
    if prefix is None or prefix != repository.prefix:
        raise GitError(Text("the last commit does not hold this project"))
    try:
        project = copy.lay_out(files, prefix)
    except UnusableSettingsError:
        raise GitError(Text("the settings of the last commit cannot be used")) from None
    return project, frozenset(
        blob.path[len(prefix) :] for blob in files if blob.path.startswith(prefix)
    )


def _compared(
    commit: Commit, then: Checked, now: Checked, differing: frozenset[str]
) -> CommitChange:
    before, after = then.portfolio.by_id, now.portfolio.by_id
    pages = {item.path for item in (*before.values(), *after.values())}
    return CommitChange(
        commit,
        tuple(item.id for key, item in after.items() if key not in before),
        tuple(
            item.id
            for key, item in after.items()
            if key in before and (before[key].path != item.path or _touched(item, differing))
        ),
        tuple(item.id for key, item in before.items() if key not in after),
        len(differing - pages - {a.path for item in after.values() for a in item.attachments}),
        tuple(_states(then, now)),
    )


def _touched(item: Evidence, differing: frozenset[str]) -> bool:
    return item.path in differing or any(
        attachment.path in differing for attachment in item.attachments
    )


def _states(then: Checked, now: Checked) -> list[tuple[str, str, str]]:
    def words(checked: Checked) -> Mapping[str, str]:
        return {name: cover.state.value for name, cover in checked.coverage.criteria.items()}

    before, after = words(then), words(now)
    names = [*after, *(name for name in before if name not in after)]
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return [pair for pair in pairs if pair[1] != pair[2]]


def _differing(
    was: frozenset[str], root: Path, project: Project, checked: Checked
) -> frozenset[str]:
    """Return the files of criteria, evidence and assessment that are not as they were."""
    settings = checked.settings
    folders = (settings.criteria, settings.evidence, settings.assessment)
    disk = Disk(project.root)
    there = {path for folder in folders for path in disk.find(folder).files}
    before = {path for path in was if path.startswith(tuple(f"{folder}/" for folder in folders))}
    same = {
        path for path in there & before if _content(root / path) == _content(project.root / path)
    }
    return frozenset((there | before) - same - set(project.settings_files))


def _content(path: Path) -> bytes | None:
    """Return a file's bytes with the line ends that git may have changed as LF."""
    try:
        with path.open("rb") as opened:
            return opened.read(_MOST).replace(b"\r\n", b"\n")
    except OSError:
        return None
