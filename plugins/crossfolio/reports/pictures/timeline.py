"""When evidence was made, decisions were taken and samples drawn, month by month."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from gettext import NullTranslations
from typing import NamedTuple

from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.reports.pictures.svg import INK, along, apart, frame, rule, text

MOST_MONTHS = 36
"""How many months are shown: the last ones."""
_WIDTH, _LEFT, _RIGHT = 680, 110, 645
_LANE = 46


class Lane(NamedTuple):
    """What happened of one sort."""

    name: str
    months: Mapping[date, int]
    """How many, by the first day of the month."""


def lane(name: str, days: Iterable[date | None]) -> Lane:
    """Return how many of some days lie in each month; what has no day is left out."""
    return Lane(name, Counter(day.replace(day=1) for day in days if day))


def months_of(lanes: Iterable[Lane]) -> list[date]:
    """Return the last months in which something happened, in order."""
    return sorted({month for lane in lanes for month in lane.months})[-MOST_MONTHS:]


def timeline(
    lanes: Iterable[Lane],
    name: str = "timeline",
    *,
    is_alone: bool = False,
    words: NullTranslations = ENGLISH,
) -> str:
    """Return the picture: a line for each sort, a circle for each month, as large as its number.

    Args:
        lanes: In order, with some month among them.
        name: What its parts are named after.
        is_alone: Whether it is a file of its own.
        words: The language.
    """
    known = [one._replace(name=said(one.name, words)) for one in lanes]
    months = months_of(known)
    height = 20 + _LANE * len(known) + 30
    about = Text(
        "{span}. {lanes:; }.",
        span=_span(months),
        lanes=tuple(
            f"{one.name}: {sum(one.months[m] for m in months if m in one.months)}" for one in known
        ),
    )
    titles = (said(_title([one.name for one in known]), words), said(about, words))
    return frame(name, (_WIDTH, height), titles, _parts(known, months), is_alone=is_alone)


def _span(months: Sequence[date]) -> Text:
    if not months:
        return Text("no month")
    first, last = f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"
    return Text("{first} to {last}", first=first, last=last)


def _parts(lanes: list[Lane], months: list[date]) -> Iterator[str]:
    if not months:
        return
    xs = along(months, _LEFT, _RIGHT)
    most = max(max(lane.months.values(), default=1) for lane in lanes)
    for number, one in enumerate(lanes):
        y = 20 + _LANE * number + _LANE / 2
        yield text(10, y + 4, one.name)
        yield rule(_LEFT, y, _RIGHT, y)
        for month, x in zip(months, xs, strict=True):
            if month in one.months:
                yield from _circle(x, y, one.months[month], most)
    foot = 20 + _LANE * len(lanes) + 14
    for number in apart(xs, 62):
        yield text(xs[number], foot, f"{months[number]:%Y-%m}", "middle")


def _circle(x: float, y: float, number: int, most: int) -> Iterator[str]:
    """Give a circle whose area goes with a number, which stands above it."""
    radius = round(3 + 7 * (number / most) ** 0.5, 1)
    yield f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{INK}"/>'
    yield text(x, y - radius - 3, str(number), "middle", ' font-size="10"')


def _title(names: Sequence[str]) -> Text:
    first, *others = names
    if not others:
        return Text("{first} by month", first=first)
    *most, last = (name.lower() for name in others)
    return Text("{names} and {last} by month", names=(first, *most), last=last)
