"""`crossfolio fix`: a patch of every edit, or the edits made, and nothing else touched."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.core.check import Checked
from crossfolio.core.findings import Severity
from crossfolio.reports import patch_report
from crossfolio.workspace import rewrite
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.fixing import Fixed, fix_project
from crossfolio.workspace.project import open_project
from support import DEFAULTS, PAGE, TODAY, UNIT, Build, Files, Run, page, write

sys.path.append(str(Path(__file__).parents[1] / "fuzz"))
from broken import WHOLE, files

SLIPS = (
    ("criteria: [BUD.AC1]", "criteria: [BUD.AC11]"),
    ("criteria: [BUD.AC1]", "criteria: [BUD-AC1]"),
    ("criteria: [BUD.AC1]", "criterai: [BUD.AC1]"),
    ("criteria: [BUD.AC1]", "criteria:[BUD.AC1]"),
    ("kind: product", "kind: prodct"),
    ("kind: product", "kindd: product"),
    ("title: A plan", "title: A plan: the first"),
    ("title: A plan", "title: @ plan"),
    ("title: A plan", "title: A\u200b\x01 plan\u202e"),
    ("---\nid", "--\nid"),
    ("---\nid", "\n\n---\nid"),
    ("# A plan", "# A é plan \x07"),
    ("title: A plan", "title: A plan\ntitel: Another"),
    ("kind: product", "kind: product\ntype: post\ntags: [a]"),
    ("date: 2026-04-14", "created: 2026-04-14"),
    ("date: 2026-04-14", "date: 14 April 2026"),
    ("date: 2026-04-14", "date: 2026-04-14\naudiense: public\naudience: assessor"),
    ("date: 2026-04-14", "date: 2026-04-14\naudiense: public\naudienec: assessor"),
    ("criteria: [BUD.AC1]", "criteria: [BUD.AC1, BUD.AC1, AC1]"),
    ("# A plan [BUD.AC1]", "# A plan [AC1] [BUD.AC11] (BUD.AC1)"),
)
"""What is right in a page, and a slip in its place."""


@dataclass(frozen=True, slots=True)
class Written:
    """How a page is written: what it begins, ends and breaks its lines with."""

    slips: frozenset[tuple[str, str]]
    start: str
    line_end: str
    last: bool

    def page(self, code: str = "E01") -> bytes:
        """Return the bytes of a page."""
        text = PAGE.replace("E01", code)
        for right, slip in sorted(self.slips):
            text = text.replace(right, slip)
        text = text if self.last else text.rstrip("\n")
        return (self.start + text.replace("\n", self.line_end)).encode()


ways = st.builds(
    Written,
    st.frozensets(st.sampled_from(SLIPS), max_size=4),
    st.sampled_from(("", "\ufeff")),
    st.sampled_from(("\n", "\r\n")),
    st.booleans(),
)
names = st.sampled_from(("e02.md", "e 02.md", "é 02.md", "a/b/e02.md", "tab é.md"))


def fixed(root: Path) -> Fixed:
    return fix_project(open_project(root), TODAY, lambda _: True)


def checked(root: Path) -> Checked:
    return check_project(open_project(root), TODAY)


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*") if path.is_file()}  # fmt: skip


def apply(patch: bytes, root: Path) -> None:
    """Apply a patch as somebody would; git takes an empty one for a mistake."""
    if patch:
        command = ["git", "apply"]
        done = subprocess.run(command, cwd=root, input=patch, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()


def errors(found: Checked) -> set[tuple[str, str]]:
    """Return the errors by file and rule, of the files that could be read."""
    return {
        (d.finding.place.path, d.rule.code)
        for d in found.diagnostics
        if d.severity is Severity.ERROR
    }


@settings(max_examples=60)
@given(one=ways, two=ways, name=names)
def test_patch_and_write_are_one(one: Written, two: Written, name: str) -> None:
    """The patch makes byte for byte what is written, once; no edit is left and no new error."""
    with TemporaryDirectory() as folder:
        root = write(
            Path(folder) / "one",
            DEFAULTS | {"evidence/e01.md": one.page(), f"evidence/{name}": two.page("E02")},
        )
        copy = shutil.copytree(root, Path(folder) / "two")
        before, made = checked(root), fixed(root)
        after = {path: new for path, (_, new) in made.changes.items()}
        expected = contents(root) | after

        apply(patch_report.render(made.changes), root)
        for path, (old, new) in made.changes.items():
            rewrite.rewrite(copy, path, old, new)

        assert contents(root) == contents(copy) == expected
        assert not any(d.finding.edits for d in checked(root).diagnostics)
        assert fixed(root).changes == {}
        assert errors(checked(root)) <= errors(before) | _hidden(before)


def _hidden(before: Checked) -> set[tuple[str, str]]:
    """Return the errors that an unreadable page may hide: those of gaps, and its own."""
    codes = (
        "EVI101",
        "EVI102",
        "EVI103",
        "TAG101",
        "TAG102",
        "SRC102",
        "SRC104",
        "SRC107",
        "EVI104",
    )
    unread = {d.finding.place.path for d in before.diagnostics if d.rule.family == "SRC"}
    return {(path, code) for path in unread for code in codes}


@settings(max_examples=60)
@given(path=st.sampled_from(sorted(set(WHOLE) - {"mkdocs.yml"})), data=st.data())
def test_broken_files(path: str, data: st.DataObject) -> None:
    """Whatever a file holds, its patch applies and makes what is written."""
    with TemporaryDirectory() as folder:
        root = write(Path(folder), DEFAULTS | {path: data.draw(files(path))})
        made = fixed(root)

        apply(patch_report.render(made.changes), root)

        assert {at: (root / at).read_bytes() for at in made.changes} == {
            at: new for at, (_, new) in made.changes.items()
        }


SLIPPED: Files = {
    "evidence/e01.md": page(kind="prodct"),
    "evidence/e02.md": page(id="E02", criteria="[BUD.AC11]").replace("\n", "\r\n").rstrip(),
}


def test_patch(portfolio: Build, run: Run) -> None:
    """Without `--write` a patch is printed and no file changes; the code says that there is one."""
    root = portfolio(SLIPPED)
    before = contents(root)

    ran = run("fix", root, "--today", TODAY)

    assert ran.code == 1
    assert ran.out.count("\n--- a/evidence/") + ran.out.startswith("--- a/evidence/") == 2
    assert ran.err == "crossfolio: would fix 2 findings in 2 files; --write makes the edits\n"
    assert contents(root) == before


def test_patch_in_a_folder_of_a_repository(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """The patch applies in the project's folder, wherever the repository begins."""
    root = portfolio(SLIPPED)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)  # noqa: S607

    apply(run("fix", root, "--today", TODAY).out.encode(), root)

    assert run("fix", root, "--today", TODAY).code == 0
    assert "kind: product\n" in (root / "evidence/e01.md").read_text("utf-8")


