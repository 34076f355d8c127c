"""What a tag that names no criterion was meant to be."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from crossfolio.core.framework import Framework
from crossfolio.core.ids import LOCAL, UNIT, nearest, unit_of
from crossfolio.core.lists import several
from crossfolio.core.outcomes import around, parents

_NO_CODE = re.compile(r"[^A-Za-z0-9]+")
_AROUND = "[]().,;:'\"` \t\n"
"""Signs around a tag that are none of it."""
_COMMA = re.compile(r"[,;]")
_TOKEN = re.compile(rf"(?<![\w.-]){UNIT}\.{LOCAL}(?![\w.-])", re.ASCII)
"""A full ID by itself in a longer text: `BUD.AC1 (plan)`."""


class Lead(NamedTuple):
    """What a tag was most likely meant to be, and how to say so."""

    near: tuple[str, ...] = ()
    """Full IDs of criteria."""
    help: str = ""
    """What to do, where it is more than to write the one that was meant."""
    is_range: bool = False
    """Whether all of them were meant."""


def lead_for(tag: str, framework: Framework, taken: Collection[str]) -> Lead:
    """Return what a tag that names no criterion was meant to be.

    It may be several IDs in one, an outcome, a whole unit, a range, or an ID with other signs
    between its parts.

    Args:
        tag: As it is written.
        framework: What may be named.
        taken: The units that a code without a unit may be of.
    """
    whole = tag.strip(_AROUND)
    listed = _below(tag, framework) or _several(whole, framework, taken)
    if listed:
        return listed
    outcome = _outcome(whole, framework, taken)
    if outcome:
        return outcome
    unit = framework.unit(whole)
    if unit:
        own = tuple(it.id for it in unit.criteria if not it.withdrawn)
        said = f"`{unit.id}` is a whole unit; claim what is shown of {_listed(own)}"
        return Lead(own, said)
    return Lead(_one(tag, whole, framework, taken))


def _one(tag: str, whole: str, framework: Framework, taken: Collection[str]) -> tuple[str, ...]:
    """Return the IDs that a tag most likely meant."""
    squashed = _NO_CODE.sub("", whole).upper()
    criteria = framework.criteria
    same = [it for it in criteria if _NO_CODE.sub("", it).upper() == squashed]
    tokens = (framework.tag(it) for it in _TOKEN.findall(whole))
    inside = list(dict.fromkeys(it for it in tokens if it in criteria)) if not same else []
    if same or inside:
        return tuple(same or inside)
    codes: dict[str, list[str]] = {}
    for it in criteria:
        if unit_of(it) in taken:
            codes.setdefault(it.partition(".")[2], []).append(it)
    short = [it for code in nearest(whole, codes) for it in codes[code]]
    return tuple(short or nearest(tag, criteria))


def _below(tag: str, framework: Framework) -> Lead | None:
    """Return the lead for IDs below one another, the second of which is indented too far."""
    named = [framework.tag(part) for part in tag.split(" - ")]
    if len(named) < 2 or not all(named):  # noqa: PLR2004
        return None
    help = "the hyphen below this entry is indented too far; begin it below the one above"
    return Lead(tuple(named), help, is_range=True)


def _several(whole: str, framework: Framework, taken: Collection[str]) -> Lead | None:
    """Return the lead for a range or a list of codes, of which all are meant."""
    readings = several(whole, framework, taken)
    if not readings:
        return None
    names, *others = readings
    if others:
        units = ", ".join(f"`{unit_of(names[0])}`" for names in readings)
        every = tuple(name for names in readings for name in names)
        return Lead(every, f"units {units} have these codes; write each with its unit")
    plain = [it for it in re.split(r"[\s,;/&+|]+|\band\b", whole, flags=re.IGNORECASE) if it]
    if len(plain) == len(names) and not _COMMA.search(whole):
        return Lead(names, f"put a comma between them: {', '.join(names)}", is_range=True)
    return Lead(names, f"a tag names one criterion; write {_listed(names, 12)}", is_range=True)


def _outcome(whole: str, framework: Framework, taken: Collection[str]) -> Lead | None:
    """Return the lead for an outcome: in its unit, or in those of the units taken that have it."""
    key = whole.upper()
    every = list(framework.outcomes())
    full = [it.id for it in every if it.id.upper() == key]
    short = [it.id for it in every if it.id.partition(".")[2].upper() == key]
    named = full or [it for it in short if unit_of(it) in taken] or short
    if not named:
        return None
    above = parents(every)
    own = tuple(
        criterion.id
        for criterion in framework.criteria.values()
        if not criterion.withdrawn
        and not {it for name in criterion.outcomes for it in around(name, above)}.isdisjoint(named)
    )
    what = f"`{named[0] if full else named[0].partition('.')[2]}` is an outcome"
    if len(named) > 1:
        what += f" of {_several_units(named)}"
    if not own:
        return Lead((), f"{what}, to which no criterion belongs")
    return Lead(own, f"{what}; claim what is shown of {_listed(own)}")


def _several_units(names: Iterable[str]) -> str:
    return " and ".join(f"`{unit_of(name)}`" for name in names)


def _listed(names: tuple[str, ...], most: int = 5) -> str:
    shown = [f"`{name}`" for name in names]
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")
