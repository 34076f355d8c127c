"""The workbook of tracking sheets, read back by another program."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.seen import Seen
from crossfolio.core.settings import Edition
from crossfolio.handover.tracking import TRACKING, render
from crossfolio.reports.workbook import LONGEST, Sheet, SheetRow, workbook
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project

openpyxl = pytest.importorskip("openpyxl")
WORKED = Path(__file__).parents[2]
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.test")', "http://x.test", "007")


@pytest.fixture(scope="module")
def whole() -> Checked:
    return check_project(open_project(WORKED), date(2026, 7, 1))


@pytest.fixture(scope="module")
def checked(whole: Checked) -> Seen:
    return seen_in_edition(whole)


def read(data: bytes) -> dict[str, list[list[str]]]:
    """Return the texts of a workbook by sheet; every cell has to be text."""
    book = openpyxl.load_workbook(BytesIO(data))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    return {
        it.title: [[text or "" for text in row] for row in it.iter_rows(values_only=True)]
        for it in book
    }


def test_every_claim_is_a_row(checked: Seen) -> None:
    """Each unit that is taken has a sheet with the columns of awarding bodies, a row a claim."""
    sheets = read(render(checked))

    units = checked.portfolio.framework.units
    assert list(sheets) == ["Summary", "Matrix", *checked.portfolio.taken]
    for unit in checked.portfolio.taken:
        rows = sheets[unit]
        assert rows[0][0] == f"{unit}: {units[unit].title}"
        (head,) = [row for row in rows if row[0] == "Criterion"]
        assert tuple(head[: len(TRACKING)]) == TRACKING
        pairs = {(row[0].split()[0], row[3]) for row in rows[rows.index(head) + 1 :] if row[3]}
        claimed = {
            (it.criterion.id, it.item.id)
            for it in checked.claims.all
            if it.criterion and it.criterion.unit == unit
        }
        assert claimed <= pairs


def test_matrix_has_every_claim_in_its_cell(checked: Seen) -> None:
    """A cell of the matrix is filled where, and only where, an item claims a criterion."""
    rows = read(render(checked))["Matrix"]
    head = next(row for row in rows if row[0] == "Criterion")
    filled = {
        (row[0], name)
        for row in rows[rows.index(head) + 1 :]
        for name, cell in zip(head[3:], row[3:], strict=True)
        if cell
    }

    assert filled == {
        (it.criterion.id, it.item.id)
        for it in checked.claims.all
        if it.criterion and it.criterion.unit in checked.portfolio.taken
    }


def test_the_same_bytes_each_time(checked: Seen) -> None:
    """No clock and no path is in it."""
    data = render(checked)

    assert data == render(checked)
    assert {entry.date_time for entry in ZipFile(BytesIO(data)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


def test_the_public_edition_names_nobody(whole: Checked) -> None:
    """Neither the learner, nor an assessor, nor a title that is not public is in it."""
    public = seen_in_edition(
        replace(whole, settings=replace(whole.settings, edition=Edition.PUBLIC))
    )
    texts = "\n".join(
        cell for rows in read(render(public)).values() for row in rows for cell in row
    )

    hidden = [item.title for item in whole.portfolio.evidence if item.audience.value != "public"]
    assert hidden
    assert not [title for title in hidden if title in texts]
    assert "L001" not in texts
    assert "Assessor" not in texts


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    """What looks like a formula, a link or a number is text, and is not changed."""
    data = workbook("x", [Sheet(text, [SheetRow((text, text), "label"), SheetRow((text,))], (10,))])

    ((_, rows),) = read(data).items()
    assert [rows[0][0], rows[0][1], rows[1][0]] == [text] * 3
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_what_no_cell_can_hold() -> None:
    """Control characters and halves of characters are replaced, and long texts end visibly."""
    rows = read(workbook("x", [Sheet("S", [SheetRow(("a\x00b\ud800", "x" * 40_000))], (10,))]))["S"]

    assert rows[0][0] == "a\ufffdb\ufffd"
    assert len(rows[0][1]) == LONGEST
    assert rows[0][1].endswith("x\N{HORIZONTAL ELLIPSIS}")


def test_names_of_sheets() -> None:
    """They fit, differ without case, and are none that the program keeps for itself."""
    wanted = ("HISTORY", "history", "A/B:C", "X" * 40, "x" * 40, "Matrix", "MATRIX", "'", "")
    names = list(read(workbook("x", [Sheet(it, [SheetRow(("a",))], (10,)) for it in wanted])))

    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(0 < len(name) <= 31 and name.casefold() != "history" for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)
