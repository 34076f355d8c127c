"""Criterion IDs: their grammar, their order, and what a slip was meant to be."""

import re
from collections.abc import Iterable

from crossfolio.core.regex import regex

UNIT = r"[A-Za-z0-9][A-Za-z0-9-]{0,31}"
_PART = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,14}[A-Za-z0-9])?"
LOCAL = rf"{_PART}(?:\.{_PART}){{0,5}}"
NAME = r"[A-Za-z][A-Za-z0-9-]{0,31}"

GRAMMAR = {
    "unit-code": UNIT,
    "criterion-code": LOCAL,
    "criterion-id": rf"{UNIT}\.{LOCAL}",
    "outcome-id": "[A-Za-z0-9][A-Za-z0-9.-]{0,63}",
    "qualification-code": "[A-Z][A-Z0-9-]{1,31}",
    "group-id": "[A-Za-z0-9][A-Za-z0-9-]{0,31}",
    "kind": "[a-z][a-z0-9-]{1,39}",
    "kind-code": "[A-Z][A-Z0-9]{0,5}",
    "phase": "[a-z][a-z0-9-]{1,39}",
    "evidence-id": NAME,
    "person-id": NAME,
    "decision-id": NAME,
    "sample-id": NAME,
    "plan-id": NAME,
    "period": "[0-9]{4}(?:-Q[1-4]|-0[1-9]|-1[0-2])?",
    "percentage": r"(?:100|[0-9]{1,2}(?:\.[0-9]{1,2})?) ?%",
}
"""The grammar of every ID and code, by the name under which the schemas refer to it.

It stands here only: `make docs` writes it into the schemas, so that each is whole in itself.
Units, criteria and outcomes keep the letters of their unit file; all IDs are compared without case.
"""

_NAME = regex(NAME, re.ASCII)
_FULL = regex(rf"{UNIT}\.{LOCAL}", re.ASCII)
_SHORT = regex(LOCAL, re.ASCII)
_DIGITS = regex(r"([0-9]+)")


def pattern_of(name: str) -> str:
    """Return the pattern of a whole ID in the schemas, by its name in `GRAMMAR`."""
    return f"^{GRAMMAR[name].replace('(?:', '(')}$"


def is_full(text: str) -> bool:
    """Tell whether a text has the form of a full criterion ID: `bud.ac3`, but not `AC3`."""
    return _FULL.fullmatch(text) is not None


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


def in_order(codes: Iterable[str]) -> list[str]:
    """Return codes in the order in which a unit's are shown.

    Codes that are alike but for a number stand in the order of the numbers: `1.9` before `1.10`.
    Other differences stand in the order in which the codes first have them, so that P stays
    before M and D where the first criteria are P1, M1 and D1.
    """
    every = list(codes)
    shapes: dict[tuple[str, ...], int] = {}

    def key(code: str) -> tuple[int, ...]:
        pieces = _DIGITS.split(code.upper())
        numbered = [("#" if n % 2 else piece) for n, piece in enumerate(pieces)]
        return tuple(
            int(piece) if n % 2 else shapes.setdefault(tuple(numbered[: n + 1]), len(shapes))
            for n, piece in enumerate(pieces)
        )

    return [code for _, _, code in sorted((key(code), n, code) for n, code in enumerate(every))]


def nearest(text: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Return the known names that a slip most likely meant, best first.

    Compared without case, over the first 64 characters, so that no input is costly.
    Names that are equally near are all given, up to three, instead of guessing one.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only a slip needs it

    wanted = text[:64].upper()
    names = {name.upper(): name for name in known}
    alike = [name for name in names if _looks(name) == _looks(wanted)]
    found = alike or get_close_matches(wanted, names, n=max(most, 3), cutoff=0.7)
    found = found or [name for name in names if _is_mistyped(wanted, name)][:3]
    if not found:
        return []
    best = max(_likeness(wanted, name) for name in found)
    near = sorted((n for n in found if _likeness(wanted, n) == best), key=natural)
    return [names[name] for name in dict.fromkeys((*near, *found[:most]))]


def nearest_unit(code: str, known: Iterable[str]) -> list[str]:
    """Return the units that a code most likely meant; one letter of it may be another."""
    units = tuple(known)
    wanted = code.upper()
    return (
        nearest(code, units) or [unit for unit in units if _differ_in_one_letter(wanted, unit)][:3]
    )


def nearest_criterion(tag: str, known: Iterable[str]) -> list[str]:
    """Return the criteria that a tag most likely meant.

    Those of its own unit come first; where there is no such unit, those of the unit that was
    most likely meant, if that has a criterion of this code.
    """
    criteria = tuple(known)
    code, _, local = tag.upper().partition(".")
    own = [name for name in criteria if name.upper().startswith(f"{code}.")]
    if own:
        return nearest(tag, own)
    units = dict.fromkeys(unit_of(name) for name in criteria)
    there = {name.upper(): name for name in criteria}
    meant = (f"{unit}.{local}".upper() for unit in nearest_unit(code, units))
    return [there[name] for name in meant if name in there] or nearest(tag, criteria)


def without_zeros(code: str) -> str:
    """Return a code in capitals, with no zero before a number: what `AC01` and `AC1` share."""
    return _ZEROS.sub("", code.upper())


_ZEROS = regex(r"(?<![0-9])0+(?=[0-9])")


def as_printed_looks(code: str) -> str:
    """Return what codes share that a reader cannot tell apart in print: `KO1`, `K01` and `K0l`."""
    return code.translate(_IN_PRINT).upper()


_IN_PRINT = str.maketrans("OoIl", "0011")
"""Letters that look like digits in most typefaces."""

_LOOKS = str.maketrans("OILSZB", "011528")
"""Letters that are taken for digits."""


def _looks(name: str) -> str:
    """Return a name as it looks: letters that are taken for digits are these digits."""
    return name.upper().translate(_LOOKS)


def _is_mistyped(wanted: str, name: str) -> bool:
    """Tell whether two names differ by two neighbours swapped, or by one character too many."""
    longer, shorter = sorted((wanted, name), key=len, reverse=True)
    if len(longer) == len(shorter):
        at = next((n for n, (a, b) in enumerate(zip(wanted, name, strict=True)) if a != b), 0)
        return wanted == name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
    if len(longer) > len(shorter) + 1 or len(shorter) < _LEAST:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _differ_in_one_letter(wanted: str, name: str) -> bool:
    if len(wanted) != len(name) or len(name) <= _LEAST:
        return False
    other = [(a, b) for a, b in zip(wanted, name.upper(), strict=True) if a != b]
    return len(other) == 1 and any(character.isalpha() for character in other[0])


_LEAST = 2
"""Characters of a code that is told from others by more than one of them."""


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - as above

    return SequenceMatcher(a=other, b=one).ratio()
