"""Measure the tests of the core: change it in small ways, and count the changes that a test sees.

Run with: python -m tools.mutants [NUMBER [SEED]]

NUMBER mutants are drawn with a seed, since all of them take hours. mutmut wants the package
at the root of a project, so it works on a copy in a folder of its own.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
TESTS = ("tests/core", "tests/test_cases.py", "tests/test_rules.py")
COPIED = ("tests", "criteria", "evidence", "assessment", "docs", "mkdocs.yml")
SETTINGS = f"""\
[tool.pytest.ini_options]
addopts = "-p no:cacheprovider"
pythonpath = ["tests", "."]
[tool.mutmut]
source_paths = ["crossfolio"]
only_mutate = ["crossfolio/core/*"]
pytest_add_cli_args_test_selection = {json.dumps(TESTS)}
also_copy = {json.dumps(("crossfolio", *COPIED))}
"""
NONE = "crossfolio.core.no_such_module*"
"""A run that asks for nothing still makes all mutants."""


def main(number: int = 400, seed: int = 2026) -> None:
    """Print how many mutants of each sort there are in a sample."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _copy(root)
        _mutmut(root, "run", NONE)
        names = sorted(_codes(root))
        drawn = random.Random(seed).sample(names, min(number, len(names)))  # noqa: S311 - no secret
        ran = _mutmut(root, "run", "--max-children", "1", *drawn)
        listed = _mutmut(root, "results", "--all", "true")
    states = dict(line.strip().split(": ", 1) for line in listed.splitlines() if ": " in line)
    if not {*map(states.get, drawn)} - {None, "not checked"}:
        sys.exit(f"{len(names)} mutants, and none was tried; mutmut ended with:\n{ran[-600:]}")
    print(f"{len(names)} mutants of the core; {len(drawn)} drawn with the seed {seed}")
    for state, count in sorted(Counter(states.get(it, "not run") for it in drawn).items()):
        print(f"{count:>5}  {state}")
    for it in sorted(drawn):
        if states.get(it) != "killed":
            print(f"{states.get(it)}: {it}")


def _copy(root: Path) -> None:
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "plugins/crossfolio", root / "crossfolio", ignore=unwanted)
    for name in COPIED:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=unwanted)
        else:
            shutil.copy(source, root / name)
    (root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")


def _mutmut(root: Path, *arguments: str) -> str:
    """Run mutmut, and return what it prints; it ends with a fault where it has nothing to do."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": ""}
    return subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    ).stdout


def _codes(root: Path) -> list[str]:
    """Return the names of all mutants."""
    return [
        name
        for file in (root / "mutants/crossfolio/core").rglob("*.meta")
        for name in json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
