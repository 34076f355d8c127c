"""CRI110: a unit or a criterion that is misspelt in its own file, as others name it rightly."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from crossfolio.core.claims import Claims, ClaimState
from crossfolio.core.findings import Finding, Loss
from crossfolio.core.ids import nearest_criterion, nearest_unit, unit_of
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.rules import criteria_rules as rules

_LEAST = 2
"""So many pages have to agree on a name before the criteria file is thought to be wrong."""


class Misnamed(NamedTuple):
    """What is misspelt in criteria files, and which findings only follow from it."""

    findings: tuple[Finding, ...]
    causes: dict[Place, Place]
    """For the place of each name that is right and unknown, where it is misspelt."""

    def explain(self, found: Iterable[Finding]) -> list[Finding]:
        """Return findings, with the cause of those that follow from what is misspelt."""
        if not self.causes:
            return list(found)
        return [
            replace(finding, cause=self.causes.get(finding.place, finding.cause))
            for finding in found
        ]


_NOTHING = Misnamed((), {})


def misnamed(portfolio: Portfolio, claims: Claims, in_items: Iterable[Finding]) -> Misnamed:
    """Look for units and criteria whose own file misspells them.

    Args:
        portfolio: What was read.
        claims: Of its items.
        in_items: What was found in them; only items with a slip are looked at.
    """
    paths = {finding.place.path for finding in in_items if finding.loss}
    named: dict[str, list[Place]] = {}
    written: dict[str, str] = {}
    for item in portfolio.evidence if paths else ():
        for resolved in claims.of(item) if item.path in paths else ():
            if resolved.state is ClaimState.UNKNOWN:
                tag = resolved.claim.tag
                named.setdefault(tag.upper(), []).append(resolved.claim.place)
                written.setdefault(tag.upper(), tag)
    if not named:
        return _NOTHING
    for item in portfolio.evidence:
        for mark in item.marks if item.path in paths else ():
            if mark.criterion in named:
                named[mark.criterion].append(item.place_of_mark(mark))
    claimed = {
        criterion
        for states in {*claims.claimed_states.values()}  # Most items claim what others do.
        for criterion, _ in states
    }
    right = {written[name]: places for name, places in named.items()}
    units = list(_units(portfolio, right, {unit_of(name) for name in claimed}))
    wrong = {unit.upper() for unit, _, _ in units}
    known = {name: at for name, at in right.items() if unit_of(name).upper() not in wrong}
    criteria = list(_criteria(portfolio, known, claimed))
    both = (*units, *criteria)
    causes = {at: found.place for _, found, places in both for at in places}
    rightly = {name.upper(): found.place for name, found, _ in both}
    for name, place in _named_elsewhere(portfolio):
        cause = rightly.get(name.upper()) or rightly.get(unit_of(name).upper())
        if cause:
            causes[place] = cause
    return Misnamed(tuple(found for _, found, _ in both), causes)


def _named_elsewhere(portfolio: Portfolio) -> Iterator[tuple[str, Place]]:
    """Give each criterion that a decision or a waiver names, and where."""
    for decision in portfolio.decisions:
        for judgement in decision.judgements:
            yield judgement.criterion, judgement.place
    for waiver in portfolio.enrolment.waivers if portfolio.enrolment else ():
        yield waiver.criterion, waiver.place


def _units(
    portfolio: Portfolio, named: dict[str, list[Place]], claimed: set[str]
) -> Iterator[tuple[str, Finding, list[Place]]]:
    """Give each name of a unit that is misspelt in its file, the finding, and who names it."""
    units = portfolio.framework.units
    enrolment = portfolio.enrolment
    taken = (
        {k.upper(): unit_place for k, unit_place in enrolment.unit_places.items()}
        if enrolment
        else {}
    )
    free = [code for code in units if code not in claimed and code.upper() not in taken]
    codes: dict[str, str] = {}
    for tag in named:
        codes.setdefault(unit_of(tag).upper(), unit_of(tag))
    for key, name in codes.items():
        near = nearest_unit(name, free) if portfolio.framework.unit(name) is None else []
        places = [at for tag, ats in named.items() if unit_of(tag).upper() == key for at in ats]
        if len(near) != 1 or len({at.path for at in places}) < _LEAST:
            continue
        unit = units[near[0]]
        found = rules.misspelt_code(unit.place, "unit", unit.id, name, name, places)
        lost = tuple(criterion.id for criterion in unit.criteria)
        own = [taken[key]] if key in taken else []
        members = _members(portfolio, name)
        yield name, replace(found, loss=Loss("page", lost)), [*places, *own, *members]


def _members(portfolio: Portfolio, unit: str) -> Iterator[Place]:
    """Give where qualifications name a unit."""
    for qualification in portfolio.framework.qualifications.values():
        for group in qualification.groups:
            yield from (place for name, place in group.named if name.upper() == unit.upper())


def _criteria(
    portfolio: Portfolio, named: dict[str, list[Place]], claimed: set[str]
) -> Iterator[tuple[str, Finding, list[Place]]]:
    """Give each ID that is misspelt in its unit's file, the finding, and who names it."""
    known = portfolio.framework.criteria
    for name, places in named.items():
        free = [
            candidate
            for candidate in known
            if candidate not in claimed and unit_of(candidate).upper() == unit_of(name).upper()
        ]
        near = nearest_criterion(name, free)
        if len(near) != 1 or len({at.path for at in places}) < _LEAST:
            continue
        right = name.partition(".")[2]
        found = rules.misspelt_code(known[near[0]].place, "criterion", near[0], name, right, places)
        yield name, replace(found, loss=Loss("page", (near[0],))), places
