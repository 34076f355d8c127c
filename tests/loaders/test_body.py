"""The scanner of bodies beside Python-Markdown: marks, links, anchors, and linear work."""

import sys
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import slugify, slugify_unicode
from pymdownx.slugs import slugify as configured

from crossfolio.core.dialect import Slugs
from crossfolio.loaders.front_matter import Page, split
from loaders.rendered import DIALECTS, USUAL, numbered, rendered, scanned

ROOT = Path(__file__).parents[2]


def assert_same(body: str, extensions: tuple[str, ...] = USUAL) -> None:
    """Assert that what is scanned is what is rendered: marks, links in Markdown, anchors."""
    body = numbered(body)
    found, made = scanned(body, extensions), rendered(body, extensions)

    assert {mark.criterion for mark in found.marks} == made.marks
    for mark in found.marks:
        assert mark.criterion in body[mark.start : mark.end].upper()
    if "<" not in body:
        written = sorted(link.written for link in found.links)
        assert written == [link for link in made.links if not link.startswith("#")]


CORPUS = [
    "# One\n\n## One\n\n# One_1\n\n# \n\n# \n",
    "Head\n====\n\nSecond [BUD.AC1]\n-----\n",
    "# `code` *and* **bold** _under_ a_b_c __x__\n",
    "# [link](http://x.y) ![alt](z.png) <https://a.b/c> <b>x</b> &amp; &eacute;\n",
    "# Ünï — ŵyn 📞 £5 50%\n",
    "# Own {#mine .c}\n\n## Own {: #yours }\n\n## Mine\n",
    "#No blank\n\n####### Seven\n\n# Closed #\n\n  # not one\n",
    "text\n# tight\nmore\n\n> # quoted\n\n- # in a list\n",
    "```\n# code\n```\n\n    # code\n\n<!--\n# comment\n-->\n\n<div>\n# raw\n</div>\n\n# real\n",
    "!!! note\n    # in a box\n\n- item\n\n    ## in an item\n",
    "- a [BUD.AC1]\n    - b [BUD.AC2]\n        - c [BUD.AC3]\n\n            code [BUD.AC4]\n",
    "1. a\n\n    para [BUD.AC1]\n\n        code [BUD.AC2]\n",
    "***\n    [BUD.AC1]\n\npara\n    [BUD.AC2]\n",
    "| a [BUD.AC1] | b |\n|---|---|\n| `[BUD.AC2]` | [BUD.AC3] |\n",
    '[ref]: <http://x> "[BUD.AC1]"\n\n[BUD.AC2][ref] [BUD.AC3]\n',
    "[bud.ac1]: http://x\n\n[BUD.AC1] [x][bud.ac1]\n",
    "``a ` [BUD.AC1]`` `open [BUD.AC2]\n\n`[BUD.AC3]`\n",
    "<p>[BUD.AC1]</p>\n\n<span>[BUD.AC2]</span> <a href='x'>[BUD.AC3]</a>\n",
    "<script>\n[BUD.AC1]\n</script>\n\n[BUD.AC2]\n",
    "\\[BUD.AC1] ![BUD.AC2] [BUD.AC3](x) [BUD.AC4]: [a [BUD.AC5] b](x) [[BUD.AC6]]\n",
    "<!-- a comment --> [BUD.AC1]\n\n<!-- two\nlines --> [BUD.AC2] `[BUD.AC3]`\n",
    "- a stray ` here\n- [BUD.AC1] and ` there\n\n1. `one\n2. [BUD.AC2]` two\n",
    "> text\n>\n>     [BUD.AC1]\n>\n> ```\n> [BUD.AC2]\n> ```\n>\n> [BUD.AC3]\n",
    "<?php\necho '[BUD.AC1]';\n?>\n\n<?php [BUD.AC2] ?>\n\n[BUD.AC3]\n",
    "<![CDATA[\n[BUD.AC1]\n]]>\n\n<!DOCTYPE [BUD.AC2]>\n\n[BUD.AC3]\n",
    "[BUD.AC1, BUD.AC2] [BUD.AC3,BUD.AC4] [BUD.AC5, x] [, BUD.AC6]\n",
    "a[BUD.AC1] 1[BUD.AC2] _[BUD.AC3] ([BUD.AC4]) **[BUD.AC5]** é[BUD.AC6] -[BUD.AC7]\n",
    "[TOC]\n\n## Head [BUD.AC1]\n",
    "\ttab [BUD.AC1]\n\na\tb [BUD.AC2]\tc [BUD.AC3]\n\n-\titem [BUD.AC4]\n\n\tmore [BUD.AC5]\n",
    "*[SLA]: promised [BUD.AC1]\n\nSLA [BUD.AC2]\n",
    "Text[^1] [BUD.AC1]\n\n[^1]: A note [BUD.AC2]\n\n    and more [BUD.AC3]\n",
    "| a |\n|---|\n| `|` [BUD.AC1] | \\| [BUD.AC2] |\n| x | <a> [BUD.AC3] |\n\n[BUD.AC4]\n",
    "<a href='x'>open\n\n[BUD.AC1]\n\n[link](u) [BUD.AC2]\n",
    "``` [BUD.AC1]\n```\n\n````\n```\n[BUD.AC2]\n````\n\n``` [BUD.AC3] ```\n",
    "![The desk](WhatsApp Image 1.png) [doc](my doc.pdf) [a](<b c.md> 'T') [r](u \"t) [BUD.AC1]\n",
    "term\n: [BUD.AC1]\n\n    more\n\n:   other\n        code [BUD.AC2]\n",
    '!!! note "[BUD.AC1]"\n    in\n\n        code [BUD.AC2]\n\n    - a\n\n        [BUD.AC3]\n',
    "*a*{: title='[BUD.AC1]'} [x](u){: .[BUD.AC2] } w_{[BUD.AC3] ij} [x]{[BUD.AC4]} {[BUD.AC5]}\n",
    "# Noted[^1] and [linked](u)[^1]\n\n[^1]: A note\n",
    "1. a\n\n  - b [BUD.AC1]\n\n        - c [BUD.AC2]\n\n    d\n    # [BUD.AC3]\n",
]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("body", CORPUS)
def test_corpus(body: str, dialect: str) -> None:
    """On hand-made pages, marks are found exactly where text is, under every dialect."""
    assert_same(body, DIALECTS[dialect])


