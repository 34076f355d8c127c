"""The built site looked at once more, before anyone can see it."""

import re
from html.parser import HTMLParser

from crossfolio.core.regex import regex
from crossfolio.site.html.safe_html import as_browsers_read

START = '<div class="crossfolio-evidence">'
END = '<span class="crossfolio-end" hidden></span>'
"""What stands around everything on a page that comes from evidence."""

_REGION = regex(
    rb"<div class=[\"']?crossfolio-evidence\b.*<span class=[\"']?crossfolio-end\b", re.DOTALL
)
_ELEMENTS = regex(
    rb"<(?:script|i?frame|object|embed|applet|form|base|meta|link|style|template|noscript|"
    rb"animate|set|use)\b"
)
_HANDLER = regex(rb"on[a-z]+\s*=")
_BEFORE_HANDLER = frozenset(b" \t\n\f\r/\"'")
_WORDS = (b"javascript:", b"vbscript:", b"srcdoc")
_DATA = regex(rb"data\s*:")
_LONGEST = 999
"""Bytes of an address; a longer one is looked at with care."""
_VALUE = rf"(?=\s*=\s*(\"[^\"]{{0,{_LONGEST}}}|'[^']{{0,{_LONGEST}}}|[^\s>]{{0,{_LONGEST}}}))"
_ADDRESS = {
    name: regex((name + _VALUE).encode())
    for name in ("href", "src", "srcset", "poster", "background", "action", "data")
}
_ELSEWHERE = regex(rb"[\"']?\s*(?:https?:|[/\\]{2})")
_HIDDEN = regex(rb"[&\\\x00-\x1f]")
"""What makes a page worth parsing, which takes long. Each is looked for in lower case and by
itself: a pattern that begins with fixed letters is found ten times as fast as one of many
beginnings. Bytes are made lower case as browsers do it, and faster than text."""
_ACTIVE = frozenset(
    (
        *("script", "iframe", "frame", "object", "embed", "applet", "form", "base", "meta", "link"),
        *("style", "template", "noscript", "animate", "animatetransform", "set", "use"),
    )
)
_LOADED = frozenset(("src", "srcset", "poster", "background", "data", "xlink:href"))
_FOLLOWED = frozenset(("href", "action"))
_ADDRESSES = _LOADED | {"href", "action", "formaction"}


def active_content(page: bytes) -> list[str]:
    """Name what in the evidence of a page could act or load from elsewhere."""
    region = _REGION.search(page)
    if not region:
        return ["evidence that something has taken out of its place"]
    if not _suspicious(region[0].lower()):
        return []
    finder = _Finder()
    finder.feed(region[0].decode("utf-8", errors="replace"))
    return finder.found


def _suspicious(html: bytes) -> bool:
    """Tell whether HTML in lower case holds anything that may act or load from elsewhere."""
    return (
        any(word in html for word in _WORDS)
        or _ELEMENTS.search(html) is not None
        or _DATA.search(html) is not None
        or any(html[match.start() - 1] in _BEFORE_HANDLER for match in _HANDLER.finditer(html))
        or any(
            _leads_away(name, value)
            for name, pattern in _ADDRESS.items()
            for value in pattern.findall(html)
        )
    )


def _leads_away(name: str, value: bytes) -> bool:
    if len(value) >= _LONGEST or _HIDDEN.search(value):
        return True
    return name not in _FOLLOWED and _ELSEWHERE.match(value) is not None


class _Finder(HTMLParser):
    """Finds elements and attributes that act."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ACTIVE:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            bare = as_browsers_read(value or "").lower()
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"the attribute {name}")
            if name in _ADDRESSES and bare.startswith(("javascript:", "vbscript:", "data:")):
                self.found.append(f"an address that runs a program, in {name}")
            if name in _LOADED and bare.startswith(("http:", "https:", "//")):
                self.found.append("a file loaded from another host")
