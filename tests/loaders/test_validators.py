"""The two validators agree, and what they refuse never goes on."""

import copy
import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from crossfolio.core.place import Place
from crossfolio.loaders.schema.check import checked, complete
from crossfolio.loaders.schema.files import SCHEMAS, schema, schema_text
from crossfolio.loaders.schema.validators import judge, tells
from crossfolio.loaders.yaml.values import Document

WORDS = (
    *("E01", "BUD", "BUD.AC1", "A1", "LO1", "AC1", "1.10", "draft", "withheld", "elsewhere"),
    *("observation", "witness-testimony", "submitted", "met", "not-yet-met", "2026-02-29"),
    *("2026-02-28", "2026-2-1", "x\n", "", "a" * 81, "a" * 501, "cf2:" + "0" * 64, "0" * 64),
    *("specification", "metrics", "quality", "true", "\u0661", "E01\n", "planning"),
)
scalars = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.booleans(),
    st.integers(-2, 10_000),
    st.floats(-2, 3, allow_nan=False),
    st.text(max_size=6),
)


def keys(of: dict[str, Any]) -> set[str]:
    """Return every key that a schema names, at any depth."""
    found = set(of.get("properties", ()))
    below = [*of.get("properties", {}).values(), of.get("items"), of.get("additionalProperties")]
    for it in below:
        found |= keys(it) if isinstance(it, dict) else set()
    return found


@cache
def values(name: str) -> st.SearchStrategy[Any]:
    """Return values that have the right keys and often the wrong contents."""
    known = st.sampled_from([*sorted(keys(schema(name))), "x-own", "BUD", "nonsense"])
    return st.recursive(
        scalars,
        lambda scalar: st.one_of(
            st.lists(scalar, max_size=4), st.dictionaries(known, scalar, max_size=7)
        ),
        max_leaves=20,
    )


@cache
def likely(name: str) -> st.SearchStrategy[Any]:
    """Return values of the shape that a schema asks for, now and then with a slip."""
    return shaped(schema(name))


def shaped(of: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return values that mostly fit a schema."""
    types = of.get("type", "string")
    made = [_of_type(kind, of) for kind in ([types] if isinstance(types, str) else types)]
    return st.one_of(*made, *made, *made, scalars) if made else scalars


def _of_type(name: str, of: dict[str, Any]) -> st.SearchStrategy[Any]:
    if name == "object":
        rows = {key: shaped(it) for key, it in of.get("properties", {}).items()}
        needed = {key: rows.pop(key) for key in of.get("required", ()) if key in rows}
        rest = of.get("additionalProperties")
        more = shaped(rest) if isinstance(rest, dict) else scalars
        extra = st.dictionaries(st.sampled_from(("x-own", "BUD", "L1", "odd")), more, max_size=1)
        whole = st.fixed_dictionaries(needed, optional=rows)
        return st.builds(lambda a, b: a | b, whole, st.one_of(st.just({}), st.just({}), extra))
    if name == "array":
        return st.lists(shaped(of.get("items", {})), max_size=3)
    if name == "string":
        return _text(of)
    numbers = {"integer": st.integers(-1, 5), "number": st.floats(0, 5), "boolean": st.booleans()}
    return numbers[name]


def _text(of: dict[str, Any]) -> st.SearchStrategy[str]:
    if "enum" in of:
        return st.sampled_from(of["enum"])
    if "pattern" in of:
        return st.from_regex(of["pattern"])
    return st.just("2026-04-14") if "format" in of else st.sampled_from(WORDS)


def agrees(name: str, value: object) -> bool:
    """Tell whether both validators say the same of a value."""
    return tells(name)(value) is judge(name).is_valid(copy.deepcopy(value))


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_they_agree(name: str, data: st.DataObject) -> None:
    """What the one lets pass the other lets pass, of values of any form."""
    assert agrees(name, data.draw(st.one_of(values(name), likely(name))))


@pytest.mark.parametrize(
    "written", ["0000-01-01", "2026-02-30", "\u0662026-01-01", "20260101", "x\n"]
)
def test_they_agree_on_dates(written: str) -> None:
    """A date is what the calendar of Python knows, for both."""
    value = {"id": "E01", "title": "One", "kind": "product", "date": written, "criteria": []}

    assert agrees("evidence", value)
    assert not tells("evidence")(value)


whole_items = st.fixed_dictionaries(
    {
        "id": st.just("E01"),
        "title": st.just("One"),
        "kind": st.sampled_from(("observation", "witness-testimony", "product")),
        "date": st.sampled_from(("2026-04-14", "2026-02-30", {"from": "2026-04-14"})),
    },
    optional={
        "criteria": st.sampled_from(([], ["BUD.AC1"], [{"criterion": "BUD.AC1"}], [1], [""])),
        "status": st.sampled_from(("draft", "submitted", "done")),
        "audience": st.sampled_from(("withheld", "public")),
        "medium": st.sampled_from(("elsewhere", "image")),
        "assessor": st.just("ann"),
        "witness": st.just("bob"),
        "location": st.just({"where": "in a safe"}),
    },
)


@settings(max_examples=400, deadline=None)
@given(whole_items)
def test_conditions(value: dict[str, Any]) -> None:
    """They agree on what one field asks of others."""
    assert agrees("evidence", value)


def fits(value: object, of: dict[str, Any]) -> bool:
    """Tell whether a value and all in it is of the types that a schema says."""
    kinds = {"string": str, "object": dict, "array": list, "boolean": bool}
    named = of.get("type", ())
    known = [named] if isinstance(named, str) else named
    numbers = {"integer": int, "number": int | float}
    is_number = any(it in numbers for it in known) and type(value) in (int, float)
    if known and not is_number and not any(isinstance(value, kinds.get(it, ())) for it in known):
        return False
    if isinstance(value, dict):
        other = of.get("additionalProperties")
        rest = other if isinstance(other, dict) else {}
        parts = of.get("properties", {})
        return all(fits(part, parts.get(key, rest)) for key, part in value.items())
    return not isinstance(value, list) or all(fits(part, of.get("items", {})) for part in value)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_what_does_not_fit_never_goes_on(data: st.DataObject) -> None:
    """What rules are given of a page is of the types of the schema, down to the last value."""
    value = data.draw(st.one_of(values("evidence"), likely("evidence")))
    rows = value if isinstance(value, dict) else {"id": value}
    document = Document(rows, "a.md", {(): Place("a.md")}, {})
    of = schema("evidence")
    fields = complete(checked(document, "evidence").data, "evidence")
    known = {key: part for key, part in fields.items() if key in of["properties"]}

    assert all(key in known or key.startswith("x-") for key in fields)
    assert fits(known, of)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_schemas(name: str) -> None:
    """Each is of the dialect that it names, as a file and with its definitions put in."""
    Draft202012Validator.check_schema(json.loads(schema_text(name)))
    Draft202012Validator.check_schema(schema(name))
