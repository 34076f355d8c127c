"""Which of some items comes first."""

from collections.abc import Iterable
from datetime import date

from crossfolio.core.evidence import Evidence


def day_of(item: Evidence) -> date:
    """Return the first day of an item; one without a date comes last."""
    return item.first_day or date.max


def earliest(items: Iterable[Evidence]) -> Evidence | None:
    """Return the item that begins first, or `None` where none is dated."""
    return min((item for item in items if item.first_day), key=day_of, default=None)


def first_of_phases(items: Iterable[Evidence]) -> dict[str, Evidence]:
    """Return the item that begins first in each phase; items without a date are left out."""
    firsts: dict[str, Evidence] = {}
    for item in items:
        phase = item.text("phase")
        if phase and item.first_day:
            known = firsts.setdefault(phase, item)
            if day_of(item) < day_of(known):
                firsts[phase] = item
    return firsts
