"""`crossfolio explain`: a rule's page, or a criterion with its gap."""

import argparse
from datetime import date
from pathlib import Path

from crossfolio.cli.arguments import Parser, day
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.core.check import Checked
from crossfolio.core.findings import printable
from crossfolio.core.ids import nearest
from crossfolio.core.rules import BY_CODE, BY_NAME, RULES
from crossfolio.reports.explain_report import criterion_page, family_page, rule_page, unit_page
from crossfolio.workspace.project import check_project


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    it = commands.add_parser(
        "explain",
        help="a rule's page, or a criterion with its gap",
        description="Explain a rule by its code or name, a criterion by its ID, a unit, or a "
        "family of rules.",
    )
    it.add_argument("what", metavar="CODE|CRITERION", help="such as TAG101, BUD.AC3, BUD or TAG")
    it.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    it.add_argument("--today", metavar="DATE", type=day, help="explain as if it were this day")
    it.set_defaults(run=run, parser=it, config_file=None)


def run(options: argparse.Namespace) -> Exit:
    """Print the page of what the options name."""
    what: str = options.what
    rule = BY_CODE.get(what.upper()) or BY_NAME.get(what.lower())
    if rule:
        print(rule_page(rule), end="")
        return Exit.CLEAN
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    checked = check_project(project, options.today or date.today())  # noqa: DTZ011 - a local day
    cover = checked.coverage.criteria.get(what.upper())
    unit = checked.portfolio.framework.units.get(what.upper())
    family = [it for it in RULES if it.family == what.upper()]
    if cover:
        print(criterion_page(cover, checked), end="")
    elif unit:
        print(unit_page(unit, checked), end="")
    elif family:
        print(family_page(family), end="")
    else:
        near = _near(what, checked)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        options.parser.error(f"there is no rule, criterion or unit {printable(what)}{meant}")
    return Exit.CLEAN


def _near(what: str, checked: Checked) -> list[str]:
    """Return what was most likely meant: every criterion of that ID, or what is alike."""
    criteria = checked.coverage.criteria
    short = [id for id in criteria if id.partition(".")[2] == what.upper()]
    known = (*BY_CODE, *BY_NAME, *criteria, *checked.portfolio.framework.units)
    return short or nearest(what, known)
