"""`crossfolio cohort`: what it looks at, what it writes, how it ends, and what it never tells."""

import json
import os
import sqlite3
from pathlib import Path

import pytest

from crossfolio.cohort import keys
from support import Ran, Run, page, unit, write

DAY = ("--today", "2026-07-01")
DECISION = (
    "decision: D01\nassessor: A1\ndate: 2026-05-01\nfeedback: CANARY-FEEDBACK\n"
    f"evidence: [{{id: E01, fingerprint: 'cf2:{'0' * 64}'}}]\n"
    "criteria: [{criterion: BUD.AC1, outcome: met, feedback: CANARY-WORDS}]\n"
)

PEOPLE = "people:\n  A1: {roles: [assessor], display_name: CANARY-NAME}\n"


def project(root: Path, **files: str) -> Path:
    """Write a portfolio with something in it that nobody outside may read."""
    return write(
        root,
        {
            "criteria/bud.yml": unit("AC1", "AC2").replace("Title AC1", "CANARY-TITLE"),
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
            "evidence/e01.md": page(title="CANARY-ITEM", body="CANARY-TEXT\n"),
            "assessment/decisions/D01.yml": DECISION,
            "assessment/people.yml": PEOPLE,
            **files,
        },
    )


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """Return a folder of portfolios, two of which are none."""
    source = tmp_path / "centre"
    for name in ("ann", "bob", "group/cy"):
        project(source / name)
    (source / "empty").mkdir()
    write(source / "broken", {"mkdocs.yml": "plugins: [crossfolio: {min_coverage: 200}]\n"})
    return source


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files that were written just now for settled ones."""
    monkeypatch.setattr(keys, "is_settled", lambda stamp, now: True)  # noqa: ARG005


def cohort(run: Run, *words: object) -> Ran:
    """Run the command on the day of the suite."""
    return run("cohort", *words, *DAY)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_all_are_looked_at_and_each_failure_is_named(centre: Path, run: Run) -> None:
    """What cannot be looked at is named with its reason, and all others are there."""
    ran = cohort(run, centre, "--out", centre.parent / "out")

    assert ran.code == 1
    assert sorted(ran.err.splitlines()) == [
        "crossfolio: broken: settings cannot be used: mkdocs.yml:1:24: CFG102",
        "crossfolio: empty: this is no portfolio: no settings here or below name Crossfolio",
    ]
    found = json.loads((centre.parent / "out/cohort.json").read_text())
    assert [portfolio["id"] for portfolio in found["portfolios"]] == ["ann", "bob", "group/cy"]
    assert [failure["id"] for failure in found["failures"]] == ["broken", "empty"]
    first = found["portfolios"][0]
    assert (first["required"], first["covered"], first["accepted"]) == (2, 1, 0)
    assert first["units"][0]["states"] == {"uncovered": 1, "stale": 1}


def test_the_schema_holds(centre: Path, run: Run) -> None:
    """What is written is what the schema beside it says."""
    import jsonschema  # noqa: PLC0415

    cohort(run, centre, "--out", centre.parent / "out")
    schema = json.loads((centre.parent / "out/cohort.schema.json").read_text())

    jsonschema.validate(json.loads((centre.parent / "out/cohort.json").read_text()), schema)


def test_nothing_that_anybody_wrote_is_told(centre: Path, run: Run) -> None:
    """No name, title, feedback or text of a portfolio, nor a path of the machine, is written."""
    state = centre.parent / "s.sqlite"
    cohort(run, centre, "--out", centre.parent / "out", "--state", state)

    whole = b"".join(files_of(centre.parent / "out").values()) + state.read_bytes()
    assert b"CANARY" not in whole
    assert str(centre.parent).encode() not in whole
    assert b"noindex" in (centre.parent / "out/index.html").read_bytes()


def test_the_same_bytes_however_many_workers(centre: Path, run: Run) -> None:
    """One process and several give the same files."""
    for number in (1, 3):
        cohort(run, centre, "--out", centre.parent / f"out{number}", "--workers", number)

    assert files_of(centre.parent / "out1") == files_of(centre.parent / "out3")


def test_levels(centre: Path, run: Run) -> None:
    """What ends with 1 is what was asked for."""
    out = ("--out", centre.parent / "out")
    assert cohort(run, centre, *out, "--fail-on", "never").code == 0
    assert cohort(run, centre / "ann", *out).code == 0
    assert cohort(run, centre / "ann", *out, "--fail-on", "at-risk").code == 1
    assert cohort(run, centre / "empty", *out, "--fail-on", "never").code == 2


def test_what_is_known_is_not_looked_at_again(centre: Path, run: Run) -> None:
    """Only what has changed is looked at, and what came of it is compared with the run before."""
    words = (centre, "--out", centre.parent / "out", "--state", centre.parent / "s.sqlite")
    assert ", 4 looked at in this run" in cohort(run, *words).out
    first = files_of(centre.parent / "out")
    assert ", 0 looked at in this run" in (again := cohort(run, *words)).out
    assert "crossfolio: broken: settings cannot be used" in again.err
    second = files_of(centre.parent / "out")
    assert {n for n in first if first[n] != second[n]} == {
        "changes.html",
        "progress.html",
        "unit-bud.html",
    }

    write(centre / "bob", {"evidence/e02.md": page(id="E02", criteria="[BUD.AC2]")})
    for path in sorted((centre / "ann").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    ran = cohort(run, *words)

    assert ", 1 looked at in this run" in ran.out
    changes = (centre.parent / "out/changes.html").read_text()
    assert '<th scope="row">bob</th><td class="n">+1</td>' in changes
    assert '<th scope="row">ann</th>' in changes
    assert "gone" in changes


def test_the_day_counts_where_something_is_dated_in_the_future(centre: Path, run: Run) -> None:
    """What is dated in the future is looked at again on its day, and nothing else is."""
    write(centre / "bob", {"assessment/decisions/D01.yml": DECISION.replace("05-01", "07-09")})
    words = ("cohort", centre, "--out", centre.parent / "out", "--state", centre.parent / "s")
    run(*words, "--today", "2026-07-01")

    assert ", 0 looked at in this run" in run(*words, "--today", "2026-07-08").out
    assert ", 1 looked at in this run" in run(*words, "--today", "2026-07-09").out
    assert ", 3 looked at in this run" in run(*words, "--today", "2026-06-01").out


def test_a_waiver_expires(centre: Path, run: Run) -> None:
    """On the day after a waiver's last one, its portfolio is looked at again."""
    waiver = "waivers: [{criterion: BUD.AC2, reason: RPL-3, expires: 2026-07-05}]\n"
    write(centre / "bob", {"evidence/portfolio.yml": f"units: {{BUD: submitted}}\n{waiver}"})
    words = (
        "cohort",
        centre / "bob",
        "--out",
        centre.parent / "out",
        "--state",
        centre.parent / "s",
    )
    seen = []
    for day in ("2026-07-01", "2026-07-05", "2026-07-06"):
        run(*words, "--today", day)
        cohort = json.loads((centre.parent / "out/cohort.json").read_text())
        seen.append(cohort["portfolios"][0]["required"])

    assert seen == [1, 1, 2]


