"""The page of fields, made from the schemas."""

from collections.abc import Iterator, Mapping
from typing import Any

from crossfolio.core.ids import pattern_of
from crossfolio.loaders.limits import BODY_BYTES, FILE_BYTES, FRONT_MATTER, YAML_FILE
from crossfolio.loaders.schema.files import schema
from tools.reference.pages_text import table

Schema = Mapping[str, Any]

FILES = {
    "evidence": "`evidence/**/*.md`, between the two `---` lines",
    "unit": "`criteria/**/*.yml`, one unit to a file",
    "qualification": "`criteria/**/*.yml`, one qualification to a file",
    "portfolio": "`evidence/portfolio.yml`",
    "decision": "`assessment/decisions/*.yml`, one decision to a file",
    "sample": "`assessment/samples/*.yml`, one sample to a file",
    "plan": "`assessment/samples/plan-….yml`, one plan to a file",
    "sampling": "`assessment/sampling.yml`",
    "people": "`assessment/people.yml`, never published",
    "migration": "`criteria/migrations/*.yml`, one step between versions to a file",
    "at-risk": "wherever `crossfolio cohort --at-risk FILE` is told",
}
"""Where each schema's files lie, in the order of the reference."""
PATTERNS = {
    pattern_of("evidence-id"): "ID: a letter, then letters, digits and hyphens, up to 32",
    pattern_of("unit-code"): "unit code: 1 to 32 letters, digits and hyphens",
    pattern_of(
        "qualification-code"
    ): "qualification code: 2 to 32 capital letters, digits and hyphens",
    pattern_of("outcome-id"): "outcome ID: up to 64 letters, digits, dots and hyphens",
    pattern_of("group-id"): "group ID: up to 32 letters, digits and hyphens",
    pattern_of("kind"): "small letters, digits and hyphens, 2 to 40",
    pattern_of("kind-code"): "up to 6 capital letters and digits",
    r"^[A-Z]/[0-9]{3}/[0-9]{4}$": "unit reference, such as `A/123/4567`",
    r"^[0-9]{3}/[0-9]{4}/[0-9X]$": "qualification number, such as `123/4567/8`",
    r"^cf2:[0-9a-f]{64}$": "fingerprint: `cf2:` and 64 hexadecimal digits",
    r"^[0-9a-f]{64}$": "64 hexadecimal digits",
    r"^([0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9]$": "minutes and seconds, or hours as well: `1:04:30`",
    r"^[A-Za-z0-9]{1,8}$": "up to 8 letters and digits",
    r"^[A-Za-z][A-Za-z0-9_-]{0,31}$": "a letter, then letters, digits, `_` and `-`, up to 32",
    pattern_of("period"): "year, quarter or month: `2026`, `2026-Q3` or `2026-07`",
    pattern_of("percentage"): "percentage: `10%`",
    r"^(all|[1-9][0-9]?)$": "`all` or a whole number",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "language code, such as `en-GB`",
    pattern_of("criterion-code"): "criterion ID: `AC3`, `1.10`, `K1` or `A.P1`",
    pattern_of("criterion-id"): "full criterion ID in any case: `BUD.AC3`",
}
"""Every pattern of the schemas in words; one that is not here stops the tool."""
TYPES = {
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "object": "mapping",
    "null": "`null`",
}


def fields_page() -> str:
    """Return every field of every kind of file."""
    sections = "\n\n".join(_schema_section(name, where) for name, where in FILES.items())
    return f"""# Fields

Every file of a portfolio has a schema, and these tables are made from the schemas.

In the names, `a.b` is the field `b` inside `a`, and `a[].b` is the field `b` of each entry of
the list `a`.
A field inside another one is required where the outer one is there.

Values are read as text, and become numbers or `true` and `false` only where the table says so:
an unquoted `1.10` stays `1.10`.
Dates are written as year-month-day, such as `2026-04-14`.
Fields of your own may begin with `x-`; any other unknown field is a finding.

{sections}

## Limits

{table(("What", "At most"), _limits())}

What is larger is found by [SRC105](rules/SRC105.md).
"""


