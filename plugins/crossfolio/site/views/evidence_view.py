"""What the pages of evidence show: the head and the foot of an item, a stub."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from crossfolio.core.breadth import part_tag
from crossfolio.core.claims import ClaimState, Resolved
from crossfolio.core.coverage import Cover
from crossfolio.core.evidence import Evidence
from crossfolio.core.record.claim_standing import ClaimStanding
from crossfolio.core.record.fingerprint import Fingerprint, canonical_fields
from crossfolio.core.record.words import objection_words, words_since
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports.addresses import Link, decision_page
from crossfolio.reports.words import Badge
from crossfolio.site.views.criteria import CriterionLink, cover_of, criterion_link
from crossfolio.site.views.items import (
    ClaimSpot,
    ItemView,
    claim_badge,
    claim_known,
    claim_words,
    claims_of,
    item_view,
    mapped_on,
    spots,
)
from crossfolio.site.views.since_view import passage_words
from crossfolio.site.views.wording import wording

_ROLES = (
    ("author", Text("Author")),
    ("assessor", Text("Assessor")),
    ("witness", Text("Witness")),
)


class ClaimView(NamedTuple):
    """A claim of an item, seen from the item."""

    criterion: CriterionLink | None
    """`None` where the claim names no criterion."""
    tag: str
    spots: tuple[ClaimSpot, ...]
    note: str
    claim: Badge
    """The claim's own standing, or why it does not count; never the criterion's state."""
    counts: bool
    wording: Markup
    """The criterion's text in full."""
    mapped: bool
    """Whether the assessor claims it on the learner's behalf."""
    decision: tuple[str, str] | None
    """The ID and the address of the decision that judged it."""
    changes: tuple[str, ...]
    """What has changed since, where something has."""
    passage: str
    """Whether the passages that were judged are as they were, in words, where that is known."""
    feedback: str
    """What the assessor said, where it is the learner's turn after a judgement."""
    doubts: tuple[str, ...]
    """Why the criterion is not accepted, although the claim was judged."""


class HeadView(NamedTuple):
    """What stands above the body of an item."""

    item: ItemView
    people: tuple[tuple[str, str], ...]
    """Role and name."""


class FingerprintView(NamedTuple):
    """A fingerprint with all that it takes to recompute it."""

    value: str
    short: str
    parts: tuple[tuple[str, str], ...]
    canonical: str


def claimed(item: Evidence, seen: Seen, to: Link) -> tuple[CriterionLink, ...]:
    """Return the criteria that an item claims, each once."""
    named = {
        claim.criterion.id: claim.criterion for claim in claims_of(item, seen) if claim.criterion
    }
    return tuple(criterion_link(criterion, to) for criterion in named.values())


def head_view(item: Evidence, seen: Seen, to: Link) -> HeadView:
    """Return what stands above the body of an item."""
    names = ((words, seen.person(item.text(role))) for role, words in _ROLES)
    return HeadView(
        item_view(item, seen, to),
        tuple((words, name) for words, name in names if name),
    )


def claims_view(item: Evidence, seen: Seen, to: Link) -> tuple[ClaimView, ...]:
    """Return the claims of an item with where each is shown."""
    own = [_claim(claim, seen, to) for claim in claims_of(item, seen)]
    mapped = (claim for claim in mapped_on(item, seen) if claim.criterion)
    return (*own, *(_claim(claim, seen, to) for claim in mapped))


def changed_claims(claims: Iterable[ClaimView]) -> tuple[ClaimView, ...]:
    """Return the claims whose evidence or wording has changed since it was judged."""
    return tuple(claim for claim in claims if claim.changes and claim.decision)


def fingerprint_view(item: Evidence, seen: Seen) -> FingerprintView | None:
    """Return an item's fingerprint, where there is one and the edition shows it.

    The public edition shows none: it stands for a decision, and its JSON names people.
    """
    whole = seen.people and seen.in_full(item)
    known = seen.portfolio.fingerprints.get(item.key) if whole else None
    if known is None:
        return None
    return FingerprintView(known.value, known.value[:12], _parts(known), canonical_fields(item))


def stub_fingerprint(item: Evidence, seen: Seen) -> str:
    """Return the bare fingerprint of an item that is not shown, for a decision to name.

    It tells nothing of the item; its parts and its JSON would.
    """
    known = seen.portfolio.fingerprints.get(item.key)
    return known.value if known and seen.people else ""


def withheld_words(item: Evidence, seen: Seen) -> str:
    """Say why no more of an item is shown; empty where it is shown in full."""
    why = seen.held.get(item.key)
    return why.words if why else ""


def _claim(resolved: Resolved, seen: Seen, to: Link) -> ClaimView:
    claim, criterion = resolved.claim, resolved.criterion
    cover = cover_of(criterion, seen) if criterion else None
    known = claim_known(resolved, seen)
    judged = known.decision if known else None
    decision = (judged.id, to(decision_page(judged.id))) if judged else None
    changed = known is not None and known.standing is ClaimStanding.CHANGED
    return ClaimView(
        _link(resolved, to),
        claim.tag,
        spots(resolved.item, claim, criterion.id, seen, to) if criterion else (),
        claim_words(claim),
        claim_badge(resolved, known),
        resolved.state is ClaimState.OK,
        wording(criterion.text, classed=False) if criterion else Markup(),
        known is not None and known.mapped,
        decision,
        _changes(cover, resolved.item) if changed and cover else (),
        passage_words(resolved.item, criterion.id, seen) if changed and criterion else "",
        _feedback(cover) if judged and cover else "",
        tuple(map(objection_words, cover.objections)) if judged and cover else (),
    )


def _link(claim: Resolved, to: Link) -> CriterionLink | None:
    """Return the criterion of a claim, by the tag of its part where it names one."""
    if claim.criterion is None:
        return None
    link = criterion_link(claim.criterion, to)
    return link._replace(id=part_tag(claim.criterion, claim.part)) if claim.part else link


def _changes(cover: Cover, item: Evidence) -> tuple[str, ...]:
    return words_since(cover.standing, item.key) if cover.standing else ()


def _feedback(cover: Cover) -> str:
    """Return what the assessor said, where the learner has to bring something."""
    return cover.standing.feedback if cover.standing and cover.standing.asks_more else ""


def _parts(known: Fingerprint) -> tuple[tuple[str, str], ...]:
    parts = known.parts
    fixed = ((Text("Front matter"), parts.fields), (Text("Text"), parts.body))
    return (*fixed, *sorted(parts.attachments.items()))
