"""The MkDocs plugin: each hook hands on to the build that is under way."""

import gc
from collections.abc import Mapping
from gettext import NullTranslations
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
from crossfolio.core.texts import ENGLISH
from crossfolio.mkdocs_plugin.build import Build
from crossfolio.mkdocs_plugin.config import CrossfolioConfig
from crossfolio.mkdocs_plugin.look import prepare, reloading, with_card
from crossfolio.mkdocs_plugin.opening import as_exported, project_of, said_of
from crossfolio.site.own_pages import addresses_of
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.shelf import Shelf

log = get_plugin_logger(__name__)


class CrossfolioPlugin(BasePlugin[CrossfolioConfig]):
    """Checks evidence against criteria while the site is built, and writes the portfolio's pages.

    A build fails by raising once its site is whole and in place, so that the failing site
    can be read. `mkdocs serve` never fails: it shows the findings on the pages.

    Here is only what outlives a build; what one build knows is in `build`.
    """

    serving = False
    """Whether this is `mkdocs serve`."""
    builds_once = False
    """Whether this process builds one site and ends."""
    dirty = False
    """Whether MkDocs was asked to leave the old site's files where they are."""
    words: NullTranslations = ENGLISH
    """What our texts are looked up in, which gives the language of our pages."""
    exported: Edition | None = None
    """Whom an export is for, that opens by double click and is built whatever is found."""
    visit: Visit | None = None
    """What an export is narrowed to."""
    cache: ResultCache | None = None
    """What single files gave, from one build to the next."""
    shelf: Shelf | None = None
    """What builds worked out about pages, from one of `mkdocs serve` to the next."""
    addresses: Mapping[str, str] = MappingProxyType({})
    """Those of pages in earlier builds of `mkdocs serve`, by the path of their source."""

    def __init__(self) -> None:
        """Wait for a build."""
        super().__init__()
        self.build = Build()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note what MkDocs is about to do."""
        self.serving = command == "serve"
        self.builds_once = not self.serving
        self.dirty = dirty
        self.addresses = {}
        self.cache = None
        self.build = self._next_build()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings, and tell MkDocs what to watch and which style to load."""
        project = project_of(config)
        if self.exported:
            project = as_exported(project, self.exported, self.visit)
        self.build = self._next_build()
        self.build.project = project
        prepare(config, project, self.words)
        return config

    @event_priority(100)  # First: MkDocs empties the site's folder right after this event.
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check the portfolio, and let MkDocs build beside the old site."""
        handed_over = self.exported is not None  # It tells of no earlier text.
        self.cache = self.build.open(config, self.cache, with_history=not handed_over)
        self._leave_uncollected()

    @event_priority(100)  # First: many plugins note which files there are, and ours are some.
    def offer_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our files, as far as they are known by now."""
        return self.build.offer_files(files, config, self.addresses)

    @event_priority(-50)  # Late: our pages go by which pages there are.
    def settle_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the evidence that may be seen, its attachments, and our own pages."""
        self.shelf = self.build.shelf(self.shelf)
        return self.build.settle_files(files, config, self.shelf)

    @event_priority(-200)  # Last: other plugins have read the navigation from files of theirs.
    def name_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages to the navigation that the user or another plugin has written."""
        return self.build.name_files(files, config)

    on_files = CombinedEvent(offer_files, settle_files, name_files)

    @event_priority(-200)  # Last: the files and the navigation are what they will be.
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Have a way to our pages in every navigation; leave out what earlier builds have done."""
        self.build.use_nav(nav, config, files)
        self._leave_uncollected()

    @event_priority(-1000)  # Last of all: no other plugin is to run what evidence holds.
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Give the pages of evidence and our own pages their text."""
        return self.build.pages.markdown(page)

    @event_priority(100)  # First: no other plugin gets evidence before it is safe.
    def offer_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Make evidence safe, and give our own pages their content."""
        return self.build.pages.offered(html, page)

    @event_priority(-100)  # Last: whatever other plugins make of evidence is made safe too.
    def settle_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Give the pages of evidence their content."""
        return self.build.pages.content(html, page)

    on_page_content = CombinedEvent(offer_content, settle_content)

    @event_priority(-100)  # Last: whatever else others do to templates is done.
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """See whether pages of evidence can be drawn faster than one by one."""
        self._leave_uncollected()
        self.build.use_templates(env, config)

    @event_priority(100)  # First: the search comes after.
    def before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Tell the search what it found on the same page in an earlier build."""
        self.build.before_search(page)

    @event_priority(-100)  # Last: the search has taken what it wants.
    def after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Draw the pages of evidence."""
        self.build.after_search(page, context)

    on_page_context = CombinedEvent(before_search, after_search)

    @event_priority(100)  # First: other plugins see a page that is complete.
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Complete our pages, and those of the user's that ask for something of ours."""
        return with_card(
            self.build.pages.completed(output, page) or output, page, config, self.words
        )

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str | None:
        """Have the page for what is not there look again, while the site is written."""
        missing = self.serving and template_name == "404.html"
        return reloading(output_content) if missing else None

    @event_priority(-100)  # Last: other plugins have written their part of the site.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look at the built site, put it in its place, and fail the build where it must."""
        if self.serving:
            self.addresses = {**self.addresses, **addresses_of(self.build.opened.seen)}
        self.build.finish(config)
        if self.shelf:
            self.shelf.close()
        self._leave_uncollected()
        self.build.fail_where_it_must(config)

    @event_priority(-100)  # Last: others have heard of the error.
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was, and say in a sentence what the system has refused.

        Raises:
            Abort: Where MkDocs would show where in its programs a file could not be read
                or written, as on a full disk.
        """
        self.build.discard()
        if isinstance(error, OSError | UnicodeError):
            log.error("the site was not built: %s%s", said_of(error), self.build.untouched)
            raise Abort("Aborted: see the error above") from error

    def on_shutdown(self) -> None:
        """Leave nothing behind when a build is stopped half-way."""
        if self.build.staging and not self.serving:
            log.error("the build was stopped%s", self.build.untouched)
        self.build.discard()

    def _next_build(self) -> Build:
        return Build(self.words, self.serving, swaps=not self.serving and not self.dirty)

    def _leave_uncollected(self) -> None:
        """Have what there is by now passed over when Python looks for cycles of dead objects.

        It is needed to the end, grows with the items, and would be looked through again and
        again, and once more when the process ends.
        """
        if self.builds_once:
            gc.freeze()
