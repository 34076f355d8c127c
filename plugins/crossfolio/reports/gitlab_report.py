"""Findings as GitLab's Code Quality report, for the widget of a merge request."""

import json

from crossfolio.core.findings import Diagnostic, Severity, one_line
from crossfolio.core.seen import Seen
from crossfolio.reports.identity import identities, path_below
from crossfolio.reports.report_context import ReportContext
from crossfolio.reports.rule_links import PageOf, no_page

_SEVERITIES = {Severity.INFO: "info", Severity.WARNING: "minor", Severity.ERROR: "major"}


def report(of: ReportContext) -> str:
    """Return the findings as a code quality report of GitLab."""
    return render(of.seen, of.page_of, folder=of.folder)


def render(seen: Seen, page_of: PageOf = no_page, *, folder: str = "") -> str:
    """Return the report in ASCII, without the byte-order mark that GitLab refuses.

    Args:
        seen: What to report.
        page_of: Returns the address of a rule's page; GitLab shows it as text.
        folder: The project's folder, from the repository's root.

    Source:
        GitLab's page "Code Quality", custom tools: the properties that it reads.
    """
    found = seen.diagnostics
    rows = [
        {
            "description": _said(diagnostic, page_of(diagnostic.rule)),
            "check_name": diagnostic.rule.name,
            "fingerprint": identity,
            "severity": _SEVERITIES[diagnostic.severity],
            "location": {
                "path": path_below(folder, diagnostic.finding.place.path),
                "lines": {"begin": diagnostic.finding.place.line},
            },
        }
        for diagnostic, identity in zip(found, identities(found, folder), strict=True)
    ]
    return json.dumps(rows, indent=2) + "\n"


def _said(diagnostic: Diagnostic, page: str) -> str:
    said = one_line(f"{diagnostic.rule.code} {diagnostic.finding.message}")
    return f"{said} ({page})" if page else said
