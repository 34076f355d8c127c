"""A project held open says at each step what a check that knows nothing says."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Hashable
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_result_cache import RECORD, days, everything, later, record, said
from test_result_cache import edits as any_edits

from crossfolio.core import blocks
from crossfolio.core.check import Checked
from crossfolio.core.memo import Memo
from crossfolio.core.personal.spotting import spot_name
from crossfolio.loaders.assessment_file import read_people
from crossfolio.loaders.decision_file import read_misplaced
from crossfolio.workspace import checking
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk, Unsaved
from crossfolio.workspace.project import open_project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.session import Session
from support import TODAY, UNIT, page, write

T = TypeVar("T")
LONG = "We looked at each call again and wrote down who had said what to whom. " * 4
BASE: dict[str, str | bytes | None] = {
    "criteria/bud.yml": UNIT,
    "evidence/e01.md": page(attachments="[a.csv]", body=f"# Text\n\n{LONG}\n\n[BUD.AC1]\n"),
    "evidence/a.csv": "a,b\n1,2\n",
    "evidence/e02.md": page(id="E02", body=f"# More\n\n{LONG}\n\n[there](e01.md#text)\n"),
    "evidence/x/e05.md": page(id="E05", kind="observation", body="# T\n\n[it](../e02.md#more)\n"),
    "evidence/x/e06.md": page(id="E06", criteria="[BUD.AC9]"),
    **RECORD,
}
typed = st.sampled_from(
    (
        {"evidence/e01.md": page(attachments="[a.csv]", body="# Text\n\n[BUD.AC1] again\n")},
        {"evidence/e01.md": page(body=f"# Other\n\n{LONG}\n")},
        {"evidence/e02.md": page(id="E02", body=f"# Less\n\n{LONG}\n[](a.csv)\n")},
        {"evidence/e02.md": page(id="E02", attachments="[a.csv, b.csv]", status="draft")},
        {"evidence/e02.md": page(id="E2", body="Call 07700 900123 or jo.bloggs@example.co.uk\n")},
        {"evidence/x/e05.md": page(id="E01")},
        {"evidence/x/e06.md": page(id="E06", criteria="[BUD.AC8]")},
        {"evidence/x/e06.md": page(id="E06", declaration="{by: L1, fingerprint: 'cf2:0'}")},
        {"evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n"},
        {"assessment/people.yml": "people: {A1: {roles: [assessor], display_name: Jo Bloggs}}\n"},
        {"criteria/mcs.yml": UNIT.replace("BUD", "MCS")},
        {"criteria/bud.yml": None, "criteria/zbud.yml": UNIT},
        {"evidence/e02.md": page(id="E02", criteria="[BUD.AC1, MCS.AC1]", date="'2026'")},
        {"mkdocs.yml": "plugins: [crossfolio: {rules: {KND143: error}, edition: public}]\n"},
    )
)
edits = st.one_of(typed, typed, any_edits, record)


def fresh(root: Path, held: dict[str, bytes], day: date) -> Checked:
    return check_project(open_project(root), day, files=Unsaved(Disk(root), dict(held)))


@pytest.fixture(autouse=True, scope="module")
def short_blocks() -> object:
    """Put a few items into several blocks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_LENGTH", 2)
        yield


@settings(max_examples=int(os.environ.get("CROSSFOLIO_EXAMPLES", "60")))
@given(st.lists(st.tuples(edits, days, st.booleans()), max_size=8))
def test_any_edits_of_a_session(
    steps: list[tuple[dict[str, str | bytes | None], date, bool]],
) -> None:
    """After any edits, in the editor or on the disk, a session says what a fresh check says.

    `CROSSFOLIO_EXAMPLES` says how many lists of edits.
    """
    root = Path(tempfile.mkdtemp())
    try:
        write(root, BASE)
        session, held = Session(root, ResultCache(clock=later)), dict[str, bytes]()
        for number, (edit, day, in_editor) in enumerate(steps, start=1):
            for name, content in edit.items():
                held.pop(name, None)
                if in_editor and content is not None:
                    held[name] = content.encode() if isinstance(content, str) else content
                    continue
                write(root, {name: content})
                if content is None:
                    (root / name).unlink(missing_ok=True)
                else:
                    os.utime(root / name, ns=(number, 10**18 + number))
                session.forget_disk()
            look = session.look(dict(held), day, is_watched=True)
            if look.checked is None:
                continue
            first = fresh(root, held, day)
            assert said(look.checked) == said(first)
            assert everything(look.checked) == everything(first)
    finally:
        shutil.rmtree(root)


