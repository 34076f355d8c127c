"""What a rule of practice looks at: a portfolio, with what is already known of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crossfolio.core.claims import Claims
from crossfolio.core.coverage import Cover, Coverage
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Need, Unit
from crossfolio.core.one_item import OneItem, Surroundings
from crossfolio.core.portfolio import Portfolio, Progress
from crossfolio.core.scope import Scope


@dataclass(frozen=True)
class Context:
    """A portfolio with its claims resolved and its coverage worked out.

    What a rule of practice finds is about counting evidence: drafts, withdrawn items and
    items that claim nothing are left alone.
    """

    portfolio: Portfolio
    claims: Claims
    coverage: Coverage

    @cached_property
    def shown(self) -> tuple[Cover, ...]:
        """Every criterion that is asked of the learner and has counting evidence."""
        covers = self.coverage.criteria.values()
        return tuple(it for it in covers if it.items and it.scope is not Scope.WAIVED)

    @cached_property
    def items(self) -> tuple[Evidence, ...]:
        """Every item that counts for some criterion, in the natural order of IDs."""
        return tuple(it for it in self.portfolio.evidence if it.path in self._units_of)

    @cached_property
    def by_unit(self) -> dict[str, tuple[Evidence, ...]]:
        """The items that count in a unit, by unit; only units that have such items."""
        found: dict[str, list[Evidence]] = {}
        for item in self.items:
            for unit in self._units_of[item.path]:
                found.setdefault(unit, []).append(item)
        return {unit: tuple(found[unit]) for unit in self.portfolio.taken if unit in found}

    @cached_property
    def around(self) -> Surroundings:
        """What rules about one item may go by beside the item."""
        portfolio = self.portfolio
        enrolment, people = portfolio.enrolment, portfolio.register or {}
        named = {id for id, person in people.items() if "learner" in person.roles}
        learners = frozenset(named | {enrolment.learner.upper()} - {""} if enrolment else named)
        sizes = Counter(cover.criterion.unit for cover in self.coverage.criteria.values())
        return Surroundings(
            portfolio.framework,
            portfolio.qualifications,
            portfolio.kinds,
            portfolio.register,
            learners,
            sizes,
            portfolio.today,
            portfolio.doubts,
        )

    def units(self) -> Iterator[tuple[Unit, tuple[Evidence, ...]]]:
        """Give each taken unit that has counting evidence, with that evidence."""
        for name, items in self.by_unit.items():
            yield self.portfolio.framework.units[name], items

    def unit_of(self, item: Evidence) -> str:
        """Return the unit that a finding about an item belongs to: a submitted one, if any."""
        units, taken = self._units_of.get(item.path, ()), self.portfolio.taken
        if len(units) < 2:  # noqa: PLR2004 - no choice
            return units[0] if units else ""
        done = (unit for unit in units if taken.get(unit) is Progress.SUBMITTED)
        return next(done, units[0] if units else "")

    def one(self, item: Evidence) -> OneItem:
        """Return an item as rules about one item see it."""
        framework = self.portfolio.framework
        units = tuple([framework.units[it] for it in self._units_of.get(item.path, ())])
        return OneItem(item, self.claims.of(item), units, self.unit_of(item), self.around)

    def lacking(self, need: Need) -> Iterator[Cover]:
        """Give the shown criteria that expect a field which no item brings."""
        for cover in self.shown:
            if need in cover.criterion.expects and not any(need in it.brings for it in cover.items):
                yield cover

    @cached_property
    def _units_of(self) -> dict[str, tuple[str, ...]]:
        """The units in which each item counts, by the item's path."""
        found: dict[str, dict[str, None]] = {}
        for cover in self.coverage.criteria.values():
            for item in cover.undecided.items:  # What is found in an item rests on no decision.
                found.setdefault(item.path, {})[cover.criterion.unit] = None
        return {path: tuple(units) for path, units in found.items()}
