"""Files under other names and in other places: read or named, and nothing looks complete."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.check import Checked
from crossfolio.core.file_names import page_name, why_unusable, yaml_name
from crossfolio.core.findings import Severity
from crossfolio.reports.text_report import summary
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.project import open_project
from crossfolio.workspace.tree import Tree, cannot_open
from support import PAGE, TODAY, UNIT, Build, Check, Run, codes, only, page, unit, write

POE = unit("AC1", "AC2", code="POE")
AS_JSON = json.dumps(
    {
        "unit": "POE",
        "title": "Unit POE",
        "source": {"kind": "draft"},
        "criteria": [
            {"id": "AC1", "title": "One", "text": "Do it."},
            {"id": "AC2", "title": "Two", "text": "Do it."},
        ],
    }
)
NAMES = ["poe.YML", "POE.Yml", "poe.yaml", "poe.YAML", "poe.yml.txt", "poe.yml.bak", "poe.yml~"]
NAMES += ["poe.json", "poe.txt", "poe", "sub/poe", "poe.yml.yml"]


@pytest.mark.parametrize("text", [POE, AS_JSON], ids=["yaml", "json"])
@pytest.mark.parametrize("name", NAMES)
def test_a_unit_under_another_name_is_asked_for(check: Check, name: str, text: str) -> None:
    """However a unit's file is called, its criteria are asked for, and its name is an error."""
    checked = check({f"criteria/{name}": text})

    assert checked.coverage.total.required == 3
    if name != "poe.yml.yml":
        finding = only(checked, "CRI120").finding
        assert finding.place.path == f"criteria/{name}"
        assert "rename it to `" in finding.help
        assert finding.help.rstrip("`").endswith(".yml")
    assert codes(checked, "SRC", "CRI1", "EVI") == (["CRI120"] if name != "poe.yml.yml" else [])


def test_the_name_that_is_right_counts(check: Check) -> None:
    """A unit's file under another name beside the right one adds nothing, and is one error."""
    files = {"criteria/bud.yml~": unit("AC1", "AC2"), "criteria/BUD.YAML": unit("AC1", "AC3")}
    checked = check(files)

    assert list(checked.coverage.criteria) == ["BUD.AC1"]
    assert codes(checked, "CRI") == ["CRI120", "CRI120"]
    named = [
        diagnostic.finding for diagnostic in checked.diagnostics if diagnostic.rule.code == "CRI120"
    ]
    assert all("criteria/bud.yml:1:7 defines the same" in it.help for it in named)


@pytest.mark.parametrize("name", ["README.md", "spec.pdf", "notes.txt", "unit", "a.csv", "x.json"])
def test_what_is_none_of_ours(check: Check, name: str) -> None:
    """Other files may lie beside the units."""
    checked = check({f"criteria/{name}": "# A unit: what it is\n\nThe title: of it.\n"})

    assert codes(checked, "CRI", "SRC", "EVI") == []
    assert checked.coverage.total.percent_covered == 100


