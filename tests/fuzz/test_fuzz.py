"""Whatever a file holds: no exception, findings inside the file, bounded work, whole reports.

The suite takes a short slice that is the same each time; `make fuzz` goes on for as long as
`FUZZ_SECONDS` says, with chances of its own.
"""

import json
import os
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from broken import WHOLE, bodies, files, fronts
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from crossfolio.core.check import Checked, diagnose
from crossfolio.core.findings import Diagnostic
from crossfolio.core.settings import Settings
from crossfolio.reports import github_report, json_report, junit_report, sarif_report
from crossfolio.workspace.project import UnusableSettingsError, check_project, open_project
from support import TODAY, write

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
TARGETS: dict[str, tuple[str, st.SearchStrategy[bytes]]] = {
    "front matter": ("evidence/e01.md", fronts),
    "page": ("evidence/e01.md", files("evidence/e01.md")),
    "body": ("evidence/e01.md", bodies),
    "criteria": ("criteria/bud.yml", files("criteria/bud.yml")),
    "decision": ("assessment/decisions/d01.yml", files("assessment/decisions/d01.yml")),
    "settings": ("mkdocs.yml", files("mkdocs.yml")),
}


def assert_fit(diagnostics: Iterable[Diagnostic], path: str, data: bytes) -> None:
    """Assert that findings are printable, not too many, and lie inside the file."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = [d for d in diagnostics if d.finding.place.path == path]
    assert len(found) <= 40 + 4 * len(data.split())
    for it in found:
        place = it.finding.place
        assert str(it).isprintable()
        assert len(str(it)) < 2000
        assert 1 <= place.line <= len(lines), it
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, it
        if place.end_line:
            assert (place.line, place.column) <= (place.end_line, place.end_column), it
            assert place.end_line <= len(lines), it
            assert place.end_column <= len(lines[place.end_line - 1]) + 1, it


def assert_reports(checked: Checked) -> None:
    """Assert that every report is whole."""
    json.loads(json_report.render(checked))
    json.loads(sarif_report.render(checked, "1.0"))
    ET.fromstring(junit_report.render(checked))  # noqa: S314 - our own report
    github_report.render(checked)


def target(path: str, data: bytes) -> None:
    """Check a small project in which one file is broken."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**WHOLE, path: data})
        try:
            checked = check_project(open_project(root), TODAY)
        except UnusableSettingsError as error:
            refused = error.findings
        else:
            refused = []
        if refused:
            assert path == "mkdocs.yml"
            assert_fit(diagnose(refused, Settings()), path, data)
            return
        assert_fit(checked.diagnostics, path, data)
        assert_reports(checked)


def for_a_while(test: Callable[[], None], seconds: float) -> None:
    """Run a test once as it is, or again and again with other chances."""
    end = time.monotonic() + seconds
    test()
    while time.monotonic() < end:
        seed(time.monotonic_ns())(test)()


@pytest.mark.parametrize("name", TARGETS)
def test_any_file(name: str) -> None:
    """A broken file is a finding, and no more than that."""
    path, strategy = TARGETS[name]

    @settings(
        max_examples=100 if SECONDS else 40,
        derandomize=not SECONDS,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def test(data: bytes) -> None:
        target(path, data)

    for_a_while(test, SECONDS / len(TARGETS))
