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


def diagnostic(
    found: Diagnostic, convert: Converter, uri: Callable[[str], str], page: str = ""
) -> t.Diagnostic:
    """Return a finding as a diagnostic: its message, and its help on a line of its own.

    Args:
        found: The finding.
        convert: Converts its places.
        uri: Returns the address of a file.
        page: The address of its rule's page, for an editor that shows it.
    """
    finding = found.finding
    related = [
        t.DiagnosticRelatedInformation(
            t.Location(uri(other.place.path), convert.range(other.place)), other.message
        )
        for other in finding.related
    ]
    return t.Diagnostic(
        convert.range(finding.place),
        finding.message + (f"\n{finding.help}" if finding.help else ""),
        severity=_SEVERITIES[found.severity],
        code=found.rule.code,
        code_description=t.CodeDescription(page) if page else None,
        source=SOURCE,
        related_information=related or None,
    )


def shows_pages(capabilities: t.ClientCapabilities) -> bool:
    """Tell whether an editor shows the address of a rule's page beside its code."""
    document = capabilities.text_document
    published = document and document.publish_diagnostics
    return bool(published and published.code_description_support)


def watches(capabilities: t.ClientCapabilities) -> bool:
    """Tell whether an editor says when a file changes on the disk, where it is asked to."""
    workspace = capabilities.workspace
    watched = workspace and workspace.did_change_watched_files
    return bool(watched and watched.dynamic_registration)


def pulls(capabilities: t.ClientCapabilities) -> bool:
    """Tell whether an editor asks for the findings of the files that are open in it."""
    document = capabilities.text_document
    return bool(document and document.diagnostic)
