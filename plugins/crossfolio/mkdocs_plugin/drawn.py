"""A build of the site while its pages are drawn."""

from dataclasses import dataclass
from typing import Self

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from crossfolio.mkdocs_plugin.assembled import Assembled
from crossfolio.mkdocs_plugin.search_cache import SearchCache, search_cache
from crossfolio.mkdocs_plugin.shells import DRAWN, Shells, shells
from crossfolio.mkdocs_plugin.site_pages import SitePages
from crossfolio.site.compiled import CompiledTemplates


@dataclass(frozen=True, slots=True)
class Drawn:
    """The caches and templates by which a build draws pages faster than the theme does."""

    pages: SitePages
    search: SearchCache | None
    """The part of the cache that the search needs; `None` where the search is not known."""
    shells: Shells | None
    """What draws our pages outside of the navigation; `None` where the theme does it one by one."""

    @classmethod
    def of(
        cls,
        assembled: Assembled,
        env: Environment,
        config: MkDocsConfig,
        compiled: CompiledTemplates,
    ) -> Self:
        """See whether our pages outside of the navigation can be drawn faster than one by one.

        Args:
            assembled: The build so far.
            env: The theme's templates.
            config: MkDocs' configuration.
            compiled: The cache of compiled templates.
        """
        env.bytecode_cache = compiled
        drawing = shells(env, config)
        if drawing:
            assembled.pages.use_template(DRAWN)
        return cls(assembled.pages, search_cache(config), drawing)

    def before_search(self, page: Page) -> None:
        """Tell the search what it found on the same page in an earlier build."""
        entry = self.pages.entry(page)
        if self.search and entry:
            self.search.before(page, entry, alone=self.shells is not None)

    def after_search(self, page: Page, context: TemplateContext) -> None:
        """Keep what the search took, and draw our pages outside of the navigation."""
        entry = self.pages.entry(page)
        if self.search and entry:
            self.search.after(page, entry)
        if self.shells and page.meta.get("template") == DRAWN:
            self.shells.draw(page, context)
