"""A cohort summed up: by unit, criterion, group and assessor, and over time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crossfolio.cohort.assessors import AssessorSum, SampleCell, assessors, samples, sampling
from crossfolio.cohort.at_risk import DEFAULT_RULES, AtRiskRule, RiskReason, reasons
from crossfolio.cohort.history import CohortHistory, FigureChange, Point
from crossfolio.cohort.job import Failure, JobResult, Learner
from crossfolio.cohort.numbers import Numbers, numbers_of
from crossfolio.core.ids import in_order, natural
from crossfolio.core.states import State


class UnitSum(NamedTuple):
    """A unit over all learners who have taken it."""

    id: str
    numbers: Numbers
    submitted: int
    """How many have submitted it."""
    criteria: tuple[tuple[str, Mapping[State, int]], ...]
    """How many learners are in each state, by criterion in the order of codes."""


class AtRisk(NamedTuple):
    """A learner at risk, and why."""

    id: str
    group: str
    reasons: tuple[RiskReason, ...]


@dataclass(frozen=True, slots=True)
class CohortPlan:
    """How a cohort is judged and shown."""

    today: date
    rules: tuple[AtRiskRule, ...] = DEFAULT_RULES
    """When a learner is at risk."""
    min_group: int = 5
    """Groups with fewer portfolios are merged."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that the pages and files of a cohort tell."""

    today: date
    looked: tuple[JobResult, ...]
    """Those that could be looked at, in the order of IDs."""
    learners: Mapping[str, Learner]
    failures: tuple[Failure, ...]
    total: Numbers
    units: tuple[UnitSum, ...]
    groups: tuple[tuple[str, Numbers], ...]
    assessors: tuple[AssessorSum, ...]
    at_risk: tuple[AtRisk, ...]
    changes: tuple[FigureChange, ...]
    last_day: date | None
    """Of the run before; `None` where there is none."""
    progress: Mapping[str, tuple[Point, ...]]
    """By unit; the whole under an empty name."""
    sampling: Mapping[tuple[str, str], SampleCell]
    """By assessor and unit."""
    samples: Mapping[tuple[str, str], int]
    """How many samples there are, by stage and outcome."""
    open_actions: int
    overdue_actions: int
    unmeasured: frozenset[str]
    """Portfolios of which nothing is asked, or not all that is can be read; they are in no sum."""
    without_record: int
    """Portfolios whose data tell nothing of decisions."""


def summed_up(
    looked: Sequence[JobResult],
    learners: Mapping[str, Learner],
    failures: Iterable[Failure],
    history: CohortHistory,
    plan: CohortPlan,
) -> Summary:
    """Return the figures of the whole cohort, by unit, learner and assessor.

    Args:
        looked: What came of each portfolio.
        learners: What the centre says of them, by ID.
        failures: What was not looked at beside these.
        history: What earlier runs know.
        plan: How it is judged and shown.
    """
    today = plan.today
    good = tuple(portfolio for portfolio in looked if portfolio.row is not None)
    bad = [Failure(portfolio.id, portfolio.reason) for portfolio in looked if portfolio.row is None]
    rows = [_row(portfolio) for portfolio in good]
    measured = [portfolio for portfolio in good if _row(portfolio)["measured"]]
    unmeasured = frozenset(portfolio.id for portfolio in good) - {
        portfolio.id for portfolio in measured
    }
    actions = [one for row in rows for one in row["actions"] if not _done(one, today)]
    return Summary(
        today,
        good,
        learners,
        tuple(sorted((*failures, *bad), key=lambda failure: (natural(failure.id), failure.reason))),
        numbers_of(map(_row, measured)),
        tuple(_units(map(_row, measured))),
        tuple(_groups(measured, learners, plan.min_group)),
        tuple(assessors(good, learners, today)),
        tuple(_at_risk(good, learners, plan.rules, today)),
        tuple(
            change._replace(words="not measured") if change.id in unmeasured else change
            for change in history.changes
        ),
        history.last_day,
        history.progress,
        dict(sampling(rows)),
        samples(rows),
        len(actions),
        sum(date.fromisoformat(one["due"]) < today for one in actions),
        unmeasured,
        sum(not row["has_record"] for row in rows),
    )


def _row(looked: JobResult) -> Mapping[str, Any]:
    return looked.row or {}


def _units(rows: Iterable[Mapping[str, Any]]) -> Iterator[UnitSum]:
    """Give every unit, whatever the case of its code, with its criteria by state."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        for unit in row["units"]:
            found[unit["id"].upper()].append(unit)
    for key in sorted(found, key=natural):
        units = found[key]
        states: dict[str, dict[State, int]] = defaultdict(lambda: dict.fromkeys(State, 0))
        printed: dict[str, str] = {}
        for unit in units:
            for criterion, state in unit["states"].items():
                name = printed.setdefault(criterion.upper(), criterion)
                states[name][State(state)] += 1
        criteria = tuple((name, states[name]) for name in in_order(states))
        submitted = sum(unit["progress"] == "submitted" for unit in units)
        yield UnitSum(units[0]["id"], numbers_of(units), submitted, criteria)


def _groups(
    good: Iterable[JobResult], learners: Mapping[str, Learner], min_group: int
) -> Iterator[tuple[str, Numbers]]:
    """Give the groups of at least so many portfolios, and all smaller ones as one.

    Where the smaller ones together are still too few, the smallest of the others joins them,
    so that nobody can reckon them from the rest.
    """
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for looked in good:
        found[learners.get(looked.id, Learner()).group].append(_row(looked))
    if set(found) <= {""}:
        return
    large = sorted((name for name in found if name and len(found[name]) >= min_group), key=natural)
    merged = [row for name in found if name not in large for row in found[name]]
    while merged and len(merged) < min_group and large:
        smallest = min(large, key=lambda name: (len(found[name]), natural(name)))
        large.remove(smallest)
        merged += found[smallest]
    yield from ((name, numbers_of(found[name])) for name in large)
    if merged:
        yield "", numbers_of(merged)


def _at_risk(
    good: Iterable[JobResult],
    learners: Mapping[str, Learner],
    rules: Sequence[AtRiskRule],
    today: date,
) -> Iterator[AtRisk]:
    for looked in good:
        learner = learners.get(looked.id, Learner())
        why = tuple(reasons(_row(looked), learner, rules, today))
        if why:
            yield AtRisk(looked.id, learner.group, why)


def _done(action: Mapping[str, Any], today: date) -> bool:
    return bool(action["closed_on"]) and date.fromisoformat(action["closed_on"]) <= today