BROKEN = {
    "syntax": "unit: [\n",
    "empty": "",
    "no unit": "a: b\n",
    "bytes": b"unit: POE\xff\n",
    "slip": POE.replace('id: "AC1"', "id: 'A C1'"),
    "twice": POE.replace("AC2", "AC1"),
    "large": f"unit: POE\n# {'x' * 2_000_000}\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("name", ["poe.yml", "POE.YML", "a/poe.yml"])
def test_what_cannot_be_read_completes_nothing(
    check: Check, name: str, broken: str | bytes
) -> None:
    """All that could be read is covered, and still nothing says 100 %."""
    assert_incomplete(check({f"criteria/{name}": broken}))


def assert_incomplete(checked: Checked) -> None:
    assert checked.coverage.total.percent_covered is None
    assert "100 %" not in summary(checked)
    assert any(diagnostic.severity is Severity.ERROR for diagnostic in checked.diagnostics)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_completes_nothing(portfolio: Build, tmp_path: Path) -> None:
    """A unit that is a link is not followed, and may ask for anything."""
    (portfolio() / "criteria/poe.yml").symlink_to(tmp_path / "poe.yml")
    assert_incomplete(check_project(open_project(tmp_path / "project"), TODAY))


def test_unusable_names_complete_nothing(portfolio: Build) -> None:
    """Nor does a unit whose name some system cannot hold."""
    root = portfolio({"criteria/con.yml": POE})
    assert_incomplete(check_project(open_project(root), TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "units: {BUD: submitted, POE: submitted}\n",
        "units: {BUD: submitted, PEO: in-progress}\n",
        "qualifications: [ICQ]\nunits: {BUD: submitted}\n",
        "units: [\n",
    ],
)
def test_a_portfolio_that_names_what_is_not_there(check: Check, text: str) -> None:
    """What is taken and defined by no file is asked for, and nobody knows what it asks."""
    assert_incomplete(check({"evidence/portfolio.yml": text}))


PORTFOLIOS = ["Portfolio.yml", "portfolio.YML", "portfolio.yaml", "PORTFOLIO.YAML"]
PORTFOLIOS += ["portfolio.yml.txt", "portfolio.txt", "portfolio", "portfolio.yml~"]
TAKEN = "learner: L001\nunits: {POE: submitted}\n"

BUDDY = "learner: L001\nunits: {BUD: submitted}\n"


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_a_portfolio_under_another_name(check: Check, name: str) -> None:
    """It is read, because it says what is asked, and is an error."""
    checked = check({"criteria/poe.yml": POE, f"evidence/{name}": TAKEN})

    assert list(checked.coverage.units) == ["POE"]
    assert "read all the same" in only(checked, "EVI122").finding.message
    assert codes(checked, "EVI", "SRC") == ["EVI122"]


def test_several_portfolios(check: Check) -> None:
    """Of several under other names none is read; beside the right one each is only named."""
    files = {"criteria/poe.yml": POE, "evidence/Portfolio.yml": TAKEN}
    files["evidence/portfolio.yaml"] = BUDDY
    checked = check(files)
    assert codes(checked, "EVI") == ["EVI122", "EVI122"]
    assert checked.coverage.total.percent_covered is None

    checked = check({"evidence/portfolio.yml": BUDDY})
    assert list(checked.coverage.units) == ["BUD"]
    assert codes(checked, "EVI") == ["EVI122", "EVI122"]


@pytest.mark.parametrize(
    "name",
    [
        *("e02.MD", "E02.Md", "e02.markdown", "e02.MARKDOWN", "e02.mdown", "e02.md.txt"),
        *("e02.mdx", "e02.txt", "e02", "sub/e02.md.bak", "e02.md~"),
    ],
)
def test_a_page_under_another_name(check: Check, name: str) -> None:
    """It is not read, and the finding says how to rename it."""
    checked = check({f"evidence/{name}": page(id="E02")})

    finding = only(checked, "EVI120").finding
    assert finding.place.path == f"evidence/{name}"
    assert "`e02.md`" in finding.help.lower()
    assert codes(checked, "EVI", "SRC") == ["EVI120"]
    assert [item.id for item in checked.portfolio.evidence] == ["E01"]


def test_what_an_item_lists_is_no_page(check: Check) -> None:
    """A text that an item attaches is its attachment, whatever it looks like."""
    files = {"evidence/e01.md": page(attachments="[e02.txt]"), "evidence/e02.txt": page(id="E02")}
    assert codes(check(files), "EVI") == []


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("evidence/poe.yml", POE, "CRI121"),
        ("evidence/sub/POE.YAML", POE, "CRI121"),
        ("evidence/sub/portfolio.yml", TAKEN, "EVI122"),
        ("criteria/e02.md", page(id="E02"), "EVI123"),
        ("evidence/d01.yml", "decision: D01\nassessor: A1\n", "DEC101"),
    ],
)
def test_files_in_other_places(check: Check, path: str, text: str, code: str) -> None:
    """A file of ours among others is one finding that says where it belongs."""
    checked = check({path: text})
    assert codes(checked, "EVI", "CRI", "DEC", "SRC") == [code]
    assert checked.coverage.total.is_whole is (code != "CRI121")


DECISION_NAMES = ["d01.YML", "d01.yaml", "d01.json", "d01", "d01.yml.txt", "d01.md", "x/d01.YAML"]


@pytest.mark.parametrize("folder", ["decisions", "samples"])
@pytest.mark.parametrize("name", DECISION_NAMES)
def test_decisions_under_other_names(check: Check, folder: str, name: str) -> None:
    """Every file there that is none by its name is an error."""
    checked = check({f"assessment/{folder}/{name}": "decision: D01\n"})
    finding = only(checked, "DEC101").finding

    assert finding.place.path == f"assessment/{folder}/{name}"
    assert "rename it to `d01.yml`" in finding.help


