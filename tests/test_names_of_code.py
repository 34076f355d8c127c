"""Names in the package: what a variable is called, and how often a name is given."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from support import modules_of_package

MOST_LINES = 50


def bound(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Give each name that a module binds to a variable or an argument, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name, node.lineno


def test_a_variable_is_called_what_it_holds() -> None:
    """No variable is called `it`."""
    found = [
        f"{path}:{line}"
        for path, tree in modules_of_package().items()
        for name, line in bound(tree)
        if name == "it"
    ]
    assert not found


def test_one_name_for_one_thing() -> None:
    """A public class has a name that no other has."""
    places = defaultdict(list)
    for path, tree in modules_of_package().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path)
    assert not {name: found for name, found in places.items() if len(found) > 1}


def test_a_function_is_short() -> None:
    """A function has 50 lines at most."""
    found = {
        f"{path}:{node.name}"
        for path, tree in modules_of_package().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > MOST_LINES
    }
    assert not found
