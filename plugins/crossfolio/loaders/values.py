"""Small readers of typed values, for the files' own modules."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from crossfolio.core.evidence import Json
from crossfolio.core.regex import regex

_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_DAYS = 4096
"""As many are remembered, since the same days stand in many pages."""


def text(fields: Mapping[str, Json], key: str) -> str:
    """Return a text field; empty where there is none."""
    value = fields.get(key)
    return value if isinstance(value, str) else ""


def integer(fields: Mapping[str, Json], key: str) -> int | None:
    """Return a whole number, or `None`."""
    value = fields.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def mapping(fields: Mapping[str, Json], key: str) -> dict[str, Json]:
    """Return a mapping; an empty one where there is none."""
    value = fields.get(key)
    return value if isinstance(value, dict) else {}


def listed(fields: Mapping[str, Json], key: str) -> list[Json]:
    """Return a list; an empty one where there is none."""
    value = fields.get(key)
    return value if isinstance(value, list) else []


def mappings(fields: Mapping[str, Json], key: str) -> list[dict[str, Json]]:
    """Return the mappings of a list, in order."""
    return [value for value in listed(fields, key) if isinstance(value, dict)]


def texts(fields: Mapping[str, Json], key: str) -> tuple[str, ...]:
    """Return the texts of a list, in order."""
    return tuple(value for value in listed(fields, key) if isinstance(value, str))


def day(value: Json) -> date | None:
    """Return a date written as `2026-04-14`, or `None`."""
    return _day(value) if isinstance(value, str) else None


@lru_cache(_DAYS)
def _day(written: str) -> date | None:
    if not _DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
