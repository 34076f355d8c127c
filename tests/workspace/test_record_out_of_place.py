"""What lies where none of it is read, or says who is who in a way that cannot be read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.dialect import Dialect
from crossfolio.core.record.fingerprint import fingerprint
from crossfolio.core.states import Turn
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Build, Check, Run, codes, only, page, state, unit, write

CRITERIA = ("BUD.AC1", "3A.KA", "3A.1.10", "L.A.PB")
PAGE = page(id="E01", criteria=f"[{', '.join(CRITERIA)}]")
_ITEM, _ = read_evidence(PAGE.encode(), "evidence/e01.md", "evidence", Dialect())
assert _ITEM is not None
CF2 = fingerprint(_ITEM, {}, set(CRITERIA)).value


def decision(id: str, *criteria: str, outcome: str = "met", **fields: str) -> str:
    """Return a decision as a file."""
    fields = {"assessor": "A1", "date": "2026-05-01", **fields}
    rows = "".join(
        f"  - {{criterion: {criterion}, outcome: {outcome}, feedback: Words}}\n"
        for criterion in criteria
    )
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    evidence = f"evidence: [{{id: E01, fingerprint: '{CF2}'}}]\n"
    return f"decision: {id}\n{head}{evidence}criteria:\n{rows}"


PEOPLE = (
    "people:\n"
    "  l1: {roles: [learner], display_name: L}\n"
    "  A1: {roles: [assessor], display_name: A}\n"
)
FILES: dict[str, str | bytes | None] = {
    "criteria/bud.yml": unit("AC1"),
    "criteria/3a.yml": unit("KA", "1.10", code="3A"),
    "criteria/l.yml": unit("A.PB", code="L"),
    "evidence/portfolio.yml": "learner: L1\n",
    "evidence/e01.md": PAGE,
    "assessment/people.yml": PEOPLE,
    "assessment/decisions/D01.yml": decision("D01", *CRITERIA),
}
LATER = decision("D02", "BUD.AC1", outcome="not-yet-met", date="2026-05-02")


def states(checked: Checked) -> dict[str, str]:
    """Return the states that are not `accepted`, by criterion."""
    found = {criterion: state(checked, criterion) for criterion in CRITERIA}
    return {name: word for name, word in found.items() if word != "accepted"}


def test_the_record_as_it_is(check: Check) -> None:
    """Without a slip all is accepted, in whatever case people are named."""
    checked = check(FILES)

    assert states(checked) == {}
    assert codes(checked, "DEC", "SRC", "CRI101", "EVI") == []


@pytest.mark.parametrize("named", CRITERIA)
@pytest.mark.parametrize("name", ["D02.yml", "D02.yaml", "D02.txt"])
def test_a_broken_file_holds_back_what_it_names(check: Check, named: str, name: str) -> None:
    """Whatever the grammar of its ID, each criterion that a broken decision names is held back."""
    text = decision("D02", "BUD.AC1", named, date="2026-05-02").replace("evidence: [", "evidence: ")
    checked = check({**FILES, f"assessment/decisions/{name}": text})

    assert states(checked) == dict.fromkeys(("BUD.AC1", named), "covered")


@pytest.mark.parametrize("said", ["AC1", "3A", "[KA]", "''"])
def test_an_entry_that_names_no_criterion_may_be_about_any(check: Check, said: str) -> None:
    """An entry whose criterion is no ID holds everything back, whatever else it says."""
    entry = f"  - {{criterion: {said}, outcome: met, note: BUD.AC1}}\n"
    text = decision("D02", "BUD.AC1", date="2026-05-02") + entry
    checked = check({**FILES, "assessment/decisions/D02.yml": text})

    assert set(states(checked)) == set(CRITERIA)


def test_words_that_only_look_like_criteria_hold_nothing_back(check: Check) -> None:
    """Numbers and names of files in a broken decision are no criteria."""
    feedback = "See 1.10, 3.1, v2.0, e01-calls.csv and www.example.org"
    text = LATER.replace("Words", f"'{feedback}'").replace("evidence: [", "evidence: ")
    checked = check({**FILES, "assessment/decisions/D02.yml": text})

    assert states(checked) == {"BUD.AC1": "covered"}


def test_a_broken_file_of_many_names_costs_little(check: Check) -> None:
    """Where so many names are spelt that are none, it may be about any criterion."""
    words = " ".join(f"x{n}.y{n}" for n in range(60_000))
    text = LATER.replace("Words", f"'{words}'").replace("evidence: [", "evidence: ")
    checked = check({**FILES, "assessment/decisions/D02.yml": text})

    assert set(states(checked)) == set(CRITERIA)


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("criteria/D02.yml", "criteria/D02.yml"),
        ("criteria/more/D02.yaml", "criteria/more/D02.yaml"),
        ("evidence/D02.yml", "evidence/D02.yml"),
        ("docs/D02.yml", "docs/D02.yml"),
        ("D02.yml", "D02.yml"),
        ("decisions/D02.yml", "decisions"),
        ("Samples/D02.yml", "Samples"),
        ("assesment/decisions/D02.yml", "assesment"),
    ],
)
def test_a_decision_in_another_folder(tmp_path: Path, path: str, at: str) -> None:
    """It is one error that no setting lowers, and nothing is accepted beside it."""
    off = "site_name: x\nplugins: [crossfolio: {rules: {DEC101: off}, profile: advisory}]\n"
    root = write(tmp_path, {**FILES, "mkdocs.yml": off, "docs/index.md": "# x\n", path: LATER})
    checked = check_project(open_project(root), TODAY)

    finding = only(checked, "DEC101").finding
    assert (finding.place.path, finding.firm) == (at, True)
    assert codes(checked, "DEC", "CRI", "SRC") == ["DEC101"]
    assert set(states(checked)) == set(CRITERIA)


def test_a_copy_of_the_record_changes_nothing(check: Check) -> None:
    """Such as an audit folder, which holds the decisions once more."""
    copied = {"audit/decisions/D01.yml": FILES["assessment/decisions/D01.yml"]}
    checked = check({**FILES, **copied})

    assert states(checked) == {}
    assert codes(checked, "DEC") == []


def test_what_a_folder_beside_comes_to_hold_is_seen(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kept answer does not outlive a change of a file in a folder beside the record."""
    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("time.time_ns", lambda: 9 * 10**18)  # When files of now are old.
    root = write(tmp_path / "project", {**FILES, "decisions/notes.yml": "x: 1\n"})
    first = run("check", root, "--today", "2026-07-01")
    kept = run("check", root, "--today", "2026-07-01")
    assert (first.code, kept.code) == (0, 0)

    (root / "decisions/notes.yml").write_text(LATER, encoding="utf-8")

    assert run("check", root, "--today", "2026-07-01").code == 1


