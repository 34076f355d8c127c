"""Coverage: what is shown of what is asked, in states and in numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from crossfolio.core.claims import Claims, ClaimState
from crossfolio.core.combination import lacking
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import natural
from crossfolio.core.policy import least_items
from crossfolio.core.portfolio import Portfolio, Progress
from crossfolio.core.record.claim_standing import ClaimRecord, claim_record
from crossfolio.core.record.objections import Objection, ObjectionKind, counts
from crossfolio.core.record.record import Record
from crossfolio.core.record.standing import Standing
from crossfolio.core.record.words import wanted
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
        """Whether a criterion in this state is shown by evidence: no decision takes any away."""
        return self in (State.COVERED, State.STALE, State.ACCEPTED)


ORDER = {state: place for place, state in enumerate(State)}


class Turn(StrEnum):
    """Whose turn it is."""

    LEARNER = "learner"
    ASSESSOR = "assessor"
    NOBODY = "nobody"


class Undecided(NamedTuple):
    """What stands behind a criterion, were there no decisions."""

    state: State
    items: tuple[Evidence, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands behind one criterion."""

    criterion: Criterion
    scope: Scope
    state: State
    items: tuple[Evidence, ...]
    """The counting items, in the natural order of IDs; mapped ones among them."""
    drafts: tuple[Evidence, ...]
    missing: tuple[str, ...]
    """What is still to be brought, in sentences without a full stop."""
    standing: Standing | None
    """The judgement that holds on it, where there is one."""
    turn: Turn
    objections: tuple[Objection, ...]
    """Why it is not accepted although what was judged is unchanged."""
    claims: tuple[ClaimRecord, ...]
    """The standing of each counting item's claim, in the order of `items`."""
    undecided: Undecided
    is_whole: bool = True
    """Whether all that is asked of the learner is known."""

    @property
    def disputed(self) -> bool:
        """Whether a quality assurer disagrees, and nobody has decided since."""
        return any(it.kind is ObjectionKind.DISPUTED for it in self.objections)

    @property
    def unreadable(self) -> bool:
        """Whether something that may say more about it cannot be read."""
        return any(
            it.kind in (ObjectionKind.UNREADABLE, ObjectionKind.NO_REGISTER)
            for it in self.objections
        )


class Count(NamedTuple):
    """Numbers over some required criteria; `covered` includes `stale` and `accepted`."""

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

    @property
    def accepted_share(self) -> Fraction | None:
        """The exact share that is accepted; `None` when nothing is measured."""
        return Fraction(self.accepted, self.required) if self.required else None


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


def cover(portfolio: Portfolio, claims: Claims, record: Record) -> Coverage:
    """Work out the state of every criterion of the taken units, and of all above it."""
    least = least_items(portfolio)
    criteria = {
        c.id: _cover(c, claims, record, least.get(c.unit, 1))
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
    lack = "an entry in the unit's file that can be read"
    before = cover.undecided
    return replace(
        cover,
        state=State.PARTIAL,
        missing=(*cover.missing, lack),
        undecided=Undecided(State.PARTIAL, before.items, (*before.missing, lack)),
        is_whole=False,
    )


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
    covered = sum(it is not None and it.counts for it in known)
    return Count(len(known), covered, known.count(State.ACCEPTED))


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


def _cover(criterion: Criterion, claims: Claims, record: Record, least: int) -> Cover:
    name = criterion.id
    own = tuple(claims.items.get((name, ClaimState.OK.value), ()))
    drafts = tuple(claims.items.get((name, ClaimState.DRAFT.value), ()))
    undecided = _undecided(criterion, own, drafts, least)
    standing = record.standing.get(name)
    objections = record.objections.get(name, ())
    items = _with_mapped(own, standing, record)
    before = undecided if items == own else _undecided(criterion, items, drafts, least)
    known = tuple([claim_record(it, standing, record.facts) for it in items])
    state = _state(before.state, standing, objections, known)
    lacks = before.missing
    if state is State.PARTIAL and standing and not lacks:
        lacks = (wanted(standing),)
    scope = claims.scope[name]
    turn = _turn(scope, state, objections, is_shown=before.state is State.COVERED)
    return Cover(
        criterion, scope, state, items, drafts, lacks, standing, turn, objections, known, undecided
    )


def _undecided(
    criterion: Criterion,
    items: tuple[Evidence, ...],
    drafts: tuple[Evidence, ...],
    least: int,
) -> Undecided:
    if not items:
        return Undecided(State.DRAFT if drafts else State.UNCOVERED, (), ())
    lacks = tuple(missing(criterion.requires, items, least))
    return Undecided(State.PARTIAL if lacks else State.COVERED, items, lacks)


def _with_mapped(
    own: tuple[Evidence, ...], standing: Standing | None, record: Record
) -> tuple[Evidence, ...]:
    """Return the counting items with those that the assessor claims on the learner's behalf."""
    if standing is None or not standing.judgement.mapped:
        return own
    known, items = {it.key for it in own}, record.facts.items
    mapped = [
        items[key]
        for key in standing.judgement.on
        if key not in known and counts(standing, key, record.facts)
    ]
    return tuple(sorted((*own, *mapped), key=lambda it: natural(it.id)))


def _state(
    shown: State,
    standing: Standing | None,
    objections: tuple[Objection, ...],
    claims: tuple[ClaimRecord, ...],
) -> State:
    """Return the state of a criterion from what evidence shows and what was decided."""
    if shown is not State.COVERED or standing is None:
        return shown
    if not standing.met:
        waits = not standing.stands or any(it.is_new for it in claims)
        return State.COVERED if waits else State.PARTIAL
    if not standing.stands:
        return State.STALE
    return State.COVERED if objections else State.ACCEPTED


def undecided_turn(cover: Cover) -> Turn:
    """Return whose turn it would be, were there no decisions."""
    state = cover.undecided.state
    return _turn(cover.scope, state, (), is_shown=state is State.COVERED)


def _turn(scope: Scope, state: State, objections: tuple[Objection, ...], *, is_shown: bool) -> Turn:
    if is_shown and scope is not Scope.WAIVED:
        if state is State.ACCEPTED:
            return Turn.NOBODY
        by_learner = state is State.PARTIAL and not objections
        return Turn.LEARNER if by_learner else Turn.ASSESSOR
    return Turn.LEARNER if scope is Scope.REQUIRED else Turn.NOBODY


def _outcomes(portfolio: Portfolio, covers: Iterable[Cover]) -> dict[str, State | None]:
    members: dict[str, list[Cover]] = {
        outcome.id: []
        for outcome in portfolio.framework.outcomes()
        if outcome.id.partition(".")[0] in portfolio.taken
    }
    for one in covers:
        for outcome in one.criterion.outcomes:
            if outcome in members:
                members[outcome].append(one)
    return {name: worst(some) for name, some in members.items()}


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
