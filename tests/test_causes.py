"""One slip is one finding, at its cause; what only follows from it is not said as well."""

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.findings import Finding
from support import UNIT, Check, Files, codes, page, shown, state, unit

ENROLMENT = "learner: L001\nunits: {BUD: submitted, MCS: submitted}\n"
TWO: Files = {
    "criteria/bud.yml": unit("AC1", "AC2"),
    "criteria/mcs.yml": unit("AC1", code="MCS"),
    "evidence/portfolio.yml": ENROLMENT,
    "evidence/e01.md": page(criteria="[BUD.AC1, MCS.AC1]", body="[BUD.AC1] [MCS.AC1]\n"),
    "evidence/e02.md": page(id="E02", criteria="[BUD.AC2]", body="[BUD.AC2]\n"),
}
"""A small portfolio in which nothing is wrong."""


def worse(checked: Checked) -> list[str]:
    """Return what is found beyond an information."""
    return shown(
        diagnostic for diagnostic in checked.diagnostics if diagnostic.severity.word != "info"
    )


def test_nothing_is_wrong_with_the_small_portfolio(check: Check) -> None:
    """What the slips below are made in has no finding of its own."""
    assert worse(check(TWO)) == []


FILES: dict[str, tuple[str, str, str]] = {
    "a unit that cannot be read": ("criteria/bud.yml", "title: Unit: BUD", "2:12 SRC102"),
    "a unit without its code": ("criteria/bud.yml", "unti: BUD", "1:1 CRI101"),
    "a unit whose code is none": ("criteria/bud.yml", "unit: 3_1", "1:7 CRI101"),
    "an enrolment that cannot be read": (
        "evidence/portfolio.yml",
        "units: BUD: submitted",
        "2:11 SRC102",
    ),
    "a misspelt key of a unit": ("criteria/bud.yml", "criterias:", "4:1 CRI101"),
    "a misspelt unit in the enrolment": ("evidence/portfolio.yml", "{BDU:", "2:9 CRI106"),
    "a misspelt key of a page": ("evidence/e01.md", "criterai:", "6:1 EVI103"),
    "a misspelt tag": ("evidence/e02.md", "[BUD.AC22]", "6:12 TAG101"),
    "an outcome as a tag": ("evidence/e02.md", "[BUD.LO2]", "6:12 TAG101"),
    "a page that cannot be read": ("evidence/e02.md", "title: A: b", "3:9 SRC102"),
    "claims that are gone": ("evidence/e02.md", "criteria: []", "6:11 TAG112"),
    "a misspelt status": ("evidence/e02.md", "status: submited", "7:9 EVI102"),
    "a misspelt kind": ("evidence/e02.md", "kind: prodct", "4:7 EVI102"),
}
OLD = {
    "title: Unit: BUD": "title: Unit BUD",
    "unti: BUD": "unit: BUD",
    "unit: 3_1": "unit: BUD",
    "units: BUD: submitted": "units: {BUD: submitted, MCS: submitted}",
    "criterias:": "criteria:",
    "{BDU:": "{BUD:",
    "criterai:": "criteria:",
    "[BUD.AC22]": "[BUD.AC2]",
    "[BUD.LO2]": "[BUD.AC2]",
    "title: A: b": "title: A plan",
    "criteria: []": "criteria: [BUD.AC2]",
    "status: submited": "---\n[",
    "kind: prodct": "kind: product",
}


@pytest.mark.parametrize("name", FILES)
def test_a_slip_is_found_once(name: str, check: Check) -> None:
    """A slip in any file gives one finding that matters, in that file and at its place."""
    path, new, found = FILES[name]
    text = str(TWO[path])
    old = OLD[new]
    assert old in text
    new = f"{new}\n{old}" if new.startswith("status") else new
    checked = check({**TWO, path: text.replace(old, new, 1)})

    assert worse(checked) == [f"{path}:{found}"]
    assert checked.failed


@pytest.mark.parametrize("field", ["display", "displayname", "display-name", "Display"])
def test_a_field_that_is_begun_as_another_is_that_one(field: str, check: Check) -> None:
    """A name that stops early is one slip: it is not also the field that is missing."""
    people = f"people:\n  A1: {{roles: [assessor], {field}: Assessor one}}\n"
    people += "  L001: {roles: [learner], display_name: Learner one}\n"
    checked = check({**TWO, "assessment/people.yml": people})

    assert worse(checked) == ["assessment/people.yml:2:27 DEC101"]
    (found,) = (
        diagnostic.finding
        for diagnostic in checked.diagnostics
        if diagnostic.finding.code == "DEC101"
    )
    assert [edit.text for edit in found.edits] == ["display_name"]


