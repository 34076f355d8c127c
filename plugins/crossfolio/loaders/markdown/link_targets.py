"""What a link in the body of a page leads to."""

import re
from collections.abc import Iterable, Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from crossfolio.loaders.markdown.scan import Target

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def linked_file(target: str, page: str, folder: str) -> str | None:
    """Return the file that a link leads to, empty where that lies outside the folder.

    Nothing is returned for a link that leads to no file at all.
    """
    written = target.partition("#")[0].partition("?")[0]
    if not written or _leads_elsewhere(written):
        return None
    return resolve(unquote(written), page, folder)


def linked_pages(links: Iterable[Target], page: str, folder: str) -> Iterator[str]:
    """Give the path of each other page of evidence that a body links to."""
    for link in links:
        written = link.written.partition("#")[0]
        path = resolve(unquote(written), page, folder) if written.endswith(".md") else ""
        if path and path != page:
            yield path


def resolve(written: str, page: str, folder: str) -> str:
    """Return a file's path from the root, or nothing where it leads out of the folder."""
    if written.startswith("/") or "\\" in written or ":" in written or "\0" in written:
        return ""
    path = normpath(join(dirname(page), written))
    return path if path.startswith(f"{folder}/") else ""


def _leads_elsewhere(target: str) -> bool:
    """Tell whether a link leads to another site or to another page, not to a file."""
    address = _SCHEME.match(target) and not target.lower().startswith("file:")
    return bool(address) or target.startswith("//") or target.endswith((".md", "/"))
