"""Export and import again: the same framework, or a loss that the export's report lists."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.framework import Unit
from crossfolio.exchange.build import build
from crossfolio.exchange.model import NoteSort, UnitDraft
from crossfolio.exchange.reading import Choice, read_file
from crossfolio.exchange.unit_yaml import unit_yaml
from crossfolio.loaders.criteria_file import read_criteria

FORMATS = {
    "criteria-csv": ("spreadsheet", "u.csv"),
    "case": ("case", "u.json"),
    "mahara": ("mahara", "u.matrix"),
    "moodle": ("moodle", "u.csv"),
}
ODD = (
    "=1+1",
    "-a",
    "<b>",
    "&amp;",
    "1.2",
    "{x: y}",
    "#",
    "*why*",
    "'=x",
    "@me",
    "|",
    '"',
    "\\",
    "a  b",
)
WORDS = st.sampled_from((*ODD, "Explain", "plans", "Größe", "“so”", "it's", "日本", "no", "A.P1"))
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
LONG = st.one_of(TEXTS, st.lists(TEXTS, min_size=2, max_size=3).map("\n".join))
LEVELS = ("pass", "merit", "distinction")


def local(n: int) -> str:
    return f"{n // 4 + 1}.{n % 4 + 1}"


@st.composite
def units(draw: st.DrawFn, code: str) -> str:
    """Return a unit file."""
    names = [f"LO{n}" for n in range(1, 1 + draw(st.integers(0, 4)))]
    outcomes: list[dict[str, Any]] = []
    for at, name in enumerate(names):
        within = draw(st.sampled_from(["", *names[:at]]))
        outcome = {"id": name, "text": draw(TEXTS)}
        outcomes.append(outcome | ({"within": within} if within else {}))
    levels = draw(st.sampled_from([(), LEVELS]))
    criteria = []
    for n in range(draw(st.integers(1, 7))):
        one: dict[str, Any] = {"id": local(n), "text": draw(LONG)}
        parents = draw(st.lists(st.sampled_from(names), max_size=2, unique=True)) if names else []
        if parents:
            one["outcomes"] = parents
        if levels and draw(st.booleans()):
            one["level"] = draw(st.sampled_from(levels))
        if draw(st.booleans()):
            one["title"] = draw(TEXTS)[:60].strip()
        if draw(st.booleans()):
            one["ksb"] = draw(st.sampled_from(["knowledge", "skill", "behaviour"]))
        if draw(st.booleans()):
            one["optional"] = True
        criteria.append(one)
    unit: dict[str, Any] = {"unit": code, "title": draw(TEXTS), "source": {"kind": "draft"}}
    unit |= draw(st.sampled_from([{}, {"reference": "T/616/1234"}, {"version": "2026-09"}]))
    if levels:
        unit["grading"] = {"levels": list(levels), "rule": "ladder"}
    return yaml.safe_dump(
        unit | ({"outcomes": outcomes} if outcomes else {}) | {"criteria": criteria}
    )


FRAMEWORKS = st.one_of(
    units("BUD").map(lambda it: [it]), st.tuples(units("BUD"), units("MCS")).map(list)
)


def parsed(text: str) -> Unit:
    value, found = read_criteria(text.encode(), "criteria/x.yml")
    assert isinstance(value, Unit), found
    assert found == []
    return value


def facts(unit: Unit) -> dict[tuple[str, str], object]:
    """Return everything that a unit says, by the ID of what says it and the field."""
    told: dict[tuple[str, str], object] = {
        (unit.id, "title"): unit.title,
        (unit.id, "reference"): unit.reference,
        (unit.id, "version"): unit.version,
        (unit.id, "grading"): unit.grading.levels if unit.grading else (),
        (unit.id, "outcomes"): [outcome.id for outcome in unit.outcomes],
        (unit.id, "criteria"): [criterion.id for criterion in unit.criteria],
    }
    for outcome in unit.outcomes:
        told[outcome.id, "text"], told[outcome.id, "within"] = outcome.text, outcome.within
    for criterion in unit.criteria:
        for field, value in criterion.written.items():
            told[criterion.id, field] = value
        told[criterion.id, "outcomes"] = list(criterion.outcomes)
        told[criterion.id, "level"] = criterion.level
    return told


def differences(before: list[Unit], after: list[Unit]) -> Iterator[tuple[str, str]]:
    old = {key: value for unit in before for key, value in facts(unit).items()}
    new = {key: value for unit in after for key, value in facts(unit).items()}
    for key in old.keys() | new.keys():
        if key[1] != "x-case" and old.get(key) != new.get(key):
            yield key


def again(format: str, text: str) -> tuple[tuple[UnitDraft, ...], list[NoteSort]]:
    command, name = FORMATS[format]
    drafts, notes = build(read_file(text.encode(), name, Choice(command)), "")
    return drafts, [note.sort for note in notes]


@pytest.mark.parametrize("format", FORMATS)
@given(texts=FRAMEWORKS)
def test_round_trip(format: str, texts: list[str]) -> None:
    """What is exported and imported is the same, but for what the report of losses names."""
    before = [parsed(text) for text in texts]
    module = import_module(f"crossfolio.exchange.{format.replace('-', '_')}")

    made = module.export(before)
    drafts, sorts = again(format, made.text)
    after = [parsed(unit_yaml(draft, "x", "0" * 64)) for draft in drafts]

    listed = {(loss.id, loss.field) for loss in made.losses}
    retyped = {id for id, field in listed if field == "outcome"}
    moved = {id.partition(".")[0] for id in retyped}
    unlisted = [
        (id, field)
        for id, field in differences(before, after)
        if (id, field) not in listed
        and id not in retyped
        and not (id in moved and field in ("outcomes", "criteria"))
    ]
    assert unlisted == []
    assert NoteSort.LOST not in sorts
    assert module.export(before).text == made.text
