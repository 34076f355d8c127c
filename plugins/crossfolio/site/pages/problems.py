"""The page of findings that no other page shows."""

from collections.abc import Iterator

from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import PROBLEMS, Link
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, page
from crossfolio.site.parts import PageRow
from crossfolio.site.rows import LINE, findings_words
from crossfolio.site.site_page import InNav, SitePage
from crossfolio.site.views.problems_view import findings_by_page, problems_view


def render_problems(seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK) -> Rendered:
    """Return the findings that no other page shows."""
    return page("problems", look, view=problems_view(seen, to))


def problems_rows(seen: Seen) -> Iterator[PageRow]:
    """Give every finding; those that stand on other pages take a line a page."""
    for address, diagnostics in findings_by_page(seen).items():
        for number, found in enumerate(diagnostics):
            finding = found.finding
            if address == PROBLEMS:
                size = 2 * LINE + len(finding.message) + len(finding.help)
                yield PageRow(found, size, _unit_of(finding.unit), findings_words)
            else:
                yield PageRow(found, 0 if number else 100, _unit_of(finding.unit))


def _unit_of(unit: str) -> tuple[str, ...]:
    return (unit,) if unit else ()


PAGES = (
    SitePage(
        addresses.PROBLEMS,
        Text("Problems"),
        render_problems,
        InNav.MAIN,
        rows=problems_rows,
        needs_findings=True,
        shows_findings=True,
        order=110,
    ),
)
