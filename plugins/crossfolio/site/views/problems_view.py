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
    pages = {it.place.path: unit_page(it.id) for it in seen.portfolio.framework.units.values()}
    pages |= {seen.paths[it.key]: evidence_page(it) for it in seen.portfolio.evidence}
    found: dict[str, list[Diagnostic]] = {}
    for it in seen.diagnostics:
        found.setdefault(pages.get(it.finding.place.path, PROBLEMS), []).append(it)
    return {page: tuple(its) for page, its in found.items()}


def finding_views(diagnostics: Iterable[Diagnostic], to: Link) -> tuple[FindingView, ...]:
    """Return findings in words; they are those of `Seen`."""
    return tuple(
        FindingView(
            it.rule.code,
            it.rule.name,
            to(rule_page(it.rule)),
            SEVERITIES[it.severity],
            str(it.finding.place),
            it.finding.message,
            it.finding.help,
        )
        for it in diagnostics
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
