"""Numbers with check digits or a form of their own: identity and payment.

Sources: HMRC's manual NIM39110 (National Insurance), DVLA (driver numbers), ISO/IEC 7812 (cards).
"""

import re
from collections.abc import Iterator

from crossfolio.core.personal.checksums import is_iban, is_luhn, is_nhs
from crossfolio.core.personal.context import before, is_reference
from crossfolio.core.personal.sorts import Hit, Sort

_END = r"(?!\w|[.-]\d)"
_NI = re.compile(
    r"(?<![\w-])(?:QQ|(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
    r"[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D](?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_NHS = re.compile(rf"(?<![\w.+-])\d{{3}}([ -]?)\d{{3}}\1\d{{4}}{_END}", re.ASCII)
_CARD = re.compile(
    r"(?<![\w.+-])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|3\d{3}([ -]?)\d{6}\2\d{4,5})"
    rf"{_END}",
    re.ASCII,
)
_SCHEME = re.compile(
    r"4\d{15}|4\d{18}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|"
    r"3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|6(?:011|5\d\d|4[4-9]\d|[0-9]{3})\d{12}|5[068]\d{14}"
)
_SORT_CODE = re.compile(
    r"(?<![\w.-])(\d\d)([ -])(\d\d)\2\d\d([^\d\n]{1,30}|\s*\n[^\d\n]{0,30})\d{8}(?!\w|[.-]\d)",
    re.ASCII,
)
_BANK = re.compile(r"sort|account|acct|\bacc?\b|a/c|bank", re.IGNORECASE)
_PASSPORT = re.compile(
    r"passport[^\d\n]{0,30}?(?<![A-Z0-9])((?-i:[A-Z])?\d{8,9})(?!\w)", re.ASCII | re.IGNORECASE
)
_LICENCE = re.compile(
    r"(?<!\w)[A-Z][A-Z9]{4}[ -]?\d([0156]\d)(\d\d)\d[ -]?[A-Z][A-Z9][ -]?[0-9][ -]?[A-Z]{2}(?!\w)",
    re.ASCII,
)
_IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}\d\d(?:[A-Z0-9]{11,30}|(?:[ -][A-Z0-9]{4}){2,7}(?:[ -][A-Z0-9]{1,3})?)(?!\w)",
    re.ASCII,
)
_NOT_DIGITS = re.compile(r"\D")
_TEST_CARDS = frozenset(
    (
        *("4111111111111111", "4242424242424242", "4012888888881881", "5555555555554444"),
        *("5105105105105100", "378282246310005", "371449635398431", "6011111111111117"),
    )
)
_TEST_IBANS = frozenset(("GB29NWBK60161331926819", "GB82WEST12345698765432"))
_NI_END = re.compile(r"\d[ -]?[A-Da-d](?![\w-])", re.ASCII)
_NINE = re.compile(r"\d(?:[ -]?\d){8}", re.ASCII)
_EIGHT = re.compile(r"\d{8}", re.ASCII)
_SIX = re.compile(r"\d{6}", re.ASCII)
"""What such numbers hold at least; looked for first, as it is quicker."""
_PASSPORT_LENGTH = 9
"""Nine digits, or a letter and eight."""
_MONTHS, _DAYS, _WOMEN = 12, 31, 50


def numbers(text: str) -> Iterator[Hit]:
    """Give identity and payment numbers in a text that has digits."""
    for found in _NI.finditer(text) if _NI_END.search(text) else ():
        if not is_reference(text, found.start()):
            invented = found[0][:2].upper() == "QQ"
            yield Hit(Sort.NI, found.start(), found.end(), invented)
    if _NINE.search(text):
        yield from _health(text)
        yield from _cards(text)
    if _EIGHT.search(text):
        yield from _accounts(text)
        yield from _passports(text)
    yield from _licences(text)
    for found in _IBAN.finditer(text):
        written = found[0].replace(" ", "").replace("-", "")
        if is_iban(written):
            yield Hit(Sort.IBAN, found.start(), found.end(), written in _TEST_IBANS)


def _passports(text: str) -> Iterator[Hit]:
    for found in _PASSPORT.finditer(text) if "passport" in text.lower() else ():
        if len(found[1]) == _PASSPORT_LENGTH:
            yield Hit(Sort.PASSPORT, found.start(1), found.end(1))


def _licences(text: str) -> Iterator[Hit]:
    for found in _LICENCE.finditer(text) if _SIX.search(text) else ():
        month = int(found[1])
        month -= _WOMEN if month > _WOMEN else 0
        if 1 <= month <= _MONTHS and 1 <= int(found[2]) <= _DAYS:
            invented = found[0].startswith("MORGA657054SM")
            yield Hit(Sort.LICENCE, found.start(), found.end(), invented)


def _health(text: str) -> Iterator[Hit]:
    for found in _NHS.finditer(text):
        digits = _NOT_DIGITS.sub("", found[0])
        if not is_nhs(digits):
            continue
        named = "nhs" in before(text, found.start(), 40).lower()
        if named or (found[1] and not is_reference(text, found.start())):
            yield Hit(Sort.NHS, found.start(), found.end(), digits.startswith("999"))


def _cards(text: str) -> Iterator[Hit]:
    for found in _CARD.finditer(text):
        digits = _NOT_DIGITS.sub("", found[0])
        if not _SCHEME.fullmatch(digits) or not is_luhn(digits):
            continue
        if not is_reference(text, found.start()):
            yield Hit(Sort.CARD, found.start(), found.end(), digits in _TEST_CARDS)


def _accounts(text: str) -> Iterator[Hit]:
    for found in _SORT_CODE.finditer(text):
        between = found[4]
        named = _BANK.search(before(text, found.start(), 60)) or _BANK.search(between)
        could_be_date = int(found[1]) <= _DAYS and int(found[3]) <= _MONTHS
        close = len(between) <= 3 and not could_be_date  # noqa: PLR2004 - `, ` and the like
        if named or close:
            yield Hit(Sort.ACCOUNT, found.start(), found.end())
