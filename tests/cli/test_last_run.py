"""What the last check said is said again while nothing has changed, and never after."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.cli import checking as command
from crossfolio.cli.main import main
from support import UNIT, Build, Ran, Run, broken, page, unit, write

YEAR = 365 * 24 * 3600 * 10**9
LATER = 9 * 10**18
"""A moment, in nanoseconds, at which every file of these tests is old."""
EXTRA = {"mkdocs.yml": "site_name: Tea\nplugins: [crossfolio]\n", "evidence/a.csv": "a,b\n"}


@pytest.fixture(autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is kept in a folder of this test, and let every file be old."""
    folder = tmp_path_factory.mktemp("kept")
    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(folder))
    monkeypatch.setattr("crossfolio.workspace.last_run.time.time_ns", lambda: LATER)
    return folder


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the checks that are made in earnest."""
    made: list[str] = []
    check_project = command.check_project

    def counting(*arguments: object, **options: object) -> object:
        made.append("run")
        return check_project(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "check_project", counting)
    return made


def test_the_same_again(portfolio: Build, run: Run, runs: list[str]) -> None:
    """The second run says what the first said, and checks nothing; --no-cache checks."""
    root = portfolio(EXTRA)
    for options in ((), ("--format", "json"), ("--format", "full"), ("--fail-on", "never")):
        first = run("check", root, *options)
        del runs[:]
        assert run("check", root, *options) == first
        assert runs == []
    assert run("check", root, "--no-cache") == run("check", root)
    assert runs == ["run"]


def test_files_are_written_again(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """A report into a file is written whether or not anything has changed."""
    root, file = portfolio(EXTRA), tmp_path / "out.json"
    first = run("check", root, "--format", f"json={file}")
    text = file.read_text()
    file.unlink()

    assert run("check", root, "--format", f"json={file}") == first
    assert file.read_text() == text


CHANGES = {
    "a page": {"evidence/e01.md": page(criteria="[BUD.AC9]")},
    "a new page": {"evidence/e02.md": page(id="E02", kind="productt")},
    "a new folder": {"evidence/new/e02.md": page(id="E02")},
    "a unit": {"criteria/bud.yml": unit("AC1", "AC2")},
    "a setting": {"mkdocs.yml": "site_name: Tea\nplugins: [crossfolio: {profile: strict}]\n"},
    "an attachment": {"evidence/a.csv": "changed\n"},
    "a new decision": {"assessment/decisions/d01.yml": "decision: D01\n"},
    "a register": {"assessment/people.yml": "people: {}\n"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(portfolio: Build, run: Run, runs: list[str], change: str) -> None:
    """After any change the check is made in earnest."""
    root = portfolio(EXTRA)
    run("check", root, "--format", "json")
    write(root, CHANGES[change])
    del runs[:]

    warm = run("check", root, "--format", "json")
    assert runs == ["run"]
    assert warm == run("check", root, "--format", "json", "--no-cache")


ENV = "plugins: [crossfolio: {profile: !ENV [WANTED, OTHER, default]}]\n"


def test_settings_from_elsewhere(
    portfolio: Build, run: Run, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of an inherited file, or of a variable that the settings ask for, is seen."""
    root = portfolio({"site/mkdocs.yml": "INHERIT: ../base.yml\n", "base.yml": ENV})
    command = ("check", root, "--config-file", root / "site/mkdocs.yml")
    changes = (
        lambda: None,
        lambda: monkeypatch.setenv("OTHER", "strict"),
        lambda: monkeypatch.setenv("WANTED", "advisory"),
        lambda: monkeypatch.delenv("WANTED"),
        lambda: write(root, {"base.yml": "plugins: [crossfolio: {profile: strict}]\n"}),
        lambda: (root / "base.yml").rename(root / "gone.yml"),
    )
    for change in changes:
        change()
        del runs[:]
        first = run(*command)
        assert first == run(*command, "--no-cache")
        assert first == run(*command)
        assert runs == (["run"] * 2 if (root / "base.yml").exists() else [])


def test_a_link_to_the_settings(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """Settings that a link leads to are seen to change."""
    root = portfolio()
    write(tmp_path, {"shared.yml": "plugins: [crossfolio]\n"})
    (root / "mkdocs.yml").symlink_to(tmp_path / "shared.yml")
    before = run("check", root)
    write(tmp_path, {"shared.yml": "plugins: [crossfolio: {ignore: [TAG108, COV109]}]\n"})

    assert run("check", root) != before


def test_another_baseline(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """What is compared with a baseline is not said of another one."""
    root, file = portfolio(), tmp_path / "then.json"
    file.write_text(run("check", root, "--format", "json").out, "utf-8")
    before = run("check", root, "--baseline", file)
    assert run("check", root, "--baseline", file) == before
    file.write_text(file.read_text("utf-8").replace("covered", "uncovered"), "utf-8")

    assert run("check", root, "--baseline", file) == run(
        "check", root, "--baseline", file, "--no-cache"
    )


def test_a_project_above(
    portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch, runs: list[str]
) -> None:
    """What is said of a project is said from memory wherever in it the command is run."""
    root = portfolio()
    (root / "deeper").mkdir()
    monkeypatch.chdir(root / "deeper")
    first = run("check")
    assert run("check") == first
    assert len(runs) == 1


def test_the_same_size_and_time(portfolio: Build, run: Run) -> None:
    """A change that keeps size and time of writing is seen by the time of the file's record."""
    root = portfolio({"criteria/bud.yml": UNIT})
    file = root / "evidence/e01.md"
    before = run("check", root)
    state = file.stat()
    file.write_bytes(file.read_bytes().replace(b"[BUD.AC1]\n---", b"[BUD.AC9]\n---"))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))

    assert file.stat().st_size == state.st_size
    assert run("check", root) != before


