"""Help for each role, on every site."""

from collections.abc import Container, Iterator
from importlib.resources import files as resources

from crossfolio.reports.addresses import HELP
from crossfolio.site.own_pages import OwnPage

_PAGES = {
    "index": "Help",
    "learner": "Help for learners",
    "assessor": "Help for assessors",
    "quality-assurer": "Help for quality assurers",
    "centre": "Help for centres",
}


def help_pages(there: Container[str]) -> Iterator[OwnPage]:
    """Give the pages of help that the user has not written; the first alone is in the nav.

    Args:
        there: The sources of the user's own pages.
    """
    folder = resources("crossfolio.site").joinpath(HELP)
    for name, title in _PAGES.items():
        source, first = f"{HELP}/{name}.md", name == "index"
        if source in there or (first and f"{HELP}/README.md" in there):
            continue
        address = HELP if first else f"{HELP}/{name}"
        body = folder.joinpath(f"{name}.md").read_text("utf-8")
        yield OwnPage(address, title, source, in_nav=first, body=body)
