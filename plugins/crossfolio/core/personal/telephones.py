"""Telephone numbers as people write them, by Google's tables of which are given out.

The tables are loaded where something in a text could be a number, and not before.
Source of the ranges for plays and films: Ofcom, telephone numbers for drama use.
"""

import re
from collections.abc import Iterator
from itertools import islice

from crossfolio.core.personal.context import is_reference
from crossfolio.core.personal.sorts import Hit, Sort

_CANDIDATE = re.compile(
    r"(?<![\w.+])(?<!\d[/-])(?:\+|\(\+?|00)?\d(?:[ \t()./-]{0,3}\d){8,16}(?![\w@]|-\w)", re.ASCII
)
_NINE = re.compile(r"\d(?:[ \t()./-]{0,3}\d){8}", re.ASCII)
"""What every candidate holds; looked for first, as it is quicker."""
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}\b")
_GROUP_END = re.compile(r"\d(?!\d)")
_NOT_DIGITS = re.compile(r"\D")
_INVENTED = re.compile(
    r"7700900\d{3}|2079460\d{3}|1(?:1[3-8]|21|31|41|51|61|91)4960\d{3}|1632960\d{3}|2896496\d{3}|"
    r"2920180\d{3}|8081570\d{3}|3069990\d{3}"
)
_MOBILE = re.compile(r"7(?:[1-57-9]\d{8}|624\d{6})", re.ASCII)
"""Blocks of these are given out all the time, so that the tables lag behind."""
_IS_BRITISH = re.compile(r"\(?(?:\+ ?44|0044|0[1-9])|\(0", re.ASCII)
_FEWEST, _MOST = 9, 15
_MOST_GROUPS = 8
"""In which a number is written; digits that all stand apart are none."""


def telephones(text: str) -> Iterator[Hit]:
    """Give the mobile and landline numbers in a text; those of firms alone, such as 0800, not."""
    at = 0 if _NINE.search(text) else len(text)
    while found := _CANDIDATE.search(text, at):
        start, written = found.start(), found[0]
        date = _DATE.match(written)
        hit = None
        if written[0] in "+(0" and not date:
            is_named = " " not in written and is_reference(text, start)
            hit = None if is_named else _first(written, start)
        if hit:
            yield hit
            at = hit.end
        else:
            at = start + (date.end() if date else _first_group(written))


def _first_group(written: str) -> int:
    found = _GROUP_END.search(written)
    return found.end() if found else len(written)


def _first(written: str, at: int) -> Hit | None:
    """Return the longest number with which a stretch of digits begins."""
    ends = [it.end() for it in islice(_GROUP_END.finditer(written), _MOST_GROUPS)]
    for end in reversed(ends):
        digits = _NOT_DIGITS.sub("", written[:end])
        if _FEWEST <= len(digits) <= _MOST:
            sort, invented = _sort(written[:end], digits)
            if sort:
                return Hit(sort, at, at + end, invented)
    return None


def _sort(written: str, digits: str) -> tuple[Sort | None, bool]:
    national = re.sub(r"^(?:00)?44(?:0)?|^0", "", digits)
    if _INVENTED.fullmatch(national):
        return (Sort.MOBILE if national.startswith("7") else Sort.LANDLINE), True
    if _MOBILE.fullmatch(national) and _IS_BRITISH.match(written):
        return Sort.MOBILE, False
    from phonenumbers import (  # noqa: PLC0415 - 30 ms, and most texts hold no candidate
        NumberParseException,
        PhoneNumberType,
        is_valid_number,
        number_type,
        parse,
    )

    try:
        number = parse(written, "GB")
    except NumberParseException:
        return None, False
    if not is_valid_number(number):
        return None, False
    kind = number_type(number)
    mobile = kind in (PhoneNumberType.MOBILE, PhoneNumberType.PERSONAL_NUMBER)
    landline = kind in (PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return (Sort.MOBILE if mobile else Sort.LANDLINE if landline else None), False
