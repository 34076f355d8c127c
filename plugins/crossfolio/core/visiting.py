"""An edition for a visit: what was sampled, and of the rest states and counts.

What a visitor sees is built from what the samples name. Nothing else of an item, a decision or a
criterion is carried over, so that what is new is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.claims import Claims, resolve
from crossfolio.core.cover import Cover, PartCover, Undecided
from crossfolio.core.coverage import Coverage
from crossfolio.core.doubts import Doubts
from crossfolio.core.evidence import Evidence, Json
from crossfolio.core.findings import Diagnostic, Finding
from crossfolio.core.framework import Criterion
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Portfolio, Waiver
from crossfolio.core.record.claim_standing import ClaimRecord, ClaimStanding
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.order import Order
from crossfolio.core.record.record import Record
from crossfolio.core.record.values import Decision, Person, Sample
from crossfolio.core.settings import Visit
from crossfolio.core.visited_framework import framework_of

_NOWHERE = Place("")


class Rest(NamedTuple):
    """How much of a portfolio a visit does not show."""

    name: str
    """Of the edition."""
    samples: tuple[str, ...]
    items: int
    decisions: int
    sampled_decisions: int
    """How many there are of which some sample that counts is shown or not."""
    criteria: int


class Sampled(NamedTuple):
    """What the samples of a visit are about."""

    samples: tuple[Sample, ...]
    decisions: frozenset[str]
    """By ID in upper case."""
    items: frozenset[str]
    """By ID in upper case."""
    criteria: frozenset[str]
    """By full ID."""

    def has(self, decision: Decision) -> bool:
        """Tell whether a decision is sampled."""
        return decision.key in self.decisions


def sampled(visit: Visit, portfolio: Portfolio) -> Sampled:
    """Return what the samples of a visit are about."""
    wanted = {name.upper() for name in visit.samples}
    samples = tuple(it for it in portfolio.samples if it.key in wanted)
    keys = {reference.key for it in samples for reference in it.decisions}
    decisions = [it for it in portfolio.decisions if it.key in keys]
    return Sampled(
        samples,
        frozenset(it.key for it in decisions),
        frozenset(one.evidence for it in decisions for one in it.evidence),
        frozenset(name for it in decisions for name in it.criteria),
    )


def narrowed(checked: Checked, of: Sampled) -> Checked:
    """Return a checked portfolio with what was sampled, and of the rest the states alone."""
    portfolio = _portfolio(checked.portfolio, of)
    worth = {it.key: checked.claims.worth[it.path] for it in portfolio.evidence}
    claims = resolve(portfolio, lambda item: worth[item.key])
    record = _record(checked.record, portfolio, claims, of)
    coverage = _coverage(checked.coverage, portfolio, of)
    found = tuple(_found(checked.diagnostics, portfolio))
    return Checked(portfolio, checked.settings, claims, record, coverage, found)


def rest_of(checked: Checked, of: Sampled, visit: Visit) -> Rest:
    """Return how much is left out."""
    portfolio, record = checked.portfolio, checked.record
    return Rest(
        visit.name,
        tuple(it.id for it in of.samples),
        sum(it.key not in of.items for it in portfolio.evidence),
        sum(not of.has(it) for it in portfolio.decisions),
        sum(bool(record.sampled_by(it)) for it in record.facts.decisions),
        sum(name not in of.criteria for name in checked.coverage.criteria),
    )


def _portfolio(whole: Portfolio, of: Sampled) -> Portfolio:
    items = tuple(it for it in whole.evidence if it.key in of.items)
    decisions = tuple(it for it in whole.decisions if of.has(it))
    attached = {it.path for item in items for it in item.attachments}
    paths = {it.path for it in items}
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
        fingerprints={key: it for key, it in whole.fingerprints.items() if key in of.items},
        files={path: it for path, it in whole.files.items() if path in attached},
        pages=whole.pages & paths,
        doubts=Doubts(portfolio=doubts.portfolio, is_partial=doubts.is_partial),
    )


def _enrolment(it: Enrolment | None, of: Sampled) -> Enrolment | None:
    """Return what is taken; of waivers of what was not sampled, nothing but that there are some."""
    if it is None:
        return None
    waivers = (
        one if one.criterion in of.criteria else Waiver(one.criterion, "", one.place, one.expires)
        for one in it.waivers
    )
    return Enrolment(
        it.place,
        it.learner,
        it.qualifications,
        it.units,
        it.unit_places,
        tuple(waivers),
        it.learner_place,
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
    named = {text.upper() for item in items for text in _texts(item.fields)}
    named |= {name.upper() for it in decisions for name in (it.assessor, it.countersigned_by)}
    named |= {it.quality_assurer.upper() for it in samples}
    if whole.enrolment:
        named.add(whole.enrolment.learner.upper())
    return {id: it for id, it in whole.people.items() if id.upper() in named}


def _texts(value: Json | Mapping[str, Json]) -> Iterator[str]:
    """Give every text in a field of the front matter, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for it in value.values():
            yield from _texts(it)
    elif isinstance(value, list):
        for it in value:
            yield from _texts(it)


