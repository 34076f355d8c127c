"""A portfolio in numbers at one moment, and the periods that moments fall into."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.coverage import Count, Cover, count
from crossfolio.core.texts import NOTHING, Text


class Period(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"

    def name_of(self, day: date) -> str:
        """Return the period that a day lies in: `2026-04`, or by ISO 8601 `2026-W16`."""
        if self is Period.MONTH:
            return f"{day:%Y-%m}"
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"

    def first_of(self, day: date) -> date:
        """Return the first day of the period that a day lies in."""
        if self is Period.MONTH:
            return day.replace(day=1)
        back = min(day.weekday(), day.toordinal() - 1)  # There is no day before the year 1.
        return day - timedelta(days=back)


class Figures(NamedTuple):
    """A portfolio in numbers."""

    total: Count
    units: Mapping[str, Count]
    """By unit, in the framework's order."""
    evidence: int
    """Items that are submitted."""
    decisions: int
    samples: int


class Moment(NamedTuple):
    """A portfolio as it was at the end of a period."""

    period: str
    """By `Period.name_of`."""
    day: date
    """The day for which it was looked at."""
    commit: str
    """The whole ID of the commit; empty where dates in the files tell."""
    figures: Figures | None
    """`None` where it could not be looked at."""
    why: Text = NOTHING
    """Why it could not be."""


class History(NamedTuple):
    """How a portfolio came about."""

    source: str
    """`git`, or `dates`: what the files themselves say."""
    by: Period
    moments: tuple[Moment, ...]
    """From the first to the last; only periods in which something happened."""
    notes: tuple[Text, ...]
    """What is to be known of it, in sentences without a full stop."""
    decided: bool = True
    """Whether decisions and samples are told of."""


def only_last(number: int) -> Text:
    """Say that older periods are left out."""
    return Text("only the last {number} periods are shown", number=number)


def count_units(covers: Iterable[Cover], units: Iterable[str]) -> dict[str, Count]:
    """Count the criteria of each unit by what is required, covered and accepted, by its code."""
    own: dict[str, list[Cover]] = {unit: [] for unit in units}
    for cover in covers:
        own[cover.criterion.unit].append(cover)
    return {unit: count(its) for unit, its in own.items()}