def test_write(portfolio: Build, run: Run) -> None:
    """`--write` makes the edits, says how many, and prints nothing; again there is nothing."""
    root = portfolio(SLIPPED)
    (root / "evidence/e01.md").chmod(0o640)

    ran = run("fix", root, "--write", "--today", TODAY)

    assert (ran.code, ran.out, ran.err) == (0, "", "crossfolio: fixed 2 findings in 2 files\n")
    assert (root / "evidence/e02.md").read_bytes().count(b"\r\n") == 6
    assert not (root / "evidence/e02.md").read_bytes().endswith(b"\n")
    if sys.platform != "win32":
        assert (root / "evidence/e01.md").stat().st_mode & 0o777 == 0o640
    again = run("fix", root, "--write", "--today", TODAY)
    assert (again.code, again.err) == (0, "crossfolio: there is nothing to fix\n")


def test_what_is_left_fails(portfolio: Build, run: Run) -> None:
    """`--write` ends with 1 where something is left that a check fails on, and says how much."""
    root = portfolio({"evidence/e01.md": page(kind="prodct", date="12/03/2026")})

    ran = run("fix", root, "--write", "--today", TODAY)

    first, second = ran.err.splitlines()
    assert (ran.code, first) == (1, "crossfolio: fixed 1 finding in 1 file")
    assert second == (
        "crossfolio: 1 error is left to put right by hand; `crossfolio check` names it"
    )


