"""Our pages in the navigation: the overview, gaps, evidence and units; no item."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import NullTranslations
from itertools import pairwise
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.site.html.safe_html import safe_title
from crossfolio.site.site_page import InNav, SitePage

Nav = list[Any]
"""As MkDocs reads it: texts, and mappings of a title to a text or to another such list."""

_UNITS, _HELP = Text("Units"), Text("Help")
_USERS = "."
"""Stands for what the user's navigation holds; no page is called so."""


def with_own_pages(nav: Nav, pages: list[SitePage], words: NullTranslations = ENGLISH) -> Nav:
    """Return the navigation with our pages before the user's, but for those it names itself.

    Help comes last.

    Material draws the whole tree into every page, so that items of evidence in it would
    make the site grow with the square of their number.
    """
    named = set(_named(nav))
    missing = [page for page in pages if page.in_nav and page.source not in named]
    by_place: dict[InNav, Nav] = {place: [] for place in InNav}
    for page in missing:
        by_place[page.in_nav].append({safe_title(page.title): page.source})
    units = by_place[InNav.UNIT]
    section = [{said(_UNITS, words): units}] if units else []
    before = [*by_place[InNav.FIRST], *section, *by_place[InNav.MAIN]]
    return [*before, *nav, *by_place[InNav.LAST]]


def lead_to_own_pages(
    nav: Navigation,
    own: Sequence[tuple[SitePage, File]],
    config: MkDocsConfig,
    words: NullTranslations = ENGLISH,
) -> None:
    """Put our pages into a navigation that leads to none of them, as some plugins make it.

    One that leads to the overview is as its maker wants it: the overview leads to all.
    """
    listed = {page.file.src_uri for page in nav.pages}
    if any(file.src_uri in listed for page, file in own if page.in_nav is InNav.FIRST):
        return
    pages = {
        file.src_uri: file.page or Page(None, file, config) for page, file in own if page.in_nav
    }
    entries = with_own_pages([*listed, _USERS], [page for page, _ in own], words)
    place = entries.index(_USERS)
    before = _items(entries[: place - len(listed)], pages)
    after = _items(entries[place + 1 :], pages)
    first, theirs, last = list(_pages(before)), list(nav.pages), list(_pages(after))
    nav.items = [*before, *nav.items, *after]
    nav.pages = [*first, *theirs, *last]
    _chain([*first, *theirs[:1]])
    _chain([*(theirs or first)[-1:], *last])
    nav.homepage = nav.homepage or next((page for page in first if page.is_homepage), None)


def name_sections(
    nav: Navigation, own: Iterable[tuple[SitePage, File]], words: NullTranslations
) -> None:
    """Name sections of our pages in the site's language; MkDocs names them by their folders."""
    ours = [file for _, file in own]
    names = {str(title): said(title, words) for title in (_UNITS, _HELP)}
    for item in nav.items:
        name = names.get(item.title or "") if isinstance(item, Section) else None
        if name and all(getattr(one, "file", None) in ours for one in item.children or ()):
            item.title = name


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
