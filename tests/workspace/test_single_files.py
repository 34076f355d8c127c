"""One file at a time: unsaved contents laid over the disk, and results kept until they change."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crossfolio.core.check import Checked, look_anew
from crossfolio.core.context import Context
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.reports import json_report
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk, Opened, Unsaved
from crossfolio.workspace.project import open_project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.walk import Stamp
from support import PAGE, TODAY, UNIT, Build, codes, page, shown, unit, write

YEAR = 365 * 24 * 3600
E01, E02 = "evidence/e01.md", "evidence/e02.md"


class Counted(Disk):
    """The disk, with a note of every file that is read."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.reads: list[str] = []

    def read(self, path: str, most: int) -> bytes:
        """Note the file, and read it."""
        self.reads.append(path)
        return super().read(path, most)


class Opening(Disk):
    """The disk, with a note of every file that is opened."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.opened: list[str] = []

    def open(self, path: str) -> Opened:
        """Note the file, and open it."""
        self.opened.append(path)
        return super().open(path)


def later() -> int:
    """Return a time so late that every file written until then has settled."""
    return 10**18 * 9


def check(
    root: Path, unsaved: dict[str, bytes | None] | None = None, cache: ResultCache | None = None
) -> Checked:
    files = Unsaved(Disk(root), unsaved or {})
    return check_project(open_project(root), TODAY, files=files, cache=cache)


CHANGES: dict[str, dict[str, bytes | None]] = {
    "a changed page": {E01: page(criteria="[BUD.AC9]").encode()},
    "a new page": {E02: page(id="E02", kind="productt").encode()},
    "a new page in a new folder": {"evidence/new/e02.md": page(id="E02").encode()},
    "a deleted page": {E01: None},
    "a changed unit": {"criteria/bud.yml": unit("AC1", "AC2").encode()},
    "a deleted unit": {"criteria/bud.yml": None},
    "a new decision": {"assessment/decisions/d01.yml": b"decision: D01\n"},
    "an attachment and its page": {
        E01: page(attachments="[a.csv]").encode(),
        "evidence/a.csv": b"a,b\n1,2\n",
    },
    "a broken page": {E01: b"---\nid: [\n"},
    "too large a page": {E01: b"x" * (1 << 20) + b"xx"},
    "no page at all": {E01: b""},
}


@pytest.mark.parametrize("change", CHANGES)
def test_unsaved_is_as_good_as_saved(portfolio: Build, change: str) -> None:
    """A portfolio with unsaved contents is found to be what it is once they are saved."""
    root = portfolio()
    kept = ResultCache()
    check(root, cache=kept)
    held = json_report.render(check(root, CHANGES[change], kept))

    for name, data in CHANGES[change].items():
        if data is None:
            (root / name).unlink()
        else:
            write(root, {name: data})
    assert held == json_report.render(check(root))


@pytest.mark.parametrize("path", ["evidence/.e02.md", "evidence/a:b.md", "docs/e02.md", "e02.md"])
def test_unsaved_outside(portfolio: Build, path: str) -> None:
    """An unsaved file that would not be read from the disk is not read from the editor."""
    checked = check(portfolio(), {path: page(id="E02").encode()})

    assert [item.id for item in checked.portfolio.evidence] == ["E01"]


def test_unsaved_text_never_takes_the_place_of_a_link(portfolio: Build, tmp_path: Path) -> None:
    """A link stays a finding, whatever an editor holds of it or of what lies behind it."""
    root = portfolio()
    (root / E02).symlink_to(tmp_path / "nothing")
    (root / "evidence/folder").symlink_to(tmp_path, target_is_directory=True)
    new = {E02: page(id="E02").encode(), "evidence/folder/e03.md": page(id="E03").encode()}
    checked = check(root, new)

    assert shown(checked.diagnostics, "SRC") == [f"{E02}:1:1 SRC108", "evidence/folder:1:1 SRC108"]
    assert [item.id for item in checked.portfolio.evidence] == ["E01"]


def counting(root: Path, cache: ResultCache) -> tuple[Checked, list[str]]:
    files = Counted(root)
    return check_project(open_project(root), TODAY, files=files, cache=cache), files.reads


def test_each_file_is_read_once(portfolio: Build) -> None:
    """A check reads every file once."""
    root = portfolio({E02: page(id="E02"), "evidence/portfolio.yml": "learner: L001\n"})
    _, reads = counting(root, ResultCache())

    assert sorted(reads) == ["criteria/bud.yml", E01, E02, "evidence/portfolio.yml"]


def test_one_edit_reads_one_file(portfolio: Build) -> None:
    """After an edit only the file that was edited is read, and what it says is known."""
    root = portfolio({E02: page(id="E02")})
    cache = ResultCache(clock=later)
    counting(root, cache)
    assert counting(root, cache)[1] == []

    write(root, {E02: page(id="E02", criteria="[BUD.AC7]")})
    checked, reads = counting(root, cache)
    assert reads == [E02]
    assert codes(checked, "TAG101") == ["TAG101"]


def test_a_film_beside_a_page_changes_no_keystroke(portfolio: Build) -> None:
    """Attached files, judged and large ones too, are opened once and not at each look."""
    declared = f"{{by: L1, date: 2026-05-01, fingerprint: 'cf1:{'0' * 64}'}}"
    film = {"evidence/film.mp4": b"\0\0\0\x18ftypisom" + b"\0" * 4096, "evidence/notes.txt": "-"}
    text = page(attachments="[film.mp4]", declaration=declared)
    root, cache = portfolio({E01: text, **film}), ResultCache(clock=later)
    counting(root, cache)
    below = Opening(root)
    edited = Unsaved(below, {E01: f"{text} More.".encode()})
    check_project(open_project(root), TODAY, files=edited, cache=cache)

    assert below.opened == []


def test_young_files_are_read_again(portfolio: Build) -> None:
    """A file as young as its reading is compared by its bytes: its time may not tell."""
    root = portfolio()
    cache = ResultCache()
    counting(root, cache)
    state = (root / E01).stat()
    (root / E01).write_bytes((root / E01).read_bytes().replace(b"AC1]", b"AC9]"))
    os.utime(root / E01, ns=(state.st_atime_ns, state.st_mtime_ns))
    checked, reads = counting(root, cache)

    assert E01 in reads
    assert codes(checked, "TAG101") == ["TAG101"]


@pytest.mark.parametrize("years", [-9, 9])
def test_a_clock_that_jumps(portfolio: Build, years: int) -> None:
    """However the clock goes, a changed file is seen."""
    root = portfolio()
    time = (root / E01).stat().st_mtime_ns
    cache = ResultCache(clock=lambda: time + years * YEAR * 10**9)
    counting(root, cache)
    write(root, {E01: page(criteria="[BUD.AC9]")})

    assert codes(counting(root, cache)[0], "TAG101") == ["TAG101"]


def looked_at(
    root: Path, cache: ResultCache, monkeypatch: pytest.MonkeyPatch, day: date
) -> list[str]:
    """Check, and return the items that rules about one item looked at."""
    seen: list[str] = []

    def noting(item: Evidence, context: Context) -> Iterable[Finding]:
        seen.append(item.id)
        return look_anew(item, context)

    monkeypatch.setattr("crossfolio.workspace.result_cache.look_anew", noting)
    warm = check_project(open_project(root), day, cache=cache)
    monkeypatch.undo()
    assert json_report.render(warm) == json_report.render(check_project(open_project(root), day))
    return seen


BESIDE: dict[str, tuple[str, bool]] = {
    "criteria/bud.yml": (unit("AC1", "AC2"), True),
    "evidence/portfolio.yml": ("learner: L2\n", True),
    "assessment/people.yml": ("people:\n  W1: {roles: [witness], display_name: W}\n", True),
    "evidence/a.csv": ("a,b\n", False),
    "assessment/decisions/d01.yml": ("decision: D01\n", False),
    "mkdocs.yml": ("plugins: [crossfolio: {profile: strict}]\n", False),
}
"""What is written, and whether what is found in an item may change with it."""


@pytest.mark.parametrize("path", BESIDE)
def test_an_item_is_looked_at_again_where_it_may_matter(
    portfolio: Build, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """Rules about one item look at what was edited, and at all where their surroundings were."""
    root = portfolio({E02: page(id="E02")})
    cache, content = ResultCache(clock=later), BESIDE[path]
    every = ["E01", "E02"]
    assert looked_at(root, cache, monkeypatch, TODAY) == every
    assert looked_at(root, cache, monkeypatch, TODAY) == []

    write(root, {E02: page(id="E02", criteria="[BUD.AC7]", kind="productt")})
    assert looked_at(root, cache, monkeypatch, TODAY) == ["E02"]
    write(root, {path: content[0]})
    assert looked_at(root, cache, monkeypatch, TODAY) == (every if content[1] else [])
    assert looked_at(root, cache, monkeypatch, date(2027, 1, 1)) == every


class Closed(Disk):
    """The disk, with a file that cannot be opened."""

    path = "criteria/bud.yml"

    def stamp(self, path: str) -> Stamp | None:
        """Return none for the file: its record has changed."""
        return None if path == self.path else super().stamp(path)

    def read(self, path: str, most: int) -> bytes:
        """Read any other file."""
        if path == self.path:
            raise PermissionError(13, "Permission denied", path)
        return super().read(path, most)


def test_a_file_that_can_no_longer_be_opened(portfolio: Build) -> None:
    """What rested on a file is not believed once it cannot be opened, and again once it can."""
    root, cache = portfolio(), ResultCache(clock=later)
    project = open_project(root)

    def said(files: Disk, kept: ResultCache) -> str:
        return json_report.render(check_project(project, TODAY, files=files, cache=kept))

    for files in (Disk, Closed, Disk):
        assert said(files(root), cache) == said(files(root), ResultCache())


class ClosedAttachment(Disk):
    """The disk, with an attached file that may not be opened."""

    def open(self, path: str) -> Opened:
        """Open any other file."""
        if path.endswith("scores.csv"):
            raise PermissionError(13, "Permission denied", path)
        return super().open(path)


def test_an_attached_file_that_cannot_be_opened(portfolio: Build) -> None:
    """It is one finding, at the file: not that it is empty, which nobody can know."""
    root = portfolio({"evidence/e01.md": f"{PAGE}[s](scores.csv)\n", "evidence/scores.csv": "a\n"})

    checked = check_project(open_project(root), TODAY, files=ClosedAttachment(root))

    (found,) = [d for d in checked.diagnostics if d.rule.code in ("SRC110", "EVI106")]
    assert str(found.finding.place) == "evidence/scores.csv:1:1"
    assert "Permission denied" in found.finding.message


def test_other_folders_are_read_anew(portfolio: Build) -> None:
    """What was kept under other settings is not believed."""
    root = portfolio({"evidence/criteria/bud.yml": UNIT})
    cache = ResultCache(clock=later)
    project = open_project(root)
    check_project(project, TODAY, cache=cache)
    other = replace(project, settings=replace(project.settings, criteria="evidence/criteria"))

    fresh: Callable[[ResultCache], str] = lambda it: json_report.render(  # noqa: E731
        check_project(other, TODAY, cache=it)
    )
    assert fresh(cache) == fresh(ResultCache())
