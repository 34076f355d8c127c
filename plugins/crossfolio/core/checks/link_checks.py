"""EVI: links in the text that lead to no page and to no heading."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from crossfolio.core.blocks import Block
from crossfolio.core.characters import composed_name
from crossfolio.core.context import Context
from crossfolio.core.evidence import Evidence, PageLink
from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest
from crossfolio.core.names import MOST_HINTS, Names
from crossfolio.core.rules.link_rules import dead_link

_MADE = frozenset(
    f"{name}.md"
    for name in (
        *("index", "overview", "gaps", "evidence", "list", "assessment", "sampling", "problems"),
    )
)
"""Pages that Crossfolio makes, whose files a text may name."""
_MADE_FOLDERS = ("units/", "rules/", "help/", "decisions/")


class _PageNames(NamedTuple):
    """The pages that links may lead to, by their names."""

    paths: dict[str, str]
    names: Names
    folded: dict[str, str]
    """By the path in small letters."""


_ByName = Callable[[], _PageNames]
"""Gives them; made when the first link needs a hint."""


def check_links(context: Context) -> Iterator[Finding]:
    """Look at each link to a page or to a place on one."""
    memo, blocks = context.memo, context.claims.blocks
    items: dict[str, Evidence] = {}
    for block in blocks:
        items |= memo.of(_by_path, block[0].path, block)
    named = (memo.of(_slugs, block[0].path, block) for block in blocks)
    slugs = memo.equal("slugs", frozenset[str]().union(*named))
    pages = memo.equal("pages", context.portfolio.pages)
    names = memo.of(_by_name_later, "pages", pages)
    for block in blocks:
        name = block[0].path
        paths = memo.every(_targets, name, block)
        linked = memo.same(("linked", name), map(items.get, paths))
        yield from memo.every(_in_block, name, block, paths, linked, slugs, pages, names)


def _by_path(block: Block) -> dict[str, Evidence]:
    return {composed_name(item.path): item for item in block}


def _slugs(block: Block) -> frozenset[str]:
    return frozenset(item.slug for item in block)


def _targets(block: Block) -> Iterable[str]:
    """Return the pages on which links name a place, each once."""
    links = (link for item in block for link in item.links)
    return dict.fromkeys(link.path for link in links if link.anchor)


def _in_block(
    block: Block,
    paths: tuple[str, ...],
    linked: tuple[Evidence | None, ...],
    slugs: frozenset[str],
    pages: frozenset[str],
    names: _ByName,
) -> Iterator[Finding]:
    """Look at the links of some items.

    Args:
        block: The items.
        paths: The pages on which they name a place.
        linked: The item of each of these.
        slugs: Of all items, as they stand in addresses.
        pages: The pages that links may lead to.
        names: These by their names.
    """
    items = dict(zip(paths, linked, strict=True))
    for item in block:
        for number, link in enumerate(() if item.unshown else item.links):
            page = items.get(link.path) if link.anchor else None
            if not link.path:
                if _is_no_address(link, item, slugs):
                    yield dead_link(link.place, link.written, [])
            elif link.path not in pages:
                if not _is_made(link.path):
                    yield _no_page(link, names if number < MOST_HINTS else None)
            elif page:
                yield from _place(link, page, item)


def _is_no_address(link: PageLink, item: Evidence, slugs: frozenset[str]) -> bool:
    """Tell whether an address leads below the site's evidence, and there to no item's page.

    What lies elsewhere on the site may be of the host or of another plugin.
    """
    written = unquote(link.written.partition("#")[0])
    folder, _, page = normpath(join("evidence", item.slug, written)).partition("/")
    return folder == "evidence" and bool(page) and page not in slugs


def _is_made(path: str) -> bool:
    return path in _MADE or path.startswith(_MADE_FOLDERS)


def _by_name_later(pages: frozenset[str]) -> _ByName:
    return cache(partial(_by_name, pages))


def _by_name(pages: Iterable[str]) -> _PageNames:
    every = sorted(pages)
    paths = {basename(path): path for path in every}
    return _PageNames(paths, Names(paths), {path.casefold(): path for path in every})


def _no_page(link: PageLink, names: _ByName | None) -> Finding:
    """Return the finding about a link to a page that does not exist, with the nearest one."""
    if names is None:
        return dead_link(link.place, link.written, [])
    wanted, known = basename(link.path), names()
    same, paths = known.folded.get(link.path.casefold()), known.paths
    near = [basename(same)] if same else nearest(wanted, known.names.like(wanted))
    written = link.written.partition("#")[0]
    beside = [name for name in near if dirname(paths[name]) == dirname(link.path)]
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
    yield dead_link(link.place, link.written, [f"#{anchor}" for anchor in near], edit)
