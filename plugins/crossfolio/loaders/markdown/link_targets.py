"""What a link in the body of a page leads to."""

from collections.abc import Iterable, Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from crossfolio.core.characters import composed_name
from crossfolio.core.evidence import PageLink
from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.scan import Target

_ANCHOR = regex(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s<>{}]+)|\{[^{}\n]{0,99}#([^\s{}]+)")
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]+:")


def linked_file(target: str, page: str, folder: str) -> str | None:
    """Return the file that a link leads to, empty where that lies outside the folder.

    Nothing is returned for a link that leads to no file at all.
    """
    written = target.partition("#")[0].partition("?")[0]
    if not written or _leads_elsewhere(written):
        return None
    return resolve(unquote(written), page, folder)


def page_links(links: Iterable[Target], page: str) -> Iterator[PageLink]:
    """Give each link of a body to a page, or to a place on one."""
    for link in links:
        written, _, anchor = link.written.partition("#")
        if _SCHEME.match(written) or written.startswith("//"):
            continue
        if written.endswith(".md") and written.startswith("/"):
            yield PageLink(link.written, unquote(written), unquote(anchor), link.place)
        elif written.endswith(".md"):
            path = composed_name(normpath(join(dirname(page), unquote(written))))
            yield PageLink(link.written, path.removeprefix("../"), unquote(anchor), link.place)
        elif written.endswith("/") and not written.startswith("/"):
            yield PageLink(link.written, "", unquote(anchor), link.place)
        elif anchor and not written:
            yield PageLink(link.written, composed_name(page), unquote(anchor), link.place)


def own_anchors(body: str) -> frozenset[str]:
    """Return the places that a body names beside its headings, in attributes."""
    if "id=" not in body and "name=" not in body and "{" not in body:
        return frozenset()
    return frozenset(match[1] or match[2] for match in _ANCHOR.finditer(body))


def resolve(written: str, page: str, folder: str) -> str:
    """Return a file's path from the root, or an empty one where it leads out of the folder."""
    if written.startswith("/") or "\\" in written or ":" in written or "\0" in written:
        return ""
    path = normpath(join(dirname(page), written))
    return composed_name(path) if path.startswith(f"{folder}/") else ""


def _leads_elsewhere(target: str) -> bool:
    """Tell whether a link leads to another site or to another page, not to a file."""
    address = _SCHEME.match(target) and not target.lower().startswith("file:")
    return bool(address) or target.startswith("//") or target.endswith((".md", "/"))