def test_a_gap_behind_a_slip_is_told_with_it(check: Check) -> None:
    """The criterion stays open, as an information that leads to the slip."""
    checked = check({**TWO, "evidence/e02.md": page(id="E02", title="A: b", criteria="[BUD.AC2]")})

    (gap,) = (diagnostic for diagnostic in checked.diagnostics if diagnostic.rule.code == "COV101")
    assert gap.severity.word == "info"
    assert [(it.place.path, it.message) for it in gap.finding.related] == [
        ("evidence/e02.md", "evidence/e02.md cannot be read")
    ]
    assert "line 3 of evidence/e02.md" in gap.finding.help
    assert state(checked, "BUD.AC2") == "uncovered"


def test_what_follows_is_said_where_the_cause_is_turned_off(check: Check) -> None:
    """A setting that silences the slip brings back what follows from it: nothing turns green."""
    off = "plugins:\n  - crossfolio:\n      rules: {TAG101: off, EVI103: warning}\n"
    tag = {"evidence/e02.md": page(id="E02", criteria="[BUD.AC22]"), "mkdocs.yml": off}
    key = {
        "evidence/e02.md": page(id="E02", criteria=None, criterai="[BUD.AC2]"),
        "mkdocs.yml": off,
    }

    for files in (tag, key):
        checked = check({**TWO, **files})
        assert "criteria/bud.yml:6:10 COV101" in worse(checked)
        assert checked.failed


@pytest.mark.parametrize("path", ["criteria/bud.yml", "evidence/portfolio.yml"])
def test_no_percentage_while_not_all_can_be_read(path: str, check: Check) -> None:
    """What is asked is unknown, so that no share of it is told, and none is 100 %."""
    coverage = check({**TWO, path: f"a: b: c\n{TWO[path]}"}).coverage

    assert coverage.total.percent_covered is None
    assert coverage.total.percent_accepted is None


def test_a_criterion_whose_entry_cannot_be_read_is_never_covered(check: Check) -> None:
    """What it asks for is unknown: it may be more than what is there."""
    text = UNIT.replace("outcomes: [LO1]}", "outcomes: [LO1], requires: {at_leest: 2}}")
    checked = check({"criteria/bud.yml": text})

    assert codes(checked, "CRI") == ["CRI101"]
    assert state(checked, "BUD.AC1") == "partial"


def test_another_error_in_a_page_hides_no_gap(check: Check) -> None:
    """A gap is put down to a slip only where that slip costs a claim on it."""
    pages = {
        "evidence/e01.md": page(criteria="[MCS.AC1]", attachments="[no.pdf]", body="[MCS.AC1]\n"),
        "evidence/e02.md": page(id="E02", foo="bar", criteria="[BUD.AC2]", body="[BUD.AC2]\n"),
    }
    assert "criteria/bud.yml:5:10 COV101" in worse(check({**TWO, **pages}))


def test_persons_are_not_judged_by_a_register_with_a_slip(check: Check) -> None:
    """Somebody whose entry cannot be read is not said to be unknown."""
    people = "people:\n  L001: {roles: [learner], display_name: L}\n  A2: [assessor]\n"
    files = {
        "assessment/people.yml": people,
        "evidence/e01.md": page(
            kind="observation",
            assessor="A2",
            criteria="[BUD.AC1, MCS.AC1]",
            body="[BUD.AC1] [MCS.AC1]\n",
        ),
    }
    assert codes(check({**TWO, **files}), "EVI") == []
    stranger = {"evidence/e01.md": str(files["evidence/e01.md"]).replace("A2", "A3")}
    assert codes(check({**TWO, **files, **stranger}), "EVI") == ["EVI110"]


def test_a_tag_and_its_mark_are_put_right_together(check: Check) -> None:
    """Under one wrong name they are one finding, whose edits write the right one at both."""
    text = page(id="E02", criteria="[BUD.AC22]", body="Done. [BUD.AC22]\n")
    (found,) = (
        diagnostic.finding
        for diagnostic in check({**TWO, "evidence/e02.md": text}).diagnostics
        if diagnostic.rule.family == "TAG"
    )

    assert [edit.text for edit in found.edits] == ["BUD.AC2", "[BUD.AC2]"]


@pytest.mark.parametrize("slip", ["{id: AC2,", "{id: AC22,"])
def test_a_code_misspelt_in_its_own_file(slip: str, check: Check) -> None:
    """Where several pages agree on a name that is not defined, its file is asked, and once."""
    both = page(id="E03", criteria="[BUD.AC2]", body="[BUD.AC2]\n")
    text = str(TWO["criteria/bud.yml"]).replace('{id: "AC2",', slip)
    checked = check({**TWO, "evidence/e03.md": both, "criteria/bud.yml": text})

    assert codes(checked, "CRI", "TAG") == (["CRI110"] if "22" in slip else [])


