"""What kind of file a cursor is in, and where in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crossfolio.core.settings import Settings
from crossfolio.loaders.page_lines import front_matter
from crossfolio.loaders.schema.files import schema
from crossfolio.lsp.yaml_cursor import Cursor, cursor_at


@dataclass(frozen=True, slots=True)
class CursorContext:
    """A cursor in a file."""

    path: str
    lines: Sequence[str]
    line: int
    column: int
    schema: str
    """The name of the schema that the file, or its front matter, is held against."""
    yaml: Cursor | None
    """`None` in the body of a page."""

    @property
    def text(self) -> str:
        """The text of the line that the cursor stands in."""
        return self.lines[self.line]


def context_at(
    path: str, lines: Sequence[str], line: int, column: int, settings: Settings
) -> CursorContext | None:
    """Return where a cursor stands; `None` in a file that the check does not read."""
    name = schema_of(path, lines, settings)
    if name is None:
        return None
    first, last = (0, len(lines))
    if name == "evidence":
        first, last = front_matter(lines)
        if not first <= line < last:
            return CursorContext(path, lines, line, column, name, None)
    yaml = cursor_at(lines, line, column, first)
    return CursorContext(path, lines, line, column, name, yaml)


def schema_of(path: str, lines: Sequence[str], settings: Settings) -> str | None:
    """Return the name of the schema for a file; `None` where it has none."""
    evidence, assessment = settings.evidence, settings.assessment
    if path.startswith(f"{evidence}/"):
        if path == f"{evidence}/portfolio.yml":
            return "portfolio"
        return "evidence" if path.endswith(".md") else None
    if not path.endswith(".yml"):
        return None
    if path.startswith(f"{settings.criteria}/"):
        is_unit = not any(line.startswith("qualification:") for line in lines)
        return "unit" if is_unit else "qualification"
    is_plan = any(line.startswith("plan:") for line in lines[:1])
    kinds = {
        f"{assessment}/people.yml": "people",
        f"{assessment}/sampling.yml": "sampling",
        f"{assessment}/decisions/": "decision",
        f"{assessment}/samples/": "plan" if is_plan else "sample",
    }
    return next((name for start, name in kinds.items() if path.startswith(start)), None)


def schema_node(name: str, trail: Sequence[str]) -> Mapping[str, Any]:
    """Return the part of a schema that a trail of keys leads to; empty where there is none."""
    node: Mapping[str, Any] = schema(name)
    for key in trail:
        node = _entries(node)
        node = node.get("properties", {}).get(key) or node.get("additionalProperties") or {}
        if not isinstance(node, dict):
            return {}
    return _entries(node)


def _entries(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a node says of its entries, where it is a list."""
    while "items" in node:
        node = node["items"]
    return node
