"""Check digits.

Sources: ISO/IEC 7812-1 (Luhn), ISO 13616 (IBAN), NHS Data Dictionary (NHS number, modulus 11).
"""

from typing import Final

_NHS_DIGITS: Final = 10
_GB_IBAN: Final = 22
_LETTERS: Final = {chr(ord("A") + n): str(10 + n) for n in range(26)}


def is_nhs(digits: str) -> bool:
    """Tell whether ten digits end in the check digit of an NHS number."""
    if len(digits) != _NHS_DIGITS or len(set(digits)) == 1:
        return False
    total = sum(weight * int(it) for weight, it in zip(range(10, 1, -1), digits, strict=False))
    return -total % 11 == int(digits[9])


def is_luhn(digits: str) -> bool:
    """Tell whether digits end in their Luhn check digit."""
    total = 0
    for place, it in enumerate(reversed(digits)):
        number = int(it) * (1 + place % 2)
        total += number - 9 if number > 9 else number  # noqa: PLR2004 - a digit
    return total % 10 == 0 and len(set(digits)) > 1


def is_iban(written: str) -> bool:
    """Tell whether letters and digits, without spaces, are an IBAN."""
    if written.startswith("GB") and len(written) != _GB_IBAN:
        return False
    moved = written[4:] + written[:4]
    return int("".join(_LETTERS.get(it, it) for it in moved)) % 97 == 1
