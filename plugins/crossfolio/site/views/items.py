"""Items of evidence as pages show them."""

from collections.abc import Iterator
from typing import NamedTuple

from crossfolio.core.claims import ClaimState, Resolved
from crossfolio.core.evidence import Claim, Evidence, Status
from crossfolio.core.ids import natural
from crossfolio.core.kinds import kind_words
from crossfolio.core.record.claim_standing import ClaimRecord, ClaimStanding, claim_record
from crossfolio.core.record.objections import counts
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports.addresses import Link, evidence_page, mark_anchor
from crossfolio.reports.words import CLAIMS, STANDINGS, STATUSES, VERDICTS, Badge, days, months


class ItemView(NamedTuple):
    """An item with what an edition shows of it."""

    id: str
    title: str
    """Empty where it is not shown in full."""
    code: str
    """The short code of its kind."""
    kind: str
    """Its kind in words."""
    when: str
    href: str
    status: Badge
    standing: bool
    """Whether it is neither draft nor withdrawn."""
    in_full: bool
    dates: tuple[str, str]
    """The first and the last day for programs, as `dates_of` gives them."""


class ClaimSpot(NamedTuple):
    """A place in an item where a claim is shown."""

    label: str
    href: str
    """Empty where nothing can be linked, such as a page of an attached file."""


class ShownClaim(NamedTuple):
    """An item that claims a criterion, seen from the criterion."""

    item: ItemView
    href: str
    """Where exactly it shows it."""
    spots: tuple[ClaimSpot, ...]
    claim: Badge
    """The claim's own standing, or why it does not count."""
    counts: bool
    remarks: tuple[Badge, ...]
    mapped: bool = False
    """Whether the assessor claims it on the learner's behalf."""


def item_view(item: Evidence, seen: Seen, to: Link) -> ItemView:
    """Return what the edition shows of an item."""
    kind = seen.portfolio.kinds.get(item.kind)
    return ItemView(
        item.id,
        item.title,
        kind.code if kind else "?",
        kind_of(item, seen),
        date_of(item, seen),
        to(evidence_page(item)),
        STATUSES[item.status],
        item.status is Status.SUBMITTED,
        seen.in_full(item),
        dates_of(item, seen),
    )


def date_of(item: Evidence, seen: Seen) -> str:
    """Return when an item was made, in days or, where it is not shown in full, in months."""
    words = days if seen.in_full(item) else months
    return words(item.first_day, item.last_day)


def dates_of(item: Evidence, seen: Seen) -> tuple[str, str]:
    """Return the first and the last day of an item for programs; empty where it has none.

    They are `2026-04-14` or, where it is not shown in full, `2026-04`.
    """
    end = None if seen.in_full(item) else len("2026-04")
    first, last = (day.isoformat()[:end] if day else "" for day in (item.first_day, item.last_day))
    return first, last


def kind_of(item: Evidence, seen: Seen) -> str:
    """Return the kind of an item in words."""
    kind = seen.portfolio.kinds.get(item.kind)
    return kind.name if kind else kind_words(item.kind).capitalize() or Text("No kind")


def shown(
    resolved: Resolved,
    criterion_id: str,
    seen: Seen,
    to: Link,
    remarks: tuple[Badge, ...] = (),
) -> ShownClaim:
    """Return a claim seen from its criterion, with links to where it is shown."""
    item = resolved.item
    found = spots(item, resolved.claim, criterion_id, seen, to)
    view = item_view(item, seen, to)
    href = next((spot.href for spot in found if spot.href), view.href)
    is_ok = resolved.state is ClaimState.OK
    known = claim_known(resolved, seen)
    mapped = known is not None and known.mapped
    return ShownClaim(view, href, found, claim_badge(resolved, known), is_ok, remarks, mapped)


