"""Results of files are kept on the disk, and a check says with them what it says without."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import fields
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from bench.portfolio import Size
from bench.portfolio import write as write_portfolio
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.cli.main import main
from crossfolio.core.check import Checked
from crossfolio.core.record.hashes import claim_hash, wording_hash
from crossfolio.reports import json_report
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk, Opened
from crossfolio.workspace.last_run import LastRun
from crossfolio.workspace.project import UnusableSettingsError, open_project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.store import Store, open_store
from support import TODAY, UNIT, Build, broken, page, unit, whole, write

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases"
E01 = "evidence/e01.md"


@pytest.fixture(autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is kept in a folder of this test."""
    folder = tmp_path_factory.mktemp("kept")
    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(folder))
    return folder


def later() -> int:
    """Return a time so late that every file written until then has settled."""
    return 10**18 * 9


class Counted(Disk):
    """The disk, with a note of every file that is read."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.reads: list[str] = []

    def read(self, path: str, most: int) -> bytes:
        """Note the file, and read it."""
        self.reads.append(path)
        return super().read(path, most)

    def open(self, path: str) -> Opened:
        """Note the file, and open it."""
        self.reads.append(path)
        return super().open(path)


def cold(root: Path, day: date = TODAY, *, every: bool = False) -> Checked:
    return check_project(open_project(root), day, every_fingerprint=every)


def warm(
    root: Path, kept: Path, day: date = TODAY, *, every: bool = False
) -> tuple[Checked, list[str]]:
    """Check as a process of its own would, with what is kept, and keep what is found.

    With every fingerprint, as a build does.
    """
    files, cache = Counted(root), ResultCache(Store(kept), later)
    checked = check_project(
        open_project(root), day, every_fingerprint=every, files=files, cache=cache
    )
    return checked, files.reads


def record_of_default() -> dict[str, str]:
    """Return a register, and a decision that stands on the page that every portfolio here has."""
    with tempfile.TemporaryDirectory() as folder:
        checked = cold(write(Path(folder), {"criteria/bud.yml": UNIT, E01: page()}), every=True)
    read = checked.portfolio
    claim, wording = read.evidence[0].claims[0], read.framework.criteria["BUD.AC1"].written
    decision = {
        "decision": "D01",
        "assessor": "A1",
        "date": "2026-05-01",
        "evidence": [{"id": "E01", "fingerprint": read.fingerprints["E01"].value}],
        "criteria": [
            {
                "criterion": "BUD.AC1",
                "outcome": "met",
                "on": ["E01"],
                "claims": {"E01": claim_hash(claim)},
                "wording": wording_hash(wording),
            }
        ],
    }
    people = {"A1": {"roles": ["assessor"], "display_name": "Ann"}}
    return {
        "assessment/people.yml": json.dumps({"people": people}),
        "assessment/decisions/d01.yml": json.dumps(decision),
    }


RECORD = record_of_default()


def said(checked: Checked) -> list[object]:
    """Return everything that is said of a portfolio."""
    known = {
        name: (fingerprint.value, fingerprint.parts)
        for name, fingerprint in checked.portfolio.fingerprints.items()
    }
    return [json_report.render(checked), *map(whole, checked.diagnostics), known]


def everything(checked: Checked) -> list[list[object]]:
    """Return every value of all that was read, those that are not compared included."""
    it = checked.portfolio
    read = (*it.evidence, *it.decisions, *it.samples, *it.framework.units.values())
    rest: list[object] = [it.framework.qualifications, it.enrolment, it.people, it.files]
    return [[getattr(each, name.name) for name in fields(each)] for each in read] + [rest]


@pytest.mark.parametrize("case", [*sorted(path.name for path in CASES.iterdir()), "."])
def test_what_is_kept_is_what_was_read(case: str, kept: Path) -> None:
    """Findings and every value of every item come back as they were, for all example portfolios."""
    root = ROOT if case == "." else CASES / case
    try:
        first = cold(root, every=True)
    except UnusableSettingsError:
        return
    warm(root, kept, every=True)
    again, reads = warm(root, kept, every=True)

    assert reads == []
    assert said(again) == said(first)
    assert everything(again) == everything(first)


def test_one_edit_reads_one_file(tmp_path: Path, kept: Path) -> None:
    """A process that finds one file edited reads that one, and the next reads none."""
    write_portfolio(tmp_path, Size(items=30, criteria=20, words=60))
    assert sum(it.endswith(".md") for it in warm(tmp_path, kept)[1]) == 30
    edited = sorted((tmp_path / "evidence").rglob("*.md"))[7]
    edited.write_bytes(edited.read_bytes() + b"\nMore of it.\n")

    checked, reads = warm(tmp_path, kept)
    assert reads == [edited.relative_to(tmp_path).as_posix()]
    assert said(checked) == said(cold(tmp_path))
    assert warm(tmp_path, kept)[1] == []


def test_only_what_has_changed_is_written(tmp_path: Path, kept: Path) -> None:
    """After one edit one file of what is kept is written anew, and without an edit none."""
    write_portfolio(tmp_path, Size(items=300, criteria=20, words=20))
    warm(tmp_path, kept)
    before = {path.name: path.stat().st_ino for path in kept.iterdir()}
    warm(tmp_path, kept)
    assert {path.name: path.stat().st_ino for path in kept.iterdir()} == before
    next((tmp_path / "evidence").rglob("*.md")).write_text(page(id="E9"), encoding="utf-8")
    warm(tmp_path, kept)

    assert sum(path.stat().st_ino != before[path.name] for path in kept.iterdir()) == 1


def test_other_programs_and_settings(
    portfolio: Build, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version kept, or what was kept for other folders, is not believed."""
    root = portfolio({"proof/e01.md": page(criteria="[BUD.AC9]"), "evidence/e02.md": page(id="E2")})
    warm(root, kept)
    write(root, {"mkdocs.yml": "plugins: [crossfolio: {evidence: proof}]\n"})
    checked, reads = warm(root, kept)
    assert {"criteria/bud.yml", "proof/e01.md"} <= set(reads)
    assert said(checked) == said(cold(root))

    monkeypatch.setattr("crossfolio.workspace.store.program", lambda: b"another")
    assert {"criteria/bud.yml", "proof/e01.md"} <= set(warm(root, kept)[1])


