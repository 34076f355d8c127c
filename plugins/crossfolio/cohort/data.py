"""A cohort as data: `cohort.json`, and tables for spreadsheets."""

import json
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from crossfolio.cohort.job import JobResult, Learner, Row
from crossfolio.cohort.summary import Summary
from crossfolio.core.states import State
from crossfolio.reports.spreadsheet import table

FORMAT_VERSION = 1
"""Raised when a key changes its meaning or goes away; adding one is free."""
SCHEMA = "cohort.schema.json"


def data_files(summary: Summary) -> dict[str, bytes]:
    """Return the files of data by name."""
    return {
        "cohort.json": cohort_json(summary).encode(),
        SCHEMA: schema_text().encode(),
        "portfolios.csv": _portfolios(summary),
        "units.csv": _units(summary),
        "failures.csv": table(("Portfolio", "Reason"), summary.failures),
    }


def schema_text() -> str:
    """Return the schema of `cohort.json`."""
    return files("crossfolio.cohort").joinpath("schemas", SCHEMA).read_text("utf-8")


def cohort_json(summary: Summary) -> str:
    """Return a cohort as JSON, each portfolio and each failure on a line of its own."""
    known = summary.learners
    portfolios = [_portfolio(looked, known.get(looked.id, Learner())) for looked in summary.looked]
    failures = [{"id": failure.id, "reason": failure.reason} for failure in summary.failures]
    return (
        f'{{"format": {FORMAT_VERSION}, "day": {json.dumps(str(summary.today))},\n'
        f'"portfolios": {_lines(portfolios)},\n"failures": {_lines(failures)}}}\n'
    )


def _lines(rows: list[Row]) -> str:
    if not rows:
        return "[]"
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"


def _portfolio(looked: JobResult, learner: Learner) -> Row:
    row: Mapping[str, Any] = looked.row or {}
    return {
        "id": looked.id,
        "group": learner.group or None,
        "assessor": learner.assessor or None,
        "measured": row["measured"],
        "required": row["required"],
        "covered": row["covered"],
        "accepted": row["accepted"],
        "units": [_unit(unit) for unit in row["units"]],
    }


def _unit(unit: Mapping[str, Any]) -> Row:
    found = Counter(unit["states"].values())
    return {
        "id": unit["id"],
        "progress": unit["progress"],
        "required": unit["required"],
        "covered": unit["covered"],
        "accepted": unit["accepted"],
        "states": {state.value: found[state.value] for state in State if found[state.value]},
    }


def _portfolios(summary: Summary) -> bytes:
    head = ("Portfolio", "Group", "Assessor", "Required", "Covered", "Accepted")
    found = []
    for looked in summary.looked:
        learner, row = summary.learners.get(looked.id, Learner()), looked.row or {}
        numbers = (row["required"], row["covered"], _cell(row["accepted"]))
        found.append((looked.id, learner.group, learner.assessor, *numbers))
    return table(head, found)


def _units(summary: Summary) -> bytes:
    head = ("Portfolio", "Unit", "Progress", "Required", "Covered", "Accepted")
    rows = (
        (looked.id, u["id"], u["progress"], u["required"], u["covered"], _cell(u["accepted"]))
        for looked in summary.looked
        for u in (looked.row or {})["units"]
    )
    return table(head, rows)


def _cell(number: int | None) -> str | int:
    return "" if number is None else number
