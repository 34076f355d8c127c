"""What brackets, tags and passages of a page mean, told for single texts by all that is given."""

from dataclasses import replace

import pytest

from crossfolio.core.evidence import (
    Audience,
    Claim,
    Evidence,
    Heading,
    Mark,
    Status,
    texts_in,
)
from crossfolio.core.framework import Criterion, Framework, Part, Unit
from crossfolio.core.lists import several
from crossfolio.core.marks import known_marks, nearly_marks, short_marks, slips
from crossfolio.core.passages import Passage, PassageSpot, every_passage, spots_of, text_of
from crossfolio.core.phrases import (
    first_of,
    holds_any,
    is_english,
    known_again,
    plain,
    sentences,
)
from crossfolio.core.place import Place

HERE = Place("evidence/e01.md", 2, 5)


def unit(code: str, *own: str, parts: str = "", withdrawn: str = "") -> Unit:
    criteria = tuple(
        Criterion(
            f"{code}.{name}",
            code,
            "",
            "",
            HERE,
            withdrawn=name == withdrawn,
            parts=tuple(Part(part, "", HERE) for part in parts),
        )
        for name in own
    )
    return Unit(code, "", HERE, (), criteria)


UNITS = (
    unit("BUD", "AC1", "AC2", "AC3", "AC10", withdrawn="AC2"),
    unit("K", "1", "2", "level-1", "level-2", parts="ab"),
    unit("L", "AC1", "7"),
)
FRAMEWORK = Framework({own.id: own for own in UNITS}, {})


def item(body: str, *marks: Mark, **more: object) -> Evidence:
    """Return an item with a body and the brackets of it that may be marks."""
    return replace(ITEM, body=body, marks=marks, **more)


ITEM = Evidence(
    *("E01", "T", "evidence/e01.md", HERE, "product", None, None),
    *(Status.SUBMITTED, Audience.PUBLIC, (), frozenset(), {}, {}, ""),
)


def mark(criterion: str, start: int, heading: str = "") -> Mark:
    return Mark(criterion, start, start + len(criterion) + 2, heading)


def bracketed(body: str) -> Evidence:
    """Return an item of which each bracket is taken for a mark."""
    found, at = [], body.find("[")
    while at >= 0:
        found.append(Mark(body[at + 1 : body.find("]", at)].upper(), at, body.find("]", at) + 1))
        at = body.find("[", at + 1)
    return item(body, *found)


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("x [BUD.AC1] y [k.1a]", ["BUD.AC1", "K.1"]),
        ("x [BUD.AC1]", ["BUD.AC1"]),
        ("[BUD.AC1] x [FIG.1]", ["BUD.AC1"]),
        ("[BUD.AC1][BUD.AC3]", ["BUD.AC1", "BUD.AC3"]),
        ("[BUD.AC1][x]", []),
        ("[BUD.AC1] [x]", ["BUD.AC1"]),
        ("[BUD.AC1][BUD.AC3][x]", []),
        ("[x][BUD.AC1]", ["BUD.AC1"]),
        ("[BUD.AC9]", []),
    ],
)
def test_marks_of_criteria(body: str, marks: list[str]) -> None:
    """A bracket that names a criterion is a mark, unless it belongs to a bracket behind it."""
    own = bracketed(body)
    found = known_marks(own, FRAMEWORK)

    assert [one.criterion for one in found] == marks
    assert [(one.start, one.end) for one in found] == [
        (one.start, one.end)
        for one in own.marks
        if (one.start, one.end) in {(its.start, its.end) for its in found}
    ]


def test_brackets_that_are_slips() -> None:
    """A bracket of a unit that is nearly a known one was meant as a mark; others are text."""
    own = bracketed("[BUD.AC9] [BUDD.AC1] [FIG.1] [BUD.AC1] [K.1a]")
    assert [one.criterion for one in slips(own, FRAMEWORK)] == ["BUD.AC9", "BUDD.AC1"]
    assert slips(bracketed("[BUD.AC1]"), FRAMEWORK) == []


