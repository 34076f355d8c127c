"""The page that lists all items."""

from collections.abc import Iterator

from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import LIST, Link
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, page
from crossfolio.site.parts import PageRow
from crossfolio.site.rows import LINE, items_words
from crossfolio.site.site_page import InNav, SitePage
from crossfolio.site.views.items import claims_of, mapped_on
from crossfolio.site.views.lists import choices, index_table
from crossfolio.site.views.new_evidence_view import new_evidence_href


def render_evidence_index(seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK) -> Rendered:
    """Return the list of all items."""
    table = index_table(seen, to, look.words) if seen.portfolio.evidence else ""
    return page(
        "evidence_index",
        look,
        table=table,
        choices=choices(seen),
        list_href=to(LIST),
        new_href=new_evidence_href(seen, to),
    )


def index_rows(seen: Seen) -> Iterator[PageRow]:
    """Give the rows of the index: items, under each unit in which they claim something."""
    for item in seen.portfolio.evidence:
        claimed = [claim.criterion for claim in (*claims_of(item, seen), *mapped_on(item, seen))]
        criteria = {criterion.id: criterion for criterion in claimed if criterion}.values()
        size = (
            2 * LINE + len(item.title) + sum(LINE + len(criterion.title) for criterion in criteria)
        )
        units = tuple(dict.fromkeys(criterion.unit for criterion in criteria))
        yield PageRow(item, size, units, items_words)


PAGES = (
    SitePage(
        addresses.EVIDENCE,
        Text("Evidence"),
        render_evidence_index,
        InNav.MAIN,
        wide=True,
        rows=index_rows,
        leads=lambda _: (
            (addresses.LIST, Text("Every cross-reference, from criteria to evidence and back")),
        ),
        order=30,
    ),
)
