"""What has changed in an item since it was judged, and the version that was."""

from collections.abc import Mapping
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.passages import Passage
from crossfolio.core.texts import NOTHING, Text
from crossfolio.core.word_changes import WordPiece, has_changes


class Wanted(NamedTuple):
    """An item in the version that a decision judged."""

    item: str
    """Its ID in upper case."""
    fingerprint: str


class ItemVersion(NamedTuple):
    """An item as a commit has it."""

    commit: str
    day: str
    """On which it was written: `2026-04-14`."""
    item: Evidence
    is_whole: bool = True
    """Whether the commit holds the attached files that were judged as well."""
    changed_on: str = ""
    """The day of the first commit in which the item is another; empty where none is."""


class Unfound(NamedTuple):
    """Why a version cannot be shown, as a phrase."""

    why: Text


Versions = Mapping[Wanted, ItemVersion | Unfound]


class FieldChange(NamedTuple):
    """A field of the front matter that was judged with another value."""

    name: str
    then: str
    """Empty where it was not there, as the next."""
    now: str


class PassageSince(NamedTuple):
    """A passage that shows a criterion, and what has become of it."""

    criterion: str
    nth: int
    """Which of the criterion's marks it is at, from 1; 0 where the claim names a heading."""
    passage: Passage
    same: bool
    """Whether it reads just as it did."""
    pieces: tuple[WordPiece, ...]


class Since(NamedTuple):
    """What has changed in an item since a decision judged it."""

    decision: str
    criteria: tuple[str, ...]
    """Those of the decision that no longer stand for the item."""
    parts: tuple[Text, ...]
    """What differs, in words."""
    version: tuple[str, str] = ("", "")
    """The commit that has what was judged, and its day; empty where none is found."""
    changed_on: str = ""
    is_whole: bool = True
    """Whether the attached files that were judged are in that commit."""
    why: Text = NOTHING
    """Why it is not shown by words; empty where it is."""
    fields: tuple[FieldChange, ...] = ()
    text: tuple[WordPiece, ...] = ()
    """The whole text: what stays, goes and comes."""
    passages: tuple[PassageSince, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether some word of the text has changed, and not only blanks and line ends."""
        return has_changes(self.text)
