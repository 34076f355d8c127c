"""The schemas of the package: the single source for what a file may hold."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

SCHEMAS = (
    *("unit", "qualification", "portfolio", "evidence", "people", "decision", "sample"),
    *("plan", "sampling", "migration", "at-risk"),
)
"""Every schema by name; `NAME.schema.json` in the package."""

_FOLDER = Path(__file__).parents[1] / "schemas"
_TO_DEFINITION = "#/$defs/"


@cache
def schema(name: str) -> dict[str, Any]:
    """Return a schema of the package with its definitions put in; not to be changed."""
    loaded: dict[str, Any] = json.loads(schema_text(name))
    definitions = loaded.pop("$defs", {})
    whole: dict[str, Any] = _filled_in(loaded, definitions)
    return whole


def schema_text(name: str) -> str:
    """Return a schema as its file has it: whole in itself, as editors want it."""
    return (_FOLDER / f"{name}.schema.json").read_text("utf-8")


def criteria_schema() -> str:
    """Return a schema for every criteria file: a qualification where it says so, else a unit."""
    unit, qualification = json.loads(schema_text("unit")), json.loads(schema_text("qualification"))
    dialect = unit.pop("$schema")
    for part in (unit, qualification):
        part.pop("$id")
    either = {
        "$schema": dialect,
        "$id": "crossfolio:criteria:1",
        "title": "Criteria file",
        "if": {"required": ["qualification"]},
        "then": qualification,
        "else": unit,
        "$defs": {**unit.pop("$defs", {}), **qualification.pop("$defs", {})},
    }
    return json.dumps(either, indent=2) + "\n"


def _filled_in(node: Any, definitions: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """Return a part of a schema in which each reference is replaced by what it refers to."""
    if isinstance(node, list):
        return [_filled_in(part, definitions) for part in node]
    if not isinstance(node, dict):
        return node
    whole = {key: _filled_in(part, definitions) for key, part in node.items() if key != "$ref"}
    if "$ref" not in node:
        return whole
    name = node["$ref"].removeprefix(_TO_DEFINITION)
    return {**_filled_in(definitions[name], definitions), **whole}