def test_young_pages_are_compared_by_their_bytes(portfolio: Build, kept: Path) -> None:
    """A page as young as its reading is read again, though size and time are the same."""
    root = portfolio()
    check_project(open_project(root), TODAY, cache=ResultCache(Store(kept)))
    state = (root / E01).stat()
    (root / E01).write_bytes((root / E01).read_bytes().replace(b"AC1]", b"AC9]"))
    os.utime(root / E01, ns=(state.st_atime_ns, state.st_mtime_ns))
    checked, reads = warm(root, kept)

    assert E01 in reads
    assert said(checked) == said(cold(root))


def test_what_is_kept_may_be_broken(portfolio: Build, kept: Path) -> None:
    """Whatever becomes of each kept file, a check says the same, and mends it."""
    root = portfolio({"evidence/a.csv": "a,b\n", E01: page(attachments="[a.csv]"), **RECORD})
    first, every = warm(root, kept, every=True)
    files = sorted(kept.iterdir())
    assert len(files) > 2
    for file in files:
        whole_file = file.read_bytes()
        for content in broken(whole_file):
            file.write_bytes(content)
            again, reads = warm(root, kept, every=True)
            assert said(again) == said(first)
            assert 0 < len(reads) < len(every)
            assert warm(root, kept, every=True)[1] == []
        file.unlink()
        assert said(warm(root, kept, every=True)[0]) == said(first)


def test_what_is_kept_may_change_places(portfolio: Build, kept: Path) -> None:
    """A kept file in the place of another is a file that is not there."""
    root = portfolio({"evidence/e02.md": page(id="E2"), **RECORD})
    first, _ = warm(root, kept)
    contents = {file: file.read_bytes() for file in sorted(kept.iterdir())}
    for file, other in permutations(contents, 2):
        file.write_bytes(contents[other])
        assert said(warm(root, kept)[0]) == said(first)
        assert file.read_bytes() != contents[other]
    for file in contents:
        file.unlink()
        file.mkdir()
        assert said(warm(root, kept)[0]) == said(first)


