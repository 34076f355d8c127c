"""The command `crossfolio`, its parts and its last resort."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from crossfolio import __version__
from crossfolio.cli.arguments import Parser
from crossfolio.cli.exit_codes import Exit

if TYPE_CHECKING:
    from crossfolio.core.personal.scan import Looker

COMMANDS = (
    "check",
    "status",
    "history",
    "fix",
    "mask",
    "new",
    "migrate",
    "explain",
    "assess",
    "sample",
    "import",
    "export",
    "receive",
    "verify",
    "cohort",
    "schema",
    "lsp",
)
"""Each is a module of this package."""
_MODULES = {"import": "import_units"}
"""What a module is called whose command has a name that Python keeps for itself."""
_COLLECTED = 50_000
"""Objects made until cycles are looked for: what is loaded has none, and looking takes a
fifteenth of it."""


def parser(command: str = "") -> Parser:
    """Return the parser of the whole command.

    Args:
        command: The only one that will be asked for; without it, all are loaded.
    """
    parser = Parser(
        prog="crossfolio",
        description="Evidence portfolios for vocational qualifications: "
        "every claim checked against the criteria, every gap named.",
    )
    parser.add_argument("--version", action="version", version=f"crossfolio {__version__}")
    commands = parser.add_commands("commands", "COMMAND")
    for name in (command,) if command in COMMANDS else COMMANDS:
        import_module(f"crossfolio.cli.{_MODULES.get(name, name)}").add_parser(commands)
    parser.commands = COMMANDS
    return parser


def main(argv: Sequence[str] | None = None) -> Exit:
    """Run the command and return how it ended.

    Raises:
        SystemExit: With 2, over arguments that cannot be used; with 0, after `--help`.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    options = parser(*words[:1]).parse(words)
    try:
        ended: Exit = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has stopped; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.NOT_CHECKED
    except KeyboardInterrupt:
        return _not_checked("it was stopped")
    except OSError as error:
        what = error.strerror or str(error)
        what = f"{what}: {error.filename}" if error.filename else what
        return _not_checked(_masked(what, getattr(options, "root", None)))
    except Exception as error:  # noqa: BLE001 - a fault must never look like "checked"
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        at = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "unknown"
        what = f"{type(error).__name__}: {_masked(str(error), getattr(options, 'root', None))}"
        said = f"a fault in Crossfolio, please report it: {what} ({at})"
        return _not_checked(said)
    return ended


def run() -> None:
    """Run the command as a process.

    It ends at once. Python would first take apart all that was read, value by value, though
    everything has been said and written.
    """
    gc.set_threshold(_COLLECTED)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    ended = main()
    sys.stderr.flush()
    os._exit(ended)


def _masked(said: str, root: object) -> str:
    """Return what an error says, which may quote a value of the user's files or their names.

    Args:
        said: By the error.
        root: The project's folder, whose register of names is read where it can be.
    """
    from crossfolio.core.personal.scan import Looker  # noqa: PLC0415 - seldom

    looker = Looker()
    with suppress(Exception):  # Whatever is wrong with the project is no reason to say less.
        looker = _looker_of(Path(str(root))) if root else looker
    return looker.masked(said)


def _looker_of(root: Path) -> "Looker":
    from crossfolio.core.place import Place  # noqa: PLC0415 - as above
    from crossfolio.workspace.names_register import known_of  # noqa: PLC0415 - as above
    from crossfolio.workspace.project import open_project  # noqa: PLC0415 - as above

    project = open_project(root)
    return known_of(
        project.root, project.site_file, project.settings, None, Place(project.site_file)
    ).looker


def _not_checked(why: str) -> Exit:
    from crossfolio.core.findings import one_line  # noqa: PLC0415 - most runs end otherwise

    print(one_line(f"crossfolio: not checked: {why}"), file=sys.stderr)
    return Exit.NOT_CHECKED
