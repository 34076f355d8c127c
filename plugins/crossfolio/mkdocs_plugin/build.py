"""One build of the site: what it knows, and what it does at each of MkDocs' steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from gettext import NullTranslations
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from crossfolio.core.check import diagnose
from crossfolio.core.settings import Edition, FailOn
from crossfolio.core.texts import ENGLISH
from crossfolio.mkdocs_plugin.assess_files import assess_files
from crossfolio.mkdocs_plugin.data_files import data_files
from crossfolio.mkdocs_plugin.files import collisions, texts_of
from crossfolio.mkdocs_plugin.log_masks import mask_log
from crossfolio.mkdocs_plugin.navigation import lead_to_own_pages, name_sections, with_own_pages
from crossfolio.mkdocs_plugin.new_evidence_files import new_evidence_files
from crossfolio.mkdocs_plugin.offline import write_index
from crossfolio.mkdocs_plugin.opening import own_templates, site_folder, stop_without_names, today
from crossfolio.mkdocs_plugin.print_files import print_files
from crossfolio.mkdocs_plugin.script_text_files import script_text_files
from crossfolio.mkdocs_plugin.search_cache import SearchCache, search_cache
from crossfolio.mkdocs_plugin.shells import DRAWN, Shells, shells
from crossfolio.mkdocs_plugin.site_files import SiteFiles
from crossfolio.mkdocs_plugin.site_pages import SitePages
from crossfolio.mkdocs_plugin.telling import log_findings, log_problems
from crossfolio.site.compiled import keep_compiled
from crossfolio.site.environment import Look, environment
from crossfolio.site.leaks import leaks
from crossfolio.site.opened import Opened
from crossfolio.site.site_page import SitePage
from crossfolio.site.staging import Staging, open_staging
from crossfolio.workspace.project import Project, check_project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.shelf import Shelf
from crossfolio.workspace.store import Store, open_store

log = get_plugin_logger(__name__)


@dataclass(slots=True)
class Build:
    """What one build knows. Each step adds what it has learnt; nothing of it outlives the build."""

    words: NullTranslations = ENGLISH
    """What our texts are looked up in."""
    serving: bool = False
    """Whether this is `mkdocs serve`."""
    swaps: bool = True
    """Whether the site is built beside the old one, and then takes its place."""
    project: Project = field(init=False)
    """The folder and the settings; from `on_config` on."""
    store: Store = field(init=False)
    """What earlier builds worked out; from `open` on."""
    staging: Staging | None = None
    """What belongs to the build while it lasts; from `open` on."""
    told_site: str = ""
    """The folder of the site as MkDocs was told it."""
    opened: Opened = field(init=False)
    """The portfolio; from `open` on."""
    files: SiteFiles = field(init=False)
    """Our files; from `offer_files` on."""
    own: list[tuple[SitePage, File]] = field(default_factory=list)
    """Those of our pages that are no items of evidence; from `settle_files` on."""
    pages: SitePages = field(init=False)
    """Our pages; from `settle_files` on."""
    elsewhere: list[str] = field(default_factory=list)
    """The texts of the user's own pages, which are no leak wherever they stand."""
    collided: bool = False
    """Whether some of them had an address of ours, and that matters."""
    search: SearchCache | None = None
    """The part of the cache that the search needs; from `use_nav` on."""
    shells: Shells | None = None
    """What draws the pages of evidence; `None` where the theme does it one by one."""

    def open(
        self, config: MkDocsConfig, cache: ResultCache | None, *, with_history: bool
    ) -> ResultCache:
        """Check the portfolio, and have MkDocs build beside the old site.

        Args:
            config: MkDocs' configuration.
            cache: What single files gave in earlier builds of the same process.
            with_history: Whether pages say what has changed since it was judged.

        Returns:
            What they gave in this one.
        """
        site = site_folder(config, self.project)
        self.store = open_store(self.project.root)
        cache = cache or ResultCache(self.store)
        public = self.project.settings.edition is Edition.PUBLIC
        project = replace(self.project, looks_back=public and not self.serving)
        checked = check_project(project, today(), every_fingerprint=True, cache=cache)
        stop_without_names(checked)
        mask_log(checked.looker)
        self.opened = Opened.of(self.project, checked, with_history=with_history)
        log_findings(self.opened.told, self.project.settings, serving=self.serving)
        log.info("%s", self.opened.summary)
        self.staging = open_staging(site)
        if self.swaps:
            self.told_site, config.site_dir = config.site_dir, str(self.staging.new)
        return cache

    def offer_files(
        self, files: Files, config: MkDocsConfig, addresses: Mapping[str, str]
    ) -> Files:
        """Add our files, as far as they are known by now.

        Args:
            files: Those of the site.
            config: MkDocs' configuration.
            addresses: Those of pages in earlier builds, by the path of their source.
        """
        folder = self.staging.pages if self.staging else None
        self.files = SiteFiles(
            self.project, self.opened.seen, config, folder, addresses, self.words
        )
        return self.files.offer(files, with_problems=self._shows_problems)

    def shelf(self, known: Shelf | None) -> Shelf:
        """Return what earlier builds worked out about pages; while serving, `known` if there."""
        if known and self.serving:
            return known
        language = Look(words=self.words).key
        return Shelf(self.store, "pages", language, in_process=self.serving)

    def settle_files(self, files: Files, config: MkDocsConfig, shelf: Shelf) -> Files:
        """Add the evidence that may be seen, its attachments, and our own pages."""
        ours = self.files
        files = ours.take_back(files)
        self.elsewhere = texts_of(files)
        self.own = ours.settle(files, with_problems=self._shows_problems)
        self.elsewhere += [page.body for page, _ in self.own]
        self._open_pages(config, shelf)
        for file in self._files_beside(config):
            ours.add(file, files)
        ours.add_assets(files)
        settings = self.project.settings
        collided = diagnose(collisions(files, ours.replaced, config.docs_dir), settings)
        self.collided = bool(collided) and settings.fail_on is not FailOn.NEVER
        log_findings(collided, settings, serving=self.serving)
        return files

    def name_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add our pages to the navigation that the user or another plugin has written."""
        self.files.complete(files)
        if config.nav is not None:
            config.nav = with_own_pages(config.nav, [page for page, _ in self.own], self.words)
        return files

    def use_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Have a way to our pages in every navigation; leave out what earlier builds have done."""
        lead_to_own_pages(nav, self.own, config, self.words)
        name_sections(nav, self.own, self.words)
        self.pages.use_documents(nav, config, files)
        self.search = search_cache(config)

    def use_templates(self, env: Environment, config: MkDocsConfig) -> None:
        """See whether pages of evidence can be drawn faster than one by one."""
        keep_compiled(env, self.store)
        self.shells = shells(env, config)
        if self.shells:
            self.pages.use_template(DRAWN)

    def before_search(self, page: Page) -> None:
        """Tell the search what it found on the same page in an earlier build."""
        entry = self.pages.entry(page)
        if self.search and entry:
            self.search.before(page, entry, alone=self.shells is not None)

    def after_search(self, page: Page, context: TemplateContext) -> None:
        """Keep what the search took, and draw the pages of evidence."""
        entry = self.pages.entry(page)
        if self.search and entry:
            self.search.after(page, entry)
        if self.shells and page.meta.get("template") == DRAWN:
            self.shells.draw(page, context)

    def finish(self, config: MkDocsConfig) -> None:
        """Look at the built site, and put it in its place.

        Raises:
            PluginError: Where it shows what may not be seen.
        """
        if self.failed(config):
            self.pages.say_failed(Path(config.site_dir), self.opened.summary)
        if self.staging and self.swaps:
            self._swap(self.staging, config)
        self.discard()

    def fail_where_it_must(self, config: MkDocsConfig) -> None:
        """Say what is wrong in the user's own pages, and fail by the settings.

        Raises:
            PluginError: Where findings fail the build.
        """
        log_problems(self.pages.misplaced, serving=self.serving)
        if self.failed(config):
            raise PluginError(
                f"{self.opened.summary}. The findings are listed above; "
                "the site is built and can be read."
            )

    def failed(self, config: MkDocsConfig) -> bool:
        """Say whether the build fails by its settings; `mkdocs serve` never does."""
        misplaced = config.strict and bool(self.pages.misplaced)
        return not self.serving and (self.opened.checked.failed or self.collided or misplaced)

    def discard(self) -> None:
        """Leave nothing of the build behind but the site."""
        if self.staging:
            self.staging.discard()
            self.staging = None

    @property
    def untouched(self) -> str:
        """What to say of the old site where a build has stopped."""
        return "; the old site is as it was" if self.swaps else ""

    @property
    def _shows_problems(self) -> bool:
        return self.serving and bool(self.opened.seen.diagnostics)

    def _open_pages(self, config: MkDocsConfig, shelf: Shelf) -> None:
        """Begin our pages, with what is kept of them from earlier builds."""
        look = Look(own_templates(config), self.words)
        templates = environment(look)
        templates.auto_reload = self.serving
        keep_compiled(templates, self.store)
        self.pages = SitePages(self.opened.seen, look, shelf, serving=self.serving)
        for page, file in self.own:
            self.pages.add_own(page, file)
        for number, file in enumerate(self.files.evidence):
            self.pages.add_evidence(number, file)
        for file in self.files.attachments:
            self.pages.add_attachment(file)
        self.pages.settle()

    def _files_beside(self, config: MkDocsConfig) -> list[File]:
        """Return the files of the site that are no pages of the theme's."""
        seen, look = self.opened.seen, Look(own_templates(config), self.words)
        return [
            *data_files(seen, self.pages, config),
            *print_files(seen, self.pages, config, look),
            *assess_files(seen, config, self.words),
            *script_text_files(self.words, config),
            *new_evidence_files(seen, self.pages, config, look),
        ]

    def _swap(self, staging: Staging, config: MkDocsConfig) -> None:
        config.site_dir = self.told_site
        staging.carry_over()
        if self.project.settings.offline:
            write_index(staging.new)
        checked, seen = self.opened.checked, self.opened.seen
        wrong = [
            *leaks(staging.new, checked, seen, self.project.root, self.elsewhere),
            *self.pages.active_content(staging.new),
        ]
        for what in wrong:
            log.error("the built site cannot be shown: %s", what)
        if wrong:
            raise PluginError("the new site was thrown away, and the old one is as it was")
        staging.swap()
        self.staging = None
