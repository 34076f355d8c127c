"""The built site looked at once more, before anyone can see it."""

import re
from html.parser import HTMLParser

START = '<div class="crossfolio-evidence">'
END = '<span class="crossfolio-end" hidden></span>'
"""What stands around everything on a page that comes from evidence."""

_SUSPICIOUS = re.compile(
    r"<(?:script|iframe|object|embed|form|base|meta|link|style|template|noscript)\b|"
    r"\son[a-z]+\s*=|(?:javascript|vbscript|data)\s*:|src\s*=\s*[\"']?\s*(?:https?:)?//",
    re.IGNORECASE,
)
_ACTIVE = frozenset(
    ("script", "iframe", "object", "embed", "form", "base", "meta", "link", "style", "template")
)


def active_content(html: str) -> list[str]:
    """Name what in the evidence of a page could act or load from elsewhere."""
    start, end = html.find(START), html.rfind(END)
    part = html[start:end] if 0 <= start < end else ""
    if not _SUSPICIOUS.search(part):
        return []
    finder = _Finder()
    finder.feed(part)
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
            bare = re.sub(r"[\s\x00-\x1f]", "", value or "").lower()
            if name.startswith("on"):
                self.found.append(f"the attribute {name}")
            if name in ("href", "src", "action") and bare.startswith(
                ("javascript:", "vbscript:", "data:")
            ):
                self.found.append(f"an address that runs a program, in {name}")
            if name == "src" and bare.startswith(("http:", "https:", "//")):
                self.found.append("a file loaded from another host")
