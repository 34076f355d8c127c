"""What the page of assessment shows: what awaits a decision, and every decision ever made."""

from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.claims import ClaimState
from crossfolio.core.coverage import Cover
from crossfolio.core.record.values import Decision, Judged
from crossfolio.reports.site.addresses import (
    Link,
    decision_anchor,
    decision_page,
    evidence_page,
)
from crossfolio.reports.site.criteria import (
    CriterionLink,
    DecisionView,
    criterion_link,
    decision_view,
)
from crossfolio.reports.site.items import Shown, claimants, shown
from crossfolio.reports.site.queues import LATER, WAITS, new_items, required
from crossfolio.reports.site.visibility import person
from crossfolio.reports.site.words import PROGRESS, STATES, Badge, day

FIRST_CLAIMS = 4
"""So that the page grows with the criteria and not with the items."""
_SHORT = 12
"""How much of a fingerprint is shown, its name `cf2:` with it."""


class Waiting(NamedTuple):
    """A criterion that an assessor may want to look at."""

    criterion: CriterionLink
    state: Badge
    progress: str
    """How far the learner is with its unit."""
    shown: tuple[Shown, ...]
    """The first of the claims to look at; the page of the unit has all."""
    more: int
    """How many others there are."""
    decision: DecisionView | None


class Queue(NamedTuple):
    """Criteria that wait for the same thing."""

    anchor: str
    title: str
    meaning: str
    rows: tuple[Waiting, ...]


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
    """Nothing where the framework has no such criterion any more."""
    verdict: str
    feedback: str


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
    superseded_by: tuple[str, ...]
    """The decisions that end some judgement of it."""
    href_of: dict[str, str]
    """The addresses of the decisions before and after it, by ID."""


class Assessment(NamedTuple):
    """The whole page."""

    queues: tuple[Queue, ...]
    decisions: tuple[DecisionRecord, ...]
    """The latest first."""


def assessment_view(checked: Checked, to: Link) -> Assessment:
    """Return what waits for an assessor, and the history; for the assessor edition alone."""
    covers = required(checked.coverage.criteria.values())
    queues = tuple(
        Queue(
            wait.anchor,
            wait.title,
            wait.meaning,
            tuple(
                _waiting(it, checked, to, new_items(it) if wait is LATER else None)
                for it in covers
                if wait.holds(it)
            ),
        )
        for wait in WAITS
    )
    records = tuple(_record(it, checked, to) for it in reversed(checked.portfolio.decisions))
    return Assessment(queues, records)


def _waiting(
    cover: Cover, checked: Checked, to: Link, only: frozenset[str] | None = None
) -> Waiting:
    """Return a criterion with its counting claims, or with those of some items alone."""
    criterion = cover.criterion
    claims = [
        it
        for it in claimants(criterion.id, checked)
        if it.state is ClaimState.OK and (only is None or it.item.key in only)
    ]
    return Waiting(
        criterion_link(criterion, to),
        STATES[cover.state],
        PROGRESS[checked.portfolio.taken[criterion.unit]],
        tuple(shown(it, criterion.id, checked, to) for it in claims[:FIRST_CLAIMS]),
        len(claims[FIRST_CLAIMS:]),
        decision_view(cover.standing, checked, to) if cover.standing else None,
    )


def _record(it: Decision, checked: Checked, to: Link) -> DecisionRecord:
    decisions = {one.id.upper(): one.id for one in checked.portfolio.decisions}
    ended = checked.record.order.ended
    after = dict.fromkeys(
        ended[it.key, name].id for name in sorted(it.criteria) if (it.key, name) in ended
    )
    before = [one.name for one in it.supersedes]
    criteria = checked.portfolio.framework.criteria
    named = [name for name in (*before, *after) if name.upper() in decisions]
    return DecisionRecord(
        it.id,
        decision_anchor(it.id),
        day(it.date),
        person(it.assessor, checked),
        tuple(_judged(one, checked, to) for one in it.evidence),
        tuple(
            JudgementView(
                one.criterion,
                criterion_link(criteria[one.criterion], to) if one.criterion in criteria else None,
                one.verdict.words,
                one.feedback,
            )
            for one in it.judgements
        ),
        it.feedback,
        tuple(before),
        tuple(after),
        {name: to(decision_page(name)) for name in named},
    )


def _judged(it: Judged, checked: Checked, to: Link) -> JudgedView:
    item, now = (
        checked.portfolio.by_id.get(it.evidence),
        checked.portfolio.fingerprints.get(it.evidence),
    )
    return JudgedView(
        item.id if item else it.evidence,
        to(evidence_page(item)) if item else "",
        it.fingerprint[:_SHORT],
        now is not None and now.value == it.fingerprint,
    )
