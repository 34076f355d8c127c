"""Criteria as pages show them."""

from typing import NamedTuple

from markupsafe import Markup

from crossfolio.core.breadth import part_tag
from crossfolio.core.coverage import Cover, State
from crossfolio.core.framework import Criterion
from crossfolio.core.record.words import objection_words, words_since
from crossfolio.core.requirement import RequirementPiece
from crossfolio.core.scope import Scope
from crossfolio.core.seen import Seen
from crossfolio.core.texts import NOTHING, Text
from crossfolio.core.wording import without_emphasis
from crossfolio.reports.addresses import Link, criterion_anchor, decision_page, unit_page
from crossfolio.reports.words import NOT_TAKEN, STATES, TURNS, WITHDRAWN, Badge, day
from crossfolio.site.views.items import ShownClaim, claimants, shown
from crossfolio.site.views.judging import JudgingView, judging_criterion
from crossfolio.site.views.remarks import remarks_on
from crossfolio.site.views.wording import wording

SCOPES = {
    Scope.REQUIRED: Text("Required"),
    Scope.OPTIONAL: Text("Optional"),
    Scope.EXCLUDED: Text("Excluded"),
    Scope.WAIVED: Text("Waived"),
}
KSB = {
    "knowledge": Text("Knowledge"),
    "skill": Text("Skill"),
    "behaviour": Text("Behaviour"),
}
"""The sorts of criteria in a standard."""


class CriterionLink(NamedTuple):
    """A criterion by name, with the address of its row."""

    id: str
    title: str
    href: str


class DecisionView(NamedTuple):
    """The latest decision on a criterion; for assessors only."""

    id: str
    href: str
    """Where it is listed with all others."""
    date: str
    assessor: str
    verdict: str
    feedback: str
    changes: tuple[str, ...]
    """What has changed since; empty where the decision stands."""
    outcome: str
    """The verdict at the beginning of a sentence."""


class PartView(NamedTuple):
    """A part of a criterion."""

    tag: str
    """What claims it: `U3.2.1a`."""
    text: str
    state: Badge
    items: str
    """The IDs of the items that show it, in a row."""


class CriterionView(NamedTuple):
    """A criterion with all that stands behind it."""

    id: str
    anchor: str
    title: str
    text: str
    href: str
    state: Badge
    scope: str
    """In words, with the reason of a waiver where the edition shows it."""
    pieces: tuple[RequirementPiece, ...]
    """What it asks for, one by one; none where it is not asked for."""
    shown: tuple[ShownClaim, ...]
    missing: tuple[str, ...]
    decision: DecisionView | None
    reasons: tuple[str, ...]
    """Why it is not accepted although nothing that was judged has changed."""
    turn: str
    """Whose turn it is, in words."""
    wording: Markup
    """The text as paragraphs and lists."""
    facts: tuple[str, ...] = ()
    """What it is in its standard: its level, its sort, how it is assessed."""
    parts: tuple[PartView, ...] = ()
    judging: JudgingView | None = None
    """What its form is made for, where the edition has forms."""
    is_bare: bool = False
    """Whether it was not sampled, and a visit shows its state alone."""


def criterion_link(criterion: Criterion, to: Link) -> CriterionLink:
    """Return a criterion's name and address."""
    return CriterionLink(criterion.id, criterion.title, to(criterion_page(criterion)))


def criterion_page(criterion: Criterion) -> str:
    """Return the row of a criterion: `units/bud#BUD.AC7`."""
    return f"{unit_page(criterion.unit)}#{criterion_anchor(criterion.id)}"


def cover_of(criterion: Criterion, seen: Seen) -> Cover | None:
    """Return what stands behind a criterion in this edition; `None` where it is not asked."""
    return seen.coverage.criteria.get(criterion.id)


def state_of(criterion: Criterion, seen: Seen) -> State | None:
    """Return the state of a criterion in this edition; `None` where it is not asked."""
    cover = seen.coverage.criteria.get(criterion.id)
    return cover.state if cover else None


def badge_of(criterion: Criterion, seen: Seen) -> Badge:
    """Return the badge of a criterion's state in this edition."""
    state = state_of(criterion, seen)
    if state:
        return STATES[state]
    return WITHDRAWN if criterion.withdrawn else NOT_TAKEN


def criterion_view(
    criterion: Criterion, claims: tuple[ShownClaim, ...], seen: Seen, to: Link
) -> CriterionView:
    """Return a criterion with its claims and all else that the edition shows of it."""
    cover = cover_of(criterion, seen)
    return CriterionView(
        criterion.id,
        criterion_anchor(criterion.id),
        criterion.title,
        without_emphasis(criterion.text),
        to(criterion_page(criterion)),
        badge_of(criterion, seen),
        _scope(criterion, cover, seen),
        pieces_of(criterion, seen),
        claims,
        _missing_beside_decision(cover) if cover else (),
        decision_view(cover, seen, to) if cover else None,
        tuple(map(objection_words, cover.objections)) if cover else (),
        TURNS[cover.turn] if cover else "",
        wording(criterion.text),
        facts_of(criterion, seen),
        _parts(criterion, cover),
        judging_criterion(criterion, cover, seen),
        is_bare(criterion, seen),
    )


