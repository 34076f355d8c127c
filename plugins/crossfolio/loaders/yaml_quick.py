"""The plain YAML that nearly all files hold, read line by line.

It knows mappings and lists in blocks, `[…]` and `{…}` on one line, and scalars on one line,
plain or in simple quotes. Anything else, and any doubt, is left to the strict reader, which
says the same of what this one reads.
"""

import re
from dataclasses import dataclass, field

from crossfolio.core.place import Place
from crossfolio.loaders.limits import Limits
from crossfolio.loaders.yaml.values import Document, Quoted, Trail, Tree
from crossfolio.loaders.yaml_flat import read_flat
from crossfolio.loaders.yaml_flow import DoubtError, Flow

_LONGEST = 1000
"""Characters in a line; libyaml looks no further than 1024 for the colon of a key."""
_LINE = re.compile(
    r"(?P<indent> *)(?P<dash>- )?"
    r"(?:(?P<key>[A-Za-z_][A-Za-z0-9_.-]{0,63}):(?: (?P<value>\S.*))?|(?P<item>\S.*))"
)
_PLAIN = re.compile(r"[A-Za-z0-9(\u00c0-\u024f](?:.*\S)?")
_QUOTED = re.compile(r"(?:'([^']*)'|\"([^\"\\]*)\")(?= +#|\Z)")
_COMMENT = re.compile(r"(?: +#.*)?")
"""What may stand after a value."""


def read_quickly(text: str, path: str, limits: Limits, first_line: int) -> Document | None:
    """Read a document as `read_yaml` does, or return nothing where there is any doubt.

    Args:
        text: Without characters that do not print.
        path: For the places.
        limits: How large it may be.
        first_line: The line of the file on which the text starts.
    """
    if "\t" in text or not text.endswith("\n") or len(text) * 4 > limits.size:
        return None
    if len(text) <= min(limits.value, limits.nodes):
        flat = read_flat(text, path, first_line)
        if flat is not None:
            return flat
    reader = _Quick(path, limits)
    try:
        lines = text.split("\n")
        for number, line in enumerate(lines, start=first_line):
            reader.take(line, number)
        return reader.document(first_line + len(lines) - 1)
    except DoubtError:
        return None


@dataclass(slots=True)
class _Folded:
    """A text folded over several lines, while they come in."""

    fields: dict[str, Tree]
    key: str
    trail: Trail
    line: int
    column: int
    outer: int
    """The indentation of its key; its lines have more."""
    lines: list[str] = field(default_factory=list)
    indent: int = 0
    after_blank: bool = False

    def take(self, line: str) -> bool:
        """Take a line; tell whether it belongs to the text."""
        if not line:
            self.after_blank = True
            return True
        indent = len(line) - len(line.lstrip(" "))
        if indent <= self.outer and indent < len(line):
            return False
        self.indent = self.indent or indent
        if self.after_blank or indent != self.indent or line[-1] == " ":
            raise DoubtError
        self.lines.append(line[indent:])
        return True


