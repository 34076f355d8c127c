"""`crossfolio receive`: a bundle checked, and laid out in a new folder."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crossfolio.cli.arguments import Parser, day
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.output import spare_sources
from crossfolio.core.findings import printable

if TYPE_CHECKING:
    from crossfolio.handover.receive import Received
    from crossfolio.handover.states import States

# ruff: noqa: PLC0415 - what opens bundles is loaded when one is there


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "receive",
        help="a bundle of `export bundle`, checked and laid out in a new folder",
        description="Check a bundle, lay it out in a new folder with a mkdocs.yml of ours, and say "
        "how its criteria stand here. Exit code 0: as the bundle says; 1: otherwise; 2: refused, "
        "and nothing was laid out.",
    )
    parser.add_argument("bundle", metavar="FILE", type=Path, help="the bundle")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is not there yet")
    parser.add_argument("--today", metavar="DATE", type=day, help="check as if it were this day")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace) -> Exit:
    """Receive a bundle, and compare what it says with what the check makes of it."""
    from crossfolio.handover.archive import ArchiveRefusedError
    from crossfolio.handover.receive import OTHERS_SITE_FILE, receive

    if options.folder.exists() or options.folder.is_symlink():
        options.parser.error(f"{options.folder} is there already; name a new folder")
    spare_sources(options, [options.folder], {})
    try:
        received = receive(options.bundle, options.folder)
    except ArchiveRefusedError as error:
        said = f"crossfolio: {printable(str(options.bundle), 300)}: refused: {error}"
        print(f"{said}\nhelp: nothing was laid out; ask its sender for it anew", file=sys.stderr)
        return Exit.NOT_CHECKED
    where = options.folder.as_posix()
    print(f"laid out {where}: {received.files} files of the edition {printable(received.edition)}")
    print(f"its mkdocs.yml is a new one; the sender's is {OTHERS_SITE_FILE}, and runs nothing")
    if received.lost_extensions:
        names = printable(", ".join(received.lost_extensions), 300)
        print(f"not turned on, since they may read files or run programs: {names}")
    return _compare(options, received)


def _compare(options: argparse.Namespace, received: "Received") -> Exit:
    """Say of each criterion that stands otherwise here, and of each decision that is another."""
    from crossfolio.handover.states import states_of
    from crossfolio.workspace.checking import check_project
    from crossfolio.workspace.project import open_project

    project = open_project(options.folder)
    today: date = options.today or date.today()  # noqa: DTZ011 - a local day
    here, there = states_of(check_project(project, today)), received.states
    ended = _compare_states(here, there)
    ended = max(ended, _compare_decisions(here, there))
    site = (options.folder / received.site / "index.html").as_posix()
    print(f"next: open {site}, or run `crossfolio check {options.folder.as_posix()}`")
    return Exit(ended)


def _compare_states(here: "States", there: "States") -> Exit:
    passed_over = dict.fromkeys(there.not_recomputed)
    known = {**there.criteria, **here.criteria}
    names = [name for name in known if name not in passed_over]
    others = [name for name in names if there.criteria.get(name) != here.criteria.get(name)]
    print(f"states: {len(names) - len(others)} of {len(names)} criteria stand as the bundle says")
    for name in others:
        said, found = there.criteria.get(name, "not asked"), here.criteria.get(name, "not asked")
        print(f"  {printable(name)}: {printable(said)} there, {found} here")
    if others:
        print("help: a date may have passed since; `--today DATE` checks as of another day")
    if passed_over:
        print("not recomputed, since this edition leaves out what they rest on:")
        for name in passed_over:
            print(f"  {printable(name)}: {printable(there.criteria.get(name, 'not said'))} there")
    return Exit.FINDINGS if others else Exit.CLEAN


def _compare_decisions(here: "States", there: "States") -> Exit:
    missing = sorted(set(there.decisions) - set(here.decisions))
    added = sorted(set(here.decisions) - set(there.decisions))
    number = len(there.decisions)
    print(f"decisions: {number - len(missing)} of {number} are the same, byte for byte")
    for names, what in ((missing, "not here"), (added, "not named by the bundle")):
        for name in names:
            print(f"  {printable(name.split(' ')[0])}: {what}")
    return Exit.FINDINGS if missing or added else Exit.CLEAN
