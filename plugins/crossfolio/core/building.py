"""Builds what an edition shows of a checked portfolio; see `crossfolio.core.seen_values`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from crossfolio.core.breadth import breadth_pieces
from crossfolio.core.check import Checked
from crossfolio.core.checks.coverage_checks import gates
from crossfolio.core.claims import resolve
from crossfolio.core.coverage import Cover, Coverage, summed
from crossfolio.core.doubts import Doubts
from crossfolio.core.edition import Hold, shows_people, stubs
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic
from crossfolio.core.policy import least_items
from crossfolio.core.portfolio import Enrolment, Portfolio, Waiver
from crossfolio.core.progress.by_dates import history_by_dates
from crossfolio.core.progress.figures import Period
from crossfolio.core.requirement import RequirementPiece, pieces
from crossfolio.core.rules import BY_CODE
from crossfolio.core.scope import Scope
from crossfolio.core.seen import Seen
from crossfolio.core.seen_findings import FindingsShown
from crossfolio.core.seen_items import seen_files, seen_items
from crossfolio.core.seen_record import RecordParts, SeenRecord, no_record
from crossfolio.core.settings import Visit
from crossfolio.core.visiting import narrowed, rest_of, sampled


def seen_in_edition(checked: Checked) -> Seen:
    """Build what the edition of the settings shows of a portfolio.

    The public one shows what coverage would be without any decision, since an accepted, stale
    or partial criterion would tell what an assessor decided. It says nothing of what comments
    take back, and compares with no baseline. One for a visit shows no item that was not sampled.
    """
    visit = checked.settings.visit
    if visit:
        return _seen_on_visit(checked, visit)
    whole, people = checked.portfolio, shows_people(checked.settings.edition)
    held = stubs(whole.evidence, checked.settings.edition, checked.diagnostics)
    items = seen_items(whole, checked.claims, held, people=people)
    built = SeenRecord(checked, held, {item.key: item for item in items})
    portfolio = _portfolio(whole, items, built if people else None, held)
    states = {item.key: checked.claims.claimed_states[item.path] for item in whole.evidence}
    claims = resolve(portfolio, lambda item: states[item.key])
    findings = FindingsShown(whole.evidence, held, people=people)
    found = tuple(findings.of(checked.diagnostics))
    if people:
        covers = {name: built.cover(cover) for name, cover in checked.coverage.criteria.items()}
        coverage = _with_covers(checked.coverage, covers)
        record = built.record(portfolio, claims)
    else:
        covers = {name: built.undecided(cover) for name, cover in checked.coverage.criteria.items()}
        # Levels are a judgement on the learner: no word of them is public.
        coverage = _without_levels(summed(covers, portfolio))
        record = no_record(portfolio, claims)
        found = tuple(_without_gates_of_decisions(found, checked, coverage))
    return Seen(
        portfolio,
        checked.settings,
        claims,
        record,
        coverage,
        found,
        tuple(findings.suppressed(checked.suppressed)),
        checked.comparison if people else None,
        people=people,
        held=held,
        gaps=dict(findings.gaps(checked.diagnostics, covers.values())),
        paths={item.key: item.path for item in whole.evidence},
        asked=_asked(checked, decided=people),
    )


def _seen_on_visit(checked: Checked, visit: Visit) -> Seen:
    """Build what a visit shows: what was sampled as its edition does, and of the rest no item."""
    of = sampled(visit, checked.portfolio)
    settings = replace(checked.settings, visit=None)
    seen = seen_in_edition(replace(narrowed(checked, of), settings=settings))
    others = {item.key: Hold.NOT_SAMPLED for item in checked.portfolio.evidence}
    return replace(
        seen,
        settings=checked.settings,
        held={**{key: why for key, why in others.items() if key not in of.items}, **seen.held},
        asked={},
        rest=rest_of(checked, of, visit),
    )


def seen_with_history(checked: Checked) -> Seen:
    """Build what the pages of an edition show: as reports do, and how it grew by month."""
    seen = seen_in_edition(checked)
    if seen.rest:
        return seen
    return replace(seen, history=history_by_dates(checked, Period.MONTH, decided=seen.people))


def _portfolio(
    whole: Portfolio,
    items: tuple[Evidence, ...],
    record: SeenRecord | None,
    held: Mapping[str, Hold],
) -> Portfolio:
    """Return what was read, as far as an edition shows it.

    Args:
        whole: What was read.
        items: As the edition shows them.
        record: What it shows of people and decisions; `None` where that is nothing.
        held: Which items are stubs.
    """
    hidden = {item.path for item in whole.evidence if item.key in held}
    doubts = whole.doubts
    return Portfolio(
        whole.framework,
        items,
        whole.place,
        whole.today,
        _enrolment(whole, people=record is not None),
        doubts=Doubts(
            doubts.named,
            doubts.criteria,
            doubts.portfolio,
            doubts.people if record else None,
            doubts.persons if record else {},
            doubts.is_partial,
        ),
        files=seen_files(whole, held),
        pages=whole.pages - hidden,
        **(record.parts() if record else RecordParts()),
    )


def _enrolment(whole: Portfolio, *, people: bool) -> Enrolment | None:
    enrolment = whole.enrolment
    if enrolment is None:
        return None
    waivers = (
        enrolment.waivers
        if people
        else [one for one in enrolment.waivers if one.stands(whole.today)]
    )
    return Enrolment(
        enrolment.place,
        enrolment.learner if people else "",
        enrolment.qualifications,
        enrolment.units,
        enrolment.unit_places,
        tuple(
            Waiver(one.criterion, one.reason, one.place, one.expires)
            if people
            else Waiver(one.criterion, "", one.place)
            for one in waivers
        ),
        enrolment.learner_place if people else None,
        learner_unread=enrolment.learner_unread if people else None,
    )


def _with_covers(coverage: Coverage, covers: Mapping[str, Cover]) -> Coverage:
    return Coverage(
        covers,
        coverage.outcomes,
        coverage.units,
        coverage.qualifications,
        coverage.total,
        coverage.submitted,
        coverage.outcome_count,
        coverage.waived,
        coverage.grades,
        coverage.levels,
        coverage.qualification_grades,
    )


def _without_levels(coverage: Coverage) -> Coverage:
    return Coverage(
        coverage.criteria,
        coverage.outcomes,
        coverage.units,
        coverage.qualifications,
        coverage.total,
        coverage.submitted,
        coverage.outcome_count,
        coverage.waived,
    )


def _without_gates_of_decisions(
    found: Iterable[Diagnostic], checked: Checked, coverage: Coverage
) -> Iterator[Diagnostic]:
    """Leave out as many gates as would be kept without any decision.

    In the public edition they all say the same, so it does not matter which are left out.
    """
    found_without = gates(checked.portfolio, coverage, checked.settings)
    kept = sum(BY_CODE[finding.code].is_gate for finding in found_without)
    for diagnostic in found:
        if not diagnostic.rule.is_gate:
            yield diagnostic
        elif kept:
            kept -= 1
            yield diagnostic


def _asked(checked: Checked, *, decided: bool) -> dict[str, tuple[RequirementPiece, ...]]:
    """Return what criteria ask for one by one; nothing of one that is waived.

    What is there is told of all items: it says of none more than that it is claimed.

    Args:
        checked: The portfolio.
        decided: Whether what assessors claim on the learner's behalf counts.
    """
    least, found = least_items(checked.portfolio), {}
    for name, cover in checked.coverage.criteria.items():
        criterion, items = cover.criterion, cover.items if decided else cover.undecided.items
        if cover.scope is not Scope.WAIVED:
            own = pieces(criterion.requires, items, least.get(criterion.unit, 1))
            own += breadth_pieces(criterion, items, checked.claims.extent_on(criterion))
            found[name] = tuple(own)
    return found
