"""How a portfolio stands and came about, in pictures, each with its table.

The site goes by the dates that files state and not by the repository, so that a build is quick,
needs no git, and gives the same pages wherever it is made.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from gettext import NullTranslations
from typing import NamedTuple

from markupsafe import Markup

from crossfolio.core.counts import Count
from crossfolio.core.coverage import ORDER, Cover, State
from crossfolio.core.evidence import Status
from crossfolio.core.framework import Unit
from crossfolio.core.progress.figures import History, Moment
from crossfolio.core.scope import Scope
from crossfolio.core.seen import Seen
from crossfolio.core.texts import ENGLISH, Text
from crossfolio.reports.pictures.burn_up import MOST_UNITS, burn_up
from crossfolio.reports.pictures.timeline import Lane, lane, months_of, timeline
from crossfolio.reports.pictures.unit_map import MapRow, unit_map
from crossfolio.reports.words import STATES, month

Cells = tuple[str, ...]


class Picture(NamedTuple):
    """A picture with the table that holds the same."""

    anchor: str
    title: Text
    svg: Markup
    head: Cells
    rows: tuple[Cells, ...]
    """The first cell of each names the row."""
    notes: tuple[str, ...] = ()


def unit_maps(seen: Seen, words: NullTranslations = ENGLISH) -> tuple[Picture, ...]:
    """Return the map of all units in a language, where there are criteria."""
    by_unit: dict[str, list[Cover]] = {unit: [] for unit in seen.portfolio.taken}
    for cover in seen.covers:
        by_unit[cover.criterion.unit].append(cover)
    return (state_map(Text("Unit"), by_unit, words),) if seen.covers else ()


def over_time(seen: Seen, words: NullTranslations = ENGLISH) -> tuple[Picture, ...]:
    """Return how a portfolio came about, where that is known."""
    history = seen.history
    if not history or not history.moments:
        return ()
    return _burn_up(history, words), _timeline(seen, words)


def outcome_maps(
    unit: Unit, covers: Sequence[Cover], words: NullTranslations = ENGLISH
) -> tuple[Picture, ...]:
    """Return the map of a unit's outcomes, where it has more than one.

    Args:
        unit: The unit.
        covers: Its criteria as the edition shows them.
        words: The language.
    """
    by_outcome: dict[str, list[Cover]] = {outcome.id: [] for outcome in unit.outcomes}
    for cover in covers:
        for outcome in cover.criterion.outcomes:
            if outcome in by_outcome:
                by_outcome[outcome].append(cover)
    groups = {name.partition(".")[2]: group for name, group in by_outcome.items() if group}
    return (state_map(Text("Outcome"), groups, words),) if len(groups) > 1 else ()


def state_map(
    what: Text, groups: Mapping[str, Sequence[Cover]], words: NullTranslations
) -> Picture:
    """Return the map of the required criteria of some groups by their states.

    Args:
        what: What a group is, as the head of a table says it.
        groups: By name.
        words: The language.
    """
    required = {
        name: [cover for cover in group if cover.scope is Scope.REQUIRED]
        for name, group in groups.items()
    }
    there = sorted(
        {cover.state for group in required.values() for cover in group}, key=ORDER.__getitem__
    )
    rows = [_row(name, group, there) for name, group in required.items()]
    numbers = {name: Counter(cover.state for cover in group) for name, group in required.items()}
    return Picture(
        "map",
        Text("Where the criteria stand"),
        _drawn(
            unit_map(
                rows, [(STATES[state].shape, STATES[state].word) for state in there], words=words
            )
        ),
        (what, *(STATES[state].word for state in there)),
        tuple((name, *(str(numbers[name][state]) for state in there)) for name in required),
    )


def _drawn(svg: str) -> Markup:
    """Return a picture as a part of a page; every text in it was escaped."""
    return Markup(svg)  # noqa: S704


def _row(unit: str, covers: Sequence[Cover], there: Sequence[State]) -> MapRow:
    badges = [STATES[cover.state] for cover in covers]
    number = Counter(cover.state for cover in covers)
    found = tuple(
        Text("{number} {state}", number=number[state], state=STATES[state].inside)
        for state in there
        if number[state]
    )
    words = Text("{states}", states=found) if found else Text("nothing required")
    return MapRow(unit, [(badge.shape, badge.key) for badge in badges], words)


def _burn_up(history: History, words: NullTranslations) -> Picture:
    last = history.moments[-1].figures
    units = [*last.units][:MOST_UNITS] if last else []
    notes: list[str] = [*history.notes]
    if last and len(last.units) > len(units):
        notes.append(Text("only the first {units} units are shown by themselves", units=MOST_UNITS))
    return Picture(
        "burn-up",
        Text("How it grew"),
        _drawn(burn_up(history, words=words)),
        _burn_up_head(units, decided=history.decided),
        tuple(_month(moment, units, decided=history.decided) for moment in history.moments),
        tuple(notes),
    )


def _burn_up_head(units: Sequence[str], *, decided: bool) -> Cells:
    if decided:
        total = Text("All units: claimed, accepted")
        own = [Text("{unit}: claimed, accepted", unit=unit) for unit in units]
    else:
        total = Text("All units: claimed")
        own = [Text("{unit}: claimed", unit=unit) for unit in units]
    return (Text("Month"), Text("Asked"), total, *own)


def _month(moment: Moment, units: Sequence[str], *, decided: bool) -> Cells:
    assert moment.figures is not None

    def words(count: Count | None) -> str:
        if count is None:
            return Text("not taken")
        return f"{count.covered}, {count.accepted}" if decided else str(count.covered)

    total, own = moment.figures.total, moment.figures.units
    cells = [words(own.get(unit)) for unit in units]
    return (month(moment.day), str(total.required), words(total), *cells)


def _timeline(seen: Seen, words: NullTranslations) -> Picture:
    lanes = [*_lanes(seen)]
    months = months_of(lanes)
    return Picture(
        "timeline",
        Text("When it was made"),
        _drawn(timeline(lanes, words=words)),
        (Text("Month"), *(lane.name for lane in lanes)),
        tuple((month(day), *(str(lane.months.get(day, 0)) for lane in lanes)) for day in months),
    )


def _lanes(seen: Seen) -> Iterator[Lane]:
    """Give what happened in months up to the day of the check."""
    portfolio = seen.portfolio

    def past(days: Sequence[date | None]) -> list[date]:
        return [day for day in days if day and day <= portfolio.today]

    items = [item.last_day for item in portfolio.evidence if item.status is Status.SUBMITTED]
    yield lane(Text("Evidence"), past(items))
    if seen.people:
        yield lane(Text("Decisions"), past([decision.date for decision in portfolio.decisions]))
        yield lane(Text("Samples"), past([sample.date for sample in portfolio.samples]))
