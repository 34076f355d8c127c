"""The rows of words by which texts of withheld items are known again."""

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.evidence import Audience, Claim, Evidence, Mark, Status
from crossfolio.core.hidden_words import HiddenWords, shown_texts
from crossfolio.core.place import Place
from support import Check, page


@pytest.mark.parametrize("marks", ["[BUD.AC1, BUD.AC2, BUD.AC3]", "[BUD.AC1] [BUD.AC2] [BUD.AC3]"])
def test_a_list_of_criteria_is_no_secret(check: Check, marks: str) -> None:
    """Pages list the same criteria; the sentence beside them is known again."""
    criteria = "[BUD.AC1, BUD.AC2, BUD.AC3]"
    text = page(criteria=criteria, body=f"{marks}\n\nHe said that he would never come back.\n")
    words = HiddenWords(check({"evidence/e01.md": text}).portfolio.evidence)
    assert words.found_in("BUD.AC1 BUD.AC2 BUD.AC3 BUD.AC1, BUD.AC2, BUD.AC3") == []
    assert words.found_in("Thus he said that he would never.") == ["E01"]


@pytest.mark.parametrize("word", ["\u0390y", "\u0130z", "\u01f0a", "STRASSE", "caf\u00e9"])
@pytest.mark.parametrize("beside", ["q\u0308", "e\u0301", "\u0307", "\u030c", "plain"])
def test_a_row_is_found_whatever_stands_beside_it(check: Check, word: str, beside: str) -> None:
    """An accent that stands alone elsewhere in a text cuts no word of a row."""
    line = f"We asked {word} before anybody else had been told of it"
    words = HiddenWords(check({"evidence/e01.md": page(body=line)}).portfolio.evidence)

    assert words.found_in(f"{line}. {beside} {line.upper()}") == ["E01"]
    assert words.found_in(f"{beside}\n{line}") == ["E01"]


def test_a_row_is_found_where_a_text_is_cut(check: Check) -> None:
    """A large file is looked through in parts, and a row may stand in two or three of them."""
    line = "We asked before anybody else had been told of it"
    words = HiddenWords(check({"evidence/e01.md": page(body=line)}).portfolio.evidence)
    parts = [f"{word} " for word in ("Then", *line.split(), "at last")]

    assert words.found_in_parts(parts) == words.found_in("".join(parts)) == ["E01"]
    assert words.found_in_parts([*parts[:3], "and ", *parts[4:]]) == []


def item(id: str, title: str, body: str, *tags: str) -> Evidence:
    claims = tuple(Claim(tag, Place("e.md")) for tag in tags[:1])
    marks = tuple(Mark(tag, 0, 1) for tag in tags[1:])
    return Evidence(
        *(id, title, f"{id}.md", Place("e.md"), "", None, None, Status.SUBMITTED),
        *(Audience.WITHHELD, claims, frozenset(), {}, {}, body, marks),
    )


def row(text: str) -> tuple[bytes, ...]:
    return tuple(word.encode() for word in text.split())


def test_which_rows_are_looked_for() -> None:
    """Titles of three words and more, and the first six words of each stretch of a line."""
    items = (
        item("E1", "Two words", "one two three four five\none two three four five six seven"),
        item("E2", "Three Small_words, here", "- a b c d e f [x y z w v u] <b>g h i j k l m</b>"),
        item("E3", "A plan", "a1 b2 a1 b2 a1 b2 more\na1 b2 a1 b2 a1 c3", "a1", "B2"),
        item("E4", "\u00c9t\u00e9 \u2014 \ud800 stra\u00dfe caf\u00e9", ""),
    )
    words = HiddenWords(items)
    assert dict(words.rows) == {
        row("one two three four five six"): "E1",
        row("three small_words here"): "E2",
        row("a b c d e f"): "E2",
        row("x y z w v u"): "E2",
        row("g h i j k l"): "E2",
        row("a1 b2 a1 b2 a1 c3"): "E3",
        row("\u00e9t\u00e9 strasse caf\u00e9"): "E4",
    }


def test_where_rows_are_found() -> None:
    """Rows are found wherever they stand, whatever signs stand between their words."""
    items = (
        item("E2", "Small words here", "one two three four five six"),
        item("E1", "Other longest title", "words here and there two three"),
    )
    words = HiddenWords(items)
    both = "ONE two,three-four (five) six. Other longest\ntitle"
    assert words.found_in(both) == ["E1", "E2"]
    assert words.rows_in(both) == {
        row("one two three four five six"),
        row("other longest title"),
    }
    assert words.found_in("small words here and there two three") == ["E1", "E2"]
    for text in ("two three four five six", "one two three four five", "", "title", "ones two"):
        assert words.found_in(text) == []
        assert words.rows_in(text) == set()
    words.allow({row("small words here"), row("nothing")})
    assert words.found_in("small words here") == []
    assert words.found_in("xx one two three four five six") == ["E2"]
    assert HiddenWords(()).found_in("a b c d e f") == []


def test_texts_that_everyone_sees(check: Check) -> None:
    """Items, as far as they are shown, and all of the framework."""
    unit = (
        "unit: BUD\ntitle: A unit\nsource: {kind: draft}\noutcomes: [{id: LO1, text: An aim}]\n"
        "criteria:\n  - {id: AC1, title: One, text: Do it., outcomes: [LO1]}\n"
    )
    files = {"criteria/bud.yml": unit, "evidence/e01.md": page(note="a note", body="The body")}
    texts = list(shown_texts(seen_in_edition(check(files))))
    assert texts[1:] == ["A unit", "An aim", "One\nDo it."]
    assert texts[0].split("\n")[:2] == ["A plan", "The body"]
