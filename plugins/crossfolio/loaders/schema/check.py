"""Values held against their schema: what is valid goes on, and the rest is found in its place."""

import copy
from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple

from crossfolio.core.evidence import Json
from crossfolio.core.findings import printable
from crossfolio.core.place import Place
from crossfolio.core.texts import NOTHING, Text
from crossfolio.loaders.schema.convert import converted
from crossfolio.loaders.schema.files import schema
from crossfolio.loaders.schema.keys import near_keys, stands_misspelt, sure_names
from crossfolio.loaders.schema.validators import judge, tells
from crossfolio.loaders.yaml.values import Document, Trail

_GOES_ON = frozenset(
    (
        *("maxLength", "minLength", "maxItems", "minItems", "uniqueItems"),
        *("maxProperties", "minProperties", "required"),
    )
)
"""Keywords of which what breaks them goes on: it is of the right form, and only too much, too
little, or not all there."""


class Problem(NamedTuple):
    """Something that a schema does not allow."""

    keyword: str
    """The schema's keyword that is broken, such as `required`."""
    field: str
    """The key that it is about, as a dotted trail; empty for the document."""
    place: Place
    message: Text
    help: Text = NOTHING
    near: tuple[str, ...] = ()
    name: str = ""
    """What a key that is unknown is to be called; empty where that is not certain."""
    """What was most likely meant: known keys or words, or the value as a list."""
    is_at_top: bool = False
    """Whether it is about what the document itself holds."""


class SchemaChecked(NamedTuple):
    """A document's values as far as its schema allows them."""

    data: Json
    """What the schema refuses is `None`, so that its key and its neighbours keep their places;
    all else is of the form that the schema says. Not to be changed."""
    problems: tuple[Problem, ...] = ()
    """In order."""


def checked(document: Document, name: str, keep: Container[str] = ()) -> SchemaChecked:
    """Hold a document against a schema.

    Args:
        document: Its plain scalars become the numbers and truth values that the schema wants.
        name: The schema.
        keep: Further keywords of which what breaks them goes on.
    """
    data = converted(document, name)
    if tells(name)(data):
        return SchemaChecked(data)
    valid, found = copy.deepcopy(data), dict[Problem, None]()
    for error in judge(name).iter_errors(data):
        found.update(dict.fromkeys(_explain(error, document, schema(name))))
        if error.validator not in keep:
            for trail in _refused(error):
                _refuse(valid, trail)
    return SchemaChecked(
        valid, tuple(sorted(found, key=lambda problem: (problem.place, problem.field)))
    )


def complete(data: Json, name: str) -> dict[str, Json]:
    """Return the fields of which everything is as the schema says, down to the last value.

    What was refused is gone, and so is each mapping below that lacks a field it must have.

    Args:
        data: As `checked` gives it.
        name: The schema.
    """
    of = schema(name)
    fields = data if isinstance(data, dict) else {}
    parts = {key: _complete(value, of["properties"].get(key)) for key, value in fields.items()}
    return {key: part for key, part in parts.items() if part is not None or key.startswith("x-")}


def has_refused(value: Json) -> bool:
    """Tell whether a value was refused, or anything in it."""
    if isinstance(value, dict):
        return any(map(has_refused, value.values()))
    return value is None or (isinstance(value, list) and any(map(has_refused, value)))


def _complete(value: Json, of: Mapping[str, Any] | None) -> Json:
    """Return a value without what was refused in it; `None` where too little is left."""
    if of is None:  # A field of the user's own.
        return value
    if isinstance(value, list):
        entries = [_complete(entry, of.get("items")) for entry in value]
        usable: list[Json] = [entry for entry in entries if entry is not None]
        return usable if usable or not entries else None
    if not isinstance(value, dict):
        return value
    own, rest = of.get("properties", {}), of.get("additionalProperties")
    other = rest if isinstance(rest, dict) else None
    parts = {key: _complete(part, own.get(key, other)) for key, part in value.items()}
    left: dict[str, Json] = {key: part for key, part in parts.items() if part is not None}
    return left if left.keys() >= set(of.get("required", ())) else None


def _refused(error: Any) -> Iterator[Trail]:  # noqa: ANN401 - jsonschema is untyped
    """Give the trails of what an error of jsonschema keeps from going on."""
    trail: Trail = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        yield from ((*trail, key) for key in _unknown_keys(error))
    elif error.validator not in _GOES_ON and not _is_key(error) and trail:
        yield trail


def _refuse(data: Any, trail: Trail) -> None:  # noqa: ANN401 - any JSON
    """Put `None` in the place of a value, unless something around it is refused as well."""
    for step in trail[:-1]:
        if data is None:
            return
        data = data[step]
    if data is not None:
        data[trail[-1]] = None


def _explain(error: Any, document: Document, whole: Mapping[str, Any]) -> Iterator[Problem]:  # noqa: ANN401 - as above
    trail: Trail = tuple(error.absolute_path)
    if error.validator == "required":
        for key in error.validator_value:
            known = error.schema.get("properties") or whole["properties"]
            if key not in error.instance and not stands_misspelt(key, known, error.instance):
                yield _missing(key, trail, document)
    elif error.validator == "additionalProperties":
        yield from _unknown(error, trail, document)
    elif error.validator == "pattern" and isinstance(error.instance, str) and _is_key(error):
        place = document.keys.get((*trail, error.instance), document.place(trail))
        said = Text(
            "`{value}` cannot be a key of {field}",
            value=printable(error.instance),
            field=_named(trail),
        )
        yield Problem("propertyNames", _dotted(trail), place, said)
    else:
        from crossfolio.loaders.schema.words import (  # noqa: PLC0415 - most files are valid
            meant,
            said_of,
        )

        message, help = said_of(error, _named(trail))
        place = document.place(trail)
        if error.instance is None and trail in document.keys:
            place = document.keys[trail]
        near = tuple(meant(error))
        yield Problem(error.validator, _dotted(trail), place, message, help, near)


def _is_key(error: Any) -> bool:  # noqa: ANN401
    return "propertyNames" in error.absolute_schema_path


def _missing(key: str, trail: Trail, document: Document) -> Problem:
    place = document.place(trail) if trail else Place(document.path)
    if trail in document.keys:
        place = document.keys[trail]
    message = Text("the field `{field}` is missing", field=key)
    if trail:
        message = Text(
            "the field `{field}` is missing in {within}", field=key, within=_named(trail)
        )
    return Problem("required", key, place, message, is_at_top=not trail)


def _unknown(error: Any, trail: Trail, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    known = error.schema.get("properties", {})
    near = {key: near_keys(key, known, error.instance) for key in _unknown_keys(error)}
    names = sure_names(near, error.instance)
    for key, names_near in near.items():
        place = document.keys.get((*trail, key), document.place(trail))
        name = names.get(key, "")
        message = Text("unknown field `{field}`", field=printable(key))
        yield Problem("additionalProperties", key, place, message, NOTHING, tuple(names_near), name)


def _unknown_keys(error: Any) -> list[str]:  # noqa: ANN401
    known = error.schema.get("properties", {})
    return [key for key in error.instance if key not in known and not key.startswith("x-")]


def _named(trail: Trail) -> Text:
    """Name a value in words: "`id` of entry 2 of `criteria`"."""
    if not trail:
        return Text("the file")
    names = (
        Text("entry {number}", number=step + 1)
        if isinstance(step, int)
        else Text("`{key}`", key=step)
        for step in trail
    )
    return Text("{names: of }", names=tuple(reversed(list(names))))


def _dotted(trail: Trail) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in trail)