@pytest.mark.parametrize(
    ("tag", "near"),
    [
        ("MCS.LO1", "is an outcome"),
        ("BUD", "is a whole unit"),
        ("BUD.AC1-AC2", "`BUD.AC1`, `BUD.AC2`"),
        ("BUD.AC1-2", "`BUD.AC1`, `BUD.AC2`"),
        ("BUD.AC1 to BUD.AC2", "`BUD.AC1`, `BUD.AC2`"),
        ("BUD.AC1 BUD.AC2", "put a comma"),
        ("BUD AC2", "did you mean `BUD.AC2`?"),
        ("BUD-AC2", "did you mean `BUD.AC2`?"),
        ("BUD.ACI", "did you mean `BUD.AC1`?"),
        ("8UD.AC1", "did you mean `BUD.AC1`?"),
        ("BUD.AC1 (a plan)", "did you mean `BUD.AC1`?"),
    ],
)
def test_what_a_tag_was_meant_to_be(tag: str, near: str, check: Check) -> None:
    """It is said what the tag is, or what was meant; never half of a range."""
    units = {"criteria/mcs.yml": UNIT.replace("BUD", "MCS"), "criteria/bud.yml": unit("AC1", "AC2")}
    checked = check({**units, "evidence/e01.md": page(criteria=f"['{tag}']")})
    (found,) = (
        diagnostic.finding
        for diagnostic in checked.diagnostics
        if diagnostic.rule.code in ("TAG101", "TAG102")
    )

    assert near in found.help


def test_a_missing_unit_is_found_once(check: Check) -> None:
    """Claims of a unit that no file defines are not found beside it, and nothing is measured."""
    checked = check({path: text for path, text in TWO.items() if path != "criteria/mcs.yml"})

    assert worse(checked) == ["evidence/portfolio.yml:2:25 CRI106"]
    assert checked.failed
    assert not checked.portfolio.is_whole


@pytest.mark.parametrize("folder", ["docs", "criteria", "assessment"])
def test_a_page_elsewhere_is_found_once(folder: str, check: Check) -> None:
    """What a page claims that lies outside the folder of evidence is not found as a gap as well."""
    files = dict(TWO)
    files[f"{folder}/e02.md"] = files.pop("evidence/e02.md")

    assert worse(check(files)) == [f"{folder}/e02.md:1:1 EVI123"]


def gap_of(checked: Checked, name: str) -> Finding:
    """Return the finding that says that a criterion is open, or covered in part."""
    (found,) = (
        diagnostic.finding
        for diagnostic in checked.diagnostics
        if diagnostic.rule.is_gap and diagnostic.finding.named("criterion") == name
    )
    return found


def reasons(found: Finding) -> list[str]:
    """Return where the slips stand that a finding says it may follow from."""
    return [
        f"{related.place.path}:{related.place.line}:{related.place.column}"
        for related in found.related
        if related.message == "this slip may be the reason"
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "criterion"),
    [
        ('{id: "AC2",', '{id: "AC1",', "6:10", "BUD.AC1"),
        ("title: Title AC1, text: Do", "title: Title AC1, txt: Do", "5:35", "BUD.AC1"),
    ],
)
def test_what_is_wrong_with_the_entry_is_the_reason_before_any_page(
    old: str, new: str, place: str, criterion: str, check: Check
) -> None:
    """A page that claims what the slip took away has no slip, and nobody is led to it."""
    text = str(TWO["criteria/bud.yml"])
    assert old in text
    both = page(id="E02", criteria="[BUD.AC2, BUD.AC1]", body="[BUD.AC2] [BUD.AC1]\n")
    checked = check({**TWO, "criteria/bud.yml": text.replace(old, new), "evidence/e02.md": both})
    gap = gap_of(checked, criterion)

    assert reasons(gap) == [f"criteria/bud.yml:{place}"]
    line = place.partition(":")[0]
    assert gap.help == f"put line {line} of criteria/bud.yml right first"


@pytest.mark.parametrize("field", ["date: 12/03/2026", "kind: prodct", "status: finished"])
def test_of_two_slips_the_one_that_meant_the_criterion_is_the_reason(
    field: str, check: Check
) -> None:
    """A slip by which nothing is lost is none, and the tag that was meant is the nearest one."""
    key, _, value = field.partition(": ")
    fields = {key: value, "criteria": "[BUD.AC22]", "body": "[BUD.AC2]\n"}
    checked = check({**TWO, "evidence/e02.md": page(id="E02", **fields)})

    assert reasons(gap_of(checked, "BUD.AC2")) == ["evidence/e02.md:6:12"]