@pytest.mark.parametrize(
    "name", ["decisions/.gitkeep", "samples/Thumbs.db", "decisions/desktop.ini"]
)
def test_what_systems_leave_behind(check: Check, name: str) -> None:
    """It changes nothing, nor does an empty file."""
    assert codes(check({f"assessment/{name}": "x", "assessment/decisions/a": ""}), "DEC") == []


LOCALES = {
    "C": {"LC_ALL": "C"},
    "C without UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0"},
    "POSIX": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "UTF-8": {"LC_ALL": "C.UTF-8"},
}


@pytest.mark.skipif(os.name == "nt", reason="names are not bytes there")
def test_any_locale(portfolio: Build, process: Run) -> None:
    """The check says the same, byte for byte, whatever the locale can spell."""
    accents = "e02-caf\u00e9 \u2013 \u6f22.md"
    root = portfolio(
        {
            f"evidence/{accents}": page(
                id="E02", attachments="[pl\u00e4n.csv]", body="[BUD.AC9]\n"
            ),
            "evidence/pl\u00e4n.csv": "a,b\n",
            "evidence/e03-cafe\u0301.md": page(id="E03"),
            "criteria/\u00fcnit.yml": POE,
        }
    )
    arguments = ("check", root, "--today", "2026-07-01", "--format", "json", "--no-cache")
    said = {name: process(*arguments, **env).out for name, env in LOCALES.items()}
    report = json.loads(said["UTF-8"])

    assert report["summary"]["evidence"] == 3
    assert report["coverage"]["required"] == 3
    assert "SRC110" not in {diagnostic["code"] for diagnostic in report["diagnostics"]}
    assert set(said.values()) == {said["UTF-8"]}


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=20))
def test_any_name(name: str) -> None:
    """What a file is to be called is what it would be called again, and nothing is left over."""
    for of in (yaml_name, page_name):
        right = of(name)
        assert right == "" or of(right) == right
    assert isinstance(why_unusable(name), str)


@given(
    st.sampled_from(["yml", "yaml", "YML", "Yaml", "json", "yml.txt", "yml~", "txt", "bak", ""]),
    st.from_regex(r"[a-z]{1,8}", fullmatch=True),
)
def test_no_name_hides_a_unit(
    tmp_path_factory: pytest.TempPathFactory, ending: str, stem: str
) -> None:
    """Whatever a unit's file is called, it is asked for or nothing is complete."""
    name = f"criteria/{stem}.{ending}" if ending else f"criteria/{stem}"
    root = write(tmp_path_factory.mktemp("p"), {"criteria/1.yml": UNIT, "evidence/e01.md": PAGE})
    checked = check_project(open_project(write(root, {name: POE})), TODAY)
    assert "POE" in checked.coverage.units or not checked.coverage.total.is_whole


@pytest.mark.parametrize("folder", ["docs", "docs/notes", "."])
def test_evidence_beside_the_folder(check: Check, folder: str) -> None:
    """A page of evidence among the site's own pages, or beside the folders, is named."""
    name = f"{folder}/e02.md".removeprefix("./")
    checked = check({name: page(id="E02"), "docs/index.md": "# Kind: a page\n"})

    assert str(only(checked, "EVI123").finding.place) == f"{name}:1:1"
    assert [item.id for item in checked.portfolio.evidence] == ["E01"]


@pytest.mark.parametrize("text", ["---\ntitle: A\nkind: b\n---\n", "# unit: BUD\n\ntitle: A\n"])
def test_pages_of_the_site(check: Check, text: str) -> None:
    """Pages that are no evidence are nobody's business."""
    assert codes(check({"docs/a.md": text, "README.md": text}), "EVI", "CRI") == []


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("poe.yml", POE, "CRI121"), ("portfolio.yml", TAKEN, "EVI122"), ("poe.YAML", POE, "CRI121")],
)
def test_files_beside_the_folders(check: Check, name: str, text: str, code: str) -> None:
    """So is a unit, without which nothing is complete, and a `portfolio.yml`."""
    checked = check({name: text})
    assert codes(checked, "EVI", "CRI") == [code]
    assert checked.coverage.total.is_whole is (code == "EVI122")


