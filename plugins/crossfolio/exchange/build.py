"""Items of a file as units: which is an outcome, which a criterion, and what is lost on the way."""

from collections.abc import Iterable, Iterator

from crossfolio.core.ids import natural
from crossfolio.exchange.clean import cleaned, shortened
from crossfolio.exchange.codes import gaps, is_unit, split_code, stem_of
from crossfolio.exchange.coding import Building, linked, numbered, unprefixed
from crossfolio.exchange.limits import CRITERIA
from crossfolio.exchange.model import Item, Node, Note, NoteSort, Read, RefusedFileError, UnitDraft

_TEXT, _OUTCOME_TEXT, _TITLE, _LEVEL, _UNIT_TITLE, _REFERENCE = 2000, 1000, 60, 40, 200, 60
"""Characters that the unit file allows."""
_KSB = ("knowledge", "skill", "behaviour")


def build(read: Read, code: str) -> tuple[tuple[UnitDraft, ...], tuple[Note, ...]]:
    """Return the units that a file holds, and everything that the report has to say.

    Args:
        read: The file.
        code: The code of the unit that is asked for; empty where the file is to say it.

    Raises:
        RefusedFileError: Where it holds no criterion, too many, or several units of other codes.
    """
    building = Building(read, list(read.notes))
    groups = _groups(read.items, code)
    made = [_unit(building, *group) for group in groups]
    count = sum(len(draft.criteria) for draft in made)
    if not count:
        why = "nothing in it has a code and a text of a criterion"
        if not read.numbers_all:  # The other systems have no columns to choose.
            why += "; see --columns and --sheet"
        raise RefusedFileError(_with_first(why, building.notes))
    if count > CRITERIA:
        raise RefusedFileError(f"it has {count} criteria; {CRITERIA} is the limit")
    return tuple(draft for draft in made if draft.criteria), tuple(building.notes)


def _with_first(why: str, notes: Iterable[Note]) -> str:
    lost = next((note for note in notes if note.sort is NoteSort.LOST), None)
    return f"{why} ({lost.place}: {lost.text})" if lost else why


def _groups(items: tuple[Item, ...], asked: str) -> Iterator[tuple[str, Item | None, list[Item]]]:
    """Give each unit's code, the item that is the unit itself, and the items below it."""
    units = {item.own_key: item for item in items if item.sort == "unit"}
    parents = {item.own_key: item.parents[0] for item in items if item.parents}
    groups: dict[str, list[Item]] = {}
    heads: dict[str, Item] = {}
    for item in items:
        head = item if item.sort == "unit" else units.get(_top(item, parents, units))
        name = (head.code if head else "") or item.unit
        if item.sort == "unit":
            heads[name.casefold()] = item
        else:
            groups.setdefault(name.casefold(), []).append(item)
    codes = {item.unit.casefold(): item.unit for item in items} | {
        k: v.code for k, v in heads.items()
    }
    named = [codes[key] for key in groups if key]
    if asked and asked.casefold() in groups:
        groups = {asked.casefold(): groups[asked.casefold()]}
    elif asked and len(groups) > 1:
        why = f"it holds several units, {', '.join(named)}, and none of them is {asked}"
        raise RefusedFileError(f"{why}; leave --unit out to have all of them")
    for key, below in groups.items():
        yield (asked or codes[key]), heads.get(key), below


def _top(item: Item, parents: dict[str, str], units: dict[str, Item]) -> str:
    seen: set[str] = set()
    at = item.parents[0] if item.parents else ""
    while at and at not in units and at not in seen:
        seen.add(at)
        at = parents.get(at, "")
    return at


def _unit(building: Building, code: str, head: Item | None, below: list[Item]) -> UnitDraft:
    if not code:
        raise RefusedFileError("the file names no unit; say --unit CODE")
    if not is_unit(code):
        where = head.place if head else ""
        raise RefusedFileError(f"“{code[:40]}” cannot be a unit's code; say --unit CODE", where)
    skipped = {head.own_key} if head else set()
    known = [
        item._replace(parents=tuple(p for p in item.parents if p not in skipped)) for item in below
    ]
    known = list(numbered(building, linked(building, unprefixed(building, known))))
    outcomes, criteria = _split(building, known)
    name = cleaned((head.text or head.title) if head else "") or cleaned(building.read.title)
    if not name:
        building.notes.append(
            Note(NoteSort.GUESS, "", f"the file gives {code} no title; write one")
        )
        name = code
    short = shortened(name, _UNIT_TITLE)
    if short != name:
        building.notes.append(
            Note(NoteSort.LOST, "", f"the title of {code} is cut to {_UNIT_TITLE}")
        )
    spelt: dict[str, str] = {}
    for criterion in criteria:
        spelt.setdefault(criterion.level.casefold(), criterion.level)
    criteria = tuple(node._replace(level=spelt[node.level.casefold()]) for node in criteria)
    levels = tuple(level for level in spelt.values() if level)
    if levels:
        said = f"the levels of {code}, from the lowest: {', '.join(levels)}"
        building.notes.append(
            Note(NoteSort.GUESS, "", f"{said}; a ladder, as their order in the file")
        )
    _gaps(building, criteria, outcomes)
    about = head or Item("", "", "")
    reference = _fitted(building, about, about.reference, "reference", _REFERENCE)
    version = _fitted(building, about, about.version, "version", _LEVEL)
    return UnitDraft(code, short, outcomes, criteria, reference, version, levels)


