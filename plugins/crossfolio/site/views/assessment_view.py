"""What the page of assessment shows: what awaits a decision, and every decision ever made."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from crossfolio.core.claims import ClaimState
from crossfolio.core.coverage import Cover
from crossfolio.core.record.values import Decision, Judged, Judgement
from crossfolio.core.record.words import objection_words
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports.addresses import (
    Link,
    decision_anchor,
    decision_page,
    evidence_page,
)
from crossfolio.reports.words import BARS, PROGRESS, SAMPLE_OUTCOMES, STATES, Badge, day
from crossfolio.site.views.criteria import (
    CriterionLink,
    DecisionView,
    criterion_link,
    decision_view,
    known_decisions,
)
from crossfolio.site.views.items import ShownClaim, claimants, shown
from crossfolio.site.views.queues import LATER, WAITS, new_items, required

FIRST_CLAIMS = 4
"""So that the page grows with the criteria and not with the items."""
_SHORT = 12
"""How much of a fingerprint is shown, its name `cf2:` with it."""


class WaitingView(NamedTuple):
    """A criterion that an assessor may want to look at."""

    criterion: CriterionLink
    state: Badge
    progress: str
    """How far the learner is with its unit."""
    shown: tuple[ShownClaim, ...]
    """The first of the claims to look at; the page of the unit has all."""
    more: int
    """How many others there are."""
    decision: DecisionView | None
    reasons: tuple[str, ...]
    """Why it is not accepted although nothing that was judged has changed."""


class Queue(NamedTuple):
    """Criteria that wait for the same thing."""

    anchor: str
    title: str
    meaning: str
    rows: tuple[WaitingView, ...]


class JudgedView(NamedTuple):
    """An item as a decision judged it."""

    id: str
    href: str
    """Empty where there is no such item any more."""
    fingerprint: str
    """Its beginning."""
    same: bool
    """Whether the item is still what was judged."""


class JudgementView(NamedTuple):
    """What was decided on one criterion."""

    id: str
    criterion: CriterionLink | None
    """`None` where the framework has no such criterion any more."""
    verdict: str
    feedback: str
    on: tuple[str, ...]
    """The items that it rests on, by ID."""
    mapped: bool
    """Whether the assessor claims it on the learner's behalf."""
    ended_by: str
    """The decision that took its place; empty where none did."""


class DecisionRecord(NamedTuple):
    """A decision with what it judged and what came after it."""

    id: str
    anchor: str
    date: str
    assessor: str
    judged: tuple[JudgedView, ...]
    judgements: tuple[JudgementView, ...]
    feedback: str
    supersedes: tuple[str, ...]
    notes: tuple[str, ...]
    """How it was judged, who countersigned it, and why it does not count."""
    href_of: dict[str, str]
    """The addresses of the decisions before and after it, by ID."""


class Assessment(NamedTuple):
    """The whole page."""

    queues: tuple[Queue, ...]
    decisions: tuple[DecisionRecord, ...]
    """The latest first."""


def assessment_view(seen: Seen, to: Link) -> Assessment:
    """Return what waits for an assessor, and the history; for the assessor edition alone."""
    covers = required(seen.coverage.criteria.values())
    waits = (wait for wait in WAITS if not wait.is_rare or any(map(wait.holds, covers)))
    queues = tuple(
        Queue(
            wait.anchor,
            wait.title,
            wait.meaning,
            tuple(
                _waiting(cover, seen, to, new_items(cover) if wait is LATER else None)
                for cover in covers
                if wait.holds(cover)
            ),
        )
        for wait in waits
    )
    known = known_decisions(seen)
    records = tuple(
        _record(decision, known, seen, to) for decision in reversed(seen.portfolio.decisions)
    )
    return Assessment(queues, records)


def _waiting(cover: Cover, seen: Seen, to: Link, only: frozenset[str] | None = None) -> WaitingView:
    """Return a criterion with its counting claims, or with those of some items alone."""
    criterion = cover.criterion
    claims = [
        claim
        for claim in claimants(criterion.id, seen)
        if claim.state is ClaimState.OK and (only is None or claim.item.key in only)
    ]
    return WaitingView(
        criterion_link(criterion, to),
        STATES[cover.state],
        PROGRESS[seen.portfolio.taken[criterion.unit]],
        tuple(shown(claim, criterion.id, seen, to) for claim in claims[:FIRST_CLAIMS]),
        len(claims[FIRST_CLAIMS:]),
        decision_view(cover, seen, to),
        tuple(map(objection_words, cover.objections)),
    )


def _record(decision: Decision, known: Container[str], seen: Seen, to: Link) -> DecisionRecord:
    """Return a decision with what came of it.

    Args:
        decision: What was decided.
        known: The IDs of all decisions, in upper case.
        seen: The portfolio.
        to: Gives addresses.
    """
    judgements = tuple(_judgement(decision, one, seen, to) for one in decision.judgements)
    before = tuple(one.name for one in decision.supersedes)
    after = (one.ended_by for one in judgements if one.ended_by)
    named = [name for name in dict.fromkeys((*before, *after)) if name.upper() in known]
    return DecisionRecord(
        decision.id,
        decision_anchor(decision.id),
        day(decision.date),
        seen.person(decision.assessor),
        tuple(_judged(one, seen, to) for one in decision.evidence),
        judgements,
        decision.feedback,
        before,
        tuple(_notes(decision, seen)),
        {name: to(decision_page(name)) for name in named},
    )


def _judgement(decision: Decision, judgement: Judgement, seen: Seen, to: Link) -> JudgementView:
    criterion = seen.portfolio.framework.criteria.get(judgement.criterion)
    ended_by = seen.record.order.ended.get((decision.key, judgement.criterion))
    return JudgementView(
        judgement.criterion,
        criterion_link(criterion, to) if criterion else None,
        judgement.verdict.words,
        judgement.feedback,
        judgement.on,
        judgement.mapped,
        ended_by.id if ended_by else "",
    )


def _notes(decision: Decision, seen: Seen) -> Iterator[Text]:
    if decision.method:
        yield Text("judged by {method}", method=decision.method.replace("-", " "))
    if decision.countersigned_by:
        yield Text("countersigned by {person}", person=seen.person(decision.countersigned_by))
    bar = seen.record.bars.get(decision.key)
    if bar:
        yield BARS[bar]
    for sample in seen.record.samples_of(decision):
        yield Text(
            "sample {sample}: {outcome}",
            sample=sample.id,
            outcome=SAMPLE_OUTCOMES.get(sample.outcome, sample.outcome),
        )


def _judged(judged: Judged, seen: Seen, to: Link) -> JudgedView:
    item, now = (
        seen.portfolio.by_id.get(judged.evidence),
        seen.portfolio.fingerprints.get(judged.evidence),
    )
    return JudgedView(
        item.id if item else judged.evidence,
        to(evidence_page(item)) if item else "",
        judged.fingerprint[:_SHORT],
        now is not None and now.value == judged.fingerprint,
    )