LEARNERS = {
    "a list": "learner: [A1]\n",
    "a name": "learner: Ann Smith\n",
    "misspelt": "lerner: A1\n",
    "twice": "learner: L1\nlearner: A1\n",
    "empty": "learner:\n",
}


@pytest.mark.parametrize("text", LEARNERS.values(), ids=LEARNERS)
@pytest.mark.parametrize("people", [None, PEOPLE])
def test_a_learner_who_cannot_be_read_may_be_anybody(
    check: Check, text: str, people: str | None
) -> None:
    """While nobody can tell who the learner is, nothing is accepted, and one slip is one error."""
    files = {**FILES, "assessment/people.yml": people, "evidence/portfolio.yml": text}
    checked = check(files)

    assert set(states(checked)) == set(CRITERIA)
    assert set(states(checked).values()) == {"covered"}
    at_fault = [
        diagnostic for diagnostic in checked.diagnostics if diagnostic.severity.name != "INFO"
    ]
    assert [it.finding.place.path for it in at_fault] == ["evidence/portfolio.yml"]


def test_what_was_asked_stays_asked_without_a_learner(check: Check) -> None:
    """A decision that asks for more may be the assessor's, and is not taken back by doubt."""
    files = {
        **FILES,
        "assessment/decisions/D01.yml": decision("D01", "BUD.AC1", outcome="not-yet-met"),
        "assessment/decisions/D02.yml": decision("D02", "BUD.AC1", date="2026-05-02"),
        "evidence/portfolio.yml": "learner: [L1]\n",
    }

    assert state(check(files), "BUD.AC1") == "partial"


@pytest.mark.parametrize(("witness", "found"), [("w1", []), ("l1", ["KND109"]), ("X1", ["EVI110"])])
def test_people_are_compared_without_case(check: Check, witness: str, found: list[str]) -> None:
    """A person in another case is the same person: no stranger, and the learner too."""
    people = PEOPLE + "  W1: {roles: [witness], display_name: W, relationship: manager}\n"
    text = page(kind="witness-testimony", witness=witness, id="E02")
    checked = check({**FILES, "assessment/people.yml": people, "evidence/e02.md": text})

    assert codes(checked, "EVI110", "KND109") == found


def test_a_criterion_whose_entry_cannot_be_read_waits_for_the_assessor(check: Check) -> None:
    """What it asks for is unknown: partial, whatever was decided, and not the learner's turn."""
    broken = unit("AC1 requres: {at_least: 2}")
    cover = check({**FILES, "criteria/bud.yml": broken}).coverage.criteria["BUD.AC1"]

    assert (cover.state.value, cover.turn, cover.unreadable) == ("partial", Turn.ASSESSOR, True)


def test_a_criterion_that_is_defined_twice_is_the_one_in_doubt(check: Check) -> None:
    """Not the one whose entry happens to stand before."""
    twice = unit("KA", "1.10", "KA", code="3A")
    checked = check({**FILES, "criteria/3a.yml": twice})

    assert states(checked) == {"3A.KA": "partial"}


def test_what_follows_from_an_item_that_cannot_be_read(check: Check) -> None:
    """The decision on it is no second slip."""
    broken = PAGE.replace("title: A plan", "title: [A plan")
    checked = check({**FILES, "evidence/e01.md": broken})

    assert codes(checked, "SRC", "DEC", "COV104") == ["SRC102"]


