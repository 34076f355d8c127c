"""The lines of a body as block processors see them: tabs, fenced code and raw HTML taken out.

This follows the preprocessors of Python-Markdown, in their order. A line keeps the place of
its end, so that its text may lose any of its beginning and still be found in the body.
"""

from functools import partial
from itertools import accumulate
from typing import NamedTuple

from crossfolio.core.dialect import Dialect
from crossfolio.core.regex import regex

TAB = 4
RAW = "\x02"
"""Stands for what is rendered as it is: raw HTML and fenced code."""
FILLER = "\ue000"
"""Stands for a character that is taken: nothing looks for it."""

_FENCE = regex(
    r"(`{3,}|~{3,})[ ]*"
    r"(?:\{[^\n]*\}|(?:\.?[\w#.+-]*[ ]*)?(?:hl_lines=([\"']).*?\2[ ]*)?)$"
)
"""Source: `FENCED_BLOCK_RE` of Python-Markdown's extension `fenced_code`."""
_SUPER_FENCE = regex(
    r"(?P<fence>~{3,}|`{3,})(?: *\.?(?P<language>[\w#.+-]+)(?= |$))?"
    r"(?: *\{[^\n]*\}|(?: *[a-zA-Z][a-zA-Z0-9_]*(?:=(?P<quote>[\"']).*?(?P=quote))?(?= |$))+)? *$"
)
"""Source: `RE_NESTED_FENCE_START` of `pymdownx.superfences`."""
_PREFIX = regex(r"[> ]*")


class Line(NamedTuple):
    """A line, or what is left of it."""

    text: str
    end: int
    """Where it ends in the body, in characters, tabs expanded."""


_line = partial(tuple.__new__, Line)
"""Makes a line of a pair, without a call in Python: there are tens of thousands."""


class Fence(NamedTuple):
    """Where a fenced block of code stands."""

    first: int
    """Its line, counted from 0."""
    last: int
    prefix: str
    language: str


def lines_of(body: str, dialect: Dialect) -> list[Line]:
    """Return the lines of a body whose tabs are expanded."""
    texts = body.split("\n")
    ends = accumulate([len(text) + 1 for text in texts], initial=-1)
    next(ends)
    texts = ["" if text.isspace() else text for text in texts]
    lines: list[Line] = list(map(_line, zip(texts, ends, strict=True)))
    if "```" not in body and "~~~" not in body:
        return lines
    if "pymdownx.superfences" in dialect.extensions:
        return _without(lines, _super_fences(lines), apart=False)
    if "fenced_code" in dialect.extensions:
        return _without(lines, _fences(lines), apart=True)
    return lines


def _without(lines: list[Line], fences: list[Fence], *, apart: bool) -> list[Line]:
    """Return lines with a single one in place of each fenced block."""
    kept: list[Line] = []
    position = 0
    for fence in fences:
        kept += lines[position : fence.first]
        end = lines[fence.last].end
        if apart:
            kept.append(Line("", end))
        kept.append(Line(fence.prefix + RAW, end))
        if apart:
            kept.append(Line("", end))
        position = fence.last + 1
    return kept + lines[position:]


def _fences(lines: list[Line]) -> list[Fence]:
    """Find the fenced blocks of `fenced_code`, which begin and end at the start of a line."""
    closing: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        bare = line.text.rstrip(" ")
        if len(bare) > 2 and bare[0] in "`~" and not bare.strip(bare[0]):  # noqa: PLR2004
            closing.setdefault(bare, []).append(number)
    for numbers in closing.values():
        numbers.reverse()
    found, after = [], 0
    for number, line in enumerate(lines):
        if number < after or not line.text.startswith(("```", "~~~")):
            continue
        opened = _FENCE.match(line.text)
        ends = closing.get(opened[1], []) if opened else []
        while ends and ends[-1] <= number:
            ends.pop()
        if ends:
            found.append(Fence(number, ends[-1], "", ""))
            after = ends[-1] + 1
    return found


def _super_fences(lines: list[Line]) -> list[Fence]:
    """Find the fenced blocks of `pymdownx.superfences`, which may be indented or quoted."""
    found: list[Fence] = []
    fence = prefix = language = ""
    first = blank = 0
    for number, line in enumerate(lines):
        text = line.text
        if not fence:
            if "```" not in text and "~~~" not in text:
                continue
            start = _PREFIX.match(text)
            prefix = start[0] if start else ""
            opened = _SUPER_FENCE.match(text, len(prefix))
            if opened:
                fence, language = opened["fence"], opened["language"] or ""
                first, blank = number, 0
            continue
        before = _leading(text, len(prefix))
        rest = text[len(before) :]
        depth = prefix.count(">")
        if before.count(">") > depth:
            fence = ""
        elif not (rest if depth else text.strip()):
            blank += 1
        elif _leaves(before, prefix, depth, blank):
            fence = ""
        elif rest.rstrip(" ") == fence:
            found.append(Fence(first, number, prefix, language))
            fence = ""
        else:
            blank = 0
    return found


def _leading(text: str, most: int) -> str:
    """Return how much of a line is what stands before the code of a block."""
    start = _PREFIX.match(text, 0, most)
    return start[0] if start else ""


def _leaves(before: str, prefix: str, depth: int, blank: int) -> bool:
    """Tell whether a line is not far enough in to belong to a block, which is then none."""
    if not depth:
        return len(before) != len(prefix)
    return len(before) < len(prefix) or bool(blank and before.count(">") < depth)
