"""One slip of the pen, anywhere: never more than one error, and it stands where the slip is."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import slips_of

from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk, Unsaved
from crossfolio.workspace.project import open_project
from crossfolio.workspace.result_cache import ResultCache
from support import TODAY

SMALL = Path(__file__).parent / "portfolio"
WORKED = Path(__file__).parents[2]
PORTFOLIOS = {"small": SMALL, "worked": WORKED}


class Slipped(NamedTuple):
    """A file with a slip in it."""

    path: str
    what: str
    line: str
    text: str


@cache
def slips_in(root: Path) -> tuple[Slipped, ...]:
    """Return every slip in the criteria and in the front matter of a portfolio."""
    found = []
    for folder in ("criteria", "evidence"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in (".md", ".yml"):
                found += list(_slips(file, file.relative_to(root).as_posix()))
    return tuple(found)


def _slips(file: Path, path: str) -> list[Slipped]:
    lines = file.read_text("utf-8").split("\n")
    last = lines.index("---", 1) if file.suffix == ".md" else len(lines)
    made = []
    for number, line in enumerate(lines[:last]):
        for slip in slips_of(line) if not line.lstrip().startswith("#") else ():
            text = "\n".join((*lines[:number], slip.line, *lines[number + 1 :]))
            if slip.line != line:
                made.append(Slipped(path, slip.what, slip.line, text))
    return made


@cache
def kept(root: Path) -> ResultCache:
    """Return what is kept of a portfolio."""
    del root
    return ResultCache()


def errors(root: Path, slip: Slipped) -> list[tuple[str, str]]:
    """Return the path and the code of each error that a slip gives.

    What the other files gave is kept from slip to slip, as an editor's session keeps it.
    """
    files = Unsaved(Disk(root), {slip.path: slip.text.encode()})
    found = check_project(open_project(root), TODAY, files=files, cache=kept(root)).diagnostics
    return [(it.finding.place.path, it.rule.code) for it in found if it.severity.word == "error"]


def is_one_of_two(slip: Slipped, found: list[tuple[str, str]]) -> bool:
    """Tell whether a code is misspelt in the file that defines it, and one other file names it.

    Either may be the wrong one, and the one that names it is asked.
    """
    by_name = {"CRI106", "TAG101", "TAG102"}
    return slip.path.startswith("criteria/") and {code for _, code in found} <= by_name


def is_a_change(found: list[tuple[str, str]]) -> bool:
    """Tell whether the file is as good as before, and no longer what an assessor judged."""
    return {code for _, code in found} == {"COV104"}


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_never_more_than_one_error(name: str) -> None:
    """Whatever is slipped, there is one error at most, in the file with the slip."""
    root = PORTFOLIOS[name]

    @given(st.sampled_from(slips_in(root)))
    @settings(max_examples=150)
    def holds(slip: Slipped) -> None:
        found = errors(root, slip)
        if is_a_change(found):
            return
        assert len(found) <= 1, (slip.path, slip.what, slip.line, found)
        if not is_one_of_two(slip, found):
            assert {path for path, _ in found} <= {slip.path}, (slip.what, slip.line, found)

    holds()


def test_there_is_every_sort_of_slip() -> None:
    """The slips that are tried are of all the sorts that are thought of, and many."""
    made = slips_in(SMALL)

    assert len({it.what for it in made}) >= 13
    assert len(made) > 300
