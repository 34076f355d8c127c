"""The next best piece of work: one new item out of the fewest that would close every gap."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.checks.coverage_checks import CROWDED
from crossfolio.core.context import Context
from crossfolio.core.cover import Cover
from crossfolio.core.evidence import Evidence, Status
from crossfolio.core.framework import Need, Range
from crossfolio.core.kinds import PLAIN
from crossfolio.core.planning.demands import Demand, demand_of
from crossfolio.core.planning.fewest import Fewest, Trials, fewest, goal_of
from crossfolio.core.policy import least_items
from crossfolio.core.rules.file_rules import is_beginning
from crossfolio.core.scope import Scope
from crossfolio.core.states import State, Turn


class ToShow(NamedTuple):
    """What of a range a piece of work has to show."""

    range: Range
    values: tuple[str, ...]
    """The first values that are open, as many as are lacking; none where days are counted."""


class Piece(NamedTuple):
    """A new item that a learner can begin."""

    unit: str
    kind: str
    is_any_kind: bool
    """Whether one of any kind would do as well."""
    phase: str
    """A required phase of the unit that has no evidence yet; empty where there is none."""
    closes: tuple[str, ...]
    """The criteria that it would close, by full ID; no more than one item ought to carry."""
    nearer: tuple[str, ...]
    """Where it closes none, those that it would bring nearer."""
    needs: tuple[Need, ...]
    ranges: tuple[ToShow, ...]
    fewest: Fewest
    """How many such pieces would close every gap of the unit."""

    @property
    def criteria(self) -> tuple[str, ...]:
        """What it is for, by full ID."""
        return self.closes or self.nearer


def open_gaps(checked: Checked) -> list[Cover]:
    """Return the required criteria that are the learner's turn and can be closed by evidence.

    Those that a file with a slip may be the reason for are left out: the slip comes first.
    """
    none_yet = {
        diagnostic.finding.place
        for diagnostic in checked.diagnostics
        if is_beginning(diagnostic.finding)
    }
    doubted = {
        diagnostic.finding.place
        for diagnostic in checked.diagnostics
        if diagnostic.rule.is_gap
        and diagnostic.finding.cause
        and diagnostic.finding.cause not in none_yet
    }
    return [
        cover
        for cover in checked.coverage.criteria.values()
        if cover.scope is Scope.REQUIRED
        and cover.turn is Turn.LEARNER
        and cover.state in (State.UNCOVERED, State.DRAFT, State.PARTIAL)
        and cover.criterion.place not in doubted
    ]


def demands(checked: Checked, unit: str, gaps: Sequence[Cover]) -> list[Demand]:
    """Return what the gaps of a unit ask of new items."""
    allowed = allowed_kinds(checked, unit)
    least = least_items(checked.portfolio).get(unit, 1)
    found = (
        demand_of(cover, least, allowed, checked.claims.extent_on(cover.criterion))
        for cover in gaps
        if cover.criterion.unit == unit
    )
    return [demand for demand in found if demand]


def allowed_kinds(checked: Checked, unit: str) -> tuple[str, ...]:
    """Return the kinds of evidence that no chosen qualification forbids in a unit."""
    portfolio = checked.portfolio
    rules = [
        qualification for qualification in portfolio.qualifications if unit in qualification.units
    ]
    return tuple(
        kind
        for kind in portfolio.kinds
        if not any(qualification.forbids(kind) for qualification in rules)
    )


def best_piece_for(checked: Checked, unit: str) -> Piece | None:
    """Return the piece of work that would close most gaps of a unit; `None` where none would."""
    gaps = [cover for cover in open_gaps(checked) if cover.criterion.unit == unit]
    return best_piece(checked, gaps, [unit]) if unit in checked.portfolio.taken else None


def best_piece(
    checked: Checked, gaps: Sequence[Cover], units: Iterable[str] | None = None
) -> Piece | None:
    """Return the piece of work that would close most gaps; `None` where no new one would.

    Of the fewest new items that would close every gap of a unit, and bring every phase that it
    requires, each closes some gaps by itself. The one that closes most is the best; among equals
    it is the one for the earliest criterion, then of the kind that this one names first.

    Args:
        checked: The portfolio.
        gaps: As `open_gaps` gives them.
        units: The units to look at; all that are taken where they are not given.
    """
    units = checked.portfolio.taken if units is None else units
    place = {name: at for at, name in enumerate(checked.coverage.criteria)}
    trials = Trials()
    pieces = chain.from_iterable(_pieces(checked, unit, gaps, trials) for unit in units)

    def rank(piece: Piece) -> tuple[int, int]:
        first = min((place[criterion] for criterion in piece.criteria), default=len(place))
        return -len(piece.closes), first

    return min(pieces, key=rank, default=None)


def _pieces(checked: Checked, unit: str, gaps: Sequence[Cover], trials: Trials) -> Iterator[Piece]:
    """Give the items that stand in some plan of the fewest for a unit, in the order of kinds."""
    wanted, phases = demands(checked, unit, gaps), missing_phases(checked, unit)
    if not wanted and not phases:
        return
    kinds, goal = _in_order(checked, unit, wanted), goal_of(wanted)
    if not kinds:
        return
    whole = fewest(goal, kinds, trials)
    number = max(whole.number, len(phases))
    for kind in kinds:
        if whole.is_exact:
            rest = fewest(goal.after(kind), kinds, trials)
            if rest.is_exact and max(rest.number, len(phases) - 1) >= number:
                continue
        phase = phases[0] if phases else ""
        yield _piece(unit, kind, phase, wanted, whole._replace(number=number))


def _piece(unit: str, kind: str, phase: str, wanted: Sequence[Demand], plan: Fewest) -> Piece:
    closed = [demand for demand in wanted if demand.is_met_by(kind)][:CROWDED]
    nearer = (
        [] if closed else [demand for demand in wanted if demand.is_nearer_with(kind)][:CROWDED]
    )
    served = closed or nearer
    is_any = all(
        kind not in demand.cover.criterion.requires.all_kinds for demand in served
    ) and all(
        not demand.cover.criterion.requires.any_kind
        and not (demand.different.number and demand.different.there)
        for demand in served
    )
    return Piece(
        unit,
        kind,
        is_any
        and not any(one.range.any_kind for demand in served for one in _to_show(demand, kind)),
        phase,
        tuple(demand.cover.criterion.id for demand in closed),
        tuple(demand.cover.criterion.id for demand in nearer),
        tuple(dict.fromkeys(need for demand in served for need in demand.needs)),
        tuple(one for demand in served for one in _to_show(demand, kind)),
        plan,
    )


def _to_show(demand: Demand, kind: str) -> Iterator[ToShow]:
    """Give what an item of a kind would have to show of each range that lacks something."""
    for reach in demand.reaches:
        if reach.of and (not reach.of.any_kind or kind in reach.of.any_kind):
            lacking = 0 if reach.of.is_by_day else reach.wanted - len(reach.shown)
            yield ToShow(reach.of, reach.open[:lacking])


def _in_order(checked: Checked, unit: str, wanted: Sequence[Demand]) -> tuple[str, ...]:
    """Return the kinds that may be used: as criteria name them, then a product, then the rest."""
    named = (
        kind
        for demand in wanted
        for kind in (
            *demand.cover.criterion.requires.all_kinds,
            *demand.cover.criterion.requires.any_kind,
        )
    )
    allowed = allowed_kinds(checked, unit)
    order = dict.fromkeys((*named, PLAIN, *allowed))
    return tuple(kind for kind in order if kind in allowed)


def missing_phases(checked: Checked, unit: str) -> tuple[str, ...]:
    """Return the phases of which a unit requires evidence and has none, not even a draft."""
    guidance = checked.portfolio.framework.units[unit].guidance
    if not guidance.required_phases:
        return ()
    context = Context(checked.portfolio, checked.claims, checked.coverage)
    items: list[Evidence] = list(context.by_unit.get(unit, ()))
    items += [item for item in checked.portfolio.evidence if _is_draft_for(item, unit, checked)]
    there = {item.text("phase") for item in items}
    return tuple(phase for phase in guidance.required_phases if phase not in there)


def _is_draft_for(item: Evidence, unit: str, checked: Checked) -> bool:
    if item.status is not Status.DRAFT:
        return False
    return any(
        claim.criterion and claim.criterion.unit == unit for claim in checked.claims.of(item)
    )
