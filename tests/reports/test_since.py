"""What reports say of findings since a baseline: new, the same, of another severity, gone."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

from support import Build, Run, page, unit

SCHEMA = Path(__file__).parents[1] / "schemas/sarif-schema-2.1.0.json"
DAY = ("--today", "2026-07-01", "--no-cache")
TWO = {"criteria/bud.yml": unit("AC1", "AC2")}
COMMENT = "  # crossfolio: ignore TAG108 because all of it shows this"


def made(run: Run, root: Path, *options: object) -> Path:
    """Write a baseline of a project beside it."""
    file = root.parent / f"{root.name}.json"
    run("check", root, *DAY, "--format", f"json={file}", *options)
    return file


def results(run: Run, root: Path, *options: object) -> list[Any]:
    """Return the results of a report in SARIF that is valid."""
    ran = run("check", root, *DAY, "--format", "sarif", *options)
    log = json.loads(ran.out)
    Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(log)
    found: list[Any] = log["runs"][0]["results"]
    return found


def states(found: list[Any]) -> Counter[tuple[str, str]]:
    return Counter((it["ruleId"], it.get("baselineState", "")) for it in found)


def test_without_a_baseline_no_result_has_a_state(portfolio: Build, run: Run) -> None:
    """Nothing is said of what is not known."""
    assert {state for _, state in states(results(run, portfolio(TWO)))} == {""}


def test_new_same_and_gone(portfolio: Build, run: Run) -> None:
    """Each result has its state, whatever line it stands on now; what is gone is there as well."""
    root = portfolio({**TWO, "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC11]")})
    baseline = made(run, root)
    text = page(x_more="one line more", criteria="[BUD.AC1, BUD.AC2]", date="2062-04-14")
    (root / "evidence/e01.md").write_text(text, "utf-8")

    found = results(run, root, "--baseline", baseline)

    assert states(found)["TAG101", "absent"] == 1
    assert states(found)["COV101", "absent"] == 1
    assert states(found)["EVI108", "new"] == 1
    assert states(found)["TAG108", "unchanged"] == 1
    assert states(found)["TAG108", "new"] == 1
    assert "" not in {state for _, state in states(found)}


def test_the_identity_of_what_is_gone_is_that_of_the_baseline(portfolio: Build, run: Run) -> None:
    """Viewers know a result again by its fingerprint, there or gone."""
    root = portfolio({**TWO, "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC11]")})
    before = {result["partialFingerprints"]["crossfolio/v1"] for result in results(run, root)}
    baseline = made(run, root)
    (root / "evidence/e01.md").write_text(page(criteria="[BUD.AC1, BUD.AC2]"), "utf-8")

    after = results(run, root, "--baseline", baseline)

    gone = {
        it["partialFingerprints"]["crossfolio/v1"]
        for it in after
        if it["baselineState"] == "absent"
    }
    assert gone
    assert gone <= before


def test_another_severity_is_an_update(portfolio: Build, run: Run) -> None:
    """A finding that matters more than before, or that a comment takes back now, is updated."""
    root = portfolio({**TWO, "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC11]")})
    baseline = made(run, root)

    stricter = results(run, root, "--baseline", baseline, "--profile", "advisory")
    assert states(stricter)["COV101", "updated"] == 1
    assert states(stricter)["TAG101", "unchanged"] == 1

    text = page(criteria=f"[BUD.AC1, BUD.AC11]{COMMENT}")
    (root / "evidence/e01.md").write_text(text, "utf-8")
    assert states(results(run, root, "--baseline", baseline))["TAG108", "updated"] == 1


def test_what_was_taken_back_before(portfolio: Build, run: Run) -> None:
    """What a comment takes back in both is unchanged, and is not gone with its comment's page."""
    root = portfolio({"evidence/e01.md": page(criteria=f"[BUD.AC1]{COMMENT}")})
    baseline = made(run, root)

    assert states(results(run, root, "--baseline", baseline))["TAG108", "unchanged"] == 1

    (root / "evidence/e01.md").unlink()
    assert ("TAG108", "absent") not in states(results(run, root, "--baseline", baseline))


def test_what_is_gone_quotes_nothing(portfolio: Build, run: Run) -> None:
    """An item may be withheld now, so the words of its old findings are not said again."""
    root = portfolio({"evidence/e01.md": page(audience="public", kind="SECRET")})
    baseline = made(run, root)
    text = page(audience="withheld", location="{where: In the office}")
    (root / "evidence/e01.md").write_text(text, "utf-8")

    found = results(run, root, "--baseline", baseline)

    assert "SECRET" in baseline.read_text("utf-8")
    assert ("EVI102", "absent") in states(found)
    assert "SECRET" not in json.dumps(found)


def test_the_public_edition_compares_with_nothing(portfolio: Build, run: Run) -> None:
    """It would tell of decisions."""
    root = portfolio(TWO)
    baseline = made(run, root)
    (root / "evidence/e01.md").write_text(page(criteria="[BUD.AC2]"), "utf-8")

    found = results(run, root, "--baseline", baseline, "--edition", "public")
    assert {state for _, state in states(found)} == {""}


def test_comment_on_a_pull_request(portfolio: Build, run: Run) -> None:
    """New findings stand before those of the baseline, and what is gone is counted."""
    root = portfolio({**TWO, "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC11]")})
    baseline = made(run, root)
    (root / "evidence/e01.md").write_text(page(criteria="[BUD.AC1, BUD.AC12]"), "utf-8")

    ran = run("check", root, *DAY, "--format", "markdown", "--baseline", baseline)

    new, _, old = ran.out.partition("### Findings as in the baseline")
    assert "BUD.AC12" in new.partition("### New findings")[2]
    assert "1 finding of the baseline is gone." in new
    assert "COV101" in old
    assert "COV101" not in new.partition("### New findings")[2]
