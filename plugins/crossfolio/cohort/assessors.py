"""Assessors over all portfolios: what waits for them, what they decided, what was sampled of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median_low
from typing import Any, NamedTuple

from crossfolio.cohort.job import JobResult, Learner
from crossfolio.core.ids import natural

NOBODY = ""
"""The assessor of what waits and was never given to anybody."""


class PortfolioWaits(NamedTuple):
    """What of one portfolio waits for an assessor."""

    id: str
    number: int
    oldest: int | None
    """In days; `None` where no day is known."""
    reasons: tuple[str, ...]


class AssessorSum(NamedTuple):
    """An assessor's work over all portfolios."""

    id: str
    waiting: tuple[PortfolioWaits, ...]
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
        return sum(waiting.number for waiting in self.waiting)


class SampleCell(NamedTuple):
    """The decisions of an assessor on a unit, and how many were sampled."""

    decisions: int
    sampled: int


def assessors(
    good: Iterable[JobResult], learners: Mapping[str, Learner], today: date
) -> Iterator[AssessorSum]:
    """Give each assessor's work, and last what waits and was given to nobody.

    Args:
        good: The portfolios that could be looked at.
        learners: What the centre says of them, by ID.
        today: The day of the run.
    """
    waits: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    decided: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for looked in good:
        if looked.row is None:
            continue
        given = learners.get(looked.id, Learner()).assessor
        for one in looked.row["queue"]:
            waits[given or one["assessor"] or NOBODY][looked.id].append(one)
        for one in looked.row["decisions"]:
            decided[one["assessor"]].append(one)
    for name in sorted({*waits, *decided}, key=lambda person: (person == NOBODY, natural(person))):
        yield _assessor(name, waits[name], decided[name], today)


def _assessor(
    name: str,
    waits: Mapping[str, list[Mapping[str, Any]]],
    decided: Sequence[Mapping[str, Any]],
    today: date,
) -> AssessorSum:
    ages = [age for rows in waits.values() for row in rows if (age := _age(row, today)) is not None]
    waiting = [_waiting(id, rows, today) for id, rows in waits.items()]
    times = [decision["waited"] for decision in decided if decision["waited"] is not None]
    return AssessorSum(
        name,
        tuple(
            sorted(waiting, key=lambda portfolio: (-(portfolio.oldest or 0), natural(portfolio.id)))
        ),
        max(ages, default=None),
        median_low(ages) if ages else None,
        len(decided),
        median_low(times) if times else None,
        sum(decision["holds"] and not decision["stands"] for decision in decided),
        sum(decision["sampled"] for decision in decided),
    )


def _waiting(id: str, rows: Sequence[Mapping[str, Any]], today: date) -> PortfolioWaits:
    ages = [age for row in rows if (age := _age(row, today)) is not None]
    why = tuple(sorted({row["reason"] for row in rows}))
    return PortfolioWaits(id, len(rows), max(ages, default=None), why)


def _age(row: Mapping[str, Any], today: date) -> int | None:
    return max((today - date.fromisoformat(row["since"])).days, 0) if row["since"] else None


def sampling(
    rows: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[tuple[str, str], SampleCell]]:
    """Give how many decisions were sampled, by assessor and unit."""
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in rows:
        for decision in row["decisions"]:
            for unit in {name.partition(".")[0].upper() for name in decision["criteria"]}:
                found[decision["assessor"], unit].append(decision["sampled"])
    for key in sorted(found, key=lambda pair: (natural(pair[0]), natural(pair[1]))):
        yield key, SampleCell(len(found[key]), sum(found[key]))


def samples(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """Return how many samples there are, by stage and outcome."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        for sample in row["samples"]:
            found[sample["stage"], sample["outcome"]] += 1
    return dict(sorted(found.items()))
