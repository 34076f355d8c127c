"""Rules about one criterion or one unit, asked again only of those that have changed."""

from collections.abc import Iterator, Mapping

from crossfolio.core.context import Context
from crossfolio.core.coverage import Cover
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.framework import Unit
from crossfolio.core.in_unit import InUnit
from crossfolio.core.record.values import Person
from crossfolio.core.rules import RULES

_ON_COVERS = tuple([rule.look_on for rule in RULES if rule.look_on])
_IN_UNITS = tuple([rule.look_in for rule in RULES if rule.look_in])


def check_parts(context: Context) -> Iterator[Finding]:
    """Look at every criterion and every unit for itself."""
    every, people = context.memo.every, context.around.people
    for name, cover in context.coverage.criteria.items():
        yield from every(_on_cover, name, cover)
    for unit, items in context.units():
        yield from every(_in_unit, unit.id, unit, items, people)


def _on_cover(cover: Cover) -> Iterator[Finding]:
    for look in _ON_COVERS:
        yield from look(cover)


def _in_unit(
    unit: Unit, items: tuple[Evidence, ...], people: Mapping[str, Person] | None
) -> Iterator[Finding]:
    seen = InUnit(unit, items, people)
    for look in _IN_UNITS:
        yield from look(seen)
