"""Symbols of a file and of the whole portfolio, and links and highlights of a file."""

from collections.abc import Iterator

from lsprotocol import types as t

from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Unit
from crossfolio.core.place import Place
from crossfolio.lsp.navigation import named_at
from crossfolio.lsp.request import Request
from crossfolio.lsp.things import thing_at

_MOST = 200
"""Symbols that one search gives; whoever wants others types more of the name."""


def document_symbols(request: Request) -> list[t.DocumentSymbol]:
    """Return the outline of a page of evidence, or of a unit."""
    portfolio = request.checked.portfolio
    items = (_item(item, request) for item in portfolio.evidence if item.path == request.path)
    units = portfolio.framework.units.values()
    return [*items, *(_unit(unit, request) for unit in units if unit.place.path == request.path)]


def workspace_symbols(request: Request, query: str) -> list[t.WorkspaceSymbol]:
    """Return the criteria, units and items whose ID or title holds the words that are sought."""
    words = query.casefold().split()
    found = []
    for name, kind, place, container in _named(request):
        if all(word in name.casefold() for word in words):
            where = request.location(place)
            found.append(t.WorkspaceSymbol(where, name, kind, container_name=container))
            if len(found) == _MOST:
                break
    return found


def links(request: Request) -> list[t.DocumentLink]:
    """Return the attached files that a page names, each as a link to the file."""
    return [
        t.DocumentLink(request.convert.range(attachment.place), target=request.uri(attachment.path))
        for item in request.checked.portfolio.evidence
        if item.path == request.path
        for attachment in item.attachments
        if attachment.path in request.checked.portfolio.files
    ]


def highlights(request: Request, position: t.Position) -> list[t.DocumentHighlight]:
    """Return where else in a file the criterion, item or person at a position is named."""
    context = request.context(position)
    thing = thing_at(context, request.checked) if context else None
    if not thing:
        return []
    places = {place for place in named_at(thing, request) if place.path == request.path}
    places.add(thing.place(request.path))
    return [t.DocumentHighlight(request.convert.range(place)) for place in sorted(places)]


def _named(request: Request) -> Iterator[tuple[str, t.SymbolKind, Place, str]]:
    portfolio = request.checked.portfolio
    for unit in portfolio.framework.units.values():
        name = " ".join(filter(None, (unit.id, unit.title, unit.reference)))
        yield name, t.SymbolKind.Module, unit.place, ""
        for criterion in unit.criteria:
            yield (
                f"{criterion.id} {criterion.title}",
                t.SymbolKind.Property,
                criterion.place,
                unit.id,
            )
    for item in portfolio.evidence:
        yield f"{item.id} {item.title}", t.SymbolKind.File, item.place, item.kind


def _item(item: Evidence, request: Request) -> t.DocumentSymbol:
    lines = request.lines(item.path)
    whole = Place(item.path, 1, 1, len(lines), len(lines[-1]) + 1)
    inside = [
        _symbol(
            heading.text or heading.anchor,
            t.SymbolKind.String,
            Place(item.path, heading.line),
            request,
        )
        for heading in item.headings
    ]
    return t.DocumentSymbol(
        f"{item.id} {item.title}",
        t.SymbolKind.File,
        request.convert.range(whole),
        request.convert.range(item.place),
        detail=item.kind,
        children=inside,
    )


def _unit(unit: Unit, request: Request) -> t.DocumentSymbol:
    lines = request.lines(unit.place.path)
    whole = Place(unit.place.path, 1, 1, len(lines), len(lines[-1]) + 1)
    outcomes = [
        _symbol(f"{outcome.id} {outcome.text}", t.SymbolKind.Namespace, outcome.place, request)
        for outcome in unit.outcomes
    ]
    criteria = [
        _symbol(
            f"{criterion.id} {criterion.title}", t.SymbolKind.Property, criterion.place, request
        )
        for criterion in unit.criteria
    ]
    return t.DocumentSymbol(
        f"{unit.id} {unit.title}",
        t.SymbolKind.Module,
        request.convert.range(whole),
        request.convert.range(unit.place),
        children=[*outcomes, *criteria],
    )


def _symbol(name: str, kind: t.SymbolKind, place: Place, request: Request) -> t.DocumentSymbol:
    where = request.convert.range(place)
    return t.DocumentSymbol(name, kind, where, where)
