"""Whether evidence is recent enough for a qualification."""

from datetime import date

from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Qualification


def too_old(item: Evidence, qualification: Qualification, today: date) -> bool:
    """Tell whether an item was finished before what a qualification accepts as current."""
    months, last = qualification.currency_months, item.last_day
    return bool(months and last and last < months_before(today, months))


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier; the last of a month that is too short."""
    from calendar import monthrange  # noqa: PLC0415 - few qualifications ask for it

    index = day.year * 12 + day.month - 1 - months
    year, month = max(index // 12, 1), index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