CLAIMED = ("BUD.AC1", "BUD.AC3", "K.1", "K.1a")


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("a [AC1] b", {"[AC1]": "BUD.AC1"}),
        ("[ac3]", {"[ac3]": "BUD.AC3"}),
        (
            "[BUD AC1] [BUD_AC3] [BUD:AC1] [BUD/AC1] [BUD-AC1]",
            {
                "[BUD AC1]": "BUD.AC1",
                "[BUD_AC3]": "BUD.AC3",
                "[BUD:AC1]": "BUD.AC1",
                "[BUD/AC1]": "BUD.AC1",
                "[BUD-AC1]": "BUD.AC1",
            },
        ),
        ("[1a]", {"[1a]": "K.1a"}),
        ("[BUD.AC1]", {}),
        ("[BUD.AC1, BUD.AC3]", {}),
        ("[BUD.AC1,  bud.ac3 ]", {}),
        ("[BUD.AC1; BUD.AC3]", {"[BUD.AC1; BUD.AC3]": "BUD.AC1 BUD.AC3"}),
        ("[BUD.AC1-3]", {"[BUD.AC1-3]": "BUD.AC1 BUD.AC3"}),
        ("[AC1-AC3]", {"[AC1-AC3]": "BUD.AC1 BUD.AC3"}),
        ("[AC2-AC10]", {"[AC2-AC10]": "BUD.AC2 BUD.AC3 BUD.AC10"}),
        ("[AC10]", {}),
        ("[AC9]", {}),
        ("[x] [X]", {}),
        ("[x] [AC1] [BUD.AC3] [AC3]", {"[AC1]": "BUD.AC1", "[AC3]": "BUD.AC3"}),
        ("    - x [AC1]\n    2. [AC3]", {"[AC1]": "BUD.AC1"}),
        ("\n    x [AC1]\n[AC3]", {"[AC3]": "BUD.AC3"}),
        ("[1]", {"[1]": "K.1"}),
        ("`[AC1]` [AC1]", {"[AC1]": "BUD.AC1"}),
        ("`a` [AC1]", {"[AC1]": "BUD.AC1"}),
        ("`a [AC1]", {}),
        ("    x [AC1]\n\tx [AC3]\n", {}),
        ("    [AC1]", {"[AC1]": "BUD.AC1"}),
        (
            "    - [AC1]\n    * [AC3]\n\t+ [AC1]",
            {
                "[AC1]": "BUD.AC1",
                "[AC3]": "BUD.AC3",
            },
        ),
        ("   [AC1]", {"[AC1]": "BUD.AC1"}),
        ("```\n[AC1]\n```\n[AC3]", {"[AC3]": "BUD.AC3"}),
        ("~~~\n[AC1]\n", {}),
        ("[AC1](x) [AC1][x] [AC1]: y", {}),
        ("\\[AC1] ![AC1] ][AC1] a[AC1]", {}),
        ("[ac1] z\n\n[AC1]: https://example.org", {}),
        ("no bracket", {}),
    ],
)
def test_brackets_in_another_form(body: str, tags: dict[str, str]) -> None:
    """A bracket that says claimed codes in another way means them; code and links do not."""
    found = list(short_marks(item(body), CLAIMED, ("K.2",), FRAMEWORK))

    assert {body[start:end]: " ".join(meant) for start, end, meant in found} == tags
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)


def test_a_number_that_may_be_a_reference() -> None:
    """A bare number is none where its criterion is marked elsewhere."""
    assert list(short_marks(item("[1]"), CLAIMED, ("K.1",), FRAMEWORK)) == []
    assert list(short_marks(item("a [1]"), CLAIMED, (), FRAMEWORK)) == [(2, 5, ("K.1",))]
    assert list(short_marks(item("[AC1]"), CLAIMED, ("BUD.AC1",), FRAMEWORK)) == [
        (0, 5, ("BUD.AC1",))
    ]
    both = (*CLAIMED, "L.AC1")
    assert list(short_marks(item("[AC1]"), both, (), FRAMEWORK)) == []


