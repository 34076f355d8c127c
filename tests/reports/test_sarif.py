"""`--format sarif`: a stable contract."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from crossfolio.core.building import seen_in_edition
from crossfolio.core.findings import Severity, one_line
from crossfolio.core.settings import Edition
from crossfolio.reports import sarif_report
from support import TODAY, Build, Check, Golden, Run, page

from .forge import HOSTILE, SMALL, moved, repeated, with_text

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE.parent / "schemas/sarif-schema-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)


def run_of(text: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the only run of a report that is valid."""
    log = json.loads(text)
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def identities(text: str) -> list[str]:
    return [result["partialFingerprints"]["crossfolio/v1"] for result in run_of(text)["results"]]


def test_report(check: Check, golden: Golden) -> None:
    """The report of a small portfolio is exactly the one that is kept, and is valid."""
    text = sarif_report.render(seen_in_edition(check(SMALL)), "1.0")

    golden(HERE / "golden/sarif.json", text)
    assert {result["level"] for result in run_of(text)["results"]} == {"error", "warning", "note"}


def test_rules_are_those_that_found_something(check: Check) -> None:
    """Each result points at its rule, and no rule is there for nothing."""
    run = run_of(sarif_report.render(seen_in_edition(check(SMALL)), "1.0"))
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert [rules[result["ruleIndex"]] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert set(rules) == {result["ruleId"] for result in run["results"]}


def test_nothing_found(check: Check) -> None:
    """A check that finds nothing gives an empty list of results, not none."""
    text = sarif_report.render(seen_in_edition(replace(check(), diagnostics=())), "1.0")

    assert run_of(text)["results"] == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_breaks_it(check: Check, hostile: str) -> None:
    """Whatever a value holds, the report is valid ASCII and says it."""
    checked = with_text(check(SMALL), hostile)
    text = sarif_report.render(seen_in_edition(checked), "1.0", folder="a folder")
    result = run_of(text)["results"][0]

    assert text.isascii()
    assert "##[" not in text
    assert "\x1b" not in text
    said = result["message"]["text"].split("\n")
    shown = [one_line(f"unknown `{hostile}`"), one_line(f"help: did you mean {hostile}?")]
    doubled = [it.replace("{", "{{").replace("}", "}}").replace("](", "] (") for it in shown]
    assert said == doubled


def test_links(check: Check) -> None:
    """Addresses stand in the report only where they are known."""
    bare = run_of(sarif_report.render(seen_in_edition(check(SMALL)), "1.0"))["tool"]["driver"]
    full = run_of(
        sarif_report.render(
            seen_in_edition(check(SMALL)),
            "1.0",
            lambda rule: f"https://example.com/{rule.code}/",
            information="https://example.com/",
        )
    )["tool"]["driver"]

    assert "informationUri" not in bare
    assert not any("helpUri" in rule for rule in bare["rules"])
    assert full["informationUri"] == "https://example.com/"
    assert full["rules"][0]["helpUri"] == f"https://example.com/{full['rules'][0]['id']}/"


def test_most_results(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report stays below what GitHub refuses: the worst are in it, and how many are not."""
    assert sarif_report.MOST < 25_000
    monkeypatch.setattr(sarif_report, "MOST", 50)
    checked = check(SMALL)
    (first, *_) = (d for d in checked.diagnostics if d.severity is Severity.ERROR)
    info = replace(first, severity=Severity.INFO)
    many = replace(checked, diagnostics=(*(info,) * 49, first, first))

    log = json.loads(sarif_report.render(seen_in_edition(many), "1.0"))
    VALIDATOR.validate(log)
    (run,) = log["runs"]

    assert len(run["results"]) == 50
    assert [result["level"] for result in run["results"][-3:]] == ["note", "error", "error"]
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("and 1 more")


def test_address_of_the_help(portfolio: Build, run: Run) -> None:
    """With an address of the site, a report says where what Crossfolio does is explained."""
    root = portfolio({"mkdocs.yml": "site_url: https://example.com/a\nplugins: [crossfolio]\n"})

    report = run("check", root, "--today", TODAY, "--format", "sarif").report

    driver = report["runs"][0]["tool"]["driver"]
    assert driver["informationUri"] == "https://example.com/a/help/"


TAKEN_BACK = page(
    criteria="[BUD.AC1, BUD.AC11]  # crossfolio: ignore TAG101 because the unit is new"
)


def test_what_comments_take_back_is_suppressed(check: Check) -> None:
    """A suppressed result says why and where; all others say that they are not."""
    text = sarif_report.render(
        seen_in_edition(check({"evidence/e01.md": TAKEN_BACK})), "1.0", folder="a"
    )
    results = run_of(text)["results"]
    (taken,) = [result for result in results if result["suppressions"]]
    (comment,) = taken["suppressions"]

    assert taken["ruleId"] == "TAG101"
    assert (comment["kind"], comment["justification"]) == ("inSource", "the unit is new")
    where = comment["location"]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "a/evidence/e01.md"
    assert (
        where["region"]["startLine"]
        == taken["locations"][0]["physicalLocation"]["region"]["startLine"]
    )
    assert all(result["suppressions"] == [] for result in results if result is not taken)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_reason_breaks_it(check: Check, hostile: str) -> None:
    """Whatever a reason holds, the report is valid ASCII, and gives it as one line."""
    checked = check({"evidence/e01.md": TAKEN_BACK})
    (taken,) = checked.suppressed
    forged = taken._replace(suppression=taken.suppression._replace(reason=hostile))
    text = sarif_report.render(seen_in_edition(replace(checked, suppressed=(forged,))), "1.0")
    said = run_of(text)["results"][-1]["suppressions"][0]["justification"]

    assert text.isascii()
    assert "##[" not in text
    assert said == one_line(hostile)


@pytest.mark.parametrize("edition", Edition)
def test_hidden_reasons_stay_hidden(check: Check, edition: Edition) -> None:
    """The reason given on a withheld page is in no report, nor is any in the public edition."""
    withheld = TAKEN_BACK.replace("kind:", "audience: withheld\nkind:")
    checked = check({"evidence/e01.md": withheld})
    shown = replace(checked, settings=replace(checked.settings, edition=edition))
    text = sarif_report.render(seen_in_edition(shown), "1.0")

    assert "the unit is new" not in text
    assert "BUD.AC11" not in text
    taken = [result for result in run_of(text)["results"] if result["suppressions"]]
    assert len(taken) == (1 if edition is Edition.ASSESSOR else 0)


def test_paths_are_relative_and_encoded(check: Check) -> None:
    """A path is a relative reference from the repository's root."""
    text = sarif_report.render(seen_in_edition(check(SMALL)), "1.0", folder="portfolios/a b")
    locations = [result["locations"][0]["physicalLocation"] for result in run_of(text)["results"]]
    uris = {location["artifactLocation"]["uri"] for location in locations}

    assert "portfolios/a%20b/evidence/my%20plan.csv" in uris
    assert {location["artifactLocation"]["uriBaseId"] for location in locations} == {"%SRCROOT%"}


def test_fix_replaces_the_slip(check: Check) -> None:
    """A finding with one right answer carries it as a fix."""
    results = run_of(sarif_report.render(seen_in_edition(check(SMALL)), "1.0"))["results"]
    (fix,) = next(result for result in results if result["ruleId"] == "TAG101")["fixes"]
    (change,) = fix["artifactChanges"]

    assert change["artifactLocation"]["uri"] == "evidence/e01.md"
    assert [replacement["insertedContent"]["text"] for replacement in change["replacements"]] == [
        "BUD.AC1"
    ]


def test_findings_are_known_again(check: Check) -> None:
    """Fingerprints are unique, and no line number is in them, not even of a message."""
    checked = repeated(check(SMALL), 3)
    before = identities(sarif_report.render(seen_in_edition(checked), "1.0"))

    assert len(set(before)) == len(before)
    assert identities(sarif_report.render(seen_in_edition(moved(checked, 7)), "1.0")) == before


def test_line_in_a_message_moves_no_fingerprint(check: Check) -> None:
    """Text above the first of two definitions moves neither."""
    twice = page(title="A plan\ntitle: A plan")
    lower = page(x_a="b", title="A plan\ntitle: A plan")
    first, second = (
        identities(sarif_report.render(seen_in_edition(check({"evidence/e01.md": text})), "1.0"))
        for text in (twice, lower)
    )

    assert first == second


def test_same_portfolio_same_text(check: Check) -> None:
    """Two checks of one portfolio give the same text."""
    assert sarif_report.render(seen_in_edition(check(SMALL)), "1.0") == sarif_report.render(
        seen_in_edition(check(SMALL)), "1.0"
    )
