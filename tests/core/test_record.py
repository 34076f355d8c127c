"""The record: what decisions and samples say, kept to the letter where cases do not reach."""

from hashlib import sha256
from pathlib import Path
from textwrap import dedent

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.record.claim_standing import ClaimStanding
from crossfolio.reports import (
    github_report,
    gitlab_report,
    json_report,
    junit_report,
    markdown_report,
    sarif_report,
    text_report,
)
from crossfolio.reports.explain_report import criterion_page
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Build, Files, codes, only, page, state, unit, write

PEOPLE = """\
people:
  A1: {roles: [assessor], display_name: A}
  A2: {roles: [assessor], display_name: B}
  T1: {roles: [trainee-assessor], display_name: T}
  L1: {roles: [learner], display_name: L}
  Q1: {roles: [internal-quality-assurer], display_name: Q}
"""
BASE: Files = {
    "criteria/bud.yml": unit("AC1", "AC2"),
    "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC2]"),
    "evidence/e02.md": page(id="E02", criteria="[BUD.AC2]"),
    "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
    "assessment/people.yml": PEOPLE,
}


def checked(root: Path) -> Checked:
    return check_project(open_project(root), TODAY, every_fingerprint=True)


def decide(root: Path, id: str, *rows: str, items: str = "E01", **fields: str) -> Path:
    """Write a decision on items as they are now; each row is an entry of `criteria`."""
    prints = checked(root).portfolio.fingerprints
    known = {"decision": id, "assessor": "A1", "date": "2026-05-01"} | fields
    lines = "".join(f"{key}: {value}\n" for key, value in known.items())
    listed = "".join(
        f"  - {{id: {word}, fingerprint: '{prints[word].value}'}}\n" for word in items.split()
    )
    entries = "".join(f"  - {{{row}}}\n" for row in rows)
    path = root / f"assessment/decisions/{id}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{lines}evidence:\n{listed}criteria:\n{entries}")
    return path


MET = "criterion: BUD.AC1, outcome: met"
MORE = "criterion: BUD.AC1, outcome: more-evidence, feedback: Zaffrefeedback"


def standings(of: Checked, criterion: str) -> dict[str, ClaimStanding]:
    return {claim.item.id: claim.standing for claim in of.coverage.criteria[criterion].claims}


def test_a_mapped_claim_counts_while_its_judgement_holds(portfolio: Build) -> None:
    """With `mapped` and `on`, an item counts that does not claim the criterion; it is shown so."""
    root = portfolio({**BASE, "evidence/e01.md": page(criteria="[BUD.AC2]")}, bare=True)
    assert state(checked(root), "BUD.AC1") == "uncovered"
    decide(root, "D01", f"{MET}, mapped: true, on: [E01]")
    now = checked(root)
    (claim,) = now.coverage.criteria["BUD.AC1"].claims

    assert state(now, "BUD.AC1") == "accepted"
    assert (claim.item.id, claim.mapped, claim.standing) == ("E01", True, "judged")
    assert codes(now, "DEC", "COV115") == []

    decide(
        root, "D02", "criterion: BUD.AC1, outcome: withdrawn, feedback: No",
        date="2026-05-02", supersedes="[D01]",
    )  # fmt: skip
    assert state(checked(root), "BUD.AC1") == "uncovered"


@pytest.mark.parametrize("more", ["mapped: true", "on: [E02]", "on: [E01], claims: {E02: x}"])
def test_what_does_not_fit_cannot_be_read(portfolio: Build, more: str) -> None:
    """`mapped` asks for `on`; `on` names listed items, and `claims` those in `on`."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET)
    decide(root, "D02", f"{MORE}, {more.replace('x', '0' * 64)}", date="2026-05-02")
    now = checked(root)

    assert codes(now, "DEC") == ["DEC101"]
    assert state(now, "BUD.AC1") == "covered"


def test_on_may_be_left_out_only_for_one_item(portfolio: Build) -> None:
    """Where several items are listed, each entry says on which of them it rests."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET, items="E01 E02")

    assert "`on`" in only(checked(root), "DEC101").finding.message


def test_only_items_in_on_matter(portfolio: Build) -> None:
    """A change of a listed item undoes just the criteria that rest on it."""
    root = portfolio(BASE, bare=True)
    second = "criterion: BUD.AC2, outcome: met, on: [E02]"
    decide(root, "D01", f"{MET}, on: [E01]", second, items="E01 E02")
    (root / "evidence/e02.md").write_text(page(id="E02", criteria="[BUD.AC2]", body="New\n"))
    now = checked(root)

    assert (state(now, "BUD.AC1"), state(now, "BUD.AC2")) == ("accepted", "stale")
    assert standings(now, "BUD.AC2") == {"E01": "claimed", "E02": "changed"}