@pytest.mark.parametrize("body", CORPUS)
def test_anchors(body: str) -> None:
    """Headings have the anchors that Python-Markdown gives them, marks left out."""
    found = scanned(body)
    for mark in reversed(found.marks):
        body = body[: mark.start] + body[mark.end :]

    assert [heading.anchor for heading in found.headings] == rendered(body).anchors


@pytest.mark.parametrize("file", sorted((ROOT / "evidence").rglob("*.md")), ids=lambda f: f.stem)
def test_worked_portfolio(file: Path) -> None:
    """So they are on every page of the worked portfolio."""
    page = split(file.read_text("utf-8"), file.name)

    assert isinstance(page, Page)
    assert_same(page.body)
    test_anchors(page.body)


PIECES = [
    "# A heading", "## Two *words* [BUD.AC1]", "### `code` x", "Head\n====", "Two [BUD.AC2]\n---",
    "- item [BUD.AC1]\n    - nested [BUD.AC2]", "1. one\n2. two [BUD.AC3]", "text [BUD.AC1] here",
    "- item\n\n    more [BUD.AC1]", "[BUD.AC1](u)", "`[BUD.AC1]`", "```\n[BUD.AC1]\n```", "```",
    "~~~\n[BUD.AC1]\n# no\n~~~", "    code [BUD.AC1]", "        deep [BUD.AC2]",
    "<!-- [BUD.AC1]\n\n[BUD.AC2] -->", "<!-- [BUD.AC1]", "-->", "<div>\n[BUD.AC1]\n</div>",
    "<div>", "</div>", "<p>[BUD.AC1]</p>", "<a href='x'>[BUD.AC1]</a>", "<span>[BUD.AC2]</span>",
    "| a | b |\n|---|---|\n| [BUD.AC1] | x |", "!!! note\n    in a box [BUD.AC1]",
    "??? note\n    in a box [BUD.AC1]", '=== "Tab"\n    in a tab [BUD.AC1]', "> quote [BUD.AC1]",
    "> # quoted", '[ref]: http://x "[BUD.AC1]"', "[a][ref] [BUD.AC1]", "term\n:   def [BUD.AC1]",
    "\\[BUD.AC1]", "![BUD.AC1]", "[x [BUD.AC1] y](u)", "[x [BUD.AC1] y][ref]", "**[BUD.AC1]**",
    "# Own { #own }", "***", "---", "`", "``", "text `code\nmore` [BUD.AC2]", "<br>[BUD.AC1]",
    "<b>", "#tight", "# ", "Ünï — ŵ", "\ttab [BUD.AC1]", "- [ ] task [BUD.AC1]", "+ p",
    "2) par [BUD.AC1]", "<https://x.y/[BUD.AC1]>", "<img alt='[BUD.AC1]'>", "[bud.ac2]: u",
    "<details>", "</details>", "<summary>[BUD.AC1]</summary>", "text\n# tight", "- # in a list",
]  # fmt: skip
INLINE = [
    "[BUD.AC1]", "[BUD.AC1, BUD.AC2]", "`", "``", "\\", "*", "**", "_", "[", "]", "(", ")",
    "![", "](u.png)", "](my doc.pdf)", '](<b.md> "t")', "](u 'ti(t)le')", "[r]", "[x][r]",
    "![r]", "<b>", "</b>", "<!-- c -->", "<!--", "-->", '<span title="[BUD.AC1]">', "</span>",
    "<https://x.y/z>", "\n", " ", "word", "!", "x", "&amp;", "<code>", "</code>", "[^1]", "[x](",
    "'", ":", "#", "<img src='a.png'>", "\\[BUD.AC1]", "`[BUD.AC1]`", "[a [BUD.AC1] b](u)", "|",
]  # fmt: skip
STARTS = [
    "",
    "",
    "- ",
    "    ",
    "> ",
    "1. ",
    "  ",
    "# ",
    "\t",
    "| ",
    "!!! note\n    ",
    ": ",
    "[^1]: ",
]
phrases = st.lists(st.sampled_from(INLINE), min_size=1, max_size=7).map("".join)
lines = st.builds(
    "{}{}{}".format, st.sampled_from(STARTS), phrases, st.sampled_from(("\n", "\n\n"))
)
bodies = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("\n\n".join),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("\n".join),
    st.lists(lines, min_size=1, max_size=5).map("".join),
    st.lists(st.one_of(lines, st.sampled_from(PIECES)), max_size=4).map("\n".join),
).map(lambda body: f"{body}\n\n[r]: http://x.y\n")


