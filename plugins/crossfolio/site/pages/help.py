"""The pages of help, which the user can write anew."""

from collections.abc import Container, Iterator
from importlib.resources import files as resources

from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.site.environment import DEFAULT_LOOK, Look
from crossfolio.site.site_page import InNav, SitePage

_HELP = {
    "index": Text("Help"),
    "learner": Text("Help for learners"),
    "assessor": Text("Help for assessors"),
    "quality-assurer": Text("Help for quality assurers"),
    "centre": Text("Help for centres"),
}


def render_help(html: str, *, look: Look = DEFAULT_LOOK) -> str:  # noqa: ARG001 - like other pages
    """Return a page of help around its words, rendered."""
    return f'<div class="crossfolio">{html}</div>'


def _help(_seen: Seen, there: Container[str]) -> Iterator[SitePage]:
    """Give the pages of help that the user has not written; the first alone is in the menu."""
    folder = resources("crossfolio.site").joinpath(addresses.HELP)
    for name, title in _HELP.items():
        source, first = f"{addresses.HELP}/{name}.md", name == "index"
        if source in there or (first and f"{addresses.HELP}/README.md" in there):
            continue
        address = addresses.HELP if first else f"{addresses.HELP}/{name}"
        body = folder.joinpath(f"{name}.md").read_text("utf-8")
        in_nav = InNav.LAST if first else InNav.NO
        yield SitePage(address, title, in_nav=in_nav, file=source, body=body, wrap=render_help)


PAGES = (
    SitePage(
        "help/",
        Text("Help"),
        each=_help,
        needs_people=True,
        needs_whole=True,
        order=120,
    ),
)
