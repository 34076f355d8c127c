"""Whatever `new` writes, the check has nothing to say of it but what is still to be filled in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossfolio.cli.main import main
from crossfolio.core.file_names import is_reserved
from crossfolio.core.ids import UNIT as UNIT_CODE
from crossfolio.core.kinds import BUILT_IN
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import DEFAULTS, TODAY, write

TO_FILL = re.compile(r"COV\d+|KND\d+|TAG108|EVI110")
"""Gaps that a draft cannot close, what a template leaves to be written, and people who are not
in the register yet."""
RESERVED = ("CON", "PRN", "AUX", "NUL", "COM1", "LPT9")
WORDS = ("NULL", "TRUE", "NO", "ON", "YES", "E1", "A-", "A--1", "INF", "NAN", "MKDOCS")
CODES = st.one_of(
    st.sampled_from((*RESERVED, *WORDS)), st.from_regex(rf"\A{UNIT_CODE}\Z", fullmatch=True)
)
LONG = "a" * 400
TITLES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", "# a", "a: b", "a #b", "'", '"', "- a", "[a]", "{a}", "null", "~", LONG]),
)


def new(*arguments: object) -> int:
    try:
        return int(main(["new", *map(str, arguments)]))
    except SystemExit as ended:
        return int(ended.code or 0)


def wrong(root: Path) -> Iterator[str]:
    for diagnostic in check_project(open_project(root), TODAY).diagnostics:
        if not TO_FILL.fullmatch(diagnostic.rule.code):
            yield str(diagnostic)


@settings(max_examples=20)
@given(CODES, TITLES)
@example("CON", "")
def test_units(tmp_path_factory: pytest.TempPathFactory, code: str, title: str) -> None:
    """A unit of any code and title, under a name that every system can hold; or nothing."""
    root = write(tmp_path_factory.mktemp("p"), DEFAULTS)
    before = set(root.rglob("*"))
    ended = new("unit", code, root, f"--title={title}")
    written = set(root.rglob("*")) - before

    assert (ended == 0) == bool(written)
    assert ended == 0 or code == "BUD" or len(title) > 60
    assert not any(is_reserved(it.name) for it in written)
    assert list(wrong(root)) == []


@settings(max_examples=20)
@given(CODES, TITLES)
def test_qualifications(tmp_path_factory: pytest.TempPathFactory, code: str, title: str) -> None:
    """So is a qualification."""
    root = write(tmp_path_factory.mktemp("p"), DEFAULTS)
    new("qualification", code, root, f"--title={title}")

    assert list(wrong(root)) == []


@settings(max_examples=20)
@given(CODES, TITLES, st.from_regex(r"\A[A-Za-z][A-Za-z0-9-]{0,31}\Z", fullmatch=True))
def test_portfolios(
    tmp_path_factory: pytest.TempPathFactory, code: str, title: str, learner: str
) -> None:
    """So is a whole folder."""
    root = tmp_path_factory.mktemp("p") / "new"
    more = ("--learner", learner, "--today", TODAY)
    ended = new("portfolio", root, f"--title={title}", "--unit", code, *more)

    assert (ended == 0) == root.exists()
    assert ended != 0 or list(wrong(root)) == []


@settings(max_examples=20)
@given(TITLES, st.sampled_from([it.id for it in BUILT_IN]))
def test_evidence(tmp_path_factory: pytest.TempPathFactory, title: str, kind: str) -> None:
    """So is a page of evidence of any kind."""
    root = write(tmp_path_factory.mktemp("p"), DEFAULTS)
    for purpose in (["--kind", kind], ["--for", "BUD.AC1", "--kind", kind]):
        new("evidence", root, *purpose, f"--title={title}", "--today", TODAY)

    assert list(wrong(root)) == []


def test_a_unit_that_is_there(tmp_path: Path) -> None:
    """A code that some file defines is refused, whatever that file is called."""
    root = write(tmp_path, {**DEFAULTS, "criteria/other.yml": DEFAULTS["criteria/bud.yml"]})
    (root / "criteria/bud.yml").unlink()

    assert new("unit", "bud", root) == 2
    assert sorted(path.name for path in (root / "criteria").iterdir()) == ["other.yml"]
