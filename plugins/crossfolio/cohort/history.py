"""How a cohort came to where it is: figures of all runs, by day, and what has changed last."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crossfolio.cohort.numbers import Numbers
from crossfolio.cohort.store import Figure
from crossfolio.core.ids import natural


class FigureChange(NamedTuple):
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


class CohortHistory(NamedTuple):
    """What the runs so far tell."""

    changes: tuple[FigureChange, ...]
    last_day: date | None
    progress: Mapping[str, tuple[Point, ...]]


def history_of(figures: Iterable[Figure], days: Sequence[tuple[int, date]]) -> CohortHistory:
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
    return CohortHistory(changes, last, points)


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
) -> Iterator[FigureChange]:
    then_sums, now_sums = _by_portfolio(before), _by_portfolio(now)
    for id in sorted({*then_sums, *now_sums}, key=natural):
        then, found = then_sums.get(id), now_sums.get(id)
        words = "new" if not then or not then[0] else "gone" if not found or not found[0] else ""
        was, is_now = then or (0, 0, 0), found or (0, 0, 0)
        if was != is_now:
            yield FigureChange(id, is_now[1] - was[1], is_now[2] - was[2], words)


def _by_portfolio(
    figures: Mapping[tuple[str, str], Figure],
) -> dict[str, tuple[int, int, int]]:
    found: dict[str, tuple[int, int, int]] = {}
    for (id, _), figure in figures.items():
        required, covered, accepted = found.get(id, (0, 0, 0))
        found[id] = (
            required + figure.required,
            covered + figure.covered,
            accepted + (figure.accepted or 0),
        )
    return found
