"""States of a criterion: each row of the table, in its order."""

from pathlib import Path

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.record.words import change_words
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Build, Check, Files, codes, only, page, state, unit

BASE: Files = {"criteria/bud.yml": unit("AC1"), "evidence/e01.md": page()}


def decide(
    root: Path,
    outcome: str = "met",
    *,
    id: str = "D01",
    of: str = "E01",
    more: str = "",
    day: str = "2026-05-01",
) -> None:
    """Write a decision on BUD.AC1 that is bound to the item as it is now."""
    checked = check_project(open_project(root), TODAY, every_fingerprint=True)
    now = checked.portfolio.fingerprints[of]
    folder = root / "assessment/decisions"
    folder.mkdir(parents=True, exist_ok=True)
    files = "".join(f"\n        {k}: {v}" for k, v in now.parts.attachments.items())
    listed = f"\n      attachments:{files}" if files else ""
    (folder / f"{id}.yml").write_text(
        f"decision: {id}\nassessor: A1\ndate: {day}\n{more}evidence:\n"
        f"  - id: {of}\n    fingerprint: {now.value}\n    parts:\n"
        f"      fields: {now.parts.fields}\n      body: {now.parts.body}{listed}\n"
        f"criteria:\n  - criterion: BUD.AC1\n    outcome: {outcome}\n"
        f"    revision: 1\n    feedback: Bring the second call\n"
    )


def test_uncovered(check: Check) -> None:
    """A criterion that no evidence claims is uncovered."""
    checked = check({**BASE, "evidence/e01.md": page(criteria="[]")})

    assert state(checked, "BUD.AC1") == "uncovered"
    assert codes(checked, "COV10") == ["COV101"]


@pytest.mark.parametrize("count", [1, 10])
def test_drafts_never_cover(check: Check, count: int) -> None:
    """Any number of drafts leaves a criterion a draft, and the finding names them."""
    drafts = {f"evidence/d{n}.md": page(id=f"D{n}", status="draft") for n in range(count)}
    checked = check({**BASE, "evidence/e01.md": None, **drafts})

    assert state(checked, "BUD.AC1") == "draft"
    assert len(only(checked, "COV102").finding.related) == count


def test_withdrawn_evidence_claims_nothing(check: Check) -> None:
    """Ten withdrawn items leave a criterion uncovered, stay listed, and count as no claim."""
    gone = {f"evidence/w{n}.md": page(id=f"W{n}", status="withdrawn") for n in range(10)}
    checked = check({**BASE, "evidence/e01.md": None, **gone})

    assert state(checked, "BUD.AC1") == "uncovered"
    assert len(checked.portfolio.evidence) == 10
    assert codes(checked, "TAG", "COV110") == []


def test_partial_comes_before_every_decision(check: Check, portfolio: Build) -> None:
    """What `requires` asks for is judged first: a `met` on too little stays partial."""
    root = portfolio({**BASE, "criteria/bud.yml": unit("AC1 requires: {at_least: 2}")})
    decide(root)
    checked = check(root)

    assert state(checked, "BUD.AC1") == "partial"
    assert checked.coverage.criteria["BUD.AC1"].missing == ("one more item",)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("not-yet-met", "decided that it is not yet met"),
        ("more-evidence", "asked for more evidence"),
    ],
)
def test_partial_by_a_standing_decision(
    check: Check, portfolio: Build, outcome: str, words: str
) -> None:
    """A decision that stands and is not `met` is partial; its feedback is not repeated."""
    root = portfolio(BASE)
    decide(root, outcome)
    checked = check(root)

    assert state(checked, "BUD.AC1") == "partial"
    assert checked.coverage.criteria["BUD.AC1"].missing == (
        f"the assessor {words} (D01, 2026-05-01)",
    )


@pytest.mark.parametrize("outcome", ["met", "not-yet-met"])
def test_stale_when_the_evidence_changed(check: Check, portfolio: Build, outcome: str) -> None:
    """After a change no decision stands, and the finding names each part that changed."""
    root = portfolio(
        {**BASE, "evidence/e01.md": page(attachments="[a.txt]"), "evidence/a.txt": "1\n"}
    )
    decide(root, outcome)
    portfolio(
        {
            "evidence/e01.md": page(attachments="[a.txt]", title="New", body="New"),
            "evidence/a.txt": "2\n",
        },
        bare=True,
    )
    checked = check(root)

    changed = checked.coverage.criteria["BUD.AC1"].standing
    assert state(checked, "BUD.AC1") == ("stale" if outcome == "met" else "covered")
    assert changed is not None
    assert change_words(changed.changes) == ("E01 has changed: the front matter, the text, a.txt",)


