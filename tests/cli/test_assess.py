"""`crossfolio assess`: a decision by flags, what waits, what has changed, and every refusal."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossfolio.cli.main import main
from crossfolio.core.building import seen_in_edition
from crossfolio.core.drafting import Answer, Draft
from crossfolio.core.record.values import Verdict
from crossfolio.site.views.desk_view import desk_view
from crossfolio.workspace import assessing, drafts
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import Build, Ran, Run, page, unit

DAY = ("--today", "2026-07-01")
PEOPLE = (
    "people:\n  A1: {roles: [assessor], display_name: A}\n"
    "  A2: {roles: [assessor], display_name: B}\n  W1: {roles: [witness], display_name: W}\n"
    "  T1: {roles: [trainee-assessor], display_name: T}\n"
    "  L1: {roles: [learner], display_name: L}\n"
)
FILES: dict[str, str | bytes | None] = {
    "criteria/bud.yml": unit("AC1", "AC2", "AC3"),
    "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
    "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC2]", body="Here. [BUD.AC1]\n\nThere.\n"),
    "evidence/e02.md": page(id="E02", criteria="[BUD.AC1]"),
    "assessment/people.yml": PEOPLE,
}


@pytest.fixture
def root(portfolio: Build) -> Path:
    """Return a portfolio in which three claims wait."""
    return portfolio(FILES)


def decisions(root: Path) -> list[Path]:
    """Return the files of decisions."""
    return sorted((root / "assessment/decisions").glob("*.yml"))


def assess(run: Run, root: Path, *words: object) -> Ran:
    """Run the command on the day of the suite."""
    return run("assess", root, *words, *DAY)


def states(run: Run, root: Path) -> dict[str, str]:
    """Return the state of each criterion."""
    report = run("check", root, "--format", "json", *DAY).report
    return {criterion["id"]: criterion["state"] for criterion in report["coverage"]["criteria"]}


def test_one_line_makes_it_accepted(root: Path, run: Run) -> None:
    """What is decided is bound to every item that counts, and stands at once."""
    ran = assess(run, root, "--as", "A1", "--met", "bud.ac1", "--method", "observation")

    (file,) = decisions(root)
    assert ran.code == 0
    assert ran.out.splitlines() == [f"wrote {file.as_posix()}", "BUD.AC1 is accepted"]
    assert file.name.startswith("D260701-A1-")
    text = file.read_text()
    assert f"decision: {file.stem}\n" in text
    assert "    on:\n      - E01\n      - E02\n" in text
    assert states(run, root) == {
        "BUD.AC1": "accepted",
        "BUD.AC2": "covered",
        "BUD.AC3": "uncovered",
    }
    assert run("check", root, "--format", "json", *DAY).report["summary"]["warnings"] == 0


def test_what_it_rests_on_can_be_said(root: Path, run: Run) -> None:
    """Items that are named, by `--on` or as looked at, are all that it rests on."""
    assess(run, root, "E01", "--as", "A1", "--met", "BUD.AC1")
    assess(run, root, "--as", "A2", "--met", "BUD.AC1", "--on", "BUD.AC1=E02")

    first, second = sorted(
        (decision.read_text() for decision in decisions(root)),
        key=lambda decision: "A2" in decision,
    )
    assert "on:\n      - E01\n    claims" in first
    assert "on:\n      - E02\n    claims" in second
    assert "supersedes:\n  - D260701-A1-" in second
    assert "after:\n  D260701-A1-" in second
    report = run("check", root, "--format", "json", *DAY).report
    assert [
        diagnostic for diagnostic in report["diagnostics"] if diagnostic["code"].startswith("DEC")
    ] == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--met", "BUD.AC1"), "nobody is named who decides"),
        (("--as", "X9", "--met", "BUD.AC1"), "`X9` is in no register of people"),
        (("--as", "W1", "--met", "BUD.AC1"), "`W1` is no assessor in people.yml"),
        (("--as", "l1", "--met", "BUD.AC1"), "`l1` is the learner"),
        (("--as", "A1", "--met", "BUD.AC1", "--date", "2026-07-02"), "2026-07-02 is after today"),
        (("--as", "A1", "--more-evidence", "BUD.AC1"), "feedback is missing for `BUD.AC1`"),
        (("E01", "--as", "A1"), "nothing is decided"),
        (("--as", "A1", "--met", "BUD.AC9"), "there is no criterion `BUD.AC9`"),
        (("--as", "A1", "--met", "BUD.AC3"), "nothing that counts claims `BUD.AC3`"),
        (("--as", "A1", "--met", "BUD.AC1", "--on", "BUD.AC1=E9"), "there is no evidence `E9`"),
        (("--as", "A1", "--met", "BUD.AC2", "--on", "BUD.AC2=E02"), "E02 does not count"),
        (("--as", "A1", "--met", "BUD.AC1", "--withdraw", "BUD.AC1"), "answered twice"),
        (("E02", "--as", "A1", "--met", "BUD.AC1", "--on", "BUD.AC1=E01"), "E01 is not among"),
        (("E02", "--as", "A1", "E77", "--met", "BUD.AC1", "E01"), "there is no evidence `E77`"),
        (("--as", "A1", "--confirm", "D77"), "there is no decision `D77`"),
        (("--as", "A1", "--met", "BUD.AC1", "--method", "\udcff"), "was judged is not UTF-8"),
        (("--as", "A1", "--met", "BUD.AC1", "--feedback", "BUD.AC1=\udcff"), "is not UTF-8"),
    ],
)  # fmt: skip
def test_refusals(root: Path, run: Run, words: tuple[str, ...], reason: str) -> None:
    """What cannot be decided is refused with its reason, and nothing is written."""
    ran = assess(run, root, *words)

    assert (ran.code, ran.out) == (1, "")
    assert reason in ran.err
    assert decisions(root) == []


@pytest.mark.parametrize(
    "words",
    [
        ("--met",),
        ("--on", "BUD.AC1"),
        ("--feedback", "=x"),
        ("--feedback", "BUD.AC1=x"),
        ("--date", "soon"),
        ("--feedback-file", "BUD.AC1=none.txt"),
        ("--from", "-", "--met", "BUD.AC1"),
        ("--from", "-", "--date", "2026-07-01"),
    ],
)
def test_usage(root: Path, words: tuple[str, ...]) -> None:
    """What no command can mean ends with 2."""
    with pytest.raises(SystemExit, match="2"):
        main(["assess", str(root), "--as", "A1", *words])


def test_an_item_with_an_error(root: Path, run: Run) -> None:
    """An item that cannot be read as it was meant is not judged."""
    (root / "evidence/e02.md").write_text(page(id="E02", criteria="[BUD.AC1, BUD.AC9]"))

    ran = assess(run, root, "--as", "A1", "--met", "BUD.AC1")
    assert ran.code == 1
    assert "E02 has an error that comes first: evidence/e02.md:" in ran.err


def test_a_trainee(root: Path, run: Run) -> None:
    """A trainee's decision is written, and what the check says of it is told."""
    ran = assess(run, root, "--as", "T1", "--met", "BUD.AC1")

    assert ran.code == 0
    assert "warning[DEC112]" in ran.out
    assert ran.out.endswith("BUD.AC1 is covered\n")