@pytest.mark.parametrize(
    ("signed", "found", "wanted"),
    [
        ({}, ["DEC112"], "covered"),
        ({"countersigned_by": "a2"}, [], "accepted"),
        ({"countersigned_by": "T1"}, ["DEC106"], "covered"),
        ({"countersigned_by": "L1"}, ["DEC106"], "covered"),
        ({"countersigned_by": "Q1"}, ["DEC106"], "covered"),
    ],
)
def test_a_trainee_needs_a_countersignature(
    portfolio: Build, signed: dict[str, str], found: list[str], wanted: str
) -> None:
    """A trainee's decision counts only where an assessor has countersigned it."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET, assessor="T1", **signed)

    assert codes(checked(root), "DEC") == found
    assert state(checked(root), "BUD.AC1") == wanted


def test_what_is_named_after_has_to_be_there(portfolio: Build) -> None:
    """A decision file that a later one names, and that is gone or written over, is an error."""
    root = portfolio(BASE, bare=True)
    first = decide(root, "D01", MET)
    digest = sha256(first.read_bytes()).hexdigest()
    second = decide(root, "D02", "criterion: BUD.AC2, outcome: met", date="2026-05-02")
    bare = second.read_text()
    for name in ("D01", "d01", "D01.yml"):
        second.write_text(bare.replace("evidence:", f"after: {{{name}: {digest}}}\nevidence:"))
        assert codes(checked(root), "DEC") == []
        whole = first.read_bytes()
        first.write_bytes(whole + b"# a comment\n")
        assert "written over" in only(checked(root), "DEC113").finding.message
        first.unlink()
        assert "gone" in only(checked(root), "DEC113").finding.message
        assert checked(root).failed
        first.write_bytes(whole)


def test_a_claims_note_is_part_of_what_was_judged(portfolio: Build) -> None:
    """With the hash of a claim, another note undoes it, and another place does not."""
    nothing = sha256(b"{}").hexdigest()
    root = portfolio(BASE, bare=True)
    decide(root, "D01", f"{MET}, on: [E01], claims: {{e01: {nothing}}}")
    assert state(checked(root), "BUD.AC1") == "accepted"
    for more, wanted in (("at: x", "accepted"), ("note: Look", "stale")):
        tag = f"[BUD.AC2, {{criterion: BUD.AC1, {more}}}]"
        (root / "evidence/e01.md").write_text(page(criteria=tag))
        assert state(checked(root), "BUD.AC1") == wanted


def sample(**fields: str) -> str:
    known = {
        "sample": "S1", "quality_assurer": "Q1", "date": "2026-05-10", "stage": "interim",
        "decisions": "[D01]", "outcome": "agree", "feedback": "Well reasoned",
    }  # fmt: skip
    return "".join(f"{key}: {value}\n" for key, value in (known | fields).items() if value)


@pytest.mark.parametrize(
    ("fields", "found", "wanted"),
    [
        ({}, [], "accepted"),
        ({"outcome": "disagree"}, ["COV112"], "covered"),
        ({"outcome": "disagree", "quality_assurer": "A2"}, ["COV112", "SMP103"], "covered"),
        ({"quality_assurer": "A1"}, ["DEC105"], "accepted"),
        ({"quality_assurer": "L1"}, ["DEC105"], "accepted"),
        ({"quality_assurer": "X9"}, ["SMP103"], "accepted"),
        ({"date": "2026-04-30"}, ["SMP104"], "accepted"),
        ({"date": "2026-07-02"}, ["SMP104"], "accepted"),
        ({"feedback": ""}, ["SMP105"], "accepted"),
        ({"outcome": "disagre"}, ["SMP101"], "covered"),
        ({"outcome": "disagre", "decisions": "[D07]"}, ["SMP101"], "covered"),
        ({"actions": "[{text: A, due: 2026-06-30}]"}, ["SMP106"], "accepted"),
        ({"actions": "[{text: A, due: 2026-07-01}]"}, [], "accepted"),
        ({"actions": "[{text: A, due: 2026-06-01, closed_on: 2026-06-20}]"}, [], "accepted"),
    ],
)
def test_samples(portfolio: Build, fields: dict[str, str], found: list[str], wanted: str) -> None:
    """Who sampled, when and what came of it; an unreadable sample may have disagreed."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET)
    write(root, {"assessment/samples/S1.yml": sample(**fields)})
    now = checked(root)

    assert sorted(codes(now, "DEC", "SMP", "COV112")) == found
    assert state(now, "BUD.AC1") == wanted
    assert now.record.confirmed(now.record.facts.by_key["D01"]) is (
        fields.get("outcome", "agree") == "agree"
        and not {"DEC105", "SMP103", "SMP104"} & set(found)
    )


