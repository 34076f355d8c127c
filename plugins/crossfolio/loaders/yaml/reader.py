"""YAML to plain values with the place of each, read event by event.

Nothing is constructed and nothing recurses, so that no input can run code, grow out of a
few bytes, or overflow the stack. Every scalar stays text: `1.10` is never a number here.
"""

from dataclasses import dataclass, field

import yaml

from crossfolio.core.characters import BIDI, name_of
from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.core.rules import source_rules as rules
from crossfolio.loaders.limits import Limits
from crossfolio.loaders.text import CONTROL
from crossfolio.loaders.yaml.slips import Complaint, Spot, explained
from crossfolio.loaders.yaml.values import Document, Quoted, Trail, Tree

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SourceError(Exception):
    """A text that cannot be read as YAML; raised in this layer only."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_strictly(text: str, path: str, limits: Limits, first_line: int) -> Document | Finding:
    """Read one YAML document, or say why it cannot be read.

    Args:
        text: The document; empty text gives the value `None`.
        path: For the places.
        limits: How large it may be.
        first_line: The line of the file on which the text starts: 2 for front matter.
    """
    if len(text.encode()) > limits.size:
        return _too_large(Place(path, first_line), limits)
    reader = _Reader(path, limits, first_line, escapes=not BIDI.search(text))
    try:
        for event in yaml.parse(text, _Loader):
            reader.take(event)
    except SourceError as error:
        return error.finding
    except yaml.MarkedYAMLError as error:
        return reader.syntax(error, text.split("\n"))
    except yaml.reader.ReaderError as error:
        return rules.yaml_syntax(Place(path, first_line), str(error.reason), "delete the character")
    return Document(reader.root, path, reader.places, reader.keys, tuple(reader.findings))


def _spot(mark: yaml.Mark | None, lines: list[str]) -> Spot:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # libyaml counts a line end that a text may lack.
        line, column = len(lines) - 1, len(lines[-1])
    return Spot(line, min(column, len(lines[line])))


def _too_large(place: Place, limits: Limits) -> Finding:
    return rules.over_limit(place, "this is too large to be read", f"{limits.size // 1024} KiB")


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    value: dict[str, Tree] | list[Tree]
    trail: Trail
    key: str | None = None
    skipped: bool = False
    """Whether the value that comes next belongs to a key that stands twice."""


@dataclass(slots=True)
class _Reader:
    """What is known of a document while its events come in."""

    path: str
    limits: Limits
    first_line: int
    root: Tree = None
    places: dict[Trail, Place] = field(default_factory=dict)
    keys: dict[Trail, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0
    escapes: bool = False
    """Whether the text holds no character that turns writing but by an escape."""

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._permitted(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._permitted(event)
            self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise SourceError(rules.forbidden_yaml(self._at(event), "an alias (`*`)"))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def syntax(self, error: yaml.MarkedYAMLError, lines: list[str]) -> Finding:
        """Turn libyaml's complaint into plain words with a place."""
        at = _spot(error.problem_mark or error.context_mark, lines)
        began = _spot(error.context_mark or error.problem_mark, lines)
        said = error.problem or error.context or ""
        return explained(Complaint(said, at, began), lines, self.path, self.first_line)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            raise SourceError(rules.forbidden_yaml(self._at(event), "a second document"))
        if event.tags or event.version:
            raise SourceError(rules.forbidden_yaml(self._at(event), "a directive (`%`)"))

    def _permitted(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self.nodes += 1
        if event.anchor:
            raise SourceError(rules.forbidden_yaml(self._at(event), "an anchor (`&`)"))
        if event.tag:
            raise SourceError(rules.forbidden_yaml(self._at(event), "a tag (`!`)"))
        if self.nodes > self.limits.nodes:
            what, most = "there are too many values here", f"{self.limits.nodes} values"
            raise SourceError(rules.over_limit(self._at(event), what, most))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        place = self._at(event)
        if len(event.value) > self.limits.value:
            most = f"{self.limits.value} characters"
            raise SourceError(rules.over_limit(place, "this value is too long", most))
        control = CONTROL.search(event.value)
        if control:
            raise SourceError(rules.control_character(place, name_of(control[0])))
        turning = BIDI.search(event.value) if self.escapes else None
        if turning:
            self.findings.append(rules.bidirectional_control(place, name_of(turning[0])))
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            self._key(top, event, place)
        else:
            self._put(_text(event), place)

    def _key(self, top: _Open, event: yaml.ScalarEvent, place: Place) -> None:
        key = event.value
        trail = (*top.trail, key)
        if key == "<<" and not event.style:
            raise SourceError(rules.forbidden_yaml(place, "a merge key (`<<`)"))
        top.key, top.skipped = key, trail in self.keys
        if top.skipped:
            self.findings.append(rules.duplicate_key(place, key, self.keys[trail]))
        else:
            self.keys[trail] = place

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        place = self._at(event)
        if len(self.stack) >= self.limits.depth:
            what, most = "this is nested too deeply", f"{self.limits.depth} levels"
            raise SourceError(rules.over_limit(place, what, most))
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            raise SourceError(rules.yaml_syntax(place, "a key is not text", "write `key: value`"))
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        value: dict[str, Tree] | list[Tree] = {} if is_mapping else []
        start = Place(place.path, place.line, place.column)
        self.stack.append(_Open(value, self._put(value, start)))

    def _put(self, value: Tree, place: Place) -> Trail:
        """Put a value where it belongs and return its trail."""
        if not self.stack:
            self.root = value
            self.places[()] = place
            return ()
        top = self.stack[-1]
        trail: Trail
        if isinstance(top.value, list):
            trail = (*top.trail, len(top.value))
            top.value.append(value)
        else:
            key, top.key = top.key or "", None
            trail = (*top.trail, key)
            if top.skipped:
                return (*trail, -self.nodes)  # No schema knows it: its places are never asked.
            top.value[key] = value
        self.places[trail] = place
        return trail

    def _at(self, event: yaml.Event) -> Place:
        start, end, base = event.start_mark, event.end_mark, self.first_line
        if start is None or end is None:  # Only the events of a stream's ends have none.
            return Place(self.path, base)
        line, end_line = base + start.line, base + end.line
        return Place(self.path, line, start.column + 1, end_line, end.column + 1)


def _text(event: yaml.ScalarEvent) -> str | None:
    if event.style:
        return Quoted(event.value)
    return None if event.value in ("", "~", "null") else str(event.value)