def test_dry_run(root: Path, run: Run) -> None:
    """The file is printed, and nothing is written."""
    ran = assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--dry-run")

    assert ran.out.startswith("decision: D260701-A1-")
    assert decisions(root) == []


def test_a_clock_that_is_behind(root: Path, run: Run) -> None:
    """A decision of a later day is there already, and that is said in one sentence."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1")
    (later,) = decisions(root)

    ran = run("assess", root, "--as", "A1", "--met", "BUD.AC2", "--today", "2026-06-01")

    assert ran.code == 0
    dated = f"{later.stem} is dated 2026-07-01, which is after today, 2026-06-01"
    assert ran.out.splitlines()[1:] == [
        f"{dated}: one of the two is wrong, that date or this clock",
        "BUD.AC2 is accepted",
    ]


def test_the_same_decision_twice(root: Path, run: Run) -> None:
    """The same is not written twice; another one on the same day takes another name."""
    text = assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--dry-run").out
    name = text.split()[1]
    assess(run, root, "--as", "A1", "--met", "BUD.AC1")
    assert [decision.stem for decision in decisions(root)] == [name]


def test_an_item_that_changes_meanwhile(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was shown is compared again before it is written."""
    drafted = assessing.drafted

    def meanwhile(*words: object) -> object:
        written = drafted(*words)  # type: ignore[arg-type]
        (root / "evidence/e02.md").write_text(page(id="E02", title="Another"))
        return written

    monkeypatch.setattr(assessing, "drafted", meanwhile)
    ran = assess(run, root, "--as", "A1", "--met", "BUD.AC1")

    assert (ran.code, decisions(root)) == (1, [])
    assert "E02 changed while it was read; look at it again" in ran.err


