"""Criterion IDs: their grammar, their order, and what a slip was meant to be."""

import re
from collections.abc import Iterable

UNIT = r"[A-Z][A-Z0-9-]{1,15}"
LOCAL = r"(?:AC[0-9]{1,4}|[0-9]{1,4}(?:\.[0-9]{1,4}){0,2})"
NAME = r"[A-Za-z][A-Za-z0-9-]{0,31}"

GRAMMAR = {
    "unit-code": f"^{UNIT}$",
    "criterion-code": f"^{LOCAL}$",
    "criterion-id": rf"^{UNIT}\.{LOCAL}$",
    "outcome-id": "^[A-Z0-9][A-Z0-9.-]{0,15}$",
    "qualification-code": "^[A-Z][A-Z0-9-]{1,31}$",
    "group-id": "^[A-Za-z0-9][A-Za-z0-9-]{0,31}$",
    "kind": "^[a-z][a-z0-9-]{1,39}$",
    "evidence-id": f"^{NAME}$",
    "person-id": f"^{NAME}$",
    "decision-id": f"^{NAME}$",
    "sample-id": f"^{NAME}$",
}
"""The grammar of every kind of ID, by the name under which the schemas refer to it.

`make docs` writes it into the schemas, which are to be whole in themselves.
"""

_NAME = re.compile(NAME, re.ASCII)
_FULL = re.compile(rf"(?:{UNIT})\.{LOCAL}", re.ASCII | re.IGNORECASE)
_SHORT = re.compile(LOCAL, re.ASCII | re.IGNORECASE)
_DIGITS = re.compile(r"([0-9]+)")


def full_id(text: str) -> str | None:
    """Return the full criterion ID that a tag spells, in upper case, or nothing.

    `bud.ac3` gives `BUD.AC3`; `AC3`, `1.10` and anything else give nothing.
    """
    return text.upper() if _FULL.fullmatch(text) else None


def is_name(text: str) -> bool:
    """Tell whether a text may be the ID of an item, a person, a decision or a sample."""
    return _NAME.fullmatch(text) is not None


def is_short(text: str) -> bool:
    """Tell whether a tag is a criterion ID without its unit, such as `AC7` or `1.10`."""
    return _SHORT.fullmatch(text) is not None


def unit_of(criterion: str) -> str:
    """Return the unit's part of a full ID: `CC2` of `CC2.1.10`."""
    return criterion.partition(".")[0]


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a sorting key that puts `1.2` before `1.10` and `AC9` before `AC10`."""
    parts = _DIGITS.split(text.upper())
    return tuple([(int(p), "") if n % 2 else (-1, p) for n, p in enumerate(parts)])


def nearest(text: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Return the known names that a slip most likely meant, best first.

    Compared without case, over the first 64 characters, so that no input is costly.
    Names that are equally near are all given, up to three, instead of guessing one.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only a slip needs it

    wanted = text[:64].upper()
    names = {name.upper(): name for name in known}
    found = get_close_matches(wanted, names, n=max(most, 3), cutoff=0.7)
    if not found:
        return []
    best = _likeness(wanted, found[0])
    near = sorted((n for n in found if _likeness(wanted, n) == best), key=natural)
    return [names[name] for name in dict.fromkeys((*near, *found[:most]))]


def nearest_criterion(tag: str, known: Iterable[str]) -> list[str]:
    """Return the criteria that a tag most likely meant: of its own unit, if there is such a one."""
    criteria = tuple(known)
    unit = unit_of(tag.upper()) + "."
    own = [name for name in criteria if name.startswith(unit)]
    return nearest(tag, own) or nearest(tag, criteria)


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - as above

    return SequenceMatcher(a=other, b=one).ratio()
