"""What a change of a usual sort touches, counted: see "The twelve changes" in CONTRIBUTING.md."""

import ast
import re
from collections import Counter
from pathlib import Path

import crossfolio
from crossfolio.core.kinds import BUILT_IN
from crossfolio.core.rules import RULES

PACKAGE = Path(crossfolio.__file__).parent
MODULES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}


def texts(tree: ast.Module) -> Counter[str]:
    """Return the texts that a module writes out, each as often as it stands there."""
    nodes = (it for it in ast.walk(tree) if isinstance(it, ast.Constant))
    return Counter(it.value for it in nodes if isinstance(it.value, str))


def test_the_code_of_a_rule_stands_in_one_module_of_rules() -> None:
    """Others ask a property of the rule, so that a rule is one file, beside its words and docs."""
    codes = {rule.code for rule in RULES}
    places: dict[str, list[str]] = {}
    for path, tree in MODULES.items():
        for code in codes.intersection(texts(tree)):
            places.setdefault(code, []).append(path)

    assert set(places) == codes
    for code, found in places.items():
        assert len(found) == 1, (code, found)
        assert re.match("core/rules/", found[0]), (code, found)


def test_a_kind_of_evidence_is_known_by_its_id_in_one_module() -> None:
    """Others ask a property of the kind, so that a kind is a row, and a template."""
    own = [kind.id for kind in BUILT_IN if "-" in kind.id]  # Others are words of English, too.
    for path, tree in MODULES.items():
        found = texts(tree)
        assert path == "core/kinds.py" or not [it for it in own if found[it]], path
    templates = {it.stem for it in (PACKAGE / "scaffold/templates/evidence").glob("*.md")}
    assert templates == {kind.id for kind in BUILT_IN}