class _Quick:
    """What is known of a document while its lines come in."""

    def __init__(self, path: str, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self.places: dict[Trail, Place] = {}
        self.keys: dict[Trail, Place] = {}
        self.stack: list[tuple[int, dict[str, Tree] | list[Tree], Trail]] = []
        """The open blocks: their indentation, value and trail."""
        self.waiting: tuple[dict[str, Tree], str, Trail] | None = None
        """A key whose value stands on the lines below it."""
        self.folded: _Folded | None = None

    def document(self, last: int) -> Document:
        """Return what was read, after the last line."""
        if self.folded:
            self._fold(self.folded, last)
        if self.waiting or not self.stack:
            raise DoubtError
        if len(self.places) + len(self.keys) > self.limits.nodes:
            raise DoubtError
        return Document(self.stack[0][1], self.path, self.places, self.keys)

    def take(self, line: str, number: int) -> None:
        """Take the next line."""
        if self.folded:
            if self.folded.take(line):
                return
            self._fold(self.folded, number)
        if not line or line.isspace():
            return
        if line.lstrip(" ").startswith("#"):
            return
        found = _LINE.fullmatch(line)
        if found is None or len(line) > _LONGEST:
            raise DoubtError
        indent, dash, key, value, item = found.groups()
        column = len(indent)
        self._close_or_open(column, number, is_list=dash is not None)
        if dash:
            rows = self.stack[-1][1]
            trail: Trail = (*self.stack[-1][2], len(rows))
            column += 2
            if key is None:
                rows.append(self._value(item, trail, number, column))  # type: ignore[union-attr]
                return
            within: dict[str, Tree] = {}
            rows.append(within)  # type: ignore[union-attr]
            self._push(column, within, trail, number)
        elif key is None:
            raise DoubtError
        self._pair(key, value, number, column)

    def _fold(self, it: _Folded, number: int) -> None:
        """End a folded text before a line, or at the end of the last one."""
        value = " ".join(it.lines)
        if not it.lines or len(value) > self.limits.value:
            raise DoubtError
        it.fields[it.key] = Quoted(value)
        self.places[it.trail] = Place(self.path, it.line, it.column, number, 1)
        self.folded = None

    def _close_or_open(self, column: int, number: int, *, is_list: bool) -> None:
        """Find the block that a line belongs to; open one where a key waits for its value."""
        stack = self.stack
        if not stack:
            if column or is_list:
                raise DoubtError
            self._push(0, {}, (), number)
            return
        if self.waiting:
            holder, key, trail = self.waiting
            if column < stack[-1][0] + (not is_list):
                raise DoubtError
            value: dict[str, Tree] | list[Tree] = [] if is_list else {}
            holder[key] = value
            self.waiting = None
            self._push(column, value, trail, number)
            return
        while stack and stack[-1][0] > column:
            stack.pop()
        if stack and not is_list and stack[-1][0] == column and isinstance(stack[-1][1], list):
            stack.pop()
        if not stack or stack[-1][0] != column or isinstance(stack[-1][1], list) != is_list:
            raise DoubtError

    def _push(
        self, column: int, value: dict[str, Tree] | list[Tree], trail: Trail, number: int
    ) -> None:
        self.stack.append((column, value, trail))
        if len(self.stack) > self.limits.depth - 2:
            raise DoubtError
        self.places[trail] = Place(self.path, number, column + 1)

    def _pair(self, key: str, value: str | None, number: int, column: int) -> None:
        _, fields, trail = self.stack[-1]
        own = (*trail, key)
        if own in self.keys or not isinstance(fields, dict):
            raise DoubtError
        end = column + len(key)
        self.keys[own] = Place(self.path, number, column + 1, number, end + 1)
        if value is None or value[0] == "#":
            self.waiting = (fields, key, own)
        elif value == ">-":
            self.folded = _Folded(fields, key, own, number, end + 3, column)
        else:
            fields[key] = self._value(value, own, number, end + 2)

    def _value(self, written: str, trail: Trail, number: int, column: int) -> Tree:
        if _PLAIN.fullmatch(written):
            if " #" in written:
                written = written[: written.index(" #")].rstrip(" ")
            if ": " in written or written[-1] == ":" or written == "null":
                raise DoubtError
            end = column + len(written) + 1
            self.places[trail] = Place(self.path, number, column + 1, number, end)
            return written
        quoted = _QUOTED.match(written)
        if quoted:
            end = column + quoted.end() + 1
            self.places[trail] = Place(self.path, number, column + 1, number, end)
            return Quoted(quoted[1] if quoted[2] is None else quoted[2])
        if written[0] not in "[{":
            raise DoubtError
        deepest = self.limits.depth - 3
        flow = Flow(written, self.path, number, column + 1, self.places, self.keys, deepest)
        value = flow.read(trail)
        if not _COMMENT.fullmatch(written, flow.at):
            raise DoubtError
        return value
