"""`crossfolio history`: how a portfolio came about, by its repository or else by its dates."""

import argparse
from datetime import date
from pathlib import Path

from crossfolio.cli.arguments import Parser, day, word_of
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.cli.output import encoded, print_bytes
from crossfolio.core.edition import shows_people
from crossfolio.core.progress.by_dates import history_by_dates
from crossfolio.core.progress.figures import History, Period
from crossfolio.core.texts import Text
from crossfolio.reports.history_report import render_csv, render_json, render_svg
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.history.git import GitError
from crossfolio.workspace.history.replay import replay
from crossfolio.workspace.project import Project
from crossfolio.workspace.store import Store, open_store

_REPORTS = {"json": render_json, "csv": render_csv, "svg": render_svg}


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "history",
        help="how a portfolio came about: claimed and accepted, week by week or month by month",
        description="Run one commit for each period through the check, without touching the "
        "work tree, and say what was claimed and accepted then. Without git, say what the dates "
        "in the files tell. Exit code 0: said; 2: not looked at.",
    )
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument(
        "--by",
        metavar="PERIOD",
        type=word_of(Period),
        default=Period.MONTH,
        help=f"how long a period is: {', '.join(Period)}; by default month",
    )
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=word_of(_REPORTS),
        required=True,
        help=f"how to say it: {', '.join(_REPORTS)}",
    )
    parser.add_argument(
        "--no-cache", action="store_true", help="keep nothing between runs, and use nothing kept"
    )
    parser.add_argument(
        "--today", metavar="DATE", type=day, help="without git, as if it were this day"
    )
    parser.set_defaults(run=run, parser=parser, config_file=None)


def run(options: argparse.Namespace) -> Exit:
    """Print how the portfolio came about by month or week, in the format asked for."""
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    store = Store() if options.no_cache else open_store(project.root)
    today = options.today or date.today()  # noqa: DTZ011 - a local day
    history = _history(project, Period(options.by), store, today)
    print_bytes(encoded(_REPORTS[options.format](history)))
    return Exit.CLEAN


def _history(project: Project, by: Period, store: Store, today: date) -> History:
    decided = shows_people(project.settings.edition)
    try:
        return replay(project.root, by, store, decided=decided)
    except GitError as error:
        found = history_by_dates(check_project(project, today), by, decided=decided)
        why = Text("the repository's history is not in it, since {why}", why=error.why)
        return found._replace(notes=(why, *found.notes))
