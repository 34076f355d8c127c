"""Notices on pages: what was found, and that a build failed."""

from collections.abc import Iterable

from crossfolio.core.findings import Diagnostic
from crossfolio.reports.addresses import PROBLEMS, Link
from crossfolio.site.environment import DEFAULT_LOOK, Look, fill
from crossfolio.site.views.problems_view import finding_views


def findings_banner(
    diagnostics: Iterable[Diagnostic], to: Link, *, look: Look = DEFAULT_LOOK
) -> str:
    """Return findings as a notice at the top of a page; empty where there are none."""
    found = finding_views(diagnostics, to)
    return fill("banner", look, findings=found, all_href=to(PROBLEMS)) if found else ""


def failed(summary: str, *, look: Look = DEFAULT_LOOK) -> str:
    """Return the notice of a site that a failing build has made.

    Args:
        summary: The counts in one line, as the edition may show them.
        look: How pages are drawn.
    """
    return fill("failed", look, summary=summary)
