"""A folder in which every second page is broken, each in another way."""

import itertools
import re
import sys
from pathlib import Path

import pytest
from test_bad_input import PAGES
from test_costly_bodies import COSTLY, INCLUDES

from crossfolio.core.check import Checked
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.project import check_project, open_project
from support import TODAY, UNIT, Run, codes, page, shown, write

HALF = 30


def broken() -> list[tuple[bytes, int]]:
    """Return broken pages, each with the line of its first finding."""
    found = [(data, int(expected[0].partition(":")[0])) for data, expected in PAGES.values()]
    bodies = [(body, int(place.partition(":")[0])) for body, place in COSTLY.values()]
    bodies += [(body, 9 if body.startswith("```") else 8) for body in INCLUDES]
    found += [(page(id="B{}", body=body).encode(), line) for body, line in bodies]
    return found


BROKEN = broken()


def folder(root: Path, pairs: int, first: int = 0) -> Path:
    """Write pairs of a page that is whole and one that is broken."""
    files: dict[str, str | bytes] = {"criteria/bud.yml": UNIT}
    for number in range(pairs):
        data, _ = BROKEN[(first + number) % len(BROKEN)]
        files[f"evidence/{number:03}a.md"] = page(id=f"G{number}", body="[BUD.AC1]\n")
        data = re.sub(rb"id: (?:BAD|B\{\}|E01)", b"id: B%d" % number, data)
        files[f"evidence/{number:03}b.md"] = data
    return write(root, files)


@pytest.mark.parametrize("first", [0, HALF])
def test_every_second_file_broken(tmp_path: Path, run: Run, first: int) -> None:
    """Each broken page is reported at its line, every whole one is checked and counted."""
    root = folder(tmp_path, HALF, first)
    checked = check_project(open_project(root), TODAY)
    found = shown(checked.diagnostics, "SRC")

    for number in range(HALF):
        _, line = BROKEN[(first + number) % len(BROKEN)]
        own = [it for it in found if it.startswith(f"evidence/{number:03}b.md:")]
        assert own, number
        assert own[0].split(":")[1] == str(line)
    assert not [it for it in found if "a.md" in it]
    ids = {it.id for it in checked.portfolio.evidence}
    assert {f"G{n}" for n in range(HALF)} <= ids
    assert len(checked.coverage.criteria["BUD.AC1"].items) >= HALF
    assert run("check", root).code == 1


def counted(root: Path) -> tuple[Checked, int]:
    """Check a folder, and count the calls of functions that it takes: work, and no clock."""
    calls = itertools.count()
    before = sys.getprofile()
    sys.setprofile(lambda _frame, event, _what: event.endswith("call") and next(calls))
    try:
        checked = check_project(open_project(root), TODAY)
    finally:
        sys.setprofile(before)
    return checked, next(calls)


def test_twice_the_files_are_twice_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings, reads and calls grow with the number of files, and no faster."""
    read_from = Disk.read
    reads: list[str] = []

    def counting(disk: Disk, path: str, most: int) -> bytes:
        reads.append(path)
        return read_from(disk, path, most)

    monkeypatch.setattr(Disk, "read", counting)
    counts = []
    for pairs in (len(BROKEN), 2 * len(BROKEN)):
        root = folder(tmp_path / str(pairs), pairs)
        reads.clear()
        checked, calls = counted(root)
        counts.append((len(codes(checked, "SRC", "EVI", "TAG")), len(reads), calls))

    (found, read, calls), (found_twice, read_twice, calls_twice) = counts
    assert read == 2 * len(BROKEN) + 1
    assert read_twice == 4 * len(BROKEN) + 1
    assert found_twice == 2 * found
    assert calls_twice < 2.1 * calls
