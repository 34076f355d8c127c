"""EVI: links in the text that lead to no page and to no heading."""

from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from crossfolio.core.characters import composed_name
from crossfolio.core.evidence import Evidence, PageLink
from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest
from crossfolio.core.names import MOST_HINTS, Names
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.rules.link_rules import dead_link

_MADE = frozenset(
    f"{name}.md"
    for name in (
        *("index", "overview", "gaps", "evidence", "list", "assessment", "sampling", "problems"),
    )
)
"""Pages that Crossfolio makes, whose files a text may name."""
_MADE_FOLDERS = ("units/", "rules/", "help/", "decisions/")


def check_links(portfolio: Portfolio) -> Iterator[Finding]:
    """Look at each link to a page or to a place on one."""
    items = {composed_name(item.path): item for item in portfolio.evidence}
    slugs = {item.slug for item in portfolio.evidence}
    for item in portfolio.evidence:
        for number, link in enumerate(() if item.unshown else item.links):
            if not link.path:
                if _is_no_address(link, item, slugs):
                    yield dead_link(link.place, link.written, [])
            elif link.path not in portfolio.pages:
                if not _is_made(link.path):
                    yield _no_page(link, portfolio, hint=number < MOST_HINTS)
            elif link.anchor and link.path in items:
                yield from _place(link, items[link.path], item)


def _is_no_address(link: PageLink, item: Evidence, slugs: set[str]) -> bool:
    """Tell whether an address leads below the site's evidence, and there to no item's page.

    What lies elsewhere on the site may be of the host or of another plugin.
    """
    written = unquote(link.written.partition("#")[0])
    folder, _, page = normpath(join("evidence", item.slug, written)).partition("/")
    return folder == "evidence" and bool(page) and page not in slugs


def _is_made(path: str) -> bool:
    return path in _MADE or path.startswith(_MADE_FOLDERS)


def _no_page(link: PageLink, portfolio: Portfolio, *, hint: bool) -> Finding:
    """Return the finding about a link to a page that does not exist, with the nearest one."""
    if not hint:
        return dead_link(link.place, link.written, [])
    wanted = basename(link.path)
    paths = {basename(path): path for path in portfolio.pages}
    folded = {path.casefold(): path for path in portfolio.pages}
    same = folded.get(link.path.casefold())
    near = [basename(same)] if same else nearest(wanted, Names(paths).like(wanted))
    written = link.written.partition("#")[0]
    beside = [it for it in near if dirname(paths[it]) == dirname(link.path)]
    fits = len(near) == len(beside) == 1 and written.endswith(wanted)
    edit = written.removesuffix(wanted) + near[0] if fits else ""
    anchor = f"#{link.anchor}" if link.anchor else ""
    return dead_link(link.place, link.written, near, f"{edit}{anchor}" if edit else "")


def _place(link: PageLink, page: Evidence, item: Evidence) -> Iterator[Finding]:
    """Find a heading that a page does not have; one that is not shown is not looked at."""
    known = [heading.anchor for heading in page.headings]
    if page.unshown or link.anchor in known or link.anchor in page.anchors:
        return
    near = nearest(link.anchor, known)
    start = "" if page is item else link.written.partition("#")[0]
    edit = f"{start}#{near[0]}" if len(near) == 1 else ""
    yield dead_link(link.place, link.written, [f"#{it}" for it in near], edit)