def test_settings_that_others_share_are_part_of_the_key(centre: Path, run: Run) -> None:
    """A file that a portfolio inherits is looked at as its own files are, wherever it lies."""
    write(centre.parent, {"base.yml": "plugins: [crossfolio]\n"})
    write(centre / "ann", {"mkdocs.yml": "INHERIT: ../../base.yml\n"})
    words = (centre / "ann", "--out", centre.parent / "out", "--state", centre.parent / "s")
    assert ", 1 looked at in this run" in cohort(run, *words).out
    assert ", 0 looked at in this run" in cohort(run, *words).out
    write(centre.parent, {"base.yml": "plugins: [crossfolio]\nsite_name: x\n"})

    assert ", 1 looked at in this run" in cohort(run, *words).out


def test_what_cannot_be_measured_is_in_no_sum(centre: Path, run: Run) -> None:
    """A portfolio whose criteria cannot be read makes no sum better, and is named."""
    write(centre / "ann", {"criteria/mcs.yml": "unit: [", "criteria/bud.yml": unit("AC1")})
    cohort(run, centre, "--out", centre.parent / "out")

    found = json.loads((centre.parent / "out/cohort.json").read_text())
    assert [portfolio["measured"] for portfolio in found["portfolios"]] == [False, True, True]
    overview = (centre.parent / "out/index.html").read_text()
    assert '<td class="n">2</td><td class="n">4</td><td class="n">2 (50 %)</td>' in overview
    assert "1 of them is not measured" in overview
    assert "not measured" in (centre.parent / "out/learners.html").read_text()


