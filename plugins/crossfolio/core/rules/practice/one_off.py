"""KND121 one-off."""

from collections.abc import Iterator

from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Unit
from crossfolio.core.guidance import Spread
from crossfolio.core.in_unit import InUnit
from crossfolio.core.texts import Text


def find(unit: Unit, said: Text) -> Finding:
    """The evidence for a unit comes from too few dates, or from too short a time.

    Work that goes on shows on several days. How many a unit wants is data of the unit:
    `spread` in its file. Both ends of a period count as dates.

    ## Origin
    BUD, guidance 3 ("not a one-off event") and common mistake 6 (buddying as a one-off
    activity); the numbers are the centre's.

    ## What to do
    Bring evidence from other days.
    """
    return Finding(
        "KND121",
        unit.place,
        Text("the evidence for {unit} is a one-off: {reason}", unit=unit.id, reason=said),
        help=Text("bring evidence from other days"),
        unit=unit.id,
    )


def look_in(seen: InUnit) -> Iterator[Finding]:
    """Look at the dates in a unit that asks for a spread."""
    unit, wanted = seen.unit, seen.unit.guidance.spread
    if wanted == Spread():
        return
    days = {day for item in seen.items for day in (item.first_day, item.last_day) if day}
    span = (max(days) - min(days)).days if days else 0
    if len(days) < wanted.dates:
        yield find(unit, _dates(len(days), wanted.dates))
    elif span < wanted.days:
        yield find(unit, _days(span, wanted.days))


def _dates(there: int, asked: int) -> Text:
    return Text.counted(
        "{n} date, and {wanted} are looked for",
        "{n} dates, and {wanted} are looked for",
        n=there,
        wanted=asked,
    )


def _days(there: int, asked: int) -> Text:
    return Text.counted(
        "{n} day, and {wanted} are looked for",
        "{n} days, and {wanted} are looked for",
        n=there,
        wanted=asked,
    )


RULE = Rule("KND121", "one-off", Severity.WARNING, find, look_in=look_in)
