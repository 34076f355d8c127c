"""Our pages in the navigation: the overview, gaps, evidence and units; no item."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from crossfolio.reports.addresses import HELP, OVERVIEW
from crossfolio.site.html.safe_html import plain_title
from crossfolio.site.own_pages import OwnPage

Nav = list[Any]
"""As MkDocs reads it: texts, and mappings of a title to a text or to another such list."""

_USERS = "."
"""Stands for what the user's navigation holds; no page is called so."""


def with_own_pages(nav: Nav, pages: list[OwnPage]) -> Nav:
    """Return the navigation with our pages before the user's, but for those it names itself.

    Help comes last.

    Material draws the whole tree into every page, so that items of evidence in it would
    make the site grow with the square of their number.
    """
    named = set(_named(nav))
    missing = [page for page in pages if page.in_nav and page.source not in named]
    units = [{plain_title(p.title): p.source} for p in missing if p.address.startswith("units/")]
    first = [{p.title: p.source} for p in missing if p.address == OVERVIEW]
    help = [{p.title: p.source} for p in missing if p.address == HELP]
    others = [
        {p.title: p.source}
        for p in missing
        if p.address not in (OVERVIEW, HELP) and not p.address.startswith("units/")
    ]
    return [*first, *([{"Units": units}] if units else []), *others, *nav, *help]


def lead_to_own_pages(
    nav: Navigation, own: Sequence[tuple[OwnPage, File]], config: MkDocsConfig
) -> None:
    """Put our pages into a navigation that leads to none of them, as some plugins make it.

    One that leads to the overview is as its maker wants it: the overview leads to all.
    """
    listed = {page.file.src_uri for page in nav.pages}
    if any(file.src_uri in listed for page, file in own if page.address == OVERVIEW):
        return
    pages = {
        file.src_uri: file.page or Page(None, file, config) for page, file in own if page.in_nav
    }
    entries = with_own_pages([*listed, _USERS], [page for page, _ in own])
    place = entries.index(_USERS)
    before = _items(entries[: place - len(listed)], pages)
    after = _items(entries[place + 1 :], pages)
    first, theirs, last = list(_pages(before)), list(nav.pages), list(_pages(after))
    nav.items = [*before, *nav.items, *after]
    nav.pages = [*first, *theirs, *last]
    _chain([*first, *theirs[:1]])
    _chain([*(theirs or first)[-1:], *last])
    nav.homepage = nav.homepage or next((page for page in first if page.is_homepage), None)


def _chain(pages: Sequence[Page]) -> None:
    """Have each page lead to the one after it, and back."""
    for previous, following in pairwise(pages):
        previous.next_page, following.previous_page = following, previous


def _items(entries: Nav, pages: Mapping[str, Page]) -> list[StructureItem]:
    """Return entries of a navigation as MkDocs knows them."""
    made: list[StructureItem] = []
    for entry in entries:
        ((title, value),) = entry.items()
        if isinstance(value, str):
            made.append(pages[value])
        else:
            section = Section(title, _items(value, pages))
            for child in section.children:
                child.parent = section
            made.append(section)
    return made


def _pages(items: Iterable[StructureItem]) -> Iterator[Page]:
    """Give every page among items that `_items` has made, in order."""
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)


def _named(nav: Nav) -> Iterator[str]:
    """Give every file that a navigation names."""
    for entry in nav:
        for value in entry.values() if isinstance(entry, dict) else [entry]:
            if isinstance(value, list):
                yield from _named(value)
            elif isinstance(value, str):
                yield value
