"""Coverage and findings as Markdown, for a comment on a pull request."""

from collections.abc import Iterable, Iterator, Sequence

from crossfolio.core.baseline import Comparison, StateChange
from crossfolio.core.coverage import Count
from crossfolio.core.findings import Diagnostic, Severity, one_line
from crossfolio.core.scope import Scope
from crossfolio.core.seen import Seen
from crossfolio.reports.report_context import ReportContext
from crossfolio.reports.rule_links import PageOf, no_page
from crossfolio.reports.since import FindingsSince, new_and_old

MOST = 50
"""Rows of a table. With `_LONGEST` it keeps a comment below GitHub's 65,536 characters."""
_LONGEST = 160


def report(of: ReportContext) -> str:
    """Return the findings and the coverage as Markdown, for a comment or a summary."""
    return render(of.seen, of.page_of, of.since)


def render(seen: Seen, page_of: PageOf = no_page, since: FindingsSince | None = None) -> str:
    """Return the report: how much is covered, unit by unit, what is missing and what is wrong.

    Every value of the portfolio stands in a code span of one line, where forges see no
    markup, no link and no mention.

    Args:
        seen: What to report.
        page_of: Returns the address of a rule's page.
        since: What has become of findings since a baseline, where there is one.
    """
    parts = [
        f"## {headline(seen)}",
        counts(seen),
        units(seen),
        *_compared(seen.comparison),
        gaps(seen),
        *_findings(seen, since, page_of),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def headline(seen: Seen) -> str:
    """Return the share that is covered, as a fraction and as a percentage."""
    return f"Coverage: {_share(seen.coverage.total, 'covered')}"


def counts(seen: Seen) -> str:
    """Return how many findings there are of each severity, in one sentence."""
    numbers = [
        f"{n} {severity.word}{'' if n == 1 else 's'}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        for n in (seen.number(severity),)
    ]
    if seen.pending:
        numbers.append(f"{seen.pending} pending")
    return f"Findings: {', '.join(numbers)}."


def units(seen: Seen) -> str:
    """Return the table of units; where decisions are not shown, without what is accepted."""
    decided = seen.people
    head = ("Unit", "Covered", *(("Accepted",) if decided else ()), "Progress")
    rows = []
    for unit in seen.coverage.units:
        count = seen.coverage.count(unit)
        accepted = (_share(count, "accepted"),) if decided else ()
        title = seen.portfolio.framework.units[unit].title
        progress = seen.portfolio.taken[unit].value
        rows.append((code(f"{unit} {title}"), _share(count, "covered"), *accepted, progress))
    return _table("", head, rows)


def gaps(seen: Seen) -> str:
    """Return the table of required criteria that are not covered."""
    rows = [
        (
            code(f"{cover.criterion.id} {cover.criterion.title}"),
            cover.state.value,
            code("; ".join(cover.missing)),
        )
        for cover in seen.coverage.criteria.values()
        if cover.scope is Scope.REQUIRED and not cover.state.counts
    ]
    return _table("### Gaps", ("Criterion", "State", "Missing"), rows)


def code(text: str) -> str:
    """Return a value as a code span that fits into a cell, cut where it is very long.

    Nothing in it can end the span or the cell: there is no backtick, no line end, and
    each bar stands behind one backslash, which no backslash of the value precedes.
    """
    shown = " ".join(one_line(text).replace("`", "'").split())
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST - 1] + "…"
    barred = shown.replace("\\|", "\\ |").replace("|", "\\|")
    return f"`{barred}`" if shown else ""


def _share(count: Count, what: str) -> str:
    percent, part = {
        "covered": (count.percent_covered, count.covered),
        "accepted": (count.percent_accepted, count.accepted),
    }[what]
    return "not measured" if percent is None else f"{part} of {count.required} ({percent} %)"


def _compared(comparison: Comparison | None) -> Iterator[str]:
    if comparison is None:
        return
    if comparison.drop:
        before, now = (_share(count, "covered") for count in comparison.drop)
        yield f"**Coverage of the submitted units fell**: {before} in the baseline, {now} now."
    head = ("Criterion", "Baseline", "Now")
    yield _table("### Regressed", head, map(_change, comparison.regressed))
    yield _table("### New gaps", head, map(_change, comparison.new_gaps))
    yield _table("### Improved", head, map(_change, comparison.improved))
    if not (comparison.drop or comparison.regressed or comparison.new_gaps or comparison.improved):
        yield "No criterion has changed since the baseline."


def _change(change: StateChange) -> tuple[str, ...]:
    return (
        code(change.criterion),
        change.before.value if change.before else "not in it",
        change.now.value,
    )


def _findings(seen: Seen, since: FindingsSince | None, page_of: PageOf) -> Iterator[str]:
    """Give the table of findings; with a baseline, of new ones first, and how many are gone."""
    if since is None:
        yield _finding_table("### Findings", seen.diagnostics, page_of)
        return
    new, old = new_and_old(seen.diagnostics, since)
    yield _finding_table("### New findings", new, page_of)
    gone = sum(bool(known.severity) for known in since.gone)
    if gone:
        yield f"{gone} finding{'' if gone == 1 else 's'} of the baseline {_are(gone)} gone."
    yield _finding_table("### Findings as in the baseline", old, page_of)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _finding_table(heading: str, found: Iterable[Diagnostic], page_of: PageOf) -> str:
    rows = (
        (
            diagnostic.severity.word,
            _linked(diagnostic.rule.code, page_of(diagnostic.rule)),
            code(str(diagnostic.finding.place)),
            code(diagnostic.finding.message),
        )
        for diagnostic in sorted(found, key=lambda diagnostic: -diagnostic.severity)
    )
    return _table(heading, ("Severity", "Rule", "Place", "Finding"), rows)


def _linked(code: str, page: str) -> str:
    return f"[{code}]({page})" if page else code


def _table(heading: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rows = list(rows)
    if not rows:
        return ""
    lines = [head, ["---"] * len(head), *rows[:MOST]]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    more = f"and {len(rows) - MOST} more" if len(rows) > MOST else ""
    return "\n\n".join(part for part in (heading, table, more) if part)