def test_a_decision_that_stands_is_kept(portfolio: Build, kept: Path) -> None:
    """What was accepted is so again with what is kept, and no longer once its page changes."""
    root = portfolio(RECORD)
    for text, state in ((page(), "accepted"), (page(title="Another plan"), "stale")):
        write(root, {E01: text})
        for checked in (warm(root, kept)[0], warm(root, kept)[0], cold(root)):
            assert checked.coverage.criteria["BUD.AC1"].state == state


def test_attachments_and_decisions_are_kept(portfolio: Build, kept: Path) -> None:
    """What was read of an attached file or a decision is read again only where it changes."""
    root = portfolio({"evidence/a.csv": "a,b\n", E01: page(attachments="[a.csv]"), **RECORD})
    assert {"evidence/a.csv", *RECORD} < set(warm(root, kept, every=True)[1])
    assert warm(root, kept, every=True)[1] == []
    write(root, {"evidence/a.csv": "b,a\n"})
    checked, reads = warm(root, kept, every=True)
    assert set(reads) == {"evidence/a.csv"}
    assert said(checked) == said(cold(root, every=True))
    decision = "assessment/decisions/d01.yml"
    write(root, {decision: RECORD[decision].replace('"met"', '"not-yet-met"')})
    checked, reads = warm(root, kept, every=True)
    assert reads == [decision]
    assert said(checked) == said(cold(root, every=True))


def test_what_cannot_be_kept(portfolio: Build, kept: Path) -> None:
    """A page with what MessagePack cannot hold is read each time, and costs no other page."""
    huge = {E01: page(x_size="1" + "0" * 40), "evidence/e02.md": page(id="E2")}
    root = portfolio(huge)
    warm(root, kept)
    checked, reads = warm(root, kept)
    assert reads in ([], [E01])
    assert said(checked) == said(cold(root))


def test_nobody_else_can_read_it(portfolio: Build, kept: Path) -> None:
    """What is kept holds texts of withheld items, so only the user can read it."""
    root = portfolio({E01: page(audience="withheld", body="An extraordinary tariff.")})
    store = open_store(root)
    check_project(open_project(root), TODAY, cache=ResultCache(store, later))
    (folder,) = kept.iterdir()
    files = list(folder.iterdir())
    assert any(b"extraordinary" in file.read_bytes() for file in files)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_an_attachment_changes(portfolio: Build, kept: Path) -> None:
    """The fingerprint of an item whose file has changed is worked out anew."""
    root = portfolio({E01: page(attachments="[a.csv]"), "evidence/a.csv": "a,b\n"})
    first = warm(root, kept, every=True)[0].portfolio.fingerprints
    write(root, {"evidence/a.csv": "b,a\n"})
    second = warm(root, kept, every=True)[0].portfolio.fingerprints

    assert first != second == cold(root, every=True).portfolio.fingerprints


