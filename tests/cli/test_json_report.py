"""`--format json`: a stable contract."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from support import Build, Run, page, unit

CASES = sorted(p for p in (Path(__file__).parents[1] / "cases").iterdir() if p.is_dir())
COUNT = {"type": "integer", "minimum": 0}
PERCENT = {"type": ["integer", "null"], "minimum": 0, "maximum": 100}
STATE = {"enum": ["uncovered", "draft", "partial", "stale", "covered", "accepted"]}
STATE_OR_NONE = {"enum": [*STATE["enum"], None]}
TEXT = {"type": "string", "minLength": 1}
PLACE = {"path": TEXT, "line": {"minimum": 1}, "column": {"minimum": 1}}


def record(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON Schema
    """Return the schema of an object with exactly these keys."""
    return {
        "type": "object",
        "properties": fields,
        "required": [*fields],
        "additionalProperties": False,
    }


def and_maybe(schema: dict[str, Any], **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return the schema of an object that may have these keys as well."""
    return {**schema, "properties": {**schema["properties"], **fields}}


def listed(items: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


LEVEL = {"type": ["string", "null"], "minLength": 1}
POINTS = {"oneOf": [{"type": "null"}, record(claims=COUNT, decisions=COUNT)]}
TALLY = {"required": COUNT, "covered": COUNT, "accepted": COUNT}
DIAGNOSTIC = {
    "code": {"pattern": "^[A-Z]{3}[0-9]{3}$"},
    "name": {"pattern": "^[a-z]+(-[a-z]+)*$"},
    "severity": {"enum": ["error", "warning", "info"]},
    "pending": {"type": "boolean"},
    **PLACE,
    "end_line": {"minimum": 1},
    "end_column": {"minimum": 1},
    "message": TEXT,
    "help": {"type": "string"},
    "args": {"type": "object"},
    "related": listed(record(**PLACE, message=TEXT, args={"type": "object"})),
}
SCHEMA = record(
    format={"const": 1},
    summary=record(
        **dict.fromkeys(
            ("evidence", "criteria", "claims", "errors", "warnings", "infos", "pending"), COUNT
        )
    ),
    coverage=record(
        measured={"type": "boolean"},
        **TALLY,
        waived=COUNT,
        percent_covered=PERCENT,
        percent_accepted=PERCENT,
        submitted=record(**TALLY),
        qualifications=listed(
            and_maybe(
                record(id=TEXT, state=STATE_OR_NONE),
                grade=record(claims=LEVEL, decisions=LEVEL, points=POINTS),
            )
        ),
        units=listed(
            and_maybe(
                record(
                    id=TEXT,
                    progress={"enum": ["in-progress", "submitted"]},
                    **TALLY,
                    state=STATE_OR_NONE,
                ),
                grade=record(claims=LEVEL, decisions=LEVEL),
            )
        ),
        criteria=listed(
            and_maybe(
                record(
                    id=TEXT,
                    unit=TEXT,
                    outcomes=listed(TEXT),
                    scope={"enum": ["required", "optional", "excluded", "waived"]},
                    state=STATE,
                    evidence=listed(TEXT),
                    missing=listed(TEXT),
                    turn={"enum": ["learner", "assessor", "nobody"]},
                    claims=listed(
                        record(
                            evidence=TEXT,
                            standing={"enum": ["claimed", "judged", "new", "changed"]},
                            decision={"type": ["string", "null"], "minLength": 1},
                        )
                    ),
                ),
                parts=listed(record(id=TEXT, state=STATE)),
            )
        ),
    ),
    diagnostics=listed(record(**DIAGNOSTIC)),
    suppressed=listed(record(**DIAGNOSTIC, reason=TEXT)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_shape(case: Path, run: Run) -> None:
    """Every report has exactly the keys and types of version 1."""
    report = run("check", case, "--format", "json", "--today", "2026-07-01").report

    Draft202012Validator(SCHEMA).validate(report)
    for diagnostic in report["diagnostics"]:
        assert (diagnostic["end_line"], diagnostic["end_column"]) >= (
            diagnostic["line"],
            diagnostic["column"],
        )
        assert "\n" not in diagnostic["message"]
        assert not diagnostic["message"].endswith(".")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_numbers_agree(case: Path, run: Run) -> None:
    """What is counted is what is listed."""
    report = run("check", case, "--format", "json", "--today", "2026-07-01").report
    coverage, summary, found = report["coverage"], report["summary"], report["diagnostics"]
    required = [c for c in coverage["criteria"] if c["scope"] == "required"]
    covered = [c for c in required if c["state"] in ("covered", "stale", "accepted")]

    assert coverage["required"] == len(required)
    assert coverage["covered"] == len(covered)
    assert coverage["accepted"] == sum(c["state"] == "accepted" for c in required)
    assert coverage["measured"] == (coverage["percent_covered"] is not None) <= bool(required)
    assert summary["criteria"] == len(coverage["criteria"])
    for key in ("required", "covered", "accepted"):
        assert coverage[key] == sum(unit[key] for unit in coverage["units"])
    for word in ("error", "warning", "info"):
        assert summary[f"{word}s"] == sum(
            it["severity"] == word and not it["pending"] for it in found
        )
    assert summary["pending"] == sum(it["pending"] for it in found)
    gaps = [it for it in found if it["code"] in ("COV101", "COV102", "COV103")]
    assert len(gaps) == len(required) - len(covered)
    places = [(it["path"], it["line"], it["column"], it["code"]) for it in found]
    falls = [n for n, (one, other) in enumerate(pairwise(places), 1) if other < one]
    assert len(falls) <= 2  # What makes others unknown comes first, what follows from it last.


def test_claims_are_distinct_pairs(portfolio: Build, run: Run) -> None:
    """Doubles count once, drafts claim, withdrawn items and unknown tags claim nothing."""
    files = {
        "criteria/bud.yml": unit("AC1", "AC2"),
        "evidence/e01.md": page(criteria="[BUD.AC1, bud.ac1, BUD.AC2, BUD.AC9]"),
        "evidence/e02.md": page(id="E02", status="draft"),
        "evidence/e03.md": page(id="E03", status="withdrawn"),
    }
    report = run("check", portfolio(files), "--format", "json").report

    assert report["summary"]["claims"] == 3
    assert report["summary"]["evidence"] == 3
