"""Texts as cells of a table, which no spreadsheet takes for a formula."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""How cells begin that a spreadsheet would evaluate, or take an apostrophe off.

Source: OWASP, "CSV Injection".
"""


def as_cell(text: str) -> str:
    """Return a text as a cell: with an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def from_cell(cell: str) -> str:
    """Return the text of a cell that `as_cell` made; others stay as they are."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