@pytest.mark.parametrize("field", ["date: 12/03/2026", "kind: prodct"])
def test_a_slip_that_takes_no_claim_away_is_no_reason_for_a_gap(field: str, check: Check) -> None:
    """A page with a wrong date counts; what it only marks stays a gap of its own."""
    key, _, value = field.partition(": ")
    fields = {key: value, "criteria": "[BUD.AC1]", "body": "[BUD.AC1] [BUD.AC2]\n"}
    checked = check({**TWO, "evidence/e02.md": page(id="E02", **fields)})

    assert "criteria/bud.yml:6:10 COV101" in worse(checked)
    assert reasons(gap_of(checked, "BUD.AC2")) == []


@pytest.mark.parametrize(
    ("path", "help"),
    [
        ("docs/e02.md", "docs/e02.md: move it into `evidence/`"),
        ("evidence/e02.md.txt", "evidence/e02.md.txt: rename it to `e02.md`"),
        ("evidence/e02.MD", "evidence/e02.MD: rename it to `e02.md`"),
    ],
)
def test_a_file_that_is_astray_has_no_line_to_put_right(path: str, help: str, check: Check) -> None:
    """The gap behind it says what is to be done with the file."""
    files = dict(TWO)
    files[path] = files.pop("evidence/e02.md")
    checked = check(files)
    gap = gap_of(checked, "BUD.AC2")

    assert gap.help == help
    assert reasons(gap) == []
    assert [related.place.path for related in gap.related] == [path]


@pytest.mark.parametrize(
    ("folder", "help"),
    [(None, "crossfolio new evidence --for BUD.AC2"), ("evidnce", "rename `evidnce/`")],
)
def test_a_folder_that_is_missing_has_no_line_to_put_right(
    folder: str | None, help: str, check: Check
) -> None:
    """The gap says how to begin, or what to call the folder that is there."""
    pages = {path: text for path, text in TWO.items() if path.startswith("evidence/")}
    files = {path: text for path, text in TWO.items() if path not in pages}
    files["mkdocs.yml"] = "site_name: A\n"
    if folder:
        files |= {path.replace("evidence", folder): text for path, text in pages.items()}
    found = [one.finding for one in check(files, bare=True).diagnostics if one.rule.is_gap]

    for gap in found:
        assert "put line" not in gap.help
    assert any(help in gap.help for gap in found)


@pytest.mark.parametrize(
    "pages",
    [
        {"evidence/e02.md": page(id="E02", criteria="[BUD.AC2]", status="finished")},
        {"evidence/e02.md": page(id="E02\nid: E02", criteria="[BUD.AC2]")},
        {
            "evidence/e02.md": page(id="E02", criteria="[BUD.AC2]"),
            "evidence/e03.md": page(id="E02", title="B", criteria="[BUD.AC2]", body="B\n"),
        },
    ],
)
def test_what_a_slip_keeps_from_counting_is_no_draft(pages: Files, check: Check) -> None:
    """Only what its page calls a draft is called one."""
    gap = gap_of(check({**TWO, **pages}), "BUD.AC2")

    assert "draft" not in gap.message
    assert "only items that do not count yet claim `BUD.AC2`" in gap.message
    assert "E02, which does not count" in [related.message for related in gap.related]

    draft = {"evidence/e02.md": page(id="E02", criteria="[BUD.AC2]", status="draft")}
    gap = gap_of(check({**TWO, **draft}), "BUD.AC2")
    assert gap.message.startswith("only drafts claim `BUD.AC2`")
    assert gap.related[0].message == "draft E02"


@pytest.mark.parametrize(
    ("name", "code"),
    [("scan.pdf", "EVI105"), ("scan.exe", "EVI106"), ("../../scan.pdf", "EVI106")],
)
def test_a_file_that_cannot_be_used_is_found_once(name: str, code: str, check: Check) -> None:
    """What it is called is asked when it is there, or where nobody is told that it is not."""
    text = page(id="E02", criteria="[BUD.AC2]", attachments=f"['{name}']", body="[BUD.AC2]\n")
    files = {**TWO, "evidence/e02.md": text, "evidence/scan.exe": b"MZ"}
    if "exe" not in name:
        del files["evidence/scan.exe"]
    assert worse(check(files)) == [f"evidence/e02.md:7:15 {code}"]

    off = f"plugins:\n  - crossfolio:\n      rules: {{{code}: off}}\n"
    silent = codes(check({**files, "mkdocs.yml": off}), "KND")
    assert silent == (["KND105"] if "." not in name[:2] else [])
