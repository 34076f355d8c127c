"""Items and findings as plain values, as they are kept on the disk, and back.

Plain values are numbers, strings, bytes and tuples, lists and dictionaries of them: reading
them back makes nothing else, and runs nothing.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from crossfolio.core.evidence import Attachment, Audience, Claim, Evidence, Status
from crossfolio.core.findings import Edit, Finding, Related
from crossfolio.core.framework import Need
from crossfolio.core.place import Place
from crossfolio.core.suppressions import Suppression
from crossfolio.loaders.evidence_file import read_body
from crossfolio.loaders.one_file import Loader

Plain = tuple[Any, ...]
_STATUS = {it.value: it for it in Status}
_AUDIENCE = {it.value: it for it in Audience}
_AT_HAND = (
    *("id", "title", "path", "place", "kind", "first_day", "last_day", "status", "audience"),
    *("claims", "brings", "fields", "attachments", "unshown", "sentences"),
)
"""What a check asks of an item that has not changed."""
_BODY = ("body", "body_line")
_LATER = (*_BODY, "places", "marks", "headings", "images", "linked_pages")
"""What it asks seldom, and what takes most of the room."""


class KeptEvidence(Evidence):
    """An item as it was kept; its page is read again where more is asked of it."""

    __slots__ = ("_content", "_loader")
    _content: Callable[[], bytes]
    _loader: Loader[Evidence | None]

    def __getattr__(self, name: str) -> object:
        """Return what is not at hand, from the page."""
        if name not in _LATER:
            raise AttributeError(name)
        if name in _BODY:
            values = dict(zip(_BODY, read_body(self._content(), self.path), strict=True))
        else:
            whole = self._loader(self._content(), self.path)[0]
            values = {later: getattr(whole, later) for later in _LATER}
        for later, value in values.items():
            object.__setattr__(self, later, value)
        return values[name]


def plain_item(item: Evidence) -> Plain:
    """Return an item as plain values; its path is left out."""
    return (
        item.id,
        item.title,
        item.place[1:],
        item.kind,
        item.first_day.toordinal() if item.first_day else 0,
        item.last_day.toordinal() if item.last_day else 0,
        item.status.value,
        item.audience.value,
        tuple(_plain_claim(it) for it in item.claims),
        tuple(sorted(it.value for it in item.brings)),
        dict(item.fields),
        tuple((it.written, it.path, it.place[1:], it.linked) for it in item.attachments),
        item.unshown,
        item.sentences,
    )


def kept_item(
    kept: Plain, path: str, content: Callable[[], bytes], loader: Loader[Evidence | None]
) -> Evidence:
    """Return the item that `plain_item` gave these values of.

    Args:
        kept: The values.
        path: Of its page.
        content: Returns its page, which is still what it was then.
        loader: Reads a page.
    """
    id, title, place, kind, first, last, status, audience, *rest = kept
    claims, brings, fields, attachments, unshown, sentences = rest
    values = (
        id,
        title,
        path,
        Place(path, *place),
        kind,
        date.fromordinal(first) if first else None,
        date.fromordinal(last) if last else None,
        _STATUS[status],
        _AUDIENCE[audience],
        tuple([_claim(it, path) for it in claims]),
        _needs(brings),
        fields,
        tuple([Attachment(w, p, Place(path, *at), linked) for w, p, at, linked in attachments]),
        unshown,
        sentences,
    )
    item = object.__new__(KeptEvidence)
    write = object.__setattr__
    for name, value in zip(_AT_HAND, values, strict=True):
        write(item, name, value)
    write(item, "_content", content)
    write(item, "_loader", loader)
    return item


def plain_finding(it: Finding) -> Plain:
    """Return a finding as plain values."""
    related = tuple((tuple(one.place), one.message) for one in it.related)
    edits = tuple((tuple(one.place), one.text) for one in it.edits)
    return (it.code, tuple(it.place), it.message, it.help, related, edits, it.unit)


def kept_finding(kept: Plain) -> Finding:
    """Return the finding that `plain_finding` gave these values of."""
    code, place, message, help, related, edits, unit = kept
    return Finding(
        code,
        Place(*place),
        message,
        help,
        tuple(Related(Place(*at), said) for at, said in related),
        tuple(Edit(Place(*at), text) for at, text in edits),
        unit,
    )


def plain_suppression(it: Suppression) -> Plain:
    """Return a comment that takes findings back as plain values."""
    return (tuple(it.place), it.line, it.names, it.reason)


def kept_suppression(kept: Plain) -> Suppression:
    """Return the comment that `plain_suppression` gave these values of."""
    place, *rest = kept
    return Suppression(Place(*place), *rest)


def _plain_claim(it: Claim) -> Plain:
    at_place = it.at_place[1:] if it.at_place else None
    return (it.tag, it.place[1:], it.at, at_place, it.note, it.revision)


def _claim(kept: Plain, path: str) -> Claim:
    tag, place, at, at_place, note, revision = kept
    where = Place(path, *at_place) if at_place else None
    return Claim(tag, Place(path, *place), at, where, note, revision)


@cache
def _needs(names: tuple[str, ...]) -> frozenset[Need]:
    return frozenset(Need(it) for it in names)