def test_what_is_nearly_a_mark() -> None:
    """The first place of each criterion that stands between the wrong brackets, outside code."""
    body = "(BUD.AC1) `(bud.ac3)` (bud.ac3) [BUD AC3] [K1] \\(K.2) (K.2)x (K.2)(y)"
    found = nearly_marks(item(body), ("BUD.AC1", "BUD.AC3", "K.1", "K.2"))

    assert {name: body[slice(*at)] for name, at in found.items()} == {
        "BUD.AC1": "(BUD.AC1)",
        "BUD.AC3": "(bud.ac3)",
        "K.1": "[K1]",
        "K.2": "(K.2)",
    }
    assert found["BUD.AC3"] == (22, 31)
    assert found["K.2"] == (body.index("(K.2)x"), body.index("(K.2)x") + 5)
    assert nearly_marks(item(body), ()) == nearly_marks(item("x"), ("BUD.AC1",)) == {}


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ("a [ BUD.AC1 ] b", "[ BUD.AC1 ]"),
        ("a [BUD.AC 1] b", "[BUD.AC 1]"),
        ("a [BUD. AC1] b", "[BUD. AC1]"),
        ("a [BUD,AC1] b", "[BUD,AC1]"),
        ("a [BUD.AC1.] b", "[BUD.AC1.]"),
        ("a {BUD.AC1} b", "{BUD.AC1}"),
        ("a [BUD.AC1) b", "[BUD.AC1)"),
        ("a [BUD.AC1", "[BUD.AC1"),
        ("a [BUD.AC1.\n", "[BUD.AC1"),
        ("a [BUD.AC1 b [c](d)", "[BUD.AC1"),
        ("[BUD.AC1]", ""),
        ("[BUD.AC1 b](c)", ""),
        ("[BUD.AC1\nb](c)", ""),
        ("[BUD.AC1, BUD.AC2", ""),
        ("[BUD.AC1.1", ""),
        ("[BUD.AC10", ""),
        ("[ BUD.AC1 ](c) [BUD.AC1]: c", ""),
        ("{{BUD.AC1}} {#BUD.AC1} ${BUD.AC11}", ""),
        ("`{BUD.AC1}`", ""),
        ("BUD, AC1 and BUD.AC1", ""),
        ("see [K, 1] and [K,1]", ""),
    ],
)
def test_nearly_right_marks(body: str, mark: str) -> None:
    """A slip of a mark is one where only one thing can be meant; links and templates are none."""
    found = nearly_marks(item(body), ("BUD.AC1", "K.1"))

    assert [body[slice(*at)] for at in found.values()] == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("text", "taken", "readings"),
    [
        ("BUD.AC1-BUD.AC3", "", ["BUD.AC1 BUD.AC3"]),
        ("BUD.AC3 to AC1", "", ["BUD.AC1 BUD.AC3"]),
        ("BUD.AC1 - AC2", "", ["BUD.AC1 BUD.AC2"]),
        ("BUD.AC2-AC2", "", []),
        ("AC1", "BL", []),
        ("AC1, AC3", "", []),
        ("AC1, AC3", "BUD", ["BUD.AC1 BUD.AC3"]),
        ("AC1, 7", "BUD L", ["L.AC1 L.7"]),
        ("AC1 AC1", "BUD L", []),
        ("1-2", "K", ["K.1 K.2"]),
        ("1a-b", "K", ["K.1a K.1b"]),
        ("1a-1", "K", []),
        ("1a-2b", "K", ["K.1a K.1b K.2a K.2b"]),
        ("level-1-level-2", "K", ["K.level-1 K.level-2"]),
        ("K.1|BUD.AC1+AC3", "", ["K.1 BUD.AC1 BUD.AC3"]),
        ("K.1 & 2 and K.1", "", ["K.1 K.2"]),
        ("AC1..AC10", "BUD L", ["BUD.AC1 BUD.AC3 BUD.AC10"]),
        ("AC1\u2026AC3", "BUD", ["BUD.AC1 BUD.AC3"]),
        ("K.1, AC1", "BUD", []),
        ("BUD.AC1, BUD.AC3" + " " * 184 + "X.9", "", ["BUD.AC1 BUD.AC3"]),
        ("", "BUD", []),
    ],
)
def test_several_codes(text: str, taken: str, readings: list[str]) -> None:
    """Ranges and lists are read in each way that names criteria alone."""
    found = several(text, FRAMEWORK, [code for code in taken.split() if code in FRAMEWORK.units])
    assert [" ".join(names) for names in found] == readings


