"""What a page of the user's own can ask for."""

from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import Link
from crossfolio.site.environment import DEFAULT_LOOK, Look, fill
from crossfolio.site.views.gaps_view import gaps_view
from crossfolio.site.views.overview_view import overview_view
from crossfolio.site.views.unit_view import unit_view

PLACED = ("overview", "matrix", "gaps")
"""What a page of the user's own can ask for."""


def render_placed(
    name: str, unit_id: str, seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK
) -> str:
    """Return what a page of the user's own has asked for.

    Args:
        name: One of `PLACED`.
        unit_id: The unit, for its matrix.
        seen: The portfolio.
        to: Gives addresses.
        look: How pages are drawn.
    """
    if name == "matrix":
        return fill("placed_matrix", look, view=unit_view(unit_id, seen, to, look.words))
    if name == "gaps":
        return fill("placed_gaps", look, view=gaps_view(seen, to))
    return fill("placed_overview", look, view=overview_view(seen, to))
