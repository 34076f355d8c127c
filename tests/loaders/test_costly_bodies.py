"""Bodies that would be costly or unsafe to render are found before anyone renders them."""

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.core.dialect import Dialect
from crossfolio.loaders.limits import BODY_BYTES
from crossfolio.loaders.markdown import limits
from crossfolio.loaders.markdown.body import scan
from crossfolio.loaders.markdown.limits import OPEN_BRACKETS, OPEN_TAGS, PARAGRAPH, excess
from crossfolio.loaders.text import BIDI, CONTROL, decode
from fuzz.broken import bodies, pieces
from support import Check, counted, only, page, shown

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "admonition", "footnotes", "abbr"]

COSTLY: dict[str, tuple[str, str]] = {
    "open brackets": ("[" * 201, "8:201"),
    "open pictures": ("![" * 201, "8:402"),
    "brackets in brackets": ("[" * 201 + "]" * 201, "8:201"),
    "brackets closed by another sign": ("[)" * 201, "8:401"),
    "open targets": ("[a](b " * 201, "8:1201"),
    "few brackets open over much text": (
        ("[" * 199 + "word " * 5000 + "\n\n") * 3,
        "8:199",
    ),
    "open tags": ("<a " * 152, "8:451"),
    "open comments": ("<!--\n" * 502, "508:1"),
    "lists on one line": ("- " * 31 + "a", "8:1"),
    "lists in lists": ("".join(f"{'    ' * n}- a\n" for n in range(40)), "38:1"),
    "quotations": (">" * 31, "8:1"),
    "one long paragraph": ("text\n\n" + "word " * 7000, "10:1"),
    "fences": ("```\n```\n" * 501, "1008:3"),
    "headings": ("# a\n" * 1001, "1008:1"),
    "paragraphs": ("a\n\n" * 5002, "10009:1"),
    "abbreviations": ("*[a]: b\n" * 301, "308:5"),
    "boxes": ("!!! a\n" * 301, "308:3"),
    "definitions": ("a\n: b\n" * 101, "209:2"),
    "references to one note": ("[^1]: a\n\n" + "[^1] " * 1001, "10:5004"),
    "open tags before much text": ("<a " * 60 + "\n\n" + ("word " * 6000 + "\n\n") * 7, "8:115"),
    "nested lines": ((">" * 29 + " a\n\n") * 700, "1386:1"),
}


@pytest.mark.parametrize("name", COSTLY)
def test_costly_body(name: str, check: Check) -> None:
    """It is found where it becomes too much; the item is listed and its claim counts."""
    body, place = COSTLY[name]
    checked = check({"evidence/e01.md": page(body=body)})

    assert shown(checked.diagnostics, "SRC") == [f"evidence/e01.md:{place} SRC105"]
    (item,) = checked.portfolio.evidence
    assert item.unshown == only(checked, "SRC105").finding.message
    assert checked.coverage.total.covered == 1
    assert checked.failed


JUST_RIGHT = {
    "brackets": "[" * OPEN_BRACKETS,
    "pairs": "[a](b) [c] " * 900,
    "tags": "<a " * OPEN_TAGS,
    "lists": "- " * 30 + "a",
    "a long paragraph": "a" * PARAGRAPH,
    "a long table": "| a | b |\n|---|---|\n" + "| 12 | 34 |\n" * 900,
    "text": "Words, (brackets), a[0] < b > c.\n\n" * 900,
    "a long list": ("- One.\n" + "  - Two, which goes on for a while.\n" * 3 + "\n") * 1500,
    "notes": "".join(f"Text.[^{n}]\n\n[^{n}]: Note.\n\n" for n in range(290)),
    "code": "```\n" + "    " * 40 + "x\n```\n",
    "nothing": "",
}


@pytest.mark.parametrize("name", JUST_RIGHT)
def test_body_within_the_limits(name: str, check: Check) -> None:
    """What stays below the limits is no finding and is shown."""
    checked = check({"evidence/e01.md": page(body=JUST_RIGHT[name])})

    assert shown(checked.diagnostics, "SRC") == []
    assert checked.portfolio.evidence[0].unshown == ""


