"""Whether a value surely fits a schema, told without jsonschema and far sooner.

Only the keywords that our schemas use are known. A value that does not fit, and a schema
with any other keyword, is a doubt: jsonschema then says what is wrong, if anything is.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
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
_IN_CONDITIONS = frozenset(("properties", "required", "const", "enum", "not"))
"""Keywords that are told exactly, and so in both directions."""
_ENDLESS = 1 << 62


def fits(schema: Mapping[str, Any]) -> Test:
    """Return a test that is true only of values that the schema allows."""
    if not _KNOWN.issuperset(schema):
        return _never
    if not schema.keys() - _NOTES:
        return _always
    if schema.keys() <= _NOTES | _OF_TEXT | {"type"} and schema.get("type") == "string":
        only = _text(schema) or _always
        return lambda value: isinstance(value, str) and only(value)
    everything = [*_of_all(schema)]
    text, mapping = _text(schema), _mapping(schema)
    rows, number = _list(schema), _number(schema)

    def test(value: Json) -> bool:
        for it in everything:
            if not it(value):
                return False
        if isinstance(value, str):
            return text is None or text(value)
        if isinstance(value, dict):
            return mapping is None or mapping(value)
        if isinstance(value, list):
            return rows is None or rows(value)
        return number is None or number(value)

    return test


@cache
def pattern(written: str) -> re.Pattern[str]:
    """Return a pattern as JSON Schema means it: `$` is the end, not a line end before it."""
    return re.compile(written.removesuffix("$") + r"\Z" if written.endswith("$") else written)


def _never(_: Json) -> bool:
    return False


def _always(_: Json) -> bool:
    return True


def _of_all(schema: Mapping[str, Any]) -> Iterator[Test]:
    if "type" in schema:
        named = schema["type"]
        yield _types((named,) if isinstance(named, str) else tuple(named))
    if "enum" in schema or "const" in schema:
        yield _words(schema)
    for part in schema.get("allOf", ()):
        yield fits(part)
    if "if" in schema:
        yield _condition(schema["if"], fits(schema.get("then", {})))


def _types(names: tuple[str, ...]) -> Test:
    if names == ("string",):
        return _is_text
    known = {"string": str, "object": dict, "array": list, "boolean": bool}
    plain = tuple(known[name] for name in names if name in known)
    numbers = any(name in ("integer", "number") for name in names)
    fractions = "number" in names

    def test(value: Json) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return isinstance(value, plain)
        return numbers and (fractions or isinstance(value, int))

    return test


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _words(schema: Mapping[str, Any]) -> Test:
    words = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]
    if not all(isinstance(word, str) for word in words) or {"enum", "const"} <= schema.keys():
        return _never
    known = frozenset(words)
    return lambda value: isinstance(value, str) and value in known


def _condition(when: Mapping[str, Any], then: Test) -> Test:
    if not _is_exact(when):
        return _never
    holds = _holds(when)
    return lambda value: not holds(value) or then(value)


def _is_exact(schema: Mapping[str, Any]) -> bool:
    words = [*schema.get("enum", ()), schema.get("const", "")]
    below = [*schema.get("properties", {}).values(), *([schema["not"]] if "not" in schema else [])]
    return (
        _IN_CONDITIONS.issuperset(schema)
        and all(isinstance(word, str) for word in words)
        and all(map(_is_exact, below))
    )


def _holds(schema: Mapping[str, Any]) -> Test:
    """Return an exact test of a schema that a condition may hold."""
    opposite = _holds(schema["not"]) if "not" in schema else None
    holds = fits({key: value for key, value in schema.items() if key not in ("not", "properties")})
    below = {key: _holds(it) for key, it in schema.get("properties", {}).items()}

    def test(value: Json) -> bool:
        if opposite and opposite(value):
            return False
        if not holds(value):
            return False
        if not isinstance(value, dict):
            return True
        return all(it(value[key]) for key, it in below.items() if key in value)

    return test


def _text(schema: Mapping[str, Any]) -> Test | None:
    if not _OF_TEXT.intersection(schema):
        return None
    least, most = schema.get("minLength", 0), schema.get("maxLength", _ENDLESS)
    search = pattern(schema["pattern"]).search if "pattern" in schema else None
    is_date = "format" in schema
    if is_date and schema["format"] != "date":
        return _never
    if search and (least, most, is_date) == (0, _ENDLESS, False):
        return lambda value: search(value) is not None

    def test(value: str) -> bool:
        if not least <= len(value) <= most or (search and not search(value)):
            return False
        return not is_date or day(value) is not None

    return test


def _mapping(schema: Mapping[str, Any]) -> Test | None:
    if not _OF_MAPPINGS.intersection(schema):
        return None
    known = {key: fits(it) for key, it in schema.get("properties", {}).items()}
    others = [
        (pattern(it).search, fits(s)) for it, s in schema.get("patternProperties", {}).items()
    ]
    rest = _rest(schema.get("additionalProperties", True))
    required = frozenset(schema.get("required", ()))
    name = fits(schema["propertyNames"]) if "propertyNames" in schema else None
    least, most = schema.get("minProperties", 0), schema.get("maxProperties", _ENDLESS)

    def sized(value: dict[str, Json]) -> bool:
        return required <= value.keys() and least <= len(value) <= most

    if not known and not others and rest is _always and name is None:
        return sized

    def other(key: str, value: Json) -> bool:
        matching = [it for search, it in others if search(key)]
        return all(it(value) for it in matching) if matching else rest(value)

    def test(value: dict[str, Json]) -> bool:
        for key, it in value.items():
            own = known.get(key)
            if not (own(it) if own else other(key, it)) or (name and not name(key)):
                return False
        return sized(value)

    both = any(search(key) for search, _ in others for key in known)
    return _never if both else test


def _rest(schema: Any) -> Test:  # noqa: ANN401 - a schema, or whether anything goes
    if isinstance(schema, bool):
        return _always if schema else _never
    return fits(schema)


def _list(schema: Mapping[str, Any]) -> Test | None:
    if not _OF_LISTS.intersection(schema):
        return None
    each = fits(schema["items"]) if "items" in schema else None
    least, most = schema.get("minItems", 0), schema.get("maxItems", _ENDLESS)
    unique = schema.get("uniqueItems", False)

    def test(value: list[Json]) -> bool:
        if not least <= len(value) <= most:
            return False
        if unique and not (all(map(_is_text, value)) and len(set(map(str, value))) == len(value)):
            return False
        return each is None or all(map(each, value))

    return test


def _number(schema: Mapping[str, Any]) -> Test | None:
    if not _OF_NUMBERS.intersection(schema):
        return None
    least, most = schema.get("minimum", -_ENDLESS), schema.get("maximum", _ENDLESS)

    def test(value: Json) -> bool:
        return (
            isinstance(value, bool) or not isinstance(value, int | float) or least <= value <= most
        )

    return test
