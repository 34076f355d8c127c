"""`crossfolio migrate`: a portfolio carried over to a new version of a specification."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crossfolio.cli.arguments import Parser, day
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.cli.output import print_bytes
from crossfolio.core.findings import one_line

if TYPE_CHECKING:
    from crossfolio.core.carry_over import CarriedPortfolio
    from crossfolio.core.migration import Migration
    from crossfolio.workspace.project import Project

# ruff: noqa: PLC0415 - what carries a portfolio over is loaded by this command alone


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "migrate",
        help="carry claims over to a new version of a specification, as a patch",
        description="Print a patch for `git apply` that carries claims and marks over, and a "
        "report on standard error. Nothing is written. Exit code 0: the patch, or nothing to do; "
        "1: a claim would be lost, and there is no patch; 2: usage.",
    )
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="such as criteria/migrations/2026-09.yml"
    )
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument("--today", metavar="DATE", type=day, help="as if it were this day")
    parser.set_defaults(run=run, parser=parser, config_file=None)


def run(options: argparse.Namespace) -> Exit:
    """Print the patch, and say what it does."""
    from crossfolio.reports.patch_report import render
    from crossfolio.workspace.checking import check_project
    from crossfolio.workspace.migrating import RefusedMigrationError, is_done, migrated

    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    migration = _migration(options, project)
    if migration is None:
        return Exit.FINDINGS
    today = options.today or date.today()  # noqa: DTZ011 - a local day
    if is_done(migration, check_project(project, today)):
        _say([f"nothing to do: portfolio.yml says {migration.after} already"])
        return Exit.CLEAN
    try:
        found = migrated(migration, project, today)
    except RefusedMigrationError as error:
        _say((*error.reasons, "no claim may be lost, so there is no patch"))
        return Exit.FINDINGS
    print_bytes(render(found.files))
    _say(_report(found.carried, migration))
    return Exit.CLEAN


def _migration(options: argparse.Namespace, project: "Project") -> "Migration | None":
    """Return the migration; `None` where it cannot be used, which is said."""
    from crossfolio.core.check import diagnose
    from crossfolio.loaders.migration_file import read_migration
    from crossfolio.workspace.migrating import read_file

    try:
        data = read_file(options.file)
    except OSError as error:
        parser: Parser = options.parser
        parser.error(f"{options.file.as_posix()}: {error.strerror}")
    migration, found = read_migration(data, options.file.as_posix())
    for diagnostic in diagnose(found, project.settings):
        print(diagnostic, file=sys.stderr)
        if diagnostic.finding.help:
            print(f"help: {diagnostic.finding.help}", file=sys.stderr)
    return migration


def _report(found: "CarriedPortfolio", migration: "Migration") -> Iterable[str]:
    """Give what is carried over, what a person has to look at, and what becomes of decisions."""
    yield (
        f"from {migration.before} to {migration.after}: {len(found.moved)} claims are carried over"
    )
    for moved in found.moved:
        yield f"  {moved.item}: {moved.source} -> {', '.join(moved.targets)}"
    if found.to_look_at:
        yield f"{len(found.to_look_at)} to look at:"
        yield from (f"  {text}" for text in found.to_look_at)
    if found.judged:
        yield "decisions:"
        yield from (
            f"  {judged.decision} on {judged.criterion} {judged.fate}" for judged in found.judged
        )
    yield "apply the patch in the project's folder with: git apply FILE.patch"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(one_line(line), file=sys.stderr)
