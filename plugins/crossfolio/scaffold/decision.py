"""A decision as the text of its file. The form on a page writes the same bytes: `assess.js`."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from crossfolio.core.regex import regex

_LONGEST = 32
"""Characters in a decision's ID."""
_WORD = regex("(?=.*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9._:/-]*[A-Za-z0-9])?")
"""What stands as it is: IDs, hashes and plain names of files. Each is one word on its line, which
is what a shell looks for."""
_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_OF_PEOPLE = frozenset(("method", "level", "feedback", "text"))
"""What people write. It is quoted whatever it says, on one line, so that no line of it can be
taken for one of the file's."""
_quoted = json.JSONEncoder(ensure_ascii=False).encode
"""A JSON string is a scalar of YAML, and is read back to the letter."""


class DecisionFile(NamedTuple):
    """A decision with an ID of its own."""

    id: str
    text: str


def decision_file(fields: Mapping[str, Any]) -> DecisionFile:
    """Return a decision as the text of its file, under an ID made of day, person and content.

    Two branches never take the same ID, and the same decision never takes two.

    Args:
        fields: All but the ID, in their order; with an `assessor` and a `date`.
    """
    day, assessor, said = fields["date"], fields["assessor"], decision_text(fields)
    digits = sha256(said.encode()).hexdigest()[:4].upper()
    whole = f"D{day:%y%m%d}-{assessor.upper()}-{digits}"
    id = whole if len(whole) <= _LONGEST else f"D{day:%y%m%d}-{digits}"
    return DecisionFile(id, f"decision: {id}\n{said}")


def decision_text(fields: Mapping[str, Any]) -> str:
    """Return fields of a decision, in their order, as YAML in block form."""
    return "".join(f"{line}\n" for line in _mapping(fields, ""))


def _mapping(fields: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in fields.items():
        key = f"{indent}{name if name == 'on' else _scalar(name)}:"
        if isinstance(value, Mapping):
            yield key
            yield from _mapping(value, f"{indent}  ")
        elif isinstance(value, list):
            yield key
            yield from _list(value, f"{indent}  ")
        else:
            yield f"{key} {_quoted(value) if name in _OF_PEOPLE else _scalar(value)}"


def _list(values: list[Any], indent: str) -> Iterator[str]:
    for one in values:
        if isinstance(one, Mapping):
            first, *rest = _mapping(one, f"{indent}  ")
            yield f"{indent}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield f"{indent}- {_scalar(one)}"


def _scalar(value: str | bool | int | date) -> str:  # noqa: FBT001 - a value of a file
    if isinstance(value, bool | int | date):
        return str(value).lower()
    is_word = _WORD.fullmatch(value) and value.lower() not in _OF_YAML
    return value if is_word else _quoted(value)
