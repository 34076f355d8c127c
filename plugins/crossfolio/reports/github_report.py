"""Findings as GitHub's workflow commands, and coverage as a job's summary."""

from collections.abc import Iterator

from crossfolio.core.findings import Diagnostic, Severity, one_line
from crossfolio.core.seen import Seen
from crossfolio.reports import markdown_report, text_report
from crossfolio.reports.identity import path_below
from crossfolio.reports.report_context import ReportContext
from crossfolio.reports.rule_links import PageOf, no_page

MOST = 10
"""Annotations of one type that GitHub shows of a step. Source: actions/toolkit, the page on
problem matchers."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(of: ReportContext) -> str:
    """Return the findings as workflow commands of GitHub Actions."""
    return render(of.seen, of.page_of, folder=of.folder)


def render(seen: Seen, page_of: PageOf = no_page, *, folder: str = "") -> str:
    """Return a command for each finding, worst first, then what is not shown and the counts.

    Args:
        seen: What to report.
        page_of: Returns the address of a rule's page.
        folder: The project's folder, from the repository's root.
    """
    return "".join(f"{line}\n" for line in _lines(seen, page_of, folder)) + text_report.summary(
        seen
    )


def summary(seen: Seen) -> str:
    """Return the job's summary in Markdown: units, gaps and counts."""
    parts = [
        f"## {markdown_report.headline(seen)}",
        markdown_report.units(seen),
        markdown_report.gaps(seen),
        markdown_report.counts(seen),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(seen: Seen, page_of: PageOf, folder: str) -> Iterator[str]:
    hidden = []
    for severity in _COMMANDS:
        found = [d for d in seen.diagnostics if d.severity is severity]
        yield from (
            _command(diagnostic, page_of(diagnostic.rule), folder) for diagnostic in found[:MOST]
        )
        if len(found) > MOST:
            more = len(found) - MOST
            hidden.append(f"{more} more {severity.word}{'' if more == 1 else 's'}")
    if hidden:
        yield f"and {', '.join(hidden)}; --format full shows all"


def _command(diagnostic: Diagnostic, page: str, folder: str) -> str:
    place = diagnostic.finding.place
    properties = {"file": path_below(folder, place.path), "line": str(place.line)}
    if place.end_line:
        properties["endLine"] = str(place.end_line)
    if place.end_line in (0, place.line):  # GitHub knows columns only within one line.
        properties["col"] = str(place.column)
        if place.end_column:
            properties["endColumn"] = str(place.end_column)
    properties["title"] = f"{diagnostic.rule.code} {diagnostic.rule.name}"
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    said: list[str] = [diagnostic.finding.message]
    said += [f"help: {diagnostic.finding.help}"] if diagnostic.finding.help else []
    said += [f"see: {page}"] if page else []
    message = _data("\n".join(map(one_line, said)))
    return f"::{_COMMANDS[diagnostic.severity]} {named}::{message}"


def _data(text: str) -> str:
    """Return a text as the message of a command. Source: the runner's ActionCommand."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(one_line(text)).replace(":", "%3A").replace(",", "%2C")
