"""Rename a criterion or an item, through all files."""

from collections import defaultdict

from lsprotocol import types as t

from crossfolio.core.ids import is_full, unit_of
from crossfolio.core.place import Place
from crossfolio.lsp.navigation import defined_at, named_at, short_tags
from crossfolio.lsp.request import Request
from crossfolio.lsp.things import Thing, ThingSort, thing_at

_MOST = 32


class RefusedError(Exception):
    """A new name that cannot be had, with the reason in words."""


def can_rename(request: Request, position: t.Position) -> t.PrepareRenamePlaceholder | None:
    """Return the range and the present name of what can be renamed at a position."""
    thing = _renamed(request, position)
    if thing is None:
        return None
    span = request.convert.span(request.path, thing.line, thing.start, thing.end)
    return t.PrepareRenamePlaceholder(span, thing.id)


def rename(request: Request, position: t.Position, name: str) -> t.WorkspaceEdit | None:
    """Return the edits that give a thing a new ID.

    Raises:
        RefusedError: Where the new ID is none, or is taken.
    """
    thing = _renamed(request, position)
    context = request.context(position)
    if thing is None or context is None:
        return None
    own = defined_at(thing, request.checked, context)
    new = (
        _criterion(thing, name, request)
        if thing.sort is ThingSort.CRITERION
        else _item(name, request)
    )
    edits: dict[str, list[t.TextEdit]] = defaultdict(list)
    for place in dict.fromkeys(named_at(thing, request)):
        if own is None or not _overlap(place, own):
            edits[place.path].append(t.TextEdit(request.convert.range(place), new))
    for place, part in short_tags(thing, request.checked):
        edits[place.path].append(t.TextEdit(request.convert.range(place), f"{new}{part}"))
    if own:
        local = new.partition(".")[2] if thing.sort is ThingSort.CRITERION else new
        text = _quoted_as(own, local, request)
        edits[own.path].append(t.TextEdit(request.convert.range(own), text))
    return request.changes(edits)


def _renamed(request: Request, position: t.Position) -> Thing | None:
    context = request.context(position)
    thing = thing_at(context, request.checked) if context else None
    if thing is None or thing.sort not in (ThingSort.CRITERION, ThingSort.EVIDENCE) or not context:
        return None
    return thing if defined_at(thing, request.checked, context) else None


def _criterion(thing: Thing, name: str, request: Request) -> str:
    framework, written = request.checked.portfolio.framework, name.strip()
    own = framework.units[unit_of(thing.id)]
    is_whole = is_full(written) and framework.unit(unit_of(written)) is not None
    unit, _, code = written.partition(".") if is_whole else (own.id, "", written)
    new = f"{own.id}.{code}"
    if not is_full(new) or framework.unit(unit) is not own:
        raise RefusedError(
            f"a criterion of {own.id} is called {own.id}.AC1 or {own.id}.1.1, and the like"
        )
    if new.upper() != thing.id.upper() and framework.criterion(new):
        raise RefusedError(f"there is a criterion {new} already")
    return new


def _item(name: str, request: Request) -> str:
    new = name.strip()
    known = new[:1].isalpha() and new.isascii() and new.replace("-", "").isalnum()
    if not known or len(new) > _MOST:
        raise RefusedError("an ID begins with a letter, and has letters, digits and hyphens")
    if new.upper() in request.checked.portfolio.by_id:
        raise RefusedError(f"there is an item {new} already")
    return new


def _overlap(one: Place, other: Place) -> bool:
    if (one.path, one.line) != (other.path, other.line):
        return False
    return one.column < other.end_column and other.column < one.end_column


def _quoted_as(place: Place, text: str, request: Request) -> str:
    """Return text with the quotation marks that the old value has."""
    lines = request.lines(place.path)
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    sign = line[place.column - 1 : place.column]
    return f"{sign}{text}{sign}" if sign in ("'", '"') and sign else text