LONG = "We agreed with the team lead that the opening reading is asked for first of all calls"
BODIES = (
    "# A [BUD.AC1]\n",
    f"{LONG}.\n{LONG} again and again, whatever else is said.\n",
    "# A {#own}\n\n## A [BUD.AC1]\n\n[x](#a), <https://a.example/> [^1]\n\n[^1]: A note.\n",
    "`code` [a](e02.md) ![](a.csv) TODO\n\n> quoted\n\nGood job!\n",
    "\x00\u202e crossfolio: ignore\n<!-- crossfolio: ignore TAG108 because it is shown -->\n",
)
pages = st.builds(
    lambda number, tag, kind, body, more: {
        f"evidence/e0{number}.md": page(
            id=f"E0{number}", criteria=tag, kind=kind, body=body, **more
        )
    },
    st.integers(1, 3),
    st.sampled_from(("[BUD.AC1]", "[BUD.AC2, bud.ac1]", "[]", "[{criterion: BUD.AC1, at: '3'}]")),
    st.sampled_from(("product", "reflective-account", "witness-testimony", "productt")),
    st.sampled_from(BODIES),
    st.sampled_from(
        (
            {},
            {"attachments": "[a.csv]"},
            {"witness": "W1", "status": "draft"},
            {"date": "{from: 2026-01-01, to: 2027-01-01}", "x_own": "[1, 2.5, null, {a: true}]"},
            {"declaration": f"{{by: L1, date: 2026-05-01, fingerprint: 'cf2:{'0' * 64}'}}"},
            {"audience": "withheld", "phase": "plan", "title": "What it is, in one line"},
        )
    ),
)
others = st.sampled_from(
    (
        {"criteria/bud.yml": UNIT},
        {
            "criteria/bud.yml": unit(
                "AC1", "AC2", extra="accounts: {theory: [GROW], reasons: true}\n"
            )
        },
        {"criteria/bud.yml": "unit: [\n"},
        {"evidence/portfolio.yml": "learner: L1\nunits: {BUD: in-progress}\n"},
        {"assessment/people.yml": "people:\n  W1: {roles: [witness], display_name: W}\n"},
        {"evidence/a.csv": "a,b\n1,2\n"},
        {"evidence/a.csv": b"\x00\x01"},
        {"evidence/e02.md": "---\nid: [\n"},
        {"evidence/e03.md": b"\xff\xfe"},
        {"evidence/e04.md": page(id="E01", kind="observation")},
        {"mkdocs.yml": "plugins: [crossfolio: {profile: strict, ignore: [TAG108]}]\n"},
        {"mkdocs.yml": "plugins: [crossfolio]\n"},
        {
            "mkdocs.yml": "plugins: [crossfolio]\n"
            "markdown_extensions: [attr_list, footnotes, toc: {permalink: true}]\n"
        },
        {"assessment/decisions/d1.yml": "decision: D1\nassessor: A1\ndate: 2026-05-01\n"},
    )
)
record = st.one_of(
    st.builds(
        lambda number, outcome, item: {
            f"assessment/decisions/d0{number}.yml": RECORD["assessment/decisions/d01.yml"]
            .replace("D01", f"D0{number}")
            .replace('"met"', f'"{outcome}"')
            .replace('"E01"', f'"{item}"')
        },
        st.integers(1, 3),
        st.sampled_from(("met", "not-yet-met", "more-evidence", "mett")),
        st.sampled_from(("E01", "E02", "e03")),
    ),
    st.sampled_from(("agree", "disagree", "agre")).map(
        lambda outcome: {
            "assessment/samples/s01.yml": "sample: S01\nquality_assurer: Q1\ndate: 2026-05-02\n"
            f"stage: interim\ndecisions: [D01, D02]\noutcome: {outcome}\n"
        }
    ),
    st.just({"assessment/people.yml": RECORD["assessment/people.yml"]}),
)
gone = st.sampled_from(
    (
        *(E01, "evidence/e02.md", "evidence/a.csv", "criteria/bud.yml", "mkdocs.yml"),
        *("assessment/decisions/d01.yml", "assessment/samples/s01.yml", "assessment/people.yml"),
    )
).map(lambda name: {name: None})
renamed = st.just({"evidence/e01.md": None, "evidence/moved/e07.md": page(id="E01")})
days = st.sampled_from((TODAY, date(2026, 7, 2)))
edits = st.one_of(pages, pages, record, others, gone, renamed)
harms = st.one_of(st.just(0), st.just(0), st.integers(1, 10**6))


