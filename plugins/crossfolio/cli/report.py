"""Every report by the name that `--format` gives it, loaded when it is asked for."""

from collections.abc import Callable
from functools import cached_property
from importlib import import_module

from crossfolio.cli.formats import REPORTS
from crossfolio.cli.output import below_repository
from crossfolio.core.check import Checked
from crossfolio.core.edition import shows_people
from crossfolio.core.personal.hiding import with_ids
from crossfolio.core.seen import Seen, seen_by_owner
from crossfolio.reports.report_context import ReportContext
from crossfolio.reports.rule_links import PageOf, help_at
from crossfolio.reports.since import FindingsSince
from crossfolio.workspace.project import Project
from crossfolio.workspace.sources import Sources

# ruff: noqa: PLC0415 - each report is imported by who asks for it; most runs need one


class ProjectReport:
    """A checked project as reports tell it (`ReportContext`)."""

    def __init__(self, checked: Checked, project: Project, page_of: PageOf) -> None:
        self._checked = checked
        self._project = project
        self.page_of = page_of
        """Returns the address of a rule's page."""

    @property
    def seen(self) -> Seen:
        """What the edition of the settings shows."""
        return self._seen

    @cached_property
    def _seen(self) -> Seen:
        from crossfolio.core.building import seen_in_edition

        return with_ids(seen_in_edition(self._checked), self._checked.hidden_names)

    @property
    def own(self) -> Seen:
        """What a terminal may show: all of it, unless the public edition was asked for."""
        return self._own

    @cached_property
    def _own(self) -> Seen:
        is_public = not shows_people(self._checked.settings.edition)
        if is_public:
            return self.seen
        return with_ids(seen_by_owner(self._checked), self._checked.hidden_names)

    def line(self, path: str, number: int) -> str | None:
        """Return a line of a source file as it may be printed, its personal data masked."""
        return self._sources.line(path, number)

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self._project.root, self.seen, self._checked.looker)

    @property
    def since(self) -> FindingsSince | None:
        """What has become of findings since a baseline, where the edition shows it."""
        from crossfolio.reports.since import since_baseline

        return since_baseline(self._checked) if self.seen.people else None

    @property
    def help_page(self) -> str:
        """The address of the page that says what Crossfolio does; empty where none is known."""
        return help_at(self._project.site_url)

    @property
    def folder(self) -> str:
        """The project's folder, from the repository's root."""
        return below_repository(self._project.root)


def report_on(name: str, of: ReportContext) -> str:
    """Return the report of a name: one of `FORMATS`."""
    module, function = REPORTS[name].split(":")
    make: Callable[[ReportContext], str] = getattr(
        import_module(f"crossfolio.reports.{module}"), function
    )
    return make(of)


def job_summary(of: ReportContext) -> str:
    """Return the summary of a job on GitHub, in Markdown."""
    from crossfolio.reports import github_report

    return github_report.summary(of.seen)
