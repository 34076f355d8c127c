"""Dates that are not written as 2026-04-14: what they say, where they say one thing."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from crossfolio.core.regex import regex
from crossfolio.core.texts import NOTHING, Text

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WORD = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_TIME = regex(r"(?:T|[ ]+(?:at[ ]+)?)[0-9]{1,2}[:.][0-9]{2}.*$", re.IGNORECASE)
_WEEKDAY = regex(
    r"^(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?,?[ ]+", re.IGNORECASE
)
_FORMS = tuple(
    regex(form, re.ASCII)
    for form in (
        r"(?P<year>[0-9]{4})[-./ ](?P<month>[0-9]{1,2})[-./ ](?P<day>[0-9]{1,2})",
        rf"{_DAY}(?:[ ]of)?[ ./-]*{_WORD},?[ ./-]*{_YEAR}",
        rf"{_WORD}[ ]*{_DAY},?[ ]+{_YEAR}",
    )
)
_NUMBERS = regex(rf"(?P<one>[0-9]{{1,2}})[-./ ](?P<two>[0-9]{{1,2}})[-./ ]{_YEAR}", re.ASCII)
_BETWEEN = regex(
    r"[ ]*(?:\.\.+|[\u2013\u2014]|[ ]-[ ]|\bto\b|\buntil\b|\btill\b|/(?=[0-9]{4}-))[ ]*"
)
_ONE_MONTH = regex(
    rf"{_DAY}[ ]*(?:-|\u2013|to)[ ]*(?P<last>[0-9]{{1,2}})(?:st|nd|rd|th)?(?P<rest>[ ]+\D.*)"
)
_CENTURY = 2000
_LONGEST = 60
"""Characters of a text that may be a date."""


def readings(written: str) -> list[str]:
    """Return each day that a text may mean, as it is to be written; none where it is no date."""
    return list(dict.fromkeys(str(day) for day in _days(written)))


def range_of(written: str) -> str:
    """Return a range of days as it is to be written; empty where a text is no range."""
    within = _ONE_MONTH.fullmatch(written.strip()[:_LONGEST])
    parts = _BETWEEN.split(written.strip()[:_LONGEST])
    if within:
        parts = [f"{within['day']}{within['rest']}", f"{within['last']}{within['rest']}"]
    ends = [readings(part) for part in parts]
    if len(ends) != 2 or any(len(end) != 1 for end in ends) or ends[0] > ends[1]:  # noqa: PLR2004
        return ""
    return f"{{from: {ends[0][0]}, to: {ends[1][0]}}}"


def why_no_day(written: str) -> Text:
    """Say why a text that looks like a date is none, such as 31 February; empty otherwise."""
    for year, month, day in _numbers(written):
        if not 1 <= month <= len(_MONTHS):
            return Text("there is no month {month}", month=month)
        if 1 <= year <= date.max.year and not 1 <= day <= monthrange(year, month)[1]:
            return Text(
                "there is no {day} {month} {year}",
                day=day,
                month=_MONTHS[month - 1].capitalize(),
                year=year,
            )
    return NOTHING


def _days(written: str) -> Iterator[date]:
    for year, month, day in _numbers(written):
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _numbers(written: str) -> Iterator[tuple[int, int, int]]:
    """Give each reading of a text as year, month and day, whether there is such a day or not."""
    plain = _WEEKDAY.sub("", _TIME.sub("", written.strip()[:_LONGEST]))
    for form in _FORMS:
        found = form.fullmatch(plain)
        month = _month(found["month"]) if found else 0
        if found and month:
            yield _year(found["year"]), month, int(found["day"])
            return
    found = _NUMBERS.fullmatch(plain)
    if not found:
        return
    one, two, year = int(found["one"]), int(found["two"]), _year(found["year"])
    yield year, two, one
    if one <= len(_MONTHS) and one != two:
        yield year, one, two


def _year(written: str) -> int:
    return int(written) + (_CENTURY if len(written) == 2 else 0)  # noqa: PLR2004 - as in 14/4/26


def _month(written: str) -> int:
    """Return a month's number; 0 where it is none."""
    if written.isdecimal():
        return int(written)
    word = written.lower()
    return next(
        (n for n, name in enumerate(_MONTHS, 1) if name.startswith(word) or word == name[:3] + "t"),
        0,
    )
