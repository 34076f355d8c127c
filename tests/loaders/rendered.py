"""What Python-Markdown makes of a body: the other side of every test of the scanner."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any, NamedTuple

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from crossfolio.core.dialect import BUILT_IN, Dialect, Slugs
from crossfolio.loaders.markdown.body import scan
from crossfolio.loaders.markdown.scan import MARK, Scan
from crossfolio.site.html.safe_html import safe

USUAL = (
    *("toc", "tables", "fenced_code", "attr_list", "admonition", "footnotes", "def_list"),
    *("abbr", "pymdownx.details", "pymdownx.tabbed"),
)
DIALECTS: dict[str, tuple[str, ...]] = {
    "usual": USUAL,
    "bare": tuple(sorted(BUILT_IN)),
    "none but anchors": ("toc",),
    "material": (
        *("toc", "tables", "pymdownx.superfences", "attr_list", "admonition", "md_in_html"),
        *("pymdownx.betterem", "pymdownx.inlinehilite", "pymdownx.saneheaders", "footnotes"),
    ),
    "sane": ("toc", "tables", "fenced_code", "sane_lists", "def_list", "footnotes", "smarty"),
}

_BRACKETS = rf"\[{MARK.pattern}(?: *, *{MARK.pattern})*\]"
_WRITTEN = re.compile(rf"(?<![A-Za-z0-9!\\])(?:{_BRACKETS})+(?![(\[:])", MARK.flags)
"""Marks as DESIGN 4.2 and RECORD 2 define them, by what stands beside them: one, or several."""
_SLUGS = Slugs()
_FIRST, _LAST = "\ue001", "\ue002"
_SILENT = {"a", "code", "pre", "script", "style", "textarea", "kbd", "samp", "svg"}
_VOID = {"br", "hr", "img", "input", "wbr", "source", "track", "col", "path"}


class Rendered(NamedTuple):
    """What is found in a rendered body."""

    marks: set[str]
    """The criteria whose marks are text, where it is no code and no link."""
    links: list[str]
    """Where links and pictures that are written in Markdown lead to, sorted."""
    anchors: list[str]


class _Mark(InlineProcessor):
    """Takes what is a mark by its own text, after code, links and raw HTML."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """Put its names between two signs that nothing else writes."""
        del data
        names = (f"{_FIRST}{match[0].upper()}{_LAST}" for match in MARK.finditer(m[0]))
        return "".join(names), m.start(0), m.end(0)


class _WithMarks(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        """Register the pattern right before emphasis."""
        md.inlinePatterns.register(_Mark(f"(?i:{_BRACKETS})", md), "mark", 65)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.around: list[str] = []
        self.marks: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and where it leads."""
        values = dict(attrs)
        target = values.get("href") if tag == "a" else values.get("src")
        if target is not None and "footnote" not in (values.get("class") or ""):
            self.links.append(target)
        if tag not in _VOID:
            self.around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        if tag in self.around:
            while self.around.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note the marks of a text."""
        if not _SILENT & set(self.around):
            self.marks.update(re.findall(f"{_FIRST}(.*?){_LAST}", data))


def numbered(body: str) -> str:
    """Give every mark of a body a criterion of its own, so that it is known again."""
    numbers = iter(range(1, 10_000))
    return re.sub(r"BUD\.AC[0-9]+", lambda _: f"BUD.AC{next(numbers)}", body)


def rendered(body: str, extensions: Iterable[str] = USUAL) -> Rendered:
    """Render a body, and read what came of it."""
    with_marks = markdown.Markdown(extensions=[*extensions, _WithMarks()])
    reader = _Reader()
    reader.feed(safe(with_marks.convert(body)))
    reader.close()
    allowed = {match[0].upper() for m in _WRITTEN.finditer(body) for match in MARK.finditer(m[0])}
    plain: Any = markdown.Markdown(extensions=[*extensions])
    links = _Reader()
    links.feed(plain.convert(body))
    links.close()
    return Rendered(reader.marks & allowed, sorted(links.links), _flat(plain.toc_tokens))


def scanned(body: str, extensions: Iterable[str] = USUAL, slugs: Slugs = _SLUGS) -> Scan:
    """Scan a body under the same extensions."""
    return scan(body, "a.md", 1, Dialect(frozenset(extensions), slugs))


def _flat(tokens: list[dict[str, Any]]) -> list[str]:
    return [child for token in tokens for child in (token["id"], *_flat(token["children"]))]
