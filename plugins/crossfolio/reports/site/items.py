"""Items of evidence as pages show them."""

from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.claims import ClaimState, Resolved
from crossfolio.core.evidence import Claim, Evidence, Status
from crossfolio.core.ids import natural
from crossfolio.core.kinds import kind_words
from crossfolio.reports.site.addresses import Link, evidence_page, mark_anchor
from crossfolio.reports.site.visibility import date_for, dates_for, seen, shows_in_full, title_for
from crossfolio.reports.site.words import CLAIMS, STATUSES, Badge


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
    """The first and the last day for programs, as `dates_for` gives them."""


class Spot(NamedTuple):
    """A place in an item where a claim is shown."""

    label: str
    href: str
    """Empty where nothing can be linked, such as a page of an attached file."""


class Shown(NamedTuple):
    """An item that claims a criterion, seen from the criterion."""

    item: ItemView
    href: str
    """Where exactly it shows it."""
    spots: tuple[Spot, ...]
    claim: Badge
    counts: bool
    remarks: tuple[Badge, ...]


def item_view(item: Evidence, checked: Checked, to: Link) -> ItemView:
    """Return what the edition shows of an item."""
    kind = checked.portfolio.kinds.get(item.kind)
    return ItemView(
        item.id,
        title_for(item, checked.settings),
        kind.code if kind else "?",
        kind_of(item, checked),
        date_for(item, checked.settings),
        to(evidence_page(item)),
        STATUSES[item.status],
        item.status is Status.SUBMITTED,
        shows_in_full(item, checked.settings),
        dates_for(item, checked.settings),
    )


def kind_of(item: Evidence, checked: Checked) -> str:
    """Return the kind of an item in words."""
    kind = checked.portfolio.kinds.get(item.kind)
    return kind.name if kind else kind_words(item.kind).capitalize() or "No kind"


def shown(
    resolved: Resolved,
    criterion_id: str,
    checked: Checked,
    to: Link,
    remarks: tuple[Badge, ...] = (),
) -> Shown:
    """Return a claim seen from its criterion, with links to where it is shown."""
    item = seen(resolved.item, checked.settings)
    claim = claim_for(resolved.claim, resolved.item, item)
    found = spots(item, claim, criterion_id, checked, to)
    view = item_view(item, checked, to)
    href = next((spot.href for spot in found if spot.href), view.href)
    counts = resolved.state is ClaimState.OK
    return Shown(view, href, found, CLAIMS[resolved.state], counts, remarks)


def claimants(criterion_id: str, checked: Checked) -> list[Resolved]:
    """Return the claims on a criterion, one an item, in the natural order of the items' IDs."""
    first: dict[str, Resolved] = {}
    for it in checked.claims.by_criterion.get(criterion_id, ()):
        first.setdefault(it.item.key, it)
    return sorted(first.values(), key=lambda it: natural(it.item.id))


def claims_of(item: Evidence, checked: Checked) -> list[Resolved]:
    """Return the claims of an item, without those of another that has taken its ID."""
    return list(checked.claims.of(item))


def claim_for(claim: Claim, item: Evidence, shown_item: Evidence) -> Claim:
    """Return a claim as it stands in an item after `seen`."""
    if item is shown_item:
        return claim
    return next(
        new for old, new in zip(item.claims, shown_item.claims, strict=True) if old == claim
    )


def spots(
    item: Evidence, claim: Claim, criterion_id: str, checked: Checked, to: Link
) -> tuple[Spot, ...]:
    """Return where an item shows a criterion: its marks, or else what `at` says.

    Where the text of the item is not shown, there is no passage to link to.
    """
    page = evidence_page(item)

    def passage(anchor: str) -> str:
        return "" if item.unshown else to(f"{page}#{anchor}")

    over_marks = checked.portfolio.passages.get(item.path, {}).get(criterion_id, ())
    found = tuple(
        Spot(heading or f"passage {n}", passage(mark_anchor(criterion_id, n)))
        for n, heading in enumerate(over_marks, start=1)
    )
    if not claim.at:
        return found
    for heading in item.headings:
        if heading.anchor == claim.at:
            return found or (Spot(heading.text, passage(claim.at)),)
    return (*found, Spot(_at(claim.at), ""))


def _at(at: str) -> str:
    if at.isdigit():
        return f"page {at}"
    return at if ":" in at else f"“{at}”"
