"""What a word in a file stands for: a criterion, an item, a person and so on."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from crossfolio.core.check import Checked
from crossfolio.core.ids import LOCAL, UNIT, is_full
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.lsp.context import CursorContext

_FULL = regex(rf"(?<![\w.-]){UNIT}\.{LOCAL}(?![\w-]|\.\w)", re.ASCII)
_WORD = regex(r"[A-Za-z0-9][\w.-]*", re.ASCII)
_UNIT_KEY = regex(r"unit:\s*[\"']?([A-Za-z0-9][\w-]*)")

PEOPLE = frozenset(
    (
        *("author", "assessor", "witness", "learner", "person", "by", "seen_by", "agreed_with"),
        *("quality_assurer", "countersigned_by"),
    )
)
"""Keys whose value is the ID of a person."""
KINDS = frozenset(("kind", "any_kind", "all_kinds", "allowed", "forbidden"))
"""Keys whose value is a kind of evidence, where the schema names no other words for it."""


class ThingSort(Enum):
    """What a word can stand for."""

    CRITERION = auto()
    OUTCOME = auto()
    UNIT = auto()
    QUALIFICATION = auto()
    EVIDENCE = auto()
    PERSON = auto()
    KIND = auto()
    HEADING = auto()
    FILE = auto()
    DECISION = auto()
    KEY = auto()


@dataclass(frozen=True, slots=True)
class Thing:
    """A word of a file, and what it stands for."""

    sort: ThingSort
    id: str
    """As the check knows it: full and as its own file prints it, or in upper case, for items,
    decisions and samples."""
    line: int
    start: int
    end: int

    def place(self, path: str) -> Place:
        """Return where the word stands."""
        return Place(path, self.line + 1, self.start + 1, self.line + 1, self.end + 1)


def thing_at(context: CursorContext, checked: Checked) -> Thing | None:
    """Return what stands at the cursor."""
    for found in _FULL.finditer(context.text):
        if found.start() <= context.column <= found.end():
            criterion = checked.portfolio.framework.named.get(found[0].upper())
            if criterion:  # The tag of a part begins with that of its criterion.
                start = found.start()
                return Thing(
                    ThingSort.CRITERION, criterion, context.line, start, start + len(criterion)
                )
    if context.yaml is None:
        return None
    for found in _WORD.finditer(context.text):
        if found.start() <= context.column <= found.end():
            return _in_yaml(context, found, checked)
    return None


def _in_yaml(context: CursorContext, found: re.Match[str], checked: Checked) -> Thing | None:
    cursor, word = context.yaml, found[0]
    if cursor is None:
        return None
    after = context.text[found.end() :].lstrip()
    if after.startswith(":") and cursor.is_key:
        return Thing(ThingSort.KEY, word, context.line, *found.span())
    named = _named(context.schema, cursor.trail, word, context, checked)
    return Thing(named[0], named[1], context.line, *found.span()) if named else None


def _named(  # noqa: C901, PLR0911 - one for each sort
    schema: str, trail: tuple[str, ...], word: str, context: CursorContext, checked: Checked
) -> tuple[ThingSort, str] | None:
    last = trail[-1] if trail else ""
    framework = checked.portfolio.framework
    match (schema, *trail):
        case ("evidence", "criteria") | ("evidence", "criteria", "criterion"):
            criterion = checked.claims.meant_by(word)
            return (ThingSort.CRITERION, criterion.id) if criterion else None
        case ("unit", "criteria", "id"):
            name = f"{unit_code(context)}.{word}"
            return (ThingSort.CRITERION, framework.printed(name)) if is_full(name) else None
        case ("unit", "outcomes", "id") | ("unit", "criteria", "outcomes"):
            name = f"{unit_code(context)}.{word}".upper()
            own = (outcome.id for outcome in framework.outcomes() if outcome.id.upper() == name)
            return ThingSort.OUTCOME, next(own, name)
        case ("unit", "unit") | ("qualification", "groups", "units") | ("portfolio", "units"):
            return ThingSort.UNIT, framework.printed(word)
        case ("qualification", "qualification") | ("portfolio", "qualifications"):
            return ThingSort.QUALIFICATION, word
        case ("evidence", "id") | ("decision", "evidence", "id") | ("decision", "criteria", "on"):
            return ThingSort.EVIDENCE, word.upper()
        case ("decision", "decision" | "supersedes") | ("sample", "decisions"):
            return ThingSort.DECISION, word.upper()
        case ("evidence", "criteria", "at"):
            return ThingSort.HEADING, word
        case ("evidence", "attachments"):
            return ThingSort.FILE, word
    if last in PEOPLE:
        return ThingSort.PERSON, word
    return (ThingSort.KIND, word) if last in KINDS and word in checked.portfolio.kinds else None


def unit_code(context: CursorContext) -> str:
    """Return the code of the unit that a criteria file defines, as it is written."""
    found = (_UNIT_KEY.match(line) for line in context.lines)
    return next((match[1] for match in found if match), "")
