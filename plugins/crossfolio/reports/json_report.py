"""Findings and coverage as JSON: a stable contract."""

import json
import re
from typing import Any

import msgspec

from crossfolio.core.coverage import Count, Cover, Coverage
from crossfolio.core.findings import Diagnostic, Severity
from crossfolio.core.regex import regex
from crossfolio.core.seen import Seen
from crossfolio.core.texts import json_args
from crossfolio.reports.grade_rows import grade_row
from crossfolio.reports.report_context import ReportContext
from crossfolio.reports.rule_links import PageOf, no_page

FORMAT_VERSION = 1
"""Raised when a key changes its meaning or goes away; adding one is free."""

_HALF = regex("[\ud800-\udfff]")
"""Halves of characters: no UTF-8 holds them, and strict readers of JSON refuse their escapes."""

Row = dict[str, Any]


def report(of: ReportContext) -> str:
    """Return the findings and the coverage as JSON."""
    return render(of.own, of.page_of)


def render(seen: Seen, page_of: PageOf = no_page) -> str:
    """Return the report; the same portfolio always gives the same text.

    Args:
        seen: What to report.
        page_of: Returns the address of a rule's page.
    """
    report = {
        "format": FORMAT_VERSION,
        "summary": _summary(seen),
        "coverage": _coverage(seen),
        "diagnostics": [_diagnostic(d, page_of) for d in seen.diagnostics],
        "suppressed": [
            {**_diagnostic(suppressed.diagnostic, page_of), "reason": suppressed.suppression.reason}
            for suppressed in seen.suppressed
        ],
    }
    text = _HALF.sub(_spelt, json.dumps(report, ensure_ascii=False))
    # The module json indents in Python, which took a fifth of a check.
    text = msgspec.json.format(text, indent=2).replace("##[", "#\\u0023[")
    return f"{text}\n"  # GitHub's runner takes `##[` for a command.


def _spelt(half: re.Match[str]) -> str:
    """Return half a character, as names of files can have it, as the words that logs show."""
    return "\\" + ascii(half[0])[1:-1]


def _summary(seen: Seen) -> Row:
    return {
        "evidence": len(seen.portfolio.evidence),
        "criteria": len(seen.coverage.criteria),
        "claims": seen.claims.pairs,
        "errors": seen.number(Severity.ERROR),
        "warnings": seen.number(Severity.WARNING),
        "infos": seen.number(Severity.INFO),
        "pending": seen.pending,
    }


def _coverage(seen: Seen) -> Row:
    coverage = seen.coverage
    return {
        "measured": coverage.total.percent_covered is not None,
        **_count(coverage.total),
        "waived": coverage.waived,
        "percent_covered": coverage.total.percent_covered,
        "percent_accepted": coverage.total.percent_accepted,
        "submitted": _count(coverage.submitted),
        "qualifications": [
            {"id": id, "state": state, **grade_row(coverage.qualification_grades.get(id))}
            for id, state in coverage.qualifications.items()
        ],
        "units": [_unit(unit, coverage, seen) for unit in coverage.units],
        "criteria": [_criterion(cover) for cover in coverage.criteria.values()],
    }


def _count(count: Count) -> Row:
    return {"required": count.required, "covered": count.covered, "accepted": count.accepted}


def _unit(unit: str, coverage: Coverage, seen: Seen) -> Row:
    return {
        "id": unit,
        "progress": seen.portfolio.taken[unit],
        **_count(coverage.count(unit)),
        "state": coverage.units[unit],
        **grade_row(coverage.grades.get(unit)),
    }


def _criterion(cover: Cover) -> Row:
    row = {
        "id": cover.criterion.id,
        "unit": cover.criterion.unit,
        "outcomes": list(cover.criterion.outcomes),
        "scope": cover.scope,
        "state": cover.state,
        "evidence": [item.id for item in cover.items],
        "missing": list(cover.missing),
        "turn": cover.turn,
        "claims": [
            {
                "evidence": record.item.id,
                "standing": record.standing,
                "decision": record.decision.id if record.decision else None,
            }
            for record in cover.claims
        ],
    }
    parts = [{"id": part.id, "state": part.state} for part in cover.parts]
    return row | {"parts": parts} if parts else row


def _diagnostic(diagnostic: Diagnostic, page_of: PageOf) -> Row:
    finding = diagnostic.finding
    place = finding.place
    page = page_of(diagnostic.rule)
    row = {
        "code": diagnostic.rule.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.severity.word,
        "pending": diagnostic.pending,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line or place.line,
        "end_column": place.end_column or place.column,
        "message": finding.message,
        "help": finding.help,
        "args": json_args(finding.message, finding.help),
        "related": [
            {
                "path": related.place.path,
                "line": related.place.line,
                "column": related.place.column,
                "message": related.message,
                "args": json_args(related.message),
            }
            for related in finding.related
        ],
    }
    return row | {"url": page} if page else row
