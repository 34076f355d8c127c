"""What a rule of practice looks at: a portfolio, with what is already known of it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from crossfolio.core.blocks import Block
from crossfolio.core.claims import Claims, ClaimState, Resolver
from crossfolio.core.coverage import Cover, Coverage
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Unit
from crossfolio.core.memo import Memo
from crossfolio.core.one_item import OneItem, Surroundings
from crossfolio.core.portfolio import Portfolio, Progress


@dataclass(frozen=True)
class Context:
    """A portfolio with its claims resolved and its coverage worked out.

    What a rule of practice finds is about counting evidence: drafts, withdrawn items and
    items that claim nothing are left alone.
    """

    portfolio: Portfolio
    claims: Claims
    coverage: Coverage
    memo: Memo = field(default_factory=Memo)
    """Has what was found in the parts of the portfolio in the last check."""

    @cached_property
    def shown(self) -> tuple[Cover, ...]:
        """Every criterion that is asked of the learner and has counting evidence."""
        return tuple(cover for cover in self.coverage.criteria.values() if cover.is_shown)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every item that counts for some criterion, in blocks that stay from check to check."""
        return tuple([share.counting for share in self.claims.shares if share.counting])

    @cached_property
    def by_unit(self) -> dict[str, tuple[Evidence, ...]]:
        """The items that count in a unit, by unit; only units that have such items."""
        of_units: dict[str, list[Cover]] = {unit: [] for unit in self.portfolio.taken}
        for cover in self.coverage.criteria.values():
            of_units[cover.criterion.unit].append(cover)
        found = {unit: self.memo.of(_counting, unit, *its) for unit, its in of_units.items()}
        return {unit: items for unit, items in found.items() if items}

    @cached_property
    def around(self) -> Surroundings:
        """What rules about one item may go by beside the item."""
        portfolio, memo = self.portfolio, self.memo
        enrolment, people = portfolio.enrolment, portfolio.register or {}
        named = {id for id, person in people.items() if "learner" in person.roles}
        learners = frozenset(named | {enrolment.learner.upper()} - {""} if enrolment else named)
        sizes = Counter(cover.criterion.unit for cover in self.coverage.criteria.values())
        return memo.of(
            Surroundings,
            "",
            portfolio.framework,
            memo.same("chosen", portfolio.qualifications),
            memo.equal("kinds", portfolio.kinds),
            memo.equal("people", portfolio.register),
            memo.equal("learners", learners),
            memo.equal("sizes", sizes),
            memo.equal("today", portfolio.today),
            portfolio.doubts,
        )

    def units(self) -> Iterator[tuple[Unit, tuple[Evidence, ...]]]:
        """Give each taken unit that has counting evidence, with that evidence."""
        for name, items in self.by_unit.items():
            yield self.portfolio.framework.units[name], items

    @cached_property
    def of_items(self) -> "ItemContext":
        """What rules about one item are given it by."""
        taken = self.memo.equal("taken", self.portfolio.taken)
        return self.memo.of(ItemContext, "", self.claims.resolver, taken, self.around)

    def units_of(self, item: Evidence) -> tuple[str, ...]:
        """Return the units in which an item counts, in the framework's order."""
        return self.of_items.units_of(item)

    def unit_of(self, item: Evidence) -> str:
        """Return the unit that a finding about an item belongs to: a submitted one, if any."""
        return self.of_items.unit_of(item)


class ItemContext(NamedTuple):
    """All by which an item is seen as rules about one item see it."""

    claims: Resolver
    taken: Mapping[str, Progress]
    around: Surroundings

    def units_of(self, item: Evidence) -> tuple[str, ...]:
        """Return the units in which an item counts, in the framework's order."""
        criteria, states = self.around.framework.criteria, self.claims.claimed_states(item)
        named = {criteria[name].unit for name, state in states if state == ClaimState.OK.value}
        if len(named) < 2:  # noqa: PLR2004 - no order
            return tuple(named)
        return tuple([unit for unit in self.taken if unit in named])

    def unit_of(self, item: Evidence) -> str:
        """Return the unit that a finding about an item belongs to: a submitted one, if any."""
        units = self.units_of(item)
        if len(units) < 2:  # noqa: PLR2004 - no choice
            return units[0] if units else ""
        done = (unit for unit in units if self.taken.get(unit) is Progress.SUBMITTED)
        return next(done, units[0])

    def one(self, item: Evidence) -> OneItem:
        """Return an item as rules about one item see it."""
        units = tuple([self.around.framework.units[name] for name in self.units_of(item)])
        return OneItem(item, self.claims.of(item), units, self.unit_of(item), self.around)


def _counting(*covers: Cover) -> tuple[Evidence, ...]:
    """Return the items that count for some of these criteria, in the natural order of IDs."""
    items = {item.path: item for cover in covers for item in cover.undecided.items}
    # What is found in an item, or of a unit, rests on no decision.
    return tuple(sorted(items.values(), key=lambda item: (item.order, item.path)))
