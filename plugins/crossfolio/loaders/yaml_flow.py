"""Lists and mappings on one line of plain YAML: `[a, b]` and `{a: b, c: [d]}`."""

import re
from dataclasses import dataclass

from crossfolio.core.place import Place
from crossfolio.loaders.yaml.values import Quoted, Trail, Tree

_TOKEN = re.compile(
    r" *(?:(?P<open>[\[{])|(?P<close>[\]}])|"
    r"(?P<key>[A-Za-z_][A-Za-z0-9_.-]{0,63}): (?! )|"
    r"(?P<plain>[A-Za-z0-9](?:[\w./()+-]|[ ](?=[\w./(]))*)|(?P<quoted>'[^']*'|\"[^\"\\]*\"))"
)
_COMMA = re.compile(r" *, ")


class DoubtError(Exception):
    """Something that the strict reader has to look at; never leaves the quick reader."""


@dataclass(slots=True)
class Flow:
    """A line's value that begins with a bracket, while it is read from left to right."""

    text: str
    path: str
    line: int
    column: int
    """Where the text starts in its line, from 1."""
    places: dict[Trail, Place]
    keys: dict[Trail, Place]
    deepest: int
    """How long a trail may be."""
    at: int = 0
    """How much has been read."""

    def read(self, trail: Trail) -> Tree:
        """Read `[…]`, `{…}` or a scalar inside of them, and note the place of each value."""
        found = self._token()
        kind = found.lastgroup or ""
        written = found[kind]
        if kind == "open":
            self.places[trail] = Place(self.path, self.line, self.column + found.start(kind))
            if len(trail) > self.deepest:
                raise DoubtError
            return self._list(trail) if written == "[" else self._mapping(trail)
        self.places[trail] = self._place(found)
        if kind == "quoted":
            return Quoted(written[1:-1])
        if kind != "plain" or written == "null":
            raise DoubtError
        return written

    def _list(self, trail: Trail) -> list[Tree]:
        if self.text.startswith("]", self.at):
            self.at += 1
            return []
        rows = [self.read((*trail, 0))]
        while self._goes_on("]"):
            rows.append(self.read((*trail, len(rows))))
        return rows

    def _mapping(self, trail: Trail) -> dict[str, Tree]:
        fields: dict[str, Tree] = {}
        self._pair(fields, trail)
        while self._goes_on("}"):
            self._pair(fields, trail)
        return fields

    def _pair(self, fields: dict[str, Tree], trail: Trail) -> None:
        found = self._token()
        own = (*trail, found["key"])
        if found["key"] is None or own in self.keys:
            raise DoubtError
        self.keys[own] = self._place(found)
        fields[found["key"]] = self.read(own)

    def _goes_on(self, bracket: str) -> bool:
        """Step over a comma, or over the bracket that closes; tell whether more follows."""
        comma = _COMMA.match(self.text, self.at)
        if comma:
            self.at = comma.end()
            return True
        if self._token()["close"] != bracket:
            raise DoubtError
        return False

    def _token(self) -> re.Match[str]:
        found = _TOKEN.match(self.text, self.at)
        if not found:
            raise DoubtError
        self.at = found.end()
        return found

    def _place(self, found: re.Match[str]) -> Place:
        start, end = found.span(found.lastgroup or 0)
        return Place(self.path, self.line, self.column + start, self.line, self.column + end)
