"""`crossfolio explain`: rules, criteria and units in plain text."""

import pytest

from crossfolio.core.rules import RULES
from support import Build, Run, page, unit

DAY = ("--today", "2026-07-01")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule(run: Run, rule) -> None:  # noqa: ANN001 - pytest gives it
    """Each rule is explained by its code and by its name, in any case, without a project."""
    by_code, by_name = run("explain", rule.code.lower()), run("explain", rule.name.upper())

    assert by_code.code == 0
    assert by_code.out == by_name.out
    assert by_code.out.startswith(f"{rule.code} {rule.name}\n")
    assert rule.page.split("\n")[0] in by_code.out


def test_uncovered_criterion(portfolio: Build, run: Run) -> None:
    """A gap is explained with what it asks for, and with a page to begin."""
    root = portfolio({"criteria/bud.yml": unit("AC1", "AC2")})

    out = run("explain", "bud.ac2", root, *DAY).out

    assert "required, uncovered; criteria/bud.yml:" in out
    assert "No evidence that counts claims it." in out
    assert "Next: a page that begins like this.\n\n---\nid: E02\n" in out
    assert "  - BUD.AC2\n" in out


def test_covered_criterion(portfolio: Build, run: Run) -> None:
    """A covered criterion names the items that show it, and asks for nothing."""
    out = run("explain", "BUD.AC1", portfolio(), *DAY).out

    assert "  E01  product  2026-04-14  evidence/e01.md" in out
    assert "Next" not in out


def test_draft(portfolio: Build, run: Run) -> None:
    """Where only a draft claims it, the draft is named."""
    out = run("explain", "BUD.AC1", portfolio({"evidence/e01.md": page(status="draft")}), *DAY).out

    assert "  E01  draft  evidence/e01.md" in out
    assert "finish a draft" in out


def test_unit(portfolio: Build, run: Run) -> None:
    """A unit is explained by its criteria with their states."""
    out = run("explain", "bud", portfolio({"criteria/bud.yml": unit("AC1", "AC2")}), *DAY).out

    assert "BUD.AC1      covered" in out
    assert "BUD.AC2      uncovered" in out
    assert out.endswith("--kind product --for BUD.AC2\n")


@pytest.mark.parametrize(("word", "meant"), [("TGA101", "TAG101"), ("BUD.AC11", "BUD.AC1")])
def test_unknown(portfolio: Build, run: Run, word: str, meant: str) -> None:
    """What is none of these ends with 2 and the nearest that there is."""
    ran = run("explain", word, portfolio(), *DAY)

    assert ran.code == 2
    assert f"did you mean {meant}" in ran.err


def test_a_criterion_without_its_unit(portfolio: Build, run: Run) -> None:
    """A short ID names every criterion that it may mean."""
    root = portfolio({"criteria/mcs.yml": unit("AC1", code="MCS")})

    ran = run("explain", "ac1", root, *DAY)

    assert ran.code == 2
    assert "did you mean BUD.AC1 or MCS.AC1?" in ran.err


def test_a_family_of_rules(portfolio: Build, run: Run) -> None:
    """A family lists its rules, unless a unit has that code."""
    listed = run("explain", "tag", portfolio(), *DAY).out.splitlines()
    assert listed[0].startswith("TAG101 unknown-criterion: Evidence claims a criterion ")
    assert len(listed) == sum(rule.family == "TAG" for rule in RULES)

    root = portfolio({"criteria/tag.yml": unit("AC1", code="TAG")})
    assert run("explain", "tag", root, *DAY).out.startswith("TAG Unit TAG\n")


def test_unusable_settings(portfolio: Build, run: Run) -> None:
    """Settings that cannot be used are named, as by the check."""
    site = "plugins:\n  - crossfolio: {editon: public}\n"

    ran = run("explain", "BUD.AC1", portfolio({"mkdocs.yml": site}), *DAY)

    assert ran.code == 2
    assert "CFG101" in ran.err


def test_outcome(portfolio: Build, run: Run) -> None:
    """An outcome is explained by its state and the criteria that belong to it."""
    root = portfolio({"criteria/bud.yml": unit("AC1", "AC2", extra=OUTCOME)})
    ran = run("explain", "bud.lo1", root, *DAY)

    assert ran.code == 0
    assert ran.out.startswith("BUD.LO1 Plan it\n")


OUTCOME = "outcomes: [{id: LO1, text: Plan it}]\n"


def test_item(portfolio: Build, run: Run) -> None:
    """An item is explained by its claims, what was found in it, and whose turn it is."""
    files = {"evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC7]")}
    ran = run("explain", "e01", portfolio(files), *DAY)

    assert ran.code == 0
    assert "  BUD.AC1: claimed; the criterion is covered" in ran.out
    assert "  BUD.AC7: names no criterion and does not count" in ran.out
    assert "error[TAG101]" in ran.out
    assert ran.out.endswith("Turn: assessor\n")


def test_judged_item(portfolio: Build, run: Run) -> None:
    """Of a judged item all decisions are told, with what has changed and what was asked for."""
    files = {
        "evidence/e01.md": page(),
        "assessment/decisions/D01.yml": DECISION.format(outcome="met", id="D01", day=1),
        "assessment/decisions/D02.yml": DECISION.format(outcome="more-evidence", id="D02", day=2)
        + "supersedes: [D01]\n",
    }
    out = run("explain", "E01", portfolio(files), *DAY).out

    assert "  2026-05-01 D01 by A1: BUD.AC1 met (superseded by D02)" in out
    assert "  2026-05-02 D02 by A1: BUD.AC1 more evidence" in out
    assert "Changed since it was judged: E01 has changed" in out


DECISION = (
    "decision: {id}\nassessor: A1\ndate: 2026-05-0{day}\n"
    f"evidence: [{{{{id: E01, fingerprint: 'cf2:{'0' * 64}'}}}}]\n"
    "criteria: [{{criterion: BUD.AC1, outcome: {outcome}, feedback: Show more}}]\n"
)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_item_that_does_not_count(portfolio: Build, run: Run, status: str) -> None:
    """A draft waits for the learner; what is withdrawn waits for nobody."""
    out = run("explain", "E01", portfolio({"evidence/e01.md": page(status=status)}), *DAY).out

    assert f"product, {status}, " in out
    assert out.endswith(f"Turn: {'learner' if status == 'draft' else 'nobody'}\n")
