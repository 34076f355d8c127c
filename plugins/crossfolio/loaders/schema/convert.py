"""Plain scalars to the numbers and truth values that a schema asks for."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

from crossfolio.core.evidence import Json
from crossfolio.core.regex import regex
from crossfolio.loaders.schema.files import schema
from crossfolio.loaders.yaml.values import Document, Trail, Tree

_INTEGER = regex(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_NUMBER = regex(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?", re.ASCII)

_Convert = Callable[[Any, Trail, Document], Any]
"""Converts the value at a trail of a document."""


def converted(document: Document, name: str) -> Json:
    """Return a document's values with plain scalars as the schema wants them.

    What does not fit stays text; so does everything in quotes. Parts in which the schema
    wants nothing but text are those of the document, and not to be changed.
    """
    convert = _whole(name)
    values: Json = convert(document.data, (), document) if convert else as_json(document.data)
    return values


def as_json(tree: Tree) -> Json:
    """Return values of YAML as such of JSON, which all of them are."""
    return cast("Json", tree)  # Containers of one type are none of a wider one.


@cache
def _whole(name: str) -> _Convert | None:
    return _conversion(schema(name))


def _conversion(of: Mapping[str, Any]) -> _Convert | None:
    """Return what converts the values that a part of a schema is about; `None`: none need it."""
    scalar = _SCALARS.get(str(of.get("type")))
    if scalar:
        return lambda value, trail, document: (
            scalar(value) if isinstance(value, str) and trail not in document.quoted else value
        )
    all_own = {key: _conversion(part) for key, part in of.get("properties", {}).items()}
    own = {key: convert for key, convert in all_own.items() if convert}
    other = of.get("additionalProperties")
    rest = _conversion(other) if isinstance(other, dict) else None
    each = _conversion(of["items"]) if "items" in of else None
    return _of_collection(own, rest, each) if own or rest or each else None


def _of_collection(
    own: Mapping[str, _Convert], rest: _Convert | None, each: _Convert | None
) -> _Convert:
    def convert(value: Any, trail: Trail, document: Document) -> Any:  # noqa: ANN401 - as above
        if isinstance(value, dict):
            keys = value if rest else own.keys() & value.keys()
            changed = {
                key: turn(value[key], (*trail, key), document)
                for key in keys
                if (turn := own.get(key, rest))
            }
            return {**value, **changed} if changed else value
        if isinstance(value, list) and each:
            return [each(part, (*trail, number), document) for number, part in enumerate(value)]
        return value

    return convert


def _integer(text: str) -> int | str:
    return int(text) if _INTEGER.fullmatch(text) else text


def _number(text: str) -> float | str:
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text


def _truth(text: str) -> bool | str:
    return text == "true" if text in ("true", "false") else text


_SCALARS: Mapping[str, Callable[[str], Json]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _truth,
}
