"""`crossfolio assess`: a decision without a hash copied, and what waits for one."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crossfolio.cli.arguments import Parser, day, word_of
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened

if TYPE_CHECKING:
    from crossfolio.workspace.project import Project

# ruff: noqa: PLC0415 - what writes a decision is loaded by this command alone


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "assess",
        help="write an assessor's decision, or say what waits for one",
        description="Write a decision as a new file, bound to the evidence as it is now. In a "
        "terminal, without items or verdicts, go through what waits, oldest first, and ask. Exit "
        "code 0: written, or said; 1: refused, with the reasons, and nothing written; 2: usage, "
        "no terminal to ask in, or stopped.",
    )
    parser.add_argument(
        "words",
        metavar="[ROOT] ITEM",
        nargs="*",
        help="the project's folder, where the first word is one; then the items that were "
        "looked at, by default all that count",
    )
    parser.more_words = "words"
    parser.add_argument("--as", dest="person", metavar="ID", default="", help="who decides")
    _add_answers(parser)
    parser.add_argument("--method", default="", metavar="TEXT", help="how it was judged")
    parser.add_argument("--date", metavar="DATE", type=day, help="the day of the decision: today")
    parser.add_argument(
        "--from",
        dest="draft",
        metavar="FILE",
        help="a draft that the form on a page has made; `-` for standard input",
    )
    parser.add_argument(
        "--confirm",
        metavar="DECISION",
        help="judge again what has changed since a decision, with the same outcomes, and show "
        "what changed",
    )
    parser.add_argument(
        "--sign",
        metavar="KEY",
        type=Path,
        help="sign the decision with this key of SSH, a private one or a public one that an "
        "agent holds, and lay the signature beside it",
    )
    _add_ways(parser)
    parser.add_argument("--today", metavar="DATE", type=day, help="as if it were this day")
    parser.set_defaults(run=run, parser=parser, config_file=None)


def _add_ways(parser: Parser) -> None:
    """Add what is said instead of written, or written all the same."""
    parser.add_argument("--dry-run", action="store_true", help="print the file, and write nothing")
    parser.add_argument(
        "--uncommitted",
        action="store_true",
        help="decide on files that differ from the commit in git as well",
    )
    parser.add_argument(
        "--queue", action="store_true", help="say what waits for a decision, oldest first"
    )
    parser.add_argument(
        "--changes",
        metavar="ITEM|CRITERION",
        help="show by words what has changed since it was judged",
    )
    parser.add_argument(
        "--format", type=word_of(("text", "json")), metavar="FORMAT", help="of --queue: text, json"
    )


def _add_answers(parser: Parser) -> None:
    """Add the options that say what is decided; each may be given several times."""
    words = {
        "--met": "it is met",
        "--not-yet-met": "it is not yet met",
        "--more-evidence": "more evidence is wanted",
        "--withdraw": "an earlier judgement ends without a new one",
    }
    for name, help in words.items():
        parser.add_argument(name, metavar="CRITERION", action="append", default=[], help=help)
    parser.add_argument(
        "--on",
        metavar="CRITERION=ITEM",
        action="append",
        default=[],
        help="an item that the judgement rests on; by default all that count for the criterion",
    )
    parser.add_argument(
        "--feedback",
        metavar="CRITERION=TEXT",
        action="append",
        default=[],
        help="what the learner is told; needed unless it is met",
    )
    parser.add_argument(
        "--feedback-file",
        metavar="CRITERION=FILE",
        action="append",
        default=[],
        help="the same, from a file in UTF-8",
    )


def run(options: argparse.Namespace) -> Exit:
    """Write a decision, say what waits or has changed, or ask for one verdict after the other."""
    words = list(options.words)
    options.root = Path(words.pop(0)) if words and Path(words[0]).is_dir() else None
    options.items = tuple(words)
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    from crossfolio.cli.assess_answers import decides, draft_of
    from crossfolio.cli.assess_shown import refused, say_changes, say_changes_of, say_queue
    from crossfolio.cli.assess_written import written_down
    from crossfolio.workspace.assessing import RefusedDecisionError, seen_by_assessor

    today = options.today or date.today()  # noqa: DTZ011 - a local day
    if not (options.queue or options.changes or decides(options)):
        return _walk(options, project, today)
    checked = seen_by_assessor(project, today)
    if options.queue:
        return say_queue(options, checked)
    if options.changes:
        return say_changes(options.changes, project, checked)
    try:
        draft = draft_of(options, project, checked)
        if options.confirm:
            say_changes_of(options.confirm, project, checked)
        written_down(draft, options, project, checked)
    except RefusedDecisionError as error:
        return refused(error.reasons)
    return Exit.CLEAN


def _walk(options: argparse.Namespace, project: "Project", today: date) -> Exit:
    """Walk through what waits, in a terminal."""
    if not sys.stdin.isatty():
        options.parser.error(
            "nothing is decided, and this is no terminal to ask in: give --met, --not-yet-met, "
            "--more-evidence or --withdraw, or --queue to see what waits"
        )
    from crossfolio.cli.assess_walk import walk

    return walk(options, project, today)
