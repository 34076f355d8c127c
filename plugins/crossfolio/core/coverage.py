"""Coverage: what is shown of what is asked, in states and in numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from crossfolio.core.claims import Claims, ClaimState
from crossfolio.core.combination import lacking
from crossfolio.core.decisions import Standing, standing_decisions
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.portfolio import Portfolio, Progress
from crossfolio.core.requirement import missing
from crossfolio.core.scope import Scope


class State(StrEnum):
    """What is shown of a criterion, from the worst to the best."""

    UNCOVERED = "uncovered"
    DRAFT = "draft"
    PARTIAL = "partial"
    STALE = "stale"
    COVERED = "covered"
    ACCEPTED = "accepted"

    @property
    def counts(self) -> bool:
        """Whether a criterion in this state counts as covered."""
        return self in (State.COVERED, State.ACCEPTED)


ORDER = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands behind one criterion."""

    criterion: Criterion
    scope: Scope
    state: State
    items: tuple[Evidence, ...]
    """The counting items, in the natural order of IDs."""
    drafts: tuple[Evidence, ...]
    missing: tuple[str, ...]
    """What is still to be brought, in sentences without a full stop."""
    standing: Standing | None
    """The latest decision on it, where there is one."""
    is_whole: bool = True
    """Whether all that is asked of the learner is known."""


class Count(NamedTuple):
    """Numbers over some required criteria; `covered` includes `accepted`."""

    required: int
    covered: int
    accepted: int
    is_whole: bool = True
    """Whether all that is asked is known: no file that says it is unreadable."""

    @property
    def percent_covered(self) -> int | None:
        """Whole, 1 to 99 unless exactly 0 or 100; `None` when nothing is measured."""
        return percent(self.covered, self.required) if self.is_whole else None

    @property
    def percent_accepted(self) -> int | None:
        """As `percent_covered`, of accepted criteria."""
        return percent(self.accepted, self.required) if self.is_whole else None

    @property
    def share(self) -> Fraction | None:
        """The exact share that is covered; `None` when nothing is measured."""
        return Fraction(self.covered, self.required) if self.required else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of a portfolio, from criterion to qualification."""

    criteria: Mapping[str, Cover]
    """Every criterion of the taken units, in the framework's order."""
    outcomes: Mapping[str, State | None]
    """By full ID; `None` where no required criterion belongs to it."""
    units: Mapping[str, State | None]
    qualifications: Mapping[str, State | None]
    total: Count
    """Over all taken units."""
    submitted: Count
    """Over the submitted units: what gates look at."""
    outcome_count: Count
    """Outcomes over the submitted units; one counts when all its required criteria do, and one
    without any never does."""
    waived: int

    def count(self, unit: str) -> Count:
        """Return the numbers of one unit."""
        return count(c for c in self.criteria.values() if c.criterion.unit == unit)


def cover(portfolio: Portfolio, claims: Claims) -> Coverage:
    """Work out the state of every criterion of the taken units, and of all above it."""
    standing = standing_decisions(portfolio)
    least = least_items(portfolio)
    criteria = {
        c.id: _cover(
            c,
            claims.scope[c.id],
            tuple(claims.items.get((c.id, ClaimState.OK.value), ())),
            tuple(claims.items.get((c.id, ClaimState.DRAFT.value), ())),
            standing.get(c.id),
            least.get(c.unit, 1),
        )
        for c in portfolio.framework.criteria.values()
        if c.unit in portfolio.taken and not c.withdrawn
    }
    if not portfolio.is_whole:
        named = portfolio.doubts.named
        criteria = {name: _in_part(it, name in named) for name, it in criteria.items()}
    return summed(criteria, portfolio)


def _in_part(cover: Cover, is_broken: bool) -> Cover:  # noqa: FBT001
    """Return what stands behind a criterion while not all that is asked can be read.

    Args:
        cover: As far as it can be told.
        is_broken: Whether it is the criterion's own entry; what it asks for is then unknown.
    """
    if not is_broken or ORDER[cover.state] <= ORDER[State.PARTIAL]:
        return replace(cover, is_whole=False)
    lacks = (*cover.missing, "an entry in the unit's file that can be read")
    return replace(cover, state=State.PARTIAL, missing=lacks, is_whole=False)


