"""Evidence: what a learner shows, and what it is claimed for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from crossfolio.core.framework import Need
from crossfolio.core.ids import natural
from crossfolio.core.place import Place
from crossfolio.core.texts import NOTHING, Text

if TYPE_CHECKING:
    Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
    """What a front matter field may hold."""
else:  # What keeps items between runs reads the types of their fields, and no circle of them.
    Json = Any


def texts_in(value: Json | Mapping[str, Json]) -> Iterator[str]:
    """Give every text in a field of the front matter, or in all of them, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


class Status(StrEnum):
    """How far the learner is with an item."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class Audience(StrEnum):
    """Who may read an item."""

    PUBLIC = "public"
    ASSESSOR = "assessor"
    WITHHELD = "withheld"


class RangeValue(NamedTuple):
    """That a claim shows a value of a range of its criterion."""

    range: str
    """The range's ID, as written."""
    value: str
    """As written."""
    place: Place
    range_place: Place


class Claim(NamedTuple):
    """That an item is evidence for a criterion, as the learner wrote it."""

    tag: str
    """As written; only a full criterion ID counts."""
    place: Place
    at: str = ""
    """Where it is shown: a page, a time, or a heading's anchor."""
    at_place: Place | None = None
    note: str = ""
    revision: int | None = None
    """The revision of the criterion that it was written for, where that is pinned."""
    range: tuple[RangeValue, ...] = ()
    """Which values of the criterion's ranges it shows, in the order of the page."""


class Mark(NamedTuple):
    """A full criterion ID between brackets in the body: it is shown here."""

    criterion: str
    """Upper case."""
    start: int
    """Where its opening bracket stands in the body, in characters."""
    end: int
    heading: str = ""
    """The anchor of the heading that it stands in or under."""


class Heading(NamedTuple):
    """A heading of the body, with the anchor that the site gives it."""

    text: str
    anchor: str
    level: int
    line: int


class Attachment(NamedTuple):
    """A file that an item lists or links to."""

    written: str
    """As the learner wrote it."""
    path: str
    """Relative to the project's root; empty where it leads out of the evidence folder."""
    place: Place
    linked: bool = False
    """Whether the body shows it or links to it."""


class Image(NamedTuple):
    """A picture that the body shows."""

    alt: str
    """The words that stand for it."""
    path: str
    """Relative to the project's root; empty where it is no file of the evidence folder."""
    place: Place


class PageLink(NamedTuple):
    """A link in the body to a page, or to a place on one."""

    written: str
    """As the learner wrote it."""
    path: str
    """Of the page, relative to the project's root; where it leads out of the evidence folder,
    as the site has it. Its own one where the link names only a place; empty where the link
    names a folder, and is meant as an address of the site."""
    anchor: str
    """Of the place; empty for the page as a whole."""
    place: Place


Sentence = tuple[bytes, int, int, int]
"""A sentence that is long enough to be known again: a hash of its words without case, their
number, and where it starts and ends in the body, in characters."""


@dataclass(frozen=True)
class Evidence:
    """One item of evidence: a page and its attachments."""

    id: str
    title: str
    path: str
    place: Place = field(compare=False)
    """Where its `id` stands."""
    kind: str
    """Empty where the page gives none that can be read."""
    first_day: date | None
    last_day: date | None
    status: Status
    audience: Audience
    claims: tuple[Claim, ...]
    brings: frozenset[Need]
    """Which of the fields that a criterion may ask for are filled in."""
    fields: Mapping[str, Json]
    """The front matter as far as the schema allows it: nothing in it is of another form."""
    places: Mapping[str, Place] = field(compare=False)
    """Where each top-level key of the front matter stands."""
    body: str
    """With one byte-order mark off and line ends as LF."""
    marks: tuple[Mark, ...] = ()
    headings: tuple[Heading, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    images: tuple[Image, ...] = ()
    linked_pages: tuple[str, ...] = ()
    """The pages of evidence that the body links to, each once, by path."""
    links: tuple[PageLink, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Places of its page that a link may name beside its headings."""
    body_line: int = 1
    """The line of the file on which the body starts."""
    unshown: Text = NOTHING
    """Why the body is not rendered, in words; empty where it is."""
    sentences: tuple[Sentence, ...] = field(default=(), compare=False)
    """The sentences of the body that may be found again in another."""

    @cached_property
    def key(self) -> str:
        """The ID as it is compared: without case."""
        return self.id.upper()

    @cached_property
    def order(self) -> tuple[tuple[int, str], ...]:
        """What puts items in the natural order of their IDs."""
        return natural(self.id)

    @property
    def slug(self) -> str:
        """The ID as it stands in an address."""
        return self.id.lower()

    def is_refused(self, name: str) -> bool:
        """Tell whether the front matter gives a field of which nothing can be used."""
        return name in self.places and name not in self.fields

    def text(self, name: str) -> str:
        """A text field of the front matter; empty where there is none."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list in the front matter, in order."""
        value = self.fields.get(name)
        return (
            tuple(entry for entry in value if isinstance(entry, str))
            if isinstance(value, list)
            else ()
        )

    def mapping(self, name: str) -> Mapping[str, Json]:
        """A mapping of the front matter; an empty one where there is none."""
        value = self.fields.get(name)
        return value if isinstance(value, dict) else {}

    def mappings(self, name: str) -> tuple[Mapping[str, Json], ...]:
        """The mappings of a list in the front matter, in order."""
        value = self.fields.get(name)
        return (
            tuple(entry for entry in value if isinstance(entry, dict))
            if isinstance(value, list)
            else ()
        )

    def place_of_mark(self, mark: Mark) -> Place:
        """Where a mark of the body stands."""
        return self.place_in_body(mark.start, mark.end)

    def place_in_body(self, start: int, end: int) -> Place:
        """Where a stretch of the body stands, given in characters; it lies on one line."""
        line = self.body_line + self.body.count("\n", 0, start)
        column = start - self.body.rfind("\n", 0, start)
        return Place(self.path, line, column, line, column + end - start)

    def place_of(self, name: str) -> Place:
        """Where a key of the front matter stands, or the item's own place."""
        return self.places.get(name, self.place)
