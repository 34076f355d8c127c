"""How a portfolio came about by the dates that its files state.

Each period is judged as if what is dated later were not there. It is not what was known then:
files that are gone are not in it, texts and criteria are those of today, and a date is what its
writer says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from crossfolio.core.check import Checked
from crossfolio.core.claims import ClaimedState, resolve
from crossfolio.core.coverage import Coverage, cover
from crossfolio.core.evidence import Evidence, Status
from crossfolio.core.judging import judged
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.progress.figures import (
    Figures,
    History,
    Moment,
    Period,
    count_units,
    only_last,
)
from crossfolio.core.texts import Text

MOST_PERIODS = 120
"""How many periods are looked at: ten years of months. Older ones are joined to the first."""

NOTE = Text(
    "by the dates that evidence, decisions and samples state: these are statements, "
    "and what was deleted or reworded since does not show"
)


def history_by_dates(checked: Checked, by: Period, *, decided: bool = True) -> History:
    """Return how a portfolio came about by the dates in its files.

    Args:
        checked: The portfolio; what is dated after its day is left out.
        by: How long a period is.
        decided: Whether decisions and samples are told of; nothing rests on them otherwise.
    """
    portfolio = checked.portfolio if decided else without_record(checked.portfolio)
    last: dict[str, date] = {}
    for day in sorted(_days(portfolio)):
        last[by.name_of(day)] = day
    kept = dict(list(last.items())[-MOST_PERIODS:])
    states = checked.claims.claimed_states
    moments = tuple(
        Moment(
            name,
            day if decided else by.first_of(day),  # Stubs show no day.
            "",
            _figures_at(portfolio, day, states),
        )
        for name, day in kept.items()
    )
    notes = [NOTE]
    if len(kept) < len(last):
        notes.append(only_last(MOST_PERIODS))
    undated = sum(item.last_day is None for item in portfolio.evidence if _counts(item))
    if undated:
        notes.append(
            Text.counted(
                "one item without a date that can be read left out",
                "{n} items without a date that can be read left out",
                n=undated,
            )
        )
    return History("dates", by, moments, tuple(notes), decided)


def without_record(portfolio: Portfolio) -> Portfolio:
    """Return a portfolio as if nobody had decided anything."""
    return replace(portfolio, decisions=(), samples=(), unreadable=())


def _days(portfolio: Portfolio) -> Iterator[date]:
    """Give each day on which something happened, up to the day of the check."""
    days = [item.last_day for item in portfolio.evidence if _counts(item)]
    days += [decision.date for decision in portfolio.decisions]
    days += [sample.date for sample in portfolio.samples]
    yield from (day for day in days if day and day <= portfolio.today)


def _counts(item: Evidence) -> bool:
    return item.status is Status.SUBMITTED


def _figures_at(
    portfolio: Portfolio, day: date, states: Mapping[str, tuple[ClaimedState, ...]]
) -> Figures:
    """Return the numbers of what is dated up to a day; the state of a claim rests on no day."""
    then = replace(
        portfolio,
        today=day,
        evidence=tuple(
            item for item in portfolio.evidence if item.last_day and item.last_day <= day
        ),
        decisions=tuple(decision for decision in portfolio.decisions if decision.date <= day),
        samples=tuple(sample for sample in portfolio.samples if sample.date <= day),
    )
    claims = resolve(then, lambda item: states.get(item.path))
    return _figures(then, cover(then, claims, judged(then, claims)))


def figures_of(checked: Checked, *, decided: bool = True) -> Figures:
    """Return the numbers of a portfolio as it is; if need be as if nobody had decided anything."""
    if decided:
        return _figures(checked.portfolio, checked.coverage)
    portfolio = without_record(checked.portfolio)
    return _figures(portfolio, cover(portfolio, checked.claims, judged(portfolio, checked.claims)))


def _figures(portfolio: Portfolio, coverage: Coverage) -> Figures:
    return Figures(
        coverage.total,
        count_units(coverage.criteria.values(), portfolio.taken),
        sum(map(_counts, portfolio.evidence)),
        len(portfolio.decisions),
        len(portfolio.samples),
    )
