"""The built site looked at once more, before anyone can see it."""

import re
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence
from crossfolio.reports.site.visibility import shows_in_full

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
_SHORTEST = 24
"""Characters that a line of a withheld item must have to be looked for; shorter ones stand
everywhere."""
_TEXTUAL = {".html", ".json", ".xml", ".txt", ".csv", ".js", ".svg"}


def active_content(html: str) -> list[str]:
    """Name what in the evidence of a page could act or load from elsewhere."""
    start, end = html.find(START), html.rfind(END)
    part = html[start:end] if 0 <= start < end else ""
    if not _SUSPICIOUS.search(part):
        return []
    finder = _Finder()
    finder.feed(part)
    return finder.found


def leaks(site: Path, checked: Checked, root: Path) -> Iterator[str]:
    """Name what of items that the edition does not show in full stands in the built site.

    Looked for are their titles, the lines of their bodies, and their files by content.
    """
    hidden = [it for it in checked.portfolio.evidence if not shows_in_full(it, checked.settings)]
    if not hidden:
        return
    files = _digests(hidden, root)
    texts = {text: item.id for item in hidden for text in _texts(item, checked)}
    pattern = re.compile("|".join(re.escape(text) for text in texts)) if texts else None
    for path in sorted(site.rglob("*")):
        if not path.is_file():
            continue
        name, data = path.relative_to(site).as_posix(), path.read_bytes()
        digest = sha256(data).hexdigest() if files else ""
        if digest in files:
            yield f"{name} is an attachment of {files[digest]}"
        if pattern and path.suffix in _TEXTUAL:
            found = pattern.search(data.decode("utf-8", errors="replace"))
            if found:
                yield f"{name} holds text of {texts[found[0]]}"


def _digests(hidden: list[Evidence], root: Path) -> dict[str, str]:
    return {
        sha256((root / attachment.path).read_bytes()).hexdigest(): item.id
        for item in hidden
        for attachment in item.attachments
        if attachment.path and (root / attachment.path).is_file()
    }


def _texts(item: Evidence, checked: Checked) -> Iterator[str]:
    """Give the texts of an item that must stand nowhere, as HTML and as JSON write them."""
    shown = "\n".join(
        f"{it.title}\n{it.body}"
        for it in checked.portfolio.evidence
        if shows_in_full(it, checked.settings)
    )
    for line in (item.title, *item.body.split("\n")):
        text = line.strip().strip("#>*-| ").strip()
        if len(text) >= _SHORTEST and text not in shown:
            yield text
            if escape(text) != text:
                yield escape(text)


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