def _schema_section(name: str, where: str) -> str:
    root = schema(name)
    rows = table(("Field", "Type", "Required", "Meaning"), list(rows_of(root)))
    return f"## {root['title']}\n\n{root['description']}\n\nWhere: {where}.\n\n{rows}"


def rows_of(node: Schema, trail: str = "") -> Iterator[tuple[str, ...]]:
    """Give a row for each field of a mapping, and for the fields inside it."""
    required = dict.fromkeys(node.get("required", ()), "yes") | dict(conditions_of(node))
    for name, field in node.get("properties", {}).items():
        yield from _field(f"{trail}{name}", field, required.get(name, "no"))
    other = node.get("additionalProperties")
    if isinstance(other, dict):
        yield from _field(f"{trail}<key>", other, "no")


def _field(name: str, field: Schema, required: str) -> Iterator[tuple[str, ...]]:
    words = field.get("description", "")
    yield f"`{name}`", _type(field), required, words
    items = field.get("items", {})
    yield from rows_of(field, f"{name}.")
    yield from rows_of(items, f"{name}[].")


def conditions_of(node: Schema) -> Iterator[tuple[str, str]]:
    """Give the fields that other fields make required, with the condition in words."""
    said: dict[str, list[str]] = {}
    for rule in node.get("allOf", ()):
        for name in rule["then"]["required"]:
            said.setdefault(name, []).append(_when(rule["if"]))
    for name, conditions in said.items():
        yield name, " or ".join(conditions)


def _when(condition: Schema) -> str:
    if "not" in condition:
        return _when(condition["not"]).replace("when ", "unless ", 1)
    ((name, value),) = condition["properties"].items()
    words = value.get("enum", [value.get("const")])
    return f"when `{name}` is {' or '.join(f'`{word}`' for word in words)}"


def _type(field: Schema) -> str:
    kinds = field.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    said = []
    for kind in kinds:
        if kind == "array":
            said.append(f"list{_number(field)}; each entry: {_type(field['items'])}")
        elif kind == "string":
            said.append(_text(field))
        elif kind in ("integer", "number"):
            said.append(TYPES[kind] + _span(field))
        else:
            said.append(TYPES[kind])
    return " or ".join(said)


def _text(field: Schema) -> str:
    if "enum" in field:
        return " or ".join(f"`{word}`" for word in field["enum"] if word is not None)
    if "pattern" in field:
        return PATTERNS[field["pattern"]]
    if field.get("format") == "date":
        return "date"
    longest = field.get("maxLength")
    return f"text, up to {longest} characters" if longest else "text"


def _span(field: Schema) -> str:
    low, high = field.get("minimum"), field.get("maximum")
    if high is None:
        return "" if low is None else f", at least {low}"
    return f", {low} to {high}"


def _number(field: Schema) -> str:
    low, high = field.get("minItems"), field.get("maxItems")
    if low == high and low is not None:
        return f" of {low}"
    least = f" of at least {low}" if low else ""
    return least + (f"{' and' if low else ' of'} at most {high}" if high else "")


def _limits() -> list[tuple[str, str]]:
    kib = 1024
    return [
        ("A page or a YAML file", f"{FILE_BYTES // kib} KiB"),
        ("The text of a page, after the front matter", f"{BODY_BYTES // kib} KiB"),
        ("Front matter", f"{FRONT_MATTER.size // kib} KiB"),
        ("One value in front matter", f"{FRONT_MATTER.value} characters"),
        ("One value in another YAML file", f"{YAML_FILE.value} characters"),
        ("Values, lists and mappings in front matter", str(FRONT_MATTER.nodes)),
        ("Values, lists and mappings in another YAML file", str(YAML_FILE.nodes)),
        ("Levels of nesting in front matter", str(FRONT_MATTER.depth)),
        ("Levels of nesting in another YAML file", str(YAML_FILE.depth)),
    ]
