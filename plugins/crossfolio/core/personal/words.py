"""E-mail addresses, postal addresses, postcodes, dates of birth, and titles with a name."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from crossfolio.core.personal.context import is_reference
from crossfolio.core.personal.sorts import Hit, Sort
from crossfolio.core.regex import regex

_LOCAL = regex(r"[\w.%+'\u2019-]{1,64}\Z")
_SIGN = regex(r"(?<=[\w.%+'\u2019-])@(?=[\w-]{1,63}\.)")
_DOMAIN = regex(r"(?:[\w-]{1,63}\.){1,6}([^\W\d_]{2,24})(?![\w-])")
_ENDINGS = "png jpg jpeg gif webp svg pdf md csv txt vtt srt mp3 mp4 wav"
_FILES = frozenset(_ENDINGS.split())
_NOBODYS = regex(
    r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)\Z", re.IGNORECASE
)
_POSTCODE = regex(
    r"(?<![\w-])(?<!\d\.)(?:([A-Z]{1,2})\d(?:\d|(?P<letter>[A-Z]))?|GIR) "
    r"\d[ABD-HJLNP-UW-Z]{2}(?![\w-])",
    re.ASCII,
)
_AREAS_WRITTEN = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT "
    "DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L "
    "LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S "
    "SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR "
    "WS WV YO ZE "
)
_AREAS = frozenset(_AREAS_WRITTEN.split())
"""The 124 areas of postcodes. Source: Royal Mail, Postcode Address File."""
_LETTERED = frozenset(("E", "EC", "N", "NW", "SE", "SW", "W", "WC"))
"""Areas of London, of which alone a district may end in a letter: `SW1A`."""
_TYPES = (
    "(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Way|Court|Crescent|Terrace|Gardens|Grove|"
    "Place|Square|Hill|Mews|Row|Walk|Park)"
)
_STREET_TYPE = regex(rf"{_TYPES}\b")
"""Looked for first, as it is quicker."""
_STREET = regex(
    rf"(?<![\w.,:/-])\d{{1,4}}[A-Za-z]?[, -]{{1,2}}(?:[A-Z][a-z'\u2019]+[ -]){{1,3}}{_TYPES}\b"
)
_INWARD = regex(r"\d[A-Z]{2}(?<= \d..)(?![\w-])", re.ASCII)
_TO_POSTCODE = 60
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_BIRTH = regex(
    r"\b(?P<label>d\.?o\.?b\b\.?|date[ _-]of[ _-]birth|birth[ _-]?da(?:te|y)|born)[^\d\n]{0,15}?"
    rf"(?P<date>\d{{4}}[/. -]\d\d?[/. -]\d\d?|\d\d?[/. -]\d\d?[/. -](?:\d{{4}}|\d\d)|"
    rf"\d\d?(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}[, -]{{1,2}}\d{{4}}|"
    rf"{_MONTH} \d\d?(?:st|nd|rd|th)?,? \d{{4}})(?!\d)",
    re.IGNORECASE,
)
_YEAR = regex(r"(?:19|20)\d\d")
_TITLED = regex(
    r"(?:M(?<!\wM)(?:r|rs|s|iss|x)|D(?<!\wD)r)\.? [A-Z][a-z'\u2019]+(?:[ -][A-Z][a-z'\u2019]+)?"
)
_LAST_BORN = 2015
"""Of what is `born` later, a firm or an idea is meant."""


def words(text: str) -> Iterator[Hit]:
    """Give the addresses, dates of birth and titled names that stand in a text."""
    if "@" in text:
        yield from _emails(text)
    streets = list(_STREET.finditer(text)) if _STREET_TYPE.search(text) else []
    codes = _POSTCODE.finditer(text) if _INWARD.search(text) else ()
    postcodes = [code for code in codes if _is_in_area(code)]
    yield from _addresses(text, streets, postcodes)
    lowered = text.lower()
    if "birth" in lowered or "born" in lowered or "dob" in lowered or "d.o.b" in lowered:
        yield from _births(text)
    for found in _TITLED.finditer(text):
        yield Hit(Sort.LIKELY_NAME, found.start(), found.end())


def _emails(text: str) -> Iterator[Hit]:
    for sign in _SIGN.finditer(text):
        at = sign.start()
        local = _LOCAL.search(text[max(0, at - 64) : at])
        domain = _DOMAIN.match(text, at + 1)
        name = domain[0] if domain else ""
        if domain and domain[1].lower() in _FILES:  # `jo@centre.org.uk.pdf` is a file of hers.
            name = name.rpartition(".")[0]
        if local and "." in name and local[0] != "git":
            start = at - len(local[0].lstrip(".'\u2019-%+"))
            if start < at:
                yield Hit(Sort.EMAIL, start, at + 1 + len(name), bool(_NOBODYS.search(name)))


def _addresses(
    text: str, streets: list[re.Match[str]], postcodes: list[re.Match[str]]
) -> Iterator[Hit]:
    """Give each street with the postcode that follows it, then the postcodes that stand alone."""
    taken, starts = set[int](), [postcode.start() for postcode in postcodes]
    for street in streets:
        end, number = street.end(), bisect_left(starts, street.end())
        if number < len(starts) and starts[number] - end <= _TO_POSTCODE:
            gap = text[end : starts[number]]
            if "\n\n" not in gap and "|" not in gap:
                taken.add(number)
                end = postcodes[number].end()
        yield Hit(Sort.ADDRESS, street.start(), end)
    for number, code in enumerate(postcodes):
        if number not in taken and not is_reference(text, *code.span()):
            yield Hit(Sort.POSTCODE, *code.span())


def _is_in_area(code: re.Match[str]) -> bool:
    area = code[1]
    return not area or (area in _AREAS and (not code["letter"] or area in _LETTERED))


def _births(text: str) -> Iterator[Hit]:
    for found in _BIRTH.finditer(text):
        year = _YEAR.search(found["date"])
        if found["label"].lower() != "born" or (year and int(year[0]) <= _LAST_BORN):
            yield Hit(Sort.BIRTH, found.start("date"), found.end("date"))
