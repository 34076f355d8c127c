"""`crossfolio export criteria-csv` and its like: units in the formats of other systems."""

import argparse
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

from crossfolio.cli.arguments import Parser
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.cli.output import print_bytes, spare_sources, write_all

# ruff: noqa: PLC0415 - what reads a portfolio is loaded by the command that asks for it

FORMATS = {
    "case": "the framework as a CASE 1.0 package",
    "mahara": "the framework for Mahara's SmartEvidence (.matrix)",
    "moodle": "the framework for Moodle's competencies, in CSV",
    "criteria-csv": "the criteria as a table, which `import spreadsheet` reads back",
}
"""Each format with its help; its module in `crossfolio.exchange` is called as it is."""


def add_parsers(things: "argparse._SubParsersAction[Parser]") -> None:
    """Add a command for each format to those of `crossfolio export`."""
    for name, help in FORMATS.items():
        parser = things.add_parser(
            name,
            help=help,
            description=f"Write {help}. What the format cannot hold is listed in FILE.losses.md, "
            "or on standard error where the export goes to standard output.",
        )
        parser.add_argument(
            "root", metavar="ROOT", nargs="?", type=Path, help="the project's folder"
        )
        parser.add_argument("--unit", metavar="CODE", help="only this unit; by default all")
        parser.add_argument(
            "--out", metavar="FILE", type=Path, help="by default it goes to standard output"
        )
        parser.set_defaults(run=run, parser=parser, config_file=None, format=name)


def run(options: argparse.Namespace) -> Exit:
    """Write the units in the format of the command, and what it cannot hold."""
    from crossfolio.exchange.losses_text import losses_text
    from crossfolio.workspace.outputs import sources_of
    from crossfolio.workspace.units import UnknownUnitError, UnreadableUnitsError, units_of

    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    out: Path | None = options.out
    outputs = [out, Path(f"{out}.losses.md")] if out else []
    spare_sources(options, outputs, sources_of(project))
    try:
        units = units_of(project, options.unit, date.today())  # noqa: DTZ011 - it decides nothing
    except UnknownUnitError as error:
        options.parser.error(str(error))
        raise
    except UnreadableUnitsError as error:
        for line in error.lines:
            print(line, file=sys.stderr)
        print(f"crossfolio: {error}", file=sys.stderr)
        return Exit.FINDINGS
    module = import_module(f"crossfolio.exchange.{options.format.replace('-', '_')}")
    made = module.export(units)
    report = losses_text(options.format, [unit.id for unit in units], made.losses)
    if not outputs:
        print_bytes(made.text.encode())
        print(report, end="", file=sys.stderr)
        return Exit.CLEAN
    write_all(dict(zip(outputs, (made.text, report), strict=True)))
    for path in outputs:
        print(f"wrote {path.as_posix()}")
    return Exit.CLEAN
