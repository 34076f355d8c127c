"""A build of the site as it begins: the portfolio is checked, and there is room for a new site."""

from dataclasses import dataclass, replace
from gettext import NullTranslations
from typing import Self

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from crossfolio.core.edition import shows_people
from crossfolio.core.texts import ENGLISH
from crossfolio.mkdocs_plugin.finding_log import log_findings
from crossfolio.mkdocs_plugin.log_masks import mask_log
from crossfolio.mkdocs_plugin.opening import site_folder, stop_without_names, today
from crossfolio.site.environment import Look
from crossfolio.site.opened import Opened
from crossfolio.site.staging import Staging, open_staging
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import Project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.step_cache import StepCache
from crossfolio.workspace.store import Store

log = get_plugin_logger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """What MkDocs was asked to do."""

    words: NullTranslations = ENGLISH
    """What our texts are looked up in, which gives the language of our pages."""
    serving: bool = False
    """Whether this is `mkdocs serve`."""
    builds_once: bool = False
    """Whether this process builds one site and ends."""
    dirty: bool = False
    """Whether MkDocs was asked to leave the old site's files where they are."""

    @property
    def swaps(self) -> bool:
        """Whether the site is built beside the old one, and then takes its place."""
        return not self.serving and not self.dirty

    @property
    def untouched(self) -> str:
        """What to say of the old site where a build has stopped."""
        return "; the old site is as it was" if self.swaps else ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a build knows before it has seen any file of the site."""

    run: Run
    project: Project
    store: Store
    """The cache of earlier builds."""
    opened: Opened
    """The portfolio."""
    staging: Staging
    """What belongs to the build while it lasts."""
    told_site: str
    """The folder of the site as MkDocs was told it."""

    @property
    def shows_problems(self) -> bool:
        """Whether there is a page of problems: while serving, where something is found."""
        return self.run.serving and bool(self.opened.seen.diagnostics)

    def page_cache(self, known: StepCache | None) -> StepCache:
        """Return the cache of pages; while serving, that of the last build where there is one."""
        if known and self.run.serving:
            return known
        language = Look(words=self.run.words).key
        return StepCache(self.store, "pages", language, in_process=self.run.serving)

    @classmethod
    def of(
        cls,
        run: Run,
        project: Project,
        config: MkDocsConfig,
        store: Store,
        cache: ResultCache,
        *,
        with_history: bool,
    ) -> Self:
        """Check the portfolio, and have MkDocs build beside the old site.

        Args:
            run: What MkDocs was asked to do.
            project: The folder and the settings.
            config: MkDocs' configuration; it is told another folder for the site.
            store: The cache of earlier builds.
            cache: What single files gave in earlier builds; it gains those of this one.
            with_history: Whether pages say what has changed since it was judged.

        Raises:
            PluginError: Where nothing can be built for this edition, or not into this folder.
        """
        site = site_folder(config, project)
        public = not shows_people(project.settings.edition)
        looked_at = replace(project, looks_back=public and not run.serving)
        checked = check_project(looked_at, today(), every_fingerprint=True, cache=cache)
        stop_without_names(checked)
        mask_log(checked.looker)
        opened = Opened.of(project, checked, with_history=with_history)
        log_findings(opened.told, project.settings, serving=run.serving)
        log.info("%s", opened.summary)
        staging, told_site = open_staging(site, swaps=run.swaps), config.site_dir
        if run.swaps:
            config.site_dir = str(staging.new)
        return cls(run, project, store, opened, staging, told_site)
