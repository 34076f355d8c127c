"""Every report by the name that `--format` gives it, loaded when it is asked for."""

from collections.abc import Callable, Mapping
from functools import cached_property

from crossfolio import __version__
from crossfolio.cli.formats import FORMATS
from crossfolio.cli.output import below_repository
from crossfolio.core.check import Checked
from crossfolio.core.edition import shows_people
from crossfolio.core.personal.hiding import with_ids
from crossfolio.core.seen import Seen, seen_by_owner
from crossfolio.reports import text_report
from crossfolio.reports.rule_links import PageOf, help_at
from crossfolio.reports.since import Since
from crossfolio.workspace.project import Project
from crossfolio.workspace.sources import Sources

# ruff: noqa: PLC0415 - each report is imported by who asks for it; most runs need one


class Telling:
    """What reports are made from: a portfolio for whoever reads each of them.

    A terminal and JSON speak to whoever has the folder, and quote what they need, unless the
    public edition was asked for. The others go to forges and servers.
    """

    def __init__(self, checked: Checked, project: Project, page_of: PageOf) -> None:
        self._checked = checked
        self.project = project
        self.page_of = page_of

    @cached_property
    def seen(self) -> Seen:
        """What the edition of the settings shows."""
        from crossfolio.core.building import seen_in_edition

        return with_ids(seen_in_edition(self._checked), self._checked.hidden_names)

    @cached_property
    def own(self) -> Seen:
        """What a terminal shows."""
        is_public = not shows_people(self._checked.settings.edition)
        if is_public:
            return self.seen
        return with_ids(seen_by_owner(self._checked), self._checked.hidden_names)

    def line(self, path: str, number: int) -> str | None:
        """Return a line of a source file as it may be printed, its personal data masked."""
        return self._sources.line(path, number)

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self.project.root, self.seen, self._checked.looker)

    @property
    def since(self) -> Since | None:
        """What has become of findings since a baseline, where the edition shows it."""
        from crossfolio.reports.since import since_baseline

        return since_baseline(self._checked) if self.seen.people else None

    @property
    def folder(self) -> str:
        """The project's folder, from the repository's root."""
        return below_repository(self.project.root)


Report = Callable[[Telling], str]


def job_summary(of: Telling) -> str:
    """Return the summary of a job on GitHub, in Markdown."""
    from crossfolio.reports import github_report

    return github_report.summary(of.seen)


def _concise(of: Telling) -> str:
    return text_report.concise(of.own)


def _full(of: Telling) -> str:
    return text_report.full(of.own, of.line, of.page_of)


def _json(of: Telling) -> str:
    from crossfolio.reports import json_report

    return json_report.render(of.own, of.page_of)


def _sarif(of: Telling) -> str:
    from crossfolio.reports import sarif_report

    about = help_at(of.project.site_url)
    return sarif_report.render(
        of.seen, __version__, of.page_of, folder=of.folder, information=about, since=of.since
    )


def _junit(of: Telling) -> str:
    from crossfolio.reports import junit_report

    return junit_report.render(of.seen, of.page_of)


def _github(of: Telling) -> str:
    from crossfolio.reports import github_report

    return github_report.render(of.seen, of.page_of, folder=of.folder)


def _gitlab(of: Telling) -> str:
    from crossfolio.reports import gitlab_report

    return gitlab_report.render(of.seen, of.page_of, folder=of.folder)


def _markdown(of: Telling) -> str:
    from crossfolio.reports import markdown_report

    return markdown_report.render(of.seen, of.page_of, of.since)


_ALL = (_concise, _full, _json, _sarif, _junit, _github, _gitlab, _markdown)
REPORTS: Mapping[str, Report] = dict(zip(FORMATS, _ALL, strict=True))
