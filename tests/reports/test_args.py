"""What findings name beside their words: never more than the words say, in any edition."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.baseline import KnownFinding
from crossfolio.core.building import seen_in_edition
from crossfolio.core.changes import changes
from crossfolio.core.check import Checked
from crossfolio.core.findings import Diagnostic, Finding, Severity
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE
from crossfolio.core.settings import Edition
from crossfolio.core.texts import Text, json_args, strings_in
from crossfolio.loaders.baseline_file import read_baseline
from crossfolio.reports import json_report, sarif_report
from crossfolio.reports.identity import identities, known_identities
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY

ROOT = Path(__file__).parents[2]
WORKED = [ROOT, *(path for path in sorted((ROOT / "tests/cases").iterdir()) if path.is_dir())]


@pytest.fixture(scope="module", params=WORKED, ids=lambda it: it.name)
def worked(request: pytest.FixtureRequest) -> Checked:
    """Give a check of each worked portfolio."""
    return check_project(open_project(request.param), TODAY)


def leaves(value: object) -> Iterator[str]:
    """Give every string and number in a value of JSON."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)
    else:
        yield str(value)


@pytest.mark.parametrize("edition", Edition)
def test_reports_name_only_what_they_say(worked: Checked, edition: Edition) -> None:
    """Each value beside a message stands in the message or in its help, in JSON and in SARIF."""
    seen = seen_in_edition(replace(worked, settings=replace(worked.settings, edition=edition)))
    report = json.loads(json_report.render(seen))
    rows = [*report["diagnostics"], *report["suppressed"]]
    notes = [note for row in rows for note in row["related"]]
    for row in [*rows, *notes]:
        said = f"{row['message']}\n{row.get('help', '')}"
        assert [leaf for leaf in leaves(row["args"]) if leaf not in said] == []
    (run,) = json.loads(sarif_report.render(seen, "1.0"))["runs"]
    args = [result.get("properties", {}).get("args", {}) for result in run["results"]]
    assert args == [row["args"] for row in rows]


def test_a_finding_is_known_again_from_a_report(worked: Checked) -> None:
    """What the JSON of a check holds is enough to know each of its findings again."""
    seen = seen_in_edition(worked)
    baseline = read_baseline(json_report.render(seen).encode(), "report.json")
    assert not isinstance(baseline, Finding)
    every = [*seen.diagnostics, *(it.diagnostic for it in seen.suppressed)]
    assert known_identities(baseline.findings) == identities(every)


def at_line(line: int, value: str) -> Diagnostic:
    """Return a finding that names a line in its message and one in its help."""
    inner = Text("the row at line {line} is `{value}`", line=line, value=value)
    help = Text("see line {first_line}", first_line=line + 1)
    found = Finding("TAG101", Place("a.md", line), Text("look: {reason}", reason=inner), help)
    return Diagnostic(BY_CODE["TAG101"], Severity.ERROR, found)


@given(st.integers(1, 999), st.integers(1, 999), st.text(max_size=9))
def test_text_above_moves_no_identity(here: int, there: int, value: str) -> None:
    """A finding that names a line is the same one on another line, also for `--watch`."""
    before, after = at_line(here, value), at_line(there, value)
    assert identities([before]) == identities([after])
    assert changes([before], [after]) == changes([], [])
    finding = after.finding
    row: dict[str, Any] = {"args": json_args(finding.message, finding.help)}
    known = KnownFinding("TAG101", "error", "a.md", there, 1, finding.message, (there, there + 1))
    assert set(row["args"]) == {"reason", "line", "value", "first_line"}
    assert known_identities([known]) == identities([before])


def test_other_names_are_other_findings() -> None:
    """Only numbers of lines are left out."""
    assert identities([at_line(1, "a")]) != identities([at_line(1, "b")])
    assert list(strings_in(at_line(1, "a").finding.message))[-1] == "a"
