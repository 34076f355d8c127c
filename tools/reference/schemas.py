"""What schemas repeat of the code: the grammar of IDs, and who must be named for which kind."""

import json
from pathlib import Path
from typing import Any

from crossfolio.core.ids import GRAMMAR, pattern_of
from crossfolio.core.kinds import BUILT_IN
from crossfolio.loaders.schema.files import SCHEMAS, schema_text

FOLDER = Path(__file__).parents[2] / "plugins/crossfolio/loaders/schemas"
_TO_DEFINITION = "#/$defs/"


def schema_files() -> dict[Path, str]:
    """Return every schema as its file ought to be."""
    return {FOLDER / f"{name}.schema.json": _whole(schema_text(name)) for name in SCHEMAS}


def _whole(text: str) -> str:
    """Return a schema with the grammar of just those IDs that it refers to."""
    schema: dict[str, Any] = json.loads(text)
    own = {name: it for name, it in schema.pop("$defs", {}).items() if name not in GRAMMAR}
    used = _referred_to(schema) | _referred_to(own)
    ids = {it: {"type": "string", "pattern": pattern_of(it)} for it in GRAMMAR if it in used}
    definitions = {**own, **ids}
    whole = {**schema, "$defs": definitions} if definitions else schema
    for condition in whole.get("allOf", ()):
        _name_kinds(condition)
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _name_kinds(condition: dict[str, Any]) -> None:
    """Have the condition by which a role must be named list the kinds that ask for it."""
    listed = condition.get("if", {}).get("properties", {}).get("kind", {}).get("enum")
    roles = condition.get("then", {}).get("required", [])
    if listed:
        wanted = [kind.id for kind in BUILT_IN if kind.role in roles]
        there = [kind for kind in listed if kind in wanted]
        listed[:] = [*there, *(kind for kind in wanted if kind not in there)]


def _referred_to(node: Any) -> set[str]:  # noqa: ANN401 - JSON
    """Return the names of the definitions that a part of a schema refers to."""
    if isinstance(node, list):
        return set().union(*map(_referred_to, node))
    if not isinstance(node, dict):
        return set()
    own = {node["$ref"].removeprefix(_TO_DEFINITION)} if "$ref" in node else set()
    return own.union(*map(_referred_to, node.values()))
