"""A build of the site as soon as it is known which files and pages the site will have."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from crossfolio.core.check import diagnose
from crossfolio.core.settings import FailOn
from crossfolio.mkdocs_plugin.assess_files import assess_files
from crossfolio.mkdocs_plugin.data_files import data_files
from crossfolio.mkdocs_plugin.files import collisions, texts_of
from crossfolio.mkdocs_plugin.finding_log import log_findings, log_problems
from crossfolio.mkdocs_plugin.navigation import lead_to_own_pages, name_sections, with_own_pages
from crossfolio.mkdocs_plugin.new_evidence_files import new_evidence_files
from crossfolio.mkdocs_plugin.offline import write_index
from crossfolio.mkdocs_plugin.opening import own_templates
from crossfolio.mkdocs_plugin.prepared import Prepared
from crossfolio.mkdocs_plugin.print_files import print_files
from crossfolio.mkdocs_plugin.script_text_files import script_text_files
from crossfolio.mkdocs_plugin.site_files import SiteFiles
from crossfolio.mkdocs_plugin.site_pages import SitePages
from crossfolio.site.compiled import CompiledTemplates
from crossfolio.site.environment import Look, environment
from crossfolio.site.leaks import leaks
from crossfolio.site.site_page import SitePage
from crossfolio.workspace.step_cache import CacheEntry, StepCache

log = get_plugin_logger(__name__)


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a build knows once all files of the site are there."""

    prepared: Prepared
    files: SiteFiles
    """Our files."""
    own: tuple[tuple[SitePage, File], ...]
    """Those of our pages that are no items of evidence."""
    pages: SitePages
    """Our pages."""
    elsewhere: tuple[str, ...]
    """The texts of the user's own pages, which are no leak wherever they stand."""
    collided: bool
    """Whether some of them had an address of ours, and that matters."""
    clean: CacheEntry
    """In which texts and files earlier builds found nothing that is hidden."""

    @classmethod
    def of(
        cls,
        prepared: Prepared,
        ours: SiteFiles,
        files: Files,
        config: MkDocsConfig,
        page_cache: StepCache,
    ) -> Self:
        """Add the evidence that may be seen, its attachments, and our own pages.

        Args:
            prepared: The build so far.
            ours: Our files.
            files: The files of the site without ours, which they are added to.
            config: MkDocs' configuration.
            page_cache: The cache of pages.
        """
        written = texts_of(files)
        own = tuple(ours.add_all(files, with_problems=prepared.shows_problems))
        look = Look(own_templates(config), prepared.run.words)
        pages = SitePages(prepared.opened.seen, look, page_cache, serving=prepared.run.serving)
        _note_pages(pages, own, ours)
        _open_templates(look, prepared)
        for file in _files_beside(prepared, pages, config, look):
            ours.add(file, files)
        ours.add_assets(files)
        settings = prepared.project.settings
        collided = diagnose(collisions(files, ours.replaced, config.docs_dir), settings)
        log_findings(collided, settings, serving=prepared.run.serving)
        elsewhere = (*written, *(page.body for page, _ in own))
        fails = bool(collided) and settings.fail_on is not FailOn.NEVER
        return cls(prepared, ours, own, pages, elsewhere, fails, page_cache.entry("clean"))

    def name_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add our pages to the navigation that the user or another plugin has written."""
        self.files.complete(files)
        if config.nav is not None:
            own = [page for page, _ in self.own]
            config.nav = with_own_pages(config.nav, own, self.prepared.run.words)

    def use_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Have a way to our pages in every navigation; leave out what earlier builds have done."""
        words = self.prepared.run.words
        lead_to_own_pages(nav, self.own, config, words)
        name_sections(nav, self.own, words)
        self.pages.use_documents(nav, config, files)

    def finish(self, config: MkDocsConfig) -> None:
        """Look at the built site, and put it in its place.

        Raises:
            PluginError: Where it shows what may not be seen.
        """
        if self._failed(config):
            self.pages.say_failed(Path(config.site_dir), self.prepared.opened.summary)
        if self.prepared.run.swaps:
            self._swap(config)

    def fail_where_it_must(self, config: MkDocsConfig) -> None:
        """Say what is wrong in the user's own pages, and fail by the settings.

        Raises:
            PluginError: Where findings fail the build.
        """
        log_problems(self.pages.misplaced, serving=self.prepared.run.serving)
        if self._failed(config):
            raise PluginError(
                f"{self.prepared.opened.summary}. The findings are listed above; "
                "the site is built and can be read."
            )

    def _failed(self, config: MkDocsConfig) -> bool:
        """Say whether the build fails by its settings; `mkdocs serve` never does."""
        run, checked = self.prepared.run, self.prepared.opened.checked
        misplaced = config.strict and bool(self.pages.misplaced)
        return not run.serving and (checked.failed or self.collided or misplaced)

    def _swap(self, config: MkDocsConfig) -> None:
        prepared, staging = self.prepared, self.prepared.staging
        config.site_dir = prepared.told_site
        staging.carry_over()
        if prepared.project.settings.offline:
            write_index(staging.new)
        checked, seen = prepared.opened.checked, prepared.opened.seen
        wrong = [
            *leaks(staging.new, checked, seen, prepared.project.root, self.elsewhere, self.clean),
            *self.pages.active_content(staging.new),
        ]
        for what in wrong:
            log.error("the built site cannot be shown: %s", what)
        if wrong:
            raise PluginError("the new site was thrown away, and the old one is as it was")
        staging.swap()


def _note_pages(pages: SitePages, own: tuple[tuple[SitePage, File], ...], ours: SiteFiles) -> None:
    for page, file in own:
        pages.add_own(page, file)
    for number, file in enumerate(ours.evidence):
        pages.add_evidence(number, file)
    for file in ours.attachments:
        pages.add_attachment(file)
    pages.fix_addresses()


def _open_templates(look: Look, prepared: Prepared) -> None:
    """Have templates compiled once for all builds, and read anew while the site is written."""
    templates = environment(look)
    templates.auto_reload = prepared.run.serving
    templates.bytecode_cache = CompiledTemplates(prepared.store)


def _files_beside(
    prepared: Prepared, pages: SitePages, config: MkDocsConfig, look: Look
) -> list[File]:
    """Return the files of the site that are no pages of the theme's."""
    seen, words = prepared.opened.seen, prepared.run.words
    return [
        *data_files(seen, pages, config),
        *print_files(seen, pages, config, look),
        *assess_files(seen, config, words),
        *script_text_files(words, config),
        *new_evidence_files(seen, pages, config, look),
    ]