def test_a_folder_that_cannot_be_written(root: Path, run: Run) -> None:
    """What stands in the way is said in one sentence, and nothing is half-written."""
    (root / "assessment/decisions").write_text("no folder")

    ran = assess(run, root, "--as", "A1", "--met", "BUD.AC1")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert "`assessment/decisions` is no folder" in ran.err


@pytest.mark.parametrize("name", ["D1.yml", "-"])
def test_a_draft_of_the_form(
    root: Path, run: Run, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft becomes the same decision; one that no longer fits is refused with each line."""
    text = assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--dry-run").out
    file = tmp_path / name
    file.write_text(text)
    with file.open("rb") as opened:
        monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": opened}))
        ran = assess(run, root, "--from", "-" if name == "-" else file)
    assert ran.code == 0
    assert [decision.read_text() for decision in decisions(root)] == [text]

    file.write_text("decision: D9\nassessor: [\n")
    ran = assess(run, root, "--from", file)
    assert ran.code == 1
    assert f"{name}:" in ran.err


def test_a_draft_that_no_longer_fits(root: Path, run: Run, tmp_path: Path) -> None:
    """Everything that has become another since the page was made is said, each with its line."""
    text = assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--dry-run").out
    file = tmp_path / "draft.yml"
    file.write_text(
        text.replace("260701", "260702").replace("A1\n", "W1\n").replace("2026-07-01", "2026-07-02")
        + "after:\n  D0: " + "0" * 64 + "\n"
    )  # fmt: skip
    assess(run, root, "--as", "A2", "--met", "BUD.AC1")
    there = decisions(root)
    (root / "evidence/e02.md").write_text(page(id="E02", title="Another", criteria="[BUD.AC1]"))
    unit_file = root / "criteria/bud.yml"
    unit_file.write_text(unit_file.read_text().replace("text: ", "text: New ", 2))

    ran = assess(run, root, "--from", file)

    line = {it: n for n, it in enumerate(file.read_text().splitlines(), 1)}
    printed = next(n for it, n in reversed(line.items()) if "fingerprint: " in it)
    criterion, unknown = line["  - criterion: BUD.AC1"], "and the draft does not supersede it"
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.replace(f"crossfolio: {file.as_posix()}:", "").splitlines() == [
        f"{printed}:18: E02 is no longer what was read",
        f"{criterion}:16: BUD.AC1 was reworded since it was read",
        f"{criterion}:16: {there[0].stem} decides on BUD.AC1, {unknown}: look at it first",
        "1:11: the decision `D0` that it follows is not there as it was",
        "2:11: `W1` is no assessor in people.yml",
        "3:7: 2026-07-02 is after today, 2026-07-01",
    ]
    assert decisions(root) == there


def test_a_draft_that_contradicts_itself(root: Path, run: Run, tmp_path: Path) -> None:
    """Hashes that are not of one item, or a decision that was never there, are refused."""
    text = assess(run, root, "--as", "A1", "--met", "BUD.AC2", "--dry-run").out
    file = tmp_path / "draft.yml"
    start = text.index("body: ") + len("body: ")
    file.write_text(f"{text[:start]}{'0' * 64}{text[start + 64 :]}supersedes: [D77]\n")

    ran = assess(run, root, "--from", file)

    last = len(file.read_text().splitlines())
    assert ran.code == 1
    assert ran.err.replace(f"crossfolio: {file.as_posix()}:", "").splitlines() == [
        "6:18: the hashes of E01 do not belong together",
        f"{last}:14: the decision `D77` that it supersedes is not there",
    ]
    assert decisions(root) == []


def test_a_draft_about_codes_in_small_letters(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """Codes are compared without case: what was decided or reworded meanwhile is found."""
    root = portfolio(FILES | {
        "criteria/bud.yml": unit("ac1", "AC2", "AC3"),
        "evidence/e02.md": None,
    })  # fmt: skip
    text = assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--dry-run").out
    file = tmp_path / "draft.yml"
    file.write_text(text)
    assess(run, root, "--as", "A2", "--met", "bud.ac1")
    (root / "criteria/bud.yml").write_text(unit("ac1", "AC2").replace("Do it.", "Do it well."))

    ran = assess(run, root, "--from", file)
    place = f"crossfolio: {file.as_posix()}:{text.splitlines().index('criteria:') + 2}:16: "
    assert [line.removeprefix(place).partition(", ")[0] for line in ran.err.splitlines()] == [
        "BUD.ac1 was reworded since it was read",
        f"{decisions(root)[0].stem} decides on BUD.ac1",
    ]


def test_a_draft_that_is_there_already(root: Path, run: Run) -> None:
    """A file that was laid into the folder is not written once more under another name."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1")
    (file,) = decisions(root)

    ran = assess(run, root, "--from", file)
    assert (ran.code, decisions(root)) == (1, [file])
    assert f":1:11: the same decision is there already: {file.stem}" in ran.err