def test_another_day(portfolio: Build, run: Run) -> None:
    """What is said of one day is not said of another."""
    root = portfolio()
    past = run("check", root, "--today", "2020-01-01")

    assert run("check", root) != past
    assert run("check", root, "--today", "2020-01-01") == past


def test_young_files(
    portfolio: Build, run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is kept of files that were written just now: their times might not tell."""
    root = portfolio()
    written = (root / "evidence/e01.md").stat().st_mtime_ns
    now = "crossfolio.workspace.last_run.time.time_ns"
    monkeypatch.setattr(now, lambda: written + 10**9)
    run("check", root)

    assert list(kept.rglob("said-*")) == []
    monkeypatch.setattr(now, lambda: written + 10**12)
    run("check", root)
    assert len(list(kept.rglob("said-*"))) == 1


@pytest.mark.parametrize("years", [-9, 9])
def test_a_clock_that_jumps(
    portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    """However the clock goes, a changed file is seen."""
    root = portfolio()
    jumped = (root / "evidence/e01.md").stat().st_mtime_ns + years * YEAR
    monkeypatch.setattr("crossfolio.workspace.last_run.time.time_ns", lambda: jumped)
    before = run("check", root)
    write(root, {"evidence/e01.md": page(criteria="[BUD.AC9]")})

    assert run("check", root) != before


def test_attachments_with_hidden_names(portfolio: Build, run: Run, runs: list[str]) -> None:
    """What the walk over the folder does not see is looked at each time."""
    root = portfolio({"evidence/e01.md": page(attachments="[.a.csv]"), "evidence/.a.csv": "a"})
    run("check", root)
    run("check", root)

    assert runs == ["run", "run"]


def test_what_is_kept_may_be_broken(portfolio: Build, run: Run, kept: Path) -> None:
    """A broken, cut or foreign file, and one that is gone, is a first run, in silence."""
    root = portfolio(EXTRA)
    first = run("check", root, "--format", "json")
    (file,) = kept.rglob("said-*")
    data = file.read_bytes()
    for content in broken(data):
        file.write_bytes(content)
        assert run("check", root, "--format", "json") == first
        assert file.read_bytes() == data
    file.unlink()
    assert run("check", root, "--format", "json") == first
    assert list(kept.rglob("said-*")) == [file]


def test_only_the_last_day_is_kept(portfolio: Build, run: Run, kept: Path) -> None:
    """However many days a project is checked on, what was said of one of them is kept."""
    root = portfolio()
    for day in ("2026-01-01", "2026-01-02"):
        run("check", root, "--today", day)
    assert len(list(kept.rglob("said-*"))) == 1


def test_nothing_is_kept_in_the_project(portfolio: Build, run: Run) -> None:
    """The project's folder holds after a check what it held before."""
    root = portfolio(EXTRA)
    before = sorted(root.rglob("*"))
    run("check", root)

    assert sorted(root.rglob("*")) == before


pages = st.builds(
    lambda number, tag, kind: {
        f"evidence/e0{number}.md": page(id=f"E0{number}", criteria=tag, kind=kind)
    },
    st.integers(1, 3),
    st.sampled_from(("[BUD.AC1]", "[BUD.AC2]", "[]", "[BUD.AC1, BUD.AC1]")),
    st.sampled_from(("product", "observation", "productt")),
)
units = st.sampled_from(({"criteria/bud.yml": UNIT}, {"criteria/bud.yml": unit("AC1", "AC2")}))
deletions = st.sampled_from((1, 2, 3)).map(lambda number: {f"evidence/e0{number}.md": None})


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(pages, pages, units, deletions, st.just({})), max_size=6))
def test_any_edits(edits: list[dict[str, str | None]]) -> None:
    """After any edits, warm says what cold says."""
    root = Path(tempfile.mkdtemp())
    try:
        write(root, {"criteria/bud.yml": UNIT, "evidence/e01.md": page()})
        for number, edit in enumerate(edits, start=1):
            write(root, edit)
            for name, content in edit.items():
                if content is None:
                    (root / name).unlink(missing_ok=True)
                else:  # Edits may be faster than the clock of the disk ticks.
                    os.utime(root / name, ns=(number, 10**18 + number))
            assert ran(root) == ran(root, "--no-cache")
    finally:
        shutil.rmtree(root)


def ran(root: Path, *options: str) -> Ran:
    """Run a check whose report goes into a file."""
    out = root / "out.json"
    code = main(["check", str(root), "--format", f"json={out}", "--today", "2026-07-01", *options])
    return Ran(code, out.read_text("utf-8"), "")
