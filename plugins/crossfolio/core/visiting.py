"""An edition for a visit: what was sampled, and of the rest states and counts.

What a visitor sees is built from what the samples name. Nothing else of an item, a decision or a
criterion is carried over, so that what is new is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.claims import resolve
from crossfolio.core.doubts import Doubts
from crossfolio.core.edition import stubs
from crossfolio.core.evidence import Evidence, texts_in
from crossfolio.core.findings import Diagnostic, Finding
from crossfolio.core.portfolio import Enrolment, Portfolio, Waiver
from crossfolio.core.record.values import Decision, Person, Sample
from crossfolio.core.settings import Visit
from crossfolio.core.visited_framework import framework_of
from crossfolio.core.visited_record import Sampled, coverage_of, record_of


class NotShown(NamedTuple):
    """How much of a portfolio a visit does not show."""

    name: str
    """Of the edition."""
    samples: tuple[str, ...]
    items: int
    decisions: int
    criteria: int
    decided: int
    """How many decisions there are, shown or not."""
    sampled: int
    """Of how many of them there is a sample that counts, shown or not."""


def sampled(visit: Visit, portfolio: Portfolio) -> Sampled:
    """Return what the samples of a visit are about."""
    wanted = {name.upper() for name in visit.samples}
    samples = tuple(sample for sample in portfolio.samples if sample.key in wanted)
    keys = {reference.key for sample in samples for reference in sample.decisions}
    decisions = [decision for decision in portfolio.decisions if decision.key in keys]
    return Sampled(
        samples,
        frozenset(decision.key for decision in decisions),
        frozenset(one.evidence for decision in decisions for one in decision.evidence),
        frozenset(name for decision in decisions for name in decision.criteria),
    )


def narrowed(checked: Checked, of: Sampled) -> Checked:
    """Return a checked portfolio with what was sampled, and of the rest the states alone."""
    portfolio = _portfolio(checked, of)
    states = {item.key: checked.claims.claimed_states[item.path] for item in portfolio.evidence}
    claims = resolve(portfolio, lambda item: states[item.key])
    record = record_of(checked.record, portfolio, claims, of)
    coverage = coverage_of(checked.coverage, portfolio, of)
    found = tuple(_found(checked.diagnostics, portfolio))
    return Checked(portfolio, checked.settings, claims, record, coverage, found)


def rest_of(checked: Checked, of: Sampled, visit: Visit) -> NotShown:
    """Count the items, decisions and criteria that the edition for a visit does not show."""
    portfolio, record = checked.portfolio, checked.record
    return NotShown(
        visit.name,
        tuple(sample.id for sample in of.samples),
        sum(item.key not in of.items for item in portfolio.evidence),
        sum(not of.has(decision) for decision in portfolio.decisions),
        sum(name not in of.criteria for name in checked.coverage.criteria),
        len(portfolio.decisions),
        sum(bool(record.sampled_by(decision)) for decision in record.facts.decisions),
    )


def _portfolio(checked: Checked, of: Sampled) -> Portfolio:
    whole = checked.portfolio
    stub = stubs(whole.evidence, checked.settings.edition, checked.diagnostics)
    closed = {one.path for item in whole.evidence if item.key in stub for one in item.attachments}
    items = tuple(item for item in whole.evidence if item.key in of.items)
    decisions = tuple(decision for decision in whole.decisions if of.has(decision))
    attached = {
        attachment.path for item in items if item.key not in stub for attachment in item.attachments
    }
    paths = {item.path for item in items}
    doubts = whole.doubts
    return Portfolio(
        framework_of(whole, of.criteria),
        items,
        whole.place,
        whole.today,
        _enrolment(whole.enrolment, of),
        _people(whole, items, decisions, of.samples),
        whole.people_unread,
        decisions,
        of.samples,
        fingerprints={
            key: fingerprint for key, fingerprint in whole.fingerprints.items() if key in of.items
        },
        files={path: stored for path, stored in whole.files.items() if path in attached - closed},
        pages=whole.pages & paths,
        doubts=Doubts(portfolio=doubts.portfolio, is_partial=doubts.is_partial),
    )


def _enrolment(enrolment: Enrolment | None, of: Sampled) -> Enrolment | None:
    """Return what is taken; of waivers of what was not sampled, nothing but that there are some."""
    if enrolment is None:
        return None
    waivers = (
        one if one.criterion in of.criteria else Waiver(one.criterion, "", one.place, one.expires)
        for one in enrolment.waivers
    )
    return Enrolment(
        enrolment.place,
        enrolment.learner,
        enrolment.qualifications,
        enrolment.units,
        enrolment.unit_places,
        tuple(waivers),
        enrolment.learner_place,
    )


def _people(
    whole: Portfolio,
    items: Iterable[Evidence],
    decisions: Iterable[Decision],
    samples: Iterable[Sample],
) -> Mapping[str, Person] | None:
    """Return the people whom something names that is shown."""
    if whole.people is None:
        return None
    named = {text.upper() for item in items for text in texts_in(item.fields)}
    named |= {
        name.upper()
        for decision in decisions
        for name in (decision.assessor, decision.countersigned_by)
    }
    named |= {sample.quality_assurer.upper() for sample in samples}
    if whole.enrolment:
        named.add(whole.enrolment.learner.upper())
    return {id: person for id, person in whole.people.items() if id.upper() in named}


def _found(every: Iterable[Diagnostic], portfolio: Portfolio) -> Iterator[Diagnostic]:
    """Give what was found in what is shown, by what its rule is about: its words may say more."""
    shown = {made.place.path for its in (portfolio.decisions, portfolio.samples) for made in its}
    shown |= {item.path for item in portfolio.evidence}
    for diagnostic in every:
        if diagnostic.finding.place.path in shown:
            bare = Finding(
                diagnostic.rule.code,
                diagnostic.finding.place,
                diagnostic.rule.about,
                unit=diagnostic.finding.unit,
            )
            yield Diagnostic(diagnostic.rule, diagnostic.severity, bare, diagnostic.pending)
