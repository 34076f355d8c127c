"""CRI: outcomes, waivers, units that are not taken, and rules of combination."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from crossfolio.core.combination import excess, lacking
from crossfolio.core.doubts import Doubts
from crossfolio.core.findings import Finding, one_edit
from crossfolio.core.framework import Criterion, Outcome, Unit
from crossfolio.core.ids import as_printed_looks, nearest, nearest_criterion, without_zeros
from crossfolio.core.memo import Memo
from crossfolio.core.outcomes import parents
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio, Progress
from crossfolio.core.rules import criteria_rules as rules
from crossfolio.core.rules import evidence_rules, file_rules


def check_criteria(portfolio: Portfolio, slips: Doubts, memo: Memo) -> Iterator[Finding]:
    """Look at the framework, and at what the learner has taken from it.

    Args:
        portfolio: What was read.
        slips: What cannot be judged because of slips in files, rather than of files that are
            missing: those break no rule of combination.
        memo: Has what was found in each unit in the last check.
    """
    for unit in portfolio.framework.units.values():
        cause = portfolio.doubts.at(unit.id)
        for found in memo.every(_outcomes, unit.id, unit):
            yield found if found.cause or not cause else replace(found, cause=cause)
        yield from memo.every(_alike, unit.id, unit)
    yield from _waivers(portfolio)
    yield from _versions(portfolio)
    yield from _untaken(portfolio)
    yield from _combinations(portfolio, slips)


def _versions(portfolio: Portfolio) -> Iterator[Finding]:
    """Find the units that the portfolio is written for in another version."""
    enrolment, units = portfolio.enrolment, portfolio.framework.units
    for name, own in enrolment.versions.items() if enrolment else ():
        unit = units.get(name)
        if enrolment and unit and unit.version and unit.version != own:
            place = enrolment.version_places.get(name, enrolment.place)
            yield evidence_rules.version_behind(place, name, own, unit.version)


def _alike(unit: Unit) -> Iterator[Finding]:
    """Find codes of a unit that differ only in leading zeros, or that look alike in print."""
    zeros: dict[str, Criterion] = {}
    looks: dict[str, Criterion] = {}
    for criterion in unit.criteria:
        code = criterion.id.partition(".")[2]
        first = zeros.setdefault(without_zeros(code), criterion)
        same = looks.setdefault(as_printed_looks(code), criterion)
        if first is not criterion:
            yield rules.zeros_apart(criterion.place, criterion.id, first.id, first.place)
        elif same is not criterion:
            yield rules.look_alike(criterion.place, criterion.id, same.id, same.place)


def _outcomes(unit: Unit) -> Iterator[Finding]:
    known = {outcome.id.partition(".")[2]: outcome for outcome in unit.outcomes}
    named: dict[str, list[Place]] = {}
    for criterion in unit.criteria:
        places = criterion.outcome_places or (criterion.place,) * len(criterion.outcomes)
        for full, at in zip(criterion.outcomes, places, strict=True):
            named.setdefault(full.partition(".")[2], []).append(at)
    withdrawn = {
        full.partition(".")[2]
        for criterion in unit.criteria
        if criterion.withdrawn
        for full in criterion.outcomes
    }
    holding = _holding(unit)
    unused = [
        name
        for name in known
        if name not in holding and (name not in named or name in withdrawn - _asked(unit))
    ]
    causes: dict[str, Place] = {}
    for name, used in named.items():
        if name not in known:
            yield from _unknown_outcome(name, used, known, unused, causes)
    for name in unused:
        found = rules.outcome_without_criterion(known[name].place, known[name].id)
        yield replace(found, cause=causes.get(name))


def _holding(unit: Unit) -> set[str]:
    """Return the outcomes within which others lie, by their own IDs."""
    return {parent.partition(".")[2] for parent in parents(unit.outcomes).values() if parent}


def _asked(unit: Unit) -> set[str]:
    """Return the outcomes of criteria that are not withdrawn, by their own IDs."""
    asked = (criterion for criterion in unit.criteria if not criterion.withdrawn)
    return {full.partition(".")[2] for criterion in asked for full in criterion.outcomes}


def _unknown_outcome(
    name: str,
    places: list[Place],
    known: Mapping[str, Outcome],
    unused: list[str],
    causes: dict[str, Place],
) -> Iterator[Finding]:
    """Find a name that is no outcome: where several criteria use it, the outcome is misspelt.

    Args:
        name: As the criteria write it.
        places: Where they do.
        known: The outcomes of the unit.
        unused: Those of them that no criterion names.
        causes: Gets the place of the finding for each outcome that was meant.
    """
    left_over = unused if len(unused) == 1 and len(places) == 1 else []
    near = nearest(name, unused) or left_over or nearest(name, known)
    meant = near[0] if len(near) == 1 and near[0] in unused else ""
    if meant and len(places) > 1:
        place = known[meant].place
        yield rules.misspelt_outcome(place, meant, name, places)
        causes[meant] = place
        return
    for place in places:
        yield rules.unknown_outcome(place, name, near, list(known))
    causes |= dict.fromkeys(near, places[0])


def _waivers(portfolio: Portfolio) -> Iterator[Finding]:
    enrolment, criteria = portfolio.enrolment, portfolio.framework.criteria
    for waiver in enrolment.waivers if enrolment else ():
        if waiver.criterion not in criteria:
            near = nearest_criterion(waiver.criterion, criteria)
            found = rules.unknown_waiver(waiver.place, waiver.criterion, near)
            cause = portfolio.doubts.of(waiver.criterion)
            yield replace(found, cause=cause, edits=one_edit(waiver.place, near))


def _untaken(portfolio: Portfolio) -> Iterator[Finding]:
    """Find units that are not taken and belong to no qualification, from which one may choose."""
    if portfolio.enrolment is None or portfolio.doubts.portfolio:
        return
    units, known = portfolio.framework.units, portfolio.framework.qualifications.values()
    offered = {unit for qualification in known for unit in qualification.units}
    for code, unit in units.items():
        if code not in portfolio.taken and code not in offered:
            taken_in = portfolio.enrolment.place.path
            yield file_rules.unit_untaken(unit.place, code, taken_in)


def _combinations(portfolio: Portfolio, slips: Doubts) -> Iterator[Finding]:
    enrolment = portfolio.enrolment
    if enrolment is None:
        return
    for qualification in portfolio.qualifications:
        place = portfolio.enrolled[qualification.id] or enrolment.place
        broken = excess(qualification, portfolio)
        taken = [p for unit, p in portfolio.taken.items() if unit in qualification.units]
        if all(progress is Progress.SUBMITTED for progress in taken):
            broken += lacking(qualification, portfolio)
        named = (*qualification.units, *enrolment.units, qualification.id)
        causes = [slips.of(unit) for unit in named if unit not in portfolio.framework.units]
        for why in broken:
            found = rules.combination_broken(place, qualification.id, why)
            yield replace(found, cause=next((cause for cause in causes if cause), None))