BITS = (
    *(b"\n", b": ", b"- ", b'"', b"\x00", b"\xff", b"[", b"{", b"E01", b"BUD.AC9", b"2026-99-99"),
    *(b"cf2:", b"~", b"&a", b"*a", b"!!x", b"---\n", "\u202e".encode(), b"x-: 1\n", b" ", b"\t"),
    *(b"withdrawn", b"level: merit\n    ", b"mapped: true\n    ", b""),
)


@given(
    st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 30), st.sampled_from(BITS)),
        min_size=1,
        max_size=4,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_draft_is_refused_at_its_place(
    root: Path, slips: list[tuple[int, int, bytes]]
) -> None:
    """Whatever is wrong with a draft, each reason names the draft and where in it."""
    project, day = open_project(root), date(2026, 7, 1)
    checked = assessing.seen_by_assessor(project, day)
    answers = (
        Answer("BUD.AC1", Verdict.MET),
        Answer("BUD.AC2", Verdict.MORE_EVIDENCE, (), 'Say\nmore: "x"'),
    )
    data = assessing.drafted(Draft("A1", day, answers), project, checked).text.encode()
    for place, length, bit in slips:
        at = place % len(data)
        data = data[:at] + bit + data[at + length :]
    reasons: tuple[str, ...] = ("d.yml: it fits",)
    try:
        draft = drafts.from_browser(data, "d.yml", checked)
        assert assessing.drafted(draft, project, checked)
    except assessing.RefusedDecisionError as error:
        reasons = error.reasons
    assert reasons
    assert [reason for reason in reasons if not reason.startswith("d.yml:")] == []


def test_no_line_of_feedback_is_taken_for_one_of_the_file(root: Path, run: Run) -> None:
    """Feedback stands on one line, so that a shell that looks for lines finds the file's own."""
    said = "Fine.\n  - id: E99\n    fingerprint: cf2:0\nassessor: A2"
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--feedback", f"BUD.AC1={said}")

    lines = decisions(root)[0].read_text().splitlines()
    assert [line for line in lines if "id: " in line and "feedback" not in line] == [
        "  - id: E01",
        "  - id: E02",
    ]
    assert sum(line.startswith("assessor: ") for line in lines) == 1


def test_queue(root: Path, run: Run) -> None:
    """What waits is told oldest first, as text and as JSON."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--on", "BUD.AC1=E01")
    (root / "evidence/e01.md").write_text(page(criteria="[BUD.AC1, BUD.AC2]", body="New.\n"))

    found = assess(run, root, "--queue", "--format", "json").report

    assert found["format"] == 1
    assert found["queue"] == [
        {"criterion": "BUD.AC2", "items": ["E01"], "reason": "new",
         "since": "2026-04-14", "days": 78, "assessor": None},
        {"criterion": "BUD.AC1", "items": ["E01", "E02"], "reason": "changed",
         "since": "2026-07-01", "days": 0, "assessor": "A1"},
    ]  # fmt: skip
    assert assess(run, root, "--queue").out.splitlines()[-1] == "2 waiting"
    assert assess(run, root, "--queue", "--as", "A2").out.splitlines()[-1] == "1 waiting"


def test_the_desk_is_the_queue(root: Path, run: Run) -> None:
    """The page of an assessor holds what the command says, row by row."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--on", "BUD.AC1=E01")
    (root / "evidence/e01.md").write_text(page(criteria="[BUD.AC1, BUD.AC2]", body="New.\n"))
    seen = seen_in_edition(check_project(open_project(root), date(2026, 7, 1)))
    for person in ("A1", "A2"):
        words = ("--queue", "--as", person, "--format", "json")
        told = assess(run, root, *words).report["queue"]
        shown = [
            (one.criterion.id, reading.item.id, *(it.id for it in one.others), one.reason.word)
            for reading in desk_view(seen, lambda it: it, person).readings
            if reading.item
            for one in reading.waits
        ]
        rows = [(it["criterion"], *it["items"], it["reason"].capitalize()) for it in told]
        assert sorted(map(sorted, shown)) == sorted(map(sorted, rows))
        assert len(rows) == (2 if person == "A1" else 1)


def git(root: Path, *words: str) -> None:
    """Run git in a project."""
    own = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run([*own, *words], check=True, capture_output=True)


