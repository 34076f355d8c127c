"""The two validators, which agree: one tells soon what is valid, the other words what is not."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from crossfolio.core.evidence import Json
from crossfolio.loaders.schema.files import schema
from crossfolio.loaders.values import day


@cache
def tells(name: str) -> Callable[[Json], bool]:
    """Return what tells whether values are valid under a schema: jsonschema-rs."""
    from jsonschema_rs import Draft202012Validator  # noqa: PLC0415 - 0.01 s

    validator = Draft202012Validator(
        schema(name), validate_formats=True, formats={"date": _is_date}
    )
    return validator.is_valid


@cache
def judge(name: str) -> Any:  # noqa: ANN401 - jsonschema is imported when it is needed
    """Return the validator whose errors say in which value what is wrong: jsonschema."""
    from jsonschema import Draft202012Validator, FormatChecker, validators  # noqa: PLC0415 - 0.1 s

    checker = FormatChecker(())
    checker.checks("date")(_is_date)
    extend: Any = validators.extend
    strict = extend(Draft202012Validator, {"pattern": _pattern})
    return strict(schema(name), format_checker=checker)


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or day(value) is not None


def _pattern(_: Any, written: str, value: object, __: Any) -> Iterator[Exception]:  # noqa: ANN401
    """Apply a pattern as JSON Schema means it: `$` is the end, not a line end before it."""
    if isinstance(value, str) and not _compiled(written).search(value):
        from jsonschema import ValidationError  # noqa: PLC0415 - as above

        yield ValidationError(f"{value!r} does not match {written!r}")


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written.removesuffix("$") + r"\Z" if written.endswith("$") else written)
