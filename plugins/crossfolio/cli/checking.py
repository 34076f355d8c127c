"""A check in earnest: a project opened, read, checked, and all that is said of it."""

import argparse
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import complain, may_publish, opened
from crossfolio.cli.report import ProjectReport, job_summary, report_on
from crossfolio.core.baseline import Baseline
from crossfolio.core.check import Checked
from crossfolio.core.settings import Edition, FailOn, Profile
from crossfolio.reports import text_report
from crossfolio.reports.rule_links import rule_pages
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.last_run import Basis, LastRun
from crossfolio.workspace.project import Project, UnusableSettingsError, open_baseline
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.store import Store, open_store


def checked_anew(
    options: argparse.Namespace, names: list[str], last: LastRun | None
) -> dict[str, Any] | None:
    """Return all that is to be said of the project, or `None` where it cannot be checked.

    Args:
        options: Of the command.
        names: Of the reports that are wanted.
        last: Gets what is said, for the next run.
    """
    opening = _opened(options)
    if opening is None:
        return None
    in_file, baseline = opening
    project = _overridden(in_file, options)
    if last:
        last.set_basis(_basis(in_file, options))
    files = Disk(project.root, last.walks if last else None)
    cache = ResultCache(Store() if options.no_cache else open_store(project.root))
    with _no_collecting():
        checked = check_project(project, options.today, baseline=baseline, files=files, cache=cache)
        if not may_publish(checked):
            return None
        said = _said(checked, project, in_file, names)
    if last and _sees_all(checked):
        last.keep(said)
    return said


def watched(options: argparse.Namespace) -> Exit:
    """Check at each change, each time with the settings as they are then."""
    from crossfolio.cli.watch import watch  # noqa: PLC0415 - only a watch needs its library

    opening, cache = _opened(options), ResultCache()
    if opening is None:
        return Exit.NOT_CHECKED
    in_file, baseline = opening

    def check() -> Checked | None:
        in_file = opened(options)
        if in_file is None:
            return None
        project = _overridden(in_file, options)
        today = options.today or date.today()  # noqa: DTZ011 - a local day
        return check_project(project, today, baseline=baseline, cache=cache)

    return watch(in_file.root, check)


def _opened(options: argparse.Namespace) -> tuple[Project, Baseline | None] | None:
    """Open the project and the baseline; say what is wrong where they cannot be used."""
    in_file = opened(options)
    try:
        baseline = open_baseline(options.baseline) if in_file and options.baseline else None
    except UnusableSettingsError as error:
        complain(error)
        return None
    return (in_file, baseline) if in_file else None


def _basis(project: Project, options: argparse.Namespace) -> Basis:
    """Return what a report on the project rests on beside the options."""
    settings = project.settings
    baseline = [os.path.relpath(options.baseline, project.root)] if options.baseline else []
    files = (*project.settings_files, *baseline)
    folders = (settings.criteria, settings.evidence, settings.assessment, project.docs_dir)
    return Basis(folders, files, project.variables)


def _sees_all(checked: Checked) -> bool:
    """Tell whether all that was read is found again.

    Files whose names begin with a dot are not, nor is what git ignores, which matters where
    there is a register of names. Signers lie elsewhere, and may change at any time.
    """
    if checked.settings.personal_data.names_file or checked.settings.trust.signers:
        return False
    every = checked.portfolio.evidence
    return not any("/." in attachment.path for item in every for attachment in item.attachments)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Look for no cycles: what is made here is needed to the end, and looking costs a fifth."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # Nor is it looked through when the process ends.
        gc.enable()


def _said(checked: Checked, project: Project, in_file: Project, names: list[str]) -> dict[str, Any]:
    """Return all that may be said of a portfolio, in texts."""
    page_of = rule_pages(checked, in_file.settings, in_file.site_url)
    ended = Exit.FINDINGS if checked.failed else Exit.CLEAN
    telling = ProjectReport(checked, project, page_of)
    return {
        "exit": ended,
        "reports": [report_on(name, telling) for name in names],
        "summary": text_report.summary(telling.own),
        "job": job_summary(telling) if "github" in names else "",
    }


def _overridden(project: Project, options: argparse.Namespace) -> Project:
    """Lay the command line over the settings of mkdocs.yml."""
    least = options.min_coverage
    gate = project.settings.min_coverage
    given: dict[str, Any] = {
        "profile": options.profile and Profile(options.profile),
        "fail_on": options.fail_on and FailOn(options.fail_on),
        "edition": options.edition and Edition(options.edition),
        "min_coverage": None if least is None else gate._replace(all=least),
    }
    changed = {k: v for k, v in given.items() if v is not None}
    if options.edition:
        changed["visit"] = None
    return replace(project, settings=replace(project.settings, **changed))
