"""A cohort summed up: by unit, criterion, group and assessor, and over time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Any, NamedTuple

from crossfolio.cohort.at_risk import DEFAULT_RULES, AtRiskRule, Reason, reasons
from crossfolio.cohort.job import Failure, Learner, Looked
from crossfolio.cohort.store import Figure
from crossfolio.core.counts import percent
from crossfolio.core.ids import natural
from crossfolio.core.states import State

NOBODY = ""
"""The assessor of what waits and was never given to anybody."""


class Numbers(NamedTuple):
    """How much is required, covered and accepted; `accepted` counts what is known."""

    portfolios: int
    required: int
    covered: int
    accepted: int

    def share(self, number: int) -> int | None:
        """Return a number of what is required in per cent; `None` of nothing."""
        return percent(number, self.required)


class UnitSum(NamedTuple):
    """A unit over all learners who have taken it."""

    id: str
    numbers: Numbers
    submitted: int
    """How many have submitted it."""
    criteria: tuple[tuple[str, Mapping[State, int]], ...]
    """How many learners are in each state, by criterion in the order of codes."""


class Waiting(NamedTuple):
    """What of one portfolio waits for an assessor."""

    id: str
    number: int
    oldest: int | None
    """In days; `None` where no day is known."""
    reasons: tuple[str, ...]


class AssessorSum(NamedTuple):
    """An assessor's work over all portfolios."""

    id: str
    waiting: tuple[Waiting, ...]
    """The longest waiting first."""
    oldest: int | None
    middle: int | None
    """The median of days waiting."""
    decisions: int
    turn_round: int | None
    """The median of days from the newest item to the decision."""
    stale: int
    """Decisions that hold and do not stand."""
    sampled: int

    @property
    def queue(self) -> int:
        """How many criteria wait."""
        return sum(it.number for it in self.waiting)


class AtRisk(NamedTuple):
    """A learner at risk, and why."""

    id: str
    group: str
    reasons: tuple[Reason, ...]


class Change(NamedTuple):
    """What has changed in a portfolio since the last run."""

    id: str
    covered: int
    accepted: int
    words: str
    """`new` or `gone`, where it is one of these."""


class Point(NamedTuple):
    """The whole cohort, or a unit of it, at the end of a day."""

    day: date
    numbers: Numbers


class SampleCell(NamedTuple):
    """The decisions of an assessor on a unit, and how many were sampled."""

    decisions: int
    sampled: int


@dataclass(frozen=True, slots=True)
class Plan:
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
    looked: tuple[Looked, ...]
    """Those that could be looked at, in the order of IDs."""
    learners: Mapping[str, Learner]
    failures: tuple[Failure, ...]
    total: Numbers
    units: tuple[UnitSum, ...]
    groups: tuple[tuple[str, Numbers], ...]
    assessors: tuple[AssessorSum, ...]
    at_risk: tuple[AtRisk, ...]
    changes: tuple[Change, ...]
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
    looked: Sequence[Looked],
    learners: Mapping[str, Learner],
    failures: Iterable[Failure],
    history: "History",
    plan: Plan,
) -> Summary:
    """Sum up what was looked at.

    Args:
        looked: What came of each portfolio.
        learners: What the centre says of them, by ID.
        failures: What was not looked at beside these.
        history: What earlier runs know.
        plan: How it is judged and shown.
    """
    today = plan.today
    good = tuple(it for it in looked if it.row is not None)
    bad = [Failure(it.id, it.reason) for it in looked if it.row is None]
    rows = [_row(it) for it in good]
    measured = [it for it in good if _row(it)["measured"]]
    unmeasured = frozenset(it.id for it in good) - {it.id for it in measured}
    actions = [one for row in rows for one in row["actions"] if not _done(one, today)]
    return Summary(
        today,
        good,
        learners,
        tuple(sorted((*failures, *bad), key=lambda it: (natural(it.id), it.reason))),
        _numbers(map(_row, measured)),
        tuple(_units(map(_row, measured))),
        tuple(_groups(measured, learners, plan.min_group)),
        tuple(_assessors(good, learners, today)),
        tuple(_at_risk(good, learners, plan.rules, today)),
        tuple(
            it._replace(words="not measured") if it.id in unmeasured else it
            for it in history.changes
        ),
        history.last_day,
        history.progress,
        dict(_sampling(rows)),
        _samples(rows),
        len(actions),
        sum(date.fromisoformat(one["due"]) < today for one in actions),
        unmeasured,
        sum(not row["has_record"] for row in rows),
    )


