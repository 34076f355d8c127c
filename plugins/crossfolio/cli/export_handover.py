"""`crossfolio export tracking` and its like: a portfolio for people who do not use git."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO

from crossfolio.cli.arguments import Parser, day, word_of
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import may_publish, opened
from crossfolio.cli.output import replaced, spare_sources, write_all
from crossfolio.core.choices import Edition
from crossfolio.core.findings import printable
from crossfolio.workspace.project import Project

# ruff: noqa: PLC0415 - what makes a file is loaded by the command that asks for it


def add_parsers(things: "argparse._SubParsersAction[Parser]") -> None:
    """Add the commands to those of `crossfolio export`."""
    tracking = _parser(
        things,
        "tracking",
        "the tracking sheet of each unit, with the matrix and a summary, as a workbook (XLSX)",
    )
    tracking.set_defaults(run=_tracking)
    bundle = _parser(
        things,
        "bundle",
        "one file with the sources, the decisions and the site, which `crossfolio receive` checks",
    )
    bundle.set_defaults(run=_bundle)
    _add_audit(things)
    _add_pack(things)
    pdf = _parser(
        things, "pdf", "the portfolio as one tagged PDF: sheets, matrices, and the texts of items"
    )
    pdf.set_defaults(run=_pdf)


def _add_audit(things: "argparse._SubParsersAction[Parser]") -> None:
    what = "a folder with the decisions, what they judged, and a script that recomputes them"
    parser = things.add_parser("audit", help=what, description=f"Write {what}.")
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="a folder that is not there yet"
    )
    parser.add_argument("--today", metavar="DATE", type=day, help="write it as if it were this day")
    parser.set_defaults(run=_audit, parser=parser, config_file=None)


def _add_pack(things: "argparse._SubParsersAction[Parser]") -> None:
    what = "one file for a visit: what samples are about, and of the rest states and counts"
    parser = things.add_parser("pack", help=what, description=f"Write {what}.")
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument(
        "--sample",
        metavar="ID",
        action="append",
        required=True,
        help="a sample whose criteria, items and decisions are shown in full; may be repeated",
    )
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.add_argument("--today", metavar="DATE", type=day, help="write it as if it were this day")
    parser.set_defaults(run=_pack, parser=parser, config_file=None, edition=None)


def _parser(things: "argparse._SubParsersAction[Parser]", name: str, what: str) -> Parser:
    parser = things.add_parser(name, help=what, description=f"Write {what}.")
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.add_argument(
        "--edition",
        metavar="NAME",
        type=word_of(Edition),
        help=f"whom it is for: {', '.join(Edition)}",
    )
    parser.add_argument("--today", metavar="DATE", type=day, help="write it as if it were this day")
    parser.set_defaults(parser=parser, config_file=None)
    return parser


def _tracking(options: argparse.Namespace) -> Exit:
    from crossfolio.core.building import seen_in_edition
    from crossfolio.handover.tracking import render
    from crossfolio.workspace.checking import check_project

    project = _project(options)
    if project is None:
        return Exit.NOT_CHECKED
    checked = check_project(project, _today(options))
    if not may_publish(checked):
        return Exit.NOT_CHECKED
    seen = seen_in_edition(checked)
    return _written(options, render(seen))


def _bundle(options: argparse.Namespace) -> Exit:
    from crossfolio.handover.bundle import write_bundle
    from crossfolio.workspace.checking import check_project

    project = _project(options)
    if project is None:
        return Exit.NOT_CHECKED
    today = _today(options)
    edition = Edition(options.edition) if options.edition else None
    checked = check_project(project, today)
    if not may_publish(checked):
        return Exit.NOT_CHECKED
    return _zipped(options, lambda out: write_bundle(out, project, checked, edition, today))


def _pack(options: argparse.Namespace) -> Exit:
    from crossfolio.core.settings import Visit
    from crossfolio.handover.pack import write_pack
    from crossfolio.workspace.checking import check_project

    project = _project(options)
    if project is None:
        return Exit.NOT_CHECKED
    today = _today(options)
    visit = Visit("visit", tuple(dict.fromkeys(options.sample)))
    settings = replace(project.settings, edition=Edition.ASSESSOR, visit=visit)
    project = replace(project, settings=settings)
    checked = check_project(project, today)
    if not may_publish(checked):
        return Exit.NOT_CHECKED
    return _zipped(options, lambda out: write_pack(out, project, checked, visit, today))


def _zipped(options: argparse.Namespace, write: Callable[[IO[bytes]], list[str]]) -> Exit:
    """Write a zip whole or not at all; say why where it is not written."""
    from crossfolio.handover.bag import TooLargeError
    from crossfolio.handover.contents import NotCarriedError
    from crossfolio.handover.site import NoSiteError

    try:
        with replaced(options.out) as out:
            said = write(out)
    except (NoSiteError, NotCarriedError) as error:
        for line in error.lines:
            print(printable(line, 500), file=sys.stderr)
        print(f"crossfolio: {error}", file=sys.stderr)
        return Exit.NOT_CHECKED if isinstance(error, NoSiteError) else Exit.FINDINGS
    except TooLargeError as error:
        print(f"crossfolio: nothing was written: {error}", file=sys.stderr)
        return Exit.FINDINGS
    for line in said:
        print(printable(line, 500), file=sys.stderr)
    print(f"wrote {options.out.as_posix()}")
    return Exit.CLEAN


def _audit(options: argparse.Namespace) -> Exit:
    from crossfolio.handover.audit import audit_files
    from crossfolio.handover.contents import NotCarriedError, every_source
    from crossfolio.handover.folder import write_folder
    from crossfolio.workspace.checking import check_project
    from crossfolio.workspace.outputs import sources_of

    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    if options.out.exists() or options.out.is_symlink():
        options.parser.error(f"{options.out} is there already; name a new folder")
    spare_sources(options, [options.out], sources_of(project))
    try:
        checked = check_project(project, _today(options))
        write_folder(options.out, audit_files(project, checked, every_source(project)))
    except NotCarriedError as error:
        for line in error.lines:
            print(printable(line, 500), file=sys.stderr)
        print("crossfolio: no folder was written: it could not hold these", file=sys.stderr)
        return Exit.FINDINGS
    print(f"wrote {options.out.as_posix()}")
    print(f"next: sh {options.out.as_posix()}/verify.sh {options.out.as_posix()}")
    return Exit.CLEAN


def _pdf(options: argparse.Namespace) -> Exit:
    from crossfolio.core.building import seen_in_edition
    from crossfolio.handover.pdf.portfolio_pdf import NoPdfError, portfolio_pdf
    from crossfolio.handover.site import NoSiteError
    from crossfolio.workspace.checking import check_project

    project = _project(options)
    if project is None:
        return Exit.NOT_CHECKED
    today = _today(options)
    checked = check_project(project, today)
    if not may_publish(checked):
        return Exit.NOT_CHECKED
    seen = seen_in_edition(checked)
    try:
        data, lost = portfolio_pdf(project, seen, project.settings.edition, today)
    except (NoSiteError, NoPdfError) as error:
        for line in error.lines if isinstance(error, NoSiteError) else ():
            print(printable(line, 500), file=sys.stderr)
        print(f"crossfolio: no PDF was written: {error}", file=sys.stderr)
        return Exit.NOT_CHECKED
    ended = _written(options, data)
    for name, why in lost.items():
        print(f"{name}: {why}", file=sys.stderr)
    return Exit.FINDINGS if lost else ended


def _project(options: argparse.Namespace) -> Project | None:
    """Open the project for the edition that is asked for; refuse to write over its sources."""
    from crossfolio.workspace.outputs import sources_of

    project = opened(options)
    if project is None:
        return None
    if options.out.is_dir():
        options.parser.error(f"{options.out} is a folder; name a file")
    spare_sources(options, [options.out], sources_of(project))
    settings = project.settings
    edition = Edition(options.edition or settings.edition)
    visit = None if options.edition else settings.visit
    return replace(project, settings=replace(settings, edition=edition, visit=visit))


def _today(options: argparse.Namespace) -> date:
    today: date = options.today or date.today()  # noqa: DTZ011 - a local day
    return today


def _written(options: argparse.Namespace, data: bytes) -> Exit:
    write_all({options.out: data})
    print(f"wrote {options.out.as_posix()}")
    return Exit.CLEAN