def test_stale_when_the_criterion_changed(check: Check, portfolio: Build) -> None:
    """A raised revision takes a decision's ground away."""
    root = portfolio(BASE)
    decide(root)
    (root / "criteria/bud.yml").write_text(unit("AC1 revision: 2"))
    checked = check(root)

    assert state(checked, "BUD.AC1") == "stale"
    assert "another revision than 1, which was judged" in only(checked, "COV104").finding.help


def test_covered_when_what_was_judged_is_withdrawn(check: Check, portfolio: Build) -> None:
    """Another item that nobody judged does not inherit a decision on a withdrawn one."""
    root = portfolio(BASE)
    decide(root)
    portfolio({"evidence/e02.md": page(id="E02")}, bare=True)
    assert state(check(root), "BUD.AC1") == "accepted"

    portfolio({"evidence/e01.md": page(status="withdrawn")}, bare=True)
    checked = check(root)

    assert state(checked, "BUD.AC1") == "covered"
    assert only(checked, "COV114").finding.message.startswith("E01 no longer counts")


def test_stale_when_what_was_judged_is_gone(check: Check, portfolio: Build) -> None:
    """A judged item that is no longer there is a change."""
    root = portfolio({**BASE, "evidence/e02.md": page(id="E02")})
    decide(root, of="E02")
    (root / "evidence/e02.md").unlink()

    assert only(check(root), "COV104").finding.help.startswith("E02 is gone;")


def test_covered_and_accepted(check: Check, portfolio: Build) -> None:
    """Evidence covers; a standing `met` accepts; `covered` in a count includes `accepted`."""
    root = portfolio(BASE)
    before = check(root)
    decide(root)
    after = check(root)

    assert (state(before, "BUD.AC1"), state(after, "BUD.AC1")) == ("covered", "accepted")
    assert (after.coverage.total.covered, after.coverage.total.accepted) == (1, 1)


def test_handling_fields_move_no_decision(check: Check, portfolio: Build) -> None:
    """Audience, declaration and language say how an item is handled, not what was judged."""
    root = portfolio(BASE)
    decide(root)
    handled = page(
        audience="public",
        language="cy",
        x_note="mine",
        declaration="{by: L1, date: 2026-05-02}",
        context="{real_work: true}",
        status="submitted",
    )
    (root / "evidence/e01.md").write_text(handled)

    assert state(check(root), "BUD.AC1") == "accepted"


def test_the_latest_decision_wins(check: Check, portfolio: Build) -> None:
    """Of two decisions on a criterion the later day counts, whatever their IDs are."""
    root = portfolio(BASE)
    decide(root, "met", id="D02", day="2026-05-01")
    decide(root, "not-yet-met", id="D01", day="2026-05-02")
    assert state(check(root), "BUD.AC1") == "partial"

    decide(root, "met", id="D03", day="2026-05-03")
    assert state(check(root), "BUD.AC1") == "accepted"


def test_a_superseded_decision_decides_nothing(check: Check, portfolio: Build) -> None:
    """Of two decisions of one day that holds which supersedes the other, whatever its case."""
    root = portfolio(BASE)
    decide(root, "not-yet-met", id="D02", day="2026-05-01")
    decide(root, "met", id="D01", day="2026-05-01", more="supersedes: [d02]\n")

    assert state(check(root), "BUD.AC1") == "accepted"


def test_a_decision_that_cannot_be_read_decides_nothing(check: Check, portfolio: Build) -> None:
    """A decision with a word that is none is a finding and accepts nothing."""
    root = portfolio(BASE)
    decide(root, "pass")
    checked = check(root)

    assert state(checked, "BUD.AC1") == "covered"
    assert "DEC101" in codes(checked)


