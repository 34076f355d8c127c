"""`crossfolio check`: findings and coverage. No site is built and no source is written.

What looks at a portfolio is loaded where that has to be done: most of all not where nothing has
changed since the last check.
"""

import argparse
import os
from datetime import date
from pathlib import Path
from typing import Any

from crossfolio.cli.arguments import Parser, day, share, word_of
from crossfolio.cli.colours import coloured, colours
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.formats import FOR_PEOPLE, FORMATS
from crossfolio.cli.locating import locate
from crossfolio.cli.output import (
    append,
    encoded,
    print_bytes,
    spare_sources,
    surroundings,
    write_all,
)
from crossfolio.core.choices import Edition, FailOn, Profile
from crossfolio.workspace.last_run import LastRun

# ruff: noqa: PLC0415 - see above


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "check",
        help="findings and coverage; builds no site and writes no source",
        description="Check evidence against criteria. Exit code 0: nothing at the failing level; "
        "1: findings; 2: not checked.",
    )
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument(
        "--format",
        metavar="FORMAT[=FILE]",
        action="append",
        type=_format,
        help=f"how to report: {', '.join(FORMATS)}; may be given several times",
    )
    parser.add_argument(
        "--config-file", metavar="FILE", type=Path, help="another file than ROOT/mkdocs.yml"
    )
    parser.add_argument(
        "--no-cache", action="store_true", help="keep nothing between runs, and use nothing kept"
    )
    parser.add_argument("--today", metavar="DATE", type=day, help="check as if it were this day")
    parser.add_argument(
        "--watch",
        action="store_true",
        help="go on, and check again at each change: prints what came and went, and in one line "
        "what is left; Ctrl-C ends it with the exit code of the last check",
    )
    _add_judging(parser)
    parser.set_defaults(run=run, parser=parser)


def _add_judging(parser: Parser) -> None:
    """Add the options that say how much findings matter, and to whom."""
    parser.add_argument(
        "--fail-on",
        metavar="LEVEL",
        type=word_of(FailOn),
        help=f"the least severity that fails: {', '.join(FailOn)}",
    )
    parser.add_argument(
        "--min-coverage",
        metavar="PERCENT",
        type=share,
        help="the lowest share of criteria that must be covered over the submitted "
        "units, in per cent",
    )
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        type=Path,
        help="an earlier report in JSON: what was covered then has to be covered now",
    )
    parser.add_argument(
        "--profile",
        metavar="NAME",
        type=word_of(Profile),
        help=f"a named set of severities: {', '.join(Profile)}",
    )
    parser.add_argument(
        "--edition",
        metavar="NAME",
        type=word_of(Edition),
        help=f"whom the report is for: {', '.join(Edition)}",
    )


def run(options: argparse.Namespace) -> Exit:
    """Check the project that the options name, and report; with `--watch`, again and again."""
    if options.watch:
        from crossfolio.cli.checking import watched

        if options.format:
            options.parser.error("--watch has a form of its own; leave out --format")
        return watched(options)
    options.today = options.today or date.today()  # noqa: DTZ011 - a local day
    wanted: list[tuple[str, Path | None]] = options.format or [("concise", None)]
    names = [name for name, _ in wanted]
    locate(options)
    outputs = [file for _, file in wanted if file]
    if _job_file() and "github" in names:
        outputs.append(Path(_job_file()))
    if outputs and not _spared(options, outputs):
        return Exit.NOT_CHECKED
    last = None if options.no_cache else _last_run(options, names)
    said = last.recall() if last else None
    if said is None:
        from crossfolio.cli.checking import checked_anew

        said = checked_anew(options, names, last)
    if said is None:
        return Exit.NOT_CHECKED
    _deliver(said, wanted)
    return Exit(said["exit"])


def _spared(options: argparse.Namespace, outputs: list[Path]) -> bool:
    """Make sure that no source is written over; tell whether the project can be opened at all."""
    from crossfolio.cli.opening import opened
    from crossfolio.workspace.outputs import sources_of

    project = opened(options)
    if project:
        spare_sources(options, outputs, sources_of(project))
    return project is not None


def _last_run(options: argparse.Namespace, names: list[str]) -> LastRun:
    """Return what is known of the last check under these options."""
    root: Path = options.root
    judging = (options.fail_on, options.min_coverage, options.profile, options.edition)
    where = (root, options.config_file, options.baseline, *surroundings())
    return LastRun(root, (*where, *names, *judging), options.today)


def _deliver(said: dict[str, Any], wanted: list[tuple[str, Path | None]]) -> None:
    """Print or write each report that is asked for."""
    reports = list(zip(wanted, said["reports"], strict=True))
    for (name, file), text in reports:
        if file is None and name in FOR_PEOPLE:
            print(coloured(text) if colours() else text, end="")
        elif file is None:
            print_bytes(encoded(text))
    write_all({file: text for (_, file), text in reports if file})
    if all(file for _, file in wanted):
        print(said["summary"], end="")
    if _job_file() and said["job"]:
        append(Path(_job_file()), said["job"])


def _job_file() -> str:
    """Return the file that a job on GitHub shows as its summary; empty elsewhere."""
    return os.environ.get("GITHUB_STEP_SUMMARY", "")


def _format(text: str) -> tuple[str, Path | None]:
    name, _, file = text.partition("=")
    return word_of(FORMATS)(name), Path(file) if file else None
