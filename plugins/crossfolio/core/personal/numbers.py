"""Numbers with check digits or a form of their own: identity and payment.

Sources: HMRC's manual NIM39110 (National Insurance), DVLA (driver numbers), ISO/IEC 7812 (cards).
"""

import re
from collections import Counter
from collections.abc import Iterator

from crossfolio.core.personal.checksums import is_iban, is_luhn, is_nhs
from crossfolio.core.personal.clusters import Cluster, is_in_any, near
from crossfolio.core.personal.context import before, is_reference, tells_number_of
from crossfolio.core.personal.sorts import Hit, Sort
from crossfolio.core.regex import regex

_BEGIN = r"(?<![\w+])(?<!\d[.-])"
_END = r"(?!\w|[.-]\d)"
_NI = regex(
    r"(?<![\w-])(?:QQ|(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
    r"[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D](?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_NHS = regex(rf"{_BEGIN}\d{{3}}([ -]?)\d{{3}}\1\d{{4}}{_END}", re.ASCII)
_CARD = regex(
    rf"{_BEGIN}(?:\d{{4}}([ -]?)\d{{4}}\1\d{{4}}\1\d{{4}}(?:\1\d{{3}})?|"
    rf"3\d{{3}}([ -]?)\d{{6}}\2\d{{4,5}}){_END}",
    re.ASCII,
)
_SCHEME = regex(
    r"4\d{15}|4\d{18}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|"
    r"3(?:0[0-59]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d\d|4[4-9]\d|2\d\d)\d{12}|"
    r"(?:50(?:18|20|38)|5(?:6\d\d|893)|6(?:304|390|7(?:06|09|59|6[1-37]|71)))\d{12}(?:\d{3})?"
)
"""Visa, Mastercard, American Express, Diners Club, JCB, Discover, UnionPay, and Maestro."""
_CARD_WORDS = regex(
    r"(?<!score)cards?\b|\bvisa\b|\bamex\b|american express|maestro|\bdebit\b|\bcredit\b|\bcvv\b|"
    r"\bpaid\b|\bpay(?:s|ing|ment)?\b|expir",
    re.IGNORECASE,
)
_ACCOUNT_NUMBER = r"\d{4} ?\d{4}(?!\w|[.-]\d)"
_SORT_CODE = regex(
    rf"(?:(?<![\w.-])(?P<first>\d\d)(?P<sign>[ -])(?P<second>\d\d)(?P=sign)\d\d|"
    r"(?:sort[ -]?code|s/c)\W{0,3}(?:number|no\.?|is|was)?\W{0,3}(?P<whole>\d{6}))"
    rf"(?P<between>[^\d\n]{{1,40}}|\s*\n[^\d\n]{{0,30}}){_ACCOUNT_NUMBER}",
    re.ASCII | re.IGNORECASE,
)
_ACCOUNT_FIRST = regex(
    r"(?:account|acct|\bacc?|a/c)\W{0,3}(?:numbers?|num\b|nos?\b)?\W{0,3}(?:is|was)?\W{0,2}"
    r"(?P<account>\d{4} ?\d{4})(?:[^\d\n]{0,30}|\s*\n[^\d\n]{0,30})(?:sort|s/c|branch)[^\d\n]{0,15}"
    r"\d\d[ -]?\d\d[ -]?\d\d(?!\w|[.-]\d)",
    re.ASCII | re.IGNORECASE,
)
_BANK = regex(r"\bsort\b|account|acct|\bacc?\b|a/c|s/c|bank", re.IGNORECASE)
_SORT = regex(
    r"\bsort[ -]?code|s/c|\b(?:bank(?:ing)?|account|acct|acc|a/c)(?: details| nos?\b\.?| numbers?)?"
    r"\W{0,3}(?:is|are|was)?\W{0,2}\Z",
    re.IGNORECASE,
)
_ACCOUNT = regex(r"account|acct|\bacc?\b|a/c", re.IGNORECASE)
_PASSPORT = regex(
    r"passport[^\d\n]{0,30}?(?<![A-Z0-9])((?-i:[A-Z])? ?\d(?: ?\d){7,8})(?!\w)",
    re.ASCII | re.IGNORECASE,
)
_LICENCE = regex(
    r"(?<!\w)[A-Z][A-Z9]{4}[ -]?\d([0156]\d)(\d\d)\d[ -]?[A-Z][A-Z9][ -]?[0-9][ -]?[A-Z]{2}(?!\w)",
    re.ASCII | re.IGNORECASE,
)
_IBAN = regex(
    r"(?:(?<!\w)|(?<=iban))[A-Z]{2}\d\d"
    r"(?:[A-Z0-9]{11,30}|(?:[ -][A-Z0-9]{4}){2,7}(?:[ -][A-Z0-9]{1,3})?)(?!\w)",
    re.ASCII | re.IGNORECASE,
)
_NOT_DIGITS = regex(r"\D")
_TEST_CARDS = frozenset(
    (
        *("4111111111111111", "4242424242424242", "4012888888881881", "5555555555554444"),
        *("5105105105105100", "378282246310005", "371449635398431", "6011111111111117"),
    )
)
_TEST_IBANS = frozenset(("GB29NWBK60161331926819", "GB82WEST12345698765432"))
_EIGHT = regex(r"\d(?: ?\d){7}", re.ASCII)
_TWO_AND_TWO = regex(r"\d\d(?<=[A-Za-z]{2}\d\d)[ -]?[A-Za-z0-9]{4}", re.ASCII)
"""What such numbers hold at least; looked for first, as it is quicker."""
_NI_BEFORE, _NI_AFTER = 3, 3
_LICENCE_BEFORE, _LICENCE_AFTER = 6, 8
_AHEAD = 2
"""Characters that these, and numbers of digits alone, have in front of their first digit and
behind their last at most, with those that they look ahead to."""
_TO_CODE, _TO_GROUP = 42, 5
"""From the beginning of an IBAN to any digit in it, and from its check digits to the end of what
follows, at most."""
_PASSPORT_LENGTH = 9
"""Nine digits, or a letter and eight."""
_MANY = 6
"""So many times as many numbers without a card's check digit make one that has it mere chance."""
_MONTHS, _DAYS, _WOMEN = 12, 31, 50


def numbers(text: str, clusters: list[Cluster]) -> Iterator[Hit]:
    """Give identity and payment numbers in a text.

    Args:
        text: The text.
        clusters: Where digits lie close together in it.
    """
    yield from _insurance(text, clusters)
    yield from _health(text, clusters)
    yield from _cards(text, clusters)
    if is_in_any(_EIGHT, text, clusters):
        yield from _accounts(text)
        yield from _passports(text)
    yield from _licences(text, clusters)
    if is_in_any(_TWO_AND_TWO, text, clusters, before=_TO_CODE, after=_TO_GROUP):
        yield from _ibans(text)


def _insurance(text: str, clusters: list[Cluster]) -> Iterator[Hit]:
    for found in near(_NI, text, clusters, _NI_BEFORE, _NI_AFTER):
        if not is_reference(text, *found.span()):
            invented = found[0][:2].upper() == "QQ"
            yield Hit(Sort.NI, found.start(), found.end(), invented)


def _ibans(text: str) -> Iterator[Hit]:
    for found in _IBAN.finditer(text):
        written = found[0].replace(" ", "").replace("-", "").upper()
        if is_iban(written) and not is_reference(text, *found.span()):
            yield Hit(Sort.IBAN, found.start(), found.end(), written in _TEST_IBANS)


def _passports(text: str) -> Iterator[Hit]:
    for found in _PASSPORT.finditer(text) if "passport" in text.lower() else ():
        if len(found[1].replace(" ", "")) == _PASSPORT_LENGTH:
            start = found.end(1) - len(found[1].lstrip())
            yield Hit(Sort.PASSPORT, start, found.end(1))


def _licences(text: str, clusters: list[Cluster]) -> Iterator[Hit]:
    for found in near(_LICENCE, text, clusters, _LICENCE_BEFORE, _LICENCE_AFTER):
        month = int(found[1])
        month -= _WOMEN if month > _WOMEN else 0
        is_date = 1 <= month <= _MONTHS and 1 <= int(found[2]) <= _DAYS
        if is_date and not is_reference(text, *found.span()):
            invented = found[0].upper().startswith("MORGA657054SM")
            yield Hit(Sort.LICENCE, found.start(), found.end(), invented)


def _health(text: str, clusters: list[Cluster]) -> Iterator[Hit]:
    for found in near(_NHS, text, clusters, after=_AHEAD):
        digits = _NOT_DIGITS.sub("", found[0])
        if not is_nhs(digits):
            continue
        named = "nhs" in before(text, found.start(), 40).lower()
        if named or (found[1] and not is_reference(text, *found.span())):
            yield Hit(Sort.NHS, found.start(), found.end(), digits.startswith("999"))


def _cards(text: str, clusters: list[Cluster]) -> Iterator[Hit]:
    found, wrong = list[re.Match[str]](), Counter[str | None]()
    for hit in near(_CARD, text, clusters, after=_AHEAD):
        digits = _NOT_DIGITS.sub("", hit[0])
        if not is_luhn(digits):
            wrong[hit[1] or hit[2]] += 1
        elif _SCHEME.fullmatch(digits):
            found.append(hit)
    alike = Counter(hit[1] or hit[2] for hit in found)
    for hit in found:
        start, end = hit.span()
        beside = before(text, start, 60) + " " + text[end : end + 30].partition("\n")[0]
        is_one_of_many = wrong[hit[1] or hit[2]] >= max(_MANY, _MANY * alike[hit[1] or hit[2]])
        is_other = is_one_of_many or is_reference(text, start, end) or tells_number_of(text, start)
        if not is_other or _CARD_WORDS.search(beside):
            yield Hit(Sort.CARD, start, end, _NOT_DIGITS.sub("", hit[0]) in _TEST_CARDS)


def _accounts(text: str) -> Iterator[Hit]:
    for found in _SORT_CODE.finditer(text):
        between, near = found["between"], before(text, found.start(), 60)
        if found["whole"]:
            is_account = True
        elif int(found["first"]) <= _DAYS and int(found["second"]) <= _MONTHS:
            # It could be a date.
            is_account = bool(_SORT.search(near) or _ACCOUNT.search(between))
        else:
            is_close = len(between) <= 3  # noqa: PLR2004 - `, ` and the like
            is_account = bool(_BANK.search(near) or _BANK.search(between)) or (
                is_close and not is_reference(text, *found.span())
            )
        if is_account:
            start = found.start("first") if found["first"] else found.start("whole")
            yield Hit(Sort.ACCOUNT, start, found.end())
    for found in _ACCOUNT_FIRST.finditer(text):
        yield Hit(Sort.ACCOUNT, found.start("account"), found.end())
