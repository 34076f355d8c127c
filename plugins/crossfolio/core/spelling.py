"""IDs as the unit files print them: what other files name in another case gets that spelling.

Units, criteria and outcomes are compared without case. They are respelt once, where single files
are merged; behind that, everything holds the printed form and may compare letter for letter.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from crossfolio.core.framework import Criterion, Framework, Group, Qualification, Unit
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment
from crossfolio.core.record.values import Decision, Unreadable

T = TypeVar("T")


def respelt(framework: Framework) -> Framework:
    """Return a framework in which units and qualifications name each other as they print it."""
    units = {code: _unit(unit, framework) for code, unit in framework.units.items()}
    known = framework.qualifications
    qualifications = {
        code: _qualification(qualification, framework) for code, qualification in known.items()
    }
    return Framework(units, qualifications)


def enrolment_in(enrolment: Enrolment, framework: Framework) -> Enrolment:
    """Return what `portfolio.yml` says, with units and criteria as their files print them."""
    waivers = tuple(
        replace(waiver, criterion=framework.printed(waiver.criterion))
        for waiver in enrolment.waivers
    )
    return replace(
        enrolment,
        units=_keys(enrolment.units, framework),
        unit_places=_keys(enrolment.unit_places, framework),
        versions=_keys(enrolment.versions, framework),
        version_places=_keys(enrolment.version_places, framework),
        waivers=waivers,
    )


def decision_in(decision: Decision, framework: Framework) -> Decision:
    """Return a decision with criteria as their unit files print them."""
    known = framework.criteria
    if all(judgement.criterion in known for judgement in decision.judgements):
        return decision
    judgements = tuple(
        replace(judgement, criterion=framework.printed(judgement.criterion))
        for judgement in decision.judgements
    )
    return replace(decision, judgements=judgements)


def unreadable_in(unreadable: Unreadable, framework: Framework) -> Unreadable:
    """Return what a file that cannot be read names, criteria as their unit files print them."""
    if unreadable.is_sample:
        return unreadable
    return replace(unreadable, names=tuple(map(framework.printed, unreadable.names)))


def _unit(unit: Unit, framework: Framework) -> Unit:
    own = {outcome.id.upper(): outcome.id for outcome in unit.outcomes}
    outcomes = tuple(
        replace(outcome, within=own.get(outcome.within.upper(), outcome.within))
        if outcome.within
        else outcome
        for outcome in unit.outcomes
    )
    criteria = tuple(_criterion(criterion, own, framework) for criterion in unit.criteria)
    is_same = (outcomes, criteria) == (unit.outcomes, unit.criteria)
    return unit if is_same else replace(unit, outcomes=outcomes, criteria=criteria)


def _criterion(criterion: Criterion, own: Mapping[str, str], framework: Framework) -> Criterion:
    named = (criterion.similar_to, criterion.follows, criterion.followed_by)
    outcomes = tuple(own.get(name.upper(), name) for name in criterion.outcomes)
    others = [tuple(map(framework.printed, names)) for names in named]
    new = framework.printed(criterion.replaced_by)
    if (outcomes, *others, new) == (criterion.outcomes, *named, criterion.replaced_by):
        return criterion
    similar, follows, followed = others
    return replace(
        criterion,
        outcomes=outcomes,
        similar_to=similar,
        follows=follows,
        followed_by=followed,
        replaced_by=new,
    )


def _qualification(qualification: Qualification, framework: Framework) -> Qualification:
    grades = qualification.grades
    return replace(
        qualification,
        groups=tuple(_group(group, framework) for group in qualification.groups),
        barred=tuple(
            (framework.printed(one), framework.printed(other))
            for one, other in qualification.barred
        ),
        grades=grades
        and replace(
            grades,
            points=_keys(grades.points, framework),
            point_places=_keys(grades.point_places, framework),
        ),
    )


def _group(group: Group, framework: Framework) -> Group:
    """Return a group with the units as their files print them, each once."""
    places: dict[str, Place] = {}
    for name, place in group.named:
        places.setdefault(framework.printed(name), place)
    return replace(group, units=tuple(places), unit_places=tuple(places.values()))


def _keys(named: Mapping[str, T], framework: Framework) -> dict[str, T]:
    return {framework.printed(name): value for name, value in named.items()}
