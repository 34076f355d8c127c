"""Logical addresses of the site's own pages, and the anchors on them."""

from collections.abc import Callable

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Rule

OVERVIEW = "overview"
GAPS = "gaps"
EVIDENCE = "evidence"
LIST = "list"
ASSESSMENT = "assessment"
DESK = "desk"
SAMPLING = "sampling"
BUNDLE = "print/whole_portfolio"
"""No unit has this name: codes of units have no underscore."""
NEW_EVIDENCE = "new-evidence"
PROBLEMS = "problems"
HELP = "help"

Link = Callable[[str], str]
"""From a page, with or without an anchor, to its address relative to the page being written."""


def unit_page(unit_id: str) -> str:
    """Return the page of a unit: `units/bud`."""
    return f"units/{unit_id.lower()}"


def rule_page(rule: Rule) -> str:
    """Return the page of a rule: `rules/tag101`."""
    return f"rules/{rule.code.lower()}"


def unit_sheet(unit_id: str) -> str:
    """Return the tracking sheet of a unit, to print: `print/bud`."""
    return f"print/{unit_id.lower()}"


def evidence_page(item: Evidence) -> str:
    """Return the page of an item of evidence: `evidence/e07`."""
    return f"evidence/{item.slug}"


def criterion_anchor(criterion_id: str) -> str:
    """Return the anchor of a criterion on its unit's page: `BUD.AC7`."""
    return criterion_id


def mark_anchor(criterion_id: str, n: int = 1) -> str:
    """Return the anchor of a criterion's n-th mark on a page of evidence: `BUD.AC7-2`."""
    return criterion_id if n == 1 else f"{criterion_id}-{n}"


def desk_page(person: str) -> str:
    """Return the desk of an assessor: `desk/a1`."""
    return f"{DESK}/{person.lower()}"


def decision_page(decision_id: str) -> str:
    """Return where a decision is listed: `assessment#decision-d01`."""
    return f"{ASSESSMENT}#{decision_anchor(decision_id)}"


def decision_anchor(decision_id: str) -> str:
    """Return the anchor of a decision in the list of all: `decision-d01`."""
    return f"decision-{decision_id.lower()}"