@settings(max_examples=400, deadline=None)
@given(bodies, st.sampled_from(sorted(DIALECTS)))
def test_what_is_scanned_is_what_is_rendered(body: str, dialect: str) -> None:
    """Whatever the blocks and what stands in them: the same marks, the same links."""
    assert_same(body, DIALECTS[dialect])


SLUGS = {
    "toc": Slugs(),
    "separator": Slugs(separator="_"),
    "unicode": Slugs("unicode"),
    "pymdownx": Slugs("pymdownx", case="lower"),
    "folded": Slugs("pymdownx", "_", case="fold", normalize="NFKC"),
    "percent": Slugs("pymdownx", case="lower-ascii", percent_encode=True),
}
WORDS = ["Ünï", "CALL", "a_b", "`x y`", "--", "é", "Straße", "5%", "*so*"]


@pytest.mark.parametrize("name", SLUGS)
@settings(max_examples=40, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["Ünï", "CALL", "a_b", "`x y`", "--", "é", "Straße", "5%", "*so*"])
    )
)
def test_anchors_by_the_settings_of_the_site(name: str, words: list[str]) -> None:
    """Anchors are those of the function and the separator that the site names."""
    slugs = SLUGS[name]
    made = {"": slugify, "unicode": slugify_unicode}.get(slugs.function) or configured(
        case=slugs.case, percent_encode=slugs.percent_encode, normalize=slugs.normalize
    )
    text = " ".join(words)
    site = Markdown(
        extensions=["toc"],
        extension_configs={"toc": {"slugify": made, "separator": slugs.separator}},
    )
    site.convert(f"# {text}\n\n# {text}\n")
    tokens = site.toc_tokens  # type: ignore[attr-defined]
    found = scanned(f"# {text} [BUD.AC1]\n\n# [BUD.AC1] {text}\n", slugs=slugs).headings

    assert [heading.anchor for heading in found] == [token["id"] for token in tokens]