def test_what_follows_from_an_id_that_is_used_twice(check: Check) -> None:
    """That the judged item counts no longer is said where the ID is used again."""
    other = PAGE.replace("title: A plan", "title: B") + "other\n"
    checked = check({**FILES, "evidence/e01.md": PAGE + "x\n", "evidence/e09.md": other})

    assert codes(checked, "EVI104", "COV114", "DEC") == ["EVI104"]


def test_what_no_longer_stands_is_not_too_little_as_well(check: Check) -> None:
    """Of a judgement that has to be made again only that is said."""
    files = {
        **FILES,
        "criteria/bud.yml": unit("AC1 requires: {at_least: 2}"),
        "evidence/e02.md": page(id="E02", criteria="[BUD.AC1]"),
    }
    assert "COV113" in codes(check(files))

    changed = check({**files, "evidence/e01.md": PAGE + "changed\n"})

    assert state(changed, "BUD.AC1") == "stale"
    assert "COV113" not in codes(changed)


@pytest.mark.parametrize(
    ("more", "code", "line"),
    [
        ("date: 2026-09-01", "DEC107", 3),
        ("countersigned_by: L1", "DEC116", 4),
        (f"after: {{D00: {'0' * 64}}}", "DEC113", 4),
    ],
)
def test_findings_stand_at_the_field_that_is_wrong(
    check: Check, more: str, code: str, line: int
) -> None:
    """Not at the beginning of the file."""
    name, _, value = more.partition(": ")
    text = decision("D01", *CRITERIA, **{name: value})
    checked = check({**FILES, "assessment/decisions/D01.yml": text})

    assert only(checked, code).finding.place.line == line


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    """Wherever the record is looked for; where it is read, each is a finding."""
    root = write(tmp_path, {**FILES, "docs/index.md": "# x\n"})
    inside = [f"assessment/{it}" for it in ("decisions/D02.yml", "samples/S01.yml", "notes.txt")]
    for path in (*inside, "old/decisions/D03.yml", "samples/S02.yml", "docs/D04.yml", "D05.yml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / path)

    command = (sys.executable, "-m", "crossfolio", "check", str(root), "--format", "json")
    ran = subprocess.run(command, capture_output=True, check=False)

    found = [
        diagnostic["path"]
        for diagnostic in json.loads(ran.stdout)["diagnostics"]
        if diagnostic["code"] == "SRC108"
    ]
    assert set(found) >= set(inside)


def test_what_follows_from_a_file_that_is_gone(check: Check, portfolio: Build) -> None:
    """That the judged item has changed is told, and is no second slip."""
    text = page(id="E01", criteria=f"[{', '.join(CRITERIA)}]", attachments="[a.csv]")
    judged = {**FILES, "evidence/e01.md": text, "evidence/a.csv": "1\n"}
    value = check(judged).portfolio.fingerprints["E01"].value
    made = decision("D01", *CRITERIA).replace(CF2, value)
    root = portfolio({**judged, "assessment/decisions/D01.yml": made})
    assert states(check(root)) == {}

    (root / "evidence/a.csv").unlink()
    gone = check(root)

    assert states(gone) == dict.fromkeys(CRITERIA, "stale")
    told = {diagnostic.rule.code: diagnostic.severity.name for diagnostic in gone.diagnostics}
    assert (told["EVI105"], told["COV104"]) == ("ERROR", "INFO")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
@pytest.mark.parametrize("kind", ["a link", "a link to nowhere", "a pipe"])
@pytest.mark.parametrize(
    "path", ["assessment/people.yml", "assessment/D02.yml", "evidence/portfolio.yml"]
)
def test_what_is_not_opened_may_say_anything(tmp_path: Path, path: str, kind: str) -> None:
    """A link or a pipe is one error, and nothing is accepted, or measured, without its words."""
    root = write(tmp_path / "project", FILES)
    (root / path).unlink(missing_ok=True)
    outside = tmp_path / "outside.yml"
    outside.write_text("people: {W1: {roles: [assessor]}}\n", encoding="utf-8")
    if kind == "a pipe":
        os.mkfifo(root / path)
    else:
        (root / path).symlink_to(outside if kind == "a link" else "nowhere")

    checked = check_project(open_project(root), TODAY)

    assert only(checked, "SRC108").finding.place.path == path
    assert not any(
        criterion.state.value == "accepted" for criterion in checked.coverage.criteria.values()
    )
    at_fault = [
        diagnostic.rule.code
        for diagnostic in checked.diagnostics
        if diagnostic.severity.name == "ERROR"
    ]
    assert at_fault == ["SRC108"]


def test_what_follows_from_a_page_that_is_a_link(tmp_path: Path) -> None:
    """The decision on its item is no second slip; the page's name tells which item it was."""
    root = write(tmp_path, FILES)
    (root / "evidence/e01.md").unlink()
    (root / "evidence/e01.md").symlink_to("elsewhere.md")

    found = codes(check_project(open_project(root), TODAY), "SRC", "DEC")

    assert found == ["SRC108"]
