"""A project opened as the arguments of a command name it."""

import argparse
import sys

from crossfolio.cli.locating import locate
from crossfolio.core.check import Checked, diagnose
from crossfolio.core.settings import Settings
from crossfolio.workspace.project import (
    Project,
    UnusableSettingsError,
    open_project,
)
from crossfolio.workspace.publishing import refuse_to_publish


def opened(options: argparse.Namespace) -> Project | None:
    """Open the project; say what is wrong with its settings where they cannot be used.

    Raises:
        SystemExit: As of `locate`.
    """
    locate(options)
    try:
        return open_project(options.root, options.config_file)
    except UnusableSettingsError as error:
        complain(error)
        return None


def may_publish(checked: Checked) -> bool:
    """Tell whether something may be made of a portfolio; say why where it may not."""
    try:
        refuse_to_publish(checked)
    except UnusableSettingsError as error:
        complain(error)
        return False
    return True


def complain(error: UnusableSettingsError) -> None:
    """Say what is wrong with settings that cannot be used."""
    for diagnostic in diagnose(error.findings, Settings()):
        print(diagnostic, file=sys.stderr)
        if diagnostic.finding.help:
            print(f"help: {diagnostic.finding.help}", file=sys.stderr)
