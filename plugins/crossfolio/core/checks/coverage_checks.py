"""COV: gaps, thin evidence, and gates."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from crossfolio.core.claims import Claims, ClaimState
from crossfolio.core.context import Context
from crossfolio.core.coverage import Count, Cover, Coverage, State
from crossfolio.core.evidence import Evidence, Status
from crossfolio.core.findings import Finding, Related
from crossfolio.core.ids import nearest
from crossfolio.core.outcomes import around, parents
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Portfolio, Progress
from crossfolio.core.record.objections import Objection, ObjectionKind
from crossfolio.core.rules import coverage_rules as rules
from crossfolio.core.rules import judged_rules
from crossfolio.core.rules.criteria_rules import unit_words, unknown_unit
from crossfolio.core.rules.file_rules import is_beginning, is_folder_missing
from crossfolio.core.scope import Scope
from crossfolio.core.settings import Least, Settings
from crossfolio.core.texts import NOTHING, Text

CROWDED = 8
"""More claims than this in one item are worth a second look. Source: practice of assessors."""

_SUBMITTED = Text("criteria of the submitted units")
_OUTCOMES = Text("outcomes of the submitted units")


def check_coverage(
    context: Context, settings: Settings, lost: Mapping[str, Finding]
) -> Iterator[Finding]:
    """Look at every criterion, at outcomes, then at the gates.

    Args:
        context: The portfolio, and its coverage.
        settings: What the gates ask for.
        lost: By full ID in upper case, what keeps a page from counting for a criterion that it
            seems to claim; by path, the first slip of a page.
    """
    portfolio, coverage = context.portfolio, context.coverage
    causes: list[Place] = []
    for name, cover in coverage.criteria.items():
        if cover.scope is Scope.REQUIRED or _is_level_stale(cover):
            for found in context.memo.every(_criterion, name, cover, portfolio.enrolment):
                because = _because(found, cover, context, lost)
                causes += [because.cause] if because.cause else []
                yield because
        yield from _judged(cover, portfolio, lost)
    yield from _disputes(coverage)
    yield from _outcomes(portfolio, coverage, lost)
    doubts = portfolio.doubts
    slips = [doubts.portfolio, doubts.criteria, *doubts.named.values(), *causes]
    cause = next((slip for slip in slips if slip), None)
    for found in gates(portfolio, coverage, settings):
        yield replace(found, cause=cause)


def _is_level_stale(cover: Cover) -> bool:
    """Tell whether what was judged above the first level has changed: a grade rested on it."""
    return cover.scope is Scope.OPTIONAL and cover.criterion.rank > 0 and cover.state is State.STALE


def _because(
    found: Finding, cover: Cover, context: Context, lost: Mapping[str, Finding]
) -> Finding:
    """Return a finding about a criterion with the slip that it may follow from."""
    criterion, portfolio = cover.criterion, context.portfolio
    own = portfolio.doubts.at(criterion.id)
    if own and cover.state is State.PARTIAL:  # Nothing that the learner brings would change it.
        return _due_to(found, own)
    slip = lost.get(criterion.id.upper())
    if slip and slip.loss and slip.loss.is_thin and cover.state in (State.UNCOVERED, State.DRAFT):
        slip = None
    if slip is None and cover.state is State.STALE:  # A slip is a change as well.
        slip = next((lost[name] for name in _rests_on(cover, portfolio) if name in lost), None)
    if slip is None:
        return replace(found, cause=own) if own else found
    return context.memo.of(_explained, id(found), found, slip)


def _explained(found: Finding, slip: Finding) -> Finding:
    """Return a finding about a criterion with a slip in a page, or with what that follows from."""
    if slip.cause or not slip.loss:
        return _due_to(found, slip.cause or slip.place)
    if slip.loss.is_astray:
        help = slip.help
        if is_beginning(slip):
            help = found.help
        elif not is_folder_missing(slip):
            help = Text("{path}: {help}", path=slip.place.path, help=slip.help)
        return _due_to(found, slip.place, slip.message, help)
    why = Text("{path} cannot be read", path=slip.place.path) if slip.loss.is_whole else _SLIP
    return _due_to(found, slip.place, why)


_SLIP = Text("this slip may be the reason")


def _due_to(found: Finding, slip: Place, why: Text = _SLIP, help: Text = NOTHING) -> Finding:
    """Return a finding with the place of the slip that it may follow from.

    Args:
        found: The finding.
        slip: The place.
        why: What is to be said of it.
        help: What to do first, where that is not to put the line right.
    """
    line = Text("put line {line} of {path} right first", line=slip.line, path=slip.path)
    related = (*found.related, Related(slip, why))
    return replace(found, help=help or line, cause=slip, related=related)


def _rests_on(cover: Cover, portfolio: Portfolio) -> Iterator[str]:
    """Give the pages that a judgement rests on by path, and by ID those that cannot be read."""
    for judged in cover.standing.decision.evidence if cover.standing else ():
        item = portfolio.by_id.get(judged.evidence)
        yield item.path if item else judged.evidence


def crowded(portfolio: Portfolio, claims: Claims) -> Iterator[tuple[Evidence, int]]:
    """Give the items that count for many criteria, and for how many."""
    for item in portfolio.evidence:
        own = claims.of(item) if item.status is Status.SUBMITTED else ()
        counting = sum(claim.state is ClaimState.OK for claim in own)
        if counting > CROWDED:
            yield item, counting


def _criterion(cover: Cover, enrolment: Enrolment | None) -> Iterator[Finding]:
    if cover.state is State.UNCOVERED:
        yield rules.uncovered_criterion(cover, _expired(cover, enrolment))
    elif cover.state is State.DRAFT:
        yield rules.draft_only(cover)
    elif cover.state is State.PARTIAL and cover.criterion.requires.is_sure:
        yield rules.partly_covered(cover)  # Else the unit's file has the finding, at its cause.
    elif cover.state is State.STALE:
        yield rules.stale_coverage(cover)
    if cover.state.counts and len(cover.items) == 1:
        yield rules.single_source(cover)


def _judged(cover: Cover, portfolio: Portfolio, lost: Mapping[str, Finding]) -> Iterator[Finding]:
    """Say why what was decided does not make a criterion accepted."""
    standing = cover.standing
    if standing and standing.reworded and not standing.met:
        yield judged_rules.reworded_since(cover)
    for objection in cover.objections:
        if objection.kind is ObjectionKind.LESS:
            yield judged_rules.judged_less(cover, objection)
        elif objection.kind is ObjectionKind.SET_ASIDE:
            item = portfolio.by_id.get(objection.item)
            slip = lost.get(objection.item) or (lost.get(item.path) if item else None)
            found = judged_rules.judged_set_aside(cover, objection)
            yield replace(found, cause=slip.place) if slip else found


def _disputes(coverage: Coverage) -> Iterator[Finding]:
    """Tell once of the criteria of a unit that a sample disputes with one decision."""
    found: dict[tuple[Objection, str], list[str]] = {}
    for name, cover in coverage.criteria.items():
        for objection in cover.objections:
            if objection.kind is ObjectionKind.DISPUTED:
                found.setdefault((objection, cover.criterion.unit), []).append(name)
    for (objection, unit), names in found.items():
        yield judged_rules.disputed(objection, names, unit)


def _expired(cover: Cover, enrolment: Enrolment | None) -> str:
    """Return the day on which a waiver ran out, where that is why the criterion is asked for."""
    for waiver in enrolment.waivers if enrolment else ():
        if waiver.criterion == cover.criterion.id:
            return str(waiver.expires)
    return ""


def _outcomes(
    portfolio: Portfolio, coverage: Coverage, lost: Mapping[str, Finding]
) -> Iterator[Finding]:
    parent_of = parents(portfolio.framework.outcomes())
    shown = {
        outcome
        for cover in coverage.criteria.values()
        if cover.state.counts
        for own in cover.criterion.outcomes
        for outcome in around(own, parent_of)
    }
    for outcome in portfolio.framework.outcomes():
        if coverage.outcomes.get(outcome.id) is not None and outcome.id not in shown:
            unit = outcome.id.partition(".")[0]
            found = rules.uncovered_outcome(outcome.place, outcome.id, unit)
            slip = lost.get(
                next((member for member in _members(outcome.id, coverage) if member in lost), "")
            )
            yield replace(found, cause=slip.place if slip else portfolio.doubts.at(unit))


def _members(outcome: str, coverage: Coverage) -> Iterator[str]:
    """Give the criteria of an outcome, by full ID in upper case."""
    covers = coverage.criteria.values()
    return (cover.criterion.id.upper() for cover in covers if outcome in cover.criterion.outcomes)


def gates(portfolio: Portfolio, coverage: Coverage, settings: Settings) -> Iterator[Finding]:
    """Look whether enough is covered, and whether there is anything to measure."""
    if coverage.total.required == 0:
        if portfolio.framework.units:  # Else it is found where the units are missed.
            why = Text("no criterion is required, so there is no coverage to measure")
            help = Text("take a unit under `units` in portfolio.yml")
            yield rules.nothing_to_measure(portfolio.place, why, help)
        return
    yield from _gates(portfolio, coverage, settings.min_coverage, _COVERED)
    yield from _gates(portfolio, coverage, settings.min_accepted, _ACCEPTED)


class _Measure(NamedTuple):
    """What a gate looks at."""

    option: str
    share: Callable[[Count], Fraction | None]
    number: Callable[[Count], int]
    below: Callable[[Place, int, int, Fraction, Text], Finding]


_COVERED = _Measure(
    "min_coverage", lambda count: count.share, lambda count: count.covered, rules.below_threshold
)
_ACCEPTED = _Measure(
    "min_accepted",
    lambda count: count.accepted_share,
    lambda count: count.accepted,
    rules.below_accepted,
)


def _gates(
    portfolio: Portfolio, coverage: Coverage, least: Least, measure: _Measure
) -> Iterator[Finding]:
    if not any((least.all is not None, least.outcomes is not None, least.units)):
        return
    if Progress.SUBMITTED not in portfolio.taken.values():
        yield rules.nothing_submitted(portfolio.place, measure.option)
    else:
        if least.all is not None:
            yield from _gate(portfolio, coverage.submitted, least.all, _SUBMITTED, measure)
        if least.outcomes is not None:
            count = coverage.outcome_count
            yield from _gate(portfolio, count, least.outcomes, _OUTCOMES, measure)
    for code, share in least.units.items():
        unit = portfolio.framework.printed(code)
        progress = portfolio.taken.get(unit)
        if progress is None and unit in portfolio.framework.units:
            yield rules.gate_untaken(portfolio.place, measure.option, unit_words(unit))
        elif progress is None:
            yield unknown_unit(portfolio.place, unit_words(unit), nearest(unit, portfolio.taken))
        elif progress is Progress.SUBMITTED:
            count = coverage.count(unit)
            counted = Text("criteria of {unit}", unit=unit)
            yield from _gate(portfolio, count, share, counted, measure)


def _gate(
    portfolio: Portfolio, count: Count, least: Fraction, counted: Text, measure: _Measure
) -> Iterator[Finding]:
    share = measure.share(count)
    if share is None:
        yield rules.nothing_to_measure(
            portfolio.place,
            Text(
                "there are no {counted}, so `{setting}` measures nothing",
                counted=counted,
                setting=measure.option,
            ),
            Text(
                "submit a unit that has required criteria, or leave `{setting}` out",
                setting=measure.option,
            ),
        )
    elif share < least:
        yield measure.below(
            portfolio.place, measure.number(count), count.required, least * 100, counted
        )
