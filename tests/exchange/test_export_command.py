"""`crossfolio export` of a framework: the file, the report of losses, and what is refused."""

import json
from pathlib import Path

import pytest

from support import Build, Run

FORMATS = ("case", "mahara", "moodle", "criteria-csv")
UNIT = """\
unit: BUD
title: Buddy a colleague
source: {kind: draft}
outcomes:
  - {id: LO1, text: Plan}
criteria:
  - {id: AC1, text: Make a plan., outcomes: [LO1], requires: {at_least: 2}}
"""


@pytest.mark.parametrize("format", FORMATS)
def test_file_and_report(portfolio: Build, run: Run, tmp_path: Path, format: str) -> None:
    """The file has the same bytes as standard output, and its losses stand beside it."""
    root = portfolio({"criteria/bud.yml": UNIT})
    out = tmp_path / "out.x"

    printed = run("export", format, root, "--unit", "bud")
    first = run("export", format, root, "--out", out)

    assert (printed.code, first.code) == (0, 0)
    assert out.read_bytes().decode() == printed.out
    report = Path(f"{out}.losses.md").read_text("utf-8")
    assert report == printed.err
    assert "- `requires` of BUD.AC1: " in report


def test_case_has_what_the_format_requires(portfolio: Build, run: Run) -> None:
    """Every object of a CASE package has the fields that the format asks for."""
    package = json.loads(run("export", "case", portfolio({"criteria/bud.yml": UNIT})).out)

    assert {"identifier", "uri", "creator", "title", "lastChangeDateTime"} <= package[
        "CFDocument"
    ].keys()
    for item in package["CFItems"]:
        assert {"identifier", "uri", "fullStatement", "lastChangeDateTime"} <= item.keys()
    ends = {it["identifier"] for it in package["CFItems"]} | {package["CFDocument"]["identifier"]}
    for one in package["CFAssociations"]:
        assert one["associationType"] == "isChildOf"
        assert one["originNodeURI"]["identifier"] in ends
        assert one["destinationNodeURI"]["identifier"] in ends


def test_mahara_gets_numbers_and_parents_first(portfolio: Build, run: Run) -> None:
    """Standards are joined by numbers, and a parent stands before its children."""
    framework = json.loads(run("export", "mahara", portfolio({"criteria/bud.yml": UNIT})).out)[
        "framework"
    ]

    assert [standard["standardid"] for standard in framework["standards"]] == [1]
    seen: set[str] = set()
    for element in framework["standardelements"]:
        assert element["standardid"] == 1
        assert element.get("parentelementid", "") in seen | {""}
        seen.add(element["elementid"])


@pytest.mark.parametrize(
    ("arguments", "code", "wanted"),
    [
        (("--unit", "BUF"), 2, "did you mean BUD"),
        (("--out", "criteria/x.csv"), 2, "it lies in your `criteria`"),
        (("--out", "evidence"), 2, "it is your `evidence`"),
    ],
)
def test_refusals(
    portfolio: Build,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    wanted: str,
) -> None:
    """A unit that is not there, and a file among the sources, are refused."""
    monkeypatch.chdir(portfolio())

    ran = run("export", "criteria-csv", *arguments)

    assert (ran.code, ran.out) == (code, "")
    assert wanted in ran.err


def test_a_unit_that_cannot_be_read(portfolio: Build, run: Run) -> None:
    """Nothing is exported while a criteria file cannot be read in full."""
    root = portfolio({"criteria/x.yml": "unit: [\n"})

    ran = run("export", "criteria-csv", root)

    assert (ran.code, ran.out) == (1, "")
    assert "criteria/x.yml:" in ran.err
