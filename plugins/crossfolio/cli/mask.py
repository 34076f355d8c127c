"""`crossfolio mask`: an item with masks in place of the personal data in it."""

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from crossfolio.cli.arguments import Parser
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.cli.output import print_bytes
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import one_line, printable
from crossfolio.core.ids import nearest
from crossfolio.reports import patch_report
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.masking import masked_files
from crossfolio.workspace.project import Project
from crossfolio.workspace.rewrite import NotRewrittenError, rewrite


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "mask",
        help="personal data in an item masked, as a patch; --write changes the files",
        description="Print a patch, for `git apply` in the project's folder, that puts a mask in "
        "place of the personal data in an item's page and in the texts attached to it. A patch "
        "holds the old lines too: it is for you alone. Exit code 0: nothing to mask, or, with "
        "--write, all is masked; 1: a patch was printed, or a file was left; 2: nothing was done.",
    )
    parser.add_argument("item", metavar="ITEM", help="the ID of an item of evidence")
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument(
        "--write",
        action="store_true",
        help="change the files instead of printing a patch; each whole or not at all",
    )
    parser.add_argument(
        "--config-file", metavar="FILE", type=Path, help="another file than ROOT/mkdocs.yml"
    )
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace) -> Exit:
    """Print a patch, or make its changes."""
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    checked = check_project(project, date.today())  # noqa: DTZ011 - a local day
    changes, left = masked_files(project, checked, _item(options, checked.portfolio.by_id))
    names = checked.hidden_names
    left_names = [f"{why}: {names.get(name, name)}" for name, why in left]
    if not options.write:
        print_bytes(patch_report.render(changes))
        _say(*left_names, f"would mask {_count(len(changes))}; --write changes them")
        return Exit.FINDINGS if changes or left else Exit.CLEAN
    refused = _write(project, changes, names)
    done = len(changes) - len(refused)
    _say(*left_names, *refused, f"masked {_count(done)}")
    return Exit.FINDINGS if refused or left else Exit.CLEAN


def _item(options: argparse.Namespace, known: Mapping[str, Evidence]) -> Evidence:
    """Return the item that is asked for.

    Raises:
        SystemExit: With 2, where there is none.
    """
    id = options.item.upper()
    if id not in known:
        near = nearest(id, known)
        meant = f"; did you mean {near[0]}?" if near else ""
        options.parser.error(f"there is no item `{printable(options.item)}`{meant}")
    return known[id]


def _write(
    project: Project, changes: dict[str, tuple[bytes, bytes]], names: Mapping[str, str]
) -> list[str]:
    """Write the files that change; return what is to be said of those that were not written."""
    refused = []
    for path, (old, new) in changes.items():
        try:
            rewrite(project.root, path, old, new)
        except NotRewrittenError as error:
            refused.append(f"not written: {names.get(path, path)}: {error}")
        except OSError as error:
            why = error.strerror or "it cannot be written"
            refused.append(f"not written: {names.get(path, path)}: {why}")
    return refused


def _say(*lines: str) -> None:
    for line in lines:
        print(one_line(f"crossfolio: {line}"), file=sys.stderr)


def _count(number: int) -> str:
    return f"{number} file" + ("" if number == 1 else "s")
