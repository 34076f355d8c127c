"""A folder in which every second file is broken, each in another way."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from test_bad_input import FIELDS, PAGES, REPLACED, UNITS, front
from test_costly_bodies import COSTLY, INCLUDES
from test_slips import FIRST, YAML

from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.project import open_project
from support import TODAY, UNIT, Run, codes, counted, page, shown, write


class Broken(NamedTuple):
    """A file that is broken."""

    path: str
    """With `{}` for its number."""
    make: Callable[[Path, int], None]
    """Makes the file at a path, under its number."""
    found: tuple[str, ...]
    """What is found in it, as `line:column CODE`."""


def of(data: bytes) -> Callable[[Path, int], None]:
    """Return what writes a file, under an ID of its own."""

    def make(path: Path, number: int) -> None:
        path.write_bytes(re.sub(rb"id: (?:BAD|E01)\b", b"id: B%d" % number, data))

    return make


def evidence(data: str | bytes, *found: str) -> Broken:
    """Return a broken page."""
    return Broken("evidence/{}b.md", of(data.encode() if isinstance(data, str) else data), found)


def beside(name: str, *found: str, data: bytes = b"x") -> Broken:
    """Return a broken file beside pages."""
    return Broken(f"evidence/{name}", of(data), found)


def linked(to: str) -> Callable[[Path, int], None]:
    return lambda path, _: path.symlink_to(to)


def piped(path: Path, _: int) -> None:
    os.mkfifo(path)


def twice(path: Path, _: int) -> None:
    """Make a file, and one whose name differs in case alone."""
    for name in (path.name, path.name.upper()):
        path.with_name(name).write_bytes(b"x")


def unit_of_its_own(data: bytes) -> Callable[[Path, int], None]:
    return lambda path, number: path.write_bytes(data.replace(b"AAA", b"A%d" % number))


SNIPPETS = "pymdownx.snippets"
"""What puts files into the pages of this portfolio."""


def bodies() -> Iterator[Broken]:
    for body, place in COSTLY.values():
        yield evidence(page(id="BAD", body=body), f"{place} SRC105")
    for extension, body in INCLUDES:
        place = f"{9 if body.startswith('```') else 8}:1"
        if extension == SNIPPETS:
            yield evidence(page(id="BAD", body=body), f"{place} SRC112")
    turned = "a\u202eb\n\u2067c\u2069\n"
    yield evidence(page(id="BAD", body=turned), "8:2 SRC111", "9:1 SRC111", "9:3 SRC111")
    yield evidence(page(id="BAD", body="a\0b\n"), "8:2 SRC107")
    yield evidence(page(id="BAD", body="[BUD.AC2] [BUD.AC11]\n"), "8:1 TAG101", "8:11 TAG101")


def pages() -> Iterator[Broken]:
    for data, found in PAGES.values():
        yield evidence(data, *found)
    for text, found in FIELDS.values():
        if found:
            yield evidence(front(text), *found)
    for fields, found in REPLACED.values():
        if found:
            text = page(**fields) if "id" in fields else page(id="BAD", **fields)
            yield evidence(text, *found)
    for text, place, _, _ in YAML.values():
        yield evidence(f"{FIRST}{text}\n---\n", f"{place} SRC102")
    surrogate = page(id="BAD", title="a?b").encode().replace(b"?", b"\xed\xa0\x80")
    yield evidence(surrogate, "3:9 SRC101")
    yield evidence(page(id="BAD", title="a\u2066b"), "3:9 SRC111")
    yield evidence(page(id="BAD", criteria="[BDU.AC1]"), "6:12 TAG101")
    yield evidence(page(id="BAD", criteria="[BUD AC1]"), "6:12 TAG102")
    yield evidence(page(id="G0"), "2:5 EVI104")
    yield evidence(page(id="BAD", attachments="[nothing.pdf]"), "7:15 EVI105")
    yield evidence(page(id="BAD", attachments="[../../secret.txt]"), "7:15 EVI106")
    yield evidence(page(id="BAD", attachments="[page.html]"), "7:15 EVI106")
    yield evidence(page(id="BAD", attachments="[cut.png]"), "7:15 EVI106")


def files() -> Iterator[Broken]:
    for data, found in UNITS.values():
        yield Broken("criteria/u{}.yml", unit_of_its_own(data), tuple(found))
    if sys.platform == "win32":
        return
    yield Broken("evidence/{}b.md", linked("/etc/hostname"), ("1:1 SRC108",))
    yield Broken("evidence/{}b.md", linked("nothing"), ("1:1 SRC108",))
    yield Broken("evidence/{}b", linked("."), ("1:1 SRC108",))
    yield Broken("evidence/{}b", linked("/"), ("1:1 SRC108",))
    yield Broken("evidence/{}b.md", piped, ("1:1 SRC108",))
    yield beside("{}b?.txt", "1:1 SRC110")
    yield beside("{}b\u202e.txt", "1:1 SRC110")
    yield beside("{}b.markdown", "1:1 EVI120")
    if sys.platform == "linux":
        yield Broken("evidence/{}b.csv", twice, ("1:1 EVI107", "1:1 SRC109"))


PAGES_BROKEN, FILES_BROKEN = [*pages(), *bodies()], [*files()]
BROKEN = [*PAGES_BROKEN, *FILES_BROKEN]


def folder(root: Path, times: int, broken: list[Broken]) -> Path:
    """Write a page that is whole and one file of every broken sort, this many times."""
    beside_them: dict[str, str | bytes] = {
        "mkdocs.yml": f"plugins: [crossfolio]\nmarkdown_extensions: [{SNIPPETS}]\n",
        "criteria/bud.yml": UNIT,
        "evidence/page.html": "<p>",
        "evidence/cut.png": b"\x89PNG\r\n\x1a\n",
    }
    whole = {
        f"evidence/{number:04}a.md": page(id=f"G{number}", body="[BUD.AC1]\n")
        for number in range(times * len(broken))
    }
    write(root, beside_them | whole)
    for number in range(times * len(broken)):
        it = broken[number % len(broken)]
        it.make(root / it.path.format(f"{number:04}"), number)
    return root


@pytest.mark.parametrize("broken", [PAGES_BROKEN, FILES_BROKEN], ids=["pages", "files"])
def test_every_second_file_broken(tmp_path: Path, run: Run, broken: list[Broken]) -> None:
    """Each broken file is reported at its places, every whole one is checked and counted.

    Pages and other files each by themselves: beside a unit file of which nothing can be read,
    it is not judged which units there are.
    """
    root = folder(tmp_path, 1, broken)
    checked = check_project(open_project(root), TODAY)
    found = [diagnostic.replace("\\u202e", "\u202e") for diagnostic in shown(checked.diagnostics)]
    wanted = {rule.partition(" ")[2] for it in broken for rule in it.found}

    wrong = []
    for number, it in enumerate(broken):
        path = it.path.format(f"{number:04}")
        own = [line.removeprefix(f"{path}:") for line in found if line.startswith(f"{path}:")]
        if sorted(line for line in own if line.endswith(tuple(wanted))) != sorted(it.found):
            wrong.append((path, own, it.found))
    assert wrong == []
    assert not [line for line in found if re.match(r"evidence/\d+a\.md", line)]
    assert {f"G{n}" for n in range(len(broken))} <= {item.id for item in checked.portfolio.evidence}
    assert len(checked.coverage.criteria["BUD.AC1"].items) >= len(broken)
    assert run("check", root).code == 1


def test_work_grows_with_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings, reads and calls grow by as much with each further lot of files."""
    read_from = Disk.read
    reads: list[str] = []

    def counting(disk: Disk, path: str, most: int) -> bytes:
        reads.append(path)
        return read_from(disk, path, most)

    monkeypatch.setattr(Disk, "read", counting)
    counts = []
    for times in (1, 2, 3):
        root = folder(tmp_path / str(times), times, BROKEN)
        reads.clear()
        checked, calls = counted(partial(check_project, open_project(root), TODAY))
        assert len(reads) == len(set(reads))
        counts.append((len(codes(checked, "SRC", "TAG")), len(reads), calls))

    one, two, three = counts
    assert three[0] - two[0] == two[0] - one[0]
    assert three[1] - two[1] == two[1] - one[1]
    assert three[2] - two[2] < 1.1 * (two[2] - one[2])
