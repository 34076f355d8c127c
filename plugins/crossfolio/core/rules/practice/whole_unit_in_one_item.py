"""KND102 whole-unit-in-one-item."""

from collections import Counter
from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text

_LEAST = 3
"""Criteria that a unit has at least, before one item for all of them is remarkable."""


def find(item: Evidence, unit: str, number: int) -> Finding:
    """One item claims every criterion of a unit that has three or more.

    A real piece of work can show much, and holistic assessment is meant to use it. Where
    one item is to show a whole unit, an assessor will ask whether tags were spread freely.

    ## Origin
    Practice of assessors: references only at the head of one document are sent back.

    ## What to do
    Keep the tags of what the item clearly shows, mark each place, and bring a second item.
    """
    return Finding(
        "KND102",
        item.place_of("criteria"),
        Text("{item} claims all {count} criteria of {unit}", item=item.id, count=number, unit=unit),
        help=Text("keep the tags of what it clearly shows, and mark each place"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at an item against the size of each unit in which it counts."""
    item, sizes = seen.item, seen.around.sizes
    if not any(_LEAST <= sizes[unit.id] <= len(item.claims) for unit in seen.units):
        return
    own = Counter(claim.criterion.unit for claim in seen.counting if claim.criterion)
    for unit, number in own.items():
        if number >= _LEAST and number == sizes[unit]:
            yield find(item, unit, number)


RULE = Rule("KND102", "whole-unit-in-one-item", Severity.WARNING, find, look_at=look)
