"""The pages of the site and the parts of them, each a pure function."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic, Rule
from crossfolio.core.framework import Criterion
from crossfolio.core.planning.next_step import next_step
from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import (
    BUNDLE,
    DESK,
    EVIDENCE,
    LIST,
    NEW_EVIDENCE,
    PROBLEMS,
    SAMPLING,
    Link,
    unit_sheet,
)
from crossfolio.reports.next_words import NextWords, next_words
from crossfolio.site.environment import PLAIN, Entry, Look, Rendered, fill, page
from crossfolio.site.views.assessment_view import assessment_view
from crossfolio.site.views.criteria import criterion_link
from crossfolio.site.views.desk_view import desk_view
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
from crossfolio.site.views.gaps_view import gaps_view
from crossfolio.site.views.history_view import HistoryLine, history
from crossfolio.site.views.items import ItemView, item_view
from crossfolio.site.views.judging import judging_item
from crossfolio.site.views.lists import by_criterion, by_item, choices, index_table
from crossfolio.site.views.overview_view import overview_view, visit_words
from crossfolio.site.views.problems_view import finding_views, problems_view
from crossfolio.site.views.progress_view import outcome_maps, over_time, unit_maps
from crossfolio.site.views.relations import (
    Neighbours,
    Relations,
    linking_items,
    neighbours,
)
from crossfolio.site.views.rule_view import rule_view
from crossfolio.site.views.sampling_view import sampling_view
from crossfolio.site.views.since_view import notes_view, since_view
from crossfolio.site.views.unit_view import unit_view

__all__ = [
    "PLACED",
    "Attached",
    "Entry",
    "Rendered",
    "assessment",
    "beside_overview",
    "desk",
    "evidence_claims",
    "evidence_foot",
    "evidence_head",
    "evidence_index",
    "findings_banner",
    "gaps",
    "help_page",
    "mark",
    "overview",
    "passage_notes",
    "placed",
    "problems",
    "rule",
    "sampling",
    "stub",
    "unit",
    "whole_list",
]


PLACED = ("overview", "matrix", "gaps")
"""What a page of the user's own can ask for."""


class Attached(NamedTuple):
    """An attached file as a page shows it."""

    label: str
    href: str
    type: str
    size: str
    """Both in words."""
    shown_as: str = "link"
    """How it is shown: `image`, `audio`, `video`, `text` or `link`."""
    excerpt: str = ""
    """The first lines of a text."""
    captions: str = ""
    """The address of the captions of a video."""


class Around(NamedTuple):
    """What an item's page shows of others: its neighbours, and what leads to it."""

    neighbours: tuple[Neighbours, ...]
    linking: tuple[ItemView, ...]
    history: tuple[HistoryLine, ...]


def overview(seen: Seen, to: Link, *, look: Look = PLAIN) -> Rendered:
    """Return the first page: the portfolio in figures."""
    return page(
        "overview",
        look,
        it=overview_view(seen, to),
        next=next_for_learner(seen),
        maps=unit_maps(seen, look.words),
        pictures=over_time(seen, look.words),
        index_href=to(EVIDENCE),
        print_href=to(BUNDLE),
    )


def beside_overview(seen: Seen) -> str:
    """Return what the first page goes by besides all items as they are seen."""
    return repr((next_for_learner(seen), seen.history))


def next_for_learner(seen: Seen) -> NextWords | None:
    """Return what the learner had best do next; `None` in an edition for others."""
    is_for_learner = seen.people and seen.rest is None
    return next_words(next_step(seen)) if is_for_learner else None


def unit(seen: Seen, unit_id: str, to: Link, *, look: Look = PLAIN) -> Rendered:
    """Return the page of a unit that the framework has: its criteria and its matrix."""
    print_href = to(unit_sheet(unit_id)) if unit_id in seen.portfolio.taken else ""
    view = unit_view(unit_id, seen, to, look.words)
    covers = [one for one in seen.covers if one.criterion.unit == unit_id]
    drawn = outcome_maps(seen.portfolio.framework.units[unit_id], covers, look.words)
    texts = {
        one.anchor: " ".join(
            (
                f"{one.id.partition('.')[2]}: {one.text}",
                *(f"{part.tag.partition('.')[2]}: {part.text}" for part in one.parts),
            )
        )
        for outcome in view.outcomes
        for one in outcome.criteria
    }
    if view.facts:  # Whoever has the regulator's reference finds the unit by it.
        texts["matrix"] = ", ".join(view.facts)
    return page("unit", look, texts=texts, it=view, pictures=drawn, print_href=print_href)


def evidence_index(seen: Seen, to: Link, *, look: Look = PLAIN) -> Rendered:
    """Return the list of all items."""
    table = index_table(seen, to, look.words) if seen.portfolio.evidence else ""
    return page(
        "evidence_index",
        look,
        table=table,
        choices=choices(seen),
        list_href=to(LIST),
        new_href=_new_href(seen, to),
    )


def whole_list(seen: Seen, to: Link, *, look: Look = PLAIN) -> Rendered:
    """Return every cross-reference of the portfolio, from both sides."""
    there = by_criterion(seen, to, look.words)
    back = by_item(seen, to, look.words)
    return page("list", look, by_criterion=there, by_item=back, index_href=to(EVIDENCE))


def gaps(seen: Seen, to: Link, *, look: Look = PLAIN) -> Rendered:
    """Return the required criteria that are not covered, each with a snippet to copy."""
    return page("gaps", look, it=gaps_view(seen, to), new_href=_new_href(seen, to))


