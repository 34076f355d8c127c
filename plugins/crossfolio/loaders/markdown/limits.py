"""What would make a body costly to render, found before it is rendered.

Python-Markdown looks for the partner of every open bracket up to the end of its paragraph,
copies the whole text for every fence, and nests a call for every level of a list. So the
work grows with the square of what is counted here, or ends in too deep a recursion.
Sources: issue 798 of Python-Markdown; our own timings: 2.5 seconds at worst
at these limits, where 8,000 open brackets took 12 and more of them minutes.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crossfolio.core.regex import regex
from crossfolio.core.texts import Text

OPEN_BRACKETS = 200
"""Brackets that are open at one place of a paragraph."""
OPEN_TAGS = 150
"""`<` and a letter without a `>` before the next `<`, on a page. Python-Markdown looks for the
end of each in all that follows, so that a long page may leave fewer open."""
LEVELS = 30
"""Lists and quotations inside one another."""
PARAGRAPH = 32 * 1024
"""Characters without an empty line between them."""

_PARAGRAPH = regex(r"(?:^[^\S\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
"""Every line begins at a line's start, so that empty ones are passed over once and not again
from each of their characters."""
_BRACKET = regex(r"\]\(|[\[\])]")
_OPEN_TAG = regex(r"<(?=[A-Za-z][^<>]*(?:<|\Z))")
_NESTED = regex(r"^[ \t]*(?:(?:[*+-]|[0-9]{1,9}\.|>|:)[ \t]*)+", re.MULTILINE)
_LEVEL = regex(r"(?:[*+-]|[0-9]{1,9}\.|:)(?=[ \t])|>")
_MOST_LEVELS = 20_000
"""Levels of all lines of a page together; each is looked at once for every level."""
_MOST_TAG_WORK = 8_000_000
"""Characters behind open tags, each counted once for every tag that is open."""
_MOST_WORK = 2_000_000
"""Characters under open brackets, each counted once for every bracket that is open."""

_DEEP_LINE = regex(rf"\n[ \t>:*+.0-9-]{{{LEVELS}}}")
"""A line with enough before its text to nest too deeply."""
_FEW, _FEW_LINES = 100, 300
"""No more than the least of the limits below, and of those that a line reaches but once."""

_RULE = regex(
    r"^[ \t>]*(?:(?:\*[ \t]{0,2}){3,}|(?:_[ \t]{0,2}){3,}|-(?:[ \t]{1,2}-){2}[- \t]*)$",
    re.MULTILINE,
)
_COUNTED = (
    (
        regex(r"^[ \t>]*(?:`{3}|~{3})", re.MULTILINE),
        1000,
        Text("there are too many fences of code"),
    ),
    (
        regex(r"^[ \t>*+-]*#|^(?:=+|-+) *$", re.MULTILINE),
        1000,
        Text("there are too many headings"),
    ),
    (_RULE, 1000, Text("there are too many rules")),
    (regex(r"\n[ \t]*\n(?=[^\n])"), 5000, Text("there are too many paragraphs")),
    (
        regex(r"^ *(?:\*\[|\[\^)[^\]\n]{0,200}\]:", re.MULTILINE),
        300,
        Text("there are too many notes"),
    ),
    (
        regex(r"\[\^[^\]\n]{1,200}\](?!:)"),
        1000,
        Text("there are too many references to notes"),
    ),
    (regex(r"^[ \t]*(?:!!!|\?\?\?|===)", re.MULTILINE), 300, Text("there are too many boxes")),
    (regex(r"^[ \t]*:[ \t]", re.MULTILINE), 100, Text("there are too many definitions")),
    (_OPEN_TAG, OPEN_TAGS, Text("there are too many tags that no `>` closes")),
    (regex(r"<(?=[^<>]*(?:<|\Z))"), 500, Text("there are too many `<` that no `>` closes")),
)
"""What a page may hold only so often."""


class Excess(NamedTuple):
    """The first thing in a body that is too much."""

    start: int
    """Where it stands in the body, in characters."""
    what: Text
    most: Text
    """The limit in words."""


def excess(body: str) -> Excess | None:
    """Find what makes a body too costly to render; `None` where it can be rendered."""
    if _is_small(body):
        return None
    found = [*_counted(body), *_tags(body), *_deep(body), *_paragraphs(body)]
    return min(found, key=lambda excess: excess.start, default=None)


def _is_small(body: str) -> bool:
    """Tell whether no limit can be reached: there are too few of the characters it takes."""
    brackets = body.count("[") + body.count("](")
    return (
        len(body) <= PARAGRAPH
        and body.count("\n") < _FEW_LINES
        and brackets <= min(OPEN_BRACKETS, _MOST_WORK // (len(body) + 1))
        and body.count("<") <= OPEN_TAGS
        and body.count(": ") + body.count(":\t") <= _FEW
        and not _DEEP_LINE.search(body)
        and not _DEEP_LINE.match("\n" + body[:LEVELS])
    )


def _counted(body: str) -> Iterator[Excess]:
    for pattern, most, what in _COUNTED:
        for number, found in enumerate(pattern.finditer(body), start=1):
            if number > most:
                yield Excess(found.end() - 1, what, Text("{limit} on a page", limit=most))
                break


def _tags(body: str) -> Iterator[Excess]:
    work = 0
    for found in _OPEN_TAG.finditer(body):
        work += len(body) - found.start()
        if work > _MOST_TAG_WORK:
            what = Text("there are too many tags that no `>` closes")
            yield Excess(found.start(), what, Text("few on so long a page"))
            return


def _deep(body: str) -> Iterator[Excess]:
    together = 0
    for found in _NESTED.finditer(body):
        indent = found[0].expandtabs(4)
        levels = (len(indent) - len(indent.lstrip(" "))) // 4 + len(_LEVEL.findall(found[0]))
        if levels > LEVELS:
            what = Text("lists or quotations nest too deeply")
            yield Excess(found.start(), what, Text("{limit} levels", limit=LEVELS))
            return
        together += levels
        if together > _MOST_LEVELS:
            what = Text("there are too many nested lines")
            yield Excess(found.start(), what, Text("{limit} levels together", limit=_MOST_LEVELS))
            return


def _paragraphs(body: str) -> Iterator[Excess]:
    work = 0
    for paragraph in _PARAGRAPH.finditer(body):
        start, end = paragraph.span()
        if end - start > PARAGRAPH:
            most = Text("{limit} characters", limit=PARAGRAPH)
            yield Excess(start, Text("this paragraph is too long"), most)
            return
        at, work = _brackets(body, start, end, work)
        if at is not None:
            most = Text("{limit} in a paragraph", limit=OPEN_BRACKETS)
            yield Excess(at, Text("too many brackets are open here"), most)
            return


def _brackets(body: str, start: int, end: int, work: int) -> tuple[int | None, int]:
    """Return where too many brackets are open, and the work that finding partners takes."""
    brackets, targets, last = 0, 0, start
    for found in _BRACKET.finditer(body, start, end):
        work += (brackets + targets) * (found.start() - last)
        last = found.start()
        if found[0] == "[":
            brackets += 1
        elif found[0] == ")":
            targets = max(targets - 1, 0)
        else:
            brackets = max(brackets - 1, 0)
            targets += found[0] == "]("
        if brackets + targets > OPEN_BRACKETS or work > _MOST_WORK:
            return last, work
    work += (brackets + targets) * (end - last)
    return (last if work > _MOST_WORK else None), work
