"""The edits that findings carry: which can be made at once, and what they make of a text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfolio.core.findings import Diagnostic, Edit
from crossfolio.core.place import Place
from crossfolio.core.regex import regex

_LINE_END = regex(r"\r\n|\n|\r")
_BOM = "\ufeff"

_Point = tuple[int, int]
"""Line and column."""
_Span = tuple[_Point, _Point, str]
"""Where an edit begins and ends, and its text."""


@dataclass(frozen=True, slots=True)
class Fixes:
    """Edits that can be made at once."""

    edits: dict[str, tuple[Edit, ...]]
    """By path, in the order of the text; no two touch the same characters."""
    fixed: tuple[Diagnostic, ...]
    """The findings that they put right."""
    postponed: tuple[Diagnostic, ...]
    """Findings whose edits overlap with those of one before them."""


def choose(diagnostics: Iterable[Diagnostic]) -> Fixes:
    """Choose the edits that can be made at once: of those that overlap, the first finding's.

    All edits of a finding are made, or none. Findings with the same edits are put right by one.
    """
    spans: dict[str, list[_Span]] = {}
    taken: dict[str, list[Edit]] = {}
    fixed, postponed = [], []
    for diagnostic in diagnostics:
        edits = dict.fromkeys(diagnostic.finding.edits)
        new = [edit for edit in edits if _span(edit) not in _near(edit, spans)]
        if any(_clash(_span(edit), _near(edit, spans)) for edit in new) or _overlap(new):
            postponed.append(diagnostic)
        elif edits:
            fixed.append(diagnostic)
            for edit in new:
                path = edit.place.path
                at = bisect_left(spans.setdefault(path, []), _span(edit))
                spans[path].insert(at, _span(edit))
                taken.setdefault(path, []).insert(at, edit)
    made = {path: tuple(edits) for path, edits in sorted(taken.items())}
    return Fixes(made, tuple(fixed), tuple(postponed))


def applied(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return the bytes of a file after edits; everything outside of them stays as it is.

    Args:
        data: In UTF-8; bytes that are none are kept. Line ends are CRLF, LF or CR.
        edits: In the order of the text, none overlapping. Their line ends become the file's.
    """
    text = data.decode("utf-8", "surrogateescape")
    ends = [found.end() for found in _LINE_END.finditer(text)]
    starts = [len(_BOM) if text.startswith(_BOM) else 0, *ends]
    first = _LINE_END.search(text)
    line_end = first[0] if first else "\n"
    parts, done = [], 0
    for edit in edits:
        start, end = _offsets(edit.place, text, starts)
        parts += [text[done:start], edit.text.replace("\n", line_end)]
        done = end
    return "".join((*parts, text[done:])).encode("utf-8", "surrogateescape")


def _offsets(place: Place, text: str, starts: Sequence[int]) -> _Point:
    """Return where a place begins and ends in a text with its line ends as they are."""
    return (
        _offset(place.line, place.column, text, starts),
        _offset(place.end_line, place.end_column, text, starts),
    )


def _offset(line: int, column: int, text: str, starts: Sequence[int]) -> int:
    if line > len(starts):
        return len(text)
    end = starts[line] if line < len(starts) else len(text)
    content = text[starts[line - 1] : end].rstrip("\r\n")
    return starts[line - 1] + min(column - 1, len(content))


def _span(edit: Edit) -> _Span:
    place = edit.place
    return (place.line, place.column), (place.end_line, place.end_column), edit.text


def _near(edit: Edit, spans: dict[str, list[_Span]]) -> Iterator[_Span]:
    """Give the edits that may touch one: the last before it, and all that begin inside of it."""
    own = spans.get(edit.place.path, [])
    start, end, _ = _span(edit)
    at = bisect_left(own, (start,))
    yield from own[max(0, at - 1) : at]
    while at < len(own) and own[at][0] <= end:
        yield own[at]
        at += 1


def _clash(one: _Span, others: Iterable[_Span]) -> bool:
    return any(_meet(one, other) for other in others)


def _meet(one: _Span, other: _Span) -> bool:
    """Tell whether two edits touch the same characters; an insertion touches those beside it."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]


def _overlap(edits: Sequence[Edit]) -> bool:
    """Tell whether the edits of one finding overlap, so that they cannot be made."""
    ordered = sorted((edit.place.path, *_span(edit)) for edit in edits)
    return any(a[0] == b[0] and b[1] < a[2] for a, b in pairwise(ordered))
