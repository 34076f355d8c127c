"""What a build says of findings, as MkDocs logs it."""

import logging
from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from crossfolio.core.check import fails
from crossfolio.core.findings import Diagnostic, Severity
from crossfolio.core.settings import Settings

log = get_plugin_logger(__name__)

LEVELS = {
    Severity.INFO: logging.INFO,
    Severity.WARNING: logging.WARNING,
    Severity.ERROR: logging.ERROR,
}
"""How loudly a finding is logged."""


def log_findings(diagnostics: Iterable[Diagnostic], settings: Settings, *, serving: bool) -> None:
    """Log findings; as plain news while serving, since a warning ends MkDocs' strict mode.

    What fails a build is an error to MkDocs, which says no more than errors under `--quiet`.
    What is pending fails none, strict or not, and so is news as well.
    """
    for diagnostic in diagnostics:
        level = logging.INFO if diagnostic.pending else LEVELS[diagnostic.severity]
        if fails(diagnostic, settings):
            level = logging.ERROR
        log.log(logging.INFO if serving else level, "%s", diagnostic)


def log_problems(problems: Iterable[str], *, serving: bool) -> None:
    """Log what is wrong in the user's own pages; as plain news while serving, as above."""
    for problem in problems:
        log.log(logging.INFO if serving else logging.WARNING, "%s", problem)
