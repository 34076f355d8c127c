"""Whatever stands in the place of a value: it is found there, and no rule meets it."""

import pytest

from support import Check, codes, page


@pytest.mark.parametrize("by", ["[L001]", "{a: b}", "", "[[]]", "null", "3.5", '""'])
def test_a_declaration_by_no_person(check: Check, by: str) -> None:
    """The check goes on, and says so once."""
    text = page(declaration=f"{{by: {by}, date: 2026-04-14}}", author="L001")
    checked = check({"evidence/e01.md": text})

    assert codes(checked, "EVI") == ["EVI102"]
