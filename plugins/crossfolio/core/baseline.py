"""A baseline: the coverage of an earlier check, and what has changed since."""

from collections.abc import Mapping
from typing import NamedTuple

from crossfolio.core.coverage import Count, Cover, Coverage, State
from crossfolio.core.scope import Scope


class KnownFinding(NamedTuple):
    """A finding of an earlier report."""

    code: str
    """Of its rule."""
    severity: str
    """In a word; empty where a comment took it back."""
    path: str
    line: int
    column: int
    message: str
    lines: tuple[int, ...] = ()
    """The numbers of lines that its words hold."""


class Baseline(NamedTuple):
    """What an earlier report said about coverage, and what it had found."""

    states: Mapping[str, State]
    """By full criterion ID."""
    submitted: Count
    """Over the units that were submitted then."""
    findings: tuple[KnownFinding, ...] = ()


class StateChange(NamedTuple):
    """A criterion whose state is another one now."""

    criterion: str
    before: State | None
    """`None` where the baseline does not have it."""
    now: State


class Comparison(NamedTuple):
    """What has changed since a baseline, in the framework's order."""

    improved: tuple[StateChange, ...] = ()
    """Counts now and did not, or is accepted and was only covered."""
    regressed: tuple[StateChange, ...] = ()
    """Counted and no longer does, or was accepted and is only covered."""
    new_gaps: tuple[StateChange, ...] = ()
    """Required now, not in the baseline, and not covered."""
    drop: tuple[Count, Count] | None = None
    """The submitted units then and now, where the exact share that is covered fell."""
    findings: tuple[KnownFinding, ...] = ()
    """What the baseline had found."""


def compare(baseline: Baseline, coverage: Coverage) -> Comparison:
    """Compare coverage with a baseline.

    Only what is required now can regress or be a gap: a criterion that is waived, optional,
    withdrawn or of a unit no longer taken is not asked for.
    """
    changes = [
        (cover, StateChange(name, baseline.states.get(name), cover.state))
        for name, cover in coverage.criteria.items()
    ]
    return Comparison(
        tuple(change for _, change in changes if _rank(change.before) < _rank(change.now)),
        tuple(change for cover, change in changes if _regressed(cover, change)),
        tuple(change for cover, change in changes if _new_gap(cover, change)),
        _drop(baseline.submitted, coverage.submitted),
        baseline.findings,
    )


def _rank(state: State | None) -> int:
    return 2 if state is State.ACCEPTED else int(state is not None and state.counts)


def _regressed(cover: Cover, change: StateChange) -> bool:
    return cover.scope is Scope.REQUIRED and _rank(change.before) > _rank(change.now)


def _new_gap(cover: Cover, change: StateChange) -> bool:
    return cover.scope is Scope.REQUIRED and change.before is None and not change.now.counts


def _drop(before: Count, now: Count) -> tuple[Count, Count] | None:
    if before.share is None or (now.share is not None and now.share >= before.share):
        return None
    return before, now
