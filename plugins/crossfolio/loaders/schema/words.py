"""What is wrong with a value that a schema does not allow, and what to write instead."""

import re
from typing import Any

from crossfolio.core.characters import odd_letters
from crossfolio.core.findings import printable
from crossfolio.core.ids import nearest, pattern_of

_TYPES = {
    "string": ("text", "write one value, without brackets and hyphens"),
    "object": ("a mapping of `key: value`", "write it as `{key: value}`"),
    "array": ("a list", "write each entry on a line of its own, after `- `"),
    "integer": ("a whole number", "write a number without quotation marks, such as `3`"),
    "number": ("a number", "write a number without quotation marks, such as `3` or `3.5`"),
    "boolean": ("`true` or `false`", "write `true` or `false` without quotation marks"),
}
"""What each type is called, and how it is written."""

_CRITERION = "a unit's code, a full stop and the criterion's own ID: `BUD.AC3` or `CC2.1.10`"
_CODE = "`AC` and a number, or the official number in quotation marks: `AC3` or `1.10`"
_KIND = "small letters, digits and hyphens, such as `witness-testimony`"
_UNIT = "capital letters, digits and hyphens, such as `BUD`"

FORMS = {
    pattern_of("evidence-id"): "a letter, then letters, digits and hyphens: `E07` or `A1`",
    pattern_of("group-id"): "letters, digits and hyphens, such as `A`",
    pattern_of("kind"): _KIND,
    pattern_of("unit-code"): _UNIT,
    pattern_of("qualification-code"): "capital letters, digits and hyphens, such as `ICQ-L3-CCO`",
    pattern_of("kind-code"): "one to six capital letters and digits, such as `OBS`",
    pattern_of("outcome-id"): "capital letters, digits, full stops and hyphens: `LO1` or `1`",
    pattern_of("criterion-id"): _CRITERION,
    pattern_of("criterion-code"): _CODE,
    "^([0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9]$": "minutes and seconds, or hours before them: `4:30`",
    "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "the code of a language, such as `en` or `cy`",
    "^cf1:[0-9a-f]{64}$": "`cf1:` and 64 digits and letters from a to f, copied whole",
    "^[0-9a-f]{64}$": "64 digits and letters from a to f, copied whole",
    "^[0-9]{3}/[0-9]{4}/[0-9X]$": "a number such as `603/1234/5`",
    "^[A-Z]/[0-9]{3}/[0-9]{4}$": "a reference such as `T/506/1234`",
}
"""Every pattern of the schemas in words."""

_DATE = "write the date as year-month-day: 2026-04-14"
_EMPTY = "write a value behind it; text that begins with `#` stands in quotation marks"
_MUCH = {
    "maxLength": ("is too long", " characters"),
    "minLength": ("is too short", " characters"),
    "maxItems": ("has too many entries", ""),
    "minItems": ("has too few entries", ""),
    "maxProperties": ("has too many entries", ""),
    "minProperties": ("has too few entries", ""),
    "minimum": ("is too small", ""),
    "maximum": ("is too large", ""),
}

_ENTRIES = re.compile(r"[\w./-]+(?:[ ]*,[ ]*[\w./-]+)*")


def said_of(error: Any, field: str) -> tuple[str, str]:  # noqa: ANN401 - jsonschema is untyped
    """Return the message and the help for a value that does not fit.

    Args:
        error: Of jsonschema, about one value.
        field: What the value is called.
    """
    value, limit, about = error.instance, error.validator_value, error.schema.get("description", "")
    shown = printable(str(value)) if isinstance(value, str | int | float) else ""
    much = _MUCH.get(error.validator)
    if error.validator == "type":
        return _of_type(error, field)
    if error.validator == "enum":
        near = meant(error)
        hint = f"did you mean `{near[0]}`? " if near else ""
        return f"{field} cannot be `{shown}`", f"{hint}it is one of {', '.join(limit)}"
    if error.validator == "format":
        return f"`{shown}` is not a date", _DATE
    if error.validator == "uniqueItems":
        return f"{field} lists something twice", "remove the second one"
    if much:
        return f"{field} {much[0]}", f"the limit is {limit}{much[1]}"
    odd = odd_letters(value) if error.validator == "pattern" and isinstance(value, str) else ""
    form = FORMS.get(limit) if error.validator == "pattern" else None
    help = f"write {form}" if form else about
    return f"{field} cannot be `{shown}`" + (f": it holds {odd}" if odd else ""), help


def meant(error: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return what to write instead, where that is plain: a word of a list, or a list of words."""
    value = error.instance
    if not isinstance(value, str):
        return []
    if error.validator == "enum":
        return nearest(value, error.validator_value)
    if error.validator == "type" and error.validator_value == "array" and _ENTRIES.fullmatch(value):
        return [f"[{', '.join(part.strip() for part in value.split(','))}]"]
    return []


def _of_type(error: Any, field: str) -> tuple[str, str]:  # noqa: ANN401 - as above
    limit, form = error.validator_value, error.schema.get("format")
    types = [limit] if isinstance(limit, str) else limit
    if error.instance is None:
        return f"{field} is empty", _DATE if form == "date" else _EMPTY
    must = f"{field} must be {' or '.join(_TYPES[it][0] for it in types)}"
    near = meant(error)
    listed = f"write it as a list: `{printable(near[0], 200)}`" if near else ""
    return must, listed or "; or ".join(_TYPES[it][1] for it in types)
