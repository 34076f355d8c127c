"""A new item of evidence as text, ready to be filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from string import Template

from crossfolio.core.framework import Need
from crossfolio.core.kinds import KINDS, PLAIN, kind_of

TITLE = "What it is, in one line"
SOMEBODY = "WHO"
"""Stands for the ID of a person. The templates' other stand-ins are those of `KND145`, too."""
SOME_DAY = "YYYY-MM-DD"
TO_WRITE = "<…>"

_MEASURED = "before: 0, before_date: {day}, after: 0, after_date: {day}}}"
_NEEDED = {
    Need.METRICS: ("metrics:", "  - {{name: what is measured,", f"     {_MEASURED}"),
    Need.QUALITY_METRICS: (
        "metrics:",
        "  - {{name: what is measured, kind: quality,",
        f"     {_MEASURED}",
    ),
    Need.OBJECTIVES: (
        "objectives:",
        "  - {{text: what is to be reached, measure: how it is measured,",
        "     target: the value to reach, due: {day}}}",
    ),
    Need.AGREED_OBJECTIVES: (
        "objectives:",
        "  - {{text: what is to be reached, agreed_with: {somebody}}}",
    ),
    Need.STANDARDS: ("standards:", "  - the name of the standard"),
    Need.FEEDBACK_SOURCES: ("feedback_sources:", "  - who gave the feedback"),
    Need.REVIEW_DATE: ("review_on: {day}",),
    Need.OUTCOME: ("outcome: what changed as a result",),
}


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is known of an item before it is written."""

    id: str
    kind: str
    criteria: tuple[str, ...]
    """Full IDs."""
    title: str = TITLE
    day: str = SOME_DAY
    people: Mapping[str, str] = field(default_factory=dict)
    """IDs by role; a role that is left out gets a stand-in."""
    needs: tuple[Need, ...] = ()
    phases: tuple[str, ...] = ()
    """The phases of its unit, for the learner to choose from."""
    claims: tuple[str, ...] = ()
    """The claims as lines of YAML; the criteria themselves where none is given."""
    parts: tuple[str, ...] = ()
    """Headings that its unit looks for in a reflective account."""
    draft: bool = False


def front_matter(item: NewItem) -> str:
    """Return the front matter with its fences, and no line end after the last."""
    return "\n".join(("---", *_fields(item), "---"))


def page(item: NewItem) -> str:
    """Return the whole page: the front matter, and the headings that such evidence needs."""
    return f"{front_matter(item)}\n\n{body(item)}"


def body(item: NewItem) -> str:
    """Return the body: a heading for each part, and stand-ins for the text."""
    marks = "".join(f" [{name}]" for name in item.criteria)
    if kind_of(item.kind).is_account and item.parts:
        parts = "\n\n".join(f"## {part.capitalize()}\n\n{TO_WRITE}" for part in item.parts)
        text = _template(item.kind).replace("${parts}", parts)
    else:
        text = _template(item.kind).replace("${parts}", f"## What I did\n\n{TO_WRITE}")
    return Template(text).substitute(title=item.title, marks=marks)


def _template(kind: str) -> str:
    known = kind if kind in KINDS else PLAIN
    folder = files("crossfolio.scaffold").joinpath("templates/evidence")
    return folder.joinpath(f"{known}.md").read_text("utf-8")


def _fields(item: NewItem) -> Iterator[str]:
    yield f"id: {item.id}"
    yield f"title: {quoted(item.title)}"
    yield f"kind: {item.kind}"
    yield f"date: {item.day}"
    yield "criteria:" if item.criteria else "criteria: []"
    yield from (
        f"  {line}" for line in item.claims or [f"- {criterion}" for criterion in item.criteria]
    )
    if item.draft:
        yield "status: draft  # remove this line when it is finished; a draft counts for nothing"
    kind = kind_of(item.kind)
    role = kind.role
    if role:
        yield f"{role}: {item.people.get(role, SOMEBODY)}"
    if item.draft and item.phases:
        yield f"# phase: {' | '.join(item.phases)}"
    yield from kind.fields
    yield from _needed(item)
    if item.draft and kind.is_own and "learner" in item.people:
        yield f"author: {item.people['learner']}"
        yield f"ai_use: {TO_WRITE}  # `none` is an answer"


def _needed(item: NewItem) -> Iterator[str]:
    """Give the fields that are asked for; what two needs ask for in one field is joined."""
    blocks: dict[str, tuple[str, ...]] = {}
    for need in item.needs:
        first, *rest = _NEEDED[need]
        if need in (Need.METRICS, Need.OBJECTIVES) and first in blocks:
            continue
        blocks[first] = tuple(rest)
    for first, more in blocks.items():
        for line in (first, *more):
            yield line.format(day=item.day, somebody=SOMEBODY) if "{" in line else line


def quoted(text: str) -> str:
    """Return text as a YAML scalar: plain where that is safe, else in double quotation marks."""
    safe = text[:1].isalpha() and text == text.strip() and text.isprintable()
    if (
        safe
        and text.lower() != "null"
        and not any(bad in text for bad in (": ", " #", "\\"))
        and text[-1:] != ":"
    ):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else " " for c in escaped) + '"'
