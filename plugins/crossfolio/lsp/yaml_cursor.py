"""Where in a YAML text a cursor stands, told from the text alone.

A parser gives nothing while somebody is in the middle of a line. This looks at indentation,
keys and brackets from the last key without indentation on, so that half a document is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crossfolio.core.regex import regex

_BLOCK = regex(r"(?P<lead>[ ]*(?:-[ ]+)*)(?:(?P<key>[A-Za-z_][\w.-]*)[ ]*:(?=[ ]|$))?")
_TOP = regex(r"[A-Za-z_]")
_FLOW = regex(
    r"(?P<quoted>\"(?:[^\"\\]|\\.)*\"?|'[^']*'?)|(?P<comment>(?:^|(?<=\s))#.*)"
    r"|(?P<key>[A-Za-z_][\w.-]*)[ ]*:(?=[ ]|$)|(?P<mark>[\[\]{},])|[^\s\[\]{},\"'#]+|."
)
_TOKEN = regex(r"[\w.:/-]*$")
_REST = regex(r"[\w./-]*")


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is being written at a place."""

    trail: tuple[str, ...]
    """The keys that lead to it; positions in lists are left out."""
    is_key: bool
    """Whether a key may stand here."""
    is_value: bool
    """Whether a value may; both, at the beginning of an entry of a list."""
    start: int
    """Where the word at the cursor begins on its line."""
    end: int
    word: str
    """As far as it is written before the cursor."""
    in_flow: bool = False
    """Whether it stands between brackets or braces."""


@dataclass(slots=True)
class _Open:
    """A bracket or brace that is not closed yet."""

    sign: str
    key: str = ""


@dataclass(slots=True)
class _State:
    blocks: list[tuple[int, str]] = field(default_factory=list)
    """The keys of the lines above with their columns, outermost first."""
    flow: list[_Open] = field(default_factory=list)
    after_key: bool = False
    """Whether the last line that was read has a key."""


def cursor_at(lines: Sequence[str], line: int, column: int, first: int = 0) -> Cursor:
    """Return which key or value of a YAML mapping is being written at a place.

    Args:
        lines: The whole file.
        line: The cursor's, from 0.
        column: The cursor's, from 0.
        first: The line on which the YAML begins.
    """
    text = lines[line]
    before = text[:column]
    state = _State()
    for number in range(_top(lines, line, first), line):
        _read(lines[number], state)
    state.after_key = False
    _read(before, state)
    token = _TOKEN.search(before)
    start = token.start() if token else column
    word = before[start:]
    rest = _REST.match(text, column)
    end = rest.end() if rest else column
    trail, is_key, is_value = _kind(before, start, state)
    return Cursor(trail, is_key, is_value, start, end, word, bool(state.flow))


def _top(lines: Sequence[str], line: int, first: int) -> int:
    """Return the nearest line above that begins with a key, or the first one."""
    number = line
    while number > first and not _TOP.match(lines[number]):
        number -= 1
    return number


def _read(text: str, state: _State) -> None:
    rest = text
    if not state.flow:
        found = _BLOCK.match(text)
        lead = found["lead"] if found else ""
        key = found["key"] if found else None
        if not text.strip() or text.lstrip().startswith("#"):
            return
        while state.blocks and state.blocks[-1][0] >= len(lead):
            state.blocks.pop()
        state.after_key = bool(key)
        if key:
            state.blocks.append((len(lead), key))
        rest = text[found.end() :] if found else text
        if rest.lstrip()[:1] not in ("[", "{"):
            return
    _scan(rest, state)


def _scan(text: str, state: _State) -> None:
    for found in _FLOW.finditer(text):
        if found["key"] and state.flow and state.flow[-1].sign == "{":
            state.flow[-1].key = found["key"]
        elif found["mark"] in ("[", "{"):
            state.flow.append(_Open(found["mark"]))
        elif found["mark"] in ("]", "}"):
            if state.flow:
                state.flow.pop()
        elif found["mark"] == "," and state.flow:
            state.flow[-1].key = ""


def _kind(before: str, start: int, state: _State) -> tuple[tuple[str, ...], bool, bool]:
    keys = tuple(key for _, key in state.blocks)
    if state.flow:
        keys += tuple(element.key for element in state.flow if element.key)
        last = state.flow[-1]
        is_key = last.sign == "{" and not last.key
        return keys, is_key, not is_key
    if state.after_key:
        return keys, False, True
    lead = before[:start]
    column = len(lead)
    above = tuple(key for at, key in state.blocks if at < column or not column)
    if not lead.strip():
        inside = tuple(key for at, key in state.blocks if at < column)
        return inside, True, False
    return above, not lead.strip(" -"), not lead.strip(" -")
