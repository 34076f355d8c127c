"""Periods of a year: the year, a quarter or a month."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from crossfolio.core.regex import regex

_PERIOD = regex(r"([0-9]{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?", re.ASCII | re.IGNORECASE)
_QUARTER = 3
_DECEMBER = 12


class Span(NamedTuple):
    """The days of a period."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Tell whether a day is in it; its first and its last day are."""
        return self.first <= day <= self.last


EVER = Span(date.min, date.max)


def span_of(period: str) -> Span | None:
    """Return the days of `2026`, `2026-Q3` or `2026-07`; of an empty text, all.

    Returns:
        `None` where it is no period.
    """
    if not period:
        return EVER
    found = _PERIOD.fullmatch(period)
    if found is None or found[1] == "0000":
        return None
    year = int(found[1])
    if found[2]:
        last = int(found[2]) * _QUARTER
        return Span(date(year, last - _QUARTER + 1, 1), _end(year, last))
    if found[3]:
        return Span(date(year, int(found[3]), 1), _end(year, int(found[3])))
    return Span(date(year, 1, 1), _end(year, _DECEMBER))


def _end(year: int, month: int) -> date:
    if month == _DECEMBER:
        return date(year, _DECEMBER, 31)
    return date(year, month + 1, 1) - timedelta(days=1)
