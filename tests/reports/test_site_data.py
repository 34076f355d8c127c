"""The files of data beside the pages: true to their schema, and safe to open."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked, check
from crossfolio.core.evidence import Status
from crossfolio.core.settings import Edition
from crossfolio.reports.spreadsheet import harmless
from crossfolio.site.data.coverage_badge import coverage_badge
from crossfolio.site.data.portfolio_data import portfolio_data
from crossfolio.site.data.spreadsheets import coverage_table, matrix_table

from .conftest import SECRETS, checked, criterion, item, to, unit

Make = Callable[[Edition], Checked]
FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
NASTY = '=HYPERLINK("https://evil.example","Free tea");=1+1'


def validator() -> Draft202012Validator:
    text = files("crossfolio.reports").joinpath("schemas/portfolio-data.schema.json").read_text()
    schema = json.loads(text)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def data(it: Checked) -> Any:  # noqa: ANN401 - any JSON
    found = json.loads(portfolio_data(it, to))
    validator().validate(found)
    return found


def rows(table: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(table.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def every_file(it: Checked) -> dict[str, str]:
    return {
        "portfolio.json": portfolio_data(it, to),
        "matrix.csv": matrix_table(it, to).decode(),
        "coverage.csv": coverage_table(it).decode(),
        "coverage.svg": coverage_badge(it),
    }


@pytest.fixture
def small() -> Checked:
    """Return one unit with a covered, a draft and an uncovered criterion."""
    return checked(
        (unit("BUD", *(criterion(f"BUD.AC{n}") for n in (1, 2, 3)), outcomes={"LO1": "Plan"}),),
        (
            item("E01", "BUD.AC1"),
            item("E02", "BUD.AC2", "BUD.AC9", status=Status.DRAFT, title=NASTY),
        ),
    )


def test_data_says_what_is_there(small: Checked) -> None:
    """The data name each criterion with its state, and each item with its claims."""
    found = data(small)

    assert found["format"] == 1
    assert found["coverage"]["states"] == {"uncovered": 1, "draft": 1, "covered": 1}
    assert (found["coverage"]["covered"], found["coverage"]["required"]) == (1, 3)
    first, second, third = found["criteria"]
    assert (first["state"], first["evidence"], first["decision"]) == ("covered", ["E01"], None)
    assert (second["state"], second["drafts"]) == ("draft", ["E02"])
    assert third["state"] == "uncovered"
    assert found["units"][0]["page"] == "to:units/bud"
    draft = found["evidence"][1]
    assert draft["claims"] == [{"criterion": "BUD.AC2", "state": "draft"}]
    assert (draft["from"], draft["to"], draft["code"]) == ("2026-04-14", "2026-04-14", "PROD")


@pytest.mark.parametrize("edition", list(Edition))
def test_data_follow_the_schema(secretive: Make, edition: Edition) -> None:
    """The data of each edition are what the published schema says, and hold what it names."""
    found = data(secretive(edition))

    named = {"criteria", "evidence", "units"}
    for name in named:
        properties = validator().schema["properties"][name]["items"]["properties"]
        for row in found[name]:
            assert set(row) <= set(properties)
    record = set() if edition is Edition.ASSESSOR else {"decisions", "samples"}
    assert set(found) == set(validator().schema["properties"]) - record


def test_public_data_hold_nothing_else(secretive: Make) -> None:
    """No file of data of the public edition holds a word that is not public."""
    for name, text in every_file(secretive(Edition.PUBLIC)).items():
        for what, secret in SECRETS.items():
            assert secret.lower() not in text.lower(), f"{what} in {name}"
        assert "2026-04-14" not in text, name
        assert "P1" not in text, name
        assert "accepted" not in text.replace('"accepted": null', "").replace(
            '"percent_accepted": null', ""
        ), name


def test_public_data_say_nothing_of_decisions(
    secretive_whole: Callable[[Edition], Checked],
) -> None:
    """The public edition's data are the same with and without decisions."""
    whole = secretive_whole(Edition.PUBLIC)
    undecided = replace(whole.portfolio, decisions=(), fingerprints={})
    it, bare = map(seen_in_edition, (whole, check(undecided, whole.settings)))
    with_, without = (json.loads(every_file(one)["portfolio.json"]) for one in (it, bare))

    assert with_ == without
    assert matrix_table(it, to) == matrix_table(bare, to)
    assert coverage_table(it) == coverage_table(bare)
    assert coverage_badge(it) == coverage_badge(bare)


