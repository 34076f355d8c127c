"""The scanner of bodies beside Python-Markdown: anchors, marks, and linear work."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.loaders.front_matter import Page, split
from crossfolio.loaders.markdown.body import scan
from crossfolio.loaders.markdown.scan import Scan

EXTENSIONS = [
    "toc",
    "tables",
    "fenced_code",
    "attr_list",
    "admonition",
    "footnotes",
    "def_list",
    "pymdownx.details",
    "pymdownx.tabbed",
]
ROOT = Path(__file__).parents[2]
SILENT = {"a", "code", "pre", "script", "style", "textarea"}
VOID = {"br", "hr", "img", "input"}


class Reader(HTMLParser):
    """What became of the words that stand where the marks stood."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[str] = []
        self.text: list[str] = []
        self.elsewhere: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and what its attributes hold."""
        if tag not in VOID:
            self.around.append(tag)
        self.elsewhere += [v for k, v in attrs if k != "id" and v and "QZ" in v]

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        while self.around and self.around.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note words of the text."""
        words = re.findall("QZ[0-9]+Z", data)
        (self.elsewhere if SILENT & set(self.around) else self.text).extend(words)

    def handle_comment(self, data: str) -> None:
        """Note words of a comment."""
        self.elsewhere += re.findall("QZ[0-9]+Z", data)


def scanned(body: str) -> Scan:
    """Scan a body."""
    return scan(body, "a.md", 1)


def assert_marks_are_text(body: str) -> None:
    """Assert that every mark is plain text in the page, once, and in no code and no link."""
    marks = scanned(body).marks
    for number, mark in reversed(list(enumerate(marks))):
        body = f"{body[: mark.start]}QZ{number}Z{body[mark.end :]}"
    reader = Reader()
    reader.feed(markdown.markdown(body, extensions=EXTENSIONS))
    reader.close()

    assert reader.elsewhere == []
    assert sorted(reader.text) == sorted(f"QZ{n}Z" for n in range(len(marks)))


def assert_same_anchors(body: str) -> None:
    """Assert that headings have the anchors of Python-Markdown, marks left out."""
    found = scanned(body)
    for mark in reversed(found.marks):
        body = body[: mark.start] + body[mark.end :]
    made = markdown.Markdown(extensions=EXTENSIONS)
    made.convert(body)

    def flat(tokens: Any) -> list[str]:  # noqa: ANN401 - of no type
        return [it for t in tokens for it in (t["id"], *flat(t["children"]))]

    assert [heading.anchor for heading in found.headings] == flat(made.toc_tokens)  # type: ignore[attr-defined]


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
]


@pytest.mark.parametrize("body", CORPUS)
def test_corpus(body: str) -> None:
    """On hand-made pages, marks are text and anchors are those of Python-Markdown."""
    assert_marks_are_text(body)
    assert_same_anchors(body)


@pytest.mark.parametrize("file", sorted((ROOT / "evidence").rglob("*.md")), ids=lambda f: f.stem)
def test_worked_portfolio(file: Path) -> None:
    """So they are on every page of the worked portfolio."""
    page = split(file.read_text("utf-8"), file.name)

    assert isinstance(page, Page)
    assert_marks_are_text(page.body)
    assert_same_anchors(page.body)


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
bodies = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(
    lambda pieces: "\n\n".join(pieces) + "\n"
)


@settings(max_examples=300)
@given(bodies)
def test_marks_are_text(body: str) -> None:
    """A mark that the scanner finds is plain text to Python-Markdown."""
    assert_marks_are_text(body)


@settings(max_examples=300)
@given(bodies)
def test_anchors_are_the_same(body: str) -> None:
    """Headings have the anchors that Python-Markdown gives them."""
    assert_same_anchors(body)


@settings(max_examples=300)
@given(st.text(alphabet="[]()!`\\<>-# \n\tABUDC.1:*_=|~{}a\u00e9", max_size=200))
def test_any_text_can_be_scanned(body: str) -> None:
    """Whatever the text, the scan ends, and each mark is the text at its place."""
    lines = body.split("\n")
    for mark in scanned(body).marks:
        line, column = mark.place.line - 1, mark.place.column - 1
        assert lines[line][column] == "["
        assert body[mark.start : mark.end].upper() == f"[{mark.criterion}]"


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


def work(text: str) -> float:
    """Return the least time of two that a scan takes, in this process."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        scanned(text)
        taken.append(time.process_time() - start)
    return min(taken)


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
        for size in (15_000, 60_000)
    )

    assert work(large) < 10 * max(work(small), 0.005)


def test_long_numbers_in_anchors_are_no_fault() -> None:
    """A heading of thousands of digits, twice, has an anchor each time."""
    digits = "9" * 6000
    anchors = [h.anchor for h in scanned(f"# a_{digits}\n\n# a_{digits}\n").headings]

    assert len(set(anchors)) == 2
