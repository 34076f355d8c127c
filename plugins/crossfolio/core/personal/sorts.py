"""The sorts of personal data that are looked for, and what is kept of a value that was found."""

import re
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from crossfolio.core.personal.visible_text import visible_text
from crossfolio.core.regex import regex
from crossfolio.core.texts import Text


class Sort(StrEnum):
    """What a value seems to be, in words."""

    EMAIL = "an e-mail address"
    MOBILE = "a mobile number"
    LANDLINE = "a landline number"
    NI = "a National Insurance number"
    NHS = "an NHS number"
    PASSPORT = "a passport number"
    LICENCE = "a driving licence number"
    BIRTH = "a date of birth"
    CARD = "a card number"
    ACCOUNT = "a sort code with an account number"
    IBAN = "an IBAN"
    ADDRESS = "an address"
    POSTCODE = "a postcode"
    NAME = "a name of the register"
    LIKELY_NAME = "a title and a name"
    TABLE = "a table of persons"


WORDS = {
    Sort.EMAIL: Text("an e-mail address"),
    Sort.MOBILE: Text("a mobile number"),
    Sort.LANDLINE: Text("a landline number"),
    Sort.NI: Text("a National Insurance number"),
    Sort.NHS: Text("an NHS number"),
    Sort.PASSPORT: Text("a passport number"),
    Sort.LICENCE: Text("a driving licence number"),
    Sort.BIRTH: Text("a date of birth"),
    Sort.CARD: Text("a card number"),
    Sort.ACCOUNT: Text("a sort code with an account number"),
    Sort.IBAN: Text("an IBAN"),
    Sort.ADDRESS: Text("an address"),
    Sort.POSTCODE: Text("a postcode"),
    Sort.NAME: Text("a name of the register"),
    Sort.LIKELY_NAME: Text("a title and a name"),
    Sort.TABLE: Text("a table of persons"),
}
"""What a value seems to be, as a text."""
MASKED = frozenset(Sort) - {Sort.LIKELY_NAME, Sort.TABLE}
"""What is never printed."""
_HIDDEN = "•••"
_FIXED = {
    Sort.EMAIL: "•••@•••",
    Sort.NAME: _HIDDEN,
    Sort.ADDRESS: _HIDDEN,
    Sort.LIKELY_NAME: _HIDDEN,
}
"""Masks that show nothing of a value, not even how long it is."""
_EDGES = regex(r"([ \t>]*)(.*?)([ \t\r\\]*)", re.DOTALL)
"""Of a line: its indentation and signs of a quotation, and what stands before its end."""


class Hit(NamedTuple):
    """A stretch of a text that looks like personal data."""

    sort: Sort
    start: int
    end: int
    invented: bool = False
    """Whether it comes from a range that belongs to nobody."""


def mask(sort: Sort, value: str) -> str:
    """Return what is shown in place of a value; of telephone numbers the first and last digits.

    Escapes and entities in it are read first, so that no half of one is left. Lines of it are
    joined by a space, without the indentation and the signs of a quotation before them.
    """
    if sort in _FIXED:
        return _FIXED[sort]
    inner = [found[2] for found in _lines(value)]
    return " ".join(line for line in _masked_together(sort, inner) if line)


def mask_lines(sort: Sort, value: str) -> str:
    """Return the mask of a value with the line ends and the edges of lines that the value has.

    What breaks over lines is masked as the one value that it is: together its lines show no
    more of it than its mask.
    """
    lines = _lines(value)
    inner = [found[2] for found in lines]
    if sort in _FIXED:
        shown = [
            (_HIDDEN if number else _FIXED[sort]) if line else ""
            for number, line in enumerate(inner)
        ]
    else:
        shown = _masked_together(sort, inner)
    return "\n".join(found[1] + line + found[3] for found, line in zip(lines, shown, strict=True))


def _lines(value: str) -> list[re.Match[str]]:
    return [found for line in value.split("\n") if (found := _EDGES.fullmatch(line))]


def _masked_together(sort: Sort, lines: list[str]) -> list[str]:
    """Return lines as the mask of all of them has them, each as it is read."""
    read = [visible_text(line).text for line in lines]
    ends = list(accumulate(map(len, read)))
    hidden = _HIDE.get(sort, _without_letters)("".join(read))
    return [hidden[end - len(line) : end] for line, end in zip(read, ends, strict=True)]


def _without_middle(value: str) -> str:
    at = [place for place, character in enumerate(value) if character.isdigit()]
    hidden = set(at[2:-3])
    return "".join("•" if place in hidden else character for place, character in enumerate(value))


def _without_digits(value: str) -> str:
    return "".join("•" if character.isdigit() else character for character in value)


def _without_letters(value: str) -> str:
    return "".join("•" if character.isalnum() else character for character in value)


_HIDE = {
    Sort.MOBILE: _without_middle,
    Sort.LANDLINE: _without_middle,
    Sort.ACCOUNT: _without_digits,  # Between its two numbers may stand words.
}
"""What is hidden of a value; of others all letters and digits."""
