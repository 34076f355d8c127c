"""What texts are gathered from: calls in code and templates, and whole sentences of pages."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from babel.messages.extract import extract, extract_javascript, extract_python
from jinja2.ext import babel_extract

from crossfolio.core.rules import RULES
from crossfolio.site.said_markdown import pieces

PACKAGE = Path(__file__).parents[2] / "plugins/crossfolio"


class Found(NamedTuple):
    """A text, as a catalogue asks for it."""

    id: str | tuple[str, str]
    """The pattern, or the one for one thing and the one for several."""
    path: str
    """The file it stands in, below the package."""
    notes: tuple[str, ...] = ()
    """What is said to who translates it."""


class Calls(NamedTuple):
    """Files in which texts are the first arguments of some functions."""

    ending: str
    extractor: Callable[[BinaryIO, Mapping[str, Any], Sequence[str], Mapping[str, Any]], Any]
    keywords: Mapping[str, tuple[int, ...] | None]
    """The functions; of those that go by a number, which arguments the two patterns are."""
    options: Mapping[str, str] = {}


CALLS = (
    Calls(".py", extract_python, {"Text": None, "counted": (1, 2)}),
    Calls(
        ".jinja",
        babel_extract,
        {"_": None, "gettext": None, "ngettext": (1, 2)},
        {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"},
    ),
    Calls(".js", extract_javascript, {"say": None, "sayNumber": (1, 2)}),
)
NOTES = ("For translators:",)
"""How comments begin that are meant for who translates."""


def in_calls() -> Iterator[Found]:
    """Give the texts that stand in calls, file by file."""
    for path in sorted(PACKAGE.rglob("*")):
        for calls in CALLS:
            if path.name.endswith(calls.ending):
                yield from _calls_in(path, calls)


def _calls_in(path: Path, calls: Calls) -> Iterator[Found]:
    with path.open("rb") as file:
        found = extract(
            calls.extractor,
            file,
            dict(calls.keywords),
            NOTES,
            dict(calls.options),
            strip_comment_tags=True,
        )
        for _, id, notes, _ in found:
            yield Found(id, path.relative_to(PACKAGE).as_posix(), tuple(notes))


def of_rules() -> Iterator[Found]:
    """Give what each rule is about, which is said of findings whose own words are hidden."""
    for rule in RULES:
        file = rule.find.__code__.co_filename
        yield Found(rule.about.pattern, Path(file).relative_to(PACKAGE).as_posix())


def of_pages() -> Iterator[Found]:
    """Give the paragraphs of pages in Markdown: those of rules, and those of help."""
    for rule in RULES:
        file = Path(rule.find.__code__.co_filename)
        yield from _paragraphs(rule.page, file)
    for file in sorted(PACKAGE.joinpath("site/help").glob("*.md")):
        yield from _paragraphs(file.read_text("utf-8"), file)


def _paragraphs(markdown: str, file: Path) -> Iterator[Found]:
    for piece in pieces(markdown):
        if piece.is_said:
            yield Found(piece.pattern, file.relative_to(PACKAGE).as_posix())


def of_schemas() -> Iterator[Found]:
    """Give the descriptions of fields, which are said where a value does not fit."""
    for path in sorted((PACKAGE / "loaders/schemas").rglob("*.json")):
        for said in dict.fromkeys(_descriptions(json.loads(path.read_bytes()))):
            pattern = said.replace("{", "{{").replace("}", "}}")
            yield Found(pattern, path.relative_to(PACKAGE).as_posix())


def _descriptions(schema: object) -> Iterator[str]:
    if isinstance(schema, list):
        for part in schema:
            yield from _descriptions(part)
    elif isinstance(schema, dict):
        said = schema.get("description")
        if isinstance(said, str):
            yield said
        for part in schema.values():
            yield from _descriptions(part)


INPUTS: tuple[Callable[[], Iterator[Found]], ...] = (in_calls, of_rules, of_pages, of_schemas)
"""Each gives texts."""