def test_no_folder_of_evidence(portfolio: Build) -> None:
    """That it is missing is the one error, and a folder that holds pages is what was meant."""
    root = portfolio({"criteria/bud.yml": unit("AC1", "AC2", "AC3"), "evidence/e01.md": None})
    checked = check_project(open_project(root), TODAY)
    errors = [
        diagnostic.rule.code
        for diagnostic in checked.diagnostics
        if diagnostic.severity is Severity.ERROR
    ]
    assert errors == ["EVI126"]
    assert "crossfolio new evidence" in only(checked, "EVI126").finding.help

    write(root, {"proofs/a/e01.md": PAGE})
    named = only(check_project(open_project(root), TODAY), "EVI126").finding
    assert "rename `proofs/`" in named.help


@pytest.mark.parametrize("path", ["docs/e01.md", "e01.md"])
def test_pages_elsewhere_and_no_folder_of_evidence(portfolio: Build, path: str) -> None:
    """To move the page is all that is to be done; what it does not claim is missing as ever."""
    root = portfolio({"criteria/bud.yml": unit("AC1", "AC2"), "evidence/e01.md": None, path: PAGE})
    checked = check_project(open_project(root), TODAY)
    assert [
        (one.rule.code, one.finding.place.path)
        for one in checked.diagnostics
        if one.severity is Severity.ERROR
    ] == [("COV101", "criteria/bud.yml"), ("EVI123", path)]
    assert [one.finding.cause and one.finding.cause.path for one in checked.diagnostics] == [
        path if one.severity is Severity.INFO else None for one in checked.diagnostics
    ]


def test_units_that_nobody_takes(check: Check) -> None:
    """A unit that is not taken is named, unless a qualification offers it."""
    files = {"criteria/poe.yml": POE, "evidence/portfolio.yml": BUDDY}
    assert "unit `POE`" in only(check(files), "CRI122").finding.message

    offered = (
        "qualification: QCO\ntitle: Q\nsource: {kind: draft}\n"
        "groups:\n  - {id: A, title: A, units: [BUD, POE]}\n"
    )
    assert "CRI122" not in codes(check({**files, "criteria/q.yml": offered}))


class _Closed(Disk):
    """A disk on which one folder of criteria cannot be opened."""

    def find(self, folder: str) -> Tree:
        tree = super().find(folder)
        if folder != "criteria":
            return tree
        closed = cannot_open("criteria/locked", PermissionError(13, "Permission denied"))
        return tree._replace(findings=(*tree.findings, closed))


def test_a_closed_folder_completes_nothing(portfolio: Build) -> None:
    """A folder of criteria that may not be opened is named, and may ask for anything."""
    root = portfolio()
    checked = check_project(open_project(root), TODAY, files=_Closed(root))

    assert "Permission denied" in only(checked, "SRC110").finding.message
    assert_incomplete(checked)


REGISTER = "people: {A1: {roles: [assessor], display_name: Ann}}\n"
JUDGED = "decision: D1\nassessor: A1\ndate: 2026-05-01\nevidence: [{id: E01}]\n"


@pytest.mark.parametrize(
    "path",
    [
        *("assessment/persons.yml", "assessment/people copy.yml", "assessment/x/people.yml"),
        *("assessment/decisions/people.yml", "people.yml", "evidence/people.yml"),
        *("Assessment/people.yml", "assesment/people.yml"),
    ],
)
def test_a_register_elsewhere(check: Check, path: str) -> None:
    """A register of people that is not read is one error, and nothing is accepted without it."""
    checked = check({path: REGISTER})

    found = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
    assert [d.rule.code for d in found] == ["DEC101"]
    assert path.startswith(found[0].finding.place.path)
    held_back = checked.coverage.criteria["BUD.AC1"].unreadable
    assert checked.portfolio.people_unread or held_back


@pytest.mark.parametrize("path", ["d1.yml", "evidence/d1.yml", "Assessment/decisions/d1.yml"])
def test_a_decision_elsewhere(check: Check, path: str) -> None:
    """A decision outside the folder of assessment is an error, and holds acceptance back."""
    checked = check({path: JUDGED})

    assert codes(checked, "DEC") == ["DEC101"]
    assert checked.coverage.criteria["BUD.AC1"].unreadable


@pytest.mark.parametrize("name", ["bud.yml", "deep/bud.yml"])
def test_a_unit_among_decisions(check: Check, name: str) -> None:
    """A unit laid among decisions is one error, and nothing is measured without it."""
    checked = check({f"assessment/decisions/{name}": UNIT, "criteria/bud.yml": None})

    errors = [d.rule.code for d in checked.diagnostics if d.severity is Severity.ERROR]
    assert errors == ["DEC101"]
    assert checked.coverage.total.percent_covered is None
