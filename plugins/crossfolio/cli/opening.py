"""A project opened as the arguments of a command name it."""

import argparse
import sys
from pathlib import Path

from crossfolio.core.check import diagnose
from crossfolio.core.settings import Settings
from crossfolio.workspace.project import (
    SITE_FILE,
    Project,
    UnusableSettingsError,
    open_project,
)


def opened(options: argparse.Namespace) -> Project | None:
    """Open the project; say what is wrong with its settings where they cannot be used.

    Raises:
        SystemExit: With 2, where the folder or the file that is named does not exist, or where no
            folder is named and a project lies above this one.
    """
    root, site_file = options.root, options.config_file
    if site_file is not None and not site_file.is_file():
        options.parser.error(f"there is no file {site_file}")
    if root is None:
        root = site_file.parent if site_file else Path()
    if not root.is_dir():
        options.parser.error(f"there is no folder {root}")
    above = _project_above(root) if options.root is None and site_file is None else None
    if above:
        options.parser.error(
            f"this folder lies inside a project; name its folder: {above.as_posix()}"
        )
    try:
        return open_project(root, site_file)
    except UnusableSettingsError as error:
        complain(error)
        return None


def _project_above(folder: Path) -> Path | None:
    """Return the nearest folder above that has a mkdocs.yml, where this one is no project."""
    here = folder.resolve()
    if any((here / name).exists() for name in (SITE_FILE, Settings().criteria)):
        return None
    return next((above for above in here.parents if (above / SITE_FILE).is_file()), None)


def complain(error: UnusableSettingsError) -> None:
    """Say what is wrong with settings that cannot be used."""
    for diagnostic in diagnose(error.findings, Settings()):
        print(diagnostic, file=sys.stderr)
        if diagnostic.finding.help:
            print(f"help: {diagnostic.finding.help}", file=sys.stderr)