BODY = """\
Before.

# One
Text of one
goes on.

- entry a
  goes on
- entry b

## Two
| a | b |
|---|---|
| c | d |
last

### Three
deep

# Four
end
"""
HEADINGS = (
    *(Heading("One", "one", 1, 13), Heading("Two", "two", 2, 21)),
    *(Heading("Three", "three", 3, 27), Heading("Four", "four", 1, 30)),
)


def lines_of(*names: str) -> Evidence:
    """Return the page with a mark at each of these words."""
    marks = [mark("BUD.AC1", BODY.index(name)) for name in names]
    return item(BODY, *marks, headings=HEADINGS, body_line=11)


def test_every_passage_of_a_page() -> None:
    """Sections, rows, entries and paragraphs, each once and to their last line."""
    found = list(every_passage(lines_of()))
    assert found == [
        *(Passage(16, 18), Passage(10, 18), Passage(2, 18), Passage(19, 21)),
        *(Passage(0, 0), Passage(2, 4), Passage(6, 7), Passage(8, 8)),
        *(Passage(11, 11), Passage(11, 11), Passage(12, 12), Passage(12, 12)),
        *(Passage(13, 13), Passage(13, 13), Passage(10, 14), Passage(16, 17)),
        Passage(19, 20),
    ]


@pytest.mark.parametrize(
    ("names", "passages"),
    [
        (("Before",), [(0, 0, 1)]),
        (("goes on.",), [(2, 4, 1)]),
        (("# One",), [(2, 18, 1)]),
        (("goes on\n- entry b",), [(6, 7, 1)]),
        (("entry b", "entry a", "goes on\n- "), [(8, 8, 1), (6, 7, 2)]),
        (("| c",), [(13, 13, 1)]),
        (("last",), [(10, 14, 1)]),
        (("## Two",), [(10, 18, 1)]),
        (("end", "Before"), [(19, 20, 1), (0, 0, 2)]),
    ],
)
def test_passages_of_marks(names: tuple[str, ...], passages: list[tuple[int, int, int]]) -> None:
    """Each passage is named once, by the first of its marks."""
    found = spots_of(lines_of(*names), "bud.ac1", None, FRAMEWORK)
    assert found == [PassageSpot(Passage(a, b), nth) for a, b, nth in passages]


def test_passages_of_claims() -> None:
    """Without a mark the heading that the claim names is the passage."""
    claim = Claim("BUD.AC1", HERE, at="two")
    page = lines_of()
    assert spots_of(page, "BUD.AC1", claim, FRAMEWORK) == [PassageSpot(Passage(10, 18), 0)]
    assert spots_of(page, "BUD.AC1", claim._replace(at="p. 3"), FRAMEWORK) == []
    assert spots_of(page, "BUD.AC1", claim._replace(at=""), FRAMEWORK) == []
    assert spots_of(page, "BUD.AC1", None, FRAMEWORK) == []
    assert spots_of(lines_of("end"), "BUD.AC3", None, FRAMEWORK) == []
    assert text_of(BODY.split("\n"), Passage(3, 7)) == ("Text of one goes on. - entry a goes on")


