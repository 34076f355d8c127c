"""`crossfolio check`: findings and coverage. No site is built and no source is written."""

import argparse
import gc
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from crossfolio.cli.arguments import Parser, day, share, word_of
from crossfolio.cli.colours import coloured, colours
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import complain, opened
from crossfolio.cli.output import append, surroundings, write_whole
from crossfolio.cli.report import REPORTS, job_summary, rule_pages
from crossfolio.core.baseline import Baseline
from crossfolio.core.check import Checked
from crossfolio.core.settings import Edition, FailOn, Profile
from crossfolio.reports import text_report
from crossfolio.reports.site.visibility import as_seen
from crossfolio.workspace.disk import WalkedOnce
from crossfolio.workspace.keeper import ChangedMeanwhileError, Keeper
from crossfolio.workspace.kept_pages import KeptPages, kept_pages
from crossfolio.workspace.last_run import last_run, sees_all
from crossfolio.workspace.project import (
    Project,
    UnusableSettingsError,
    check_project,
    open_baseline,
)

T = TypeVar("T")
_FOR_PEOPLE = ("concise", "full")
"""The reports that are read on a screen."""


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    it = commands.add_parser(
        "check",
        help="findings and coverage; builds no site and writes no source",
        description="Check evidence against criteria. Exit code 0: nothing at the failing level; "
        "1: findings; 2: not checked.",
    )
    it.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    it.add_argument(
        "--format",
        metavar="FORMAT[=FILE]",
        action="append",
        type=_format,
        help=f"how to report: {', '.join(REPORTS)}; may be given several times",
    )
    it.add_argument(
        "--config-file", metavar="FILE", type=Path, help="another file than ROOT/mkdocs.yml"
    )
    it.add_argument(
        "--no-cache", action="store_true", help="keep nothing between runs, and use nothing kept"
    )
    it.add_argument("--today", metavar="DATE", type=day, help="check as if it were this day")
    it.add_argument(
        "--watch",
        action="store_true",
        help="go on, and check again at each change: prints what came and went, and in one line "
        "what is left; Ctrl-C ends it with the exit code of the last check",
    )
    _add_judging(it)
    it.set_defaults(run=run, parser=it)


def _add_judging(it: Parser) -> None:
    """Add the options that say how much findings matter, and to whom."""
    it.add_argument(
        "--fail-on",
        metavar="LEVEL",
        type=word_of(FailOn),
        help=f"the least severity that fails: {', '.join(FailOn)}",
    )
    it.add_argument(
        "--min-coverage",
        metavar="PERCENT",
        type=share,
        help="the lowest share of criteria that must be covered over the submitted "
        "units, in per cent",
    )
    it.add_argument(
        "--baseline",
        metavar="FILE",
        type=Path,
        help="an earlier report in JSON: what was covered then has to be covered now",
    )
    it.add_argument(
        "--profile",
        metavar="NAME",
        type=word_of(Profile),
        help=f"a named set of severities: {', '.join(Profile)}",
    )
    it.add_argument(
        "--edition",
        metavar="NAME",
        type=word_of(Edition),
        help=f"whom the report is for: {', '.join(Edition)}",
    )


def run(options: argparse.Namespace) -> Exit:
    """Check the project that the options name, and report; with `--watch`, again and again."""
    if options.watch and options.format:
        options.parser.error("--watch has a form of its own; leave out --format")
    in_file = opened(options)
    if in_file is None:
        return Exit.NOT_CHECKED
    project = _overridden(in_file, options)
    try:
        baseline = open_baseline(options.baseline) if options.baseline else None
    except UnusableSettingsError as error:
        complain(error)
        return Exit.NOT_CHECKED
    if options.watch:
        return _watched(options, project.root, baseline)
    wanted = options.format or [("concise", None)]
    names, today = [name for name, _ in wanted], _today(options)
    depends_on = (in_file, names, today, baseline, *surroundings())
    files = WalkedOnce(project.root)
    last = None if options.no_cache else last_run(project, files, depends_on)
    said = last.recall() if last else None

    if said is None:

        def look(keeper: Keeper) -> tuple[Checked, dict[str, Any]]:
            checked = check_project(project, today, baseline=baseline, files=files, keeper=keeper)
            return checked, _said(checked, project, in_file, names)

        checked, said = _kept(look, None if options.no_cache else kept_pages(project.root))
        if last and sees_all(checked.portfolio):
            last.keep(said)
    _deliver(said, wanted)
    return Exit(said["exit"])


def _kept(look: Callable[[Keeper], T], pages: KeptPages | None) -> T:
    """Check with what is kept of pages, and keep what was read; without, where one changes then."""
    gc.disable()  # What is made here is needed to the end; looking for cycles costs a fifth.
    try:
        keeper = Keeper(pages=pages)
        seen = look(keeper)
        keeper.save()
    except ChangedMeanwhileError:
        return look(Keeper())
    else:
        return seen
    finally:
        gc.enable()


def _watched(options: argparse.Namespace, root: Path, baseline: Baseline | None) -> Exit:
    """Check at each change, each time with the settings as they are then."""
    from crossfolio.cli.watch import watch  # noqa: PLC0415 - only a watch needs its library

    keeper = Keeper()

    def check() -> Checked | None:
        in_file = opened(options)
        if in_file is None:
            return None
        project = _overridden(in_file, options)
        return check_project(project, _today(options), baseline=baseline, keeper=keeper)

    return watch(root, check)


def _today(options: argparse.Namespace) -> date:
    today: date = options.today or date.today()  # noqa: DTZ011 - a local day
    return today


def _said(checked: Checked, project: Project, in_file: Project, names: list[str]) -> dict[str, Any]:
    """Return all that may be said of a portfolio, in texts."""
    page_of = rule_pages(checked, in_file)
    ended = Exit.FINDINGS if checked.failed else Exit.CLEAN
    if checked.settings.edition is Edition.PUBLIC:
        checked = as_seen(checked)
    return {
        "exit": ended,
        "reports": [REPORTS[name](checked, project, page_of) for name in names],
        "summary": text_report.summary(checked),
        "job": job_summary(checked) if "github" in names else "",
    }


def _deliver(said: dict[str, Any], wanted: list[tuple[str, Path | None]]) -> None:
    """Print or write each report that is asked for."""
    to_screen = False
    for (name, file), text in zip(wanted, said["reports"], strict=True):
        if file is None:
            print(coloured(text) if name in _FOR_PEOPLE and colours() else text, end="")
            to_screen = True
        else:
            write_whole(file, text)
    if not to_screen:
        print(said["summary"], end="")
    summary_file = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary_file and said["job"]:
        append(Path(summary_file), said["job"])


def _overridden(project: Project, options: argparse.Namespace) -> Project:
    """Lay the command line over the settings of mkdocs.yml."""
    given = {
        "profile": options.profile and Profile(options.profile),
        "fail_on": options.fail_on and FailOn(options.fail_on),
        "edition": options.edition and Edition(options.edition),
        "min_coverage": options.min_coverage,
    }
    changed = {k: v for k, v in given.items() if v is not None}
    return replace(project, settings=replace(project.settings, **changed))


def _format(text: str) -> tuple[str, Path | None]:
    name, _, file = text.partition("=")
    return word_of(REPORTS)(name), Path(file) if file else None
