"""A page of evidence of the built site, made a part of one document."""

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_START, _END = "crossfolio-evidence", "crossfolio-end"
"""Classes of what stands around an item on its page."""
_VOID = frozenset(("br", "col", "hr", "img", "input", "wbr", "source", "track", "area"))
_DROPPED = frozenset(
    (
        *("script", "style", "form", "button", "template", "noscript", "iframe", "object"),
        *("dialog", "select", "textarea", "svg", "audio", "video"),
    )
)
_RECORDINGS = frozenset(("audio", "video"))
_HIDDEN = frozenset(
    ("headerlink", "crossfolio-hidden", "crossfolio-neighbours", "crossfolio-judge", _END)
)
"""Classes of what paper does not show: words for screen readers stand in the tags of the PDF."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_KEPT = frozenset(("class", "colspan", "rowspan", "scope", "start", "type", "dir", "lang", "title"))
_OUTSIDE = ("http", "https", "mailto")
_TITLE = "h2"
"""What an item's title is in the document."""
_DEEPEST = 6


class PdfPart(NamedTuple):
    """An item as a part of a document."""

    slug: str
    html: str
    """Its headings begin at the second level; it holds nothing that acts."""


def part_of(page: str, path: str, name: str, site: Path) -> PdfPart:
    """Return an item as its page shows it.

    Args:
        page: The page's HTML.
        path: The page's path from the site's folder, such as `evidence/e07/index.html`.
        name: The item's ID; in lower case it comes before every anchor.
        site: The site's folder; pictures are taken from there and from nowhere else.
    """
    reader, slug = _Reader(path, name, site), name.lower()
    reader.feed(page)
    reader.close()
    pictures = "".join(reader.pictures())
    return PdfPart(slug, f'<section class="item" id="{slug}">{reader.html}{pictures}</section>')


class _Open(NamedTuple):
    """An element that is not closed yet."""

    tag: str
    written: str
    """What it is called in the document; empty where it is not written."""
    is_left_out: bool = False


class _Reader(HTMLParser):
    """Writes what stands between the start and the end of an item anew."""

    def __init__(self, path: str, name: str, site: Path) -> None:
        super().__init__(convert_charrefs=True)
        self._path, self._name, self._slug, self._site = path, name, name.lower(), site
        self._out: list[str] = []
        self._open: list[_Open] = []
        self._skipped = 0
        """How many of the open elements are left out with all that is in them."""
        self._within = False
        self._level = 1
        self._titled = False
        """Whether the item's title has been written, with its ID before it."""
        self._shown: set[str] = set()
        self._attached: dict[str, str] = {}

    @property
    def html(self) -> str:
        """The HTML of the part, with every element that is still open closed."""
        closing = (f"</{element.written}>" for element in reversed(self._open) if element.written)
        return "".join((*self._out, *closing))

    def pictures(self) -> Iterator[str]:
        """Give the pictures that are attached and that the text does not show."""
        for path, name in self._attached.items():
            if path not in self._shown:
                yield (
                    f'<figure><img src="{escape(path)}" alt="{escape(name)}">'
                    f"<figcaption>{escape(name)}</figcaption></figure>"
                )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        if not self._within:
            self._within = tag == "div" and _START in classes
        elif _END in classes:
            self._within = False
        elif tag in _VOID:
            if not self._skipped:
                self._out.append(self._void(tag, given))
        else:
            self._start(tag, given, is_left_out=tag in _DROPPED or bool(classes & _HIDDEN))

    def handle_endtag(self, tag: str) -> None:
        if not self._within or all(element.tag != tag for element in self._open):
            return
        while self._open:
            ended = self._open.pop()
            self._skipped -= ended.is_left_out
            if ended.written:
                self._out.append(f"</{ended.written}>")
            if ended.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._within and not self._skipped:
            self._out.append(escape(data, quote=False))

    def _start(self, tag: str, given: dict[str, str], *, is_left_out: bool) -> None:
        if tag in _RECORDINGS and not self._skipped:
            self._out.append('<span class="note">A recording, which paper cannot hold.</span>')
        self._skipped += is_left_out
        name = "" if self._skipped else self._renamed(tag)
        self._open.append(_Open(tag, name, is_left_out))
        if not name:
            return
        kept = {key: value for key, value in given.items() if key in _KEPT}
        if tag == "th" and "scope" not in kept:
            kept["scope"] = (
                "col" if any(element.tag == "thead" for element in self._open) else "row"
            )
        if given.get("id"):
            kept["id"] = f"{self._slug}--{given['id']}"
        href = self._href(given.get("href", "")) if tag == "a" else ""
        if href:
            kept["href"] = href
        self._out.append(f"<{name}{_attributes(kept)}>")
        if name == _TITLE and not self._titled:
            self._titled = True
            self._out.append(f"{escape(self._name)}: ")

    def _renamed(self, tag: str) -> str:
        """Return the element that stands in another's place.

        Headings lie below that of the item, and leave out no level; nothing is folded away.
        """
        if tag in _HEADINGS:
            self._level = min(_HEADINGS[tag] + 1, self._level + 1, _DEEPEST)
            return f"h{self._level}"
        return {"details": "div", "summary": "p"}.get(tag, tag)

    def _void(self, tag: str, given: dict[str, str]) -> str:
        if tag != "img":
            return f"<{tag}>" if tag in ("br", "hr", "wbr", "col") else ""
        path = self._file(given.get("src", ""))
        if not path:
            return f'<span class="note">{escape(given.get("alt", "A picture"))}</span>'
        self._shown.add(path)
        words = given.get("alt", "").strip() or basename(path)
        return f'<img src="{escape(path)}" alt="{escape(words)}">'

    def _href(self, href: str) -> str:
        """Return where a link leads in the document, or outside of the site; empty for nowhere."""
        parts = urlsplit(href)
        if parts.scheme:
            return href if parts.scheme in _OUTSIDE else ""
        target = normpath(join(dirname(self._path), unquote(parts.path))) if parts.path else ""
        if target.lower().endswith(_PICTURES) and self._file(href):
            self._attached[target] = basename(target)
        return document_anchor(target or self._path, parts.fragment)

    def _file(self, src: str) -> str:
        """Return the path of a file of the site; empty where it is none."""
        parts = urlsplit(src)
        if parts.scheme or parts.netloc or not parts.path:
            return ""
        path = normpath(join(dirname(self._path), unquote(parts.path)))
        is_within = not path.startswith(("..", "/"))
        return path if is_within and (self._site / path).is_file() else ""


def document_anchor(path: str, fragment: str) -> str:
    """Return where the document has what lies at an address of the site; empty for nowhere.

    Args:
        path: Of the page, from the site's folder: `evidence/e07/index.html` or `evidence/e07`.
        fragment: The anchor on the page.
    """
    folder, _, name = path.removesuffix("/index.html").rpartition("/")
    if folder == "evidence":
        return f"#{name}--{fragment}" if fragment else f"#{name}"
    if folder == "units":
        return f"#{unit_anchor(name)}"
    return ""


def unit_anchor(code: str) -> str:
    """Return the anchor of a unit's sheet in the document: `unit-bud`."""
    return f"unit-{code.lower()}"


def _attributes(kept: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
