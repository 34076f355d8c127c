"""Slips in decisions and samples that are readable: none of them makes anything better."""

from pathlib import Path

import pytest

from core.test_record import BASE, MET, checked, decide
from support import Build, codes, state, unit

D02 = "decision: D02\nassessor: A2\ndate: 2026-05-02\n"


def sample(root: Path, id: str, outcome: str, decisions: str, day: str) -> None:
    path = root / f"assessment/samples/{id}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"sample: {id}\nquality_assurer: Q1\ndate: {day}\nstage: interim\n"
        f"decisions: [{decisions}]\noutcome: {outcome}\nfeedback: Look again\n"
    )


def test_an_item_named_twice_is_one(portfolio: Build) -> None:
    """An item that `on` names in two cases brings what one item brings, and is an error."""
    root = portfolio({**BASE, "criteria/bud.yml": unit("AC1", "AC2 requires: {at_least: 2}")})
    decide(root, "D01", "criterion: BUD.AC2, outcome: met, on: [E01, e01]", items="E01 E02")
    now = checked(root)

    assert state(now, "BUD.AC2") == "covered"
    assert codes(now, "DEC") == ["DEC101"]


@pytest.mark.parametrize("criterion", ["BUD.", "BUD AC2", "AC2", "'BUD._'"])
def test_an_entry_without_a_criterion_may_be_about_any(portfolio: Build, criterion: str) -> None:
    """Where a file is no YAML, an entry that names no criterion keeps all from acceptance."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET)
    (root / "assessment/decisions/D02.yml").write_text(
        f"{D02}criteria:\n  - {{criterion: BUD.AC2, outcome: met}}\n"
        f"  - {{criterion: {criterion}, outcome: not-yet-met}}\nx: [\n"
    )

    assert state(checked(root), "BUD.AC1") == "covered"


@pytest.mark.parametrize("looked", ["D01", "D77", "D02", "d02, D01"])
def test_a_disagreement_is_not_lost_with_a_name(portfolio: Build, looked: str) -> None:
    """It disputes what it may be about: its decision is misspelt, or cannot be read."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET)
    broken = f"{D02}evidence: []\ncriteria:\n  - {{criterion: BUD.AC1, outcome: mett}}\n"
    (root / "assessment/decisions/D02.yml").write_text(broken.replace("05-02", "04-02"))
    assert state(checked(root), "BUD.AC1") == "accepted"
    sample(root, "S01", "disagree", looked, "2026-06-01")

    assert state(checked(root), "BUD.AC1") == "covered"


@pytest.mark.parametrize("outcome", ["disagree", "nonsense"])
def test_a_sample_before_its_decision_still_disputes_it(portfolio: Build, outcome: str) -> None:
    """The decision that was sampled does not settle its sample, whatever the dates say."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET)
    sample(root, "S01", outcome, "D01", "2026-04-01")
    assert state(checked(root), "BUD.AC1") == "covered"

    decide(root, "D02", MET, date="2026-05-02", supersedes="[D01]")
    assert state(checked(root), "BUD.AC1") == "accepted"


@pytest.mark.parametrize("day", ["2026-04-01", "2026-09-01"])
def test_what_is_out_of_time_confirms_nothing(portfolio: Build, day: str) -> None:
    """A sample before its decision, or in the future, confirms nothing; nor one of two."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET)

    def confirmed() -> bool:
        now = checked(root)
        return now.record.confirmed(now.record.facts.by_key["D01"])

    sample(root, "S01", "agree", "D01", day)
    assert not confirmed()
    sample(root, "S01", "agree", "D01", "2026-06-01")
    assert confirmed()
    sample(root, "S02", "nonsense", "d01", "2026-06-01")
    assert not confirmed()


def test_a_mapped_claim_needs_hashes_that_fit(portfolio: Build) -> None:
    """Where the hashes do not belong together, `mapped` claims nothing."""
    root = portfolio({**BASE, "evidence/e01.md": BASE["evidence/e02.md"]}, bare=True)
    (root / "evidence/e01.md").unlink()
    path = decide(root, "D01", f"{MET}, mapped: true, on: [E02]", items="E02")
    assert state(checked(root), "BUD.AC1") == "accepted"
    path.write_text(path.read_text().replace("'}\n", f"', parts: {{body: {'0' * 63}a}}}}\n", 1))
    now = checked(root)

    assert state(now, "BUD.AC1") == "uncovered"
    assert codes(now, "DEC", "COV114") == ["DEC110"]
