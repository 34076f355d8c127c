"""Plain bodies are scanned in a shorter way, which finds what the long one finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.loaders import body as scanner
from crossfolio.loaders import markdown_limits as limits
from crossfolio.loaders.markdown_blocks import _Walk
from crossfolio.loaders.markdown_inline import inline
from crossfolio.loaders.markdown_plain import plain_blocks
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


@settings(max_examples=1000, deadline=None)
@given(texts)
def test_blocks(text: str) -> None:
    """The blocks of plain lines are those of the full walk."""
    rows = text.split("\n")
    plain = plain_blocks(rows)

    assert plain is None or plain == list(_Walk(text, rows).walk())


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                "[BUD.AC1]",
                "[bud.1.10]",
                "[",
                "]",
                "(",
                ":",
                " ",
                "a",
                "\n",
                "[a",
                "]]",
                "[[",
                "x]",
                "\u212a",
            )
        ),
        max_size=12,
    ).map("".join)
)
def test_marks(text: str) -> None:
    """In a text with nothing special the marks are found by their brackets alone."""
    if any(sign in text for sign in scanner._SPECIAL):
        return
    long = [
        (b.start, b.end) for b in inline(text, set()).brackets if scanner._MARK.fullmatch(b.text)
    ]

    assert [found.span() for found in scanner._PLAIN_MARK.finditer(text)] == long


@given(st.lists(st.sampled_from(("One", "two", "3", " ", "A1")), min_size=1).map("".join))
def test_headings(text: str) -> None:
    """The anchor of a heading of plain words is the one that any heading gets."""
    if scanner._PLAIN_WORDS.fullmatch(text):
        (heading,) = scanner.scan(f"# {text}", "a.md", 1).headings

        assert (heading.text, heading.anchor) == (text, scanner.slug(text))


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