def _record(it: Record, portfolio: Portfolio, claims: Claims, of: Sampled) -> Record:
    facts, order = it.facts, it.order
    seen = Facts(
        facts.today,
        portfolio.framework.criteria,
        portfolio.by_id,
        {key: one for key, one in facts.fingerprints.items() if key in of.items},
        claims,
        facts.least,
        facts.learner,
        portfolio.people,
        facts.people_unread,
        portfolio.decisions,
        samples=of.samples,
        untrusted={key: one for key, one in facts.untrusted.items() if key in of.decisions},
    )
    ended = {
        key: one if of.has(one) else _bare(one)
        for key, one in order.ended.items()
        if key[0] in of.decisions
    }
    holding = {name: one for name, one in order.holding.items() if of.has(one.decision)}
    return Record(
        seen,
        (),
        {key: bar for key, bar in it.bars.items() if key in of.decisions},
        Order(holding, ended, (), (), ()),
        {name: one for name, one in it.standing.items() if of.has(one.decision)},
        {
            name: tuple(one for one in its if one.id.upper() in of.decisions)
            for name, its in it.objections.items()
            if name in of.criteria
        },
        it.idle_samples & {one.key for one in of.samples},
    )


def _bare(it: Decision) -> Decision:
    """Return a decision that was not sampled with its ID and its day alone."""
    return Decision(it.id, "", it.date, _NOWHERE, (), ())


def _coverage(whole: Coverage, portfolio: Portfolio, of: Sampled) -> Coverage:
    """Return the coverage; all numbers and states are those of the whole portfolio."""
    criteria = portfolio.framework.criteria
    covers = {
        name: _cover(it, of) if name in of.criteria else _state_of(it, criteria)
        for name, it in whole.criteria.items()
    }
    return Coverage(
        covers,
        whole.outcomes,
        whole.units,
        whole.qualifications,
        whole.total,
        whole.submitted,
        whole.outcome_count,
        whole.waived,
        whole.grades,
        whole.levels,
        whole.qualification_grades,
    )


def _cover(it: Cover, of: Sampled) -> Cover:
    """Return what was sampled of what stands behind a criterion."""
    before = it.undecided
    standing = it.standing if it.standing and of.has(it.standing.decision) else None
    return Cover(
        it.criterion,
        it.scope,
        it.state,
        _of_items(it.items, of),
        _of_items(it.drafts, of),
        it.missing,
        standing,
        it.turn,
        tuple(one for one in it.objections if one.id.upper() in of.decisions),
        tuple(_claim(one, of) for one in it.known if one.item.key in of.items),
        Undecided(before.state, _of_items(before.items, of), before.missing),
        it.is_whole,
        tuple(
            PartCover(
                one.id,
                one.state,
                one.shown,
                tuple(id for id in one.items if id.upper() in of.items),
            )
            for one in it.parts
        ),
    )


def _state_of(it: Cover, criteria: Mapping[str, Criterion]) -> Cover:
    """Return the state of a criterion that was not sampled, and nothing that stands behind it."""
    return Cover(
        criteria[it.criterion.id],
        it.scope,
        it.state,
        (),
        (),
        (),
        None,
        it.turn,
        (),
        (),
        Undecided(it.undecided.state, (), ()),
        it.is_whole,
    )


def _of_items(items: Iterable[Evidence], of: Sampled) -> tuple[Evidence, ...]:
    return tuple(it for it in items if it.key in of.items)


def _claim(it: ClaimRecord, of: Sampled) -> ClaimRecord:
    """Return the standing of a claim, unless a decision gives it that was not sampled."""
    if it.decision is None or of.has(it.decision):
        return it
    return ClaimRecord(it.item, ClaimStanding.CLAIMED)


def _found(every: Iterable[Diagnostic], portfolio: Portfolio) -> Iterator[Diagnostic]:
    """Give what was found in what is shown, by what its rule is about: its words may say more."""
    shown = {it.place.path for its in (portfolio.decisions, portfolio.samples) for it in its}
    shown |= {it.path for it in portfolio.evidence}
    for it in every:
        if it.finding.place.path in shown:
            message = it.rule.page.partition("\n")[0].removesuffix(".")
            bare = Finding(it.rule.code, it.finding.place, message, unit=it.finding.unit)
            yield Diagnostic(it.rule, it.severity, bare, it.pending)