class History(NamedTuple):
    """What the runs so far tell."""

    changes: tuple[Change, ...]
    last_day: date | None
    progress: Mapping[str, tuple[Point, ...]]


def history_of(figures: Iterable[Figure], days: Sequence[tuple[int, date]]) -> History:
    """Return how a cohort came to where it is.

    Args:
        figures: In the order of runs; each holds until the next of its portfolio and unit.
        days: The runs with their days; of several on one day the last is shown.
    """
    by_run: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_run[figure.run].append(figure)
    sums = _Sums()
    progress: dict[str, dict[date, Point]] = defaultdict(dict)
    before: dict[tuple[str, str], Figure] = {}
    for number, day in days:
        before = {} if number != days[-1][0] else dict(sums.at)
        for figure in by_run[number]:
            sums.take(figure)
        for unit, numbers in sums.numbers.items():
            progress[unit][day] = Point(day, numbers)
    points = {unit: tuple(by_day.values()) for unit, by_day in progress.items()}
    last = days[-2][1] if len(days) > 1 else None
    changes = tuple(_changes(before, sums.at)) if last else ()
    return History(changes, last, points)


class _Sums:
    """The figures in force, summed up by unit and over all units."""

    def __init__(self) -> None:
        self.at: dict[tuple[str, str], Figure] = {}
        self.numbers: dict[str, Numbers] = {}
        self._units: Counter[str] = Counter()
        """How many units each portfolio has in which something is required."""

    def take(self, figure: Figure) -> None:
        """Let a figure take the place of the one before."""
        nothing = Figure(0, figure.id, figure.unit, 0, 0, 0)
        old = self.at.get((figure.id, figure.unit), nothing)
        self.at[figure.id, figure.unit] = figure
        of_unit = bool(figure.required) - bool(old.required)
        had = bool(self._units[figure.id])
        self._units[figure.id] += of_unit
        of_all = bool(self._units[figure.id]) - had
        step = (
            figure.required - old.required,
            figure.covered - old.covered,
            (figure.accepted or 0) - (old.accepted or 0),
        )
        for name, portfolios in ((figure.unit, of_unit), ("", of_all)):
            known = self.numbers.get(name, Numbers(0, 0, 0, 0))
            pairs = zip(known, (portfolios, *step), strict=True)
            self.numbers[name] = Numbers(*(a + b for a, b in pairs))


def _changes(
    before: Mapping[tuple[str, str], Figure], now: Mapping[tuple[str, str], Figure]
) -> Iterator[Change]:
    then_sums, now_sums = _by_portfolio(before), _by_portfolio(now)
    for id in sorted({*then_sums, *now_sums}, key=natural):
        then, found = then_sums.get(id), now_sums.get(id)
        words = "new" if not then or not then[0] else "gone" if not found or not found[0] else ""
        was, is_now = then or (0, 0, 0), found or (0, 0, 0)
        if was != is_now:
            yield Change(id, is_now[1] - was[1], is_now[2] - was[2], words)


def _by_portfolio(
    figures: Mapping[tuple[str, str], Figure],
) -> dict[str, tuple[int, int, int]]:
    found: dict[str, tuple[int, int, int]] = {}
    for (id, _), it in figures.items():
        required, covered, accepted = found.get(id, (0, 0, 0))
        found[id] = (
            required + it.required,
            covered + it.covered,
            accepted + (it.accepted or 0),
        )
    return found


def _row(it: Looked) -> Mapping[str, Any]:
    return it.row or {}


def _numbers(rows: Iterable[Mapping[str, Any]]) -> Numbers:
    known = list(rows)
    return Numbers(
        len(known),
        sum(it["required"] for it in known),
        sum(it["covered"] for it in known),
        sum(it["accepted"] or 0 for it in known),
    )


