"""The tables of an item's front matter: measures, objectives, people and places."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crossfolio.core.evidence import Evidence, Json
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports.words import day

METRICS = ("name", "unit", "before", "before_date", "after", "after_date", "better", "source")
OBJECTIVES = ("text", "measure", "target", "due", "agreed_with")
CONSENT = ("person", "covers", "basis", "date", "expires")
LOCATION = ("where", "seen_by", "seen_on")
DECLARATION = ("by", "date")

_PEOPLE = frozenset(("person", "agreed_with", "by", "seen_by"))
_DATES = frozenset(("date", "expires", "due", "before_date", "after_date", "seen_on"))
_VALUES = frozenset(("better",))
_KNOWN: Mapping[str, str] = {
    text: text
    for text in (
        *(Text("document"), Text("image"), Text("audio"), Text("video"), Text("elsewhere")),
        *(Text("higher"), Text("lower"), Text("organisation"), Text("none")),
    )
}
"""The values that the format knows by name."""

Cells = Mapping[str, str]
"""A row of a table in words, by field; every field of the table is there."""


class FieldsView(NamedTuple):
    """An item's front matter, in words."""

    metrics: tuple[Cells, ...]
    objectives: tuple[Cells, ...]
    standards: tuple[str, ...]
    feedback_sources: tuple[str, ...]
    consent: tuple[Cells, ...]
    location: Cells | None
    declaration: Cells | None
    facts: tuple[tuple[str, str], ...]
    """Medium, length, phase, setting, outcome, use of AI and the like, each with its name."""


def fields_view(item: Evidence, seen: Seen) -> FieldsView:
    """Return the front matter of an item that went through `seen`, in words."""
    return FieldsView(
        _table(item, "metrics", METRICS, seen),
        _table(item, "objectives", OBJECTIVES, seen),
        _texts(item, "standards"),
        _texts(item, "feedback_sources"),
        _table(item, "consent", CONSENT, seen),
        one_row(item, "location", LOCATION, seen),
        one_row(item, "declaration", DECLARATION, seen),
        tuple(_facts(item)),
    )


def one_row(item: Evidence, name: str, columns: tuple[str, ...], seen: Seen) -> Cells | None:
    """Return a mapping of the front matter in words, or `None` where it is not there."""
    value = item.fields.get(name)
    return _cells(value, columns, seen) if isinstance(value, dict) else None


def _table(item: Evidence, name: str, columns: tuple[str, ...], seen: Seen) -> tuple[Cells, ...]:
    value = item.fields.get(name)
    rows = value if isinstance(value, list) else []
    return tuple(_cells(row, columns, seen) for row in rows if isinstance(row, dict))


def _cells(row: dict[str, Json], columns: tuple[str, ...], seen: Seen) -> Cells:
    return {name: _words(name, row.get(name), seen) for name in columns}


def _words(name: str, value: Json, seen: Seen) -> str:
    text = "" if value is None else str(value)
    if name in _PEOPLE and text:
        return seen.person(text)
    if name in _VALUES:
        return _known(text)
    return _day(text) if name in _DATES else text


def _known(value: str) -> str:
    return _KNOWN.get(value, value)


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _texts(item: Evidence, name: str) -> tuple[str, ...]:
    value = item.fields.get(name)
    return tuple(str(entry) for entry in value) if isinstance(value, list) else ()


def _facts(item: Evidence) -> list[tuple[str, str]]:
    context = item.fields.get("context")
    setting = context if isinstance(context, dict) else {}
    named = (
        (Text("Medium"), _known(item.text("medium"))),
        (Text("Length"), item.text("duration")),
        (Text("Phase"), item.text("phase").replace("-", " ")),
        (Text("Channel"), str(setting.get("channel") or "")),
        (Text("Setting"), Text("not real work") if setting.get("real_work") is False else ""),
        (Text("Origin"), _known(item.text("origin"))),
        (Text("Review"), _day(item.text("review_on"))),
        (Text("Outcome"), item.text("outcome")),
        (Text("Use of AI"), _known(item.text("ai_use"))),
    )
    return [(name, value) for name, value in named if value]
