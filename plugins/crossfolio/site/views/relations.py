"""How items stand to each other: worked out once for all their pages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports.addresses import Link, evidence_page, unit_page
from crossfolio.site.views.items import ItemView, claims_of, item_view, kind_of


class Relations(NamedTuple):
    """What a page of an item needs to know of others."""

    in_unit: Mapping[str, Sequence[Evidence]]
    """The items that claim something in each unit, in order; under no name, all items."""
    places: Mapping[tuple[str, str], int]
    """The place of an item in a unit's list, by unit and path."""
    linking: Mapping[str, Sequence[Evidence]]
    """The items whose bodies link to a page and are shown in full, by that page's path."""


class ItemLink(NamedTuple):
    """An item as a link to it."""

    id: str
    href: str
    words: Text
    """Its ID and what it is."""


class Neighbours(NamedTuple):
    """The items before and after one, among those of a unit."""

    unit: str
    """Its ID; empty for the list of all items."""
    href: str
    place: Text
    """Which of how many it is: `3 of 12`."""
    previous: ItemLink | None
    next: ItemLink | None


def relations(seen: Seen) -> Relations:
    """Work out how the items of a portfolio stand to each other."""
    items = seen.portfolio.evidence
    in_unit: dict[str, list[Evidence]] = defaultdict(list)
    linking: dict[str, list[Evidence]] = defaultdict(list)
    places: dict[tuple[str, str], int] = {}
    for item in items:
        for unit in ("", *units_of(item, seen)):
            places[unit, item.path] = len(in_unit[unit])
            in_unit[unit].append(item)
        for path in item.linked_pages if seen.in_full(item) else ():
            linking[path].append(item)
    return Relations(in_unit, places, linking)


def units_of(item: Evidence, seen: Seen) -> tuple[str, ...]:
    """Return the units in which an item claims something, in the order of its claims."""
    claims = claims_of(item, seen)
    return tuple(dict.fromkeys(claim.criterion.unit for claim in claims if claim.criterion))


def neighbours(item: Evidence, known: Relations, seen: Seen, to: Link) -> tuple[Neighbours, ...]:
    """Return what stands before and after an item in each of its units."""
    found = []
    for unit in units_of(item, seen) or ("",):
        items, place = known.in_unit[unit], known.places[unit, item.path]
        before = items[place - 1] if place else None
        after = items[place + 1] if place + 1 < len(items) else None
        views = (_beside(other, seen, to) if other else None for other in (before, after))
        href = to(f"{unit_page(unit)}#matrix") if unit else ""
        nth = Text("{place} of {number}", place=place + 1, number=len(items))
        found.append(Neighbours(unit, href, nth, *views))
    return tuple(found)


def linking_items(item: Evidence, known: Relations, seen: Seen, to: Link) -> tuple[ItemView, ...]:
    """Return the items whose bodies link to one."""
    return tuple(item_view(other, seen, to) for other in known.linking.get(item.path, ()))


def _beside(item: Evidence, seen: Seen, to: Link) -> ItemLink:
    named = item.title or kind_of(item, seen)
    words = Text("{item} {name}", item=item.id, name=named)
    return ItemLink(item.id, to(evidence_page(item)), words)
