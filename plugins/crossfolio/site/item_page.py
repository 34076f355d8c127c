"""The page of an item: the parts around its body, or the whole where the body is not shown."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic
from crossfolio.core.framework import Criterion
from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import PROBLEMS, Link
from crossfolio.site.attached_file import Attached
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, fill, page
from crossfolio.site.views.criteria import criterion_link
from crossfolio.site.views.evidence_view import (
    changed_claims,
    claimed,
    claims_view,
    fingerprint_view,
    head_view,
    stub_fingerprint,
    withheld_words,
)
from crossfolio.site.views.fields_view import LOCATION, fields_view, one_row
from crossfolio.site.views.history_view import HistoryLine, history
from crossfolio.site.views.items import ItemView, item_view
from crossfolio.site.views.judging import judging_item
from crossfolio.site.views.problems_view import finding_views
from crossfolio.site.views.relations import Neighbours, Relations, linking_items, neighbours
from crossfolio.site.views.since_view import notes_view, since_view


class ItemConnections(NamedTuple):
    """What an item's page shows of others: its neighbours, and what leads to it."""

    neighbours: tuple[Neighbours, ...]
    linking: tuple[ItemView, ...]
    history: tuple[HistoryLine, ...]


def evidence_head(
    item: Evidence,
    seen: Seen,
    to: Link,
    findings: Iterable[Diagnostic] = (),
    *,
    look: Look = DEFAULT_LOOK,
) -> str:
    """Return what stands under the title of an item that the edition shows in full."""
    return fill(
        "evidence_head",
        look,
        view=head_view(item, seen, to),
        changed=changed_claims(claims_view(item, seen, to)),
        since=since_view(item, seen, to, look.words),
        findings=finding_views(findings, to),
        all_href=to(PROBLEMS),
    )


def evidence_claims(item: Evidence, seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK) -> str:
    """Return the claims of an item, to stand beside the passages that show them."""
    return fill("evidence_claims", look, claims=claims_view(item, seen, to))


def evidence_foot(  # the adapter knows where files went
    item: Evidence,
    seen: Seen,
    to: Link,
    known: Relations,
    attachments: Sequence[Attached] = (),
    *,
    look: Look = DEFAULT_LOOK,
) -> str:
    """Return what stands below the body of an item that the edition shows in full.

    Args:
        item: The item.
        seen: The portfolio.
        to: Gives addresses.
        known: How the items stand to each other.
        attachments: Its published files; their addresses are relative to the page.
        look: How pages are drawn.
    """
    return fill(
        "evidence_foot",
        look,
        view=fields_view(item, seen),
        attachments=attachments,
        fingerprint=fingerprint_view(item, seen),
        judging=judging_item(item, seen),
        since=since_view(item, seen, to, look.words),
        around=_around(item, known, seen, to),
    )


def passage_notes(
    item: Evidence, seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK
) -> dict[str, str]:
    """Return what has become of passages since they were judged, by the anchors they are at."""
    return {
        anchor: fill("since_note", look, notes=notes)
        for anchor, notes in notes_view(item, seen, to, look.words).items()
    }


def stub(  # as `evidence_foot`
    item: Evidence,
    seen: Seen,
    to: Link,
    known: Relations,
    findings: Iterable[Diagnostic] = (),
    *,
    look: Look = DEFAULT_LOOK,
) -> Rendered:
    """Return the page of an item that the edition does not show in full."""
    return page(
        "stub",
        look,
        view=item_view(item, seen, to),
        why=withheld_words(item, seen),
        fingerprint=stub_fingerprint(item, seen),
        criteria=claimed(item, seen, to),
        location=one_row(item, "location", LOCATION, seen),
        findings=finding_views(findings, to),
        all_href=to(PROBLEMS),
        around=_around(item, known, seen, to),
    )


def mark(criterion: Criterion, to: Link, anchor: str, *, look: Look = DEFAULT_LOOK) -> str:
    """Return the small labelled link that takes the place of a mark in a body."""
    return fill("mark", look, view=criterion_link(criterion, to), anchor=anchor).strip()


def _around(item: Evidence, known: Relations, seen: Seen, to: Link) -> ItemConnections:
    return ItemConnections(
        neighbours(item, known, seen, to),
        linking_items(item, known, seen, to),
        history(item, seen, to),
    )
