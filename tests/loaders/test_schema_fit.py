"""The short test of a schema agrees with jsonschema, which stays the judge."""

import copy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from crossfolio.loaders.schema.check import SCHEMAS, _validator, schema
from crossfolio.loaders.schema_fit import fits

WORDS = (
    *("E01", "BUD", "BUD.AC1", "A1", "LO1", "AC1", "1.10", "draft", "withheld", "elsewhere"),
    *("observation", "witness-testimony", "submitted", "met", "not-yet-met", "2026-02-29"),
    *("2026-02-28", "2026-2-1", "x\n", "", "a" * 81, "a" * 501, "cf1:" + "0" * 64, "0" * 64),
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
        lambda it: st.one_of(st.lists(it, max_size=4), st.dictionaries(known, it, max_size=7)),
        max_leaves=20,
    )


@cache
def likely(name: str) -> st.SearchStrategy[Any]:
    """Return values of the shape that a schema asks for, now and then with a slip."""
    return shaped(schema(name))


def shaped(of: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return values that mostly fit a schema."""
    types = of.get("type", "string")
    made = [_of_type(it, of) for it in ([types] if isinstance(types, str) else types)]
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


def agrees(name: str, value: object) -> None:
    """Hold the short test against the judge: `fits` is never said of what does not."""
    allowed = _validator(name).is_valid(copy.deepcopy(value))
    said = fits(schema(name))(value)
    assert not said or allowed
    assert said or not allowed or doubtful(value)


def doubtful(value: object) -> bool:
    """Tell whether a value holds what the short test leaves to the judge."""
    if isinstance(value, dict):
        return any(map(doubtful, value.values()))
    if isinstance(value, list):
        return not all(isinstance(it, str) for it in value) or any(map(doubtful, value))
    return isinstance(value, float)


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_it_agrees_with_the_judge(name: str, data: st.DataObject) -> None:
    """What the short test lets pass, jsonschema lets pass; and what it stops is rarely right."""
    agrees(name, data.draw(st.one_of(values(name), likely(name))))


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
    """What one field asks of others is told as the judge tells it, in both directions."""
    assert fits(schema("evidence"))(value) is _validator("evidence").is_valid(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_keyword_is_known(name: str) -> None:
    """No part of our schemas is left to the judge for a keyword that the short test lacks."""
    never = fits({"unheard-of": True})

    def parts(of: dict[str, Any]) -> list[dict[str, Any]]:
        below = [*of.get("properties", {}).values(), *of.get("allOf", ())]
        below += [of[key] for key in ("items", "then") if key in of]
        below += [it for it in (of.get("additionalProperties"),) if isinstance(it, dict)]
        return [of, *(part for it in below for part in parts(it))]

    assert all(fits(part) is not never for part in parts(schema(name)))
    Draft202012Validator.check_schema(schema(name))