@pytest.mark.parametrize(
    ("expires", "scope"), [("2026-07-01", "waived"), ("2026-06-30", "required")]
)
def test_a_waiver_holds_on_its_last_day(check: Check, expires: str, scope: str) -> None:
    """A waiver's last day counts; the day after, the finding says that it ran out."""
    checked = check(
        {
            **BASE,
            "criteria/bud.yml": unit("AC1", "AC2"),
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\nwaivers:\n"
            f"  - {{criterion: BUD.AC2, reason: RPL-3, expires: {expires}}}\n",
        }
    )

    assert checked.coverage.criteria["BUD.AC2"].scope == scope
    assert (checked.coverage.waived, checked.coverage.total.required) == (
        (1, 1) if scope == "waived" else (0, 2)
    )
    if scope == "required":
        assert only(checked, "COV101").finding.help.startswith(
            "its waiver expired on 2026-06-30; renew it, or "
        )


@pytest.mark.parametrize(
    "waiver",
    [
        "{criterion: BUD.AC1}",
        '{criterion: BUD.AC1, reason: ""}',
        "{criterion: BUD.AC1, reason: R, expires: soon}",
        "{criterion: BUD.AC1, reason: R, expires: 2026-W53-1}",
        "{criterion: BUD.AC1, reason: R, expires: }",
    ],
)
def test_a_broken_waiver_waives_nothing(check: Check, waiver: str) -> None:
    """Without a reason, or with a day that is none, a criterion stays asked for."""
    checked = check(
        {
            **BASE,
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n"
            f"waivers: [{waiver}]\n",
        }
    )

    assert checked.coverage.criteria["BUD.AC1"].scope == "required"
    assert codes(checked, "EVI")


def taken(checked: Checked) -> dict[str, str]:
    """Return the units taken with the learner's progress."""
    return {unit: progress.value for unit, progress in checked.portfolio.taken.items()}


QUALIFICATION = """\
qualification: QCO
title: Contact centre
awarding_organisation: iQ
source: {kind: draft}
groups:
  - {id: core, units: [BUD], mandatory: true}
  - {id: more, units: [MCS]}
"""


@pytest.mark.parametrize(
    ("enrolment", "expected"),
    [
        (None, {"BUD": "submitted", "MCS": "submitted"}),
        ("learner: L1\n", {"BUD": "submitted", "MCS": "submitted"}),
        ("learner: L1\nqualifications: [QCO]\n", {"BUD": "in-progress"}),
        (
            "learner: L1\nqualifications: [QCO]\nunits: {MCS: submitted}\n",
            {"BUD": "in-progress", "MCS": "submitted"},
        ),
        ("learner: L1\nunits: {MCS: submitted}\n", {"MCS": "submitted"}),
        ("learner: L1\nunits: {MCS: submited}\n", {"MCS": "in-progress"}),
    ],
)
def test_what_is_taken(check: Check, enrolment: str | None, expected: dict[str, str]) -> None:
    """`portfolio.yml` says what is taken; without it, everything is."""
    checked = check(
        {
            "criteria/bud.yml": unit("AC1"),
            "criteria/mcs.yml": unit("AC1", code="MCS"),
            "criteria/qco.yml": QUALIFICATION,
            "evidence/portfolio.yml": enrolment,
        }
    )

    assert taken(checked) == expected


def test_roll_up_takes_the_worst_state(check: Check) -> None:
    """An outcome, a unit and a qualification are as good as their worst required criterion."""
    outcomes = "outcomes:\n  - {id: LO1, text: One}\n  - {id: LO2, text: Two}\n"
    checked = check(
        {
            "criteria/bud.yml": unit(
                "AC1 outcomes: [LO1]",
                "AC2 outcomes: [LO1]",
                "AC3 'outcomes': [LO2], optional: true",
                extra=outcomes,
            ),
            "criteria/mcs.yml": unit("AC1", code="MCS"),
            "criteria/qco.yml": QUALIFICATION,
            "evidence/portfolio.yml": "learner: L1\nqualifications: [QCO]\n"
            "units: {BUD: submitted, MCS: submitted}\n",
            "evidence/e01.md": page(criteria="[BUD.AC1, MCS.AC1]"),
            "evidence/e02.md": page(id="E02", criteria="[BUD.AC2]", status="draft"),
        }
    )

    coverage = checked.coverage
    assert coverage.outcomes["BUD.LO1"] == "draft"
    assert coverage.outcomes["BUD.LO2"] is None
    assert coverage.units == {"BUD": "draft", "MCS": "covered"}
    assert coverage.qualifications == {"QCO": "draft"}
