"""`crossfolio explain`: a rule's page, or how a thing of the portfolio stands."""

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
from crossfolio.reports.explain_item import item_page
from crossfolio.reports.explain_report import (
    criterion_page,
    family_page,
    outcome_page,
    rule_page,
    unit_page,
)
from crossfolio.workspace.checking import check_project


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "explain",
        help="a rule's page, or how a criterion, an outcome, a unit or an item stands",
        description="Explain a rule by its code or name, a criterion, an outcome, a unit or an "
        "item of evidence by its ID, or a family of rules.",
    )
    parser.add_argument(
        "what",
        metavar="CODE|CRITERION|OUTCOME|ITEM",
        help="such as TAG101, BUD.AC3, BUD.LO1, BUD, E07 or TAG",
    )
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument("--today", metavar="DATE", type=day, help="explain as if it were this day")
    parser.set_defaults(run=run, parser=parser, config_file=None)


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
    page = _page(what.upper(), checked)
    if not page:
        near = _near(what, checked)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        known = "rule, criterion, outcome, unit or item"
        options.parser.error(f"there is no {known} {printable(what)}{meant}")
    print(checked.looker.masked(page), end="")
    return Exit.CLEAN


def _page(key: str, checked: Checked) -> str:
    """Return the page of what a portfolio knows by a name in upper case; empty without one."""
    portfolio, coverage = checked.portfolio, checked.coverage
    outcomes = {outcome.id.upper(): outcome for outcome in portfolio.framework.outcomes()}
    family = [rule for rule in RULES if rule.family == key]
    cover = coverage.criteria.get(portfolio.framework.named.get(key, ""))
    if cover:
        return criterion_page(cover, checked)
    units = portfolio.framework.units.values()
    unit = portfolio.framework.unit(key) or next(
        (unit for unit in units if unit.reference.upper() == key), None
    )
    if unit:
        return unit_page(unit, checked)
    if key in outcomes:
        return outcome_page(outcomes[key], checked)
    if key in portfolio.by_id:
        return item_page(portfolio.by_id[key], checked)
    own = [cover for id, cover in coverage.criteria.items() if id.upper().partition(".")[2] == key]
    if len(own) == 1:
        return criterion_page(own[0], checked)
    return family_page(family) if family else ""


def _near(what: str, checked: Checked) -> list[str]:
    """Return what was most likely meant: every criterion of that ID, or what is alike."""
    criteria = checked.coverage.criteria
    short = [id for id in criteria if id.partition(".")[2].upper() == what.upper()]
    framework, items = checked.portfolio.framework, checked.portfolio.evidence
    outcomes = (outcome.id for outcome in framework.outcomes())
    known = (
        *BY_CODE,
        *BY_NAME,
        *criteria,
        *framework.units,
        *outcomes,
        *(item.id for item in items),
    )
    return short or nearest(what, known)
