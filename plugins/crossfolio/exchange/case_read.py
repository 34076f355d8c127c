"""CASE 1.0 packages (JSON) and OpenSALT's CSV, read. Unknown keys are tolerated."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from crossfolio.exchange.model import Item, Note, NoteSort, Read, RefusedFileError
from crossfolio.exchange.text_table import decoded
from crossfolio.exchange.tree_read import as_json, as_rows, fitting_title, records, word

_TYPES = {"unit": "unit", "outcome": "outcome", "criterion": "criterion"}
_KEPT = {
    "identifier", "uri", "CFDocumentURI", "CFItemTypeURI", "lastChangeDateTime", "fullStatement",
    "humanCodingScheme", "abbreviatedStatement", "CFItemType", "notes",
}  # fmt: skip
_SALT = {
    "identifier", "fullstatement", "humancodingscheme", "abbreviatedstatement", "ischildof",
    "sequencenumber",
}  # fmt: skip
_HEADER = ("identifier", "fullstatement")


def read(data: bytes) -> Read:
    """Return the items of a CASE package, or of OpenSALT's CSV.

    Raises:
        RefusedFileError: Where it is neither.
    """
    start = decoded(data)[0].lstrip()[:1]
    return _package(as_json(data)) if start in ("{", "[") else _open_salt(data)


def _package(value: Any) -> Read:  # noqa: ANN401 - any JSON
    if not isinstance(value, dict) or "CFItems" not in value:
        raise RefusedFileError("it is no CASE package: it has no `CFItems`")
    document = value.get("CFDocument")
    document = document if isinstance(document, dict) else {}
    notes = [
        Note(NoteSort.SETTING, name, "it is not read")
        for name, content in value.items()
        if name not in ("CFDocument", "CFItems", "CFAssociations") and content
    ]
    top = word(document, "identifier")
    parents, order = _parents(value.get("CFAssociations") or [], top, notes)
    told = list(records(value["CFItems"], "CFItems"))
    _unread((fields for _, fields in told), _KEPT, notes)
    items = [_item(place, fields, parents, notes) for place, fields in told]
    is_ours = any(
        item.sort == "unit" for item in items
    )  # Its criteria stand in their unit's order.
    ordered = (
        items if is_ours else sorted(items, key=lambda item: order.get(item.own_key, len(order)))
    )
    shown = "humanCodingScheme is the code, fullStatement the text, isChildOf the parent"
    title = word(document, "title")
    return Read(tuple(ordered), tuple(notes), (shown,), title, len(items), numbers_all=True)


def _parents(
    associations: object, top: str, notes: list[Note]
) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """Return the parents of each item, and the order of all in the tree."""
    found: list[tuple[float, str, str]] = []
    other: dict[str, int] = {}
    for _, fields in records(associations, "CFAssociations"):
        kind = word(fields, "associationType")
        if kind != "isChildOf":
            other[kind] = other.get(kind, 0) + 1
            continue
        number = fields.get("sequenceNumber")
        at = float(number) if isinstance(number, (int, float)) else float("inf")
        found.append((at, _end(fields, "originNodeURI"), _end(fields, "destinationNodeURI")))
    notes += [
        Note(NoteSort.SETTING, "CFAssociations", f"{count} of the type {kind} are not read")
        for kind, count in other.items()
    ]
    parents: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for _, child, parent in sorted(found, key=lambda association: association[0]):
        below.setdefault(parent, []).append(child)
        if parent != top:
            parents.setdefault(child, []).append(parent)
    return {child: tuple(them) for child, them in parents.items()}, _order(below, top)


def _order(below: Mapping[str, list[str]], top: str) -> dict[str, int]:
    """Return the place of each item when the tree is gone through from the top."""
    order: dict[str, int] = {}
    children = {child for them in below.values() for child in them}
    roots = [top, *(key for key in below if key != top and key not in children)]
    waiting = roots[::-1]
    while waiting:
        at = waiting.pop()
        if at in order:
            continue
        order[at] = len(order)
        waiting += below.get(at, [])[::-1]
    return order


def _end(fields: Mapping[str, Any], name: str) -> str:
    """Return the key of one end of an association, which is an object or a bare address."""
    end = fields.get(name)
    if isinstance(end, dict):
        return (word(end, "identifier") or word(end, "uri")).casefold()
    return str(end or "").rpartition("/")[2].removeprefix("urn:uuid:").casefold()


def _item(
    place: str, fields: Mapping[str, Any], parents: Mapping[str, tuple[str, ...]], notes: list[Note]
) -> Item:
    identifier = word(fields, "identifier")
    code = word(fields, "humanCodingScheme") or word(fields, "listEnumeration")
    told = f"{place} ({code})" if code else place
    said = _said(word(fields, "notes"))
    title = fitting_title(word(fields, "abbreviatedStatement"), told, notes)
    text = word(fields, "fullStatement")
    sort = _TYPES.get(word(fields, "CFItemType").lower(), "")
    return Item(
        told,
        code,
        text,
        identifier.casefold(),
        parents.get(identifier.casefold(), ()),
        sort,
        "" if title == text and not sort else title,
        said.get("level", ""),
        said.get("ksb", ""),
        identifier=identifier,
        reference=said.get("reference", ""),
        version=said.get("version", ""),
    )


def _unread(
    fields_of_all: Iterable[Mapping[str, Any]], kept: Collection[str], notes: list[Note]
) -> None:
    """Note which fields are not read, and how many items have each."""
    found: dict[str, int] = {}
    for fields in fields_of_all:
        own = word(fields, "notes")
        for name, value in fields.items():
            if value and (name not in kept or (name == "notes" and own and not _said(own))):
                found[name] = found.get(name, 0) + 1
    notes += [
        Note(NoteSort.SETTING, name, f"{found[name]} items have it; it is not read")
        for name in sorted(found)
    ]


def _said(notes: str) -> dict[str, str]:
    """Return the fields in notes that our own export wrote; empty where anything else stands."""
    pairs = [line.partition(": ") for line in notes.splitlines()]
    known = ("level", "ksb", "reference", "version")
    return {k: v for k, _, v in pairs} if all(k in known for k, *_ in pairs) else {}


def _open_salt(data: bytes) -> Read:
    """Return the rows of OpenSALT's CSV; a row without a parent has it by its code."""
    rows = as_rows(data)
    header = [cell.lower().replace(" ", "") for cell in rows[0][1]] if rows else []
    if not all(name in header for name in _HEADER):
        raise RefusedFileError("it is neither a CASE package nor a CSV of OpenSALT", "line 1")
    notes: list[Note] = [Note(NoteSort.UNUSED, rows[0][0], "the headings")]
    told = [(place, dict(zip(header, cells, strict=False))) for place, cells in rows[1:]]
    _unread((fields for _, fields in told), _SALT, notes)
    items = [_salt_item(place, fields, notes) for place, fields in told]
    by_code = {item.code.casefold(): item.own_key for item in items if item.code}
    linked = [
        item if item.parents else item._replace(parents=tuple(_by_code(item.code, by_code)))
        for item in items
    ]
    keyed = [
        item._replace(parents=tuple(by_code.get(p, p) for p in item.parents)) for item in linked
    ]
    shown = "OpenSALT's columns: Human Coding Scheme is the code, fullStatement the text"
    return Read(tuple(keyed), tuple(notes), (shown,), rows=len(rows), numbers_all=True)


def _salt_item(place: str, fields: Mapping[str, str], notes: list[Note]) -> Item:
    parent = fields.get("ischildof", "").casefold()
    title = fitting_title(fields.get("abbreviatedstatement", ""), place, notes)
    identifier = fields.get("identifier", "")
    return Item(
        place,
        fields.get("humancodingscheme", ""),
        fields.get("fullstatement", ""),
        identifier.casefold(),
        (parent,) if parent else (),
        title=title,
        identifier=identifier,
    )


def _by_code(code: str, by_code: Mapping[str, str]) -> list[str]:
    stem = code.rpartition(".")[0].casefold()
    return [by_code[stem]] if stem in by_code else []
