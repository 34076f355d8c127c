"""Coverage: what is shown of what is asked, in states and in numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from crossfolio.core.claims import Claims, ClaimState, Resolver, UnitClaims
from crossfolio.core.combination import lacking
from crossfolio.core.counts import Count, count_states, percent
from crossfolio.core.cover import Cover, Decided, Undecided, cover_of, undecided_turn
from crossfolio.core.framework import Unit
from crossfolio.core.grades import (
    Grade,
    QualificationGrade,
    level_counts,
    qualification_grade,
    unit_grade,
)
from crossfolio.core.lacks import LackOfEntry
from crossfolio.core.memo import Memo
from crossfolio.core.outcomes import around, parents
from crossfolio.core.place import Place
from crossfolio.core.policy import least_items
from crossfolio.core.portfolio import Portfolio, Progress
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.objections import Objection, ObjectionKind
from crossfolio.core.record.record import Record
from crossfolio.core.record.standing import Standing
from crossfolio.core.scope import Scope
from crossfolio.core.states import ORDER, State, Turn

__all__ = [
    "ORDER",
    "Count",
    "Cover",
    "Coverage",
    "State",
    "Turn",
    "count",
    "cover",
    "percent",
    "summed",
    "undecided_turn",
    "worst",
]

_NO_CLAIMS = UnitClaims((), ())


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
    grades: Mapping[str, Grade] = field(default_factory=dict)
    """The levels that each graded unit reaches."""
    levels: Mapping[str, Mapping[str, Count]] = field(default_factory=dict)
    """The numbers of each level of each graded unit."""
    qualification_grades: Mapping[str, QualificationGrade] = field(default_factory=dict)
    """The levels that each graded qualification reaches."""

    def count(self, unit: str) -> Count:
        """Count the criteria of one unit by what is required, covered and accepted."""
        return count(c for c in self.criteria.values() if c.criterion.unit == unit)


def cover(
    portfolio: Portfolio, claims: Claims, record: Record, memo: Memo | None = None
) -> Coverage:
    """Work out the state of every criterion of the taken units, and of all above it.

    Args:
        portfolio: What was read.
        claims: Of its items.
        record: What was decided.
        memo: Has what stood behind the criteria of each unit in the last check.
    """
    memo = memo or Memo()
    least = least_items(portfolio)
    criteria: dict[str, Cover] = {}
    for unit in portfolio.framework.units.values():
        if unit.id in portfolio.taken:
            criteria |= _in_unit(unit, claims, record, least.get(unit.id, 1), memo)
    if not portfolio.is_whole:
        doubts = portfolio.doubts
        criteria = {
            name: memo.of(_in_part, name, one, doubts.at(name)) for name, one in criteria.items()
        }
    return summed(criteria, portfolio)


def _in_unit(
    unit: Unit, claims: Claims, record: Record, least: int, memo: Memo
) -> Mapping[str, Cover]:
    """Return what stands behind each criterion of a unit, by ID."""
    name, behind = unit.id, claims.by_unit.get(unit.id, _NO_CLAIMS)
    items = memo.same(("claiming", name), behind.items)
    states = memo.same(("claimed", name), behind.states)
    ids = [criterion.id for criterion in unit.criteria]
    standings = memo.same(("standing", name), map(record.standing.get, ids))
    facts = memo.same(
        ("facts", name), [one and record.facts_of[one.decision.key] for one in standings]
    )
    objections = memo.same(("objections", name), map(record.objections.get, ids))
    decided = standings, facts, objections
    asked = claims.scope, least
    return memo.once(
        ("cover", name),
        lambda: _covers(unit, UnitClaims(items, states), asked, claims.resolver, decided),
        *(unit, items, states, *asked, claims.resolver, *decided),
    )


def _covers(
    unit: Unit,
    claimed: UnitClaims,
    asked: tuple[Mapping[str, Scope], int],
    resolver: Resolver,
    decided: tuple[
        tuple[Standing | None, ...],
        tuple[Facts | None, ...],
        tuple[tuple[Objection, ...] | None, ...],
    ],
) -> dict[str, Cover]:
    """Return what stands behind each criterion of a unit, by ID.

    Args:
        unit: The unit.
        claimed: What is claimed of it.
        asked: What is asked of this learner, and how many items a criterion needs.
        resolver: What each item claims.
        decided: What was decided on each criterion: what holds, what that is judged on, and
            what is to be said against it.
    """
    behind, (scope, least) = claimed.in_states(), asked
    return {
        criterion.id: cover_of(
            criterion,
            tuple(behind.get((criterion.id, ClaimState.OK.value), ())),
            tuple(behind.get((criterion.id, ClaimState.DRAFT.value), ())),
            (scope[criterion.id], least),
            resolver,
            Decided(standing, facts, objections or ()),
        )
        for criterion, standing, facts, objections in zip(unit.criteria, *decided, strict=True)
        if not criterion.withdrawn
    }


def _in_part(cover: Cover, slip: Place | None) -> Cover:
    """Return what stands behind a criterion while not all that is asked can be read.

    Args:
        cover: As far as it can be told.
        slip: Where the criterion's own entry has one; what it asks for is then unknown, and
            nothing that the learner brings would change that.
    """
    if slip is None or ORDER[cover.state] <= ORDER[State.PARTIAL]:
        return replace(cover, is_whole=False)
    lack, before = LackOfEntry(), cover.undecided
    return replace(
        cover,
        state=State.PARTIAL,
        lacking=(*cover.lacking, lack),
        undecided=Undecided(State.PARTIAL, before.items, (*before.lacking, lack)),
        turn=Turn.NOBODY if cover.scope is Scope.WAIVED else Turn.ASSESSOR,
        objections=(Objection(ObjectionKind.ENTRY_UNREADABLE, slip), *cover.objections),
        is_whole=False,
    )


def summed(criteria: Mapping[str, Cover], portfolio: Portfolio) -> Coverage:
    """Return a portfolio's coverage, from what stands behind each criterion."""
    covers = tuple(criteria.values())
    doubtful = [unit for unit in portfolio.taken if portfolio.doubts.at(unit)]
    of_units: dict[str, list[Cover]] = {unit: [] for unit in portfolio.taken}
    for one in covers:
        of_units[one.criterion.unit].append(one)
    units = {unit: worst(its) for unit, its in of_units.items()}
    units |= {u: _at_most_partial(units[u]) for u in doubtful}
    done = {u for u, progress in portfolio.taken.items() if progress is Progress.SUBMITTED}
    outcomes = _outcomes(portfolio, covers)
    found = Coverage(
        criteria,
        outcomes,
        units,
        _qualifications(portfolio, units),
        count(covers),
        count(c for c in covers if c.criterion.unit in done),
        count_states(s for name, s in outcomes.items() if name.partition(".")[0] in done),
        sum(c.scope is Scope.WAIVED for c in covers),
    )
    return graded(found, portfolio)


