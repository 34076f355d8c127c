"""YAML to plain values with the place of each, in one loop over libyaml's events.

Nothing is constructed and nothing recurses, so that no input can run code, grow out of a
few bytes, or overflow the stack. Every scalar stays text: `1.10` is never a number here.
"""

from collections.abc import Iterator
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from crossfolio.core.characters import BIDI, name_of
from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.core.rules import source_rules as rules
from crossfolio.core.texts import Text
from crossfolio.loaders.limits import Limits
from crossfolio.loaders.text import CONTROL
from crossfolio.loaders.yaml.quiet_slips import quiet_slip
from crossfolio.loaders.yaml.values import Document, Trail, Tree, ValuePlaces, stretch_of

try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - PyYAML was built without libyaml
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

_ODD_KEYS = ("", "<<")
_NULLS = ("", "~", "null")
"""Plain scalars that say that there is no value."""


class SourceError(Exception):
    """A text that cannot be read as YAML; raised in this layer only."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_yaml(text: str, path: str, limits: Limits, first_line: int = 1) -> Document | Finding:
    """Read one YAML document, or say why it cannot be read.

    Args:
        text: The document, as `decode` gives it; empty text gives the value `None`.
        path: For the places.
        limits: How large it may be.
        first_line: The line of the file on which the text starts: 2 for front matter.
    """
    if len(text) * 4 > limits.size < len(text.encode()):
        what, most = (
            Text("this is too large to be read"),
            Text("{kib} KiB", kib=limits.size // 1024),
        )
        return rules.over_limit(Place(path, first_line), what, most)
    try:
        document = _Reader(text, path, limits, first_line).read()
    except SourceError as error:
        return error.finding
    except yaml.YAMLError as error:
        from crossfolio.loaders.yaml.slips import explained  # noqa: PLC0415 - only slips need it

        return explained(error, text, path, first_line)
    return quiet_slip(document, text, first_line) or document


class _Reader:
    """Reads the events of one document."""

    def __init__(self, text: str, path: str, limits: Limits, first_line: int) -> None:
        self._text, self._path = text, path
        self._limits, self._first_line = limits, first_line
        self._is_begun = False
        self._keys: dict[Trail, Event] = {}
        self._others: list[tuple[Trail, dict[str, Tree]]] = []
        """The later values of keys that stand twice, each in a mapping of its own."""
        self._findings: list[Finding] = []

    def read(self) -> Document:
        """Build the values of the document, in one loop: a call for each event costs a third.

        Raises:
            SourceError: At the first thing that cannot be used.
        """
        keys, places, quoted = self._keys, dict[Trail, Event](), set[Trail]()
        around: list[tuple[Any, Trail, bool]] = []
        top: list[Tree] = []
        holder, slot, in_mapping = cast("Any", top), cast("Any", top), False
        key, trail, here = cast("str | None", None), cast("Trail", ()), cast("Trail", ())
        for event in self._nodes():
            if isinstance(event, CollectionEndEvent):
                holder, trail, in_mapping = around.pop()
                key = None
            elif in_mapping and key is None:
                key = event.value if isinstance(event, ScalarEvent) else ""
                slot, here = holder, (*trail, key)
                if here in keys or key in _ODD_KEYS:
                    slot, here = self._odd_key(event, here, holder)
                else:
                    keys[here] = event
            else:
                value = _value(event)
                if key is None:
                    here = (*trail, len(holder)) if around else ()
                    holder.append(value)
                else:
                    slot[key], key = value, None
                places[here] = event
                if not isinstance(event, ScalarEvent):
                    around.append((holder, trail, in_mapping))
                    holder, trail, in_mapping = value, here, isinstance(value, dict)
                elif event.style:
                    quoted.add(here)
        return self._document(top[0] if top else None, places, quoted)

    def _nodes(self) -> Iterator[NodeEvent | CollectionEndEvent]:
        """Give the events that make up the values; raise at the first that is not permitted."""
        most, longest, deepest = self._limits.nodes, self._limits.value, self._limits.depth
        escapes = "\\" in self._text
        nodes = depth = 0
        for event in iter(Parser(self._text).get_event, None):
            if isinstance(event, ScalarEvent):
                nodes += 1
                if event.anchor or event.tag or nodes > most or len(event.value) > longest:
                    raise self._refused(event, nodes)
                if escapes and event.style == '"':
                    self._look_into(event)
            elif isinstance(event, CollectionStartEvent):
                nodes += 1
                if event.anchor or event.tag or nodes > most or depth >= deepest:
                    raise self._refused(event, nodes)
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            else:
                self._around(event)
                continue
            yield event

    def _document(self, data: Tree, places: dict[Trail, Event], quoted: set[Trail]) -> Document:
        doubles: dict[Trail, list[Tree]] = {}
        for trail, other in self._others:
            doubles.setdefault(trail, []).extend(other.values())
        path, first_line = self._path, self._first_line
        return Document(
            data,
            path,
            ValuePlaces(path, first_line, places),
            ValuePlaces(path, first_line, self._keys),
            tuple(self._findings),
            quoted,
            {trail: tuple(values) for trail, values in doubles.items()},
        )

    def _around(self, event: Event) -> None:
        """Look at what stands around the document; one is permitted, without directives."""
        if isinstance(event, AliasEvent):
            raise self._forbidden(event, Text("an alias (`*`)"))
        if not isinstance(event, DocumentStartEvent):
            return
        if self._is_begun:
            raise self._forbidden(event, Text("a second document"))
        if event.tags or event.version:
            raise self._forbidden(event, Text("a directive (`%`)"))
        self._is_begun = True

    def _odd_key(
        self, event: NodeEvent, here: Trail, holder: dict[str, Tree]
    ) -> tuple[dict[str, Tree], Trail]:
        """Return what the value of an odd key is put into, and its trail.

        A key is odd that stands twice, or is a merge key, empty, or no text.
        """
        if not isinstance(event, ScalarEvent):
            help = Text("write `key: value`")
            raise SourceError(rules.yaml_syntax(self._at(event), Text("a key is not text"), help))
        if event.value == "<<" and not event.style:
            raise self._forbidden(event, Text("a merge key (`<<`)"))
        first = self._keys.setdefault(here, event)
        if first is event:
            return holder, here
        found = rules.duplicate_key(self._at(event), event.value, self._at(first))
        self._findings.append(found)
        apart: dict[str, Tree] = {}
        self._others.append((here, apart))
        return apart, (*here, -len(self._others))  # No schema knows it: it is never asked for.

    def _refused(self, event: ScalarEvent | CollectionStartEvent, nodes: int) -> SourceError:
        """Say why a value is not permitted."""
        if event.anchor:
            return self._forbidden(event, Text("an anchor (`&`)"))
        if event.tag:
            return self._forbidden(event, Text("a tag (`!`)"))
        limits = self._limits
        if nodes > limits.nodes:
            what, most = (
                Text("there are too many values here"),
                Text("{limit} values", limit=limits.nodes),
            )
        elif isinstance(event, ScalarEvent):
            what, most = (
                Text("this value is too long"),
                Text("{limit} characters", limit=limits.value),
            )
        else:
            what, most = (
                Text("this is nested too deeply"),
                Text("{limit} levels", limit=limits.depth),
            )
        return SourceError(rules.over_limit(self._at(event), what, most))

    def _forbidden(self, event: Event, what: Text) -> SourceError:
        return SourceError(rules.forbidden_yaml(self._at(event), what))

    def _look_into(self, event: ScalarEvent) -> None:
        """Find what a text with escapes may hold and does not show."""
        control = CONTROL.search(event.value)
        if control:
            raise SourceError(rules.control_character(self._at(event), name_of(control[0])))
        turning = BIDI.search(event.value)
        if turning and not BIDI.search(self._text):  # What the text shows is found there.
            found = rules.bidirectional_control(self._at(event), name_of(turning[0]))
            self._findings.append(found)

    def _at(self, event: Event) -> Place:
        """Return where an event stands, with its end."""
        return stretch_of(event, self._path, self._first_line)


def _value(event: NodeEvent) -> Any:  # noqa: ANN401 - a text, or what is filled later
    if isinstance(event, ScalarEvent):
        return None if event.value in _NULLS and not event.style else event.value
    return {} if isinstance(event, MappingStartEvent) else []
