"""What is wrong with a value that a schema does not allow, and what to write instead."""

import re
from typing import Any

from crossfolio.core.characters import odd_letters
from crossfolio.core.findings import printable
from crossfolio.core.ids import nearest, pattern_of
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.loaders.schema.dates import range_of, readings, why_no_day

_TYPES = {
    "string": ("text", "write one value, without brackets and hyphens"),
    "object": ("a mapping of `key: value`", "write it as `{key: value}`"),
    "array": ("a list", "write each entry on a line of its own, after `- `"),
    "integer": ("a whole number", "write a number without quotation marks, such as `3`"),
    "number": ("a number", "write a number without quotation marks, such as `3` or `3.5`"),
    "boolean": ("`true` or `false`", "write `true` or `false` without quotation marks"),
}
"""What each type is called, and how it is written."""

FORMS = {
    pattern_of("evidence-id"): "a letter, then letters, digits and hyphens",
    pattern_of("group-id"): "letters, digits and hyphens",
    pattern_of("kind"): "small letters, digits and hyphens",
    pattern_of("unit-code"): "letters, digits and hyphens, 32 at most",
    pattern_of("qualification-code"): "a capital letter, then capital letters, digits and hyphens",
    pattern_of("kind-code"): "one to six capital letters and digits",
    pattern_of("outcome-id"): "letters, digits, full stops and hyphens",
    pattern_of("criterion-id"): "a unit's code, a full stop and the criterion's own ID",
    pattern_of(
        "criterion-code"
    ): "letters, digits and hyphens, in up to six parts with full stops between them",
    "^([0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9]$": "minutes and seconds, or hours before them: `4:30`",
    "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "the code of a language, such as `en` or `cy`",
    "^cf2:[0-9a-f]{64}$": "`cf2:` and 64 digits and letters from a to f, copied whole",
    "^[0-9a-f]{64}$": "64 digits and letters from a to f, copied whole",
    "^[0-9]{3}/[0-9]{4}/[0-9X]$": "a number such as `603/1234/5`",
    "^[A-Za-z0-9]{1,8}$": "one to eight letters and digits",
    "^[A-Za-z][A-Za-z0-9_-]{0,31}$": "a letter, then letters, digits, hyphens and underscores",
    "^(all|[1-9][0-9]?)$": "`all`, or a whole number from 1 on",
    pattern_of("period"): "a year, a quarter or a month: `2026`, `2026-Q3`, `2026-07`",
    pattern_of("percentage"): "a percentage such as `10%`",
    "^[A-Z]/[0-9]{3}/[0-9]{4}$": "a reference such as `T/506/1234`",
}
"""Every pattern of the schemas in words; no example is an ID that a portfolio may have."""

_PERSONS = frozenset(
    (
        *("author", "assessor", "witness", "learner", "seen_by", "agreed_with", "by", "person"),
        *("quality_assurer", "signed_by"),
    )
)
"""Fields that name a person."""
_PERSON = "write the person's ID, as assessment/people.yml has it, and never a name"
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

_OTHER_WORDS = {
    **dict.fromkeys(("complete", "completed", "done", "final", "finished", "ready"), "submitted"),
    **dict.fromkeys(("ongoing", "open", "started", "working"), "in-progress"),
    **dict.fromkeys(("unfinished", "wip"), "draft"),
    **dict.fromkeys(("private", "secret", "hidden"), "withheld"),
    **dict.fromkeys(("everyone", "all"), "public"),
}
"""Words for the same in other systems; only suggested, as they say what only the learner knows."""
_NAMES = re.compile(r"[^\W\d]+[ ]+[^\W\d]")
"""Two words, as a person's name."""
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
        other = _OTHER_WORDS.get(str(value).lower(), "")
        hint = did_you_mean(meant(error) or ([other] if other in limit else []))
        return f"{field} cannot be `{shown}`", f"{hint} it is one of {', '.join(limit)}".strip()
    if error.validator == "format":
        return _of_date(str(value)), did_you_mean(meant(error)) or _DATE
    if error.validator == "uniqueItems":
        return f"{field} lists something twice", "remove the second one"
    if much:
        return f"{field} {much[0]}", f"the limit is {limit}{much[1]}"
    odd = odd_letters(value) if error.validator == "pattern" and isinstance(value, str) else ""
    form = FORMS.get(limit) if error.validator == "pattern" else None
    help = f"write {form}" if form else about
    if error.validator == "pattern":
        near = meant(error)
        help = _PERSON if _is_person(error) and not near else help
        help = f"{did_you_mean(near)} {help}".strip()
    return f"{field} cannot be `{shown}`" + (f": it holds {odd}" if odd else ""), help


def meant(error: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return what to write instead, where that is plain: a word of a list, or a list of words."""
    value = error.instance
    if not isinstance(value, str):
        return []
    if error.validator == "enum":
        return nearest(value, error.validator_value)
    if error.validator == "format":
        days, span = readings(value), "object" in error.schema["type"] and range_of(value)
        return [span] if span else days
    if error.validator == "pattern" and not (_is_person(error) and _NAMES.search(value)):
        return _in_form(value, error.validator_value)
    if error.validator == "type" and error.validator_value == "array" and _ENTRIES.fullmatch(value):
        return [f"[{', '.join(part.strip() for part in value.split(','))}]"]
    return []


def _is_person(error: Any) -> bool:  # noqa: ANN401 - as above
    return bool(error.absolute_path) and error.absolute_path[-1] in _PERSONS


def _of_date(written: str) -> str:
    why = "" if readings(written) else why_no_day(written)
    shown = printable(written)
    return (
        f"`{shown}` is no day: {why}" if why else f"`{shown}` is not a date as it is written here"
    )


def _in_form(value: str, form: str) -> list[str]:
    """Return a value in the form that a pattern asks for, where little keeps it from that."""
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", value.strip()).strip("-.")
    joined = re.sub(r"(?<=[A-Za-z])-(?=[0-9])", "", plain)
    for one in (joined, plain, joined.upper(), plain.upper(), plain.lower()):
        if re.search(form, one, re.ASCII):
            return [one]
    return []


def _of_type(error: Any, field: str) -> tuple[str, str]:  # noqa: ANN401 - as above
    limit, form = error.validator_value, error.schema.get("format")
    types = [limit] if isinstance(limit, str) else limit
    if error.instance is None:
        return f"{field} is empty", _DATE if form == "date" else _EMPTY
    must = f"{field} must be {' or '.join(_TYPES[it][0] for it in types)}"
    near = meant(error)
    listed = f"write it as a list: `{printable(near[0], 200)}`" if near else ""
    if limit == "array" and isinstance(error.instance, str) and error.instance.startswith("-"):
        listed = "write a space after each hyphen"
    return must, listed or "; or ".join(_TYPES[it][1] for it in types)
