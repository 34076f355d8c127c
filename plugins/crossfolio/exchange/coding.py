"""Codes of items: what all share, who is above whom, and numbers for those without a code."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from crossfolio.core.regex import regex
from crossfolio.exchange.codes import is_code, is_outcome
from crossfolio.exchange.model import Item, Note, NoteSort, Read

_LO = regex(r"lo-?[0-9]{1,3}")
"""Learning outcomes by their usual codes."""


@dataclass(slots=True)
class Building:
    """Units in the making, and the notes about them."""

    read: Read
    notes: list[Note] = field(default_factory=list)

    def note(self, sort: NoteSort, item: Item, text: str) -> None:
        """Add a note about an item, with its place, to the report of the import."""
        self.notes.append(Note(sort, item.place, text))


def unprefixed(building: Building, items: list[Item]) -> list[Item]:
    """Return the items without the parts with which all codes begin, where some are too long."""
    above = {key for item in items for key in item.parents}
    coded = [
        (item.code.split("."), item.sort == "outcome" or item.own_key in above)
        for item in items
        if item.code
    ]
    if not building.read.numbers_all or not coded:
        return items

    def fits(count: int) -> bool:
        left = ((".".join(parts[count:]), outcome) for parts, outcome in coded)
        return all(_may_be(code, is_outcome_item=outcome) for code, outcome in left)

    shared = coded[0][0]
    same = (
        n
        for n in range(len(shared))
        if all(parts[: n + 1] == shared[: n + 1] for parts, _ in coded)
    )
    most = min(sum(1 for _ in same), *(len(parts) - 1 for parts, _ in coded))
    count = next((n for n in range(most + 1) if fits(n)), 0)
    if not count:
        return items
    start = ".".join(shared[:count]) + "."
    building.notes.append(Note(NoteSort.CHANGED, "", f"all codes begin with {start}, now left out"))
    return [item._replace(code=item.code.removeprefix(start), key=item.own_key) for item in items]


def _may_be(code: str, *, is_outcome_item: bool) -> bool:
    """Tell whether a unit file may have a code for an outcome, or for a criterion."""
    return is_outcome(code) if is_outcome_item else is_code(code)


def linked(building: Building, items: list[Item]) -> list[Item]:
    """Return the items with parents by their codes, where the file says none: `1` of `1.1`."""
    if any(item.parents for item in items):
        return items
    there = {item.code.casefold(): item for item in items if item.code}
    if any(_LO.fullmatch(code) for code in there):
        return _below_outcomes(building, items)
    made = []
    for item in items:
        parts = item.code.casefold().split(".")
        above = (".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
        parent = next((code for code in above if code in there), "")
        made.append(item._replace(parents=(parent,)) if parent else item)
    used = dict.fromkeys(item.parents[0] for item in made if item.parents)
    for key in used:
        said = f"{there[key].code} is an outcome, since the codes below begin with it"
        building.note(NoteSort.GUESS, there[key], said)
    return made


def _below_outcomes(building: Building, items: list[Item]) -> list[Item]:
    """Return the items with `LO1` as the parent of those that follow, up to `LO2`."""
    if all(_LO.fullmatch(item.code.casefold()) for item in items):
        return items
    made, above = [], ""
    for item in items:
        if _LO.fullmatch(item.code.casefold()):
            above = item.own_key
            building.note(NoteSort.GUESS, item, f"{item.code} is the outcome of what follows it")
            made.append(item._replace(sort="outcome"))
        else:
            made.append(item._replace(parents=(above,)) if above and not item.sort else item)
    return made


def numbered(building: Building, items: list[Item]) -> Iterator[Item]:
    """Give the items, with numbers for those without a code where that is allowed."""
    is_uncoded = not any(item.code for item in items)
    taken = {item.code.casefold() for item in items}
    with_children = {p for item in items for p in item.parents}
    for item in items:
        is_outcome_item = item.sort == "outcome" or item.own_key in with_children
        if _may_be(item.code, is_outcome_item=is_outcome_item):
            yield item._replace(key=item.own_key)
            continue
        if not item.text or not (building.read.numbers_all or is_uncoded):
            sort = NoteSort.LOST
            said = f"“{item.code[:40]}” cannot be a code" if item.code else "it has no code"
            building.note(sort, item, f"{said}: “{item.text[:60]}”")
            continue
        stem = "O" if is_outcome_item else "AC"
        code = next(c for n in range(1, 10_000) if (c := f"{stem}{n}").casefold() not in taken)
        taken.add(code.casefold())
        if item.code:
            building.note(
                NoteSort.LOST, item, f"the code “{item.code[:60]}” cannot be one; now {code}"
            )
        else:
            building.note(NoteSort.GUESS, item, f"it has no code and becomes {code}")
        yield item._replace(code=code, key=item.own_key or code.casefold())