def harm(kept: Path, number: int) -> None:
    """Turn a bit of a kept file, cut it, or put another in its place; nothing where it is 0."""
    files = sorted(kept.iterdir())
    if number and files:
        file, other = files[number % len(files)], files[number // 7 % len(files)]
        whole_file = bytearray(file.read_bytes())
        at = number * 31 % (len(whole_file) * 8)
        whole_file[at // 8] ^= 1 << at % 8
        ways = (bytes(whole_file), bytes(whole_file[: at // 8]), other.read_bytes())
        file.write_bytes(ways[number % 3])


@settings(max_examples=int(os.environ.get("CROSSFOLIO_EXAMPLES", "40")))
@given(st.lists(st.tuples(edits, days, st.booleans(), harms), max_size=7))
def test_any_edits(edits: list[tuple[dict[str, str | bytes | None], date, bool, int]]) -> None:
    """After any edits, and on any day, a check with what is kept says what one without says.

    So does each with every fingerprint, as for a build, and one whose kept files were harmed;
    and all items have the same values. `CROSSFOLIO_EXAMPLES` says how many lists of edits.
    """
    folder = Path(tempfile.mkdtemp())
    try:
        root, kept = (
            write(folder / "project", {"criteria/bud.yml": UNIT, E01: page()}),
            folder / "k",
        )
        kept.mkdir()
        for number, (edit, day, every, harmed) in enumerate(edits, start=1):
            write(root, edit)
            for name, content in edit.items():
                if content is None:
                    (root / name).unlink(missing_ok=True)
                else:  # Edits may be faster than the clock of the disk ticks.
                    os.utime(root / name, ns=(number, 10**18 + number))
            harm(kept, harmed)
            again, first = warm(root, kept, day, every=every)[0], cold(root, day, every=every)
            assert said(again) == said(first)
            assert everything(again) == everything(first)
    finally:
        shutil.rmtree(folder)


WRITING = """
import sys, time
from datetime import date, timedelta
from pathlib import Path

time.time_ns = lambda: 10**18 * 9
from crossfolio.workspace.last_run import Basis, LastRun
from crossfolio.workspace.project import open_project
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.store import Store

root, kept = map(Path, sys.argv[1:])
last = LastRun(root, ["a"], date(2026, 1, 1))
last.set_basis(Basis((), (), ()))
cache = ResultCache(Store(kept))
for number in range(10**6):
    check_project(open_project(root), date(2026, 1, 1) + timedelta(number % 900), cache=cache)
    last.keep(["said"] * 9999)
    print(number, flush=True)
"""


def writing(root: Path, kept: Path) -> subprocess.Popen[bytes]:
    """Start a process that writes what is kept again and again; wait until it has begun."""
    command = [sys.executable, "-c", WRITING, str(root), str(kept)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"0\n"
    return process


def test_killed_while_writing(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a run is killed while it writes, what is there is whole, and true."""
    monkeypatch.setattr("crossfolio.workspace.last_run.time.time_ns", later)
    root, dice = tmp_path / "project", random.Random(1)  # noqa: S311 - moments, no secrets
    write_portfolio(root, Size(items=40, criteria=10, words=40))
    first = said(cold(root))
    for _ in range(6):
        process = writing(root, kept)
        for _ in range(dice.randrange(4)):
            assert process.stdout
            process.stdout.readline()
        process.kill()
        process.communicate()
        assert LastRun(root, ["a"], date(2026, 1, 1)).recall() == ["said"] * 9999
        assert said(warm(root, kept)[0]) == first
    assert warm(root, kept)[1] == []


def test_several_runs_at_once(tmp_path: Path, kept: Path) -> None:
    """Runs that read and write at the same time disturb one another in nothing."""
    root = tmp_path / "project"
    write_portfolio(root, Size(items=40, criteria=10, words=40))
    running = [writing(root, kept) for _ in range(2)]
    pages = sorted((root / "evidence").rglob("*.md"))
    try:
        for number in range(6):
            edited = pages[number]
            edited.write_bytes(edited.read_bytes() + b"\nGood job!\n")
            os.utime(edited, ns=(number, 10**18 + number))
            assert said(warm(root, kept)[0]) == said(cold(root))
    finally:
        for process in running:
            process.kill()
            process.communicate()
    assert said(warm(root, kept)[0]) == said(cold(root))


def test_the_command_keeps_nothing_where_it_is_told_so(portfolio: Build, kept: Path) -> None:
    """With --no-cache nothing is kept and nothing of what is kept is used."""
    assert main(["check", str(portfolio()), "--no-cache"]) == 0
    assert list(kept.rglob("*")) == []
