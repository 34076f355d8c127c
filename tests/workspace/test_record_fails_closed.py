"""What is hidden, misfiled or half-read in the record holds acceptance back, and is one error."""

import os
from pathlib import Path

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.dialect import Dialect
from crossfolio.core.record.fingerprint import fingerprint
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Check, codes, only, page, state, unit, write

PAGE = page(id="E01", criteria="[BUD.AC1, BUD.AC2]")
_ITEM, _ = read_evidence(PAGE.encode(), "evidence/e01.md", "evidence", Dialect())
assert _ITEM is not None
CF2 = fingerprint(_ITEM, {}, {"BUD.AC1", "BUD.AC2"}).value


def decision(id: str, *criteria: str, outcome: str = "met", **fields: str) -> str:
    """Return a decision as a file; other fields are given as they are written."""
    fields = {"assessor": "A1", "date": "2026-05-01", **fields}
    rows = "".join(
        f"  - {{criterion: {criterion}, outcome: {outcome}, feedback: Words}}\n"
        for criterion in criteria
    )
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    evidence = f"evidence: [{{id: E01, fingerprint: '{CF2}'}}]\n"
    return f"decision: {id}\n{head}{evidence}criteria:\n{rows}"


def sample(outcome: str, *decisions: str) -> str:
    """Return a sample as a file."""
    return (
        f"sample: S01\nquality_assurer: Q1\ndate: 2026-06-01\nstage: interim\n"
        f"decisions: [{', '.join(decisions)}]\noutcome: {outcome}\nfeedback: Words\n"
    )


PEOPLE_FILE = "assessment/people.yml"
PEOPLE = (
    "people:\n"
    "  A1: {roles: [assessor], display_name: A}\n"
    "  A2: {roles: [assessor], display_name: B}\n"
    "  W1: {roles: [witness], display_name: C}\n"
    "  Q1: {roles: [internal-quality-assurer], display_name: D}\n"
)
FILES: dict[str, str | bytes] = {
    "criteria/bud.yml": unit("AC1", "AC2"),
    "evidence/portfolio.yml": "units: {BUD: submitted}\n",
    "evidence/e01.md": PAGE,
    "assessment/people.yml": PEOPLE,
    "assessment/decisions/D01.yml": decision("D01", "BUD.AC1", "BUD.AC2"),
}
LATER = decision("D02", "BUD.AC1", outcome="not-yet-met", date="2026-05-02")
HIDDEN = (".D02.yml", ".D02.yaml", ".D02", ".D02.txt", ".D02.yml.swp", ".h/D02.yml", "a/.h/b/D02")


def standing(checked: Checked) -> list[str]:
    """Return the states of the two criteria."""
    return [state(checked, "BUD.AC1"), state(checked, "BUD.AC2")]


def test_the_record_as_it_is(check: Check) -> None:
    """Without a slip both criteria are accepted."""
    checked = check(FILES)

    assert standing(checked) == ["accepted", "accepted"]
    assert codes(checked, "DEC", "SMP", "SRC") == []


@pytest.mark.parametrize("name", HIDDEN)
def test_a_decision_that_a_dot_hides(check: Check, name: str) -> None:
    """A hidden decision is one error, and the criterion that it names is not accepted."""
    checked = check({**FILES, f"assessment/decisions/{name}": LATER})

    assert standing(checked) == ["covered", "accepted"]
    finding = only(checked, "SRC113").finding
    assert finding.place.path == f"assessment/decisions/{name}"
    assert finding.firm
    assert codes(checked, "DEC", "SMP", "SRC") == ["SRC113"]


@pytest.mark.parametrize("name", HIDDEN)
def test_a_sample_that_a_dot_hides(check: Check, name: str) -> None:
    """A hidden sample may disagree with the decision that it names."""
    checked = check({**FILES, f"assessment/samples/{name}": sample("disagree", "D01")})

    assert standing(checked) == ["covered", "covered"]
    assert codes(checked, "DEC", "SMP", "SRC") == ["SRC113"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (".gitkeep", b"kept\n"),
        (".DS_Store", b"\0\0\0\1Bud1"),
        ("Thumbs.db", b"\xd0\xcf"),
        ("desktop.ini", b"[.ShellClassInfo]"),
        (".empty", b""),
        (".h/empty.yml", b""),
        ("._D01.yml", b"\x00\x05\x16\x07\x00\x02"),
    ],
)
def test_what_systems_leave_changes_nothing(check: Check, name: str, data: bytes) -> None:
    """What systems leave among decisions is no finding."""
    checked = check({**FILES, f"assessment/decisions/{name}": data})

    assert standing(checked) == ["accepted", "accepted"]
    assert codes(checked, "DEC", "SMP", "SRC") == []


def test_a_hidden_file_that_fills_up_is_seen(tmp_path: Path) -> None:
    """What a hidden file says is read again when it changes."""
    root = write(tmp_path, {**FILES, "assessment/decisions/.D02": ""})
    assert standing(check_project(open_project(root), TODAY)) == ["accepted", "accepted"]

    (root / "assessment/decisions/.D02").write_text(LATER, encoding="utf-8")
    os.utime(root / "assessment/decisions/.D02", (1, 1))

    assert standing(check_project(open_project(root), TODAY)) == ["covered", "accepted"]


