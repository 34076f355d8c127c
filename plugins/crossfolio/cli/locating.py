"""The project's folder as the arguments of a command name it. It is a module of few imports."""

import argparse
import sys
from pathlib import Path

from crossfolio.cli.exit_codes import Exit
from crossfolio.workspace.locating import SITE_FILE, NoProjectError, project_folder


def locate(options: argparse.Namespace) -> None:
    """Put the folder of the project into the options: where ROOT is, or the project around it.

    With a file of settings, the folder is the one that is named, or that of the file.

    Raises:
        SystemExit: With 2, where what is named does not exist, or is in no project.
    """
    if getattr(options, "located", False):  # A watch looks again and again.
        return
    root: Path | None = options.root
    site_file: Path | None = options.config_file
    if site_file is not None and not site_file.is_file():
        options.parser.error(f"there is no file {site_file}")
    if root is not None and root.is_file():
        named = f"; for settings, write --config-file {root}" if root.suffix == ".yml" else ""
        is_ours = root.name == SITE_FILE
        help = f"name its folder: {root.parent}" if is_ours else f"name a project's folder{named}"
        options.parser.error(f"{root} is a file; {help}")
    if root is None:
        root = site_file.parent if site_file else Path()
    if not root.is_dir():
        options.parser.error(f"there is no folder {root}")
    try:
        options.root = root if site_file else project_folder(root)
        options.located = True
    except NoProjectError as error:
        where = "" if options.root is None else f"{options.root.as_posix()}: "
        print(f"crossfolio: {where}{error}\nhelp: {error.help}", file=sys.stderr)
        raise SystemExit(Exit.NOT_CHECKED) from None
