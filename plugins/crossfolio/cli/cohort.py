"""`crossfolio cohort`: many portfolios at once, as a static site, a table and a state."""

import argparse
import os
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from crossfolio.cli.arguments import Parser, day, word_of
from crossfolio.cli.exit_codes import Exit

if TYPE_CHECKING:
    from crossfolio.cohort.engine import Engine
    from crossfolio.cohort.job import JobResult
    from crossfolio.cohort.run import RunResult
    from crossfolio.cohort.sources import Cohort

# ruff: noqa: PLC0415 - what looks at a cohort is loaded by this command alone

FORGET = "forget"
_LEVELS = ("unreadable", "at-risk", "never")


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "cohort",
        help="many portfolios at once: who is stuck where, as a static site",
        description="Look at many portfolios, and write a static site, tables and cohort.json "
        "with IDs and numbers alone. Exit code 0: all were looked at; 1: some were not, or the "
        "gate; 2: nothing was looked at. `cohort forget ID --state FILE` removes a portfolio "
        "from the state, with its history.",
    )
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="a folder (each project below it), @list.csv (id, source, group, assessor, start, "
        "target), a git address[@ref], or a portfolio.json by path or https",
    )
    parser.add_argument("--out", metavar="DIR", type=Path, help="the folder of the site; made anew")
    parser.add_argument(
        "--state",
        metavar="FILE.sqlite",
        type=Path,
        help="what is known between runs, with its history; what has not changed since is not "
        "looked at again",
    )
    _add_machines(parser)
    parser.add_argument("--today", metavar="DAY", type=day, help="look as if it were this day")
    parser.add_argument(
        "--min-group",
        metavar="N",
        type=_count,
        default=5,
        help="groups of fewer portfolios are merged: 5",
    )
    parser.add_argument("--at-risk", metavar="RULES.yml", type=Path, help="the rules of the centre")
    parser.add_argument(
        "--fail-on",
        metavar="LEVEL",
        type=word_of(_LEVELS),
        default="unreadable",
        help=f"what ends with 1: {', '.join(_LEVELS)}",
    )
    parser.set_defaults(run=run, parser=parser)


def _add_machines(parser: Parser) -> None:
    """Add where portfolios are looked at, and what one may take."""
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="of a Dask scheduler, whose workers look at them"
    )
    parser.add_argument(
        "--workers", metavar="N", type=_count, help="processes here; by default the cores"
    )
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=_count, default=60, help="for one portfolio: 60"
    )
    parser.add_argument(
        "--memory", metavar="MB", type=_count, default=1024, help="for one portfolio: 1024"
    )


def run(options: argparse.Namespace) -> Exit:
    """Look at the cohort, or forget one of its portfolios."""
    if options.sources[0] == FORGET:
        return _forget(options)
    from crossfolio.cohort.at_risk import DEFAULT_RULES
    from crossfolio.cohort.sources import UnusableSourceError, gather
    from crossfolio.cohort.store import StateError
    from crossfolio.cohort.summary import CohortPlan

    if options.out is None:
        options.parser.error("say where the site is to be: --out DIR")
    rules = _rules(options) if options.at_risk else DEFAULT_RULES
    if not rules:
        return Exit.NOT_CHECKED
    try:
        cohort = gather(options.sources)
    except UnusableSourceError as error:
        _misused(options, str(error))
    _spare(options, cohort)
    today = options.today or date.today()  # noqa: DTZ011 - a local day
    for failure in cohort.failures:
        _complain(failure.id, failure.reason)
    try:
        outcome = _looked(options, cohort, CohortPlan(today, rules, options.min_group))
    except StateError as error:
        return _refused(f"{options.state.as_posix()} {error}")
    if outcome is None:
        return Exit.NOT_CHECKED
    return _end(options, outcome)


def _looked(options: argparse.Namespace, cohort: "Cohort", plan: Any) -> "RunResult | None":  # noqa: ANN401 - its type is loaded late
    from crossfolio.cohort.engine import SchedulerError
    from crossfolio.cohort.run import run as run_cohort
    from crossfolio.cohort.store import open_state

    with open_state(options.state) as store:
        try:
            return run_cohort(cohort, plan, store, _engine(options, plan.today), _progress)
        except SchedulerError as error:
            _refused(f"nothing was looked at: {error}")
            return None


def _engine(options: argparse.Namespace, today: date) -> "Engine":
    from crossfolio.cohort.engine import local, on_dask
    from crossfolio.cohort.job import JobLimits

    limits = JobLimits(options.timeout, options.memory)
    if options.scheduler:
        return partial(on_dask, limits=limits, today=today, scheduler=options.scheduler)
    workers = options.workers or os.cpu_count() or 1
    return partial(local, limits=limits, today=today, workers=workers)