def _units(rows: Iterable[Mapping[str, Any]]) -> Iterator[UnitSum]:
    """Give every unit, whatever the case of its code, with its criteria by state."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        for unit in row["units"]:
            found[unit["id"].upper()].append(unit)
    for key in sorted(found, key=natural):
        units = found[key]
        states: dict[str, dict[State, int]] = defaultdict(lambda: dict.fromkeys(State, 0))
        for unit in units:
            for criterion, state in unit["states"].items():
                states[criterion][State(state)] += 1
        criteria = tuple((name, states[name]) for name in sorted(states, key=natural))
        submitted = sum(it["progress"] == "submitted" for it in units)
        yield UnitSum(units[0]["id"], _numbers(units), submitted, criteria)


def _groups(
    good: Iterable[Looked], learners: Mapping[str, Learner], min_group: int
) -> Iterator[tuple[str, Numbers]]:
    """Give the groups of at least so many portfolios, and all smaller ones as one.

    Where the smaller ones together are still too few, the smallest of the others joins them,
    so that nobody can reckon them from the rest.
    """
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for it in good:
        found[learners.get(it.id, Learner()).group].append(_row(it))
    if set(found) <= {""}:
        return
    large = sorted((it for it in found if it and len(found[it]) >= min_group), key=natural)
    merged = [row for name in found if name not in large for row in found[name]]
    while merged and len(merged) < min_group and large:
        smallest = min(large, key=lambda it: (len(found[it]), natural(it)))
        large.remove(smallest)
        merged += found[smallest]
    yield from ((name, _numbers(found[name])) for name in large)
    if merged:
        yield "", _numbers(merged)


def _assessors(
    good: Iterable[Looked], learners: Mapping[str, Learner], today: date
) -> Iterator[AssessorSum]:
    waits: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    decided: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for it in good:
        given = learners.get(it.id, Learner()).assessor
        for one in _row(it)["queue"]:
            waits[given or one["assessor"] or NOBODY][it.id].append(one)
        for one in _row(it)["decisions"]:
            decided[one["assessor"]].append(one)
    for name in sorted({*waits, *decided}, key=lambda it: (it == NOBODY, natural(it))):
        yield _assessor(name, waits[name], decided[name], today)


def _assessor(
    name: str,
    waits: Mapping[str, list[Mapping[str, Any]]],
    decided: Sequence[Mapping[str, Any]],
    today: date,
) -> AssessorSum:
    ages = [age for rows in waits.values() for it in rows if (age := _age(it, today)) is not None]
    waiting = [_waiting(id, rows, today) for id, rows in waits.items()]
    times = [it["waited"] for it in decided if it["waited"] is not None]
    return AssessorSum(
        name,
        tuple(sorted(waiting, key=lambda it: (-(it.oldest or 0), natural(it.id)))),
        max(ages, default=None),
        median_low(ages) if ages else None,
        len(decided),
        median_low(times) if times else None,
        sum(it["holds"] and not it["stands"] for it in decided),
        sum(it["sampled"] for it in decided),
    )


def _waiting(id: str, rows: Sequence[Mapping[str, Any]], today: date) -> Waiting:
    ages = [age for it in rows if (age := _age(it, today)) is not None]
    why = tuple(sorted({it["reason"] for it in rows}))
    return Waiting(id, len(rows), max(ages, default=None), why)


def _age(it: Mapping[str, Any], today: date) -> int | None:
    return max((today - date.fromisoformat(it["since"])).days, 0) if it["since"] else None


def _at_risk(
    good: Iterable[Looked],
    learners: Mapping[str, Learner],
    rules: Sequence[AtRiskRule],
    today: date,
) -> Iterator[AtRisk]:
    for it in good:
        learner = learners.get(it.id, Learner())
        why = tuple(reasons(_row(it), learner, rules, today))
        if why:
            yield AtRisk(it.id, learner.group, why)


def _sampling(
    rows: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[tuple[str, str], SampleCell]]:
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in rows:
        for it in row["decisions"]:
            for unit in {name.partition(".")[0].upper() for name in it["criteria"]}:
                found[it["assessor"], unit].append(it["sampled"])
    for key in sorted(found, key=lambda it: (natural(it[0]), natural(it[1]))):
        yield key, SampleCell(len(found[key]), sum(found[key]))


def _samples(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        for it in row["samples"]:
            found[it["stage"], it["outcome"]] += 1
    return dict(sorted(found.items()))


def _done(action: Mapping[str, Any], today: date) -> bool:
    return bool(action["closed_on"]) and date.fromisoformat(action["closed_on"]) <= today
