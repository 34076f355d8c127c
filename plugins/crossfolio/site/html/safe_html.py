"""Rendered evidence made safe: only elements, attributes and addresses that cannot act.

Evidence is data from anyone. What is left in is what Markdown and the usual extensions
make: admonitions, tabs, task lists, footnotes, highlighted code, tables.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from html import unescape

import nh3

from crossfolio.core.characters import BIDI
from crossfolio.core.elements import SCHEMES, SHOWN
from crossfolio.core.ids import UNIT
from crossfolio.core.regex import regex

_CLASSES = {"class", "id", "title", "lang", "dir", "role"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": _CLASSES,
    "a": {"href"},
    "abbr": {"title"},
    "audio": {"src", "controls"},
    "col": {"span"},
    "details": {"open"},
    "div": {"style"},
    "img": {"src", "alt", "width", "height", "align", "loading"},
    "input": {"type", "checked", "disabled", "name"},
    "label": {"for"},
    "ol": {"start", "type"},
    "path": {"d"},
    "source": {"src", "type"},
    "svg": {"viewbox", "viewBox", "xmlns"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "track": {"src", "kind", "srclang", "label"},
    "video": {"src", "controls", "width", "height"},
}
_TAKEN_CLASS = regex(
    r"crossfolio|mdx?-|mermaid$|(?:modal|navbar|offcanvas|dropdown|toast|popover|tooltip)(?:-|$)|"
    r"(?:fixed|sticky|position|rst|wy|toctree)-",
    re.IGNORECASE,
)
"""Classes of ours, and those with which a theme covers the page, draws its own parts, or
fetches a script."""
DIAGRAM = "mermaid"
"""The class, and the name of the fence, of a drawing that Mermaid makes in the browser."""
_TAKEN_ID = regex(
    r"__(?!tabbed_)|(?i:crossfolio|mkdocs[-_](?:search|keyboard)|rtd-|content_search$|hljs-|"
    r"theme-menu$|(?:navbar|toc)-collapse$|(?:search|keyboard)ModalLabel$)|"
    rf"{UNIT}\.",
    re.ASCII,
)
"""IDs of ours, of criteria, and of the parts of a page that a theme looks for."""
_PIECE = regex(
    r"((?:[^<\U000f0000-\U000ffffd]++|"
    r"<(?:[^\"'<>\U000f0000-\U000ffffd]|\"[^\"\U000f0000-\U000ffffd]*+\"|"
    r"'[^'\U000f0000-\U000ffffd]*+')*+>)++)|"
    r"<(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>|[\U000f0000-\U000ffffd]",
)
"""As much as holds no placeholder, or a tag with some, or one in text."""
_NAMED_TAG = regex(r"</?([a-z0-9]+)(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>")
_BOX = '<div class="crossfolio-wide" role="group" tabindex="0" aria-label="Table">'
_REACHED = regex(r"<(?:a|table|th)\b")
_EMPTY_HEADING = regex(r"<th(?: style=\"[^\"<>]*\")?></th>")

_LOOK_ALIKES = {ord("<"): "\u2039", ord(">"): "\u203a"}
"""Single quotation marks that look like the brackets of a tag."""
_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = {ord(character): None for character in "\t\n\r"}
"""What browsers leave out around an address, and within one."""
_ALLOWED_VALUES = {
    "src": regex(r"(?![A-Za-z][A-Za-z0-9+.-]*:|//)"),
    "role": regex(r"(?:img|note)$"),
    "input type": regex(r"(?:checkbox|radio)$"),
}
"""What an attribute may hold; pictures and sound come from the site itself."""

FIRST_PLACEHOLDER = 0xF0000
"""Placeholders are characters of private use: text to Markdown, and to no one else's."""
MOST_PLACEHOLDERS = 0xFFFE
_PLACEHOLDERS = regex("[\U000f0000-\U000ffffd]")
_REFERENCE = regex(r"&#(?:x0*([0-9a-f]{5,})|0*([0-9]{6,}));?", re.IGNORECASE | re.ASCII)
"""A character by its number, as HTML writes it: nh3 writes the character itself."""


def without_placeholders(text: str) -> str:
    """Replace characters that stand for marks here, so that no page can forge one."""
    return _PLACEHOLDERS.sub("\ufffd", text)


def without_references(html: str) -> str:
    """Replace placeholders that rendered Markdown writes as numbers, to forge a mark."""

    def put(found: re.Match[str]) -> str:
        digits, base = (found[1], 16) if found[1] else (found[2], 10)
        plane = int(digits[:8], base)
        return "\ufffd" if plane >= FIRST_PLACEHOLDER else found[0]

    return _REFERENCE.sub(put, html)


