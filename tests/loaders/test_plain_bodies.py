"""Plain bodies are scanned in a shorter way, which finds what the long one finds."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossfolio.loaders.markdown import limits
from crossfolio.loaders.markdown.body import _Scanner
from crossfolio.loaders.markdown.plain_body import scan_plain
from crossfolio.loaders.text import BIDI, CONTROL, decode
from fuzz.broken import bodies, pieces

starts = st.sampled_from(
    (
        "",
        "",
        "",
        "# ",
        "#",
        "## ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "---",
        "===",
        "***",
        "| a |",
        " ",
        "    ",
        "\t",
        "```",
        "~~~",
        "<div>",
        "<!--",
        "!!! a",
        "??? a",
        "=== a",
        ": ",
        "[^1]: ",
        "![",
        "[",
        "_",
        "- # ",
        "1. # ",
        "- - # ",
        "-",
        "--",
        "- -",
        "+ ",
        "\xa0",
        "\u2003# ",
        "é",
        "(",
        '"',
        "{: a}",
    )
)
rests = st.sampled_from(
    (
        "",
        "",
        "a word",
        "a [BUD.AC1] b",
        "[BUD.AC1]",
        "#",
        " #",
        "one #",
        "[a](b)",
        "`[BUD.AC1]`",
        "-",
        "=",
    )
)
lines = st.builds(str.__add__, starts, rests)
texts = st.one_of(
    st.lists(lines, max_size=8).map("\n".join),
    st.lists(st.one_of(lines, pieces), max_size=6).map("\n".join),
    bodies.map(lambda it: it.decode("utf-8", "replace")),
)


@settings(max_examples=2000, deadline=None)
@given(texts)
@example("# One [BUD.AC1] two [BUD.AC2]\n[BUD.AC1](\na [bud.1.10]: b")
@example("[[BUD.AC1]] [a [BUD.AC1] ![BUD.AC1]\n[BUD.AC1]\n[BUD.AC1]\n(a)")
@example("# Same\n\n# Same\n# A & B {#own}\n#no blank\n####### seven")
def test_scan(text: str) -> None:
    """Headings, marks and all else are what the full scan finds, or nothing is said."""
    plain = scan_plain(text, 7)

    assert plain in (None, _Scanner(text, "a.md", 7).scan())


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nText [BUD.AC1].\n",
        "- a\n- b [BUD.AC1]\n",
        "| a | b |\n|---|---|\n| 1 | [BUD.AC1] |\n",
    ],
)
def test_plain_bodies_are_plain(text: str) -> None:
    """What most bodies are made of is scanned in the short way."""
    assert scan_plain(text, 1)


@settings(max_examples=300, deadline=None)
@given(st.one_of(texts, st.builds(str.__mul__, pieces, st.sampled_from((9, 101, 301, 600)))))
def test_small_bodies(text: str) -> None:
    """What is small enough not to be counted has nothing to be counted."""
    if limits._is_small(text):
        assert [*limits._counted(text), *limits._deep(text), *limits._paragraphs(text)] == []


@settings(max_examples=300, deadline=None)
@given(texts)
def test_texts_that_print(text: str) -> None:
    """A text that is not looked through holds nothing that would be found."""
    decoded = decode(text.encode("utf-8", "replace"), "a.md")
    if not CONTROL.search(text) and not BIDI.search(text):
        assert not getattr(decoded, "findings", ())
    else:
        assert getattr(decoded, "findings", True)