def test_units_in_another_order(tmp_path: Path) -> None:
    """A unit's file under another name puts its unit elsewhere among those of an item."""
    both = page(attachments="[scan.csv]", criteria="[BUD.AC1, MCS.AC1]", kind="photo")
    files = {"criteria/a.yml": UNIT, "criteria/b.yml": UNIT.replace("BUD", "MCS")}
    write(tmp_path, {**files, "evidence/e01.md": both, "evidence/scan.csv": "a,b\n"})
    session = Session(tmp_path, ResultCache(clock=later))
    session.look({}, TODAY)
    (tmp_path / "criteria/a.yml").rename(tmp_path / "criteria/z.yml")

    look = session.look({}, TODAY)

    assert look.checked
    assert [found.finding.unit for found in look.checked.diagnostics] == [
        found.finding.unit for found in fresh(tmp_path, {}, TODAY).diagnostics
    ]


class _Once(Disk):
    """A disk on which one file cannot be read for a moment."""

    failing = ""

    def open(self, path: str) -> BinaryIO:
        if path == self.failing:
            raise OSError(errno.EMFILE, "too many open files")
        return super().open(path)

    def read(self, path: str, most: int = -1) -> bytes:
        if path == self.failing:
            raise OSError(errno.EMFILE, "too many open files")
        return super().read(path, most)


@pytest.mark.parametrize("name", ["evidence/a.csv", "evidence/e02.md"])
def test_a_file_that_cannot_be_read_for_a_moment(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be looked into is looked into in the next check, though nothing changed."""
    call = "Ring 07700 900123 or write to jo.bloggs@centre.org.uk\n"
    write(tmp_path, {**BASE, "evidence/a.csv": call, "evidence/e02.md": page(id="E02", body=call)})
    cache, scan = ResultCache(clock=later), checking.PersonalDataScan
    monkeypatch.setattr(
        checking, "PersonalDataScan", lambda files, *more: scan(_broken(files, name), *more)
    )
    check_project(open_project(tmp_path), TODAY, cache=cache)
    monkeypatch.undo()

    again = check_project(open_project(tmp_path), TODAY, cache=cache)

    assert said(again) == said(fresh(tmp_path, {}, TODAY))


def _broken(files: Disk, name: str) -> Disk:
    made = _Once(files.root)
    made.failing = name
    return made


def test_a_check_that_did_not_end(tmp_path: Path) -> None:
    """What was read under other settings in a check that crashed is not believed later."""
    write(tmp_path, {"a.yml": "decision: D1\n"})
    cache, disk, paths = ResultCache(clock=later), Disk(tmp_path), ("a.yml",)
    cache.begin("one")
    cache.results(paths, disk, read_people)
    cache.begin("two")
    cache.end()
    cache.begin("two")

    found = cache.results(paths, disk, read_misplaced)

    alone = ResultCache(clock=later)
    alone.begin("two")
    assert found == alone.results(paths, disk, read_misplaced)


class _CountingMemo(Memo):
    """Counts the results that are made, and not taken again.

    The names of the files of a block are left out: how many those are is chance.
    """

    made = 0

    def once(self, key: Hashable, make: Callable[[], T], *inputs: object) -> T:
        def counted() -> T:
            self.made += not (isinstance(key, tuple) and key[0] is spot_name)
            return make()

        return super().once(key, counted, *inputs)


def made(root: Path, items: int) -> int:
    """Return how many parts are made anew at a keystroke."""
    pages = {
        f"evidence/p{number}/e{number}.md": page(id=f"E{number}", criteria=f"[U{number // 8}.AC1]")
        for number in range(items)
    }
    units = {
        f"criteria/u{number}.yml": UNIT.replace("BUD", f"U{number}") for number in range(items // 8)
    }
    write(root, {**pages, **units})
    cache, memo = ResultCache(clock=later), _CountingMemo()
    cache.memo = memo
    session = Session(root, cache)
    session.look({}, TODAY, is_watched=True)
    session.look({"evidence/p1/e1.md": pages["evidence/p1/e1.md"].encode()}, TODAY, is_watched=True)
    before = memo.made
    typed = pages["evidence/p1/e1.md"].encode() + b"\nOne more.\n"
    session.look({"evidence/p1/e1.md": typed}, TODAY, is_watched=True)
    return memo.made - before


def test_a_keystroke_makes_the_same_few_parts_among_many_items(tmp_path: Path) -> None:
    """What is made anew at a keystroke does not grow with the items."""
    assert made(tmp_path / "few", 16) + 10 >= made(tmp_path / "many", 160)
