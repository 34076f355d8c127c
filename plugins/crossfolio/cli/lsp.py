"""`crossfolio lsp`: the language server, which an editor starts."""

import argparse
import logging
import os
import sys
from contextlib import redirect_stdout
from importlib.util import find_spec

from crossfolio.cli.arguments import Parser
from crossfolio.cli.exit_codes import Exit


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "lsp",
        help="the language server, which an editor starts",
        description="Speak the Language Server Protocol over standard input and output. "
        "Needs `pip install crossfolio[lsp]`.",
    )
    parser.set_defaults(run=run, parser=parser)


def run(_: argparse.Namespace) -> Exit:
    """Serve one editor until it ends the server."""
    if find_spec("pygls") is None:
        print(
            "crossfolio: the language server needs one more package: "
            "python -m pip install 'crossfolio[lsp]'",
            file=sys.stderr,
        )
        return Exit.NOT_CHECKED
    from crossfolio.lsp.features import serve  # noqa: PLC0415 - seldom wanted, and maybe not there

    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    # Of its own, because the server closes them; and nothing else may write between messages.
    with (
        os.fdopen(os.dup(0), "rb") as reads,
        os.fdopen(os.dup(1), "wb") as writes,
        redirect_stdout(sys.stderr),
    ):
        serve().start_io(reads, writes)
    return Exit.CLEAN
