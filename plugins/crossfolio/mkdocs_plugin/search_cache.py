"""What the search takes from a page, taken once for as long as the page stays the same."""

import sys
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from crossfolio.core.regex import regex
from crossfolio.workspace.step_cache import CachedStep, CacheEntry, digest

_SEARCH = "material.plugins.search.plugin"
_EXCLUDED = {"exclude": True}
_MARK = regex(
    r'<a class="crossfolio-mark" id="[^"<>]*" href="[^"<>]*">([^<>]*)'
    r'<span class="crossfolio-hidden">([^<>]*)</span></a>'
)
"""The link of a mark; the search takes its words and nothing else."""
_ATTRIBUTE = "data-search-"
"""How attributes begin that the search takes out of pages."""
Entries = list[dict[str, Any]]
_SEARCH_ENTRIES = CachedStep[Entries]("search", Entries)


class SearchCache:
    """Gives the search of Material what it took from unchanged pages before.

    Its index is a list, to which it adds what it finds on a page; a page that says so in its
    front matter is passed over.
    """

    def __init__(self, entries: Entries) -> None:
        """Stand beside a search.

        Args:
            entries: The search's own list.
        """
        self._entries = entries
        self._key = b""
        self._before = 0
        self._known = False
        self._whole: str | None = None

    def before(self, page: Page, entry: CacheEntry, *, alone: bool) -> None:
        """Add what is known about a page, and have the search pass it over.

        Args:
            page: The page.
            entry: What is known about it.
            alone: Whether nobody but the search looks at pages now, so that it can be given
                what it needs of a page and no more.
        """
        title, meta = str(page.title), repr(page.meta)
        self._key = digest(page.content or "", page.url, title, meta, _ids(page))
        self._before = len(self._entries)
        known = entry.recall(_SEARCH_ENTRIES, self._key)
        self._known = known is not None
        if known is not None:
            self._entries += known
            page.meta["search"] = _EXCLUDED
        content = self._whole = page.content if alone else None
        if content and _ATTRIBUTE in content:
            self._whole = None
        elif content:  # Elements cost it time, and on a page that it passes over, characters do.
            page.content = "" if self._known else _MARK.sub(r"\1\2", content)

    def after(self, page: Page, entry: CacheEntry) -> None:
        """Keep what the search has taken from a page."""
        page.content = self._whole or page.content
        if self._known:
            del page.meta["search"]
        else:
            entry.keep(_SEARCH_ENTRIES, self._key, self._entries[self._before :])


def search_cache(config: MkDocsConfig) -> SearchCache | None:
    """Return the cache of the search that is in use; `None` where it is not known.

    With jieba, which cuts Chinese text into words, entries depend on its dictionaries.
    """
    for plugin in config.plugins.values():
        if type(plugin).__module__ == _SEARCH and "jieba" not in sys.modules:
            entries = getattr(getattr(plugin, "search_index", None), "entries", None)
            if type(entries) is list and plugin.config.get("enabled", True):
                return SearchCache(entries)
    return None


def _ids(page: Page) -> str:
    waiting, found = list(page.toc), []
    while waiting:
        entry = waiting.pop()
        found.append(entry.id)
        waiting += entry.children
    return repr(found)