def test_many_marks_are_looked_at_in_part() -> None:
    """Of a criterion the passages of two hundred marks are named."""
    body = "\n\n".join("x" for _ in range(210))
    marks = [mark("BUD.AC1", 3 * number) for number in range(210)]
    found = spots_of(item(body, *marks), "BUD.AC1", None, FRAMEWORK)
    assert [spot.nth for spot in found] == list(range(1, 201))


def test_sentences_with_their_places() -> None:
    """Sentences and lines begin at their first letter."""
    text = "One here.  Two!\n Three? \n\n4"
    found = [(at, words) for at, words in sentences(text) if words]
    assert found == [(0, "One here"), (11, "Two"), (17, "Three"), (26, "4")]


def test_sentences_that_are_known_again() -> None:
    """They have eight words or more, stand outside of quotations, and are known without case."""
    eight = "a b c d e f g h"
    text = f"{eight}! x. > {eight}. \n {eight.upper()} i? a b c d e f g\nlonger words for a count"
    found = list(known_again(text))

    assert [(words, text[start:end]) for _, words, start, end in found] == [
        (8, eight),
        (9, f"{eight.upper()} i"),
    ]
    (first, *_), (second, *_) = found
    assert len(first) == 8
    assert first != second
    assert [key for key, *_ in known_again(eight.upper())] == [first]
    assert list(known_again("a bb cc dd ee ff gg")) == []
    assert list(known_again(eight[:-1])) == list(known_again("")) == []


def test_phrases() -> None:
    """A phrase is found as whole words, the first of those that are asked for."""
    text = plain("I\u2019ll  Try\nharder, tryst to")
    assert text == "i'll try harder, tryst to"
    assert first_of(("try to", "try harder", "i'll"), text) == "try harder"
    assert first_of(("try",), "tryst untry try") == "try"
    assert first_of(("try",), "tryst untry") == ""
    assert first_of(("try",), "trytry, 1try try1") == ""
    assert first_of(("a",), "b a") == first_of(("a",), "a b") == "a"
    assert (holds_any(("ryst",), text), holds_any(("x",), text)) == (True, False)
    languages = ("", "en", "EN-gb", "english", "de", "cy")
    told = [is_english(replace(ITEM, fields={"language": name})) for name in languages]
    assert told == [True, True, True, False, False, False]
    assert is_english(ITEM)


def test_fields_of_an_item() -> None:
    """Fields are given as what they are asked for, and as nothing where they are another."""
    fields = {"a": "x", "b": ["y", 1, {"z": "w"}], "c": {"d": "v", "e": ["u"]}, "f": 3}
    own = replace(ITEM, fields=fields, places={"a": Place("p", 9), "g": Place("p", 8)})

    assert (own.text("a"), own.text("b"), own.text("none")) == ("x", "", "")
    assert (own.texts("b"), own.texts("a")) == (("y",), ())
    assert (own.mapping("c"), own.mapping("b")) == (fields["c"], {})
    assert (own.mappings("b"), own.mappings("c")) == (({"z": "w"},), ())
    assert (own.is_refused("g"), own.is_refused("a"), own.is_refused("h")) == (True, False, False)
    assert (own.place_of("a"), own.place_of("h")) == (Place("p", 9), HERE)
    assert list(texts_in(fields)) == ["x", "y", "w", "v", "u"]
    assert (own.key, own.slug) == ("E01", "e01")
    body = replace(own, body="ab\ncd [K.1]", body_line=5)
    assert body.place_of_mark(mark("K.1", 6)) == Place(ITEM.path, 6, 4, 6, 9)
    assert body.place_in_body(0, 1) == Place(ITEM.path, 5, 1, 5, 2)
    assert body.place_in_body(3, 5) == Place(ITEM.path, 6, 1, 6, 3)
