"""What pages share: the note at their head, tables, and the first sentence of a docstring."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from crossfolio.core.findings import Rule

FOLDER = Path(__file__).parents[2] / "docs" / "reference"

NOTE = "<!-- Made by tools/reference. Change the code, then run `make docs`. -->\n\n"

WIDTH = 80
"""Columns of the help texts."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(" ".join(c.split()) for c in row) + " |" for row in lines)


def words_of(words: Iterable[str]) -> str:
    """Return words as code, with commas between them."""
    return ", ".join(f"`{word}`" for word in words)


def first_sentence(rule: Rule) -> str:
    """Return what a rule finds, in one sentence."""
    return " ".join(rule.page.split("\n\n", 1)[0].split())
