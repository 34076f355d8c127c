"""The page of every cross-reference, from both sides."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import EVIDENCE, Link
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, page
from crossfolio.site.pages.evidence_index import index_rows
from crossfolio.site.parts import PageRow
from crossfolio.site.rows import LINE, criteria_words
from crossfolio.site.site_page import SitePage
from crossfolio.site.views.lists import by_criterion, by_item


def render_cross_references(seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK) -> Rendered:
    """Return every cross-reference of the portfolio, from both sides."""
    there = by_criterion(seen, to, look.words)
    back = by_item(seen, to, look.words)
    return page("list", look, by_criterion=there, by_item=back, index_href=to(EVIDENCE))


def list_rows(seen: Seen) -> Iterator[PageRow]:
    """Give the rows of all cross-references: criteria, then items."""
    for cover in seen.covers:
        criterion = cover.criterion
        claims = seen.claims.by_criterion.get(criterion.id, ())
        size = LINE * (1 + len(claims)) + len(criterion.title)
        yield PageRow(cover, size, (criterion.unit,), criteria_words)
    for row in index_rows(seen):
        marks = len(row.thing.marks) if isinstance(row.thing, Evidence) else 0
        yield row._replace(size=row.size + 100 * marks)


PAGES = (
    SitePage(
        addresses.LIST,
        Text("Cross-references"),
        render_cross_references,
        rows=list_rows,
        keeps=("criteria", "evidence"),
        leads=lambda _: ((addresses.EVIDENCE, Text("The evidence with kinds and dates")),),
        order=40,
    ),
)
