"""Files that say odd things: read as far as they go, each slip found in its place."""

import pytest

from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.loaders.limits import FRONT_MATTER
from crossfolio.loaders.settings.file import Option
from crossfolio.loaders.settings.options import settings_from
from crossfolio.loaders.yaml.reader import read_yaml
from crossfolio.loaders.yaml.values import Document
from support import UNIT, Check, codes, only, page, shown


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("assessment/people.yml", "people: [", "assessment/people.yml:1:9 SRC102"),
        ("assessment/people.yml", "people: {A1: text}\n", "assessment/people.yml:1:14 DEC101"),
        ("evidence/portfolio.yml", "learner: [", "evidence/portfolio.yml:1:10 SRC102"),
        ("evidence/portfolio.yml", "- a\n", "evidence/portfolio.yml:1:1 EVI102"),
        ("criteria/q.yml", "qualification: \ntitle: Q\n", "criteria/q.yml:1:1 CRI101"),
        ("criteria/u.yml", f"%YAML 1.2\n---\n{UNIT}", "criteria/u.yml:1:1 SRC103"),
    ],
)
def test_found_in_its_place(check: Check, path: str, text: str, found: str) -> None:
    """The slip is found where it stands, and evidence is checked all the same."""
    checked = check({path: text})

    assert found in shown(checked.diagnostics)
    assert [item.id for item in checked.portfolio.evidence] == ["E01"]


@pytest.mark.parametrize(
    "row",
    [
        "text",
        "{id: A C, title: T, text: T.}",
        "{id: [a], title: T, text: T.}",
        "{title: T, text: T.}",
    ],
)
def test_a_unit_with_one_odd_criterion(check: Check, row: str) -> None:
    """A criterion that has no usable ID is found, and the others are there."""
    checked = check({"criteria/bud.yml": f"{UNIT}  - {row}\n"})

    assert "CRI101" in codes(checked)
    assert list(checked.coverage.criteria) == ["BUD.AC1"]


@pytest.mark.parametrize("row", ["text", "{text: T}", "{id: [a], text: T}"])
def test_a_unit_with_one_odd_outcome(check: Check, row: str) -> None:
    """An outcome that has no usable ID is found, and the others are there."""
    checked = check({"criteria/bud.yml": UNIT.replace("outcomes:\n", f"outcomes:\n  - {row}\n")})

    assert "CRI101" in codes(checked)
    assert list(checked.coverage.outcomes) == ["BUD.LO1"]


def test_very_many_hidden_characters(check: Check) -> None:
    """The first twenty are named, since more would only repeat themselves."""
    checked = check({"evidence/e01.md": page(body="\x01" * 50 + "\n")})

    assert codes(checked, "SRC107") == ["SRC107"] * 20


def test_a_comment_on_the_last_line(check: Check) -> None:
    """A comment with nothing below it is about its own line, and so takes nothing back."""
    body = "Text\n<!-- crossfolio: ignore TAG109 because it is late -->\n"
    checked = check({"evidence/e01.md": page(body=body)})

    assert only(checked, "SUP101").finding.place.line == 9


@pytest.mark.parametrize("body", ["<hr>\n\n[BUD.AC1]\n", "<hr>\n[BUD.AC1]\n"])
def test_html_that_needs_no_closing_tag(check: Check, body: str) -> None:
    """What stands below a rule in HTML is text again."""
    (item,) = check({"evidence/e01.md": page(body=body)}).portfolio.evidence

    assert [mark.criterion for mark in item.marks] == ["BUD.AC1"]


class TestYaml:
    """YAML given to the reader itself."""

    def test_characters_that_yaml_refuses(self) -> None:
        """A character that no YAML may hold is a slip of syntax, not an exception."""
        read = read_yaml("a: \x01\n", "a.yml", FRONT_MATTER, first_line=2)

        assert isinstance(read, Finding)
        assert (read.code, read.place.line) == ("SRC102", 2)

    def test_place_of_what_is_not_there(self) -> None:
        """Asked for a value that is missing, it names the nearest around it."""
        read = read_yaml("a: {b: 1}\n", "a.yml", FRONT_MATTER)

        assert isinstance(read, Document)
        assert read.place(("a", "c", 3)) == read.places[("a",)]
        assert read.place(("z",)) == read.places[()]


def test_an_option_without_a_value() -> None:
    """An option that is left empty is as if it were not there."""
    settings, found = settings_from({"profile": Option(None, Place("mkdocs.yml"))})

    assert found == []
    assert settings.profile == "default"


def test_a_link_longer_than_any_name(check: Check) -> None:
    """A link to a file that no system could hold is one that is missing."""
    assert codes(check({"evidence/e01.md": page(body=f"[a]({'a' * 300}.csv)\n")}), "EVI") == [
        "EVI105"
    ]


def test_a_kind_with_a_character_that_nobody_sees(check: Check) -> None:
    """What does not print in a value is shown by its number, so that the slip can be seen."""
    checked = check({"evidence/e01.md": page(kind="pro\u200bduct")})
    said = [str(d) for d in checked.diagnostics if d.rule.code == "EVI102"]

    assert any("`pro\\u200bduct` is not a kind of evidence" in it for it in said)
    assert not any("\u200b" in it for it in said)
