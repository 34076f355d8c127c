"""The MkDocs plugin: each hook fetches, calls what knows, and hands back."""

import gc
import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from crossfolio.core.building import seen_with_history
from crossfolio.core.check import Checked, diagnose, fails
from crossfolio.core.findings import Diagnostic
from crossfolio.core.personal.hiding import with_ids
from crossfolio.core.seen import Seen, told_to_owner
from crossfolio.core.settings import Edition, FailOn, Visit
from crossfolio.core.texts import ENGLISH
from crossfolio.mkdocs_plugin.assess_files import SCRIPT, assess_files
from crossfolio.mkdocs_plugin.config import CrossfolioConfig
from crossfolio.mkdocs_plugin.data_files import data_files
from crossfolio.mkdocs_plugin.files import DESK_SCRIPT, collisions, texts_of
from crossfolio.mkdocs_plugin.log_masks import mask_log
from crossfolio.mkdocs_plugin.look import reloading, use_icon, use_style_and_scripts, with_card
from crossfolio.mkdocs_plugin.navigation import lead_to_own_pages, with_own_pages
from crossfolio.mkdocs_plugin.new_evidence_files import new_evidence_files
from crossfolio.mkdocs_plugin.offline import use_files, write_index
from crossfolio.mkdocs_plugin.opening import (
    LEVELS,
    as_exported,
    own_templates,
    project_of,
    said_of,
    site_folder,
    stop_without_names,
    today,
)
from crossfolio.mkdocs_plugin.print_files import print_files
from crossfolio.mkdocs_plugin.search_cache import SearchCache, search_cache
from crossfolio.mkdocs_plugin.shells import DRAWN, Shells, shells
from crossfolio.mkdocs_plugin.site_files import SiteFiles
from crossfolio.mkdocs_plugin.site_pages import SitePages
from crossfolio.reports.text_report import summary
from crossfolio.site.compiled import keep_compiled
from crossfolio.site.environment import Look, environment
from crossfolio.site.leaks import leaks
from crossfolio.site.own_pages import addresses_of
from crossfolio.site.site_page import SitePage
from crossfolio.site.staging import Staging, open_staging
from crossfolio.workspace.judged_version import with_changes
from crossfolio.workspace.project import Project, check_project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.shelf import Shelf
from crossfolio.workspace.store import Store, open_store

log = get_plugin_logger(__name__)


