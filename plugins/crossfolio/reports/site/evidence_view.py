"""What the pages of evidence show: the head and the foot of an item, a stub."""

from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.claims import Resolved
from crossfolio.core.evidence import Audience, Evidence
from crossfolio.core.record.fingerprint import Fingerprint, canonical_fields
from crossfolio.reports.site.addresses import Link
from crossfolio.reports.site.criteria import CriterionLink, badge_of, criterion_link
from crossfolio.reports.site.items import ItemView, Spot, claim_for, claims_of, item_view, spots
from crossfolio.reports.site.visibility import person, seen, shows_in_full, shows_people
from crossfolio.reports.site.words import CLAIMS, Badge

_ROLES = (("author", "Author"), ("assessor", "Assessor"), ("witness", "Witness"))


class ClaimView(NamedTuple):
    """A claim of an item, seen from the item."""

    criterion: CriterionLink | None
    """Nothing where the claim names no criterion."""
    tag: str
    spots: tuple[Spot, ...]
    note: str
    claim: Badge
    counts: bool
    state: Badge | None
    """The criterion's."""
    wording: str
    """The criterion's text in full."""


class Head(NamedTuple):
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


def claimed(item: Evidence, checked: Checked, to: Link) -> tuple[CriterionLink, ...]:
    """Return the criteria that an item claims, each once."""
    named = {it.criterion.id: it.criterion for it in claims_of(item, checked) if it.criterion}
    return tuple(criterion_link(it, to) for it in named.values())


def head_view(item: Evidence, checked: Checked, to: Link) -> Head:
    """Return what stands above the body of an item."""
    shown = seen(item, checked.settings)
    names = ((words, person(shown.text(role), checked)) for role, words in _ROLES)
    return Head(
        item_view(item, checked, to),
        tuple((words, name) for words, name in names if name),
    )


def claims_view(item: Evidence, checked: Checked, to: Link) -> tuple[ClaimView, ...]:
    """Return the claims of an item with where each is shown."""
    shown = seen(item, checked.settings)
    return tuple(_claim(it, shown, checked, to) for it in claims_of(item, checked))


def fingerprint_view(item: Evidence, checked: Checked) -> FingerprintView | None:
    """Return an item's fingerprint, where there is one and the edition shows it.

    The public edition shows none: it stands for a decision, and its JSON names people.
    """
    whole = shows_people(checked.settings) and shows_in_full(item, checked.settings)
    known = checked.portfolio.fingerprints.get(item.key) if whole else None
    if known is None:
        return None
    return FingerprintView(known.value, known.value[:12], _parts(known), canonical_fields(item))


def stub_fingerprint(item: Evidence, checked: Checked) -> str:
    """Return the bare fingerprint of an item that is not shown, for a decision to name.

    It tells nothing of the item; its parts and its JSON would.
    """
    known = checked.portfolio.fingerprints.get(item.key)
    return known.value if known and shows_people(checked.settings) else ""


def withheld_words(item: Evidence, checked: Checked) -> str:
    """Say why no more of an item is shown; nothing where it is shown in full."""
    if shows_in_full(item, checked.settings):
        return ""
    if item.audience is Audience.WITHHELD and shows_people(checked.settings):
        return "withheld"
    return "not in this edition"


def _claim(it: Resolved, shown: Evidence, checked: Checked, to: Link) -> ClaimView:
    claim = claim_for(it.claim, it.item, shown)
    criterion = it.criterion
    return ClaimView(
        criterion_link(criterion, to) if criterion else None,
        claim.tag,
        spots(shown, claim, criterion.id, checked, to) if criterion else (),
        claim.note,
        CLAIMS[it.state],
        it.state.value == "ok",
        badge_of(criterion, checked) if criterion else None,
        criterion.text if criterion else "",
    )


def _parts(known: Fingerprint) -> tuple[tuple[str, str], ...]:
    parts = known.parts
    fixed = (("Front matter", parts.fields), ("Text", parts.body))
    return (*fixed, *sorted(parts.attachments.items()))
