"""Over random tables: each row is in the unit, or a note in the report names its place."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from crossfolio.exchange.build import build
from crossfolio.exchange.model import NoteSort, RefusedFileError
from crossfolio.exchange.reading import Choice, read_file

CODES = st.sampled_from(["1.1", "1.2", "1.10", "2.1", "A.P1", "K1", "LO1", "1", "", "no code", "²"])
TEXTS = st.sampled_from(
    ["Plan a thing", "Do it well", "Code", "the rest", "1.2 Tell", "x" * 2500, ""]
)
OUTCOMES = st.sampled_from(["", "", "1", "1 Be able to plan", "LO1", "Know", "LO1; LO2"])
TABLES = st.lists(st.tuples(CODES, TEXTS, OUTCOMES), min_size=1, max_size=9)


@given(TABLES)
def test_each_row_is_used_or_reported(rows: list[tuple[str, str, str]]) -> None:
    """A row's code and text stand in the unit, or its line stands in the report."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([("Code", "Text", "Outcome"), *rows])
    try:
        read = read_file(out.getvalue().encode(), "", Choice("spreadsheet"))
        drafts, notes = build(read, "U3")
    except RefusedFileError:
        return

    told = {(node.code, node.text) for draft in drafts for node in draft.nodes()}
    named = {note.place for note in notes if note.sort is not NoteSort.GUESS}
    for number, (code, text, outcome) in enumerate(rows, 2):
        if code or text or outcome:
            assert (code, text) in told or f"line {number}" in named


@given(TABLES)
def test_parents_are_kept_or_reported(rows: list[tuple[str, str, str]]) -> None:
    """A criterion whose row names an outcome has one, or its line is reported."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([("Code", "Text", "Outcome"), *rows])
    try:
        drafts, notes = build(read_file(out.getvalue().encode(), "", Choice("spreadsheet")), "U3")
    except RefusedFileError:
        return

    reported = {note.place for note in notes}
    for node in (criterion for draft in drafts for criterion in draft.criteria):
        number = int(node.place.removeprefix("line "))
        assert node.parents or not rows[number - 2][2] or node.place in reported
