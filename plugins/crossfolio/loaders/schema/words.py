"""What is wrong with a value that a schema does not allow, and what to write instead."""

import re
from typing import Any

from crossfolio.core.characters import odd_letters
from crossfolio.core.findings import printable
from crossfolio.core.ids import nearest, pattern_of
from crossfolio.core.regex import regex
from crossfolio.core.rules.settings_rules import did_you_mean, meant_and_known
from crossfolio.core.texts import NOTHING, Text
from crossfolio.loaders.schema.dates import range_of, readings, why_no_day

_TYPES = {
    "string": (Text("text"), Text("write one value, without brackets and hyphens")),
    "object": (Text("a mapping of `key: value`"), Text("write it as `{{key: value}}`")),
    "array": (Text("a list"), Text("write each entry on a line of its own, after `- `")),
    "integer": (
        Text("a whole number"),
        Text("write a number without quotation marks, such as `3`"),
    ),
    "number": (
        Text("a number"),
        Text("write a number without quotation marks, such as `3` or `3.5`"),
    ),
    "boolean": (
        Text("`true` or `false`"),
        Text("write `true` or `false` without quotation marks"),
    ),
}
"""What each type is called, and how it is written."""

FORMS = {
    pattern_of("evidence-id"): Text("a letter, then letters, digits and hyphens"),
    pattern_of("group-id"): Text("letters, digits and hyphens"),
    pattern_of("kind"): Text("small letters, digits and hyphens"),
    pattern_of("unit-code"): Text("letters, digits and hyphens, 32 at most"),
    pattern_of("qualification-code"): Text(
        "a capital letter, then capital letters, digits and hyphens"
    ),
    pattern_of("kind-code"): Text("one to six capital letters and digits"),
    pattern_of("outcome-id"): Text("letters, digits, full stops and hyphens"),
    pattern_of("criterion-id"): Text("a unit's code, a full stop and the criterion's own ID"),
    pattern_of("criterion-code"): Text(
        "letters, digits and hyphens, in up to six parts with full stops between them"
    ),
    "^([0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9]$": Text(
        "minutes and seconds, or hours before them: `4:30`"
    ),
    "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": Text("the code of a language, such as `en` or `cy`"),
    "^cf2:[0-9a-f]{64}$": Text("`cf2:` and 64 digits and letters from a to f, copied whole"),
    "^[0-9a-f]{64}$": Text("64 digits and letters from a to f, copied whole"),
    "^[0-9]{3}/[0-9]{4}/[0-9X]$": Text("a number such as `603/1234/5`"),
    "^[A-Za-z0-9]{1,8}$": Text("one to eight letters and digits"),
    "^[A-Za-z][A-Za-z0-9_-]{0,31}$": Text(
        "a letter, then letters, digits, hyphens and underscores"
    ),
    "^(all|[1-9][0-9]?)$": Text("`all`, or a whole number from 1 on"),
    pattern_of("period"): Text("a year, a quarter or a month: `2026`, `2026-Q3`, `2026-07`"),
    pattern_of("percentage"): Text("a percentage such as `10%`"),
    "^[A-Z]/[0-9]{3}/[0-9]{4}$": Text("a reference such as `T/506/1234`"),
}
"""Every pattern of the schemas in words; no example is an ID that a portfolio may have."""

_PERSONS = frozenset(
    (
        *("author", "assessor", "witness", "learner", "seen_by", "agreed_with", "by", "person"),
        *("quality_assurer", "signed_by"),
    )
)
"""Fields that name a person."""
_PERSON = Text("write the person's ID, as assessment/people.yml has it, and never a name")
_DATE = Text("write the date as year-month-day: 2026-04-14")
_EMPTY = Text("write a value behind it; text that begins with `#` stands in quotation marks")
_OTHER_WORDS = {
    **dict.fromkeys(("complete", "completed", "done", "final", "finished", "ready"), "submitted"),
    **dict.fromkeys(("ongoing", "open", "started", "working"), "in-progress"),
    **dict.fromkeys(("unfinished", "wip"), "draft"),
    **dict.fromkeys(("private", "secret", "hidden"), "withheld"),
    **dict.fromkeys(("everyone", "all"), "public"),
}
"""Words for the same in other systems; only suggested, as they say what only the learner knows."""
_NAMES = regex(r"[^\W\d]+[ ]+[^\W\d]")
"""Two words, as a person's name."""
_ENTRIES = regex(r"[\w./-]+(?:[ ]*,[ ]*[\w./-]+)*")