def assessment(seen: Seen, to: Link, *, look: Look = PLAIN) -> Rendered:
    """Return what waits for an assessor, and every decision; for the assessor edition alone."""
    sampling_href = to(SAMPLING) if seen.portfolio.decisions else ""
    desk_href = "" if seen.rest else to(DESK)
    view, visit = assessment_view(seen, to), visit_words(seen)
    if seen.rest:
        view = view._replace(queues=())
    return page(
        "assessment",
        look,
        it=view,
        visit=visit,
        sampling_href=sampling_href,
        desk_href=desk_href,
    )


def desk(seen: Seen, to: Link, person: str = "", *, look: Look = PLAIN) -> Rendered:
    """Return what waits for an assessor, or for all of them; for the assessor edition alone.

    Args:
        seen: The portfolio.
        to: Gives addresses.
        person: The assessor's ID; empty for everybody.
        look: How pages are drawn.
    """
    return page("desk", look, it=desk_view(seen, to, person))


def sampling(seen: Seen, to: Link, *, look: Look = PLAIN) -> Rendered:
    """Return how far decisions have been sampled; for the assessor edition alone."""
    return page("sampling", look, it=sampling_view(seen, to, look.words))


def problems(seen: Seen, to: Link, *, look: Look = PLAIN) -> Rendered:
    """Return the findings that no other page shows."""
    return page("problems", look, it=problems_view(seen, to))


def rule(rule: Rule, html: str, *, look: Look = PLAIN) -> str:
    """Return the page of a rule around its words, rendered."""
    return fill("rule", look, it=rule_view(rule), html=Markup(html))  # noqa: S704 - of ours


def help_page(html: str, *, look: Look = PLAIN) -> str:  # noqa: ARG001 - like other pages
    """Return a page of help around its words, rendered."""
    return f'<div class="crossfolio">{html}</div>'


def placed(name: str, unit_id: str, seen: Seen, to: Link, *, look: Look = PLAIN) -> str:
    """Return what a page of the user's own has asked for.

    Args:
        name: One of `PLACED`.
        unit_id: The unit, for its matrix.
        seen: The portfolio.
        to: Gives addresses.
        look: How pages are drawn.
    """
    if name == "matrix":
        return fill("placed_matrix", look, it=unit_view(unit_id, seen, to, look.words))
    if name == "gaps":
        return fill("placed_gaps", look, it=gaps_view(seen, to))
    return fill("placed_overview", look, it=overview_view(seen, to))


def evidence_head(
    item: Evidence,
    seen: Seen,
    to: Link,
    findings: Iterable[Diagnostic] = (),
    *,
    look: Look = PLAIN,
) -> str:
    """Return what stands under the title of an item that the edition shows in full."""
    return fill(
        "evidence_head",
        look,
        it=head_view(item, seen, to),
        changed=changed_claims(claims_view(item, seen, to)),
        since=since_view(item, seen, to, look.words),
        findings=finding_views(findings, to),
        all_href=to(PROBLEMS),
    )


def evidence_claims(item: Evidence, seen: Seen, to: Link, *, look: Look = PLAIN) -> str:
    """Return the claims of an item, to stand beside the passages that show them."""
    return fill("evidence_claims", look, claims=claims_view(item, seen, to))


def evidence_foot(  # the adapter knows where files went
    item: Evidence,
    seen: Seen,
    to: Link,
    known: Relations,
    attachments: Sequence[Attached] = (),
    *,
    look: Look = PLAIN,
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
        it=fields_view(item, seen),
        attachments=attachments,
        fingerprint=fingerprint_view(item, seen),
        judging=judging_item(item, seen),
        since=since_view(item, seen, to, look.words),
        around=_around(item, known, seen, to),
    )


def passage_notes(item: Evidence, seen: Seen, to: Link, *, look: Look = PLAIN) -> dict[str, str]:
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
    look: Look = PLAIN,
) -> Rendered:
    """Return the page of an item that the edition does not show in full."""
    return page(
        "stub",
        look,
        it=item_view(item, seen, to),
        why=withheld_words(item, seen),
        fingerprint=stub_fingerprint(item, seen),
        criteria=claimed(item, seen, to),
        location=one_row(item, "location", LOCATION, seen),
        findings=finding_views(findings, to),
        all_href=to(PROBLEMS),
        around=_around(item, known, seen, to),
    )


def mark(criterion: Criterion, to: Link, anchor: str, *, look: Look = PLAIN) -> str:
    """Return the small labelled link that takes the place of a mark in a body."""
    return fill("mark", look, it=criterion_link(criterion, to), anchor=anchor).strip()


def findings_banner(diagnostics: Iterable[Diagnostic], to: Link, *, look: Look = PLAIN) -> str:
    """Return findings as a notice at the top of a page; empty where there are none."""
    found = finding_views(diagnostics, to)
    return fill("banner", look, findings=found, all_href=to(PROBLEMS)) if found else ""


def failed(summary: str, *, look: Look = PLAIN) -> str:
    """Return the notice of a site that a failing build has made.

    Args:
        summary: The counts in one line, as the edition may show them.
        look: How pages are drawn.
    """
    return fill("failed", look, summary=summary)


def _new_href(seen: Seen, to: Link) -> str:
    """Return where new evidence is written; empty in an edition without forms."""
    return to(NEW_EVIDENCE) if seen.settings.has_forms else ""


def _around(item: Evidence, known: Relations, seen: Seen, to: Link) -> Around:
    return Around(
        neighbours(item, known, seen, to),
        linking_items(item, known, seen, to),
        history(item, seen, to),
    )
