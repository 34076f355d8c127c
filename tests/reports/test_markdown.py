"""`--format markdown`: a comment on a pull request."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from crossfolio.core.baseline import Baseline, compare
from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.coverage import Count, State
from crossfolio.core.settings import Edition
from crossfolio.reports import markdown_report
from crossfolio.reports.since import since_baseline
from support import Check, Golden

from .forge import HOSTILE, SMALL, repeated, with_text

HERE = Path(__file__).parent
SPAN = re.compile(r"`[^`\n]+`")


def compared(checked: Checked, states: dict[str, State], submitted: Count) -> str:
    """Return the report with a baseline that had these states."""
    comparison = compare(Baseline(states, submitted), checked.coverage)
    whole = replace(checked, comparison=comparison)
    return markdown_report.render(seen_in_edition(whole), since=since_baseline(whole))


def cells(line: str) -> int:
    """Count the cells of a row as GitHub's Markdown does: a bar behind a backslash is text."""
    return len(re.findall(r"(?<!\\)\|", line)) - 1


def test_report(check: Check, golden: Golden) -> None:
    """The report of a small portfolio is exactly the one that is kept."""
    golden(HERE / "golden/markdown.md", markdown_report.render(seen_in_edition(check(SMALL))))


def test_report_with_baseline(check: Check, golden: Golden) -> None:
    """With a baseline it says what improved, what regressed and what is new."""
    states = {"BUD.AC1": State.UNCOVERED, "BUD.AC2": State.ACCEPTED}
    text = compared(check(SMALL), states, Count(2, 2, 1))

    golden(HERE / "golden/markdown-baseline.md", text)


def test_nothing_changed(check: Check) -> None:
    """It says so where nothing has changed, and nothing at all without a baseline."""
    checked = check()
    same = compared(checked, {"BUD.AC1": State.COVERED}, checked.coverage.submitted)

    assert "No criterion has changed since the baseline." in same
    assert "baseline" not in markdown_report.render(seen_in_edition(checked)).lower()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_becomes_markup(check: Check, hostile: str) -> None:
    """Whatever a value holds, it stands in one code span of one cell of one line."""
    checked = check(SMALL)
    plain = markdown_report.render(seen_in_edition(with_text(checked, "x"))).split("\n")
    lines = markdown_report.render(seen_in_edition(with_text(checked, hostile))).split("\n")

    assert len(lines) == len(plain)
    assert [cells(line) for line in lines] == [cells(it) for it in plain]
    for line, other in zip(lines, plain, strict=True):
        assert SPAN.sub("", line) == SPAN.sub("", other)
    assert "##[" not in "\n".join(lines)
    assert "\\\\|" not in "\n".join(lines)


def test_titles_are_values_too(check: Check) -> None:
    """Titles of units and criteria become no markup either."""
    unit = SMALL["criteria/bud.yml"]
    assert isinstance(unit, str)
    evil = '"@someone <b>|x"'
    files = {**SMALL, "criteria/bud.yml": unit.replace("Unit BUD", evil).replace("Title AC2", evil)}
    text = markdown_report.render(seen_in_edition(check(files)))

    assert "`BUD @someone <b>\\|x`" in text
    assert "someone" not in SPAN.sub("", text)


def test_fits_into_a_comment(check: Check) -> None:
    """However much is found, at most fifty findings are shown, and GitHub takes the comment."""
    text = markdown_report.render(
        seen_in_edition(with_text(repeated(check(SMALL), 2000), "x" * 100_000))
    )

    assert len(text) < 65_536
    assert re.search(r"^and \d+ more$", text, re.MULTILINE)
    assert text.count("| error |") == 50


def test_public_edition_says_nothing_of_decisions(check: Check) -> None:
    """What was decided is not for everyone."""
    checked = check(SMALL)
    public = replace(checked, settings=replace(checked.settings, edition=Edition.PUBLIC))
    text = compared(public, {"BUD.AC2": State.ACCEPTED}, Count(2, 2, 1))

    assert "ccepted" not in text
    assert "baseline" not in text
