"""Lines above criteria and items that say what is there and what is missing."""

from collections.abc import Iterator, Mapping

from lsprotocol import types as t

from crossfolio.core.coverage import Cover
from crossfolio.core.place import Place
from crossfolio.lsp.changed import changed_since
from crossfolio.lsp.request import Request
from crossfolio.lsp.words import cover_words, item_words, next_step_words

SHOW = "crossfolio.showReferences"
"""A command of the client, for one that says that it has it: shows the places it is given."""


def lenses(request: Request, *, can_show: bool) -> list[t.CodeLens]:
    """Return the lenses of a file."""
    checked = request.checked
    found = []
    for cover in checked.coverage.criteria.values():
        place = cover.criterion.place
        if place.path == request.path:
            named = checked.portfolio.framework.named
            shown_at = list(_places(cover, named)) if can_show else []
            found.append(_lens(place, cover_words(cover), shown_at, request))
    enrolment = checked.portfolio.enrolment
    if enrolment and enrolment.place.path == request.path:
        found.append(_lens(enrolment.place, next_step_words(checked), [], request))
    for item in checked.portfolio.evidence:
        if item.path == request.path:
            said = (item_words(item, checked), changed_since(item, checked))
            found += [_lens(item.place, words, [], request) for words in said if words]
    return found


def _places(cover: Cover, named: Mapping[str, str]) -> Iterator[Place]:
    name = cover.criterion.id
    for item in (*cover.items, *cover.drafts):
        marks = [mark for mark in item.marks if named.get(mark.criterion) == name]
        yield from map(item.place_of_mark, marks) if marks else [item.place]


def _lens(place: Place, title: str, places: list[Place], request: Request) -> t.CodeLens:
    where = request.convert.range(place)
    if not places:
        return t.CodeLens(where, t.Command(title, ""))
    arguments = [
        request.uri(place.path),
        {"line": where.start.line, "character": where.start.character},
        [_location(at, request) for at in places],
    ]
    return t.CodeLens(where, t.Command(title, SHOW, arguments=arguments))


def _location(place: Place, request: Request) -> dict[str, object]:
    at = request.convert.range(place)
    start = {"line": at.start.line, "character": at.start.character}
    end = {"line": at.end.line, "character": at.end.character}
    return {"uri": request.uri(place.path), "range": {"start": start, "end": end}}
