"""Codes at the beginning of texts, and gaps in numbers."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from crossfolio.core.ids import pattern_of
from crossfolio.core.regex import regex

_CODE = regex(pattern_of("criterion-code"))
_OUTCOME = regex(pattern_of("outcome-id"))
_UNIT = regex(pattern_of("unit-code"))
_WORDED = regex(
    r"(?:learning\s+outcome|learning\s+aim|outcome|criterion|element|assessment\s+criterion|lernziel)\s+"
    r"(?P<code>[A-Za-z]?[0-9][\w.]*?|[A-Z])\s*[.:)\u2013-]?(?:\s+(?P<text>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_SPACED = regex(
    r"(?P<letters>LO|AC|PC|KU|AO|K|S|B|P|M|D)\s?(?P<number>[0-9]{1,3})[.:)]?(?:\s+(?P<text>.*))?",
    re.DOTALL,
)
_FIRST = regex(r"(?P<code>\S+?)[.:)]?(?:\s+[\u2013-])?(?:\s+(?P<text>.*))?", re.DOTALL)
_NUMBERED = regex(r"(?P<before>.*?)(?P<number>[0-9]+)", re.DOTALL)


def is_code(text: str) -> bool:
    """Tell whether a text may be a criterion's code."""
    return _CODE.fullmatch(text) is not None


def is_outcome(text: str) -> bool:
    """Tell whether a text may be an outcome's ID."""
    return _OUTCOME.fullmatch(text) is not None


def is_unit(text: str) -> bool:
    """Tell whether a text may be a unit's code."""
    return _UNIT.fullmatch(text) is not None


def tidy_code(text: str) -> str:
    """Return a code without what print puts around it: `1.1.`, `(1.1)`, `LO 1`."""
    bare = " ".join(text.split()).strip("[]").rstrip(".:)").lstrip("(")
    spaced = _SPACED.fullmatch(bare)
    return spaced["letters"] + spaced["number"] if spaced and not spaced["text"] else bare


def looks_coded(token: str) -> bool:
    """Tell whether a word is a code and no word of a language: it has a digit, or is one letter."""
    has_digit = any(character.isdigit() for character in token)
    return (has_digit or (len(token) == 1 and token.isupper())) and (
        is_code(token) or is_outcome(token)
    )


def split_code(text: str) -> tuple[str, str]:
    """Split a text into the code that it begins with and the rest; the code may be empty."""
    text = text.strip()
    for shape in (_WORDED, _SPACED):
        found = shape.fullmatch(text)
        if found:
            code = found["code"] if shape is _WORDED else found["letters"] + found["number"]
            return code.rstrip("."), (found["text"] or "").strip()
    found = _FIRST.fullmatch(text)
    if found and looks_coded(found["code"].lstrip("(")):
        return found["code"].lstrip("("), (found["text"] or "").strip()
    return "", text


def gaps(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give numbers that a sequence of codes lacks, each with the code that comes after it.

    Codes that are alike but for their last number are a sequence, which begins at 1 or at its
    smallest number; steps of more than twenty are no gaps, nor is `B.P1` where `A.P1` is: letters
    are numbered through a unit.
    """
    known = dict.fromkeys(codes)
    lettered = {code.rpartition(".")[2] for code in known} - {
        code for code in known if "." not in code
    }
    runs: dict[str, list[int]] = {}
    for code in known:
        found = _NUMBERED.fullmatch(code)
        if found:
            runs.setdefault(found["before"], []).append(int(found["number"]))
    for before, numbers in runs.items():
        ordered = sorted({0, *numbers} if min(numbers) <= _START else set(numbers))
        for low, high in pairwise(ordered):
            if high - low <= _STEP:
                for missing in (f"{before}{number}" for number in range(low + 1, high)):
                    last = missing.rpartition(".")[2]
                    if last.isdigit() or last not in lettered:
                        yield missing, f"{before}{high}"


def is_outcome_line(text: str) -> bool:
    """Tell whether a line names an outcome: `Learning outcome 2: …`, `LO2 …`."""
    found = _WORDED.fullmatch(text.strip()) or _SPACED.fullmatch(text.strip())
    return bool(found) and text.strip().lower().startswith(("learning", "outcome", "lo"))


def stem_of(code: str) -> str:
    """Return a code without the number at its end; as it is where it ends in none."""
    found = _NUMBERED.fullmatch(code)
    return found["before"] if found else code


_START = 3
"""A sequence whose first number is at most this is taken to begin at 1."""
_STEP = 20


def lost_zero(before: str, code: str) -> str:
    """Return the code that `code` would be with the zero that it lost; empty where it lost none.

    After `2.9`, a spreadsheet shows the number 2.10 as `2.1`.
    """
    stem, _, last = code.rpartition(".")
    expected = f"{stem}.{last}0"
    start, _, number = before.rpartition(".")
    are_numbers = all(end.isascii() and end.isdigit() for end in (number, last))
    follows = stem and start == stem and are_numbers
    return expected if follows and int(number) + 1 == int(f"{last}0") else ""
