"""What can be folded: the front matter, the text below a heading, and blocks of YAML."""

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types as t

from crossfolio.core.dialect import Dialect
from crossfolio.core.evidence import Heading
from crossfolio.loaders.markdown.body import scan
from crossfolio.loaders.page_lines import closing_line
from crossfolio.lsp.context import schema_of
from crossfolio.lsp.request import Request

_Fold = tuple[int, int]
"""The first and the last line, from 0; the first one stays to be seen."""


def folds(request: Request) -> list[t.FoldingRange]:
    """Return what can be folded in a file that the check reads."""
    lines = request.lines(request.path)
    settings = request.checked.settings
    name = schema_of(request.path, lines, settings)
    if name is None:
        return []
    is_page = name == "evidence"
    found = _page(request.path, lines, settings.dialect) if is_page else _blocks(lines)
    return [t.FoldingRange(first, last) for first, last in sorted(set(found)) if first < last]


def _page(path: str, lines: Sequence[str], dialect: Dialect) -> Iterator[_Fold]:
    """Give the front matter, and each heading with all that stands below it."""
    closed = closing_line(lines)
    first = 0 if closed is None else closed + 1
    if closed is not None:
        yield 0, closed
    headings = scan("\n".join(lines[first:]), path, first + 1, dialect).headings
    yield from _sections(headings, lines)


def _sections(headings: Iterable[Heading], lines: Sequence[str]) -> Iterator[_Fold]:
    opened: list[Heading] = []
    for heading in headings:
        while opened and opened[-1].level >= heading.level:
            yield opened.pop().line - 1, _last(lines, heading.line - 2)
        opened.append(heading)
    for heading in opened:
        yield heading.line - 1, _last(lines, len(lines) - 1)


def _blocks(lines: Sequence[str]) -> Iterator[_Fold]:
    """Give each line with the lines below it that are indented further, or are its entries."""
    opened: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        text = line.lstrip(" ")
        if not text or text.startswith("#"):
            continue
        # An entry may stand in the column of the key that it belongs to.
        column = 2 * (len(line) - len(text)) + text.startswith("- ")
        while opened and opened[-1][1] >= column:
            yield opened.pop()[0], _last(lines, number - 1)
        opened.append((number, column))
    for first, _ in opened:
        yield first, _last(lines, len(lines) - 1)


def _last(lines: Sequence[str], number: int) -> int:
    """Return the last line up to one that is not empty."""
    while number > 0 and not lines[number].strip():
        number -= 1
    return number
