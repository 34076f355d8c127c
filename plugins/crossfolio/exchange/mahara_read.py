"""Mahara's frameworks (`.matrix`), read: as people write them, and as Mahara exports them."""

from collections.abc import Iterator, Mapping
from typing import Any

from crossfolio.exchange.model import Item, Note, NoteSort, Read, RefusedFileError
from crossfolio.exchange.tree_export import named_units
from crossfolio.exchange.tree_read import (
    as_json,
    fitting_title,
    records,
    text_of_html,
    word,
    worded,
)

_SETTINGS = ("institution", "selfassess", "evidencestatuses")


def read(data: bytes) -> Read:
    """Return the standards and elements of a framework.

    Raises:
        RefusedFileError: Where it is none.
    """
    value = as_json(data)
    framework = value.get("framework") if isinstance(value, dict) else None
    if not isinstance(framework, dict):
        raise RefusedFileError("it is no framework of Mahara: it has no `framework`")
    notes = [
        Note(NoteSort.SETTING, setting, "it is not read")
        for setting in _SETTINGS
        if setting in framework
    ]
    units = {code.casefold() for code in named_units(word(framework, "description"))}
    items: list[Item] = []
    for place, fields in records(framework.get("standards") or [], "standards"):
        items.append(_standard(place, fields, units, notes))
        nested = fields.get("standardelement") or fields.get("standardelements") or []
        items += _elements(nested, f"{place}, elements", fields, notes)
    items += _elements(framework.get("standardelements") or [], "standardelements", None, notes)
    shown = "standards and elements: shortname is the code, description the text"
    return Read(
        tuple(items), tuple(notes), (shown,), word(framework, "name"), len(items),
        numbers_all=True,
    )  # fmt: skip


def _standard(place: str, fields: Mapping[str, Any], units: set[str], notes: list[Note]) -> Item:
    short = word(fields, "shortname")
    told = f"{place} ({short})"
    text = text_of_html(word(fields, "description"), told, notes)
    key = f"standard {word(fields, 'standardid')}"
    if short.casefold() in units:
        return Item(told, short, word(fields, "name") or text, key, sort="unit")
    code, title, text = worded(short, word(fields, "name"), text)
    return Item(told, code, text, key, title=title, sort="outcome")


def _elements(
    value: object, place: str, standard: Mapping[str, Any] | None, notes: list[Note]
) -> Iterator[Item]:
    seen: set[str] = set()
    for at, fields in records(value, place):
        short = word(fields, "shortname")
        told = f"{at} ({short})"
        within = word(fields, "standardid") or (word(standard, "standardid") if standard else "")
        own = word(fields, "elementid")
        parent = word(fields, "parentelementid") or word(fields, "parentid")
        if own and own in seen:
            notes.append(Note(NoteSort.DUPLICATE, told, f"the element {own} is there already"))
        code, title, text = worded(
            short, word(fields, "name"), text_of_html(word(fields, "description"), told, notes)
        )
        key = f"element {own}" if own and own not in seen else f"entry {told}"
        seen.add(own)
        above = f"element {parent}" if parent else f"standard {within}"
        title = fitting_title(title, told, notes)
        yield Item(told, code, text, key.casefold(), (above.casefold(),), title=title)
