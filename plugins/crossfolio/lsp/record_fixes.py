"""Changes that put findings about decisions right: the same meaning, the earlier decision."""

import re
from collections.abc import Iterator, Sequence

from crossfolio.core.findings import Edit, Finding
from crossfolio.core.place import Place
from crossfolio.core.record.standing import ChangeKind
from crossfolio.lsp.request import Request


def same_meaning(
    finding: Finding, lines: Sequence[str], request: Request
) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """Say in the unit file that a criterion's wording means the same as what was judged."""
    cover = request.checked.coverage.criteria.get(finding.named("criterion"))
    standing = cover.standing if cover else None
    if standing is None or all(
        change.kind is not ChangeKind.WORDING for change in standing.changes
    ):
        return
    edit = _editorial(finding.place, standing.judgement.wording, lines)
    yield "The wording means the same: add the old one to `editorial`", (edit,)


def superseding(
    finding: Finding, lines: Sequence[str], _: Request
) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """Say in a decision which earlier one it takes the place of."""
    path, name = finding.place.path, finding.named("earlier")
    if not name:
        return
    title = f"Add `{name}` to `supersedes`"
    known = _key_line(lines, "supersedes:", range(len(lines)))
    if known is not None:
        yield title, (_more(path, lines, known, name),)
        return
    first = _key_line(lines, "date:", range(len(lines)))
    if first is not None:
        yield title, (Edit(_point(path, first + 1, 0), f"supersedes: [{name}]\n"),)


def _editorial(place: Place, digest: str, lines: Sequence[str]) -> Edit:
    """Return the edit that adds a hash to the entry of a criterion, at whose `id` a place is."""
    start = place.line - 1
    line = lines[start]
    head = re.match(r"[ ]*-[ ]+", line)
    entry = len(head[0]) if head else len(line) - len(line.lstrip())
    if "{" in line[: place.column - 1]:
        at = Place(place.path, place.end_line, place.end_column, place.end_line, place.end_column)
        return Edit(at, f", editorial: [{digest}]")
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * entry)):
        end += 1
    known = _key_line(lines, f"{' ' * entry}editorial:", range(start, end))
    if known is not None:
        return _more(place.path, lines, known, digest)
    return Edit(_point(place.path, start + 1, 0), f"{' ' * entry}editorial: [{digest}]\n")


def _key_line(lines: Sequence[str], key: str, among: range) -> int | None:
    return next((n for n in among if lines[n].startswith(key)), None)


def _more(path: str, lines: Sequence[str], number: int, entry: str) -> Edit:
    """Return the edit that puts one more entry at the head of a list."""
    flow = lines[number].find("[")
    if flow >= 0:
        is_empty = lines[number][flow + 1 :].lstrip().startswith("]")
        return Edit(_point(path, number, flow + 1), entry if is_empty else f"{entry}, ")
    below = lines[number + 1] if number + 1 < len(lines) else ""
    indent = re.match(r"[ ]*", below)
    return Edit(_point(path, number + 1, 0), f"{indent[0] if indent else ''}- {entry}\n")


def _point(path: str, line: int, column: int) -> Place:
    return Place(path, line + 1, column + 1, line + 1, column + 1)
