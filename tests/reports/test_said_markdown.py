"""Pages in Markdown in another language: texts change, and nothing between them."""

from gettext import NullTranslations

import pytest
from tools.texts.inputs import PACKAGE

from crossfolio.core.rules import RULES
from crossfolio.core.texts import ENGLISH, Text
from crossfolio.site.said_markdown import pieces, said_markdown

PAGES = {
    **{rule.code: rule.page for rule in RULES},
    **{path.stem: path.read_text("utf-8") for path in (PACKAGE / "site/help").glob("*.md")},
}


class Loud(NullTranslations):
    """Says everything in capitals."""

    def gettext(self, message: str) -> str:
        """Return a text."""
        return message.upper()


@pytest.mark.parametrize("name", PAGES)
def test_the_pieces_are_the_page(name: str) -> None:
    """Nothing is lost, and nothing is added."""
    assert "".join(piece.text for piece in pieces(PAGES[name])) == PAGES[name]
    assert said_markdown(PAGES[name], ENGLISH) == PAGES[name]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# One\nTwo\nthree.\n", "# ONE\nTWO THREE.\n"),
        ("- one\n- two\n  lines\n\n1. three\n", "- ONE\n- TWO LINES\n\n1. THREE\n"),
        ("| a | `b` |\n|---|---|\n| c |  |\n", "| A | `b` |\n|---|---|\n| C |  |\n"),
        ("One:\n\n```sh\ncode\n# two\n```\n", "ONE:\n\n```sh\ncode\n# two\n```\n"),
        ("## One\n    code: x\n\nTwo", "## ONE\n    code: x\n\nTWO"),
        ("`code` alone\n\n`code`\n", "`CODE` ALONE\n\n`code`\n"),
        ("> said\n\n---\n", "> SAID\n\n---\n"),
    ],
)
def test_texts_are_said_and_the_rest_is_left(before: str, after: str) -> None:
    """Headings, paragraphs, entries and cells are texts; marks, tables and code are not."""
    assert said_markdown(before, Loud()) == after


def test_a_text_is_said_as_a_whole() -> None:
    """What has places is looked up with them."""
    page = Text("# {path} cannot be read\n\nIt comes back.\n", path="a.md")
    assert said_markdown(page, NullTranslations()) == "# a.md cannot be read\n\nIt comes back.\n"
