"""A copy of the repository whose core holds all its mutants."""

import ast
import difflib
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents

REPOSITORY = Path(__file__).parents[2]
PLUGINS = Path("plugins")
CORE = PLUGINS / "crossfolio/core"
_UNWANTED = shutil.ignore_patterns(
    ".*_cache", ".git", ".hypothesis", ".venv", "__pycache__", "build"
)


def copied(root: Path) -> None:
    """Copy the repository as it stands, changes that are not committed included."""
    shutil.copytree(REPOSITORY, root, ignore=_UNWANTED, dirs_exist_ok=True)


def mutated(root: Path, only: str = "") -> list[str]:
    """Write all mutants into the core of a copy, where none is active.

    Args:
        root: The copy.
        only: How the names begin of the modules that are changed.

    Returns:
        Their names: a module, and what mutmut calls the changed function.
    """
    every = sorted((root / CORE).rglob("*.py"))
    files = [file for file in every if _module(root, file).startswith(only)]
    with ProcessPoolExecutor() as workers:
        found = list(workers.map(_mutate, files))
    return [
        f"{_module(root, file)}.{name}"
        for file, names in zip(files, found, strict=True)
        for name in names
    ]


def change(root: Path, mutant: str) -> str:
    """Return the lines that a mutant changes, as a diff without its head."""
    module, _, name = mutant.rpartition(".")
    file = root / PLUGINS / module.replace(".", "/")
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    source = file.read_text(encoding="utf-8")
    function, _, _ = name.rpartition("__mutmut_")
    before, after = (
        _lines(source, wanted).replace(wanted, "") for wanted in (f"{function}__mutmut_orig", name)
    )
    compared = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return "\n".join(line for line in compared if not line.startswith(("---", "+++", "@@")))


def _mutate(file: Path) -> list[str]:
    mutants = mutate_file_contents(str(file), file.read_text(encoding="utf-8"))
    file.write_text(mutants.code, encoding="utf-8")
    return list(mutants.mutant_names)


def _module(root: Path, file: Path) -> str:
    parts = file.relative_to(root / PLUGINS).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _lines(source: str, function: str) -> str:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return ast.get_source_segment(source, node) or ""
    return ""