def test_history_of_an_item(portfolio: Build) -> None:
    """Every decision on an item, superseded ones too, and every sample, in order of time."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MORE)
    decide(root, "D02", MET, date="2026-05-20", supersedes="[D01]")
    decide(root, "D03", MET, date="2026-08-01")
    write(root, {"assessment/samples/S1.yml": sample()})
    events = checked(root).record.history("E01")

    assert [(event.decision.id, event.sample and event.sample.id) for event in events] == [
        ("D01", None), ("D01", "S1"), ("D02", None), ("D03", None)
    ]  # fmt: skip
    assert events[0].ended["BUD.AC1"].id == "D02"
    assert events[3].bar == "future"


def test_feedback_is_for_the_learner_and_for_no_forge(portfolio: Build) -> None:
    """It stands in the full text and in `explain`, and in no report that goes elsewhere."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MORE)
    now = checked(root)
    elsewhere = (github_report, gitlab_report, json_report, junit_report, markdown_report)
    texts = [report.render(seen_in_edition(now)) for report in elsewhere]
    texts += [text_report.concise(now), sarif_report.render(seen_in_edition(now), "1")]

    assert "Zaffrefeedback" in text_report.full(now, lambda *_: None)
    assert "Zaffrefeedback" in criterion_page(now.coverage.criteria["BUD.AC1"], now)
    assert not [text for text in texts if "Zaffrefeedback" in text]


@pytest.mark.parametrize(
    ("gate", "found"),
    [
        ("50", []),
        ("51", ["1 of 2 criteria of the submitted units are accepted, less than 51 %"]),
        ("{BUD: 100}", ["1 of 2 criteria of BUD are accepted, less than 100 %"]),
        ("{all: 50, bud: 50}", []),
    ],
)
def test_the_gate_for_certification(portfolio: Build, gate: str, found: list[str]) -> None:
    """`min_accepted` compares the exact share that assessors have accepted."""
    site = f"plugins:\n  - crossfolio:\n      min_accepted: {gate}\n"
    root = portfolio({**BASE, "mkdocs.yml": site}, bare=True)
    decide(root, "D01", MET)
    now = checked(root)

    assert [d.finding.message for d in now.diagnostics if d.rule.code == "COV115"] == found
    assert now.failed is bool(found)


@pytest.mark.parametrize(
    "name", ["decisions/.gitkeep", "decisions/Thumbs.db", "decisions/sub/notes.txt", "empty.yml"]
)
def test_what_changes_nothing(portfolio: Build, name: str) -> None:
    """Empty files and what systems leave behind change no state."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET)
    write(root, {f"assessment/{name}": ""})
    now = checked(root)

    assert state(now, "BUD.AC1") == "accepted"
    assert codes(now, "DEC") == []


def test_an_emptied_decision_is_said(portfolio: Build) -> None:
    """A decision that was emptied decides nothing, and does not vanish without a word."""
    root = portfolio(BASE, bare=True)
    decide(root, "D01", MET).write_text("\n")

    assert only(checked(root), "DEC114").severity.word == "warning"


def test_pending_never_fails(portfolio: Build) -> None:
    """Findings about a unit in progress are counted apart and fail no run, strict or not."""
    site = dedent("""\
        strict: true
        plugins:
          - crossfolio:
              profile: strict
        """)
    files = {**BASE, "mkdocs.yml": site, "criteria/mcs.yml": unit("AC1", code="MCS")}
    enrolment = "learner: L1\nunits: {BUD: in-progress, MCS: in-progress}\n"
    now = checked(portfolio({**files, "evidence/portfolio.yml": enrolment}, bare=True))
    done = enrolment.replace("MCS: in-progress", "MCS: submitted")
    submitted = checked(portfolio({**files, "evidence/portfolio.yml": done}, bare=True))

    gap = only(now, "COV101")
    assert gap.pending
    assert now.pending > 0
    assert '"level": "note"' in sarif_report.render(seen_in_edition(now), "1")
    assert not now.failed
    assert submitted.failed
