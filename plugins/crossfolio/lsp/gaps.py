"""Templates for gaps: the page that would close one."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.scope import Scope
from crossfolio.lsp.request import Request
from crossfolio.workspace.new_evidence import new_page


def templates(request: Request) -> Iterator[tuple[Cover, str]]:
    """Give each criterion that is not covered, with the text of a page for it."""
    for cover in request.checked.coverage.criteria.values():
        if cover.scope is Scope.REQUIRED and not cover.state.counts:
            yield cover, new_page(request.root, request.checked, (cover,))[1]
