"""Findings as pages show them, and the page that each belongs to."""

from collections.abc import Iterable
from typing import NamedTuple

from crossfolio.core.findings import Diagnostic
from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import (
    PROBLEMS,
    Link,
    evidence_page,
    rule_page,
    unit_page,
)
from crossfolio.reports.words import SEVERITIES, Badge


class FindingView(NamedTuple):
    """A finding in words."""

    code: str
    name: str
    href: str
    """The rule's page."""
    severity: Badge
    place: str
    message: str
    help: str


class PageFindings(NamedTuple):
    """How many findings another page shows."""

    title: str
    href: str
    number: int


class Problems(NamedTuple):
    """Findings that no other page shows, and where the others are."""

    findings: tuple[FindingView, ...]
    elsewhere: tuple[PageFindings, ...]


def findings_by_page(seen: Seen) -> dict[str, tuple[Diagnostic, ...]]:
    """Return the findings by the page that shows them, `PROBLEMS` for those of no other.

    A finding in the page of an item belongs to the item's page, and one in the file of a
    unit to the unit's page.
    """
    pages = {
        unit.place.path: unit_page(unit.id) for unit in seen.portfolio.framework.units.values()
    }
    pages |= {seen.paths[item.key]: evidence_page(item) for item in seen.portfolio.evidence}
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in seen.diagnostics:
        found.setdefault(pages.get(diagnostic.finding.place.path, PROBLEMS), []).append(diagnostic)
    return {page: tuple(its) for page, its in found.items()}


def finding_views(diagnostics: Iterable[Diagnostic], to: Link) -> tuple[FindingView, ...]:
    """Return findings in words; they are those of `Seen`."""
    return tuple(
        FindingView(
            diagnostic.rule.code,
            diagnostic.rule.name,
            to(rule_page(diagnostic.rule)),
            SEVERITIES[diagnostic.severity],
            str(diagnostic.finding.place),
            diagnostic.finding.message,
            diagnostic.finding.help,
        )
        for diagnostic in diagnostics
    )


def problems_view(seen: Seen, to: Link) -> Problems:
    """Return the findings that no other page shows."""
    pages = findings_by_page(seen)
    elsewhere = tuple(
        PageFindings(page, to(page), len(found))
        for page, found in sorted(pages.items())
        if page != PROBLEMS and found
    )
    return Problems(finding_views(pages.get(PROBLEMS, ()), to), elsewhere)
