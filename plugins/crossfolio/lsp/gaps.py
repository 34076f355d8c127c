"""Templates: the page that would close a gap, and a page of each kind."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.kinds import Kind
from crossfolio.core.scope import Scope
from crossfolio.lsp.request import Request
from crossfolio.workspace.new_evidence import new_page


def templates(request: Request) -> Iterator[tuple[Cover, str]]:
    """Give each criterion that is not covered, with the text of a page for it."""
    for cover in request.checked.coverage.criteria.values():
        if cover.scope is Scope.REQUIRED and not cover.state.counts:
            yield cover, new_page(request.root, request.checked, (cover,))[1]


def blank_pages(request: Request) -> Iterator[tuple[Kind, str]]:
    """Give each kind of evidence with the text of a page of it."""
    for kind in request.checked.portfolio.kinds.values():
        yield kind, new_page(request.root, request.checked, (), kind=kind.id)[1]
