"""What a portfolio needs a look at: gaps, thin and crowded evidence, what has changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossfolio.core.checks.coverage_checks import CROWDED, crowded
from crossfolio.core.coverage import Cover, Turn
from crossfolio.core.record.words import words_since
from crossfolio.core.scope import Scope
from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import GAPS, Link
from crossfolio.reports.words import STATES, Badge, day
from crossfolio.site.views.criteria import CriterionLink, criterion_link
from crossfolio.site.views.items import ItemView, item_view
from crossfolio.site.views.queues import QueueSize, queue_sizes, required

FIRST = 10
"""How many are named, of a unit's gaps and of crowded items, before the rest is only counted."""


MOST_NAMED = 100
"""How many criteria are named that rest on one item, or have changed, before only the first of each
unit are: a page that names all of 1,500 would be too large."""


class GapLink(NamedTuple):
    """A gap by name."""

    criterion: CriterionLink
    state: Badge


class GapGroup(NamedTuple):
    """The gaps of a unit; the first of them by name."""

    unit: str
    href: str
    number: int
    gaps: tuple[GapLink, ...]


class ThinView(NamedTuple):
    """A criterion that rests on one item."""

    criterion: CriterionLink
    item: ItemView


class ChangedView(NamedTuple):
    """A criterion of which something has changed since it was assessed."""

    criterion: CriterionLink
    decision: str
    date: str
    changes: tuple[str, ...]


class Attention(NamedTuple):
    """What needs a look, by criterion and by item."""

    gaps: int
    by_unit: tuple[GapGroup, ...]
    thin: tuple[ThinView, ...]
    """The first of each unit, where there are many."""
    thin_number: int
    crowded: tuple[tuple[ItemView, int], ...]
    """The first of the items that count for many criteria, and for how many."""
    crowded_number: int
    most: int
    """More criteria than this in one item are many."""
    changed: tuple[ChangedView, ...]
    """The first of each unit, where there are many."""
    changed_number: int
    queues: tuple[QueueSize, ...]
    """What waits for an assessor or, after a decision, for the learner."""
    waiting: int
    """How many required criteria wait for the assessor."""


def attention_view(covers: Sequence[Cover], seen: Seen, to: Link) -> Attention:
    """Return gaps, thin and changed criteria, crowded items, and the queues, for the overview.

    Args:
        covers: Every criterion, as the edition shows it.
        seen: The portfolio.
        to: Gives addresses.
    """
    portfolio = seen.portfolio
    groups = [_group(unit, covers, to) for unit in portfolio.taken]
    thin = [cover for cover in covers if is_thin(cover)]
    changed = [cover for cover in covers if has_changed(cover)]
    many = list(crowded(portfolio, seen.claims))
    return Attention(
        sum(group.number for group in groups),
        tuple(group for group in groups if group.number),
        tuple(
            ThinView(criterion_link(cover.criterion, to), item_view(cover.items[0], seen, to))
            for cover in _named(thin)
        ),
        len(thin),
        tuple((item_view(item, seen, to), number) for item, number in many[:FIRST]),
        len(many),
        CROWDED,
        tuple(_changed(cover, to) for cover in _named(changed)),
        len(changed),
        queue_sizes(covers, to),
        sum(cover.turn is Turn.ASSESSOR for cover in required(covers)),
    )


def _named(covers: Sequence[Cover]) -> Iterator[Cover]:
    """Give the criteria that are named: all of them, or the first of each unit of many."""
    of_unit = Counter[str]()
    for cover in covers:
        of_unit[cover.criterion.unit] += 1
        if len(covers) <= MOST_NAMED or of_unit[cover.criterion.unit] <= FIRST:
            yield cover


def gaps_of(covers: Sequence[Cover]) -> list[Cover]:
    """Return the required criteria that are not covered."""
    return [cover for cover in covers if cover.scope is Scope.REQUIRED and not cover.state.counts]


def is_thin(cover: Cover) -> bool:
    """Tell whether a criterion is covered by a single item."""
    return cover.scope is Scope.REQUIRED and cover.state.counts and len(cover.items) == 1


def has_changed(cover: Cover) -> bool:
    """Tell whether something has changed since a criterion was assessed."""
    return cover.standing is not None and not cover.standing.stands


def _group(unit: str, covers: Sequence[Cover], to: Link) -> GapGroup:
    own = gaps_of([cover for cover in covers if cover.criterion.unit == unit])
    named = tuple(
        GapLink(criterion_link(cover.criterion, to), STATES[cover.state]) for cover in own[:FIRST]
    )
    return GapGroup(unit, to(f"{GAPS}#{unit}"), len(own), named)


def _changed(cover: Cover, to: Link) -> ChangedView:
    standing = cover.standing
    assert standing is not None
    return ChangedView(
        criterion_link(cover.criterion, to),
        standing.decision.id,
        day(standing.decision.date),
        words_since(standing),
    )
