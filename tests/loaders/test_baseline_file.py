"""A baseline is a report in JSON, or a finding says why it is none."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.baseline import Baseline, KnownFinding
from crossfolio.core.coverage import Count, State
from crossfolio.core.findings import Finding
from crossfolio.loaders.baseline_file import read_baseline
from crossfolio.loaders.limits import BASELINE_BYTES

NUMBERS = {"required": 2, "covered": 1, "accepted": 1}
ROWS = [{"id": "BUD.AC1", "state": "accepted"}, {"id": "BUD.AC2", "state": "draft"}]

FINDING = {
    "code": "TAG101",
    "severity": "error",
    "path": "evidence/e01.md",
    "line": 6,
    "column": 12,
    "message": "unknown criterion `BUD.AC9`",
}


def report(**coverage: object) -> dict[str, Any]:
    rows = {"submitted": NUMBERS, "criteria": ROWS, **coverage}
    return {"format": 1, "coverage": rows, "diagnostics": [FINDING]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_report_is_read(encoding: str) -> None:
    """States and numbers are read, also from what PowerShell's `>` writes."""
    read = read_baseline(json.dumps(report()).encode(encoding), "b.json")

    states = {"BUD.AC1": State.ACCEPTED, "BUD.AC2": State.DRAFT}
    known = KnownFinding("TAG101", "error", "evidence/e01.md", 6, 12, "unknown criterion `BUD.AC9`")
    assert read == Baseline(states, Count(2, 1, 1), (known,))


def test_what_a_comment_took_back() -> None:
    """It is known too, without a severity, since it mattered to nobody."""
    read = read_baseline(json.dumps({**report(), "suppressed": [FINDING]}).encode(), "b.json")

    assert isinstance(read, Baseline)
    assert [finding.severity for finding in read.findings] == ["error", ""]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (None, "has no list `diagnostics`"),
        ({}, "has no list `diagnostics`"),
        ([5], "has no finding in `diagnostics[0]`"),
        ([FINDING, {**FINDING, "line": 0}], "has no finding in `diagnostics[1]`"),
        ([{**FINDING, "line": True}], "has no finding in `diagnostics[0]`"),
        ([{**FINDING, "column": "1"}], "has no finding in `diagnostics[0]`"),
        ([{**FINDING, "code": ""}], "has no finding in `diagnostics[0]`"),
        ([{**FINDING, "message": ["a"]}], "has no finding in `diagnostics[0]`"),
    ],
)
def test_wrong_findings_are_refused(rows: object, why: str) -> None:
    """A finding that is none is named by where it stands."""
    found = read_baseline(json.dumps({**report(), "diagnostics": rows}).encode(), "b.json")

    assert isinstance(found, Finding)
    assert why in found.message


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"format": ' + b"9" * 10_000 + b"}", "is not JSON"),
        (b" " * (BASELINE_BYTES + 1), "is larger than 16 MiB"),
        (b"[]", "is no report of Crossfolio"),
        (b"null", "is no report of Crossfolio"),
        (b"{}", "is no report of Crossfolio"),
        (b'{"format": 2}', "is of another format than 1, which this version reads"),
        (b'{"format": "1"}', "is of another format than 1, which this version reads"),
        (b'{"format": 1}', "has no mapping `coverage`"),
        (b'{"format": 1, "coverage": []}', "has no mapping `coverage`"),
    ],
)
def test_other_files_are_refused(data: bytes, why: str) -> None:
    """Whatever is no report is named, with how to make one."""
    found = read_baseline(data, "b.json")

    assert isinstance(found, Finding)
    assert found.message == f"setting `baseline` {why}"
    assert found.help == "make it with `crossfolio check --format json=FILE`"


@pytest.mark.parametrize(
    ("coverage", "why"),
    [
        ({"criteria": None}, "has no list `coverage.criteria`"),
        ({"criteria": {}}, "has no list `coverage.criteria`"),
        ({"criteria": [*ROWS, 5]}, "no known `state` in `coverage.criteria[2]`"),
        ({"criteria": [{"id": 5, "state": "draft"}]}, "in `coverage.criteria[0]`"),
        ({"criteria": [{"id": "BUD.AC1", "state": "fine"}]}, "in `coverage.criteria[0]`"),
        ({"criteria": [{"id": "BUD.AC1", "state": ["draft"]}]}, "in `coverage.criteria[0]`"),
        ({"criteria": [*ROWS, ROWS[0]]}, "names a criterion twice"),
        ({"submitted": None}, "has no mapping `coverage.submitted`"),
        ({"submitted": {}}, "no numbers that can be right"),
        ({"submitted": {**NUMBERS, "covered": 3}}, "no numbers that can be right"),
        ({"submitted": {**NUMBERS, "accepted": -1}}, "no numbers that can be right"),
        ({"submitted": {**NUMBERS, "accepted": True}}, "no numbers that can be right"),
        ({"submitted": {**NUMBERS, "required": 2.5}}, "no numbers that can be right"),
        ({"submitted": {**NUMBERS, "required": "2"}}, "no numbers that can be right"),
    ],
)
def test_wrong_types_are_refused(coverage: dict[str, object], why: str) -> None:
    """A value of another type than the report's is named by where it stands."""
    found = read_baseline(json.dumps(report(**coverage)).encode(), "b.json")

    assert isinstance(found, Finding)
    assert why in found.message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.sampled_from(["submitted", "criteria"]), JSON))
def test_no_json_breaks_it(coverage: dict[str, object]) -> None:
    """Any JSON is read or refused."""
    assert read_baseline(json.dumps(report(**coverage)).encode(), "b.json")


@given(st.binary())
def test_no_bytes_break_it(data: bytes) -> None:
    """Any bytes are read or refused."""
    assert isinstance(read_baseline(data, "b.json"), Finding)