def test_forget(centre: Path, run: Run) -> None:
    """A portfolio that is forgotten leaves no trace in the state."""
    state = centre.parent / "s.sqlite"
    cohort(run, centre, "--out", centre.parent / "out", "--state", state)
    assert b"group/cy" in state.read_bytes()

    assert run("cohort", "forget", "group/cy", "--state", state).code == 0

    assert b"group/cy" not in state.read_bytes()
    assert run("cohort", "forget", "group/cy", "--state", state).code == 2
    assert run("cohort", "forget", "ann", "--state", centre / "none").code == 2
    assert run("cohort", "forget", "ann").code == 2


@pytest.mark.parametrize("damage", ["newer", "cut", "other", "text"])
def test_a_state_that_is_not_believed(centre: Path, run: Run, damage: str) -> None:
    """A state of a newer version, a damaged one and another file are refused, and stay."""
    state = centre.parent / "s.sqlite"
    out = centre.parent / "out"
    cohort(run, centre, "--out", out, "--state", state)
    if damage == "cut":
        state.write_bytes(state.read_bytes()[:9000])
    elif damage == "text":
        state.write_bytes(b"not a database, but long enough to look at" * 40)
    else:
        with sqlite3.connect(state) as connection:
            name = "user_version" if damage == "newer" else "application_id"
            connection.execute(f"PRAGMA {name} = 99")
        connection.close()
    before, pages = state.read_bytes(), files_of(out)

    ran = cohort(run, centre, "--out", out, "--state", state)

    assert ran.code == 2
    assert "s.sqlite " in ran.err.splitlines()[-1]
    assert (state.read_bytes(), files_of(out)) == (before, pages)


def test_a_row_that_was_changed_is_not_believed(centre: Path, run: Run) -> None:
    """A result that does not match its seal is looked at again."""
    state = centre.parent / "s.sqlite"
    words = (centre, "--out", centre.parent / "out", "--state", state)
    cohort(run, *words)
    with sqlite3.connect(state) as connection:
        connection.execute("UPDATE portfolio SET row = replace(row, 'stale', 'covered')")
    connection.close()

    assert ", 3 looked at in this run" in cohort(run, *words).out


def test_where_nothing_is_written(centre: Path, run: Run) -> None:
    """Neither into a source, nor over something else."""
    write(centre.parent / "mine", {"notes.txt": "x"})
    before = set(centre.rglob("*"))
    outs = (centre / "out", centre / "ann/site", centre.parent / "mine", centre.parent)
    for out in outs:
        assert cohort(run, centre, "--out", out).code == 2
    state = ("--state", centre / "ann/s.sqlite")
    assert cohort(run, centre, "--out", centre.parent / "out", *state).code == 2
    assert set(centre.rglob("*")) == before


@pytest.mark.parametrize(
    "words",
    [("nowhere",), ("http://x.example/a.git",), ("@none.csv",), ("file:///x",), ("none.json",)],
)
def test_sources_that_are_none(tmp_path: Path, run: Run, words: tuple[str, ...]) -> None:
    """What is no source ends with 2 and one sentence."""
    ran = cohort(run, *words, "--out", tmp_path / "out")

    assert ran.code == 2
    assert len([line for line in ran.err.splitlines() if "error" in line]) == 1


def test_a_state_within_the_site_would_go_with_it(centre: Path, run: Run) -> None:
    """The site is made anew, so the state lies beside it; what was there is left as it is."""
    out = centre.parent / "out"
    assert cohort(run, centre, "--out", out, "--fail-on", "never").code == 0
    (out / "keep.sqlite").write_bytes(b"")

    ran = cohort(run, centre, "--out", out, "--state", out / "keep.sqlite")

    assert ran.code == 2
    assert "keep the state beside it" in ran.err
    assert (out / "keep.sqlite").is_file()


def test_a_source_that_holds_nothing_is_named(tmp_path: Path, run: Run) -> None:
    """A folder without anything in it is a failure with its reason, and nothing was looked at."""
    (tmp_path / "none").mkdir()

    ran = cohort(run, tmp_path / "none", "--out", tmp_path / "out")

    assert ran.code == 2
    assert "crossfolio: none: this is no portfolio" in ran.err
    assert not (tmp_path / "out").exists()


