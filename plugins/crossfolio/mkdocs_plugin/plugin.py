"""The MkDocs plugin: each hook hands on to the build that is under way."""

import gc
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from crossfolio.core.settings import Edition, Visit
from crossfolio.mkdocs_plugin.assembled import Assembled
from crossfolio.mkdocs_plugin.config import CrossfolioConfig
from crossfolio.mkdocs_plugin.drawn import Drawn
from crossfolio.mkdocs_plugin.look import prepare, reloading, with_card
from crossfolio.mkdocs_plugin.opening import as_exported, project_of, said_of
from crossfolio.mkdocs_plugin.prepared import Prepared, Run
from crossfolio.mkdocs_plugin.site_files import SiteFiles
from crossfolio.site.compiled import CompiledTemplates
from crossfolio.site.own_pages import addresses_of
from crossfolio.site.staging import Staging
from crossfolio.workspace.project import Project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.step_cache import StepCache
from crossfolio.workspace.store import open_store

log = get_plugin_logger(__name__)


class CrossfolioPlugin(BasePlugin[CrossfolioConfig]):
    """Checks evidence against criteria while the site is built, and writes the portfolio's pages.

    A build fails by raising once its site is whole and in place, so that the failing site
    can be read. `mkdocs serve` never fails: it shows the findings on the pages.

    What a build knows is in frozen values, each made once, by the hook that can: `Prepared`,
    `Assembled` and `Drawn`. The hooks only hand on to them.
    """

    run = Run()
    """What MkDocs was asked to do."""
    exported: Edition | None = None
    """Whom an export is for, that opens by double click and is built whatever is found."""
    visit: Visit | None = None
    """What an export is narrowed to."""
    cache: ResultCache | None = None
    """What single files gave, from one build to the next."""
    page_cache: StepCache | None = None
    """What builds worked out about pages, from one of `mkdocs serve` to the next."""
    compiled: CompiledTemplates | None = None
    """The theme's compiled templates, from one build to the next."""
    addresses: Mapping[str, str] = MappingProxyType({})
    """Those of pages in earlier builds of `mkdocs serve`, by the path of their source."""
    staging: Staging | None = None
    """What belongs to the build that is under way; `None` where none is."""
    project: Project
    """The folder and the settings; from `on_config` on."""
    prepared: Prepared
    """The build from `on_pre_build` on."""
    files: SiteFiles
    """Our files, from the first step of `on_files` on."""
    assembled: Assembled
    """The build from the second step of `on_files` on."""
    drawn: Drawn
    """The build from `on_env` on."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note what MkDocs is about to do."""
        serving = command == "serve"
        self.run = replace(self.run, serving=serving, builds_once=not serving, dirty=dirty)
        self.addresses = {}
        self.cache = self.compiled = None
        self.staging = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings, and tell MkDocs what to watch and which style to load."""
        self._leave_first_build_uncollected()
        project = project_of(config)
        if self.exported:
            project = as_exported(project, self.exported, self.visit)
        self.project = project
        prepare(config, project, self.run.words)
        return config

    @event_priority(100)  # First: MkDocs empties the site's folder right after this event.
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check the portfolio, and let MkDocs build beside the old site."""
        handed_over = self.exported is not None  # It tells of no earlier text.
        store = open_store(self.project.root)
        cache = self.cache or ResultCache(store)
        self.prepared = Prepared.of(
            self.run, self.project, config, store, cache, with_history=not handed_over
        )
        if self.run.builds_once:
            cache.forget()  # What is left uncollected would stay to the end.
        else:
            self.cache = cache
        self.staging = self.prepared.staging
        self._leave_uncollected()

    @event_priority(100)  # First: many plugins note which files there are, and ours are some.
    def offer_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our files, as far as they are known by now."""
        self.files = SiteFiles(self.prepared, config, self.addresses)
        return self.files.offer(files, with_problems=self.prepared.shows_problems)

    @event_priority(-50)  # Late: our pages go by which pages there are.
    def assemble_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the evidence that may be seen, its attachments, and our own pages."""
        self.page_cache = self.prepared.page_cache(self.page_cache)
        files = self.files.take_back(files)
        self.assembled = Assembled.of(self.prepared, self.files, files, config, self.page_cache)
        return files

    @event_priority(-200)  # Last: other plugins have read the navigation from files of theirs.
    def name_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages to the navigation that the user or another plugin has written."""
        self.assembled.name_files(files, config)
        return files

    on_files = CombinedEvent(offer_files, assemble_files, name_files)

    @event_priority(-200)  # Last: the files and the navigation are what they will be.
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Have a way to our pages in every navigation; leave out what earlier builds have done."""
        self.assembled.use_nav(nav, config, files)
        self._leave_uncollected()

    @event_priority(-1000)  # Last of all: no other plugin is to run what evidence holds.
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Give the pages of evidence and our own pages their text."""
        return self.assembled.pages.markdown(page)

    @event_priority(100)  # First: no other plugin gets evidence before it is safe.
    def offer_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Make evidence safe, and give our own pages their content."""
        return self.assembled.pages.offered(html, page)

    @event_priority(-100)  # Last: whatever other plugins make of evidence is made safe too.
    def finish_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Give the pages of evidence their content."""
        return self.assembled.pages.content(html, page)

    on_page_content = CombinedEvent(offer_content, finish_content)

    @event_priority(-100)  # Last: whatever else others do to templates is done.
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """See whether our pages outside of the navigation can be drawn faster."""
        self._leave_uncollected()
        self.compiled = self.compiled or CompiledTemplates(self.prepared.store)
        self.drawn = Drawn.of(self.assembled, env, config, self.compiled)

    @event_priority(100)  # First: the search comes after.
    def before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Tell the search what it found on the same page in an earlier build."""
        self.drawn.before_search(page)

    @event_priority(-100)  # Last: the search has taken what it wants.
    def after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Draw our pages outside of the navigation."""
        self.drawn.after_search(page, context)

    on_page_context = CombinedEvent(before_search, after_search)

    @event_priority(100)  # First: other plugins see a page that is complete.
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Complete our pages, and those of the user's that ask for something of ours."""
        return with_card(
            self.assembled.pages.completed(output, page) or output, page, config, self.run.words
        )

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str | None:
        """Have the page for what is not there look again, while the site is written."""
        missing = self.run.serving and template_name == "404.html"
        return reloading(output_content) if missing else None

    @event_priority(-100)  # Last: other plugins have written their part of the site.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look at the built site, put it in its place, and fail the build where it must."""
        if self.run.serving:
            self.addresses = {**self.addresses, **addresses_of(self.prepared.opened.seen)}
        self.assembled.finish(config)
        if self.page_cache:
            self.page_cache.close()
        self._discard()
        self._leave_uncollected()
        self.assembled.fail_where_it_must(config)

    @event_priority(-100)  # Last: others have heard of the error.
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was, and say in a sentence what the system has refused.

        Raises:
            Abort: Where MkDocs would show where in its programs a file could not be read
                or written, as on a full disk.
        """
        self._discard()
        if isinstance(error, OSError | UnicodeError):
            log.error("the site was not built: %s%s", said_of(error), self.run.untouched)
            raise Abort("Aborted: see the error above") from error

    def on_shutdown(self) -> None:
        """Leave nothing behind when a build is stopped half-way."""
        if self.staging and not self.run.serving:
            log.error("the build was stopped%s", self.run.untouched)
        self._discard()

    def _discard(self) -> None:
        """Leave nothing of the build behind but the site."""
        if self.staging:
            self.staging.discard()
            self.staging = None
        if self.page_cache:
            self.page_cache.discard()

    def _leave_uncollected(self) -> None:
        """Have what there is by now passed over when Python looks for cycles of dead objects.

        It is needed to the end, grows with the items, and would be looked through again and
        again, and once more when the process ends.
        """
        if self.run.builds_once:
            gc.freeze()

    def _leave_first_build_uncollected(self) -> None:
        """Have what outlives every build of `mkdocs serve` passed over in the same way, once.

        Before the second build that is the programs and what is cached. What later builds leave
        behind is collected.
        """
        if self.run.serving and self.page_cache and not gc.get_freeze_count():
            del self.prepared, self.files, self.assembled, self.drawn
            gc.collect()
            gc.freeze()
