"""`crossfolio status`: how a portfolio stands, and what is best done next, in five lines."""

import argparse
import re
from datetime import date
from pathlib import Path

from crossfolio.cli.arguments import Parser, day
from crossfolio.cli.colours import colours
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.core.check import Checked
from crossfolio.core.regex import regex
from crossfolio.core.texts import Text
from crossfolio.reports.status_report import CountsSince, render
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.history.git import GitError
from crossfolio.workspace.history.since_commit import since_last_commit
from crossfolio.workspace.project import Project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.store import open_store

_LABEL = regex(r"^\w+:", re.MULTILINE)


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "status",
        help="what is open, whose turn it is, and what is best done next, in five lines",
        description="Say in five lines how a portfolio stands and what is best done next, with "
        "the command that begins it. Exit code 0: said, whatever is found; 2: not looked at.",
    )
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument("--today", metavar="DATE", type=day, help="look as if it were this day")
    parser.set_defaults(run=run, parser=parser, config_file=None)


def run(options: argparse.Namespace) -> Exit:
    """Print how it stands with the portfolio in five lines, labels in bold on a terminal."""
    named = "" if options.root is None else options.root.as_posix()
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    today = options.today or date.today()  # noqa: DTZ011 - a local day
    checked = check_project(project, today, cache=ResultCache(open_store(project.root)))
    text = checked.looker.masked(render(checked, _since(project, checked), named))
    print(_LABEL.sub("\x1b[1m\\g<0>\x1b[0m", text) if colours() else text, end="")
    return Exit.CLEAN


def _since(project: Project, checked: Checked) -> CountsSince:
    """Return what has changed since the last commit, or why that cannot be told."""
    try:
        since = since_last_commit(project, checked)
    except GitError as error:
        return CountsSince(why=Text("not known, since {why}", why=error.why))
    states = tuple(
        f"{name} from {one or 'none'} to {other or 'none'}" for name, one, other in since.states
    )
    commit = f"commit {since.commit.id[:8]} of {since.commit.day}"
    return CountsSince(commit, "", since.new, since.changed, since.gone, since.others, states)