def _end(options: argparse.Namespace, outcome: "RunResult") -> Exit:
    """Write the site, say in a line what came out, and return how it ended."""
    from crossfolio.cohort.output import lay_down

    summary = outcome.summary
    if not summary.looked:
        return _refused("nothing was looked at")
    lay_down(options.out, outcome.files)
    if outcome.broken_off:
        _refused(f"{outcome.broken_off}; run it again, and with --state what is done is kept")
    print(
        f"{len(summary.looked)} portfolio{'s' * (len(summary.looked) != 1)}, "
        f"{outcome.anew} looked at in this run, "
        f"{len(summary.failures)} not looked at, {len(summary.at_risk)} at risk; "
        f"wrote {options.out.as_posix()}"
    )
    failed = options.fail_on != "never" and summary.failures
    gate = options.fail_on == "at-risk" and summary.at_risk
    return Exit.FINDINGS if failed or gate else Exit.CLEAN


def _rules(options: argparse.Namespace) -> Any:  # noqa: ANN401 - its type is loaded late
    """Return the rules of the centre; `None` where they cannot be used, which is said."""
    from crossfolio.cli.opening import complain
    from crossfolio.cohort.at_risk import read_rules
    from crossfolio.workspace.project import UnusableSettingsError

    try:
        rules, found = read_rules(options.at_risk)
    except OSError as error:
        _misused(options, f"{options.at_risk.as_posix()}: {error.strerror}")
    if found:
        complain(UnusableSettingsError(found))
        return ()
    return rules


def _spare(options: argparse.Namespace, cohort: "Cohort") -> None:
    """Make sure that nothing is written into a portfolio or a source.

    Raises:
        SystemExit: With 2, where it would be.
    """
    from crossfolio.cohort.job import JobKind
    from crossfolio.cohort.output import may_replace

    folders = {job.address for job in cohort.jobs if job.kind is JobKind.FOLDER}
    folders |= {str(Path(source).resolve()) for source in options.sources if Path(source).is_dir()}
    for path in filter(None, (options.out, options.state)):
        real = Path(os.path.realpath(path))
        if not folders.isdisjoint(map(str, (real, *real.parents))):
            options.parser.error(f"{path.as_posix()} lies in a source; write it elsewhere")
    real = Path(os.path.realpath(options.out))
    if options.state and real in Path(os.path.realpath(options.state)).parents:
        where = f"{options.state.as_posix()} lies in {options.out.as_posix()}"
        options.parser.error(f"{where}, which is made anew; keep the state beside it")
    there = next(folder for folder in real.parents if folder.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        options.parser.error(f"{options.out.as_posix()} cannot be written; name another folder")
    below = f"{real}{os.sep}"
    if any(folder.startswith(below) for folder in folders) or not may_replace(options.out):
        options.parser.error(
            f"{options.out.as_posix()} holds something else; name a new folder, or one that an "
            "earlier run has made"
        )


def _forget(options: argparse.Namespace) -> Exit:
    """Remove a portfolio from the state, with its history."""
    from crossfolio.cohort.store import StateError, open_state

    if len(options.sources) != 2 or options.state is None:  # noqa: PLR2004 - `forget` and an ID
        _misused(options, "write: crossfolio cohort forget ID --state FILE.sqlite")
    if not options.state.is_file():
        _misused(options, f"there is no file {options.state.as_posix()}")
    id = options.sources[1]
    try:
        with open_state(options.state) as store:
            if not store.forget(id):
                return _refused(f"{options.state.as_posix()} knows no portfolio {id}")
    except StateError as error:
        return _refused(f"{options.state.as_posix()} {error}")
    print(f"{id} is forgotten, with its history; pages made before still show it")
    return Exit.CLEAN


def _progress(chunk: "list[JobResult]", done: int, whole: int) -> None:
    """Say each failure in a line, and on a terminal how far it is."""
    is_terminal = sys.stderr.isatty()
    for looked in chunk:
        if looked.row is None:
            if is_terminal:
                print("\r\033[K", end="", file=sys.stderr)
            _complain(looked.id, looked.reason)
    if is_terminal and whole:
        filled = 30 * done // whole
        bar = f"[{'#' * filled}{'.' * (30 - filled)}] {done} of {whole}"
        print(f"\r{bar}", end="\n" if done == whole else "", file=sys.stderr, flush=True)


def _complain(id: str, reason: str) -> None:
    from crossfolio.core.findings import one_line

    print(one_line(f"crossfolio: {id}: {reason}"), file=sys.stderr)


def _misused(options: argparse.Namespace, why: str) -> NoReturn:
    """End the process over arguments that cannot be used."""
    parser: Parser = options.parser
    parser.error(why)


def _refused(why: str) -> Exit:
    from crossfolio.core.findings import one_line

    print(one_line(f"crossfolio: {why}"), file=sys.stderr)
    return Exit.NOT_CHECKED


def _count(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or not int(text):
        raise argparse.ArgumentTypeError("write a whole number from 1 on")
    return int(text)