@pytest.mark.parametrize("write", [(), ("--write",)])
@pytest.mark.parametrize(
    ("slips", "left"),
    [
        ({"date": "12/03/2026"}, "1 error is"),
        ({"kind": "statement"}, "1 error is"),
        ({"date": "12/03/2026", "kind": "statement"}, "2 errors are"),
    ],
)
def test_no_edit_has_one_right_answer(
    portfolio: Build, run: Run, slips: dict[str, str], left: str, write: tuple[str, ...]
) -> None:
    """Errors without an edit are something to put right: they are counted, and the code is 1."""
    root = portfolio({"evidence/e01.md": page(**slips)})
    before = contents(root)

    ran = run("fix", root, *write, "--today", TODAY)

    first, second = ran.err.splitlines()
    assert (ran.code, ran.out, contents(root)) == (1, "", before)
    assert first == "crossfolio: no finding has an edit with one right answer"
    assert second.startswith(f"crossfolio: {left} left to put right by hand; `crossfolio check`")


@pytest.mark.parametrize("write", [(), ("--write",)])
def test_errors_that_fail_nothing_are_counted(
    portfolio: Build, run: Run, write: tuple[str, ...]
) -> None:
    """Where settings let no finding fail, errors are said all the same, and the code is 0."""
    settings = "plugins:\n  - crossfolio: {fail_on: never}\n"
    root = portfolio({"evidence/e01.md": page(date="12/03/2026"), "mkdocs.yml": settings})

    ran = run("fix", root, *write, "--today", TODAY)

    assert ran.code == 0
    assert "1 error is left to put right by hand" in ran.err


@pytest.mark.parametrize("rule", ["TAG101", "tag101", "unknown-criterion", "TAG", "SRC,TAG"])
def test_selected(portfolio: Build, run: Run, rule: str) -> None:
    """Only findings of the rules that are named are put right."""
    root = portfolio(SLIPPED)

    ran = run("fix", root, "--write", "--select", rule, "--today", TODAY)

    assert (ran.code, ran.err) == (0, "crossfolio: fixed 1 finding in 1 file\n")
    assert "prodct" in (root / "evidence/e01.md").read_text("utf-8")


def test_unknown_selection(portfolio: Build, run: Run) -> None:
    """A rule that does not exist is refused, with the nearest one."""
    ran = run("fix", portfolio(), "--select", "TAG11")

    assert ran.code == 2
    assert "there is no rule `TAG11`; did you mean TAG1" in ran.err


def test_records_stay(portfolio: Build, run: Run) -> None:
    """What an assessor has recorded is superseded and never edited."""
    decision = WHOLE["assessment/decisions/d01.yml"].replace("outcome:", "outcom:")
    root = portfolio({"assessment/decisions/d01.yml": decision})
    assert any(d.finding.edits for d in checked(root).diagnostics)

    ran = run("fix", root, "--write", "--today", TODAY)

    assert (root / "assessment/decisions/d01.yml").read_text("utf-8") == decision
    assert "left as they are, being records or behind links: assessment/" in ran.err


def test_links_are_not_followed(portfolio: Build, tmp_path: Path) -> None:
    """A file behind a link is not written."""
    root = portfolio()
    (tmp_path / "real.md").write_bytes(b"old")
    (root / "evidence/link.md").symlink_to(tmp_path / "real.md")

    with pytest.raises(rewrite.NotRewrittenError, match="links are not followed"):
        rewrite.rewrite(root, "evidence/link.md", b"old", b"new")

    assert (tmp_path / "real.md").read_bytes() == b"old"


def test_changed_meanwhile(portfolio: Build) -> None:
    """A file that holds something else by now is left, and nothing lies beside it."""
    root = portfolio()
    made = sorted(contents(root))

    with pytest.raises(rewrite.NotRewrittenError, match="changed since it was read"):
        rewrite.rewrite(root, "criteria/bud.yml", b"old", b"new")

    assert (root / "criteria/bud.yml").read_text("utf-8") == UNIT
    assert sorted(contents(root)) == made
