"""`--format gitlab`: GitLab's Code Quality report."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crossfolio.core.building import seen_in_edition
from crossfolio.core.findings import one_line
from crossfolio.reports import gitlab_report
from support import Check, Golden

from .forge import HOSTILE, SMALL, moved, repeated, with_text

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE.parent / "schemas/gitlab-code-quality.schema.json").read_text("utf-8"))


def rows_of(text: str) -> list[dict[str, Any]]:
    """Return the rows of a report that is valid."""
    rows: list[dict[str, Any]] = json.loads(text)
    Draft202012Validator(SCHEMA).validate(rows)
    return rows


def test_report(check: Check, golden: Golden) -> None:
    """The report of a small portfolio is exactly the one that is kept, and is valid."""
    text = gitlab_report.render(seen_in_edition(check(SMALL)))

    golden(HERE / "golden/gitlab.json", text)
    assert {row["severity"] for row in rows_of(text)} == {"major", "minor", "info"}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_breaks_it(check: Check, hostile: str) -> None:
    """Whatever a value holds, the report is valid ASCII and says it in one line."""
    checked = with_text(check(SMALL), hostile)
    text = gitlab_report.render(seen_in_edition(checked))

    code = checked.diagnostics[0].rule.code
    assert text.isascii()
    assert "##[" not in text
    assert rows_of(text)[0]["description"] == one_line(f"{code} unknown `{hostile}`")


def test_findings_are_known_again(check: Check) -> None:
    """Fingerprints are unique, also among equal findings, and rest on no line."""
    checked = repeated(check(SMALL), 3)
    before = [row["fingerprint"] for row in rows_of(gitlab_report.render(seen_in_edition(checked)))]
    after = [
        row["fingerprint"]
        for row in rows_of(gitlab_report.render(seen_in_edition(moved(checked, 7))))
    ]

    assert len(set(before)) == len(before)
    assert after == before


def test_portfolios_of_one_repository_differ(check: Check) -> None:
    """The same finding in two portfolios has two paths and two fingerprints."""
    one, two = (
        rows_of(gitlab_report.render(seen_in_edition(check(SMALL)), folder=folder))
        for folder in ("a", "b")
    )

    assert one[0]["location"]["path"].startswith("a/")
    assert not {row["fingerprint"] for row in one} & {row["fingerprint"] for row in two}
