"""`crossfolio new`: files that are ready, and never over one that is there."""

from datetime import date
from pathlib import Path
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.dialect import Dialect
from crossfolio.core.findings import Severity
from crossfolio.core.framework import Need
from crossfolio.core.kinds import BUILT_IN, kind_of
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.loaders.schema.files import schema
from crossfolio.scaffold.item import NewItem, page
from crossfolio.workspace import new_files
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.new_files import write_new
from crossfolio.workspace.project import open_project
from support import TODAY, Build, Check, Run, codes, only, unit
from support import page as evidence

DAY = ("--today", str(TODAY))
GAP = unit("AC1", "AC2 requires: {any_kind: [witness-testimony], needs: [metrics, outcome]}")


def files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_portfolio(tmp_path: Path, run: Run) -> None:
    """A new portfolio is checked at once, without an error, and its draft is all there is."""
    root = tmp_path / "mine"

    made = run("new", "portfolio", root, "--unit", "TEL", "--title", 'Sam\'s: "first"', *DAY)
    ran = run("check", root, *DAY)

    assert made.code == 0
    assert f"wrote {root.as_posix()}/evidence/e01-first-item.md\n" in made.out
    assert ran.code == 0
    assert ran.out.count("COV102") == 1
    assert "0 errors, 0 warnings, 0 infos, 2 pending" in ran.out
    wanted = {".gitattributes", ".gitignore", ".github/workflows/portfolio.yml", "README.md"}
    assert wanted | {".vscode/tasks.json", "criteria/tel.yml"} <= {
        name.replace("\\", "/") for name in files(root)
    }
    assert b"$" not in b"".join(
        data for name, data in files(root).items() if not name.endswith(("tasks.json", ".css"))
    )


def test_portfolio_is_whole_or_not_there(tmp_path: Path, run: Run) -> None:
    """Where one file is there already, it is named and nothing is written."""
    (tmp_path / "README.md").write_text("mine")

    ran = run("new", "portfolio", tmp_path)

    assert ran.code == 2
    assert "README.md" in ran.err
    assert files(tmp_path) == {"README.md": b"mine"}


def test_nothing_is_left_of_what_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk gives up half-way, what was written before is taken away again."""
    real = new_files._folders

    def failing(folder: Path) -> list[Path]:
        if folder.name == "c":
            raise OSError(28, "No space left on device")
        return real(folder)

    monkeypatch.setattr(new_files, "_folders", failing)
    with pytest.raises(OSError, match="No space"):
        write_new(tmp_path / "new", {"a.txt": "a", "b/b.txt": "b", "c/c.txt": "c"})

    assert list(tmp_path.iterdir()) == []


def test_no_file_is_written_through_a_link(tmp_path: Path) -> None:
    """A folder that is a link to somewhere else gets no file."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "root").mkdir()
    try:
        (tmp_path / "root/evidence").symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("this system allows no links")

    with pytest.raises(new_files.OccupiedError, match="`evidence` is no folder, or a link to one"):
        write_new(tmp_path / "root", {"evidence/a.md": "a"})

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_evidence_for_a_gap(portfolio: Build, run: Run, check: Check) -> None:
    """The page is of a kind that is asked for, with the next ID and what is still missing."""
    root = portfolio({"criteria/bud.yml": GAP})

    ran = run("new", "evidence", "--for", "bud.ac2", "--title", "Tystiolaeth Siân", root, *DAY)

    path = root / "evidence/e02-tystiolaeth-sian.md"
    assert ran.out.startswith(f"wrote {path.as_posix()}\n")
    checked = check(root)
    item = checked.portfolio.by_id["E02"]
    assert (item.kind, item.title, str(item.last_day)) == (
        "witness-testimony", "Tystiolaeth Siân", str(TODAY),
    )  # fmt: skip
    assert item.brings == {Need.METRICS, Need.OUTCOME}
    assert [mark.criterion for mark in item.marks] == ["BUD.AC2"]
    assert codes(checked, "SRC", "EVI", "TAG", "KND") == []
    assert codes(checked, "COV101", "COV102") == ["COV102"]


@pytest.mark.parametrize("kind", [kind.id for kind in BUILT_IN])
def test_every_kind(kind: str, portfolio: Build, run: Run, check: Check) -> None:
    """A page of each kind is right as a draft, and unfinished once it is no draft any more."""
    root = portfolio({"evidence/e01.md": None})

    assert run("new", "evidence", "--for", "BUD.AC1", "--kind", kind, root, *DAY).code == 0
    checked = check(root)
    assert codes(checked, "SRC", "EVI", "TAG", "KND") == []

    path = root / f"evidence/e01-{kind}.md"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("status:")), "utf-8")
    checked = check(root)
    assert not any(d.severity is Severity.ERROR for d in checked.diagnostics)
    left = [d.finding.place for d in checked.diagnostics if d.rule.code == "KND145"]
    fields = {item.places["title"] for item in checked.portfolio.evidence}
    named = {
        item.places[role] for item in checked.portfolio.evidence if (role := kind_of(kind).role)
    }
    assert fields | named <= set(left)
    assert len(left) > len(fields | named)  # the text has stand-ins as well


def test_a_phase_and_the_parts_of_the_unit(portfolio: Build, run: Run) -> None:
    """A page names the phases and has the headings that its unit looks for."""
    extra = "phases: [planning, review]\naccounts: {parts: [situation, task]}\n"
    root = portfolio({"criteria/bud.yml": unit("AC1", extra=extra)})

    run("new", "evidence", "--for", "BUD.AC1", "--kind", "reflective-account", root, *DAY)

    text = (root / "evidence/e02-reflective-account.md").read_text("utf-8")
    assert "\n# phase: planning | review\n" in text
    assert "\n## Situation\n\n<…>\n\n## Task\n" in text


