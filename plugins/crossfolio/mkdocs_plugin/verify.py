"""The built site looked at once more, before anyone can see it."""

import re
from html.parser import HTMLParser

from crossfolio.mkdocs_plugin.safe_html import as_browsers_read

START = '<div class="crossfolio-evidence">'
END = '<span class="crossfolio-end" hidden></span>'
"""What stands around everything on a page that comes from evidence."""

_REGION = re.compile(
    r"<div class=[\"']?crossfolio-evidence\b.*<span class=[\"']?crossfolio-end\b", re.DOTALL
)
_SUSPICIOUS = re.compile(
    r"<(?:script|i?frame|object|embed|applet|form|base|meta|link|style|template|noscript|"
    r"animate|set|use)\b|"
    r"[\s/\"']on[a-z]+\s*=|(?:javascript|vbscript|data)\s*:|\bsrcdoc\b|"
    r"(?:src|srcset|poster|background|data)\s*=\s*[\"']?\s*(?:https?:|[/\\]{2})|"
    r"(?:href|src|srcset|poster|action|data)\s*=\s*(?:\"[^\"]*|'[^']*|[^\s>]*)[&\\\x00-\x1f]",
    re.IGNORECASE,
)
"""What makes a page worth parsing, which takes long."""
_ACTIVE = frozenset(
    (
        *("script", "iframe", "frame", "object", "embed", "applet", "form", "base", "meta", "link"),
        *("style", "template", "noscript", "animate", "animatetransform", "set", "use"),
    )
)
_LOADED = frozenset(("src", "srcset", "poster", "background", "data", "xlink:href"))
_ADDRESSES = _LOADED | {"href", "action", "formaction"}


def active_content(html: str) -> list[str]:
    """Name what in the evidence of a page could act or load from elsewhere."""
    region = _REGION.search(html)
    if not region:
        return ["evidence that something has taken out of its place"]
    if not _SUSPICIOUS.search(region[0]):
        return []
    finder = _Finder()
    finder.feed(region[0])
    return finder.found


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
