"""`--format junit`: a stable contract."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.settings import Edition, FailOn
from crossfolio.reports import junit_report
from support import Check, Files, Golden, page, unit

from .forge import HOSTILE, SMALL, with_text

HERE = Path(__file__).parent


def read(checked: Checked) -> ET.Element:
    """Return a report as a strict reader of XML reads it."""
    return ET.fromstring(junit_report.render(seen_in_edition(checked)))  # noqa: S314 - it is our own


def result(root: ET.Element, name: str) -> ET.Element | None:
    """Return what a test ended with: nothing where it passed."""
    (case,) = [it for it in root.iter("testcase") if it.get("name", "").split()[0] == name]
    return next(iter(case), None)


def test_report(check: Check, golden: Golden) -> None:
    """The report of a small portfolio is exactly the one that is kept."""
    golden(HERE / "golden/junit.xml", junit_report.render(seen_in_edition(check(SMALL))))


def test_numbers_are_those_of_the_tests(check: Check) -> None:
    """Every suite counts what is in it, and the whole counts the suites."""
    root = read(check(SMALL))

    for suite in root:
        assert suite.get("skipped") == str(len(list(suite.iter("skipped"))))
    for suite in (root, *root):
        assert suite.get("tests") == str(len(list(suite.iter("testcase"))))
        assert suite.get("failures") == str(len(list(suite.iter("failure"))))
        assert suite.get("errors") == "0"
    assert root.get("failures") == "2"


JENKINS = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "time", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "time", "classname"},
    "failure": {"type", "message"},
    "skipped": {"message"},
}
"""The attributes that we use of those that Jenkins' schema has.

Source: jenkinsci/xunit-plugin, `junit-10.xsd`, at 031e285."""


def test_attributes_are_those_of_jenkins(check: Check) -> None:
    """Each element has the attributes that Jenkins knows of it; a time is among them."""
    for element in read(check(SMALL)).iter():
        assert set(element.keys()) <= JENKINS[element.tag]
        assert element.get("time", "0") == "0"
        assert ("time" in JENKINS[element.tag]) == ("time" in element.keys())  # noqa: SIM118


@pytest.mark.parametrize(
    ("criterion", "tag", "said"),
    [
        ("BUD.AC1", None, ""),
        ("BUD.AC2", "failure", "no evidence for `BUD.AC2` Title AC2"),
        ("BUD.AC3", "skipped", "uncovered; optional"),
        ("BUD.AC4", "skipped", "waived: Recognised prior learning"),
        ("MCS.AC1", "skipped", "uncovered; pending, its unit is not submitted"),
    ],
)
def test_criteria(check: Check, criterion: str, tag: str | None, said: str) -> None:
    """A criterion passes, fails or is skipped as its state and its scope say."""
    found = result(read(check(SMALL)), criterion)

    assert (found.tag if found is not None else None) == tag
    assert found is None or found.get("message") == said


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("COV102", {"evidence/e01.md": page(status="draft")}),
        ("COV103", {"criteria/bud.yml": unit("AC1 requires: {at_least: 2}")}),
    ],
)
def test_type_is_the_code(check: Check, name: str, files: Files) -> None:
    """A failure's type is the code of the gap."""
    found = result(read(check(files)), "BUD.AC1")

    assert found is not None
    assert found.get("type") == name


def test_every_error_fails_a_test(check: Check) -> None:
    """Findings that are no gap fail under their file, all those of one file together."""
    two = page(criteria="[BUD.AC1, BUD.AC11, BUD.AC12]")
    found = result(read(check({"evidence/e01.md": two})), "evidence/e01.md")

    assert found is not None
    assert found.get("type") == "TAG101"
    assert str(found.get("message")).endswith("(and 1 more)")
    assert str(found.text).count("error[TAG101]") == 2


def test_nothing_to_measure_fails(check: Check) -> None:
    """A portfolio without criteria is no empty success."""
    root = read(check({"criteria/bud.yml": None}))

    assert int(root.get("failures", "0")) > 0


def test_level_that_fails_decides(check: Check) -> None:
    """Under `never` errors fail here; an unfinished unit's gap is pending at every level."""
    checked = check(SMALL)
    strict = replace(checked, settings=replace(checked.settings, fail_on=FailOn.WARNING))
    never = replace(checked, settings=replace(checked.settings, fail_on=FailOn.NEVER))
    gap = result(read(strict), "MCS.AC1")

    assert gap is not None
    assert gap.tag == "skipped"
    assert junit_report.render(seen_in_edition(never)) == junit_report.render(
        seen_in_edition(checked)
    )


def test_public_edition_gives_no_reason_of_a_waiver(check: Check) -> None:
    """Why a criterion is waived is not for everyone."""
    checked = check(SMALL)
    public = replace(checked, settings=replace(checked.settings, edition=Edition.PUBLIC))

    assert "Recognised" not in junit_report.render(seen_in_edition(public))


def test_public_edition_fails_what_is_partial(check: Check) -> None:
    """A gap that may rest on a decision fails there too, and quotes nothing."""
    checked = check({"criteria/bud.yml": unit("AC1 requires: {at_least: 2}")})
    public = replace(checked, settings=replace(checked.settings, edition=Edition.PUBLIC))
    found = result(read(public), "BUD.AC1")

    assert found is not None
    assert (found.get("type"), found.get("message")) == ("COV103", "`BUD.AC1` is partial")
    assert not found.text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_breaks_it(check: Check, hostile: str) -> None:
    """Whatever a value holds, the report is XML with the same tests, and no other element."""
    checked = check(SMALL)
    error = next(d for d in checked.diagnostics if d.rule.code == "TAG101")
    hostile_one = with_text(replace(checked, diagnostics=(error, *checked.diagnostics)), hostile)
    text = junit_report.render(seen_in_edition(hostile_one))
    root = read(hostile_one)

    assert text.isascii()
    assert "##[" not in text
    assert len(list(root.iter("testcase"))) == len(list(read(checked).iter("testcase"))) + 1
    assert {it.tag for it in root.iter()} == {
        *("testsuites", "testsuite", "testcase", "failure", "skipped")
    }


def test_titles_and_reasons_are_encoded(check: Check) -> None:
    """What criteria and waivers say ends no element either."""
    evil = '"</testcase>]]>"'
    files = {
        "criteria/bud.yml": unit("AC1", "AC4").replace("Title AC1", evil),
        "evidence/portfolio.yml": (
            "learner: L001\nunits: {BUD: submitted}\nwaivers:\n"
            f"  - {{criterion: BUD.AC4, reason: {evil}}}\n"
        ),
    }
    root = read(check(files))

    assert result(root, "BUD.AC1") is None
    found = result(root, "BUD.AC4")
    assert found is not None
    assert found.get("message") == "waived: </testcase>]]>"
