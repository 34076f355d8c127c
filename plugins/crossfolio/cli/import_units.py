"""`crossfolio import`: unit files from what tutors have, and a report of what was lost."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from crossfolio.cli.arguments import Parser
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.cli.output import spare_sources, write_all
from crossfolio.core.findings import one_line, printable
from crossfolio.workspace.project import Project

# ruff: noqa: PLC0415 - readers are loaded by the command that uses them

FORMATS = {
    "spreadsheet": "XLSX, ODS, CSV, or a paste: a row for each criterion",
    "document": "DOCX or PDF with the criteria in tables, or as numbered lines",
    "case": "a CASE 1.0 package in JSON, or OpenSALT's CSV",
    "mahara": "Mahara's SmartEvidence framework (.matrix)",
    "moodle": "Moodle's competency framework in CSV",
}
_TABLES = ("spreadsheet", "document")
_COLUMNS = ("code", "text", "outcome", "level", "title", "unit", "row", "ksb", "reference",
            "version")  # fmt: skip


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "import",
        help="unit files from a spreadsheet, a document, or a file of another system",
        description="Write a new unit file, or several, from a file that holds criteria. What was "
        "read, changed and guessed is reported on standard error; where anything would be lost, "
        "nothing is written.",
    )
    things = parser.add_commands("what", "WHAT")
    for name, help in FORMATS.items():
        _add_format(things, name, help)
    parser.commands = tuple(things.choices)


def _add_format(things: "argparse._SubParsersAction[Parser]", name: str, help: str) -> None:
    parser = things.add_parser(name, help=help, description=f"Import {help}.")
    parser.add_argument("file", metavar="FILE", help="`-` is standard input, such as a paste")
    parser.add_argument(
        "--unit", metavar="CODE", default="", help="the unit's code; needed where the file has none"
    )
    if name in _TABLES:
        parser.add_argument(
            "--sheet", metavar="S", default="", help="the sheet or table, by name or number"
        )
        parser.add_argument(
            "--columns",
            metavar="code=B,text=C",
            type=_columns,
            default={},
            help=f"which column holds what, of {', '.join(_COLUMNS)}; a letter, number or heading",
        )
    parser.add_argument(
        "--into",
        metavar="PATH",
        type=Path,
        help="the new file, in the folder of criteria; by default the code in small letters",
    )
    parser.add_argument(
        "--accept-losses", action="store_true", help="write although something is lost"
    )
    parser.add_argument("--report", metavar="FILE", type=Path, help="write the report here as well")
    parser.set_defaults(
        run=run, parser=parser, format=name, root=None, config_file=None, **_NO_TABLE.get(name, {})
    )


_NO_TABLE: Mapping[str, Mapping[str, object]] = {
    name: {"sheet": "", "columns": {}} for name in FORMATS if name not in _TABLES
}


def run(options: argparse.Namespace) -> Exit:
    """Read the file, report, and write the units, all of them or none."""
    from crossfolio.exchange.model import RefusedFileError
    from crossfolio.exchange.process import MissingLibraryError
    from crossfolio.workspace.importing import UnfitTargetError
    from crossfolio.workspace.new_files import OccupiedError
    from crossfolio.workspace.outputs import sources_of

    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    if options.report:
        spare_sources(options, [options.report], sources_of(project))
    name = "standard input" if options.file == "-" else Path(options.file).name
    try:
        return _import(options, project, name)
    except RefusedFileError as error:
        return _refuse(options, f"{name}: nothing was written: {error}", Exit.FINDINGS)
    except (MissingLibraryError, UnfitTargetError) as error:
        return _refuse(options, f"{name}: nothing was written: {error}", Exit.NOT_CHECKED)
    except OccupiedError as error:
        return _refuse(options, str(error), Exit.NOT_CHECKED)


def _import(options: argparse.Namespace, project: Project, name: str) -> Exit:
    from crossfolio.exchange.reading import Choice, read_file
    from crossfolio.exchange.report import losses, report, shown_columns
    from crossfolio.workspace.importing import imported
    from crossfolio.workspace.new_files import write_new

    data = _bytes(options)
    choice = Choice(options.format, options.sheet, options.columns)
    read = read_file(data, "" if options.file == "-" else name, choice)
    columns = shown_columns(name, read)
    print(columns, end="", file=sys.stderr)
    ready = imported(project, read, options.unit, options.into, name, data)
    said = report(name, read, ready.drafts, ready.notes)
    print(said, end="", file=sys.stderr)
    lost = losses(ready.notes)
    is_written = not lost or options.accept_losses
    if is_written:
        write_new(project.root, ready.texts)
    if options.report:
        write_all({options.report: columns + said})
    if not is_written:
        things = "1 thing" if len(lost) == 1 else f"{len(lost)} things"
        why = f"nothing was written: {things} of the file would be lost, first"
        first = f"{lost[0].place}: {lost[0].text}" if lost[0].place else lost[0].text
        help = "put it right, or write --accept-losses"
        return _refuse(options, f"{name}: {why} {first}; {help}", Exit.FINDINGS, is_said=True)
    for path in ready.texts:
        print(f"wrote {(project.root / path).as_posix()}")
    codes = ", ".join(f"{draft.code}: in-progress" for draft in ready.drafts)
    taken = f"{project.settings.evidence}/portfolio.yml"
    print(f"next: read it, then take it in {taken}: `units: {{{codes}}}`")
    return Exit.CLEAN


def _bytes(options: argparse.Namespace) -> bytes:
    """Return the file, one byte more than what is read of any at the most."""
    from crossfolio.exchange.limits import UNPACKED

    if options.file == "-":
        return sys.stdin.buffer.read(UNPACKED + 1)
    path = Path(options.file)
    if not path.is_file():
        there = "is a folder" if path.is_dir() else "is not there"
        options.parser.error(f"{printable(options.file)} {there}")
    with path.open("rb") as opened_file:
        return opened_file.read(UNPACKED + 1)


def _refuse(options: argparse.Namespace, why: str, exit: Exit, *, is_said: bool = False) -> Exit:
    """Say why nothing was written, in the report that is asked for as well."""
    line = one_line(f"crossfolio: {why}")
    print(line, file=sys.stderr)
    if options.report and not is_said:
        write_all({options.report: f"{line}\n"})
    return exit


def _columns(text: str) -> dict[str, str]:
    """Read `code=B,text=C`."""
    named: dict[str, str] = {}
    for part in text.split(","):
        what, _, column = (word.strip() for word in part.partition("="))
        if what.lower() not in _COLUMNS or not column:
            known = ", ".join(_COLUMNS)
            said = f"`{printable(part)}` will not do; write code=B,text=C, of {known}"
            raise argparse.ArgumentTypeError(said)
        named[what.lower()] = column
    if "text" not in named:
        raise argparse.ArgumentTypeError("say where the text is, such as code=B,text=C")
    return named