def test_next_free_id(portfolio: Build, run: Run) -> None:
    """The ID follows the numbering in use, and passes over a page that cannot be read."""
    root = portfolio(
        {
            "evidence/log-009.md": evidence(id="LOG-009"),
            "evidence/log-010.md": evidence(id="LOG-010"),
            "evidence/log011-broken.md": "---\nid: [\n---\n",
        }
    )

    assert "evidence/log-011-product.md" in run("new", "evidence", "--kind", "product", root).out


def test_it_lies_beside_its_unit(portfolio: Build, run: Run) -> None:
    """The page goes to the folder in which most items for the same unit are."""
    root = portfolio({"evidence/e01.md": None, "evidence/own/e01.md": evidence()})

    assert "/evidence/own/e02-product.md" in run("new", "evidence", "--for", "BUD.AC1", root).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--for", "BUD.AC11"), "did you mean BUD.AC1?"),
        (("--kind", "obserwation"), "did you mean observation?"),
        (("--kind", "WT"), "did you mean witness-testimony?"),
        (("--kind", "Observations"), "did you mean observation?"),
        (("--kind", "statement"), "did you mean witness-testimony?"),
        ((), "say what it is for"),
    ],
)
def test_what_there_is_not(
    arguments: tuple[str, ...], said: str, portfolio: Build, run: Run
) -> None:
    """A slip ends with 2 and the nearest right word, and nothing is written."""
    root = portfolio()
    before = files(root)

    ran = run("new", "evidence", *arguments, root)

    assert (ran.code, files(root)) == (2, before)
    assert said in ran.err


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("BUD.AC1", "--for BUD.AC1"),
        ("bud.1.1", "--for bud.1.1"),
        ("TEL.AC3", "--for TEL.AC3"),
        ("observation", "--kind observation"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--title", "A call"), ("--for", "BUD.AC1")])
def test_a_criterion_or_a_kind_for_a_folder(
    word: str, meant: str, more: tuple[str, ...], run: Run
) -> None:
    """What stands where the project's folder is named is asked about with its option."""
    ran = run("new", "evidence", word, *more)

    assert ran.code == 2
    assert f"there is no folder {word}; did you mean `{meant}`?" in ran.err


def test_unit_and_qualification(portfolio: Build, run: Run, check: Check) -> None:
    """Both files are right as they are; only the criterion that nothing shows is found."""
    root = portfolio()

    assert run("new", "unit", "tel", root).code == 0
    assert run("new", "qualification", "NVQ-L3", root, "--title", "NVQ: level 3").code == 0

    checked = check(root)
    assert codes(checked, "SRC", "CRI") == []
    assert only(checked, "COV101").finding.place.path == "criteria/tel.yml"
    qualification = checked.portfolio.framework.qualifications["NVQ-L3"]
    assert (qualification.title, qualification.units) == ("NVQ: level 3", ("BUD", "tel"))


@pytest.mark.parametrize("arguments", [("unit", "BUD"), ("qualification", "bud")])
def test_never_over_a_file(arguments: tuple[str, ...], portfolio: Build, run: Run) -> None:
    """A file that is there stays as it is."""
    root = portfolio()
    before = files(root)

    ran = run("new", *arguments, root)

    assert (ran.code, files(root)) == (2, before)
    assert "criteria/bud.yml" in ran.err


def test_a_qualification_needs_a_unit(portfolio: Build, run: Run) -> None:
    """Without a unit there is nothing that a qualification could be made of."""
    root = portfolio({"mkdocs.yml": "site_name: x\nplugins: [crossfolio]\n"}, bare=True)

    ran = run("new", "qualification", "NVQ", root)

    assert ran.code == 2
    assert "crossfolio new unit" in ran.err


@pytest.mark.parametrize("word", ["unti", "evidense"])
def test_unknown_thing(word: str, run: Run) -> None:
    """What cannot be made ends with 2."""
    assert run("new", word).code == 2


title = st.text(min_size=1, max_size=160).filter(lambda text: text.strip().isprintable())


@given(title.map(str.strip).filter(bool))
def test_any_title_is_read_back(text: str) -> None:
    """Whatever a title is made of, the page says it and nothing else."""
    made = page(NewItem("E01", "product", ("BUD.AC1",), title=text, day="2026-04-14"))

    item, found = read_evidence(
        made.encode("utf-8", "replace"), "evidence/e01.md", "evidence", Dialect()
    )

    assert item is not None
    assert item.title == text.encode("utf-8", "replace").decode()
    assert [it.code for it in found if it.code != "SRC105"] == []


@pytest.mark.parametrize("need", Need)
def test_every_need_is_brought(need: Need) -> None:
    """The fields for a need are those that are looked for, and the schema takes them."""
    made = page(NewItem("E01", "product", ("BUD.AC1",), day="2026-04-14", needs=(need,)))

    item, found = read_evidence(made.encode(), "evidence/e01.md", "evidence", Dialect())

    assert item is not None
    assert found == []
    assert need in item.brings
    assert set(item.fields) <= set(schema("evidence")["properties"])


def test_checked_on_its_own_day(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a day, the first item has today's."""

    class Calendar(date):
        """A calendar on which it is always the same day."""

        @classmethod
        def today(cls) -> Self:
            return cls(2026, 7, 1)

    monkeypatch.setattr("crossfolio.cli.new.date", Calendar)
    run("new", "portfolio", tmp_path / "p")

    checked = check_project(open_project(tmp_path / "p"), TODAY)

    assert checked.portfolio.by_id["E01"].last_day == TODAY
