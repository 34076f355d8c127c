"""`crossfolio export`: a portfolio or its framework in a form that others read."""

import argparse
from importlib import import_module

from crossfolio.cli.arguments import Parser

MODULES = ("export_framework", "export_handover")
"""Each is a module of this package that adds commands of its own by `add_parsers`."""


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "export",
        help="a portfolio or its framework in a form that others read",
        description="Write what the portfolio holds in a form that other people or other systems "
        "read. Nothing is written among your sources.",
    )
    things = parser.add_commands("what", "WHAT")
    for name in MODULES:
        import_module(f"crossfolio.cli.{name}").add_parsers(things)
    parser.commands = tuple(things.choices)
