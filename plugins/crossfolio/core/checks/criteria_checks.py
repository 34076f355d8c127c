"""CRI: outcomes, chosen units, waivers and rules of combination."""

from collections.abc import Iterator

from crossfolio.core.combination import excess, lacking
from crossfolio.core.findings import Finding
from crossfolio.core.framework import Unit
from crossfolio.core.ids import nearest, nearest_criterion
from crossfolio.core.portfolio import Portfolio, Progress
from crossfolio.core.rules import criteria_rules as rules


def check_criteria(portfolio: Portfolio) -> Iterator[Finding]:
    """Look at the framework, and at what the learner has taken from it."""
    for unit in portfolio.framework.units.values():
        yield from _outcomes(unit)
    yield from _members(portfolio)
    yield from _enrolment(portfolio)
    yield from _combinations(portfolio)


def _outcomes(unit: Unit) -> Iterator[Finding]:
    known = {outcome.id.partition(".")[2]: outcome for outcome in unit.outcomes}
    used = set()
    for criterion in unit.criteria:
        for full in criterion.outcomes:
            name = full.partition(".")[2]
            if not criterion.withdrawn:
                used.add(name)
            if name not in known:
                yield rules.unknown_outcome(criterion.place, name, nearest(name, known))
    for name, outcome in known.items():
        if name not in used:
            yield rules.outcome_without_criterion(outcome.place, outcome.id)


def _members(portfolio: Portfolio) -> Iterator[Finding]:
    units = portfolio.framework.units
    for qualification in portfolio.framework.qualifications.values():
        for group in qualification.groups:
            for unit in group.units:
                if unit not in units:
                    yield rules.unknown_unit(group.place, f"unit `{unit}`", nearest(unit, units))


def _enrolment(portfolio: Portfolio) -> Iterator[Finding]:
    enrolment, framework = portfolio.enrolment, portfolio.framework
    if enrolment is None:
        return
    for name, place in enrolment.qualifications.items():
        if name not in framework.qualifications:
            near = nearest(name, framework.qualifications)
            yield rules.unknown_unit(place, f"qualification `{name}`", near)
    for name, place in enrolment.unit_places.items():
        if name not in framework.units:
            yield rules.unknown_unit(place, f"unit `{name}`", nearest(name, framework.units))
    for waiver in enrolment.waivers:
        if waiver.criterion not in framework.criteria:
            near = nearest_criterion(waiver.criterion, framework.criteria)
            yield rules.unknown_waiver(waiver.place, waiver.criterion, near)


def _combinations(portfolio: Portfolio) -> Iterator[Finding]:
    enrolment = portfolio.enrolment
    if enrolment is None:
        return
    for qualification in portfolio.qualifications:
        place = enrolment.qualifications[qualification.id]
        broken = excess(qualification, portfolio)
        taken = [p for unit, p in portfolio.taken.items() if unit in qualification.units]
        if all(progress is Progress.SUBMITTED for progress in taken):
            broken += lacking(qualification, portfolio)
        for why in broken:
            yield rules.combination_broken(place, qualification.id, why)
