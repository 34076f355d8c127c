"""What a change of a usual sort touches, counted: see "The twelve changes" in CONTRIBUTING.md."""

import ast
import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import crossfolio
from crossfolio.cli.formats import REPORTS
from crossfolio.cli.main import COMMANDS
from crossfolio.core import ids
from crossfolio.core.kinds import BUILT_IN
from crossfolio.core.rules import RULES
from crossfolio.core.states import State
from crossfolio.site.own_pages import PAGES
from support import modules_of_package

PACKAGE = Path(crossfolio.__file__).parent


def texts(tree: ast.Module) -> Counter[str]:
    """Return the texts that a module writes out, each as often as it stands there."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return Counter(node.value for node in nodes if isinstance(node.value, str))


@cache
def texts_of_modules() -> Mapping[str, Counter[str]]:
    """Return the texts of every module, by its path."""
    return {path: texts(tree) for path, tree in modules_of_package().items()}


def modules_with(text: str) -> set[str]:
    """Return the modules that write a text out."""
    return {path for path, found in texts_of_modules().items() if found[text]}


def test_the_code_of_a_rule_stands_in_one_module_of_rules() -> None:
    """Others ask a property of the rule, so that a rule is one file, beside its words and docs."""
    codes = {rule.code for rule in RULES}
    places: dict[str, list[str]] = {}
    for path, found in texts_of_modules().items():
        for code in codes.intersection(found):
            places.setdefault(code, []).append(path)

    assert set(places) == codes
    for code, found in places.items():
        assert len(found) == 1, (code, found)
        assert re.match("core/rules/", found[0]), (code, found)


def test_a_kind_of_evidence_is_known_by_its_id_in_one_module() -> None:
    """Others ask a property of the kind, so that a kind is a row, and a template."""
    own = [kind.id for kind in BUILT_IN if "-" in kind.id]  # Others are words of English, too.
    for path, found in texts_of_modules().items():
        assert path == "core/kinds.py" or not [kind for kind in own if found[kind]], path
    folder = PACKAGE / "scaffold/templates/evidence"
    templates = {template.stem for template in folder.glob("*.md")}
    assert templates == {kind.id for kind in BUILT_IN}


def test_a_report_is_its_module_and_a_line_in_one_table() -> None:
    """Whoever makes a report asks the table for it."""
    for module, _, function in (place.partition(":") for place in REPORTS.values()):
        assert callable(getattr(import_module(f"crossfolio.reports.{module}"), function))
    for name in ("sarif", "junit"):  # Others are words of English, or systems, too.
        assert modules_with(name) == {"cli/formats.py"}, name


def test_a_page_is_its_module_and_its_template() -> None:
    """A page is found because it is there: its row stands beside what makes it."""
    modules = {
        path for path in modules_of_package() if re.fullmatch(r"site/pages/(?!__)\w+\.py", path)
    }
    rows = [
        row
        for path in modules
        for row in import_module(f"crossfolio.{path[:-3].replace('/', '.')}").PAGES
    ]
    assert sorted(rows, key=lambda row: row.order) == list(PAGES)
    assert len({row.order for row in rows}) == len(rows)
    for path, tree in modules_of_package().items():
        imported = {
            node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
        }
        known = {name for name in imported if name.startswith("crossfolio.site.pages.")}
        assert not known or path in modules, path


def test_a_field_that_is_only_shown_is_the_schema_and_its_row() -> None:
    """No loader and no list names such a field; one of public fields does, where all may see it."""
    schema = json.loads((PACKAGE / "loaders/schemas/evidence.schema.json").read_text("utf-8"))
    assert "consent" in schema["properties"]
    assert modules_with("consent") == {"site/views/fields_view.py"}


def test_a_command_is_its_module_and_its_name_in_one_list() -> None:
    """No other module knows which commands there are."""
    for name in ("check", "mask", "explain", "assess", "receive", "cohort", "lsp"):
        assert name in COMMANDS
        assert modules_with(name) == {f"cli/{name}.py", "cli/main.py"}, name


def test_the_grammar_of_an_id_stands_in_one_module() -> None:
    """Schemas get it from there: see `tests/loaders/test_schema_files.py`."""
    written = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.html")]
    texts = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in written}
    for pattern in {ids.UNIT, ids.NAME, *ids.GRAMMAR.values()} - {ids.GRAMMAR["criterion-id"]}:
        found = {path for path, text in texts.items() if pattern in text}
        assert found <= {"core/ids.py"}, pattern


def test_nobody_asks_which_edition_it_is() -> None:
    """But what it shows: one that is new shows and publishes nothing until it is listed."""
    found = {
        path
        for path, tree in modules_of_package().items()
        if "PUBLIC" in _attributes(tree, "Edition")
    }
    assert found == {"core/edition.py", "reports/words.py", "site/views/sheet_words.py"}


def test_every_state_is_named_in_three_modules_and_its_rule() -> None:
    """What it is, what it follows from, and its words; others ask what it is like."""
    found = {
        path
        for path, tree in modules_of_package().items()
        if {state.name for state in State} <= _attributes(tree, "State")
    }
    assert found == {"core/states.py", "core/cover.py", "reports/words.py"}


def _attributes(tree: ast.Module, name: str) -> set[str]:
    """Return what a module asks a name for: `UNCOVERED` of `State.UNCOVERED`."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return {
        node.attr for node in nodes if isinstance(node.value, ast.Name) and node.value.id == name
    }
