"""The rows of words by which texts of withheld items are known again."""

import pytest

from crossfolio.core.hidden_words import HiddenWords
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