def placeholder(number: int) -> str:
    """Return the character that stands for the n-th mark of a page while it is rendered."""
    return chr(FIRST_PLACEHOLDER + number)


def safe(html: str, *, diagrams: bool = False) -> str:
    """Return rendered Markdown without anything that acts, loads or poses as ours.

    Args:
        html: Rendered Markdown.
        diagrams: Whether the site draws Mermaid, whose script then looks for its class.
    """
    return _cleaner(diagrams).clean(without_references(html))


def put_marks(html: str, marks: Mapping[str, Callable[[], str]], words: Mapping[str, str]) -> str:
    """Put the links of marks in place of their placeholders.

    A heading may be a link to itself, which then ends before the mark and goes on behind it;
    and a table of contents says its words again, where a mark has no place.

    Args:
        html: Safe HTML.
        marks: Makes the link of each placeholder; used in text.
        words: The mark as it was written; used inside attributes, where no link can be.
    """
    around = _Around()

    def put(piece: re.Match[str]) -> str:
        found = piece[0]
        if not piece[1] and found in marks:
            if around.in_contents:
                return ""
            link = marks[found]()
            return f"</a>{link}{around.link}" if around.link else link
        around.pass_by(found)
        return (
            found if piece[1] else _PLACEHOLDERS.sub(lambda match: words.get(match[0], ""), found)
        )

    return _PIECE.sub(put, html)


class _Around:
    """The link that a place in HTML stands in."""

    def __init__(self) -> None:
        self.link = ""
        """Its tag; empty where there is none."""
        self.in_contents = False
        """Whether it is an entry of a table of contents."""

    def pass_by(self, html: str) -> None:
        """Take note of the links that some HTML opens or closes."""
        start = html.rfind("<a ")
        if html.rfind("</a>") > start:
            self.link, self.in_contents = "", False
        elif start >= 0:
            self.link = html[start : html.index(">", start) + 1]
            self.in_contents = html.endswith("<li>", 0, start) and 'href="#' in self.link


def within_reach(html: str) -> str:
    """Return safe HTML with what keyboards, screen readers and themes' scripts need.

    A table without a class gets a box that scrolls and takes the focus; a heading cell
    that is empty becomes an ordinary one; and a link whose address was taken out is no
    link, since Material's scripts stumble over it.
    """
    ends: dict[str, list[str]] = {"a": [], "svg": [], "table": []}

    def put(found: re.Match[str]) -> str:
        tag, name = found[0], found[1]
        if name not in ends:
            return tag
        if tag.startswith("</"):
            return ends[name].pop() if ends[name] else tag
        start, end = tag, f"</{name}>"
        if name == "table" and " class=" not in tag:
            start, end = f"{_BOX}{tag}", f"{end}</div>"
        elif name == "a" and " href=" not in tag and not ends["svg"]:
            start, end = f"<span{tag[2:]}", "</span>"
        ends[name].append(end)
        return start

    if not _REACHED.search(html):
        return html
    return _EMPTY_HEADING.sub("<td></td>", _NAMED_TAG.sub(put, html))


def safe_title(title: str) -> str:
    """Return a title that a theme may print anywhere, escaped or not.

    Themes print titles into HTML unescaped, and some unescape them first; so the
    characters that could open a tag or end an attribute become look-alikes. Those that
    turn the direction of writing are left out.
    """
    plain = BIDI.sub("", unescape(title)).translate(_LOOK_ALIKES | {ord('"'): "\u201d"})
    return plain.replace("&", "&amp;")


def as_browsers_read(address: str) -> str:
    """Return an address as a browser takes it, which is not always as it is written.

    Source: WHATWG, URL Standard, "basic URL parser".
    """
    return address.strip(_AROUND).translate(_WITHIN).replace("\\", "/")


@cache
def _cleaner(diagrams: bool) -> nh3.Cleaner:  # noqa: FBT001 - one for each
    return nh3.Cleaner(
        tags=set(SHOWN),
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_attribute, DIAGRAM if diagrams else ""),
        url_schemes=set(SCHEMES),
        filter_style_properties={"text-align"},
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object"},
    )


def _attribute(diagram: str, tag: str, name: str, value: str) -> str | None:
    if name == "class":
        words = value.split()
        kept = [word for word in words if word == diagram or not _TAKEN_CLASS.match(word)]
        return " ".join(kept) or None
    if name in ("id", "for", "name"):
        return None if _TAKEN_ID.match(value) else value
    if name == "title":
        return value.translate(_LOOK_ALIKES)
    known = _ALLOWED_VALUES.get(name if tag != "input" else f"input {name}")
    if known:
        return value if known.match(as_browsers_read(value)) else None
    return value