def summed(criteria: Mapping[str, Cover], portfolio: Portfolio) -> Coverage:
    """Return a portfolio's coverage, from what stands behind each criterion."""
    covers = tuple(criteria.values())
    doubtful = frozenset(portfolio.doubts.named) & portfolio.taken.keys()
    units = {u: worst(c for c in covers if c.criterion.unit == u) for u in portfolio.taken}
    units |= {u: _at_most_partial(units[u]) for u in doubtful}
    done = {u for u, progress in portfolio.taken.items() if progress is Progress.SUBMITTED}
    outcomes = _outcomes(portfolio, covers)
    return Coverage(
        criteria,
        outcomes,
        units,
        _qualifications(portfolio, units),
        count(covers),
        count(c for c in covers if c.criterion.unit in done),
        count_states(s for name, s in outcomes.items() if name.partition(".")[0] in done),
        sum(c.scope is Scope.WAIVED for c in covers),
    )


def _at_most_partial(state: State | None) -> State | None:
    """Return the state of what cannot be wholly read: that is never covered."""
    return min(state, State.PARTIAL, key=ORDER.__getitem__) if state else None


def count(covers: Iterable[Cover]) -> Count:
    """Count the required criteria among these."""
    known = list(covers)
    found = count_states(c.state for c in known if c.scope is Scope.REQUIRED)
    return found if all(c.is_whole for c in known) else found._replace(is_whole=False)


def count_states(states: Iterable[State | None]) -> Count:
    """Count states; `None`, of what has no required criterion, is counted and not covered."""
    known = list(states)
    accepted = known.count(State.ACCEPTED)
    return Count(len(known), known.count(State.COVERED) + accepted, accepted)


def worst(covers: Iterable[Cover]) -> State | None:
    """Return the worst state of the required criteria among these."""
    states = [c.state for c in covers if c.scope is Scope.REQUIRED]
    return min(states, key=ORDER.__getitem__, default=None)


def percent(part: int, whole: int) -> int | None:
    """Return a share as a whole percentage, or nothing where there is no whole.

    0 and 100 are promises, so rounding never reaches them: 1 of 1000 reads 1,
    and 999 of 1000 reads 99.

    Raises:
        ValueError: If `part` lies outside `0..whole`.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is not a share")
    if whole == 0:
        return None
    if part in (0, whole):
        return 100 * part // whole
    return min(99, max(1, round(Fraction(100 * part, whole))))


def _cover(
    criterion: Criterion,
    scope: Scope,
    items: tuple[Evidence, ...],
    drafts: tuple[Evidence, ...],
    standing: Standing | None,
    least: int,
) -> Cover:
    lacks: list[str] = []
    if items:
        lacks = missing(criterion.requires, items, least)
        state = _judged_state(lacks, standing)
    else:
        state = State.DRAFT if drafts else State.UNCOVERED
    if state is State.PARTIAL and standing and standing.wants:
        lacks.append(standing.wants)
    return Cover(criterion, scope, state, items, drafts, tuple(lacks), standing)


def _judged_state(lacks: list[str], standing: Standing | None) -> State:
    if lacks or (standing and standing.stands and not standing.met):
        return State.PARTIAL
    if standing is None:
        return State.COVERED
    return State.ACCEPTED if standing.stands else State.STALE


def least_items(portfolio: Portfolio) -> dict[str, int]:
    """Return how many items a criterion needs by the qualifications' policy, by unit."""
    least: dict[str, int] = {}
    for qualification in portfolio.qualifications:
        for unit in qualification.units:
            least[unit] = max(least.get(unit, 1), qualification.min_items)
    return least


def _outcomes(portfolio: Portfolio, covers: Iterable[Cover]) -> dict[str, State | None]:
    members: dict[str, list[Cover]] = {
        outcome.id: []
        for outcome in portfolio.framework.outcomes()
        if outcome.id.partition(".")[0] in portfolio.taken
    }
    for it in covers:
        for outcome in it.criterion.outcomes:
            if outcome in members:
                members[outcome].append(it)
    return {name: worst(its) for name, its in members.items()}


def _qualifications(
    portfolio: Portfolio, units: Mapping[str, State | None]
) -> dict[str, State | None]:
    found: dict[str, State | None] = {}
    for qualification in portfolio.qualifications:
        states = [s for u, s in units.items() if u in qualification.units and s is not None]
        if lacking(qualification, portfolio):
            states.append(State.PARTIAL)
        found[qualification.id] = min(states, key=ORDER.__getitem__, default=None)
    return found