def claimants(criterion_id: str, seen: Seen) -> list[Resolved]:
    """Return the claims on a criterion, one an item, in the natural order of the items' IDs.

    What an assessor claims on the learner's behalf is among them, where the edition shows it.
    """
    first: dict[str, Resolved] = {}
    for claim in seen.claims.by_criterion.get(criterion_id, ()):
        first.setdefault(claim.item.key, claim)
    first |= {resolved.item.key: resolved for resolved in _mapped(criterion_id, seen)}
    return sorted(first.values(), key=lambda resolved: natural(resolved.item.id))


def mapped_on(item: Evidence, seen: Seen) -> list[Resolved]:
    """Return what an assessor claims of an item on the learner's behalf."""
    names = seen.record.mapped.get(item.key, ())
    return [claim for name in names for claim in _mapped(name, seen) if claim.item.key == item.key]


def _mapped(criterion_id: str, seen: Seen) -> Iterator[Resolved]:
    """Give what an assessor claims for a criterion and no learner does, where that is shown."""
    holding, facts = seen.record.standing.get(criterion_id), seen.record.facts
    if holding is None or not holding.judgement.mapped or not seen.people:
        return
    for key in holding.judgement.on:
        item = facts.items.get(key)
        if item and counts(holding, key, facts) and not facts.claims.counts(item, criterion_id):
            claim = Claim(criterion_id, item.place)
            yield Resolved(item, claim, ClaimState.OK, facts.criteria[criterion_id])


def claim_known(resolved: Resolved, seen: Seen) -> ClaimRecord | None:
    """Return the standing of a claim that counts, as the edition shows it; `None` of others."""
    if resolved.state is not ClaimState.OK or resolved.criterion is None:
        return None
    if not seen.people:
        return ClaimRecord(resolved.item, ClaimStanding.CLAIMED)
    record = seen.record
    return claim_record(resolved.item, record.standing.get(resolved.criterion.id), record.facts)


def claim_badge(resolved: Resolved, known: ClaimRecord | None) -> Badge:
    """Return a claim's own standing: claimed, judged, new or changed since, or not counting."""
    if known is None:
        return CLAIMS[resolved.state]
    verdict = known.verdict if known.standing is ClaimStanding.JUDGED else None
    judged = VERDICTS.get(verdict) if verdict else None
    return judged or STANDINGS.get(known.standing, CLAIMS[resolved.state])


def claims_of(item: Evidence, seen: Seen) -> list[Resolved]:
    """Return the claims of an item, without those of another that has taken its ID."""
    return list(seen.claims.of(item))


def spots(
    item: Evidence, claim: Claim, criterion_id: str, seen: Seen, to: Link
) -> tuple[ClaimSpot, ...]:
    """Return where an item shows a criterion: its marks, or else what `at` says.

    Where the text of the item is not shown, there is no passage to link to.
    """
    page = evidence_page(item)

    def passage(anchor: str) -> str:
        return "" if item.unshown else to(f"{page}#{anchor}")

    over_marks = seen.portfolio.passages.get(item.path, {}).get(criterion_id, ())
    found = tuple(
        ClaimSpot(
            heading or Text("passage {number}", number=n), passage(mark_anchor(criterion_id, n))
        )
        for n, heading in enumerate(over_marks, start=1)
    )
    if not claim.at:
        return found
    for heading in item.headings:
        if heading.anchor == claim.at:
            return found or (ClaimSpot(heading.text, passage(claim.at)),)
    return (*found, ClaimSpot(_at(claim.at), ""))


def _at(at: str) -> str:
    if at.isdigit():
        return Text("page {number}", number=at)
    return at if ":" in at else f"“{at}”"


def claim_words(claim: Claim) -> str:
    """Return what a claim says beside its criterion: its note, and its values of each range."""
    values: dict[str, list[str]] = {}
    for value in claim.range:
        values.setdefault(value.range, []).append(value.value)
    ranges = "; ".join(f"{name}: {', '.join(own)}" for name, own in values.items())
    return ". ".join(words for words in (claim.note, ranges) if words)
