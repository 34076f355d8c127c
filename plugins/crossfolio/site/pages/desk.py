"""The desk of each assessor, and that of all."""

from collections.abc import Container, Iterator
from functools import partial

from crossfolio.core.cover import Cover
from crossfolio.core.desk import Waiting, assessors, queue
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import Link
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, page
from crossfolio.site.parts import PageRow
from crossfolio.site.rows import LINE, criteria_words
from crossfolio.site.site_page import InNav, SitePage
from crossfolio.site.views.desk_view import desk_view


def render_desk(seen: Seen, to: Link, person: str = "", *, look: Look = DEFAULT_LOOK) -> Rendered:
    """Return what waits for an assessor, or for all of them; for the assessor edition alone.

    Args:
        seen: The portfolio.
        to: Gives addresses.
        person: The assessor's ID; empty for everybody.
        look: How pages are drawn.
    """
    return page("desk", look, view=desk_view(seen, to, person))


def desk_rows(seen: Seen, person: str = "") -> Iterator[PageRow]:
    """Give what waits on a desk, in the order of its queue."""
    criteria = seen.coverage.criteria
    for waiting in queue(criteria.values(), seen.portfolio.today, person):
        cover = criteria[waiting.criterion]
        yield PageRow(
            cover, _waiting(waiting, cover, seen), (cover.criterion.unit,), criteria_words
        )


def _waiting(waiting: Waiting, cover: Cover, seen: Seen) -> int:
    """Return the size of what waits, with the item that it may be read with."""
    items = (seen.portfolio.by_id[name.upper()] for name in waiting.items[:1])
    texts = len(cover.criterion.title) + sum(len(item.title) for item in items)
    return 3 * LINE + texts + 100 * len(waiting.items)


def _all_desks(seen: Seen) -> Iterator[tuple[str, str]]:
    """Give the desk of each assessor, by name."""
    for person in assessors(seen.record.facts):
        yield addresses.desk_page(person), seen.person(person)


def _desks(seen: Seen, _there: Container[str]) -> Iterator[SitePage]:
    """Give the desk of each assessor; that of all leads to them."""
    for person in assessors(seen.record.facts):
        address = addresses.desk_page(person)
        title = Text("Desk of {assessor}", assessor=seen.person(person))
        desk, rows = partial(render_desk, person=person), partial(desk_rows, person=person)
        yield SitePage(address, title, desk, rows=rows)


PAGES = (
    SitePage(
        addresses.DESK,
        Text("My desk"),
        render_desk,
        InNav.MAIN,
        rows=desk_rows,
        leads=_all_desks,
        needs_people=True,
        needs_whole=True,
        order=60,
    ),
    SitePage(
        "desk/",
        Text("Desks"),
        each=_desks,
        needs_people=True,
        needs_whole=True,
        order=70,
    ),
)
