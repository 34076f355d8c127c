"""Whatever a file holds: no exception, findings inside the file, bounded work, whole reports.

The suite takes a short slice that is the same each time; `make fuzz` goes on for as many rounds as
`FUZZ_ROUNDS` says, with chances of its own.
"""

import json
import os
import re
import secrets
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from broken import WHOLE, bodies, files, fronts
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from crossfolio.cli.formats import FORMATS
from crossfolio.cli.report import ProjectReport, report_on
from crossfolio.core.check import Checked, diagnose
from crossfolio.core.findings import Diagnostic, Severity
from crossfolio.core.settings import Settings
from crossfolio.reports.explain_report import criterion_page
from crossfolio.reports.rule_links import rule_pages
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import Project, UnusableSettingsError, open_project
from support import TODAY, write

MOVES = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What ends a line, moves the cursor or turns the writing."""
ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "0"))
"""How often each test is run with other chances."""
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
        assert not MOVES.search(str(it)), it
        assert len(str(it)) < 2000
        assert 1 <= place.line <= len(lines), it
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, it
        if place.end_line:
            assert (place.line, place.column) <= (place.end_line, place.end_column), it
            assert place.end_line <= len(lines), it
            assert place.end_column <= len(lines[place.end_line - 1]) + 1, it


def assert_reports(checked: Checked, project: Project) -> None:
    """Assert that every report is whole, and that no value leaves its line or its cell."""
    page_of = rule_pages(checked, project.settings, project.site_url)
    telling = ProjectReport(checked, project, page_of)
    texts = {name: report_on(name, telling) for name in FORMATS}
    for name in ("json", "sarif", "gitlab"):
        json.loads(texts[name])
    ET.fromstring(texts["junit"])  # noqa: S314 - our own report
    found = len(checked.diagnostics)
    assert texts["concise"].count("\n") == found + 1
    commands = [line for line in texts["github"].splitlines() if line.startswith("::")]
    assert len(commands) == sum(min(checked.number(it), 10) for it in Severity)
    assert not any("##[" in text for text in texts.values())
    assert "\x1b" not in "".join(texts.values())
    for cover in checked.coverage.criteria.values():
        criterion_page(cover, checked)


def target(path: str, data: bytes) -> None:
    """Check a small project in which one file is broken."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**WHOLE, path: data})
        try:
            project = open_project(root)
            checked = check_project(project, TODAY)
        except UnusableSettingsError as error:
            refused = error.findings
        else:
            refused = []
        if refused:
            assert path == "mkdocs.yml"
            assert_fit(diagnose(refused, Settings()), path, data)
            return
        assert_fit(checked.diagnostics, path, data)
        assert_reports(checked, project)


def again_and_again(test: Callable[[], None]) -> None:
    """Run a test once as it is, and in each round with other chances."""
    test()
    for _ in range(ROUNDS):
        seed(secrets.randbits(64))(test)()


@pytest.mark.parametrize("name", TARGETS)
def test_any_file(name: str) -> None:
    """A broken file is a finding, and no more than that."""
    path, strategy = TARGETS[name]

    @settings(
        max_examples=100 if ROUNDS else 40,
        derandomize=not ROUNDS,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def test(data: bytes) -> None:
        target(path, data)

    again_and_again(test)
