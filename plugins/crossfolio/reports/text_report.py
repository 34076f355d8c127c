"""Findings as text for a terminal, a log and an editor: `concise` and `full`."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from crossfolio.core.findings import Diagnostic, Severity, one_line
from crossfolio.core.place import Place
from crossfolio.core.seen import Seen
from crossfolio.reports.report_context import ReportContext
from crossfolio.reports.rule_links import PageOf, no_page

SourceLine = Callable[[str, int], str | None]
"""Returns a line of a file by path and number; `None` where it may not be shown."""

_TAB = 4
_LONGEST = 160
"""Columns of a source line that are shown; longer lines are cut around the place."""


def report_concise(of: ReportContext) -> str:
    """Return a line for each finding, then the counts, to be read on a screen."""
    return concise(of.own)


def report_full(of: ReportContext) -> str:
    """Return each finding with its source line and help, to be read on a screen."""
    return full(of.own, of.line, of.page_of)


def concise(seen: Seen) -> str:
    """Return one line for each finding, then what was counted."""
    return "".join(f"{d}\n" for d in seen.diagnostics) + summary(seen)


def full(seen: Seen, source_line: SourceLine, page_of: PageOf = no_page) -> str:
    """Return each finding with its source line, its help, the related places and its rule's page.

    Where a rule has no page on the web, the last line but one says how to print it.
    """
    shown = ["\n".join(_lines(d, source_line, page_of(d.rule))) + "\n\n" for d in seen.diagnostics]
    return "".join(shown) + _more(seen.diagnostics, page_of) + summary(seen)


def summary(seen: Seen) -> str:
    """Return the counts of criteria and findings in one line."""
    count = seen.coverage.total
    numbers = ", ".join(
        _plural(seen.number(severity), severity.word)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    if seen.pending:
        numbers += f", {seen.pending} pending"
    if seen.suppressed:
        numbers += f", {len(seen.suppressed)} ignored by comments"
    if count.percent_covered is None:
        is_whole = seen.portfolio.is_whole
        why = "" if is_whole else ", as not all that is asked can be read"
        return f"coverage not measured{why}; {numbers}\n"
    waived = f", {seen.coverage.waived} waived" if seen.coverage.waived else ""
    return (
        f"{count.covered} of {count.required} criteria covered ({count.percent_covered} %), "
        f"{count.accepted} accepted ({count.percent_accepted} %){waived}; {numbers}\n"
    )


def _more(diagnostics: Iterable[Diagnostic], page_of: PageOf) -> str:
    """Return how to print the page of a rule that has none on the web, by the worst example."""
    unlinked = [diagnostic for diagnostic in diagnostics if not page_of(diagnostic.rule)]
    if not unlinked:
        return ""
    worst = max(unlinked, key=lambda diagnostic: diagnostic.severity)
    return f"more about a rule: crossfolio explain {worst.rule.code}\n"


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _lines(diagnostic: Diagnostic, source_line: SourceLine, page: str) -> Iterator[str]:
    finding = diagnostic.finding
    yield str(diagnostic)
    line = source_line(finding.place.path, finding.place.line)
    if line is not None and line.strip() and "\0" not in line:  # With it, a line is no text.
        number = str(finding.place.line)
        text, caret = _underlined(line, finding.place)
        yield f"{number} | {text}"
        yield f"{' ' * len(number)} | {caret}"
    for related in finding.related:
        yield one_line(f"note: {related.place}: {related.message}")
    if finding.help:
        yield one_line(f"help: {finding.help}")
    if finding.feedback:
        yield one_line(f"feedback: {finding.feedback}")
    if page:
        yield f"see: {page}"


def _underlined(line: str, place: Place) -> tuple[str, str]:
    """Return a source line ready to print, and the carets that stand under the place."""
    start = min(place.column - 1, len(line))
    on_one_line = place.end_line == place.line and place.end_column > place.column
    cut = max(0, start - _LONGEST // 2)
    end = min(place.end_column - 1, cut + _LONGEST) if on_one_line else start + 1
    head, body, tail = line[cut:start], line[start:end], line[end : cut + _LONGEST]
    text = "".join(map(_printed, head + body + tail)).replace("##[", "#\ufffd[")  # As `one_line`.
    return text, " " * _width(head) + "^" * max(1, _width(body))


def _printed(character: str) -> str:
    if character == "\t":
        return " " * _TAB
    return character if character.isprintable() else "\ufffd"


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes, as it is printed."""
    return sum(map(_columns, "".join(map(_printed, text))))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
