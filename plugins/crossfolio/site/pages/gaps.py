"""The page of gaps: what is not covered, and how it could be."""

from collections.abc import Iterator

from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import Link
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, page
from crossfolio.site.parts import PageRow
from crossfolio.site.rows import LINE, SECTION, answer_size, gaps_words
from crossfolio.site.site_page import InNav, SitePage
from crossfolio.site.views.attention_view import gaps_of
from crossfolio.site.views.gaps_view import gaps_view
from crossfolio.site.views.new_evidence_view import new_evidence_href


def render_gaps(seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK) -> Rendered:
    """Return the required criteria that are not covered, each with a snippet to copy."""
    return page("gaps", look, view=gaps_view(seen, to), new_href=new_evidence_href(seen, to))


def gaps_rows(seen: Seen) -> Iterator[PageRow]:
    """Give every criterion that is taken; only gaps take room."""
    gaps = {cover.criterion.id for cover in gaps_of(seen.covers)}
    for unit in seen.portfolio.taken:
        for cover in (cover for cover in seen.covers if cover.criterion.unit == unit):
            criterion = cover.criterion
            if criterion.id in gaps:
                texts = 3 * len(criterion.text) + 2 * len(criterion.title)
                size = 2 * SECTION + texts + LINE * len(cover.drafts) + answer_size(cover)
                yield PageRow(cover, size, (unit,), gaps_words)
            else:
                yield PageRow(cover, 0, (unit,))


PAGES = (
    SitePage(
        addresses.GAPS,
        Text("Gaps"),
        render_gaps,
        InNav.MAIN,
        rows=gaps_rows,
        needs_whole=True,
        shows_findings=True,
        order=20,
    ),
)