def said_of(error: Any, field: Text) -> tuple[Text, Text]:  # noqa: ANN401 - jsonschema is untyped
    """Return the message and the help for a value that does not fit.

    Args:
        error: Of jsonschema, about one value.
        field: What the value is called.
    """
    value, limit = error.instance, error.validator_value
    shown = printable(str(value)) if isinstance(value, str | int | float) else ""
    cannot_be = Text("{field} cannot be `{value}`", field=field, value=shown)
    match error.validator:
        case "type":
            return _of_type(error, field)
        case "enum":
            other = _OTHER_WORDS.get(str(value).lower(), "")
            near = meant(error) or ([other] if other in limit else [])
            known = Text("it is one of {known}", known=tuple(map(str, limit)))
            return cannot_be, meant_and_known(near, known)
        case "format":
            return _of_date(str(value)), did_you_mean(meant(error)) or _DATE
        case "uniqueItems":
            return Text("{field} lists something twice", field=field), Text("remove the second one")
        case "pattern":
            return _of_pattern(error, field, shown)
    much = _much(error.validator, field, str(limit))
    return much or (cannot_be, _described(error))


def _of_pattern(error: Any, field: Text, shown: str) -> tuple[Text, Text]:  # noqa: ANN401 - as above
    value, form = error.instance, FORMS.get(error.validator_value)
    near = meant(error)
    help = Text("write {form}", form=form) if form else _described(error)
    help = meant_and_known(near, _PERSON if _is_person(error) and not near else help)
    odd = odd_letters(value) if isinstance(value, str) else ""
    if odd:
        message = Text(
            "{field} cannot be `{value}`: it holds {characters}",
            field=field,
            value=shown,
            characters=odd,
        )
        return message, help
    return Text("{field} cannot be `{value}`", field=field, value=shown), help


def _described(error: Any) -> Text:  # noqa: ANN401 - as above
    """Return the description that a schema gives of a value; it is in the schema's file."""
    said: str = error.schema.get("description", "")
    return Text.whole(said)


def _much(keyword: str, field: Text, limit: str) -> tuple[Text, Text] | None:
    """Return what is said of a value that is too much or too little."""
    help = Text("the limit is {limit}", limit=limit)
    characters = Text("the limit is {limit} characters", limit=limit)
    return {
        "maxLength": (Text("{field} is too long", field=field), characters),
        "minLength": (Text("{field} is too short", field=field), characters),
        "maxItems": (Text("{field} has too many entries", field=field), help),
        "maxProperties": (Text("{field} has too many entries", field=field), help),
        "minItems": (Text("{field} has too few entries", field=field), help),
        "minProperties": (Text("{field} has too few entries", field=field), help),
        "minimum": (Text("{field} is too small", field=field), help),
        "maximum": (Text("{field} is too large", field=field), help),
    }.get(keyword)


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


def _of_date(written: str) -> Text:
    why = NOTHING if readings(written) else why_no_day(written)
    shown = printable(written)
    if why:
        return Text("`{value}` is no day: {reason}", value=shown, reason=why)
    return Text("`{value}` is not a date as it is written here", value=shown)


def _in_form(value: str, form: str) -> list[str]:
    """Return a value in the form that a pattern asks for, where little keeps it from that."""
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", value.strip()).strip("-.")
    joined = re.sub(r"(?<=[A-Za-z])-(?=[0-9])", "", plain)
    for one in (joined, plain, joined.upper(), plain.upper(), plain.lower()):
        if re.search(form, one, re.ASCII):
            return [one]
    return []


def _of_type(error: Any, field: Text) -> tuple[Text, Text]:  # noqa: ANN401 - as above
    limit, form = error.validator_value, error.schema.get("format")
    types = [limit] if isinstance(limit, str) else limit
    if error.instance is None:
        return Text("{field} is empty", field=field), _DATE if form == "date" else _EMPTY
    must = Text(
        "{field} must be {types: or }", field=field, types=tuple(_TYPES[kind][0] for kind in types)
    )
    if limit == "array" and isinstance(error.instance, str) and error.instance.startswith("-"):
        return must, Text("write a space after each hyphen")
    near = meant(error)
    if near:
        return must, Text("write it as a list: `{suggestion}`", suggestion=printable(near[0], 200))
    return must, Text("{forms:; or }", forms=tuple(_TYPES[kind][1] for kind in types))
