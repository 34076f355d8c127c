"""Changes to a page that put a finding right where the finding itself cannot know them.

They rest on how the page is written: where its lists end, and how its lines are indented.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crossfolio.core.findings import Diagnostic, Edit, Finding, Fix
from crossfolio.core.kinds import PLAIN
from crossfolio.core.place import Place
from crossfolio.core.texts import json_args
from crossfolio.loaders.page_lines import closing_line, end_of_list
from crossfolio.loaders.yaml.quotes import in_quotes
from crossfolio.lsp.navigation import headings
from crossfolio.lsp.record_fixes import same_meaning, superseding
from crossfolio.lsp.request import Request
from crossfolio.scaffold.gap import free_id
from crossfolio.scaffold.item import SOMEBODY, TITLE

_BEFORE = ("[", "'", '"')
"""What may stand before a word and belong to its place."""
IN_QUOTES = "Put the value in quotation marks"


@dataclass(frozen=True, slots=True)
class TitledEdits:
    """Edits of one file, with a title for the list of fixes."""

    title: str
    edits: tuple[Edit, ...]


def fixes_for(diagnostic: Diagnostic, request: Request) -> Iterator[TitledEdits]:
    """Give the changes that put a finding right."""
    finding = diagnostic.finding
    lines = request.lines(finding.place.path)
    if finding.place.line > len(lines):
        return
    fix = diagnostic.rule.fix
    make = _FIXES.get(fix) if fix else None
    if make:
        yield from make(finding, lines, request)
    if not finding.edits:
        yield from _meant(finding, lines)


def _meant(finding: Finding, lines: Sequence[str]) -> Iterator[TitledEdits]:
    """Write one of the words that a finding says were meant, over the word at its place."""
    at = finding.place
    line = lines[at.line - 1]
    start = at.column - 1 + (line[at.column - 1 : at.column] in _BEFORE)
    said = json_args(finding.message).values()
    old = next((q for q in said if isinstance(q, str) and q and line.startswith(q, start)), "")
    suggested = json_args(finding.help).get("suggestions")
    if old and isinstance(suggested, list):
        place = Place(at.path, at.line, start + 1, at.line, start + len(old) + 1)
        for new in suggested:
            yield TitledEdits(f"Change to `{new}`", (Edit(place, new),))


def _new_id(finding: Finding, _: Sequence[str], request: Request) -> Iterator[TitledEdits]:
    """Give the second of two items with one ID the next free one."""
    new = free_id(request.checked)
    yield TitledEdits(f"Give it the ID `{new}`", (Edit(finding.place, new),))


def _claim(finding: Finding, lines: Sequence[str], _: Request) -> Iterator[TitledEdits]:
    """Claim the criterion of a mark in the front matter."""
    name = finding.named("criterion")
    where = end_of_list(lines, "criteria", finding.place.path) if name else None
    if where:
        place, form = where
        edit = Edit(place, form.format(name))
        yield TitledEdits(f"Claim `{name}` in the front matter", (edit,))


def _mark(finding: Finding, lines: Sequence[str], request: Request) -> Iterator[TitledEdits]:
    """Put the missing mark at a heading of the page."""
    name, path = finding.named("criterion"), finding.place.path
    dialect = request.checked.settings.dialect
    for _anchor, text, line in headings(path, lines, dialect) if name else ():
        end = len(lines[line].rstrip().rstrip("#").rstrip())
        mark = Edit(_point(path, line, end), f" [{name}]")
        yield TitledEdits(f"Mark `{name}` at “{text}”", (mark,))


def _field(finding: Finding, lines: Sequence[str], request: Request) -> Iterator[TitledEdits]:
    """Add the line of a field that is missing."""
    name, last = finding.named("field"), closing_line(lines)
    if not name or last is None or "within" in finding.args:
        return
    checked = request.checked
    today = checked.portfolio.today
    make = _VALUES.get(name)
    value = make(request, today) if make else SOMEBODY
    edit = Edit(_point(finding.place.path, last, 0), f"{name}: {value}\n")
    yield TitledEdits(f"Add `{name}: {value}`", (edit,))


def _quotes(finding: Finding, lines: Sequence[str], _: Request) -> Iterator[TitledEdits]:
    """Put a value between quotation marks that begins with a sign which YAML knows."""
    place = finding.place
    edits = tuple(
        Edit(Place(place.path, place.line, start + 1, place.line, end + 1), text)
        for start, end, text in in_quotes(lines[place.line - 1], place.column - 1)
    )
    if edits:
        yield TitledEdits(IN_QUOTES, edits)


def _removal(finding: Finding, lines: Sequence[str], _: Request) -> Iterator[TitledEdits]:
    """Take the second of two equal entries out of its list."""
    at = finding.place
    line = lines[at.line - 1]
    if re.fullmatch(r"[ ]*-[ ]+", line[: at.column - 1]) and not line[at.end_column - 1 :].strip():
        place = Place(at.path, at.line, 1, at.line + 1, 1)
        yield TitledEdits("Remove the second one", (Edit(place, ""),))
    elif at.end_line == at.line and re.search(r",[ ]*$", line[: at.column - 1]):
        comma = line.rindex(",", 0, at.column - 1)
        place = Place(at.path, at.line, comma + 1, at.line, at.end_column)
        yield TitledEdits("Remove the second one", (Edit(place, ""),))


def _point(path: str, line: int, column: int) -> Place:
    return Place(path, line + 1, column + 1, line + 1, column + 1)


def _of_record(
    make: Callable[[Finding, Sequence[str], Request], Iterator[tuple[str, tuple[Edit, ...]]]],
) -> Callable[[Finding, Sequence[str], Request], Iterator[TitledEdits]]:
    return lambda finding, lines, request: (
        TitledEdits(title, edits) for title, edits in make(finding, lines, request)
    )


_VALUES: dict[str, Callable[[Request, date], str]] = {
    "id": lambda request, _: free_id(request.checked),
    "title": lambda _, __: TITLE,
    "kind": lambda _, __: PLAIN,
    "date": lambda _, today: str(today),
    "criteria": lambda _, __: "[]",
    "location": lambda _, __: "{where: <…>}",
}
"""What a field that is missing begins with; anybody is a stand-in that is found at hand-in."""

_FIXES: dict[Fix, Callable[[Finding, Sequence[str], Request], Iterator[TitledEdits]]] = {
    Fix.DELETE: _removal,
    Fix.ADD_MARK: _mark,
    Fix.ADD_CLAIM: _claim,
    Fix.ADD_FIELD: _field,
    Fix.NEW_ID: _new_id,
    Fix.QUOTE: _quotes,
    Fix.SAME_MEANING: _of_record(same_meaning),
    Fix.SUPERSEDE: _of_record(superseding),
}
