"""Ranges and lists of codes in one text, such as `K1-K3` or `AC1, AC2`: what they name in full."""

import re
from collections.abc import Iterable, Iterator, Sequence

from crossfolio.core.framework import Framework, Unit
from crossfolio.core.ids import unit_of
from crossfolio.core.regex import regex

_TO = regex(r"\s*(?:\u2013|\u2014|\u2026|\.{2,}|\bto\b)\s*|\s+-\s+", re.IGNORECASE)
"""What stands between the ends of a range; a plain hyphen may be part of a code as well."""
_DASH = "\u2013"
_BETWEEN = regex(r"[\s,;/&+|]+|\band\b", re.IGNORECASE)
_NUMBER = regex(r"[0-9]+\Z")
_LETTER = regex(r"[A-Za-z]\Z")
_LONGEST = 200
"""Characters that are looked at."""


def several(text: str, framework: Framework, taken: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return what a text of several codes may name: full IDs in order, one tuple for each reading.

    There is one reading where the text says the unit, or where exactly one unit has all of its
    codes; several where several have them; none where any code of it names no criterion, or
    where it is one code alone. Tags of parts are among the IDs.

    Args:
        text: As it is written.
        framework: What may be named.
        taken: The units that codes without a unit may be of.
    """
    pieces = [word for word in _BETWEEN.split(_TO.sub(_DASH, text[:_LONGEST])) if word]
    said = _read(pieces, None, framework)
    if said:
        return (said,) if len(said) > 1 else ()
    units = (framework.units[code] for code in taken)
    readings = dict.fromkeys(_read(pieces, unit, framework) for unit in units)
    return tuple(names for names in readings if len(names) > 1)


def _read(pieces: Sequence[str], unit: Unit | None, framework: Framework) -> tuple[str, ...]:
    """Return what pieces name, each once; empty where one of them names nothing.

    Args:
        pieces: Codes and ranges. One without a unit is of the unit of the one before it.
        unit: That of the first, where it says none.
        framework: What may be named.
    """
    names: list[str] = []
    for piece in pieces:
        found = _piece(piece, unit, framework)
        if not found:
            return ()
        names += found
        unit = framework.unit(unit_of(found[-1]))
    return tuple(dict.fromkeys(names))


def _piece(piece: str, unit: Unit | None, framework: Framework) -> tuple[str, ...]:
    one = _code(piece, unit, framework)
    if one:
        return (one,)
    for start, end in _ends(piece):
        first = _code(start, unit, framework)
        own = framework.unit(unit_of(first)) if first else None
        if own:
            last = _code(end, own, framework) or _code(_alike(first, end), own, framework)
            between = tuple(_between(first, last, own)) if last else ()
            if between:
                return between
    return ()


def _ends(piece: str) -> Iterator[tuple[str, str]]:
    """Give each way to take a text for a range: its first code and its last."""
    if _DASH in piece:
        start, _, end = piece.partition(_DASH)
        yield start, end
        return
    for at, sign in enumerate(piece):
        if sign == "-":
            yield piece[:at], piece[at + 1 :]


def _code(text: str, unit: Unit | None, framework: Framework) -> str:
    """Return the full ID that a code spells, with its unit or without; empty for none."""
    full = framework.tag(text)
    return full or (framework.tag(f"{unit.id}.{text}") if unit else "")


def _alike(first: str, end: str) -> str:
    """Return the first code of a range with another number or letter at its end: `AC1-3`."""
    shape = _NUMBER if _NUMBER.fullmatch(end) else _LETTER if _LETTER.fullmatch(end) else None
    found = shape.search(first) if shape else None
    return first[: found.start()] + end if found else ""


def _between(first: str, last: str, unit: Unit) -> Iterator[str]:
    """Give the IDs from one to another in the order of their unit; nothing where one is a part."""
    whole = {criterion.id: criterion.withdrawn for criterion in unit.criteria}
    if (first in whole) is not (last in whole) or first == last:
        return
    own = [tag for tag in unit.tags if (tag in whole) is (first in whole)]
    if first in own and last in own:
        low, high = sorted((own.index(first), own.index(last)))
        for tag in own[low : high + 1]:
            if tag in (first, last) or not whole.get(tag, False):
                yield tag