def test_assessors_see_decisions(secretive: Make) -> None:
    """The data for assessors say what was decided and whether it stands, and not the feedback."""
    it = secretive(Edition.ASSESSOR)
    found = {row["id"]: row["decision"] for row in data(it)["criteria"]}

    assert found["BUD.AC1"]["outcome"] == "met"
    assert found["BUD.AC1"]["stands"] is True
    assert found["BUD.AC3"]["stands"] is False
    for name, text in every_file(it).items():
        assert SECRETS["feedback"] not in text, name
        assert SECRETS["body"] not in text, name
    table = rows(coverage_table(it))
    assert dict(zip(table[0], table[1], strict=True))["Decided by"] == SECRETS["person"]


def test_tables_are_as_wide_as_their_heads(small: Checked) -> None:
    """Every row has a cell for each column, and the mark that Excel looks for comes first."""
    for table in (matrix_table(small, to), coverage_table(small)):
        assert table.startswith(b"\xef\xbb\xbf")
        assert table.count(b"\n") == table.count(b"\r\n")
        head, *others = rows(table)
        assert len(set(head)) == len(head)
        assert {len(row) for row in others} == {len(head)}


def test_matrix_lists_claims_and_gaps(small: Checked) -> None:
    """There is a row for each claim, and one for a criterion that nothing claims."""
    head, *others = rows(matrix_table(small, to))
    found = [dict(zip(head, row, strict=True)) for row in others]

    assert [(it["Criterion"], it["Item"], it["Counts"]) for it in found] == [
        ("BUD.AC1", "E01", "yes"),
        ("BUD.AC2", "E02", "no"),
        ("BUD.AC3", "", ""),
    ]


@given(st.lists(st.text(st.characters(codec="utf-8")) | st.sampled_from(FORMULA)).map("".join))
@example(NASTY)
@example('a;"=1')
@example("a\t@x")
@example(" =1")
@example("line\n=1")
def test_no_cell_begins_as_a_formula(text: str) -> None:
    """However a spreadsheet parts a line, no cell begins with what makes a formula."""
    written = StringIO()
    csv.writer(written).writerow(["x", harmless(text)])
    for delimiter in ",;\t":
        for row in csv.reader(StringIO(written.getvalue(), newline=""), delimiter=delimiter):
            for cell in row:
                assert not cell.lstrip(' "\0\t\r\n').startswith(FORMULA), (delimiter, cell)


@given(st.text())
def test_harmless_text_keeps_its_words(text: str) -> None:
    """Apostrophes are put in, and nothing is taken out."""
    assert harmless(text).replace("'", "") == text.replace("'", "")
    assert harmless("Plain words, and 3 - 2; more") == "Plain words, and 3 - 2; more"


def test_badge_says_its_words(small: Checked) -> None:
    """The badge is an image with a name, and loads nothing."""
    badge = ET.fromstring(coverage_badge(small))  # noqa: S314 - ours
    name = "{http://www.w3.org/2000/svg}"

    assert badge.get("role") == "img"
    assert badge.findtext(f"{name}title") == "covered: 1 of 3 (33 %)"
    assert "href" not in coverage_badge(small)
    assert "url(" not in coverage_badge(small)


def test_badge_without_criteria() -> None:
    """Nothing to measure is no full mark."""
    badge = coverage_badge(checked((), ()))

    assert "not measured" in badge
    assert "100" not in badge.split("<g")[0].split("</title>")[0]


def test_the_record_in_the_data(secretive: Make) -> None:
    """Decisions say what holds and stands, and nothing that anybody wrote."""
    found = data(secretive(Edition.ASSESSOR))

    assert {decision["assessor"] for decision in found["decisions"]} == {"P1"}
    first = found["decisions"][0]
    assert (first["date"], first["counts"], first["confirmed"]) == ("2026-05-20", True, False)
    assert [
        (criterion["criterion"], criterion["outcome"], criterion["on"])
        for criterion in first["criteria"]
    ] == [("BUD.AC1", "met", ["E01"])]
    said = json.dumps({name: found[name] for name in ("decisions", "samples")})
    assert SECRETS["feedback"] not in said
