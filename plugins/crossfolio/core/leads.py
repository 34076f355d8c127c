"""What a tag that is no full ID was meant to be."""

import re
from typing import NamedTuple

from crossfolio.core.framework import Framework
from crossfolio.core.ids import full_id, natural, nearest

_RANGE = re.compile(
    r"(?P<first>[A-Z0-9.-]*[A-Z0-9])\s*(?:-|\u2013|\u2014|\.\.+|\bTO\b)\s*(?P<last>[A-Z0-9.-]+)"
)
_NO_CODE = re.compile(r"[^A-Za-z0-9]+")


class Lead(NamedTuple):
    """What a tag was most likely meant to be, and how to say so."""

    near: tuple[str, ...] = ()
    """Full IDs of criteria."""
    help: str = ""
    """What to do, where it is more than to write the one that was meant."""
    is_range: bool = False
    """Whether all of them were meant."""


def lead_for(tag: str, framework: Framework) -> Lead:
    """Return what a tag that is no full ID was meant to be.

    It may be several IDs in one, an outcome, a whole unit, a range, or an ID with other signs
    between its parts.
    """
    several = _several(tag, framework)
    if several:
        return several
    whole = tag.strip().strip("[]().,;:'\"`").upper()
    outcome = _criteria_of_outcome(whole, framework)
    if outcome:
        return Lead(outcome, f"`{whole}` is an outcome; claim what is shown of {_listed(outcome)}")
    if whole in framework.units:
        own = tuple(
            criterion.id for criterion in framework.units[whole].criteria if not criterion.withdrawn
        )
        return Lead(own, f"`{whole}` is a whole unit; claim what is shown of {_listed(own)}")
    spread = _range(whole, framework)
    if spread:
        help = f"a tag names one criterion; write {_listed(spread, 12)}"
        return Lead(spread, help, is_range=True)
    squashed = _NO_CODE.sub("", whole)
    same = [
        criterion for criterion in framework.criteria if _NO_CODE.sub("", criterion) == squashed
    ]
    inside = (
        [criterion for criterion in framework.criteria if _stands_in(criterion, whole)]
        if not same
        else []
    )
    return Lead(tuple(same or inside or nearest(tag, framework.criteria)))


def _several(tag: str, framework: Framework) -> Lead | None:
    """Return the lead for a tag of several IDs: without commas, or below one another."""
    below = tag.upper().split(" - ")
    if len(below) > 1 and all(full_id(part) in framework.criteria for part in below):
        help = "the hyphen below this entry is indented too far; begin it below the one above"
        return Lead(tuple(below), help, is_range=True)
    parts = [part for part in re.split(r"[\s;/&+|]+|\bAND\b", tag.upper()) if part]
    if len(parts) > 1 and all(full_id(part) in framework.criteria for part in parts):
        return Lead(tuple(parts), f"put a comma between them: {', '.join(parts)}", is_range=True)
    return None


def _criteria_of_outcome(whole: str, framework: Framework) -> tuple[str, ...]:
    """Return the criteria of the outcome of this name: in its unit, or in the only one."""
    named = {
        entry.id for entry in framework.outcomes() if whole in (entry.id.upper(), _local(entry.id))
    }
    if len(named) != 1:
        return ()
    (outcome,) = named
    return tuple(entry.id for entry in framework.criteria.values() if outcome in entry.outcomes)


def _local(full: str) -> str:
    return full.partition(".")[2].upper()


def _range(whole: str, framework: Framework) -> tuple[str, ...]:
    """Return the criteria from one to another, both among them, in the publisher's order."""
    for found in _RANGE.finditer(whole):
        first, last = found["first"], found["last"]
        unit = framework.units.get(first.partition(".")[0])
        if unit is None or first not in framework.criteria:
            continue
        own = [entry.id for entry in unit.criteria]
        ends = [
            entry
            for entry in own
            if entry in (last, f"{unit.id}.{last}") or _numbered(entry, first, last)
        ]
        if ends and own.index(first) < own.index(ends[0]):
            return tuple(own[own.index(first) : own.index(ends[0]) + 1])
    return ()


def _numbered(full: str, first: str, last: str) -> bool:
    """Tell whether an ID is the first one's with another last number: `AC1-3`, `1.1-3`."""
    stem = first.rstrip("0123456789")
    return last.isdigit() and full == stem + last


def _stands_in(full: str, whole: str) -> bool:
    """Tell whether an ID stands by itself in a longer text: `BUD.AC1 (plan)`."""
    return re.search(rf"(?<![\w.-]){re.escape(full)}(?![\w.-])", whole) is not None


def _listed(names: tuple[str, ...], most: int = 5) -> str:
    shown = [f"`{name}`" for name in sorted(names, key=natural)]
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")