def test_rules_of_the_centre(centre: Path, run: Run) -> None:
    """A file says when a learner is at risk; a slip in it ends with 2 at its place."""
    rules = write(centre.parent, {"r.yml": "rules: [{rule: waiting, limit: 10}]\n"}) / "r.yml"
    words = (centre / "ann", "--out", centre.parent / "out", "--at-risk", rules)
    cohort(run, *words)
    said = (centre.parent / "out/at-risk.html").read_text()
    assert "1 waiting for the assessor, the oldest for 61 days (BUD.AC1)" in said

    rules.write_text("rules: [{rule: wating, limit: 10}]\n", encoding="utf-8")
    ran = cohort(run, *words)
    assert ran.code == 2
    assert "r.yml:1:16: error[CFG102]" in ran.err


def test_what_would_stop_others(tmp_path: Path, run: Run) -> None:
    """A pipe, a file of 2 GB and endless YAML are results, and cost nobody else anything."""
    source = tmp_path / "centre"
    project(source / "good")
    project(source / "large")
    with (source / "large/evidence/e02.md").open("wb") as file:
        file.truncate(2 * 1024**3)
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    project(source / "yaml", **{"criteria/x.yml": f"a0: &a0 [x]\n{bomb}"})
    project(source / "nul", **{"evidence/e02.md": "\0" * 1000})
    if hasattr(os, "mkfifo"):
        project(source / "pipe")
        os.mkfifo(source / "pipe/evidence/e02.md")
    ran = cohort(run, source, "--out", tmp_path / "out")

    assert ran.err == ""
    assert ran.code == 0


def test_published_data(centre: Path, run: Run) -> None:
    """A portfolio.json fills the pages that its keys allow, and the overview says so."""
    data = {
        "format": 1, "edition": "public", "learner": None,
        "summary": {"evidence": 0, "criteria": 1, "claims": 0,
                    "errors": None, "warnings": None, "infos": None},
        "coverage": {"measured": True, "required": 1, "covered": 0, "accepted": None,
                     "percent_covered": 0, "percent_accepted": None, "waived": 0,
                     "states": {"uncovered": 1}},
        "qualifications": [], "units": [], "criteria": [], "evidence": [],
    }  # fmt: skip
    write(centre.parent, {"dan/portfolio.json": json.dumps(data), "eve/portfolio.json": "{}"})
    sources = [centre.parent / f"{name}/portfolio.json" for name in ("dan", "eve")]
    ran = cohort(run, centre, *sources, "--out", centre.parent / "out")

    assert "crossfolio: eve: is no data of a portfolio" in ran.err
    found = json.loads((centre.parent / "out/cohort.json").read_text())
    assert [
        portfolio["accepted"] for portfolio in found["portfolios"] if portfolio["id"] == "dan"
    ] == [None]
    assert "1 portfolio tells nothing of decisions" in (
        (centre.parent / "out/index.html").read_text()
    )


def test_a_list(centre: Path, run: Run) -> None:
    """A list names groups, assessors and days; a line with a slip is a failure with its number."""
    write(
        centre.parent,
        {
            "list.csv": "id,source,group,assessor,start,target\n"
            "L1,centre/ann,g1,a9,2026-01-01,2026-08-01\n"
            "L2,centre/bob,g1,,someday,\n"
            "L3,centre/ann,g1,,,\n"
            "L1,centre/group/cy,g1,,,\n"
            ",centre/bob,,,,\n"
            "L6,centre/none,,,,\n"
        },
    )
    ran = cohort(run, f"@{centre.parent / 'list.csv'}", "--out", centre.parent / "out")

    assert sorted(ran.err.splitlines()) == [
        "crossfolio: L1: its ID appears twice; the first was looked at",
        "crossfolio: L2: line 3 of the list: `start` is not a date; write it as 2026-04-14",
        "crossfolio: L3: its portfolio appears twice; the first was looked at",
        "crossfolio: L6: the folder is not there",
        "crossfolio: line 6: line 6 of the list: `id` is empty",
    ]
    assert (centre.parent / "out/assessor-a9.html").is_file()
