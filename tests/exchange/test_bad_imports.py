"""Bad input: one sentence with the place in the file, nothing written, exit 1."""

from pathlib import Path
from typing import Any

import pytest
from made import Importing, docx, packed, pdf, table, xlsx

from crossfolio.exchange import process
from crossfolio.exchange.model import RefusedFileError
from support import Build, Run

HEAD = ("Code", "Text")
ROWS = [HEAD, ("1.1", "Plan"), ("1.2", "Do")]


def formula(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
    sheet["B3"] = "=A2&A3"


def date(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
    from datetime import datetime  # noqa: PLC0415

    sheet["A3"] = datetime(2026, 1, 2)  # noqa: DTZ001 - as a workbook has it


def merged(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
    sheet.merge_cells("B1:C1")


def second_below(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
    for at, values in ((6, HEAD), (7, ("2.1", "Tell"))):
        for column, value in enumerate(values, 1):
            sheet.cell(at, column, value)


def second_beside(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
    for at, values in ((1, HEAD), (2, ("2.1", "Tell"))):
        for column, value in enumerate(values, 5):
            sheet.cell(at, column, value)


def hidden_sheet(book: Any, _: Any) -> None:  # noqa: ANN401 - of openpyxl
    book.create_sheet("Unit 4").append(HEAD)
    book["Unit 4"].sheet_state = "hidden"


def second_sheet(book: Any, _: Any) -> None:  # noqa: ANN401 - of openpyxl
    for row in ROWS:
        book.create_sheet("Unit 4").append(row) if "Unit 4" not in book else book["Unit 4"].append(
            row
        )


def fill(document: Any) -> None:  # noqa: ANN401 - of python-docx
    table(document, ROWS)


BOMB = packed(xlsx(ROWS), xl__media__a=b"0" * (51 * 1024 * 1024))
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
BAD = {
    "formula": (xlsx(ROWS, formula), "u.xlsx", ("formula", "row 3, column B")),
    "date": (xlsx(ROWS, date), "u.xlsx", ("date", "row 3, column A")),
    "merged headings": (xlsx(ROWS, merged), "u.xlsx", ("merged", "row 1")),
    "table below": (xlsx(ROWS, second_below), "u.xlsx", ("second table", "row 6")),
    "table below, its columns in another order": (
        xlsx([*ROWS, HEAD[::-1], ("Tell", "K1")]),
        "u.xlsx",
        ("second table", "row 4"),
    ),
    "table beside": (xlsx(ROWS, second_beside), "u.xlsx", ("side by side", "row 1")),
    "two sheets": (xlsx(ROWS, second_sheet), "u.xlsx", ("--sheet", "Unit 4")),
    "bomb": (BOMB, "u.xlsx", ("MB", "50")),
    "macros": (packed(xlsx(ROWS), xl__vbaProject__bin=b"x"), "u.xlsx", ("macros",)),
    "entities": (packed(xlsx(ROWS), **{"xl__x.xml": ENTITY}), "u.xlsx", ("entities", "xl/x.xml")),
    "wide entities": (
        packed(xlsx(ROWS), **{"xl__x.xml": ENTITY.decode().encode("utf-16")}),
        "u.xlsx",
        ("entities",),
    ),
    "old office": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "u.xlsx", ("encrypted",)),
    "text as workbook": (b"Code,Text\n1.1,Plan\n", "u.xlsx", ("plain text", ".xlsx")),
    "workbook as text": (xlsx(ROWS), "u.csv", ("workbook", ".csv")),
    "document as workbook": (docx(fill), "u.xlsx", ("Word",)),
    "document": (docx(fill), "u.docx", ("crossfolio import document",)),
    "half a workbook": (xlsx(ROWS)[:-300], "u.xlsx", ("packed", "damaged")),
    "empty": (b"", "u.csv", ("empty",)),
    "blank": (b"\n \n", "u.csv", ("empty",)),
    "binary": (bytes(range(256)) * 8, "u.csv", ("neither text",)),
    "many rows": (b"Code,Text\n" + b"1.1,Plan\n" * 20_001, "u.csv", ("20000",)),
    "many criteria": (
        b"Code,Text\n" + b"".join(b"1.%d,Plan\n" % n for n in range(1, 2003)),
        "u.csv",
        ("2000 is the limit",),
    ),
    "nothing of ours": (b"Name,Age\nSam,17\n", "u.csv", ("--columns",)),
    "wide": (b",".join([b"a"] * 300) + b"\n", "u.csv", ("200 columns",)),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_tables(bring: Importing, name: str) -> None:
    """A table that cannot be trusted is refused in one sentence that says where."""
    data, file, wanted = BAD[name]
    with pytest.raises(RefusedFileError) as refused:
        bring(data, file)
    assert [it for it in wanted if it not in str(refused.value)] == []
    assert "\n" not in str(refused.value)


def test_a_hidden_sheet_is_said_to_be_one(bring: Importing) -> None:
    """A sheet that is there, and hidden, is not said to be missing."""
    with pytest.raises(RefusedFileError, match="hidden; show it"):
        bring(xlsx(ROWS, hidden_sheet), "u.xlsx", sheet="unit 4")


SCAN = pdf([[]])
TREES = {
    "no json": ("case", b"{", "line 1"),
    "a list": ("case", b"[]", "CFItems"),
    "deep": ("case", b"[" * 100_000, ""),
    "wrong items": ("case", b'{"CFItems": {}}', "CFItems"),
    "item no object": ("case", b'{"CFItems": [1]}', "entry 1"),
    "associations no list": ("case", b'{"CFItems": [], "CFAssociations": 1}', "CFAssociations"),
    "empty case": ("case", b'{"CFItems": []}', "criterion"),
    "number": ("mahara", b'{"framework": 1}', "framework"),
    "elements": ("mahara", b'{"framework": {"standardelements": [null]}}', "entry 1"),
    "no framework": ("moodle", b"a,b\n1,2\n", "framework"),
    "not text": ("moodle", xlsx(ROWS), "workbook"),
    "scan": ("document", SCAN, "scan"),
    "broken pdf": ("document", b"%PDF-1.4\nnothing", "damaged"),
    "sheet": ("document", xlsx(ROWS), "crossfolio import spreadsheet"),
}


@pytest.mark.parametrize("name", TREES)
def test_bad_files(bring: Importing, name: str) -> None:
    """A file of another system that is none is refused in one sentence."""
    command, data, wanted = TREES[name]
    with pytest.raises(RefusedFileError) as refused:
        bring(data, "u", command)
    assert wanted in str(refused.value)
    assert "--columns" not in str(refused.value)


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def at(portfolio: Build, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project that the command runs in."""
    root = portfolio()
    monkeypatch.chdir(root)
    return root


def test_a_file_is_imported_by_the_command(at: Path, run: Run, tmp_path: Path) -> None:
    """The unit is written, the report goes to standard error and to a file, and it is checked."""
    (tmp_path / "u.xlsx").write_bytes(xlsx(ROWS))

    ran = run("import", "spreadsheet", tmp_path / "u.xlsx", "--unit", "CC2",
              "--report", tmp_path / "report.txt")  # fmt: skip
    checked = run("check")

    assert ran.code == 0
    assert "wrote criteria/cc2.yml" in ran.out
    assert "u.xlsx: Unit 3: code = A (Code), text = B (Text)" in ran.err
    assert "3 rows read, 2 used, 1 not used" in ran.err
    assert (tmp_path / "report.txt").read_text("utf-8") == ran.err
    assert "kind: draft" in (at / "criteria/cc2.yml").read_text("utf-8")
    assert "CRI101" not in checked.out
    assert ", 0 warnings, 1 info" in checked.out.splitlines()[-1]


def test_what_is_lost_is_not_written(at: Path, run: Run, tmp_path: Path) -> None:
    """Where something would be lost nothing is written, unless that is accepted."""
    before = files(at)
    (tmp_path / "u.csv").write_text("Code,Text\n1.1,Plan\n,Do\n", "utf-8")
    asked = ("import", "spreadsheet", tmp_path / "u.csv", "--unit", "CC2")

    refused = run(*asked)
    unchanged = files(at)
    accepted = run(*asked, "--accept-losses")

    assert (refused.code, refused.out) == (1, "")
    assert "line 3" in refused.err.splitlines()[-1]
    assert unchanged == before
    assert accepted.code == 0
    assert "lost: line 3" in accepted.err
    assert (at / "criteria/cc2.yml").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "wanted"),
    [
        (("--unit", "CC2", "--into", "criteria/bud.yml"), 2, "criteria/bud.yml"),
        (("--unit", "BUD"), 2, "BUD is defined already, in criteria/bud.yml"),
        (("--unit", "CC2", "--into", "evidence/x.yml"), 2, "no place for a unit"),
        (("--unit", "CC2", "--into", "../x.yml"), 2, "no place for a unit"),
        (("--unit", "CC2", "--report", "criteria/r.txt"), 2, "it lies in your"),
        (("--unit", "CC2", "--columns", "code=B"), 2, "say where the text is"),
        (("--unit", "CC2", "--columns", "cod=B,text=A"), 2, "write code=B,text=C"),
        (("--unit", "CC2", "--columns", "code=Z,text=A"), 1, "there is no column Z"),
        (("--unit", "CC2", "--sheet", "Other"), 1, "there is no sheet Other"),
        ((), 1, "say --unit CODE"),
        (("--unit", "C C"), 1, "cannot be a unit's code"),
    ],
)
def test_refusals(
    at: Path, run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, wanted: str
) -> None:
    """Nothing is written over what is there, among evidence, or where it is not clear what."""
    before = files(at)
    (tmp_path / "u.csv").write_text("Code,Text\n1.1,Plan\n", "utf-8")

    ran = run("import", "spreadsheet", tmp_path / "u.csv", *arguments)

    assert (ran.code, ran.out) == (code, "")
    assert wanted in ran.err
    assert files(at) == before


def test_a_library_that_is_not_there(
    at: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the library is missing, one sentence says how to install it."""
    (tmp_path / "u.xlsx").write_bytes(xlsx(ROWS))
    (tmp_path / "openpyxl.py").write_text("raise ModuleNotFoundError(name='openpyxl')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")

    ran = run("import", "spreadsheet", tmp_path / "u.xlsx", "--unit", "CC2")

    assert ran.code == 2
    assert "python -m pip install 'crossfolio[import]'" in ran.err
    assert not (at / "criteria/cc2.yml").exists()


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that takes too long is ended."""
    monkeypatch.setattr(process, "SECONDS", 0.01)
    with pytest.raises(RefusedFileError, match="longer than"):
        process.read_apart("xlsx", xlsx(ROWS))