def is_bare(criterion: Criterion, seen: Seen) -> bool:
    """Tell whether a criterion was not sampled, and the visit shows its state alone."""
    return seen.rest is not None and not criterion.text


def facts_of(criterion: Criterion, seen: Seen) -> tuple[Text, ...]:
    """Say what a criterion is in its standard; its level only where levels may be seen."""
    level = criterion.level if seen.people else ""
    facts = (
        Text("Level: {level}", level=level) if level else NOTHING,
        KSB.get(criterion.ksb, NOTHING),
        Text("Assessed by {methods}", methods=criterion.methods) if criterion.methods else NOTHING,
    )
    return tuple(fact for fact in facts if fact)


def _parts(criterion: Criterion, cover: Cover | None) -> tuple[PartView, ...]:
    known = {part.id: part for part in cover.parts} if cover else {}
    return tuple(
        PartView(
            part_tag(criterion, part.id),
            without_emphasis(part.text),
            STATES[known[part.id].state] if part.id in known else NOT_TAKEN,
            ", ".join(known[part.id].items) if part.id in known else "",
        )
        for part in criterion.parts
    )


def claims_on(criterion: Criterion, seen: Seen, to: Link) -> tuple[ShownClaim, ...]:
    """Return the claims on a criterion, one an item, in the natural order of the items' IDs."""
    remarks = remarks_on(criterion, seen)
    return tuple(
        shown(claim, criterion.id, seen, to, remarks(claim))
        for claim in claimants(criterion.id, seen)
    )


def pieces_of(criterion: Criterion, seen: Seen) -> tuple[RequirementPiece, ...]:
    """Return what a criterion asks for one by one, and what of it is there."""
    return seen.asked.get(criterion.id, ())


def missing_of(cover: Cover) -> tuple[str, ...]:
    """Say what is still to be brought for a criterion that is asked for."""
    if cover.missing or cover.scope is not Scope.REQUIRED:
        return cover.missing
    if cover.state is State.UNCOVERED:
        return (Text("an item of evidence that claims it"),)
    if cover.state is State.DRAFT:
        items = tuple(item.id for item in cover.drafts)
        return (Text("a finished item; drafts that claim it: {items}", items=items),)
    return ()


def decision_view(cover: Cover, seen: Seen, to: Link) -> DecisionView | None:
    """Return the decision that holds on a criterion, in words; `None` where there is none."""
    standing = cover.standing
    if standing is None:
        return None
    return DecisionView(
        standing.decision.id,
        to(decision_page(standing.decision.id)),
        day(standing.decision.date),
        seen.person(standing.decision.assessor),
        standing.judgement.verdict.words,
        standing.feedback,
        words_since(standing),
        standing.judgement.verdict.capital,
    )


def known_decisions(seen: Seen) -> frozenset[str]:
    """Return the decisions that the site lists, by ID in upper case, on whichever page."""
    record = seen.record
    others = (*record.facts.decisions, *record.strangers) if seen.rest is None else ()
    return frozenset(decision.key for decision in (*seen.portfolio.decisions, *others))


def _missing_beside_decision(cover: Cover) -> tuple[str, ...]:
    by_decision = cover.state is State.PARTIAL and not cover.undecided.missing
    return () if by_decision else missing_of(cover)


def _scope(criterion: Criterion, cover: Cover | None, seen: Seen) -> Text:
    if cover is None:
        return _not_asked(criterion)
    if cover.scope is Scope.WAIVED and seen.people:
        return Text("Waived: {reason}", reason=_reason(criterion.id, seen))
    return SCOPES[cover.scope]


def _not_asked(criterion: Criterion) -> Text:
    if not criterion.withdrawn:
        return Text("Not asked: its unit is not taken")
    if not criterion.replaced_by:
        return Text("Withdrawn")
    return Text("Withdrawn; replaced by {criterion}", criterion=criterion.replaced_by)


def _reason(criterion_id: str, seen: Seen) -> str:
    enrolment = seen.portfolio.enrolment
    for waiver in enrolment.waivers if enrolment else ():
        if waiver.criterion == criterion_id and waiver.stands(seen.portfolio.today):
            if not waiver.expires:
                return waiver.reason
            until = day(waiver.expires)
            return Text("{reason} (until {day})", reason=waiver.reason, day=until)
    return Text("no reason recorded")
