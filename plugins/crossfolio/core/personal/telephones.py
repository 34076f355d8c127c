"""Telephone numbers as people write them, by Google's tables of which are given out.

The tables are loaded where something in a text could be a number, and not before.
Source of the ranges for plays and films: Ofcom, telephone numbers for drama use.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from crossfolio.core.personal.clusters import Cluster, is_in_any
from crossfolio.core.personal.context import is_reference
from crossfolio.core.personal.sorts import Hit, Sort
from crossfolio.core.regex import regex

_GAP = r"[ \t()./-]{0,3}"
_CANDIDATE = regex(
    r"(?=[+(0])(?<![\w+])(?<!\d\.)(?:(?<!\d[/-])|(?=\+|0[1-37]\d\d))"
    rf"(?:\(?\+[ (]*[1-9](?:{_GAP}\d){{8,16}}|\(?00[ -]?[1-9](?:{_GAP}\d){{8,14}}|"
    rf"\(?0[ -]?[1-37](?:{_GAP}\d){{7,15}})(?:(?= ?(?:x|ext)[. ]?\d)|(?![\w@]|-\w))",
    re.ASCII,
)
_NINE = regex(rf"\d(?:{_GAP}\d){{8}}", re.ASCII)
"""What every candidate holds; looked for first, as it is quicker."""
_DATE = regex(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}\b")
_TIMES = regex(r"\d\d\.\d\d(?: \d\d\.\d\d)+\Z", re.ASCII)
_GROUP_END = regex(r"\d(?!\d)")
_NOT_DIGITS = regex(r"\D")
_PREFIX = regex(r"(?:00)?440?|0")
_INVENTED = regex(
    r"7700900\d{3}|2079460\d{3}|1(?:1[3-8]|21|31|41|51|61|91)4960\d{3}|1632960\d{3}|2896496\d{3}|"
    r"2920180\d{3}|8081570\d{3}|3069990\d{3}"
)
_MOBILE = regex(r"7(?:[1-57-9]\d{8}|624\d{6})", re.ASCII)
"""Blocks of these are given out all the time, so that the tables lag behind."""
_NATIONAL = regex(r"[1-3]\d{8,9}|7\d{9}", re.ASCII)
_IS_BRITISH = regex(r"\(?(?:\+[ (]*44|00 ?44|0 ?[1-9])")
_FEWEST, _MOST = 9, 15
_MOST_GROUPS = 8
"""In which a number is written; digits that all stand apart are none."""
_MOST_ASKED = 20_000
"""Numbers in one text about which the tables are asked, some 50 microseconds each; more that have
the form of one are taken for one."""


def telephones(text: str, clusters: list[Cluster]) -> Iterator[Hit]:
    """Give the mobile and landline numbers in a text; those of firms alone, such as 0800, not.

    Args:
        text: The text.
        clusters: Where digits lie close together in it.
    """
    tables, at = _Tables(), 0 if is_in_any(_NINE, text, clusters) else len(text)
    while found := _CANDIDATE.search(text, at):
        start, written = found.start(), found[0]
        date = _DATE.match(written)
        hit = None
        if not date and not _TIMES.match(written):
            is_named = " " not in written and is_reference(text, *found.span())
            hit = None if is_named else _first(written, start, tables)
        if hit:
            yield hit
            at = hit.end
        else:
            at = start + (date.end() if date else _first_group(written))


def _first_group(written: str) -> int:
    return next(_GROUP_END.finditer(written)).end()


def _first(written: str, at: int, tables: "_Tables") -> Hit | None:
    """Return the longest number with which a stretch of digits begins."""
    ends = [match.end() for match in islice(_GROUP_END.finditer(written), _MOST_GROUPS)]
    for end in reversed(ends):
        digits = _NOT_DIGITS.sub("", written[:end])
        if _FEWEST <= len(digits) <= _MOST:
            sort, invented = _sort(written[:end], digits, tables)
            if sort:
                return Hit(sort, at, at + end, invented)
    return None


def _sort(written: str, digits: str, tables: "_Tables") -> tuple[Sort | None, bool]:
    national = _PREFIX.sub("", digits, count=1) if _PREFIX.match(digits) else digits
    if _INVENTED.fullmatch(national):
        return (Sort.MOBILE if national.startswith("7") else Sort.LANDLINE), True
    if _IS_BRITISH.match(written):
        if _MOBILE.fullmatch(national):
            return Sort.MOBILE, False
        if not _NATIONAL.fullmatch(national):
            return None, False
        if _british_landline().fullmatch(national):
            return Sort.LANDLINE, False
    return tables.sort_of(written), False


class _Tables:
    """The tables of which numbers are given out, asked so many times for one text."""

    def __init__(self) -> None:
        self._left = _MOST_ASKED

    def sort_of(self, written: str) -> Sort | None:
        """Return the sort of a number that is given out; `None` for all others."""
        from phonenumbers import (  # noqa: PLC0415 - 30 ms, and most texts hold no candidate
            NumberParseException,
            PhoneNumberType,
            is_valid_number,
            number_type,
            parse,
        )

        if not self._left:
            return Sort.LANDLINE
        self._left -= 1
        try:
            number = parse(written, "GB")
        except NumberParseException:
            return None
        if not is_valid_number(number):
            return None
        kind = number_type(number)
        if kind in (PhoneNumberType.MOBILE, PhoneNumberType.PERSONAL_NUMBER):
            return Sort.MOBILE
        fixed = (PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
        return Sort.LANDLINE if kind in fixed else None


@cache
def _british_landline() -> re.Pattern[str]:
    """Return what is the form of a landline's national number in Britain."""
    from phonenumbers import PhoneMetadata  # noqa: PLC0415 - as above

    known = PhoneMetadata.metadata_for_region("GB")
    line = known.fixed_line if known else None
    return re.compile((line and line.national_number_pattern) or "(?!)", re.ASCII)
