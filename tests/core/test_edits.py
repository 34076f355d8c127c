"""Edits of findings: which are made at once, and what they leave as it is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.edits import applied, choose
from crossfolio.core.findings import Diagnostic, Edit, Finding, Severity
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE


def edit(start: int, end: int, text: str = "x", path: str = "a.md") -> Edit:
    return Edit(Place(path, 1, start, 1, end), text)


def found(*edits: Edit) -> Diagnostic:
    finding = Finding("EVI103", Place("a.md"), "said", edits=edits)
    return Diagnostic(BY_CODE["EVI103"], Severity.ERROR, finding)


def test_first_of_two_that_overlap() -> None:
    """Of edits that touch the same characters the first finding's are made, whole or not at all."""
    first, second = found(edit(3, 6)), found(edit(5, 8), edit(20, 21))
    third, other = found(edit(20, 22)), found(edit(5, 8, path="b.md"))

    fixes = choose([first, second, third, other, found()])

    assert fixes.fixed == (first, third, other)
    assert fixes.postponed == (second,)
    assert fixes.edits == {"a.md": (edit(3, 6), edit(20, 22)), "b.md": (edit(5, 8, path="b.md"),)}


def test_edits_side_by_side() -> None:
    """Edits may stand side by side; an insertion may not, since its order would be chance."""
    assert len(choose([found(edit(1, 2, "")), found(edit(2, 3, ""))]).fixed) == 2
    for one, two in (
        (edit(2, 2), edit(2, 4)),
        (edit(2, 4), edit(4, 4)),
        (edit(2, 2), edit(2, 2, "y")),
    ):
        assert len(choose([found(one), found(two)]).fixed) == 1


def test_one_edit_for_two_findings() -> None:
    """Two findings with the same edit are put right by one, and it is made once."""
    fixes = choose([found(edit(2, 2)), found(edit(2, 2), edit(9, 9))])

    assert len(fixes.fixed) == 2
    assert fixes.edits == {"a.md": (edit(2, 2), edit(9, 9))}


spans = st.tuples(st.integers(1, 40), st.integers(0, 6), st.sampled_from(("", "x", "y\n")))


@given(st.lists(st.lists(spans, min_size=1, max_size=3), max_size=12))
def test_chosen_edits_never_overlap(rows: list[list[tuple[int, int, str]]]) -> None:
    """Whatever the findings, what is chosen fits, is in order, and nothing that fits is left."""
    every = [found(*(edit(at, at + size, text) for at, size, text in row)) for row in rows]

    fixes = choose(every)

    own = fixes.edits.get("a.md", ())
    ends = [(it.place.column, it.place.end_column) for it in own]
    assert all(one[1] <= two[0] for one, two in pairwise(ends))
    assert len(fixes.fixed) + len(fixes.postponed) == len(every)
    assert all(edit in own for d in fixes.fixed for edit in d.finding.edits)
    for left in fixes.postponed:
        again = choose([*fixes.fixed, left])
        assert left in again.postponed


lines = st.lists(
    st.text(st.sampled_from("ab é🎉\u2028\x0b\x85"), max_size=8), min_size=1, max_size=6
)


@given(lines, st.sampled_from(("\n", "\r\n", "\r")), st.sampled_from(("", "\ufeff")), st.data())
def test_bytes_outside_stay(
    text: list[str],
    line_end: str,
    mark: str,
    data: st.DataObject,
) -> None:
    """An edit changes its characters and no byte beside them, whatever ends a line."""
    line = data.draw(st.integers(0, len(text) - 1))
    start = data.draw(st.integers(0, len(text[line])))
    end = data.draw(st.integers(start, len(text[line])))
    wanted = list(text)
    wanted[line] = text[line][:start] + "new\nline" + text[line][end:]
    place = Place("a.md", line + 1, start + 1, line + 1, end + 1)

    made = applied((mark + line_end.join(text)).encode(), [Edit(place, "new\nline")])

    shown = line_end if len(text) > 1 else "\n"
    expected = mark + line_end.join(wanted).replace("new\nline", f"new{shown}line")
    assert made == expected.encode()


def test_bytes_that_are_no_text() -> None:
    """Bytes that are no UTF-8 are kept, and places beyond the text are its end."""
    far = replace_place(edit(1, 1), line=9)

    assert applied(b"a\xff\nb", [edit(1, 2)]) == b"x\xff\nb"
    assert applied(b"a\xff\nb", [far]) == b"a\xff\nbx"


def replace_place(it: Edit, line: int) -> Edit:
    place = it.place._replace(line=line, end_line=line)
    return it._replace(place=place)


def test_edits_at_each_boundary() -> None:
    """Edits that only touch may both be made, those that share a character may not."""

    def fits(*pairs: tuple[int, int], alone: bool = False) -> bool:
        edits = [edit(start, end, text=f"{n}") for n, (start, end) in enumerate(pairs)]
        found_edits = [found(*edits)] if alone else [found(one) for one in edits]
        return len(choose(found_edits).fixed) == len(found_edits)

    for alone in (False, True):
        assert fits((1, 3), (3, 5), alone=alone)
        assert fits((3, 5), (1, 3), alone=alone)
        assert not fits((1, 4), (3, 5), alone=alone)
        assert not fits((3, 5), (1, 4), alone=alone)
        assert not fits((1, 9), (3, 5), alone=alone)
    assert not fits((1, 3), (3, 3))
    assert not fits((1, 3), (1, 1))
    assert fits((1, 3), (4, 4))
    assert fits((4, 6), (3, 3))
    assert fits((1, 2), (5, 6), (3, 4))
    assert not fits((1, 2), (5, 6), (3, 7))
    other = edit(1, 4, path="b.md")
    assert choose([found(edit(1, 4), other)]).edits == {"a.md": (edit(1, 4),), "b.md": (other,)}
    many = choose([found(edit(9, 9, path="b.md")), found(edit(5, 6)), found(edit(1, 2))])
    assert list(many.edits.items()) == [
        ("a.md", (edit(1, 2), edit(5, 6))),
        ("b.md", (edit(9, 9, path="b.md"),)),
    ]


def test_where_edits_are_made() -> None:
    """Lines and columns are those of the text, whatever its line ends and its first mark."""
    place = Place("a.md", 1, 2, 2, 2)
    assert applied(b"abc\r\ndef", [Edit(place, "X\nY")]) == b"aX\r\nYef"
    assert applied(b"abc\rdef\r", [Edit(place, "\n")]) == b"a\ref\r"
    assert applied("\ufeffabc\ndef".encode(), [Edit(place, "-")]) == "\ufeffa-ef".encode()
    beyond = Place("a.md", 1, 99, 1, 99)
    assert applied(b"abc\r\ndef", [Edit(beyond, "!")]) == b"abc!\r\ndef"
    assert applied(b"abc", [Edit(beyond, "!")]) == b"abc!"
    last = Place("a.md", 3, 1, 3, 1)
    assert applied(b"a\nb\n", [Edit(last, "c")]) == b"a\nb\nc"
    assert applied(b"a\nb", [Edit(last, "c")]) == b"a\nbc"
    two = [Edit(Place("a.md", 1, 1, 1, 2), "x"), Edit(Place("a.md", 1, 3, 1, 4), "z")]
    assert applied(b"abc", two) == b"xbz"
    assert applied(b"", [Edit(Place("a.md", 1, 1, 1, 1), "new\n")]) == b"new\n"
    assert applied(b"abc", []) == b"abc"
