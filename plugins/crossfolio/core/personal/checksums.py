"""Check digits.

Sources: ISO/IEC 7812-1 (Luhn), ISO 13616 (IBAN), NHS Data Dictionary (NHS number, modulus 11).
"""

from typing import Final

_NHS_DIGITS: Final = 10
_LENGTHS = (
    "NO15 BE16 DK18 FI18 FO18 GL18 NL18 SD18 FK18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 MN20 "
    "XK20 CH21 HR21 LI21 LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 "
    "IQ23 OM23 SO23 TL23 AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 "
    "IS26 TR26 BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HN28 HU28 "
    "LB28 NI28 PL28 SV28 BR29 EG29 PS29 QA29 JO30 KW30 MU30 YE30 MT31 SC31 LC32 RU33"
)
_IBAN_LENGTHS: Final = {word[:2]: int(word[2:]) for word in _LENGTHS.split()}
"""By the code of its country, the length of an IBAN."""
_LETTERS: Final = {chr(ord("A") + n): str(10 + n) for n in range(26)}


def is_nhs(digits: str) -> bool:
    """Tell whether ten digits end in the check digit of an NHS number."""
    if len(digits) != _NHS_DIGITS or len(set(digits)) == 1:
        return False
    total = sum((10 - place) * int(digit) for place, digit in enumerate(digits[:9]))
    return -total % 11 == int(digits[9])


def is_luhn(digits: str) -> bool:
    """Tell whether digits end in their Luhn check digit."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number  # noqa: PLR2004 - a digit
    return total % 10 == 0 and len(set(digits)) > 1


def is_iban(written: str) -> bool:
    """Tell whether capitals and digits, without spaces, are an IBAN."""
    if _IBAN_LENGTHS.get(written[:2]) != len(written):
        return False
    moved = written[4:] + written[:4]
    return int("".join(_LETTERS.get(character, character) for character in moved)) % 97 == 1