WORST = {
    "brackets": "[" * 99 + "word " * 10 + "\n\n",
    "pictures": "![" * 99 + "\n\n",
    "open targets": "[a](b " * 99 + "\n\n",
    "open tags": "<a " * 6 + "\n\n",
    "fences": "```\n```\n" * 9,
    "stars": "**a " * 400 + "\n\n",
    "headings": "# a\n" * 9,
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_that_is_left_takes_bounded_work(name: str) -> None:
    """Four times as much of what is still accepted takes some four times the calls."""

    def render(times: int) -> int:
        body = WORST[name] * times
        assert excess(body) is None
        return counted(lambda: markdown.markdown(body, extensions=EXTENSIONS))[1]

    assert render(24) < render(6) * 4 * 2


PIECES = [
    *("[", "<a ", ")", "[)", "\n", " \n", "\t\n", "   \n\n", "\n\n ", " " * 32_000 + "\n\n"),
    *("\u2003\n", "\xa0", "- \n", "> ", "#\n", "a\n: b\n", "`", "``` ", "[^", "*[", "{: ", "---\n"),
    *("[BUD.AC1]", "[BUD.AC1](", "\\[BUD.AC1]", "<!-- ", "crossfolio: ignore ", "--8<--", "{%"),
]


@pytest.mark.parametrize("piece", PIECES)
def test_looking_is_cheap(piece: str) -> None:
    """Looking at the longest body takes twice the calls of half of it, whatever it holds.

    What one regular expression does is one call: it is run here, and not counted.
    """

    def look(bytes: int) -> int:
        body = piece * (bytes // len(piece.encode()))

        def looked() -> None:
            excess(body)
            scan(body, "evidence/e01.md", 8, Dialect())

        return counted(looked)[1]

    assert look(BODY_BYTES) < look(BODY_BYTES // 2) * 2 * 1.1 + 100


INCLUDES = [
    ("pymdownx.snippets", '--8<-- "e02.md"'),
    ("pymdownx.snippets", "  -8<- 'e02.md'"),
    ("pymdownx.snippets", "--8<--\ne02.md\n--8<--"),
    ("pymdownx.snippets", "```\n--8<-- 'e02.md'\n```"),
    ("markdown_include.include", "{!e02.md!}"),
    ("mdx_include", "a {! e02.md !} b"),
]


@pytest.mark.parametrize(("extension", "body"), INCLUDES)
def test_includes(extension: str, body: str, check: Check) -> None:
    """Where an extension puts files into pages, asking for one is found, and the text not shown."""
    site = f"plugins: [crossfolio]\nmarkdown_extensions:\n  - {extension}\n"
    evidence = {"evidence/e01.md": page(body=f"Text.\n\n{body}\n")}
    checked = check({**evidence, "mkdocs.yml": site})

    found = only(checked, "SRC112").finding
    assert found.place.line == (11 if body.startswith("```") else 10)
    assert checked.portfolio.evidence[0].unshown


@pytest.mark.parametrize("extension", ["admonition", "pymdownx.snippets", "mdx_include"])
@pytest.mark.parametrize(
    "body",
    [
        *("{{ 7 * 7 }}", "{% if x %}", "a --8<-- b", "5 {!} 6", ";--8<-- 'e02.md'"),
        *("{% include 'e02.md' %}", "```\n{% include 'e02.md' %}\n```"),
    ],
)
def test_what_includes_nothing(extension: str, body: str, check: Check) -> None:
    """Text that no extension acts on is text; plugins come before evidence has its text."""
    site = f"plugins: [crossfolio]\nmarkdown_extensions: [{extension}]\n"
    checked = check({"evidence/e01.md": page(body=body), "mkdocs.yml": site})

    assert shown(checked.diagnostics, "SRC") == []


@pytest.mark.parametrize("body", [body for _, body in INCLUDES])
def test_includes_where_nothing_includes(body: str, check: Check) -> None:
    """Where no such extension is on, what would ask one for a file is text."""
    checked = check({"evidence/e01.md": page(body=body)})

    assert shown(checked.diagnostics, "SRC") == []
    assert not checked.portfolio.evidence[0].unshown


def test_turned_writing(check: Check) -> None:
    """Characters that turn the writing are found in bodies and fields; letters never."""
    body = "a\u202eb\n\u05e9\u05dc\u05d5\u05dd \u2067x\u2069\n"
    checked = check({"evidence/e01.md": page(x_b="\u2066", body=body)})

    places = ["7:6", "9:2", "10:6", "10:8"]
    assert shown(checked.diagnostics, "SRC") == [f"evidence/e01.md:{p} SRC111" for p in places]
    assert "RIGHT-TO-LEFT OVERRIDE" in str(checked.diagnostics)


def test_an_escape_that_turns_writing(check: Check) -> None:
    """An escape in quotes is found where its value stands."""
    checked = check({"evidence/e01.md": page(title='"a\\u202eb"')})

    assert shown(checked.diagnostics, "SRC") == ["evidence/e01.md:3:8 SRC111"]


def test_letters_that_look_like_others(check: Check) -> None:
    """A tag or an ID in look-alike letters is named by its code points."""
    files = {
        "evidence/e01.md": page(criteria="[\u0412UD.AC1]"),
        "evidence/e02.md": page(id="\u041502"),
    }
    checked = check(files)

    assert "U+0412 CYRILLIC CAPITAL LETTER VE" in only(checked, "TAG102").finding.message
    assert "U+0415 CYRILLIC CAPITAL LETTER IE" in only(checked, "EVI102").finding.message


texts = st.one_of(
    st.lists(pieces, max_size=8).map("\n".join),
    bodies.map(lambda it: it.decode("utf-8", "replace")),
)


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


@pytest.mark.parametrize("claim", ["BUD.AC1", "{criterion: BUD.AC1, at: my-heading}"])
def test_one_slip_one_finding(claim: str, check: Check) -> None:
    """Of a text that is not shown, nobody says that it has no mark or no such heading."""
    body = "# My heading [BUD.AC1]\n\n" + "[" * 201
    checked = check({"evidence/e01.md": page(criteria=f"[{claim}]", body=body)})

    assert shown(checked.diagnostics, "TAG") == []
