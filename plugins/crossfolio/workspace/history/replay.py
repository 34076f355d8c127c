"""The history of a project's repository, each period run through the engine."""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec import MsgspecError
from msgspec.json import Decoder, encode

from crossfolio.core.coverage import Count
from crossfolio.core.progress.by_dates import figures_of
from crossfolio.core.progress.figures import Figures, History, Moment, Period, only_last
from crossfolio.core.texts import NOTHING, Text
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.history.commits import (
    Commit,
    Repository,
    commits_of,
    files_in,
    last_of_periods,
    project_folder_in,
    repository_of,
)
from crossfolio.workspace.history.copies import WorkingCopy
from crossfolio.workspace.history.git import GitError, blobs
from crossfolio.workspace.project import UnusableSettingsError
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.store import Store

MOST_PERIODS = 520
"""How many periods are looked at: ten years of weeks."""
SECONDS = 600.0
"""How long the whole may take."""
_KEPT = "history"
"""The name under which figures are kept between runs."""
_GONE = Text("the project is not there")
_UNUSABLE = Text("its settings cannot be used")
_WHYS = {str(why): why for why in (_GONE, _UNUSABLE)}
"""Why there are no figures, by what is kept of it."""


def replay(
    root: Path,
    by: Period,
    store: Store,
    *,
    decided: bool = True,
    clock: Callable[[], float] = time.monotonic,
) -> History:
    """Run the history of a project's repository through the engine.

    Args:
        root: The project's folder.
        by: One commit for each such period is looked at.
        store: Has the figures of commits that were looked at before, and gets the others.
        decided: Whether decisions and samples are told of; nothing rests on them otherwise.
        clock: Returns seconds; counts how long it takes.

    Raises:
        GitError: Where there is no history, or it cannot be read.
    """
    repository = repository_of(root)
    commits = commits_of(repository)
    if not commits:
        raise GitError(Text("the repository has no commit yet"))
    periods = last_of_periods(commits, by)
    kept = periods[-MOST_PERIODS:]
    with (
        tempfile.TemporaryDirectory(prefix="crossfolio-", ignore_cleanup_errors=True) as folder,
        blobs(root, SECONDS) as contents,
    ):
        copy = WorkingCopy(Path(folder).resolve(), contents, root)
        replayer = _Replayer(
            repository, copy, store, _Limit(clock() + SECONDS, clock), decided=decided
        )
        moments = [replayer.moment(*commit) for commit in kept]
        replayer.keep()
    while moments and moments[0].why == _GONE:  # The repository is older than the project.
        del moments[0]
    if not moments:
        raise GitError(Text("no commit holds this project yet"))
    notes = [*_notes(repository, commits)]
    if len(periods) > len(kept):
        notes.append(only_last(MOST_PERIODS))
    notes += map(_moved_from, replayer.moved)
    return History("git", by, tuple(moments), tuple(notes), decided)


def _notes(repository: Repository, commits: list[Commit]) -> Iterator[Text]:
    yield Text.counted(
        "one commit on the line of first parents, by the day on which each was written",
        "{n} commits on the line of first parents, by the day on which each was written",
        n=len(commits),
    )
    if repository.is_shallow:
        yield Text("the clone is shallow: what came before its first commit is not in it")


def _moved_from(folder: str) -> Text:
    if not folder:
        return Text("before it was moved, the project lay in the top")
    return Text("before it was moved, the project lay in {folder}", folder=folder)


class _Limit(NamedTuple):
    """How long a replay may take."""

    until: float
    clock: Callable[[], float]


class _Replayer:
    """Looks at one commit after the other; each is laid out over the one before."""

    def __init__(
        self,
        repository: Repository,
        copy: WorkingCopy,
        store: Store,
        limit: "_Limit",
        *,
        decided: bool,
    ) -> None:
        self._repository = repository
        self._copy = copy
        self._store = store
        self._limit = limit
        self._decided = decided
        self._cache = ResultCache()
        self._known = _kept_in(store, repository)
        self._used: dict[str, _Kept] = {}
        self._folders: dict[str, None] = {}
        self._passing: set[str] = set()

    @property
    def moved(self) -> list[str]:
        """The other folders that the project lay in, in earlier commits."""
        return [folder for folder in self._folders if folder != self._repository.prefix]

    def moment(self, period: str, day: date, commit: Commit) -> Moment:
        """Return a project as it was in a commit, on a day."""
        key = f"{commit.tree} {day} {self._decided}"
        kept = self._used.get(key) or self._known.get(key)
        if kept is None:
            if self._limit.clock() > self._limit.until:
                raise GitError(
                    Text("the replay took longer than {seconds} seconds", seconds=f"{SECONDS:g}")
                )
            kept = self._look(commit, day, key)
        self._used[key] = kept
        figures, why, folder = kept
        if figures:
            self._folders[folder] = None
        known = _unpacked(figures) if figures else None
        return Moment(period, day, commit.id, known, _WHYS.get(why, NOTHING))

    def keep(self) -> None:
        """Keep what was found for the next run."""
        lasting = {key: result for key, result in self._used.items() if key not in self._passing}
        self._store.write(_KEPT, encode(lasting), self._repository.prefix)

    def _look(self, commit: Commit, day: date, key: str) -> "_Kept":
        files = files_in(self._repository, commit)
        prefix = project_folder_in(files, self._repository.prefix)
        if prefix is None:
            return None, str(_GONE), ""
        try:
            project = self._copy.lay_out(files, prefix)
        except UnusableSettingsError:
            return None, str(_UNUSABLE), prefix
        if project.settings.trust.signers:  # They lie elsewhere, and may change at any time.
            self._passing.add(key)
        checked = check_project(project, day, cache=self._cache)
        return _packed(figures_of(checked, decided=self._decided)), "", prefix


_Packed = tuple[Count, dict[str, Count], int, int, int]
_Kept = tuple[_Packed | None, str, str]
"""Figures, why there are none, and where the project lay."""
_KEPT_FIGURES = Decoder(dict[str, _Kept])


def _packed(figures: Figures) -> _Packed:
    return figures.total, dict(figures.units), figures.evidence, figures.decisions, figures.samples


def _unpacked(packed: _Packed) -> Figures:
    return Figures(*packed)


def _kept_in(store: Store, repository: Repository) -> dict[str, "_Kept"]:
    data = store.read(_KEPT, repository.prefix)
    try:
        return _KEPT_FIGURES.decode(data) if data else {}
    except MsgspecError:
        return {}
