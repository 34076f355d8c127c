"""What a tag that names no criterion was meant to be."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from crossfolio.core.framework import Framework
from crossfolio.core.ids import LOCAL, UNIT, nearest, unit_of
from crossfolio.core.lists import several
from crossfolio.core.outcomes import around, parents
from crossfolio.core.regex import regex
from crossfolio.core.texts import NOTHING, Text

_NO_CODE = regex(r"[^A-Za-z0-9]+")
_AROUND = "[]().,;:'\"` \t\n"
"""Signs around a tag that are none of it."""
_COMMA = regex(r"[,;]")
_TOKEN = regex(rf"(?<![\w.-]){UNIT}\.{LOCAL}(?![\w.-])", re.ASCII)
"""A full ID by itself in a longer text: `BUD.AC1 (plan)`."""


class Lead(NamedTuple):
    """What a tag was most likely meant to be, and how to say so."""

    near: tuple[str, ...] = ()
    """Full IDs of criteria."""
    help: Text = NOTHING
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
        own = tuple(criterion.id for criterion in unit.criteria if not criterion.withdrawn)
        help = Text(
            "`{unit}` is a whole unit; claim what is shown of {criteria}",
            unit=unit.id,
            criteria=_listed(own),
        )
        return Lead(own, help)
    return Lead(_one(tag, whole, framework, taken))


def _one(tag: str, whole: str, framework: Framework, taken: Collection[str]) -> tuple[str, ...]:
    """Return the IDs that a tag most likely meant."""
    squashed = _NO_CODE.sub("", whole).upper()
    criteria = framework.criteria
    same = [name for name in criteria if _NO_CODE.sub("", name).upper() == squashed]
    tokens = (framework.tag(match) for match in _TOKEN.findall(whole))
    inside = list(dict.fromkeys(token for token in tokens if token in criteria)) if not same else []
    if same or inside:
        return tuple(same or inside)
    codes: dict[str, list[str]] = {}
    for criterion in criteria:
        if unit_of(criterion) in taken:
            codes.setdefault(criterion.partition(".")[2], []).append(criterion)
    short = [criterion for code in nearest(whole, codes) for criterion in codes[code]]
    return tuple(short or nearest(tag, criteria))


def _below(tag: str, framework: Framework) -> Lead | None:
    """Return the lead for IDs below one another, the second of which is indented too far."""
    named = [framework.tag(part) for part in tag.split(" - ")]
    if len(named) < 2 or not all(named):  # noqa: PLR2004
        return None
    help = Text("the hyphen below this entry is indented too far; begin it below the one above")
    return Lead(tuple(named), help, is_range=True)


def _several(whole: str, framework: Framework, taken: Collection[str]) -> Lead | None:
    """Return the lead for a range or a list of codes, of which all are meant."""
    readings = several(whole, framework, taken)
    if not readings:
        return None
    names, *others = readings
    if others:
        units = tuple(f"`{unit_of(names[0])}`" for names in readings)
        every = tuple(name for names in readings for name in names)
        help = Text("units {units} have these codes; write each with its unit", units=units)
        return Lead(every, help)
    plain = [word for word in re.split(r"[\s,;/&+|]+|\band\b", whole, flags=re.IGNORECASE) if word]
    if len(plain) == len(names) and not _COMMA.search(whole):
        help = Text("put a comma between them: {criteria}", criteria=names)
    else:
        help = Text("a tag names one criterion; write {criteria}", criteria=_listed(names, 12))
    return Lead(names, help, is_range=True)


def _outcome(whole: str, framework: Framework, taken: Collection[str]) -> Lead | None:
    """Return the lead for an outcome: in its unit, or in those of the units taken that have it."""
    key = whole.upper()
    every = list(framework.outcomes())
    full = [outcome.id for outcome in every if outcome.id.upper() == key]
    short = [outcome.id for outcome in every if outcome.id.partition(".")[2].upper() == key]
    named = full or [outcome for outcome in short if unit_of(outcome) in taken] or short
    if not named:
        return None
    above = parents(every)
    own = tuple(
        criterion.id
        for criterion in framework.criteria.values()
        if not criterion.withdrawn
        and not {
            outcome for name in criterion.outcomes for outcome in around(name, above)
        }.isdisjoint(named)
    )
    what = _outcome_words(named[0] if full else named[0].partition(".")[2], named)
    if not own:
        return Lead((), Text("{outcome}, to which no criterion belongs", outcome=what))
    help = Text("{outcome}; claim what is shown of {criteria}", outcome=what, criteria=_listed(own))
    return Lead(own, help)


def _outcome_words(name: str, named: Sequence[str]) -> Text:
    if len(named) <= 1:
        return Text("`{outcome}` is an outcome", outcome=name)
    units = tuple(f"`{unit_of(one)}`" for one in named)
    return Text("`{outcome}` is an outcome of {units: and }", outcome=name, units=units)


def _listed(names: tuple[str, ...], most: int = 5) -> Text:
    shown = tuple(f"`{name}`" for name in names)
    if len(shown) <= most:
        return Text("{names}", names=shown)
    return Text("{names} …", names=shown[:most])
