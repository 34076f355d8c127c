"""Findings as diagnostics."""

from collections.abc import Callable

from lsprotocol import types as t

from crossfolio.core.findings import Diagnostic, Severity
from crossfolio.lsp.text import Converter

SOURCE = "crossfolio"
_SEVERITIES = {
    Severity.ERROR: t.DiagnosticSeverity.Error,
    Severity.WARNING: t.DiagnosticSeverity.Warning,
    Severity.INFO: t.DiagnosticSeverity.Information,
}


def diagnostic(it: Diagnostic, convert: Converter, uri: Callable[[str], str]) -> t.Diagnostic:
    """Return a finding as a diagnostic: its message, and its help on a line of its own."""
    finding = it.finding
    related = [
        t.DiagnosticRelatedInformation(
            t.Location(uri(other.place.path), convert.range(other.place)), other.message
        )
        for other in finding.related
    ]
    return t.Diagnostic(
        convert.range(finding.place),
        finding.message + (f"\n{finding.help}" if finding.help else ""),
        severity=_SEVERITIES[it.severity],
        code=it.rule.code,
        source=SOURCE,
        related_information=related or None,
    )
