"""The sorts of personal data that are looked for, and what is kept of a value that was found."""

from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.personal.plain import plain
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


class Hit(NamedTuple):
    """A stretch of a text that looks like personal data."""

    sort: Sort
    start: int
    end: int
    invented: bool = False
    """Whether it comes from a range that belongs to nobody."""


def mask(sort: Sort, value: str) -> str:
    """Return what is shown in place of a value; of telephone numbers the first and last digits.

    Escapes and entities in it are read first, so that no half of one is left.
    """
    value = plain(value).text
    if sort is Sort.EMAIL:
        return "•••@•••"
    if sort in (Sort.NAME, Sort.ADDRESS, Sort.LIKELY_NAME):
        return "•••"
    if sort in (Sort.MOBILE, Sort.LANDLINE):
        return _without_middle(value)
    if sort is Sort.ACCOUNT:  # Between its two numbers may stand words.
        return "".join("•" if character.isdigit() else character for character in value)
    return "".join("•" if character.isalnum() else character for character in value)


def _without_middle(value: str) -> str:
    at = [place for place, character in enumerate(value) if character.isdigit()]
    hidden = set(at[2:-3])
    return "".join("•" if place in hidden else character for place, character in enumerate(value))
