"""Go to definition, and find where something is used."""

import re
from collections.abc import Iterator, Sequence
from posixpath import dirname, join, normpath

from lsprotocol import types as t

from crossfolio.core.check import Checked
from crossfolio.core.dialect import Dialect
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.body import scan
from crossfolio.loaders.page_lines import closing_line, front_matter
from crossfolio.lsp.context import CursorContext
from crossfolio.lsp.request import Request
from crossfolio.lsp.things import Thing, ThingSort, thing_at

_EDGE = r"(?![\w-]|\.\w)"
_HAS_DIGIT = regex(r"[0-9]")


def definition(request: Request, position: t.Position) -> list[t.Location]:
    """Return where the thing at a position is defined; of a criterion's own ID, its claims."""
    context = request.context(position)
    thing = thing_at(context, request.checked) if context else None
    if not thing or not context:
        return []
    place = defined_at(thing, request.checked, context)
    return [request.location(place)] if place else []


def references(request: Request, position: t.Position, *, declaration: bool) -> list[t.Location]:
    """Return every place that names the thing at a position."""
    context = request.context(position)
    thing = thing_at(context, request.checked) if context else None
    if not thing or not context:
        return []
    own = defined_at(thing, request.checked, context)
    short = (place for place, _ in short_tags(thing, request.checked))
    places = dict.fromkeys((*named_at(thing, request), *short))
    if own and declaration:
        places[own] = None
    elif own:
        places.pop(own, None)
    return [request.location(place) for place in sorted(places)]


def defined_at(  # noqa: PLR0911 - one for each sort
    thing: Thing, checked: Checked, context: CursorContext
) -> Place | None:
    """Return where a thing is defined; `None` for what is defined in no file."""
    portfolio = checked.portfolio
    framework = portfolio.framework
    settings = checked.settings
    match thing.sort:
        case ThingSort.CRITERION:
            criterion = framework.criteria.get(thing.id)
            return criterion.place if criterion else None
        case ThingSort.OUTCOME:
            return next(
                (outcome.place for outcome in framework.outcomes() if outcome.id == thing.id), None
            )
        case ThingSort.UNIT:
            unit = framework.units.get(thing.id)
            return unit.place if unit else None
        case ThingSort.QUALIFICATION:
            qualification = framework.qualifications.get(thing.id)
            return qualification.place if qualification else None
        case ThingSort.EVIDENCE:
            item = portfolio.by_id.get(thing.id)
            return item.place if item else None
        case ThingSort.DECISION:
            known = {sample.id.upper(): sample.place for sample in portfolio.samples}
            known |= {decision.id.upper(): decision.place for decision in portfolio.decisions}
            return known.get(thing.id)
        case ThingSort.PERSON if thing.id.upper() in (portfolio.register or {}):
            return Place(f"{settings.assessment}/people.yml")
        case ThingSort.HEADING:
            return _heading(thing.id, context, settings.dialect)
        case ThingSort.FILE:
            path = normpath(join(dirname(context.path), thing.id))
            return Place(path) if path in portfolio.files else None
    return None


def headings(path: str, lines: Sequence[str], dialect: Dialect) -> Iterator[tuple[str, str, int]]:
    """Give the anchor, the text and the line (from 0) of each heading of a page."""
    closed = closing_line(lines)
    first = closed + 1 if closed is not None else front_matter(lines)[1]
    body = "\n".join(lines[first:])
    for heading in scan(body, path, first + 1, dialect).headings:
        yield heading.anchor, heading.text, heading.line - 1


def _heading(anchor: str, context: CursorContext, dialect: Dialect) -> Place | None:
    for known, _, line in headings(context.path, context.lines, dialect):
        if known == anchor:
            return Place(context.path, line + 1)
    return None


def named_at(thing: Thing, request: Request) -> Iterator[Place]:
    """Give every place that names a criterion, an item or a person by its ID."""
    if thing.sort not in (ThingSort.CRITERION, ThingSort.EVIDENCE, ThingSort.PERSON):
        return
    flags = re.IGNORECASE if thing.sort is ThingSort.CRITERION else re.NOFLAG
    word = _spelt(thing, request.checked)
    edge = _edge_of(thing, request.checked)
    pattern = re.compile(rf"(?<![\w./-]){re.escape(word)}{edge}(?!/)", flags)
    for path in _paths(thing, request.checked):
        lines = request.lines(path)
        last = len(lines)
        if path.endswith(".md") and not _in_prose(thing):
            last = front_matter(lines)[1]
        for number, line in enumerate(lines[:last], start=1):
            for found in pattern.finditer(line):
                start, end = found.span()
                yield Place(path, number, start + 1, number, end + 1)


def short_tags(thing: Thing, checked: Checked) -> Iterator[tuple[Place, str]]:
    """Give where tags name a criterion by its code alone, and the part that each names."""
    for item in checked.portfolio.evidence if thing.sort is ThingSort.CRITERION else ():
        for claim in checked.claims.of(item):
            is_it = claim.criterion is not None and claim.criterion.id == thing.id
            if is_it and claim.claim.tag.upper() != f"{thing.id}{claim.part}".upper():
                yield claim.claim.place, claim.part


def _edge_of(thing: Thing, checked: Checked) -> str:
    """Return a pattern for where an ID ends: that of a criterion also before that of a part."""
    criterion = checked.portfolio.framework.criteria.get(thing.id)
    if thing.sort is not ThingSort.CRITERION or criterion is None or not criterion.parts:
        return _EDGE
    names = "|".join(re.escape(part.id) for part in criterion.parts)
    return rf"(?=(?:{names})?{_EDGE})"


def _spelt(thing: Thing, checked: Checked) -> str:
    item = checked.portfolio.by_id.get(thing.id) if thing.sort is ThingSort.EVIDENCE else None
    return item.id if item else thing.id


def _in_prose(thing: Thing) -> bool:
    """Tell whether an ID can be told from a word of the text."""
    if thing.sort is ThingSort.CRITERION:
        return True
    return thing.sort is ThingSort.EVIDENCE and bool(_HAS_DIGIT.search(thing.id))


def _paths(thing: Thing, checked: Checked) -> list[str]:
    """Return the files that can name a thing; of pages those that gave an item."""
    portfolio, settings = checked.portfolio, checked.settings
    paths = {item.path for item in portfolio.evidence}
    if portfolio.enrolment:
        paths.add(portfolio.enrolment.place.path)
    paths |= {decision.place.path for decision in portfolio.decisions}
    paths |= {sample.place.path for sample in portfolio.samples}
    if portfolio.people is not None:
        paths.add(f"{settings.assessment}/people.yml")
    if thing.sort is ThingSort.CRITERION:
        framework = portfolio.framework
        paths |= {unit.place.path for unit in framework.units.values()}
    return sorted(paths)
