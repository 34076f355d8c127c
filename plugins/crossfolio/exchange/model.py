"""What every format is read into and written from: units as trees of coded texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Node(NamedTuple):
    """An outcome or a criterion, as a file gives it."""

    code: str
    """Without the unit, such as `LO1` or `2.10`."""
    text: str
    parents: tuple[str, ...] = ()
    """Codes of outcomes; an outcome has one at most."""
    title: str = ""
    """Learner-facing; empty where there is none of its own."""
    level: str = ""
    ksb: str = ""
    identifier: str = ""
    """That of another system, kept as it is; empty where there is none."""
    place: str = ""
    """Where it stands in the file that it comes from, in words."""


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit as formats exchange it."""

    code: str
    title: str
    outcomes: tuple[Node, ...]
    criteria: tuple[Node, ...]
    reference: str = ""
    version: str = ""
    levels: tuple[str, ...] = ()
    """From the lowest; empty without grading."""

    def nodes(self) -> Iterator[Node]:
        """Give the outcomes, then the criteria."""
        yield from self.outcomes
        yield from self.criteria


class NoteSort(StrEnum):
    """What a note is about."""

    LOST = "lost"
    """A row, code, text or parent that the file has and the unit file has not."""
    UNUSED = "not used"
    """A row without content of its own, such as a heading that is repeated."""
    DUPLICATE = "duplicate"
    GAP = "missing number"
    CHANGED = "changed"
    GUESS = "guess"
    SETTING = "setting"
    """Something that belongs to the other system, and is no loss."""


class Note(NamedTuple):
    """One line of the report about a file that was read."""

    sort: NoteSort
    place: str
    """In words, such as `row 12`; empty where it is the whole file."""
    text: str
    """One phrase without a full stop."""


class ExportLoss(NamedTuple):
    """What a format cannot hold."""

    id: str
    """Of the unit, outcome or criterion, in full."""
    field: str
    """The field of the unit file."""
    why: str = "the format has no place for it"


class RefusedFileError(Exception):
    """A file that cannot be read as what it is said to be; nothing was written."""

    def __init__(self, why: str, place: str = "") -> None:
        super().__init__(f"{place}: {why}" if place else why)


class Item(NamedTuple):
    """A thing with a code or a text in a file, before it is known what it becomes."""

    place: str
    code: str
    text: str
    key: str = ""
    """By which others name it as their parent; empty: by its code."""
    parents: tuple[str, ...] = ()
    """Keys, nearest first."""
    sort: str = ""
    """`unit`, `outcome` or `criterion` where the file says so; empty: by what stands below it."""
    title: str = ""
    level: str = ""
    ksb: str = ""
    unit: str = ""
    """The unit's code where each row says it."""
    identifier: str = ""
    reference: str = ""
    version: str = ""

    @property
    def own_key(self) -> str:
        """The key by which others name it."""
        return self.key or self.code.casefold()


class Read(NamedTuple):
    """What a format was read into."""

    items: tuple[Item, ...]
    notes: tuple[Note, ...] = ()
    columns: tuple[str, ...] = ()
    """What was recognised, in words, as it is shown before anything is written."""
    title: str = ""
    """Of the whole file, where it says one."""
    rows: int = 0
    """How many rows or items the file has."""
    second: tuple[str, ...] = ()
    """Lines as a second reader saw them."""
    numbers_all: bool = False
    """Whether things without a code are things all the same, and get a number."""