class CrossfolioPlugin(BasePlugin[CrossfolioConfig]):
    """Checks evidence against criteria while the site is built, and writes the portfolio's pages.

    A build fails by raising once its site is whole and in place, so that the failing site
    can be read. `mkdocs serve` never fails: it shows the findings on the pages.
    """

    serving = False
    """Whether this is `mkdocs serve`."""
    builds_once = False
    """Whether this process builds one site and ends."""
    words: NullTranslations = ENGLISH
    """What our texts are looked up in, which gives the language of our pages."""
    exported: Edition | None = None
    """Whom an export is for, that opens by double click and is built whatever is found."""
    visit: Visit | None = None
    """What an export is narrowed to."""
    dirty = False
    """Whether MkDocs was asked to leave the old site's files where they are."""
    cache: ResultCache | None = None
    """What single files gave, from one build to the next."""
    staging: Staging | None = None
    """What belongs to one build, while it lasts."""
    told = ""
    """The folder of the site as MkDocs was told it."""
    project: Project
    """The folder and the settings; read in `on_config`, for each build anew, as all below."""
    checked: Checked
    """The portfolio; read in `on_pre_build`."""
    seen: Seen
    """What the edition shows of it: all that pages are made of."""
    summary: str
    """The counts in one line, as the edition may show them."""
    pages: SitePages
    """Our pages; made in `on_files`."""
    store: Store
    """What earlier builds worked out; opened in `on_pre_build`."""
    shelf: Shelf | None = None
    """What they worked out about pages; from one build of `mkdocs serve` to the next as well."""
    search: SearchCache | None = None
    """The part of it that the search needs."""
    elsewhere: list[str]
    """The texts of the user's own pages, which are no leak wherever they stand."""
    shells: Shells | None = None
    """What draws the pages of evidence; nothing where the theme does it one by one."""
    files: SiteFiles
    """Our files; made in `on_files`."""
    addresses: Mapping[str, str] = MappingProxyType({})
    """Those of pages in earlier builds of `mkdocs serve`, by the path of their source."""
    own: list[tuple[SitePage, File]]
    """Those of our pages that are no items of evidence."""
    collided = False
    """Whether some of them had an address of ours, and that matters."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note what MkDocs is about to do."""
        self.serving = command == "serve"
        self.builds_once = not self.serving
        self.dirty = dirty
        self.addresses = {}
        self.cache = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings, and tell MkDocs what to watch and which style to load."""
        self.project = project_of(config)
        if self.exported:
            self.project = as_exported(self.project, self.exported, self.visit)
        settings = self.project.settings
        for folder in (settings.criteria, settings.evidence, settings.assessment):
            path = self.project.root / folder
            if path.is_dir() and str(path) not in config.watch:
                config.watch.append(str(path))
        use_icon(config)
        use_style_and_scripts(config, *((DESK_SCRIPT, SCRIPT) if settings.has_forms else ()))
        if settings.offline:
            use_files(config)
        return config

    @event_priority(100)  # First: MkDocs empties the site's folder right after this event.
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check the portfolio, and let MkDocs build beside the old site."""
        site = site_folder(config, self.project)
        self.store = open_store(self.project.root)
        self.cache = self.cache or ResultCache(self.store)
        public = self.project.settings.edition is Edition.PUBLIC
        project = replace(self.project, looks_back=public and not self.serving)
        self.checked = check_project(project, today(), every_fingerprint=True, cache=self.cache)
        stop_without_names(self.checked)
        mask_log(self.checked.looker)
        hidden = self.checked.hidden_names
        seen = seen_with_history(self.checked)
        if not self.exported:  # What is handed over tells of no earlier text.
            seen = with_changes(seen, self.checked, self.project.root)
        self.seen = with_ids(seen, hidden)
        told = with_ids(told_to_owner(self.checked, self.seen), hidden)
        self._log(told.diagnostics)
        self.summary = summary(told).rstrip()
        log.info("%s", self.summary)
        self._leave_uncollected()
        self.staging = open_staging(site)
        if self._swaps:
            self.told, config.site_dir = config.site_dir, str(self.staging.new)

    @event_priority(100)  # First: many plugins note which files there are, and ours are some.
    def offer_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our files, as far as they are known by now."""
        folder = self.staging.pages if self.staging else None
        self.files = SiteFiles(self.project, self.seen, config, folder, self.addresses)
        return self.files.offer(files, with_problems=self._shows_problems)

    @event_priority(-50)  # Late: our pages go by which pages there are.
    def settle_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the evidence that may be seen, its attachments, and our own pages."""
        seen, settings, ours = self.seen, self.project.settings, self.files
        files = ours.take_back(files)
        self.elsewhere = texts_of(files)
        self.own = ours.settle(files, with_problems=self._shows_problems)
        self.elsewhere += [page.body for page, _ in self.own]
        self._open_pages(config)
        for page, file in self.own:
            self.pages.add_own(page, file)
        for number, file in enumerate(ours.evidence):
            self.pages.add_evidence(number, file)
        for file in ours.attachments:
            self.pages.add_attachment(file)
        self.pages.settle()
        for file in (
            *data_files(seen, self.pages, config),
            *print_files(seen, self.pages, config, self._look(config)),
            *assess_files(seen, config),
            *new_evidence_files(seen, self.pages, config, self._look(config)),
        ):
            ours.add(file, files)
        ours.add_assets(files)
        collided = diagnose(collisions(files, ours.replaced, config.docs_dir), settings)
        self.collided = bool(collided) and settings.fail_on is not FailOn.NEVER
        self._log(collided)
        return files

    @event_priority(-200)  # Last: other plugins have read the navigation from files of theirs.
    def name_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages to the navigation that the user or another plugin has written."""
        self.files.complete(files)
        if config.nav is not None:
            config.nav = with_own_pages(config.nav, [page for page, _ in self.own])
        return files

    on_files = CombinedEvent(offer_files, settle_files, name_files)

    @event_priority(-200)  # Last: the files and the navigation are what they will be.
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Have a way to our pages in every navigation; leave out what earlier builds have done."""
        lead_to_own_pages(nav, self.own, config)
        self.pages.use_documents(nav, config, files)
        self._leave_uncollected()
        self.search = search_cache(config)

    @event_priority(-1000)  # Last of all: no other plugin is to run what evidence holds.
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Give the pages of evidence and our own pages their text."""
        return self.pages.markdown(page)

    @event_priority(100)  # First: no other plugin gets evidence before it is safe.
    def offer_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Make evidence safe, and give our own pages their content."""
        return self.pages.offered(html, page)

    @event_priority(-100)  # Last: whatever other plugins make of evidence is made safe too.
    def settle_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Give the pages of evidence their content."""
        return self.pages.content(html, page)

    on_page_content = CombinedEvent(offer_content, settle_content)

    @event_priority(-100)  # Last: whatever else others do to templates is done.
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """See whether pages of evidence can be drawn faster than one by one."""
        self._leave_uncollected()
        keep_compiled(env, self.store)
        self.shells = shells(env, config)
        if self.shells:
            self.pages.use_template(DRAWN)

    @event_priority(100)  # First: the search comes after.
    def before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Tell the search what it found on the same page in an earlier build."""
        entry = self.pages.entry(page)
        if self.search and entry:
            self.search.before(page, entry, alone=self.shells is not None)

    @event_priority(-100)  # Last: the search has taken what it wants.
    def after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Draw the pages of evidence."""
        entry = self.pages.entry(page)
        if self.search and entry:
            self.search.after(page, entry)
        if self.shells and page.meta.get("template") == DRAWN:
            self.shells.draw(page, context)

    on_page_context = CombinedEvent(before_search, after_search)

    @event_priority(100)  # First: other plugins see a page that is complete.
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Complete our pages, and those of the user's that ask for something of ours."""
        return with_card(self.pages.completed(output, page) or output, page, config)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str | None:
        """Have the page for what is not there look again, while the site is written."""
        missing = self.serving and template_name == "404.html"
        return reloading(output_content) if missing else None

    @event_priority(-100)  # Last: other plugins have written their part of the site.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look at the built site, put it in its place, and fail the build where it must."""
        misplaced = self.pages.misplaced
        failed = self.checked.failed or self.collided or (config.strict and misplaced)
        if self.serving:
            self.addresses = {**self.addresses, **addresses_of(self.seen)}
        elif failed:
            self.pages.say_failed(Path(config.site_dir), self.summary)
        if self.staging and self._swaps:
            self._swap(self.staging, config)
        self._discard()
        if self.shelf:
            self.shelf.close()
        self._leave_uncollected()
        for problem in misplaced:
            log.log(logging.INFO if self.serving else logging.WARNING, "%s", problem)
        if failed and not self.serving:
            raise PluginError(
                f"{self.summary}. The findings are listed above; the site is built and can be read."
            )

    @event_priority(-100)  # Last: others have heard of the error.
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was, and say in a sentence what the system has refused.

        Raises:
            Abort: Where MkDocs would show where in its programs a file could not be read
                or written, as on a full disk.
        """
        self._discard()
        if isinstance(error, OSError | UnicodeError):
            log.error("the site was not built: %s%s", said_of(error), self._untouched)
            raise Abort("Aborted: see the error above") from error

    def on_shutdown(self) -> None:
        """Leave nothing behind when a build is stopped half-way."""
        if self.staging and not self.serving:
            log.error("the build was stopped%s", self._untouched)
        self._discard()

    def _leave_uncollected(self) -> None:
        """Have what there is by now passed over when Python looks for cycles of dead objects.

        It is needed to the end, grows with the items, and would be looked through again and
        again, and once more when the process ends.
        """
        if self.builds_once:
            gc.freeze()

    @property
    def _shows_problems(self) -> bool:
        return self.serving and bool(self.seen.diagnostics)

    def _open_pages(self, config: MkDocsConfig) -> None:
        """Begin our pages, with what is kept of them from earlier builds."""
        look = self._look(config)
        if self.shelf is None or not self.serving:
            self.shelf = Shelf(self.store, "pages", look.language, in_process=self.serving)
        templates = environment(look)
        templates.auto_reload = self.serving
        keep_compiled(templates, self.store)
        self.pages = SitePages(self.seen, look, self.shelf, serving=self.serving)

    def _look(self, config: MkDocsConfig) -> Look:
        return Look(own_templates(config), self.words)

    def _log(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Log findings; as plain news while serving, since a warning ends MkDocs' strict mode.

        What fails a build is an error to MkDocs, which says no more than errors under `--quiet`.
        What is pending fails none, strict or not, and so is news as well.
        """
        for diagnostic in diagnostics:
            level = logging.INFO if diagnostic.pending else LEVELS[diagnostic.severity]
            if fails(diagnostic, self.project.settings):
                level = logging.ERROR
            log.log(logging.INFO if self.serving else level, "%s", diagnostic)

    @property
    def _swaps(self) -> bool:
        """Whether the site is built beside the old one, and then takes its place."""
        return not self.serving and not self.dirty

    @property
    def _untouched(self) -> str:
        return "; the old site is as it was" if self._swaps else ""

    def _swap(self, staging: Staging, config: MkDocsConfig) -> None:
        config.site_dir = self.told
        staging.carry_over()
        if self.project.settings.offline:
            write_index(staging.new)
        wrong = [
            *leaks(staging.new, self.checked, self.seen, self.project.root, self.elsewhere),
            *self.pages.active_content(staging.new),
        ]
        for what in wrong:
            log.error("the built site cannot be shown: %s", what)
        if wrong:
            raise PluginError("the new site was thrown away, and the old one is as it was")
        staging.swap()
        self.staging = None

    def _discard(self) -> None:
        if self.staging:
            self.staging.discard()
            self.staging = None