def _split(building: Building, items: list[Item]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the outcomes and the criteria, each code once."""
    with_children = {key for item in items for key in item.parents}
    first: dict[str, Item] = {}
    kept = []
    for item in items:
        known = first.setdefault(item.code.casefold(), item)
        if known is item:
            kept.append(item)
            continue
        is_same = (known.text, known.parents) == (item.text, item.parents)
        what = "as it is there" if is_same else "with another text or parent; the first is kept"
        building.note(
            NoteSort.DUPLICATE, item, f"{item.code} stands at {known.place} already, {what}"
        )
        if not is_same:
            building.note(NoteSort.LOST, item, f"the second {item.code}: “{item.text[:60]}”")
    by_key = {item.own_key: item for item in kept}
    outcomes = {
        item.own_key: item
        for item in kept
        if item.sort == "outcome" or (item.sort != "criterion" and item.own_key in with_children)
    }
    made, criteria = [], []
    for item in kept:
        parents = tuple(_parents(building, item, outcomes, by_key))
        if item.own_key in outcomes:
            made.append(_outcome(building, item, parents[:1]))
        else:
            criteria.append(_criterion(building, item, parents))
    return tuple(made), tuple(criteria)


def _parents(
    building: Building, item: Item, outcomes: dict[str, Item], by_key: dict[str, Item]
) -> Iterator[str]:
    if item.own_key in outcomes and _is_circle(item, by_key):
        building.note(NoteSort.LOST, item, f"the parents of {item.code} go round in a circle")
        return
    for key in dict.fromkeys(item.parents):
        if key in outcomes:
            yield outcomes[key].code
        else:
            building.note(
                NoteSort.LOST, item, f"the parent {key[:60]} of {item.code} is not in the file"
            )


def _is_circle(item: Item, by_key: dict[str, Item]) -> bool:
    seen = set()
    at: Item | None = item
    while at and at.parents:
        if at.own_key in seen:
            return True
        seen.add(at.own_key)
        at = by_key.get(at.parents[0])
    return False


def _outcome(building: Building, item: Item, parents: tuple[str, ...]) -> Node:
    both = "\n\n".join(filter(None, (item.title, item.text)))
    if item.title and item.text:
        building.note(NoteSort.CHANGED, item, f"the title of outcome {item.code} begins its text")
    text = _fitted(building, item, both, "text", _OUTCOME_TEXT)
    if item.level:
        building.note(NoteSort.LOST, item, f"the level of outcome {item.code}: an outcome has none")
    return Node(item.code, text or item.code, parents, place=item.place)


def _criterion(building: Building, item: Item, parents: tuple[str, ...]) -> Node:
    ksb = item.ksb if item.ksb in _KSB else ""
    if item.ksb and not ksb:
        building.note(NoteSort.LOST, item, f"“{item.ksb[:40]}” is none of {', '.join(_KSB)}")
    return Node(
        item.code,
        _fitted(building, item, item.text, "text", _TEXT) or item.code,
        parents,
        _fitted(building, item, item.title, "title", _TITLE),
        _fitted(building, item, item.level, "level", _LEVEL),
        ksb,
        cleaned(item.identifier),
        item.place,
    )


def _fitted(building: Building, item: Item, text: str, what: str, most: int) -> str:
    """Return a text without what hides, and as long as the unit file allows."""
    clean = cleaned(text)
    if clean != "\n".join(line.rstrip() for line in text.strip().split("\n")):
        said = f"characters that do not show are left out of the {what} of {item.code}"
        building.note(NoteSort.CHANGED, item, said)
    short = shortened(clean, most)
    if short != clean:
        said = f"the {what} of {item.code} has {len(clean)} characters and is cut to {most}"
        building.note(NoteSort.LOST, item, said)
    return short


def _gaps(building: Building, criteria: Iterable[Node], outcomes: Iterable[Node]) -> None:
    """Note numbers that are missing; one that the second reader has is lost."""
    nodes = {criterion.code: criterion for criterion in criteria}
    known = {code.casefold() for code in nodes} | {outcome.code.casefold() for outcome in outcomes}
    stems = {stem_of(code.casefold()) for code in nodes}
    begun = (split_code(line) for line in building.read.second)
    second = {code.casefold(): (code, text) for code, text in begun if code and text}
    for key, (code, text) in second.items():
        if key not in known and stem_of(key) in stems:
            said = f"{code} is not in the tables, but the text of the file has it: “{text[:60]}”"
            building.notes.append(Note(NoteSort.LOST, "", said))
    for missing, after in sorted(gaps(nodes), key=lambda pair: natural(pair[0])):
        if missing.casefold() not in second.keys() | known:
            said = f"{missing} is missing before {after}"
            building.notes.append(Note(NoteSort.GAP, nodes[after].place, said))
