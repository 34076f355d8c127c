"""Tags that are written as HTML: where they lead, and which of them a page does not show."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crossfolio.core.elements import SCHEMES, SHOWN, UNWRAPPED
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.scan import RawTag, Scan, ShownFile, Target

_TAG = regex(r"<([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = regex(r"([A-Za-z][A-Za-z0-9:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_KNOWN = SHOWN | UNWRAPPED
_MEDIA = ("img", "audio", "video", "source", "track")
_ELSEWHERE = regex(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?//", re.IGNORECASE)
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]+):")
_JUDGED = SCHEMES | {"file"}
"""A file of this machine is found as one that lies outside of the folder."""
_WITH_SCHEME = regex(r"\s*[A-Za-z][A-Za-z0-9+.-]+:")


class LeftOut(NamedTuple):
    """Something that a page asks for and its readers do not get."""

    place: Place
    tag: str = ""
    """The name of a tag; empty where it is a picture or an address."""
    address: str = ""
    """Where it lies, if that is elsewhere on the web; it is shown as a link."""
    scheme: str = ""
    """What the address of a link begins with; empty where it is something else."""


def with_html(scan: Scan) -> Scan:
    """Return a scan with the links and pictures of tags that are written as HTML."""
    if not scan.tags:
        return scan
    links, pictures = list(scan.links), list(scan.pictures)
    for tag in scan.tags:
        name, values = _read(tag.text)
        target = values.get("href" if name == "a" else "src", "")
        if target and name in ("a", *_MEDIA):
            links.append(Target(target, _within(tag, target)))
            if name == "img":
                pictures.append(ShownFile(values.get("alt", ""), target, tag.place))
    return scan._replace(links=tuple(links), pictures=tuple(pictures))


def left_out(scan: Scan) -> Iterator[LeftOut]:
    """Give what of a body is taken out of its page, each where it stands."""
    for tag in scan.tags:
        name, values = _read(tag.text)
        source = values.get("src", values.get("data", ""))
        if (name and name not in _KNOWN) or (name in _MEDIA and _WITH_SCHEME.match(source)):
            yield LeftOut(tag.place, name, source if _is_web(source) else "")
        elif name in _MEDIA and _ELSEWHERE.match(source):
            yield LeftOut(tag.place, name, f"https:{source}")
    of_tags = {tag.place for tag in scan.tags}
    for picture in scan.pictures:
        if picture.place in of_tags:
            continue  # The tag is found already.
        if _ELSEWHERE.match(picture.written):
            yield LeftOut(picture.place, address=picture.written)
        elif picture.written.startswith("data:"):
            yield LeftOut(picture.place)
    shown = {link.written for link in scan.pictures}
    for link in scan.links:
        scheme = _SCHEME.match(link.written)
        if scheme and link.written not in shown and scheme[1].lower() not in _JUDGED:
            yield LeftOut(link.place, scheme=scheme[1])


def _within(tag: RawTag, target: str) -> Place:
    """Return where a target stands in a tag; the whole tag where it is written otherwise."""
    at, place = tag.text.find(target), tag.place
    if at < 0 or place.line != place.end_line:
        return place._replace(end_line=0, end_column=0)
    start = place.column + at
    return place._replace(column=start, end_column=start + len(target))


def split_tags(html: str, place: int) -> Iterator[tuple[str, int]]:
    """Give the start tags of a stretch of HTML, each with its place in the body."""
    for found in _TAG.finditer(_COMMENTS.sub(lambda match: " " * len(match[0]), html)):
        yield html[found.start() : found.end()], place + found.start()


_COMMENTS = regex(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)


def _is_web(address: str) -> bool:
    return address.strip().lower().startswith(("https://", "http://"))


def _read(text: str) -> tuple[str, dict[str, str]]:
    found = _TAG.match(text)
    if not found:
        return "", {}
    from html import unescape  # noqa: PLC0415 - a table of all entities; few pages need it

    values = {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(found[2])
    }
    return found[1].lower(), values
