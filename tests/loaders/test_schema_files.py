"""The files of the schemas: whole in themselves, with the grammar of IDs as the code has it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tools.reference.__main__ import stale_schemas

from crossfolio.core.ids import GRAMMAR, is_full, is_name, is_short, pattern_of
from crossfolio.loaders.schema.files import SCHEMAS, criteria_schema, schema, schema_text

FILES = {name: schema_text(name) for name in SCHEMAS} | {"criteria": criteria_schema()}


def parts(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """Give every mapping of a schema."""
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts(part)


@pytest.mark.parametrize("name", FILES)
def test_each_is_whole_in_itself(name: str) -> None:
    """Every reference leads to a definition in the same file, and every definition is used."""
    whole = json.loads(FILES[name])
    used = {part["$ref"] for part in parts(whole) if isinstance(part.get("$ref"), str)}

    assert used == {f"#/$defs/{it}" for it in whole.get("$defs", {})}
    Draft202012Validator.check_schema(whole)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_grammar_stands_in_one_place(name: str) -> None:
    """No schema spells the pattern of an ID out, but among its definitions."""
    whole = json.loads(schema_text(name))
    whole.pop("$defs", None)
    spelt = {part["pattern"] for part in parts(whole) if isinstance(part.get("pattern"), str)}

    assert not spelt & {pattern_of(it) for it in GRAMMAR}
    assert stale_schemas() == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_definitions_are_put_in(name: str) -> None:
    """Who walks through a schema meets no reference, and each description is the field's own."""
    assert not any("$ref" in part or "$defs" in part for part in parts(schema(name)))
    learner = schema("portfolio")["properties"]["learner"]
    assert learner["pattern"] == pattern_of("person-id")
    assert learner["description"].startswith("The learner's ID")


@pytest.mark.parametrize("name", ["evidence", "unit", "criteria"])
@pytest.mark.parametrize("code", ["BUD", "bud", "B", "", "B U D"])
def test_a_file_and_the_check_agree(name: str, code: str) -> None:
    """What editors go by allows what the check allows."""
    unit = {"unit": code, "title": "T", "source": {"kind": "draft"}}
    rows = {"criteria": [{"id": "AC1", "title": "T", "text": "T"}]}
    page = {"id": code, "title": "T", "kind": "product", "date": "2026-04-14", "criteria": []}
    value = page if name == "evidence" else {**unit, **rows}
    whole = schema(name) if name != "criteria" else schema("unit")
    file = Draft202012Validator(json.loads(FILES[name]))

    assert file.is_valid(value) is Draft202012Validator(whole).is_valid(value)


def test_the_code_reads_what_the_schemas_allow() -> None:
    """The functions that know an ID go by the same grammar."""
    assert is_full("bud.ac3")
    assert not is_full("AC3")
    assert is_short("1.10")
    assert is_name("E07")
    assert not is_name("7")
