"""Every report by the name that `--format` gives it, loaded when it is asked for."""

from collections.abc import Callable, Mapping

from crossfolio import __version__
from crossfolio.cli.formats import FORMATS
from crossfolio.cli.output import below_repository
from crossfolio.core.check import Checked
from crossfolio.reports import text_report
from crossfolio.reports.rule_links import PageOf, help_at
from crossfolio.workspace.project import Project
from crossfolio.workspace.sources import Sources

# ruff: noqa: PLC0415 - each report is imported by who asks for it; most runs need one

Report = Callable[[Checked, Project, PageOf], str]


def job_summary(checked: Checked) -> str:
    """Return the summary of a job on GitHub, in Markdown."""
    from crossfolio.reports import github_report

    return github_report.summary(checked)


def _concise(checked: Checked, _: Project, __: PageOf) -> str:
    return text_report.concise(checked)


def _full(checked: Checked, project: Project, page_of: PageOf) -> str:
    return text_report.full(checked, Sources(project.root, checked).line, page_of)


def _json(checked: Checked, _: Project, page_of: PageOf) -> str:
    from crossfolio.reports import json_report

    return json_report.render(checked, page_of)


def _sarif(checked: Checked, project: Project, page_of: PageOf) -> str:
    from crossfolio.reports import sarif_report

    folder = below_repository(project.root)
    about = help_at(project.site_url)
    return sarif_report.render(checked, __version__, page_of, folder=folder, information=about)


def _junit(checked: Checked, _: Project, page_of: PageOf) -> str:
    from crossfolio.reports import junit_report

    return junit_report.render(checked, page_of)


def _github(checked: Checked, project: Project, page_of: PageOf) -> str:
    from crossfolio.reports import github_report

    return github_report.render(checked, page_of, folder=below_repository(project.root))


def _gitlab(checked: Checked, project: Project, page_of: PageOf) -> str:
    from crossfolio.reports import gitlab_report

    return gitlab_report.render(checked, page_of, folder=below_repository(project.root))


def _markdown(checked: Checked, _: Project, page_of: PageOf) -> str:
    from crossfolio.reports import markdown_report

    return markdown_report.render(checked, page_of)


_ALL = (_concise, _full, _json, _sarif, _junit, _github, _gitlab, _markdown)
REPORTS: Mapping[str, Report] = dict(zip(FORMATS, _ALL, strict=True))
