"""Whether a value surely fits a schema, told without jsonschema and far sooner.

Only the keywords that our schemas use are known. A value that does not fit, and a schema
with any other keyword, is a doubt: jsonschema then says what is wrong, if anything is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import NoneType
from typing import Any

from crossfolio.core.evidence import Json
from crossfolio.loaders.values import day

Test = Callable[[Any], bool]

_NOTES = frozenset(("$schema", "$id", "title", "description"))
_OF_TEXT = frozenset(("minLength", "maxLength", "pattern", "format"))
_OF_MAPPINGS = frozenset(
    (
        *("properties", "required", "additionalProperties", "patternProperties"),
        *("propertyNames", "minProperties", "maxProperties"),
    )
)
_OF_LISTS = frozenset(("items", "minItems", "maxItems", "uniqueItems"))
_OF_NUMBERS = frozenset(("minimum", "maximum"))
_OF_ALL = frozenset(("type", "enum", "const", "allOf", "if", "then"))
_KNOWN = _NOTES | _OF_TEXT | _OF_MAPPINGS | _OF_LISTS | _OF_NUMBERS | _OF_ALL
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "object": (dict,),
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (NoneType,),
}
_ENDLESS = 1 << 62


def fits(schema: Mapping[str, Any]) -> Test:
    """Return a test that is true only of values that the schema allows."""
    if not _KNOWN.issuperset(schema):
        return _never
    if not schema.keys() - _NOTES:
        return _always
    named = schema.get("type", tuple(_TYPES))
    types = {it for name in ([named] if isinstance(named, str) else named) for it in _TYPES[name]}
    number, rest = _number(schema), [*_of_all(schema)]
    own: dict[type, Test] = {int: number, float: number, str: _text(schema)}
    own |= {dict: _mapping(schema), list: _list(schema)}
    tests = {it: _every((own.get(it, _always), *rest)) for it in types}
    if len(tests) > 1:
        return lambda value: tests.get(type(value), _never)(value)
    ((only, test),) = tests.items()
    return lambda value: type(value) is only and test(value)


@cache
def pattern(written: str) -> re.Pattern[str]:
    """Return a pattern as JSON Schema means it: `$` is the end, not a line end before it."""
    return re.compile(written.removesuffix("$") + r"\Z" if written.endswith("$") else written)


def _never(_: Json) -> bool:
    return False


def _always(_: Json) -> bool:
    return True


def _every(tests: Iterable[Test]) -> Test:
    """Return one test for several."""
    telling = [it for it in tests if it is not _always]
    if len(telling) < 2:  # noqa: PLR2004 - one, or none
        return telling[0] if telling else _always

    def test(value: Json) -> bool:
        for it in telling:  # noqa: SIM110 - a generator for each value would cost more
            if not it(value):
                return False
        return True

    return test


def _of_all(schema: Mapping[str, Any]) -> Iterator[Test]:
    if "enum" in schema or "const" in schema:
        yield _words(schema)
    for part in schema.get("allOf", ()):
        yield fits(part)
    if "if" in schema:
        yield _condition(schema["if"], schema.get("then", {}))


def _words(schema: Mapping[str, Any]) -> Test:
    words = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]
    if not all(isinstance(word, str) for word in words) or {"enum", "const"} <= schema.keys():
        return _never
    known = frozenset(words)
    return lambda value: isinstance(value, str) and value in known


def _condition(when: Mapping[str, Any], then: Mapping[str, Any]) -> Test:
    """Return a test of the only sort of condition in our schemas: a word asks for other keys."""
    is_not = when.keys() == {"not"}
    asked = when["not"] if is_not else when
    key: str = next(iter(asked.get("properties", ())), "")
    of: Mapping[str, Any] = asked["properties"][key] if key else {}
    words, needed = of.get("enum", (of.get("const"),)), frozenset(then.get("required", ()))
    is_known = asked == {"properties": {key: of}, "required": [key]} and len(of) == 1
    if not is_known or then.keys() != {"required"} or not all(map(_is_text, words)):
        return _never

    def test(value: Json) -> bool:
        if not isinstance(value, dict):
            return False
        return (value.get(key) in words) is is_not or needed <= value.keys()

    return test


def _text(schema: Mapping[str, Any]) -> Test:
    parts: list[Test] = []
    least, most = schema.get("minLength", 0), schema.get("maxLength", _ENDLESS)
    if (least, most) != (0, _ENDLESS):
        parts.append(lambda value: least <= len(value) <= most)
    if "pattern" in schema:
        search = pattern(schema["pattern"]).search
        parts.append(lambda value: search(value) is not None)
    if "format" in schema:
        parts.append(_is_day if schema["format"] == "date" else _never)
    return _every(parts)


def _is_day(value: Json) -> bool:
    return day(value) is not None


def _mapping(schema: Mapping[str, Any]) -> Test:
    if not _OF_MAPPINGS.intersection(schema):
        return _always
    known = {key: fits(it) for key, it in schema.get("properties", {}).items()}
    others = [
        (pattern(it).search, fits(s)) for it, s in schema.get("patternProperties", {}).items()
    ]
    rest = _rest(schema.get("additionalProperties", True))
    required = frozenset(schema.get("required", ()))
    name = fits(schema["propertyNames"]) if "propertyNames" in schema else _always
    least, most = schema.get("minProperties", 0), schema.get("maxProperties", _ENDLESS)

    def other(key: str) -> Test:
        matching = [it for search, it in others if search(key)]
        return _every(matching) if matching else rest

    def test(value: dict[str, Json]) -> bool:
        if not (required <= value.keys() and least <= len(value) <= most):
            return False
        for key, it in value.items():
            own = known.get(key) or other(key)
            if not own(it):
                return False
        return name is _always or all(map(name, value))

    both = any(search(key) for search, _ in others for key in known)
    return _never if both else test


def _rest(schema: Any) -> Test:  # noqa: ANN401 - a schema, or whether anything goes
    if isinstance(schema, bool):
        return _always if schema else _never
    return fits(schema)


def _list(schema: Mapping[str, Any]) -> Test:
    if not _OF_LISTS.intersection(schema):
        return _always
    each = fits(schema.get("items", {}))
    least, most = schema.get("minItems", 0), schema.get("maxItems", _ENDLESS)
    unique = schema.get("uniqueItems", False)

    def test(value: list[Json]) -> bool:
        if not least <= len(value) <= most:
            return False
        if unique and not (all(map(_is_text, value)) and len(set(map(str, value))) == len(value)):
            return False
        return all(map(each, value))

    return test


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _number(schema: Mapping[str, Any]) -> Test:
    if not _OF_NUMBERS.intersection(schema):
        return _always
    least, most = schema.get("minimum", -_ENDLESS), schema.get("maximum", _ENDLESS)
    return lambda value: least <= value <= most