@settings(max_examples=300)
@given(st.text(alphabet="[]()!`\\<>-# \n\tABUDC.1:*_=|~{}a\u00e9", max_size=200))
def test_any_text_can_be_scanned(body: str) -> None:
    """Whatever the text, the scan ends, and each mark is the text at its place."""
    for mark in scanned(body).marks:
        assert mark.criterion in body[mark.start : mark.end].upper()


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("[BUD.AC1, BUD.AC2]", ["[BUD.AC1,", "BUD.AC2]"]),
        ("[bud.ac1,BUD.1.10]", ["[bud.ac1,", "BUD.1.10]"]),
        ("[BUD.AC1]", ["[BUD.AC1]"]),
    ],
)
def test_several_in_one_bracket(written: str, names: list[str]) -> None:
    """Several full IDs in one bracket are a mark each, and together take all of it."""
    body = f"Text\t{written} more.\n"

    assert [body[mark.start : mark.end] for mark in scanned(body).marks] == names


REPEATED = {
    "brackets": "[",
    "pictures": "![",
    "tags": "<a ",
    "ticks": "` ",
    "links": "[x](",
    "quotes": "> ",
    "comments": "<!-- ",
    "comment lines": "<!--\n",
    "divisions": "<div>\n",
    "fences": "```\n",
    "definitions": "[a]: b\n",
    "headings": "# a\n",
    "numbered headings": "# a_3\n",
    "attributes": "# a {",
    "pictures in a heading": "# ![](",
    "underlines": "a\n==\n",
    "marks": "[BUD.AC1]",
    "escapes": "\\[",
    "rows": "| a ",
    "bullets": "- ",
    "stars": "*",
    "almost rules": "-" * 60 + "a\n",
}


def work(text: str) -> int:
    """Return how many lines of code a scan runs through."""
    number = 0

    def trace(_frame: FrameType, event: str, _: object) -> object:
        nonlocal number
        number += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        scanned(text)
    finally:
        sys.settrace(before)
    return number


def nested(size: int) -> str:
    """Return nested lists, brackets in brackets, and runs of backticks of all lengths."""
    lists = "".join(f"{' ' * (n % 200)}- x\n" for n in range(size // 200))
    ticks = "".join("`" * (n % 300) + " " for n in range(size // 300))
    return f"{lists}\n{'[' * (size // 4)}{']' * (size // 4)}\n\n{ticks}\n"


@pytest.mark.parametrize("name", [*REPEATED, "nested"])
def test_work_grows_with_the_text_and_no_faster(name: str) -> None:
    """Four times the text takes nothing like sixteen times the work."""
    small, large = (
        nested(size) if name == "nested" else REPEATED[name] * (size // len(REPEATED[name]))
        for size in (3_000, 12_000)
    )

    scanned(small)  # Expressions are compiled when they are first used.
    assert work(large) < 5 * max(work(small), 2000)


def test_long_numbers_in_anchors_are_no_fault() -> None:
    """A heading of thousands of digits, twice, has an anchor each time."""
    digits = "9" * 6000
    anchors = [h.anchor for h in scanned(f"# a_{digits}\n\n# a_{digits}\n").headings]

    assert len(set(anchors)) == 2


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("It shows both. [BUD.AC1][BUD.AC2]\n", ["BUD.AC1", "BUD.AC2"]),
        ("# All three [BUD.AC1][BUD.AC2][BUD.AC3]\n", ["BUD.AC1", "BUD.AC2", "BUD.AC3"]),
        ("[BUD.AC1][BUD.AC2](a.md)\n", []),
        ("[BUD.AC1][see]\n", []),
        ("[BUD.AC1] [BUD.AC2]\n", ["BUD.AC1", "BUD.AC2"]),
    ],
)
def test_marks_side_by_side(body: str, marks: list[str]) -> None:
    """Marks side by side are marks, as the fingerprint takes them; a link's words are none."""
    assert [mark.criterion for mark in scanned(body).marks] == marks