def graded(coverage: Coverage, portfolio: Portfolio) -> Coverage:
    """Return a portfolio's coverage with the levels that units and qualifications reach."""
    units = [unit for unit in portfolio.framework.units.values() if unit.id in portfolio.taken]
    own: dict[str, list[Cover]] = {unit.id: [] for unit in units if unit.grading}
    if not own and not any(qualification.grades for qualification in portfolio.qualifications):
        return coverage
    for one in coverage.criteria.values():
        if one.criterion.unit in own:
            own[one.criterion.unit].append(one)
    reached = {unit.id: unit_grade(unit, own[unit.id]) for unit in units if unit.id in own}
    grades = {code: grade for code, grade in reached.items() if grade}
    above = {
        qualification.id: qualification_grade(qualification, grades, portfolio)
        for qualification in portfolio.qualifications
    }
    return replace(
        coverage,
        grades=grades,
        levels={unit.id: level_counts(unit, own[unit.id]) for unit in units if unit.id in own},
        qualification_grades={id: grade for id, grade in above.items() if grade},
    )


def _at_most_partial(state: State | None) -> State | None:
    """Return the state of what cannot be wholly read: that is never covered."""
    return min(state, State.PARTIAL, key=ORDER.__getitem__) if state else None


def count(covers: Iterable[Cover]) -> Count:
    """Count the required criteria among these."""
    known = list(covers)
    found = count_states(c.state for c in known if c.scope is Scope.REQUIRED)
    return found if all(c.is_whole for c in known) else found._replace(is_whole=False)


def worst(covers: Iterable[Cover]) -> State | None:
    """Return the worst state of the required criteria among these."""
    states = [c.state for c in covers if c.scope is Scope.REQUIRED]
    return min(states, key=ORDER.__getitem__, default=None)


def _outcomes(portfolio: Portfolio, covers: Iterable[Cover]) -> dict[str, State | None]:
    members: dict[str, list[Cover]] = {
        outcome.id: []
        for outcome in portfolio.framework.outcomes()
        if outcome.id.partition(".")[0] in portfolio.taken
    }
    parent_of = parents(portfolio.framework.outcomes())
    for one in covers:
        named = (outcome for name in one.criterion.outcomes for outcome in around(name, parent_of))
        for outcome in dict.fromkeys(named):
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
