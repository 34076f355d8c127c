"""A built site's links, followed without a browser."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}


class Page(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element links to, loads, and is called."""
        values = dict(attrs)
        for name in ("id", "name"):
            if values.get(name):
                self.anchors.add(values[name] or "")
        target = values.get(LINKS.get(tag, ""))
        if target is not None:
            self.links.append(target)
            if tag != "a" and values.get("rel") not in ("canonical", "prev", "next"):
                self.loaded.append(target)


def pages(site: Path) -> dict[str, Page]:
    """Parse every page of a site."""
    return {
        path.relative_to(site).as_posix(): Page(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def broken_links(site: Path) -> list[str]:
    """Name each link whose page, file or anchor does not exist."""
    parsed = pages(site)
    exists = cache(lambda path: (site / path).is_file())
    broken = []
    for source, page in parsed.items():
        if source == "404.html":  # Its links are made for the root of a host.
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = normpath(join(dirname(source), unquote(parts.path))) if parts.path else source
            if parts.path.endswith("/") or (site / path).is_dir():
                path = normpath(join(path, "index.html"))
            anchor = unquote(parts.fragment)
            no_anchor = anchor and path in parsed and anchor not in parsed[path].anchors
            if not exists(path) or no_anchor:
                broken.append(f"{source}: {link}")
    return broken


def loaded_from_elsewhere(site: Path) -> list[str]:
    """Name each script, style, picture or font that a page loads from another host."""
    return [
        f"{source}: {link}"
        for source, page in pages(site).items()
        for link in page.loaded
        if urlsplit(link).netloc
    ]
