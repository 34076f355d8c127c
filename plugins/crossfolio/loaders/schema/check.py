"""JSON Schemas: the single source for what a file may hold, applied with line and column."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from crossfolio.core.evidence import Json
from crossfolio.core.findings import printable
from crossfolio.core.ids import nearest
from crossfolio.core.place import Place
from crossfolio.loaders.schema.words import meant, said_of
from crossfolio.loaders.schema_fit import Test, fits
from crossfolio.loaders.schema_fit import pattern as compiled
from crossfolio.loaders.yaml.values import Document, Trail, Tree

SCHEMAS = ("unit", "qualification", "portfolio", "evidence", "people", "decision", "sample")
"""Every schema by name; `NAME.schema.json` in the package."""

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?", re.ASCII)
_NO_TEXT = ("integer", "number", "boolean")
_OTHER_NAMES = {"tags": "criteria", "type": "kind", "name": "title", "files": "attachments"}
"""What a key is called elsewhere, such as in MkDocs, and here."""


class Problem(NamedTuple):
    """Something that a schema does not allow."""

    keyword: str
    """The schema's keyword that is broken, such as `required`."""
    field: str
    """The key that it is about, as a dotted trail; empty for the document."""
    place: Place
    message: str
    help: str = ""
    near: tuple[str, ...] = ()
    """What was most likely meant: known keys or words, or the value as a list."""


@cache
def schema(name: str) -> dict[str, Any]:
    """Return a schema of the package; not to be changed."""
    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded


def schema_text(name: str) -> str:
    """Return a schema as its file has it."""
    return (Path(__file__).parents[1] / "schemas" / f"{name}.schema.json").read_text("utf-8")


def criteria_schema() -> str:
    """Return a schema for every criteria file: a qualification where it says so, else a unit."""
    unit, qualification = dict(schema("unit")), dict(schema("qualification"))
    dialect = unit.pop("$schema")
    for it in (unit, qualification):
        it.pop("$id")
    either = {
        "$schema": dialect,
        "$id": "crossfolio:criteria:1",
        "title": "Criteria file",
        "if": {"required": ["qualification"]},
        "then": qualification,
        "else": unit,
    }
    return json.dumps(either, indent=2) + "\n"


def typed(tree: Tree, wanted: Mapping[str, Any]) -> Json:
    """Convert unquoted scalars to what the schema wants; leave what does not fit as text."""
    if type(tree) is str:
        of = wanted.get("type")
        return _scalar(tree, of) if of in _NO_TEXT else tree
    if isinstance(tree, dict):
        known = wanted.get("properties", {})
        other = wanted.get("additionalProperties")
        rest = other if isinstance(other, dict) else {}
        return {key: typed(value, known.get(key, rest)) for key, value in tree.items()}
    if isinstance(tree, list):
        each = wanted.get("items", {})
        return [typed(value, each) for value in tree]
    return tree if tree is None else str(tree)


def problems(name: str, document: Document, data: Json) -> list[Problem]:
    """Return everything about a document that its schema does not allow, in order.

    Args:
        name: The schema.
        document: For the places.
        data: Its values, `typed` by the same schema.
    """
    if _fits(name)(data):
        return []
    found = {
        (p.place, p.keyword, p.field, p.message): p
        for error in _validator(name).iter_errors(data)
        for p in _explain(error, document)
    }
    return sorted(found.values(), key=lambda p: (p.place, p.field))


@cache
def _fits(name: str) -> Test:
    return fits(schema(name))


@cache
def _validator(name: str) -> Any:  # noqa: ANN401 - jsonschema is imported when it is needed
    from jsonschema import Draft202012Validator, validators  # noqa: PLC0415 - 0.1 s

    checker = Draft202012Validator.FORMAT_CHECKER
    extend: Any = validators.extend
    strict = extend(Draft202012Validator, {"pattern": _pattern})
    return strict(schema(name), format_checker=checker)


def _pattern(_: Any, written: str, value: object, __: Any) -> Iterator[Exception]:  # noqa: ANN401
    """Apply a pattern as JSON Schema means it: `$` is the end, not a line end before it."""
    if isinstance(value, str) and not compiled(written).search(value):
        from jsonschema import ValidationError  # noqa: PLC0415 - as above

        yield ValidationError(f"{value!r} does not match {written!r}")


def _scalar(text: str, wanted: object) -> Json:
    if wanted == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if wanted == "number" and _NUMBER.fullmatch(text):
        return int(text) if _INTEGER.fullmatch(text) else float(text)
    if wanted == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def _explain(error: Any, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    trail: Trail = tuple(error.absolute_path)
    if error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield _missing(key, trail, document)
    elif error.validator == "additionalProperties":
        yield from _unknown(error, trail, document)
    elif error.validator == "pattern" and isinstance(error.instance, str) and _is_key(error):
        place = document.keys.get((*trail, error.instance), document.place(trail))
        said = f"`{printable(error.instance)}` cannot be a key of {_named(trail)}"
        yield Problem("propertyNames", _dotted(trail), place, said)
    else:
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
    around = f" in {_named(trail)}" if trail else ""
    return Problem("required", key, place, around, "")


def _unknown(error: Any, trail: Trail, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    known = error.schema.get("properties", {})
    for key in error.instance:
        if key not in known and not key.startswith("x-"):
            place = document.keys.get((*trail, key), document.place(trail))
            other = _OTHER_NAMES.get(key.lower(), "")
            near = tuple(nearest(key, known)) or ((other,) if other in known else ())
            yield Problem("additionalProperties", key, place, "", "", near)


def _named(trail: Trail) -> str:
    """Name a value in words: "`id` of entry 2 of `criteria`"."""
    if not trail:
        return "the file"
    names = (f"entry {step + 1}" if isinstance(step, int) else f"`{step}`" for step in trail)
    return " of ".join(reversed(list(names)))


def _dotted(trail: Trail) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in trail)
