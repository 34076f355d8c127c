"""Items and findings as plain values, as they are kept on the disk, and back.

Plain values are numbers, strings, bytes and tuples, lists and dictionaries of them: reading
them back makes nothing else, and runs nothing.
"""

import marshal
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from crossfolio.core.assessment import Parts
from crossfolio.core.evidence import (
    Attachment,
    Audience,
    Claim,
    Evidence,
    Heading,
    Image,
    Mark,
    Status,
)
from crossfolio.core.findings import Edit, Finding, Related
from crossfolio.core.fingerprint import Fingerprint
from crossfolio.core.framework import Need
from crossfolio.core.place import Place
from crossfolio.core.suppressions import Suppression
from crossfolio.loaders.evidence_file import read_body

Plain = tuple[Any, ...]
_STATUS = {it.value: it for it in Status}
_BODY = ("body", "body_line")
_OF_THE_PAGE = ("places", "marks", "headings", "images", "linked_pages")
"""What a check seldom asks of an item that has not changed, and what takes most of the room."""


class KeptEvidence(Evidence):
    """An item as it was kept.

    What a check asks of every item is at hand. The rest is made from the plain values where it
    is asked for, but for the body, which is read from the page again.
    """

    __slots__ = ("_content", "_plain")
    _plain: Plain
    _content: Callable[[], bytes] | None
    """Reads the page; nothing once the body is at hand."""

    def read_text(self) -> None:
        """Read the body, unless it is at hand; no more of the page is ever read."""
        if self._content:
            body, line = read_body(self._content(), self.path)
            object.__setattr__(self, "body", body)
            object.__setattr__(self, "body_line", line)
            object.__setattr__(self, "_content", None)

    def __getattr__(self, name: str) -> object:
        """Return what is not at hand."""
        if name in _BODY:
            self.read_text()
        elif name in _MADE:
            object.__setattr__(self, name, _MADE[name](self._plain, self.path))
        elif name in _OF_THE_PAGE:
            made = _of_the_page(_loaded(self._plain[14]), self.path)
            for later, value in zip(_OF_THE_PAGE, made, strict=True):
                object.__setattr__(self, later, value)
        else:
            raise AttributeError(name)
        return object.__getattribute__(self, name)


def plain_item(item: Evidence) -> Plain:
    """Return an item as plain values; its path is left out."""
    return (
        item.id,
        item.kind,
        item.status.value,
        tuple(sorted(it.value for it in item.brings)),
        dict(item.fields),
        tuple((it.written, it.path, it.place[1:], it.linked) for it in item.attachments),
        item.sentences,
        item.title,
        item.place[1:],
        item.first_day.toordinal() if item.first_day else 0,
        item.last_day.toordinal() if item.last_day else 0,
        item.audience.value,
        marshal.dumps(tuple(_plain_claim(it) for it in item.claims)),  # In one piece, as it and
        item.unshown,
        marshal.dumps(_plain_of_the_page(item)),  # this are seldom asked for.
    )


def kept_item(kept: Plain, path: str, content: Callable[[], bytes]) -> Evidence:
    """Return the item that `plain_item` gave these values of.

    Args:
        kept: The values.
        path: Of its page.
        content: Returns its page, which is still what it was then.
    """
    item, write = object.__new__(KeptEvidence), object.__setattr__
    write(item, "path", path)
    write(item, "id", kept[0])
    write(item, "kind", kept[1])
    write(item, "status", _STATUS[kept[2]])
    write(item, "brings", _needs(kept[3]))
    write(item, "fields", kept[4])
    write(item, "attachments", _attachments(kept[5], path) if kept[5] else ())
    write(item, "sentences", kept[6])
    write(item, "_plain", kept)
    write(item, "_content", content)
    return item


_MADE: dict[str, Callable[[Plain, str], object]] = {
    "title": lambda kept, _: kept[7],
    "place": lambda kept, path: Place(path, *kept[8]),
    "first_day": lambda kept, _: _day(kept[9]),
    "last_day": lambda kept, _: _day(kept[10]),
    "audience": lambda kept, _: Audience(kept[11]),
    "claims": lambda kept, path: tuple(_claim(it, path) for it in _loaded(kept[12])),
    "unshown": lambda kept, _: kept[13],
}
"""What is made from the plain values of an item where it is asked for."""


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


def plain_fingerprint(it: Fingerprint) -> bytes:
    """Return a fingerprint in one piece, as most checks do not ask for it."""
    return marshal.dumps((it.value, it.parts.fields, it.parts.body, dict(it.parts.attachments)))


def kept_fingerprint(kept: bytes) -> Fingerprint:
    """Return the fingerprint that `plain_fingerprint` gave this of."""
    value, *parts = _loaded(kept)
    return Fingerprint(value, Parts(*parts))


def _loaded(kept: bytes) -> Plain:
    values: Plain = marshal.loads(kept)  # noqa: S302 - our own
    return values


def _plain_of_the_page(item: Evidence) -> Plain:
    return (
        {name: it[1:] for name, it in item.places.items()},
        tuple(map(tuple, item.marks)),
        tuple(map(tuple, item.headings)),
        tuple((it.alt, it.path, it.place[1:]) for it in item.images),
        item.linked_pages,
    )


def _of_the_page(kept: Plain, path: str) -> Iterator[object]:
    """Give what `_OF_THE_PAGE` names, in its order."""
    places, marks, headings, images, pages = kept
    yield {name: Place(path, *at) for name, at in places.items()}
    yield tuple(Mark(*it) for it in marks)
    yield tuple(Heading(*it) for it in headings)
    yield tuple(Image(alt, file, Place(path, *at)) for alt, file, at in images)
    yield pages


def _plain_claim(it: Claim) -> Plain:
    at_place = it.at_place[1:] if it.at_place else None
    return (it.tag, it.place[1:], it.at, at_place, it.note, it.revision)


def _claim(kept: Plain, path: str) -> Claim:
    tag, place, at, at_place, note, revision = kept
    where = Place(path, *at_place) if at_place else None
    return Claim(tag, Place(path, *place), at, where, note, revision)


def _attachments(kept: Plain, path: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(w, p, Place(path, *at), linked) for w, p, at, linked in kept)


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number else None


@cache
def _needs(names: tuple[str, ...]) -> frozenset[Need]:
    return frozenset(Need(it) for it in names)