@pytest.mark.parametrize(
    ("path", "text", "code", "said", "states"),
    [
        ("samples/D02.yml", LATER, "SMP101", "this is a decision", ["covered", "accepted"]),
        (
            "decisions/S01.yml",
            sample("agree", "D01"),
            "DEC101",
            "this is a sample",
            ["covered"] * 2,
        ),
        ("decisions/D02.yml", "{}\n", "DEC101", "nothing in this file", ["covered"] * 2),
        ("samples/S01.yml", "{}\n", "SMP101", "nothing in this file", ["covered"] * 2),
        ("samples/S01.yml", "note: x\n", "SMP101", "nothing in this file", ["covered"] * 2),
        ("samples/bud.yml", unit("AC1"), "SMP101", "a unit", ["covered"] * 2),
        ("decisions/bud.yml", unit("AC1"), "DEC101", "a unit", ["covered"] * 2),
        ("D02.docx", "words", "DEC101", "this file is not read", ["covered"] * 2),
        ("old/d02.pdf", "words", "DEC101", "this file is not read", ["covered"] * 2),
        ("decisions/D02.docx", "words", "DEC101", "this file is not read", ["covered"] * 2),
    ],
)
def test_what_lies_in_the_wrong_folder(
    check: Check, path: str, text: str, code: str, said: str, states: list[str]
) -> None:
    """A file that is something else than its folder holds is one error, at the file."""
    checked = check({**FILES, f"assessment/{path}": text})

    assert codes(checked, "DEC", "SMP", "SRC", "CRI") == [code]
    finding = only(checked, code).finding
    assert said in finding.message
    assert finding.place.path == f"assessment/{path}"
    assert standing(checked) == states


@pytest.mark.parametrize("name", ["plan-2026.docx", "README.md", "minutes.pdf"])
def test_other_files_beside_the_record(check: Check, name: str) -> None:
    """What is not called after a decision or a sample may lie in the folder of assessment."""
    checked = check({**FILES, f"assessment/{name}": "words\n"})

    assert standing(checked) == ["accepted", "accepted"]
    assert codes(checked, "DEC", "SMP", "SRC") == []


SLIPS = {
    "another entry": "  A9: {roles: [wizard], display_name: X}\n",
    "W1 again": "  w1: {roles: [assessor], display_name: X}\n",
    "no YAML": "  x: [\n",
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("person", ["W1", "A2", "X7"])
def test_a_broken_register_lifts_nothing(check: Check, person: str, slip: str) -> None:
    """What an assessor asked for stays asked for, whoever says later that it is met."""
    files = {
        **FILES,
        "assessment/decisions/D01.yml": decision("D01", "BUD.AC1", outcome="not-yet-met"),
        "assessment/decisions/D02.yml": decision(
            "D02", "BUD.AC1", assessor=person, date="2026-05-02", supersedes="[D01]"
        ),
    }
    whole = state(check(files), "BUD.AC1")
    assert whole == ("accepted" if person == "A2" else "partial")

    broken = check({**files, "assessment/people.yml": PEOPLE + SLIPS[slip]})

    known = person == "A2" and slip != "no YAML"
    assert state(broken, "BUD.AC1") == ("covered" if known else "partial")
    slips = [
        diagnostic.finding
        for diagnostic in broken.diagnostics
        if diagnostic.finding.place.path == PEOPLE_FILE
    ]
    assert [it.firm for it in slips] == [True]


def test_an_entry_that_cannot_be_read_is_nobody(check: Check) -> None:
    """The rest of the register tells who decides, and only the slip is an error."""
    people = PEOPLE.replace("W1: {roles: [witness]", "W1: {roles: [witnes]")
    checked = check({**FILES, "assessment/people.yml": people})

    assert codes(checked, "DEC") == ["DEC101"]
    assert standing(checked) == ["covered", "covered"]


@pytest.mark.parametrize(("person", "found"), [("A2", []), *((p, ["DEC116"]) for p in
                         ("A1", "a1", "W1", "X7"))])  # fmt: skip
def test_who_countersigns_a_full_assessors_decision(
    check: Check, person: str, found: list[str]
) -> None:
    """It counts without a countersignature, but a wrong one is said."""
    signed = decision("D01", "BUD.AC1", "BUD.AC2", countersigned_by=person)
    checked = check({**FILES, "assessment/decisions/D01.yml": signed})

    assert codes(checked, "DEC") == found
    assert standing(checked) == ["accepted", "accepted"]


@pytest.mark.parametrize(("outcome", "state_now"), [("disagree", "covered"), ("agree", "accepted")])
def test_a_sample_of_a_decision_that_is_not_there(
    tmp_path: Path, outcome: str, state_now: str
) -> None:
    """Where it disagrees, no setting takes the finding away."""
    off = "plugins: [crossfolio: {rules: {SMP102: off}}]\n"
    root = write(
        tmp_path,
        {
            **FILES,
            "mkdocs.yml": f"site_name: x\n{off}",
            "assessment/samples/S01.yml": sample(outcome, "D9"),
        },
    )
    checked = check_project(open_project(root), TODAY)

    assert standing(checked) == [state_now] * 2
    assert codes(checked, "SMP") == (["SMP102"] if outcome == "disagree" else [])
