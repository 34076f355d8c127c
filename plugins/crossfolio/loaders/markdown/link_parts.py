"""The target of a link in round brackets: `(target "title")`, as Python-Markdown reads it."""

from typing import NamedTuple

from crossfolio.core.regex import regex

_SIMPLE = regex(r"\(([^\s()<>\"'\[\]\ue000&]+)\)")
_ANGLE = regex(r"\(\s*<([^<>]*)>\s*(?:('[^']*'|\"[^\"]*\")\s*)?\)")
_OPENED = regex(r"\(\s*")
_TOKEN = regex(r"[()\"']")
_BACKSLASH = regex(r"\\([\\`*_{}\[\]()>#+\-.!])")


class WrittenLink(NamedTuple):
    """The target of a link."""

    target: str
    start: int
    """Where it stands in the text."""
    end: int
    """Where the closing bracket ends."""


def written_link(text: str, left: str, position: int) -> WrittenLink | None:
    """Read the target that follows a link's text; `None` where there is none.

    Args:
        text: As it is written.
        left: The same with what is code or escaped written over.
        position: Where the opening bracket would stand.
    """
    if not left.startswith("(", position):
        return None
    simple = _SIMPLE.match(left, position)
    if simple:
        return WrittenLink(simple[1], simple.start(1), simple.end())
    angle = _ANGLE.match(left, position)
    if angle and angle[1]:
        return _written(text, angle.start(1), angle.end(1), angle.end())
    return _balanced(text, left, position)


def _balanced(text: str, left: str, position: int) -> WrittenLink | None:
    """Read a target with brackets, blanks or a title. Source: `LinkInlineProcessor.getLink`.

    From the first quotation mark on, all may be a title, up to one before a closing bracket.
    Where there is none, the target ends at the bracket that closes it as if there were no
    title; an opening one in between is taken for a closing one there, and so it is here.
    """
    opened = _OPENED.match(left, position)
    start = opened.end() if opened else position
    depth, closed = 1, -1
    quotes: dict[str, list[int]] = {}
    for token in _TOKEN.finditer(left, start):
        sign, at = token[0], token.start()
        if sign in "\"'":
            quotes.setdefault(sign, [at, -1])[1] = at
            continue
        title = _title_before(left, at, quotes) if sign == ")" else -1
        if title >= 0:
            return _written(text, start, title, at + 1)
        if quotes:
            if depth:
                depth -= 1
                closed = at if sign == ")" else closed
            continue
        depth += 1 if sign == "(" else -1
        if not depth:
            return _written(text, start, at, at + 1)
    if depth:
        return None
    return _written(text, start, closed, closed + 1) if closed >= 0 else _rest(text, start)


def _rest(text: str, start: int) -> WrittenLink:
    """Take all but the end of a text, as Python-Markdown does where it finds no bracket."""
    return _written(text, start, len(text) - 2, len(text) - 1)


def _title_before(left: str, at: int, quotes: dict[str, list[int]]) -> int:
    """Return where the title starts that ends right before a place; -1 where none does."""
    end = at
    while end and left[end - 1] == " ":
        end -= 1
    first, last = quotes.get(left[end - 1 : end], (-1, -1))
    return first if first < last == end - 1 else -1


def _written(text: str, start: int, end: int, after: int) -> WrittenLink:
    written = text[start:end]
    bare = written.strip()
    start += len(written) - len(written.lstrip())
    return WrittenLink(_BACKSLASH.sub(r"\1", bare), start, after)
