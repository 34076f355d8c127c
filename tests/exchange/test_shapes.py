"""Files shaped like real ones: every criterion of the file is in the unit, or in the report."""

from typing import Any

import pytest
from docx.oxml.ns import qn
from made import Importing, docx, ods, pdf, table, xlsx

from crossfolio.exchange.model import Note, NoteSort, UnitDraft

HEAD = ("Code", "Assessment criteria")


def codes(drafts: tuple[UnitDraft, ...]) -> list[str]:
    return [node.code for draft in drafts for node in draft.criteria]


def said(notes: tuple[Note, ...], sort: NoteSort) -> list[str]:
    return [f"{note.place}: {note.text}" for note in notes if note.sort is sort]


def numbers(*counts: int) -> list[str]:
    return [f"{n}.{m}" for n, count in enumerate(counts, 1) for m in range(1, count + 1)]


def test_number_formats_tell_2_10_from_2_1(bring: Importing) -> None:
    """A code that is a number is what its cell shows."""

    def format(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
        sheet["A11"].number_format = "0.00"

    rows = [HEAD, *((float(f"2.{n}"), f"Explain {n}") for n in range(1, 12))]
    drafts, notes = bring(xlsx(rows, format), "u.xlsx")

    assert codes(drafts) == [f"2.{n}" for n in range(1, 12)]
    assert said(notes, NoteSort.LOST) == []


def test_number_formats_keep_zeros_in_front(bring: Importing) -> None:
    """A code 01 whose cell holds the number 1 is 01."""

    def format(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
        for at in range(2, 5):
            sheet.cell(at, 1).number_format = "00"

    drafts, _ = bring(xlsx([HEAD, *((n, f"Explain {n}") for n in range(1, 4))], format), "u.xlsx")

    assert codes(drafts) == ["01", "02", "03"]


def test_numbers_that_word_writes(bring: Importing) -> None:
    """A number that Word puts before a paragraph is its code."""

    def fill(document: Any) -> None:  # noqa: ANN401 - of python-docx
        for line in ("Plan", "Do"):
            document.add_paragraph(line, style="List Number")

    drafts, _ = bring(docx(fill), "u.docx", "document")

    assert [(criterion.code, criterion.text) for criterion in drafts[0].criteria] == [
        ("1", "Plan"),
        ("2", "Do"),
    ]


def test_a_number_that_lost_its_zero(bring: Importing) -> None:
    """Where 2.10 is shown as 2.1, the place is named, and something is lost."""
    rows = [HEAD, *((float(f"2.{n}"), f"Explain {n}") for n in range(1, 12))]

    drafts, notes = bring(xlsx(rows), "u.xlsx")

    assert len(codes(drafts)) == 10
    assert any("Unit 3, row 11" in note and "2.10" in note for note in said(notes, NoteSort.LOST))


def test_merged_outcomes_carry_down(bring: Importing) -> None:
    """An outcome in a merged cell is that of every row beside it, in a title row or not."""

    def merge(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A3:A5")
        sheet.merge_cells("A6:A7")

    rows = [
        ("Unit 3: Calls", None, None),
        ("Learning outcome", "No.", "Criteria"),
        *((f"{n} Be able to {n}" if m == 1 else None, f"{n}.{m}", f"Do {n}.{m}")
          for n, count in ((1, 3), (2, 2)) for m in range(1, count + 1)),
    ]  # fmt: skip
    drafts, notes = bring(xlsx(rows, merge), "u.xlsx")

    assert codes(drafts) == numbers(3, 2)
    assert [(outcome.code, outcome.text) for outcome in drafts[0].outcomes] == [
        ("1", "Be able to 1"),
        ("2", "Be able to 2"),
    ]
    assert [criterion.parents for criterion in drafts[0].criteria] == [("1",)] * 3 + [("2",)] * 2
    assert said(notes, NoteSort.LOST) == []


def test_outcomes_as_rows_of_their_own(bring: Importing) -> None:
    """A code with which the codes below begin is an outcome, and that is called a guess."""
    data = "Code;Text\r\n1;Be able to plan\r\n1.1;Plan\r\n1.2;Größe\r\n2;Know\r\n2.1;Tell\r\n"

    drafts, notes = bring(data.encode("cp1252"), "u.csv")

    assert codes(drafts) == ["1.1", "1.2", "2.1"]
    assert [outcome.code for outcome in drafts[0].outcomes] == ["1", "2"]
    assert drafts[0].criteria[1].text == "Größe"
    assert len(said(notes, NoteSort.GUESS)) >= 3


def test_ods_shows_its_numbers(bring: Importing) -> None:
    """A number in an ODS is what its cell shows."""
    rows = [HEAD, *((f"2.{n}", f"Explain {n}") for n in range(1, 12))]

    drafts, notes = bring(ods(rows), "u.ods")

    assert codes(drafts) == [f"2.{n}" for n in range(1, 12)]
    assert said(notes, NoteSort.LOST) == []


def test_word_table_with_merged_cells(bring: Importing) -> None:
    """A table of Word with merged cells, and prose around it."""

    def fill(document: Any) -> None:  # noqa: ANN401 - of python-docx
        document.add_heading("Unit 3")
        rows = [("Outcome", "No.", "Criteria"), ("1. Be able to plan", "1.1", "Plan")]
        made = table(document, [*rows, ("", "1.2", "Plan more"), ("2. Know", "2.1", "Tell")])
        made.cell(1, 0).merge(made.cell(2, 0))
        document.add_paragraph("The end")

    drafts, notes = bring(docx(fill), "u.docx", "document")

    assert codes(drafts) == ["1.1", "1.2", "2.1"]
    assert [criterion.parents for criterion in drafts[0].criteria] == [("1",), ("1",), ("2",)]
    assert any("The end" in note for note in said(notes, NoteSort.UNUSED))
    assert said(notes, NoteSort.LOST) == []


def test_columns_of_one_table_among_others(bring: Importing) -> None:
    """Columns that are said are those of the tables that have them; a smaller one is not used."""

    def fill(document: Any) -> None:  # noqa: ANN401 - of python-docx
        table(document, [("Level", "3"), ("Credit", "4")])
        document.add_paragraph("")
        table(document, [("x", "1.1", "Plan"), ("y", "1.2", "Do")])

    columns = {"code": "B", "text": "C"}
    drafts, notes = bring(docx(fill), "u.docx", "document", columns=columns)

    assert codes(drafts) == ["1.1", "1.2"]
    assert any("Credit" in note for note in said(notes, NoteSort.UNUSED))


def test_word_lists_without_a_table(bring: Importing) -> None:
    """Numbered lines are criteria where there is no table."""

    def fill(document: Any) -> None:  # noqa: ANN401 - of python-docx
        for line in ("Learning outcome 1: Be able to plan", "1.1 Plan", "1.2 Plan more", "Notes"):
            document.add_paragraph(line)

    drafts, notes = bring(docx(fill), "u.docx", "document")

    assert codes(drafts) == ["1.1", "1.2"]
    assert [outcome.code for outcome in drafts[0].outcomes] == ["1"]
    assert any("Notes" in note for note in said(notes, NoteSort.UNUSED))


def test_headings_on_each_page_of_a_pdf(bring: Importing) -> None:
    """A table that goes on over pages is one table, and headings repeated are not used."""
    pages = [[HEAD, *((c, f"Explain {c}") for c in numbers(20))] for _ in range(1)]
    pages.append([HEAD, *((f"2.{n}", f"Explain 2.{n}") for n in range(1, 9))])

    drafts, notes = bring(pdf(pages), "u.pdf", "document")

    assert codes(drafts) == numbers(20, 8)
    assert said(notes, NoteSort.LOST) == []


def test_first_row_after_a_page_break(bring: Importing) -> None:
    """A row without a line above it, after a page break, is there, or it is called lost."""
    pages = [[HEAD, *((f"1.{n}", f"Explain 1.{n}") for n in range(1, 6))]]
    pages.append([(f"1.{n}", f"Explain 1.{n}") for n in range(6, 11)])

    drafts, notes = bring(pdf(pages, open=True), "u.pdf", "document")

    found = codes(drafts)
    missing = set(numbers(10)) - set(found)
    assert len(found) >= 9
    assert all(any(it in lost for lost in said(notes, NoteSort.LOST)) for it in missing)


def test_pdf_without_a_table(bring: Importing) -> None:
    """Lines that begin with a code are criteria where a PDF has no table."""
    page = [("1.1", "Explain plans"), ("1.2", "Make plans")]

    drafts, _ = bring(pdf([page], lines=False), "u.pdf", "document")

    assert codes(drafts) == ["1.1", "1.2"]


def test_duplicates_keep_the_first(bring: Importing) -> None:
    """A code that is there twice is reported, and lost where it says something else."""
    same = b"Code,Text\n1.1,Plan\n1.1,Plan\n1.2,Do\n"
    other = b"Code,Text\n1.1,Plan\n1.1,Plan more\n1.2,Do\n"

    drafts, notes = bring(same, "u.csv")
    _, others = bring(other, "u.csv")

    assert codes(drafts) == ["1.1", "1.2"]
    assert len(said(notes, NoteSort.DUPLICATE)) == len(said(others, NoteSort.DUPLICATE)) == 1
    assert said(notes, NoteSort.LOST) == []
    assert said(others, NoteSort.LOST) == ["line 3: the second 1.1: “Plan more”"]


def test_two_languages(bring: Importing) -> None:
    """A second column of texts is not used, and that is shown; its headings are known."""
    rows = [("Nr.", "Kriterium", "Criterion text"), ("1.1", "Erkläre", "Explain")]

    drafts, _ = bring(xlsx(rows), "u.xlsx", columns={"code": "A", "text": "C"})
    german, _ = bring(xlsx(rows), "u.xlsx")

    assert [criterion.text for criterion in drafts[0].criteria] == ["Explain"]
    assert [criterion.text for criterion in german[0].criteria] == ["Erkläre"]


def test_levels_side_by_side(bring: Importing) -> None:
    """A grid of pass, merit and distinction gives each criterion its level."""
    rows = [("Pass", "Merit", "Distinction"), ("P1 Plan\nP2 Do", "M1 Assess", "D1 Evaluate")]

    drafts, notes = bring(xlsx(rows), "u.xlsx")

    assert {criterion.code: criterion.level for criterion in drafts[0].criteria} == {
        "P1": "Pass",
        "P2": "Pass",
        "M1": "Merit",
        "D1": "Distinction",
    }
    assert drafts[0].levels == ("Pass", "Merit", "Distinction")
    assert said(notes, NoteSort.LOST) == []


def test_aims_between_levels(bring: Importing) -> None:
    """A row of a grid that only names a learning aim is the outcome of the rows below it."""

    def merge(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
        sheet.merge_cells("A2:C2")

    rows = [
        ("Pass", "Merit", "Distinction"),
        ("Learning aim A: Explore events", None, None),
        ("A.P1 Plan", "A.M1 Assess", "A.D1 Evaluate"),
        ("Learning aim B: Run one", None, None),
        ("B.P2 Do", None, None),
    ]
    drafts, notes = bring(xlsx(rows, merge), "u.xlsx")

    assert [(outcome.code, outcome.text) for outcome in drafts[0].outcomes] == [
        ("A", "Explore events"),
        ("B", "Run one"),
    ]
    assert {criterion.code: criterion.parents for criterion in drafts[0].criteria} == {
        "A.P1": ("A",),
        "A.M1": ("A",),
        "A.D1": ("A",),
        "B.P2": ("B",),
    }
    assert said(notes, NoteSort.LOST) == []


@pytest.mark.parametrize(
    "text",
    [
        "1.1\tPlan\n1.2\tDo\n",
        "1.1 Plan\n1.2 Do\n",
        "1.1. Plan\n1.2. Do",
        "(1.1) Plan\r\n(1.2) Do",
        "Number,Criteria\n1.1,Plan\n1.2,Do\n",
    ],
)
def test_pastes(bring: Importing, text: str) -> None:
    """What a clipboard gives: cells with tabs, plain lists, CSV."""
    drafts, notes = bring(text.encode(), "")

    assert [(criterion.code, criterion.text) for criterion in drafts[0].criteria] == [
        ("1.1", "Plan"),
        ("1.2", "Do"),
    ]
    assert said(notes, NoteSort.LOST) == []


@pytest.mark.parametrize(
    "text", ["Outcome 1.9 a\nOutcome 1.² b\n1.1 c\n", "1.9 a\n1.1 b\n", "² a\n1.1 b\n"]
)
def test_odd_numbers(bring: Importing, text: str) -> None:
    """Digits of other sorts are no numbers, and end nothing."""
    drafts, _ = bring(text.encode(), "")

    assert len(codes(drafts)) >= 1


def test_gaps_are_named(bring: Importing) -> None:
    """A number that is missing is a warning, with the place of the one that follows."""
    _, notes = bring(b"Code,Text\n1.1,Plan\n1.3,Do\n", "u.csv")

    assert said(notes, NoteSort.GAP) == ["line 3: 1.2 is missing before 1.3"]
    assert said(notes, NoteSort.LOST) == []


def test_rows_without_a_code_are_lost(bring: Importing) -> None:
    """A text without a code, and a code without a text, are lost with their places."""
    _, notes = bring(b"Code,Text\n1.1,Plan\n,Do\n1.3,\n", "u.csv")

    assert [note.partition(":")[0] for note in said(notes, NoteSort.LOST)] == ["line 3", "line 4"]


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        ("Code,Criterion", ["K1", "K2"]),
        ("Ref,KSB", ["K1", "K2"]),
        ("No.,Item", ["K1", "K2"]),
        ("Criterion,Description", ["K1", "K2"]),
        ("KSB,Statement", ["K1", "K2"]),
    ],
)
def test_headings_that_may_be_either(headings: str, wanted: list[str], bring: Importing) -> None:
    """*Criterion* heads the texts beside a column of codes, and else the codes themselves."""
    drafts, notes = bring(f"{headings}\nK1,Plan it well.\nK2,Do it well.\n".encode(), "u.csv")

    assert codes(drafts) == wanted
    assert [node.text for node in drafts[0].criteria] == ["Plan it well.", "Do it well."]
    assert said(notes, NoteSort.LOST) == []


def test_texts_without_a_heading_are_lost(bring: Importing) -> None:
    """A comma too many puts the end of a text into a column of its own, which is reported."""
    text = b"Code,Criterion\n1.1,Explain a, and b\n1.2,Show c\n1.3,Do, all, of it\n"

    drafts, notes = bring(text, "u.csv")
    _, chosen = bring(text, "u.csv", columns={"code": "A", "text": "B"})

    assert codes(drafts) == ["1.1", "1.2", "1.3"]
    assert [note.split(":")[0] for note in said(notes, NoteSort.LOST)] == [
        "line 2",
        "line 4",
        "line 4",
    ]
    assert said(chosen, NoteSort.LOST) == []


def test_headings_that_say_the_learner_will(bring: Importing) -> None:
    """Headings as awarding bodies print them, with the beginning of each sentence in them."""

    def fill(document: Any) -> None:  # noqa: ANN401 - of python-docx
        table(document, [
            ("Learning outcomes\nThe learner will:", "Assessment criteria \u2013 The learner can:"),
            ("1 Know how to plan", "1.1 Explain a plan\n1.2 Draw one"),
            ("2 Be able to plan", "2.1 Plan a day"),
        ])  # fmt: skip

    drafts, notes = bring(docx(fill), "u.docx", "document")

    assert [(outcome.code, outcome.text) for outcome in drafts[0].outcomes] == [
        ("1", "Know how to plan"),
        ("2", "Be able to plan"),
    ]
    assert [(criterion.code, criterion.parents) for criterion in drafts[0].criteria] == [
        ("1.1", ("1",)),
        ("1.2", ("1",)),
        ("2.1", ("2",)),
    ]
    assert said(notes, NoteSort.LOST) == []


def test_merged_headings_in_two_rows(bring: Importing) -> None:
    """Where the columns are said, a second row of headings below merged ones is one of headings."""

    def merge(_: Any, sheet: Any) -> None:  # noqa: ANN401 - of openpyxl
        sheet.merge_cells("A1:B1")

    rows = [("Assessment criteria", None), ("No", "Statement"), ("1.1", "Plan"), ("1.2", "Do")]
    drafts, notes = bring(xlsx(rows, merge), "u.xlsx", columns={"code": "A", "text": "B"})

    assert codes(drafts) == ["1.1", "1.2"]
    assert said(notes, NoteSort.LOST) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_packages(bring: Importing, encoding: str) -> None:
    """A CASE package is one in each encoding that a system may save it in."""
    item = '{"identifier": "a", "humanCodingScheme": "1.1", "fullStatement": "Pr\u00fcfen"}'

    drafts, _ = bring(f'{{"CFItems": [{item}]}}'.encode(encoding), "u.json", "case")

    assert [(criterion.code, criterion.text) for criterion in drafts[0].criteria] == [
        ("1.1", "Pr\u00fcfen")
    ]


@pytest.mark.parametrize("heading", ["Type", "KSB type", "K/S/B"])
def test_types_of_a_standard(bring: Importing, heading: str) -> None:
    """A column that says knowledge, skill or behaviour is taken at its word."""
    text = f"KSB,Description,{heading}\nK1,Know,Knowledge\nS1,Do,Skills\nB1,Be,B\n"

    drafts, notes = bring(text.encode(), "u.csv")

    assert [criterion.ksb for criterion in drafts[0].criteria] == [
        "knowledge",
        "skill",
        "behaviour",
    ]
    assert said(notes, NoteSort.LOST) == []


def test_levels_in_any_case_are_one(bring: Importing) -> None:
    """A level that is written `Pass` and `pass` is one, as the file spells it first."""
    drafts, _ = bring(b"Code,Text,Level\nP1,Plan,Pass\nM1,Judge,Merit\nP2,Do,pass\n", "u.csv")

    assert drafts[0].levels == ("Pass", "Merit")
    assert [criterion.level for criterion in drafts[0].criteria] == ["Pass", "Merit", "Pass"]


def test_changes_that_word_tracks(bring: Importing) -> None:
    """A row that is marked as deleted is none, and that changes are tracked is said."""

    def fill(document: Any) -> None:  # noqa: ANN401 - of python-docx
        made = table(document, [HEAD, ("1.1", "Plan"), ("1.2", "Do"), ("1.3", "Tell")])
        marked = made.rows[2]._tr.get_or_add_trPr()
        marked.append(marked.makeelement(qn("w:del"), {qn("w:id"): "1", qn("w:author"): "A"}))

    drafts, notes = bring(docx(fill), "u.docx", "document")

    assert codes(drafts) == ["1.1", "1.3"]
    assert any("tracked changes" in note for note in said(notes, NoteSort.GUESS))
