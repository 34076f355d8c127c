"""KND145 placeholder-left."""

from collections.abc import Iterator

from crossfolio.core.evidence import Json
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.phrases import holds_any
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.texts import Text

_IN_TEXT = regex(
    r"\bYYYY-MM-DD\b|\bLorem ipsum\b|\bTODO\b(?=[ \t]*(?::|\n|$))|\bTKTK\b|"
    r"\[insert [^\]\n]{1,80}\]|<(?:…|\.\.\.)>"
)
"""Markers that stand for text still to be written."""
_HINTS = ("YYYY-MM-DD", "Lorem ipsum", "TODO", "TKTK", "[insert ", "<…>", "<...>")
"""One of them stands in every marker; most texts hold none."""
_FIELDS = (
    *("title", "assessor", "witness", "metrics", "objectives", "standards", "feedback_sources"),
    *("outcome", "ai_use"),
)
_OF_TEMPLATES = frozenset(
    (
        "What it is, in one line",
        "what is measured",
        "what is to be reached",
        "how it is measured",
        "the value to reach",
        "the name of the standard",
        "who gave the feedback",
        "what changed as a result",
        "WHO",
    )
)
"""What the templates and snippets of Crossfolio say in place of a value."""


def find(place: Place, marker: str, unit: str) -> Finding:
    """A marker of a template is left where text was meant to be.

    `TODO:` or `TODO` at the end of a line, `YYYY-MM-DD`, `Lorem ipsum`, `<…>` and the stand-ins of
    Crossfolio's own templates are found: in the text, in the title, for an assessor or a
    witness (`WHO`), and in measures, objectives, standards and sources of feedback.

    ## Origin
    Practice: work that is handed in unfinished is sent back.

    ## Example
        title: What it is, in one line

    ## Use instead
        title: Observation of a live call, April
    """
    return Finding(
        "KND145",
        place,
        Text("`{marker}` is left from a template", marker=marker),
        help=Text("write what belongs there, or mark the item as `status: draft`"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look for markers in an item, the first of the text and the first of each field."""
    item = seen.item
    unit = seen.unit
    for name in _FIELDS:
        left = _left_in(item.fields[name]) if name in item.fields else ""
        if left:
            yield find(item.place_of(name), left, unit)
    body = item.body
    found = _IN_TEXT.search(body) if holds_any(_HINTS, body) else None
    if found:
        yield find(item.place_in_body(*found.span()), found[0], unit)


def _left_in(value: Json) -> str:
    """Return the first marker in a field, at any depth; empty where there is none."""
    if isinstance(value, str):
        found = _IN_TEXT.search(value) if holds_any(_HINTS, value) else None
        return found[0] if found else value if value in _OF_TEMPLATES else ""
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((left for left in map(_left_in, within) if left), "")


RULE = Rule("KND145", "placeholder-left", Severity.WARNING, find, look_at=look)
