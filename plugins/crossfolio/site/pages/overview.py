"""The first page: the portfolio in figures."""

from crossfolio.core.planning.next_step import next_step
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import BUNDLE, EVIDENCE, Link
from crossfolio.reports.next_words import NextWords, next_words
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, page
from crossfolio.site.site_page import InNav, SitePage
from crossfolio.site.views.overview_view import overview_view
from crossfolio.site.views.progress_view import over_time, unit_maps


def render_overview(seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK) -> Rendered:
    """Return the first page: the portfolio in figures."""
    return page(
        "overview",
        look,
        view=overview_view(seen, to),
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


PAGES = (
    SitePage(
        addresses.OVERVIEW,
        Text("Overview"),
        render_overview,
        InNav.FIRST,
        is_home=True,
        wide=True,
        beside=beside_overview,
        order=10,
    ),
)