def test_what_changed_since(root: Path, run: Run) -> None:
    """The judged version is found by its fingerprint, also under another name."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1")
    assert assess(run, root, "--changes", "E01").out == "nothing has changed since it was judged\n"
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
        git(root, *words)
    git(root, "mv", "evidence/e01.md", "evidence/moved.md")
    git(root, "commit", "-qm", "two")
    moved = root / "evidence/moved.md"
    moved.write_text(moved.read_text().replace("There.", "There it is."))

    ran = assess(run, root, "--changes", "bud.ac1")

    assert ran.code == 0
    assert "E01: the passage that was judged is unchanged" in ran.out
    assert "There {+it is+}." in ran.out
    assert assess(run, root, "--changes", "BUD.AC2").code == 1
    assert assess(run, root, "--changes", "E77").code == 1


def test_without_git_the_parts_are_said(root: Path, run: Run) -> None:
    """Where no history has the judged version, what differs is said instead."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1")
    (root / "evidence/e01.md").write_text(page(criteria="[BUD.AC1, BUD.AC2]", body="New.\n"))

    ran = assess(run, root, "--changes", "BUD.AC1")
    assert ran.code == 1
    assert "  E01 has changed: the text" in ran.out
    assert "the judged version cannot be shown: the folder is in no git repository" in ran.out


def test_confirm(root: Path, run: Run) -> None:
    """What has changed is judged again as it was, once the change was shown."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--feedback", "BUD.AC1=Well done")
    (first,) = decisions(root)
    ran = assess(run, root, "--as", "A1", "--confirm", first.stem)
    assert (ran.code, "has changed since" in ran.err) == (1, True)
    (root / "evidence/e02.md").write_text(page(id="E02", criteria="[BUD.AC1]", title="Another"))

    ran = assess(run, root, "--as", "A1", "--confirm", first.stem)

    assert ran.code == 0
    assert "E02 has changed" in ran.out
    assert states(run, root)["BUD.AC1"] == "accepted"
    assert sum("Well done" in decision.read_text() for decision in decisions(root)) == 2


def test_in_a_repository_only_what_is_committed_is_judged(root: Path, run: Run) -> None:
    """A judged file that differs from the commit is refused, but not by its line ends."""
    git(root, "init", "-q")
    ran = assess(run, root, "--as", "A1", "--met", "BUD.AC2")
    assert (ran.code, "evidence/e01.md differs from the commit" in ran.err) == (1, True)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    e01 = root / "evidence/e01.md"
    e01.write_bytes(e01.read_bytes().replace(b"\n", b"\r\n"))
    assert assess(run, root, "--as", "A1", "--met", "BUD.AC2").code == 0
    e01.write_bytes(e01.read_bytes().replace(b"There", b"Elsewhere"))
    assert assess(run, root, "--as", "A1", "--met", "BUD.AC2").code == 1
    assert assess(run, root, "--as", "A1", "--met", "BUD.AC2", "--uncommitted").code == 0


def test_who_decides_may_stand_in_gits_settings(root: Path, run: Run) -> None:
    """`crossfolio.person` says who decides where `--as` does not."""
    git(root, "init", "-q")
    git(root, "config", "crossfolio.person", "A2")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")

    assert assess(run, root, "--met", "BUD.AC2").code == 0
    assert "assessor: A2" in decisions(root)[0].read_text()


HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(list("\n\t:#'\"-&*!%@`\\|>[]{},?\u2028\x85\ufeff\x00\u202e ")),
    ),
    min_size=1,
    max_size=60,
)


@given(HOSTILE)
def test_feedback_is_read_back_exactly_or_refused(text: str) -> None:
    """Whatever an assessor writes, the file says just that, or nothing is written."""
    from crossfolio.core.record.values import Decision  # noqa: PLC0415
    from crossfolio.loaders.decision_file import read_decision  # noqa: PLC0415
    from crossfolio.scaffold.decision import decision_text  # noqa: PLC0415

    fields = {
        "decision": "D1", "assessor": "A1", "date": "2026-07-01",
        "evidence": [{"id": "E01", "fingerprint": f"cf2:{'0' * 64}"}],
        "criteria": [{"criterion": "BUD.AC1", "outcome": "met", "on": ["E01"], "feedback": text}],
        "feedback": text,
    }  # fmt: skip
    read, found = read_decision(decision_text(fields).encode("utf-8"), "d.yml")
    if not found:
        assert isinstance(read, Decision)
        assert (read.judgements[0].feedback, read.feedback) == (text, text)
