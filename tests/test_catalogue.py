"""The catalogue of texts: whatever we say can be looked up in it."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from tools.texts.__main__ import FILE, catalogue
from tools.texts.__main__ import texts as gathered
from tools.texts.inputs import PACKAGE, Found

from crossfolio.core.findings import Diagnostic
from crossfolio.core.texts import Text, Value
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY

ROOT = Path(__file__).parents[1]
PATTERNS = {"Text": 1, "counted": 2}
"""How many patterns the arguments of a call begin with."""


@cache
def texts() -> tuple[Found, ...]:
    """Return all texts of the package, gathered once."""
    return tuple(gathered())


def calls() -> Iterator[tuple[str, ast.Call, int]]:
    """Give every call that makes a text, where it stands, and how many patterns it has."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "Text" not in (source := path.read_text("utf-8")):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call):
                called = node.func
                name = getattr(called, "id", None) or getattr(called, "attr", "")
                if name in PATTERNS:
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node, PATTERNS[name]


def test_patterns_are_literals_with_the_places_that_are_given() -> None:
    """What is looked up is known from the code alone, and nothing is given that is not said."""
    wrong = []
    for where, call, number in calls():
        patterns = [getattr(arg, "value", None) for arg in call.args]
        given = {keyword.arg for keyword in call.keywords}
        if len(patterns) != number or not all(
            isinstance(pattern, str) and pattern for pattern in patterns
        ):
            wrong.append(f"{where}: no literal pattern")
            continue
        places = {
            name for pattern in patterns for _, name, _, _ in Formatter().parse(pattern) if name
        }
        places |= {"n"} if number > 1 else set()
        rest = places - given if None in given else set()  # Given by `**`, such as a place's own.
        if places != (given - {None}) | rest:
            wrong.append(f"{where}: {places} {given}")
    assert wrong == []


def test_the_catalogue_is_as_the_code() -> None:
    """It is complete, and a tool for translators can read it."""
    assert FILE.read_text("utf-8") == catalogue(texts())
    with FILE.open("rb") as file:
        known = read_po(file)
    assert {text.id for text in texts()} == {
        it.id if isinstance(it.id, str) else tuple(it.id) for it in known if it.id
    }


@pytest.fixture(scope="module")
def patterns() -> set[str]:
    """Give every pattern of the catalogue that stands for one thing, or for no number."""
    return {text.id if isinstance(text.id, str) else text.id[0] for text in texts()}


def of_texts(value: Value) -> Iterator[Text]:
    """Give a text and all that stand within it."""
    if isinstance(value, Text):
        yield value
        value = tuple(value.args.values())
    if isinstance(value, tuple):
        for one in value:
            yield from of_texts(one)


def said_by(diagnostics: Iterable[Diagnostic]) -> Iterator[Text]:
    """Give the texts of findings."""
    for diagnostic in diagnostics:
        notes = (note.message for note in diagnostic.finding.related)
        yield from of_texts(
            (diagnostic.finding.message, diagnostic.finding.help, diagnostic.rule.about, *notes)
        )


WORKED = [ROOT, *(path for path in sorted((ROOT / "tests/cases").iterdir()) if path.is_dir())]


@pytest.mark.parametrize("root", WORKED, ids=lambda it: it.name)
def test_what_findings_say_is_in_the_catalogue(root: Path, patterns: set[str]) -> None:
    """Whatever a check finds in worked portfolios can be said in another language."""
    found = check_project(open_project(root), TODAY).diagnostics
    assert {it.pattern for it in said_by(found)} - {""} <= patterns


TAKES_APART = (
    *("partition", "rpartition", "split", "rsplit", "splitlines", "startswith", "endswith"),
    *("removeprefix", "removesuffix", "find", "index", "replace", "strip", "lower", "upper"),
    *("search", "match", "fullmatch", "findall", "finditer", "sub", "subn"),
)
"""Methods of strings and of regular expressions."""
SAYS = ("message", "help")


def taken_apart(tree: ast.AST) -> Iterator[ast.expr]:
    """Give where what a finding says is searched, split or asked for what it holds."""
    for node in ast.walk(tree):
        looked_at: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in TAKES_APART:
                looked_at = [node.func.value, *node.args]
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            looked_at = node.comparators
        elif isinstance(node, ast.Subscript):
            looked_at = [node.value]
        yield from (it for it in looked_at if isinstance(it, ast.Attribute) and it.attr in SAYS)


def test_no_module_takes_a_message_apart() -> None:
    """What a finding names is asked for by its place, in whatever language it is said."""
    found = [
        f"{path.relative_to(PACKAGE)}:{it.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for it in taken_apart(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "finding.message.partition('[')",
        "'in' in it.finding.help",
        "_QUOTED.search(finding.message)",
        "finding.help[:9]",
    ],
)
def test_what_takes_a_message_apart_is_found(code: str) -> None:
    """The test above sees the ways in which it was done."""
    assert list(taken_apart(ast.parse(code)))
