"""Layers: who knows whom, and what a check does not import."""

import json
import subprocess
import sys
from pathlib import Path

from support import Build, Run

ROOT = Path(__file__).parents[1]
PLUGINS = str(ROOT / "plugins")

LISTING = """
import json, sys
from crossfolio.cli.main import main
code = main(["check", sys.argv[1], "--format", "json"])
json.dump([int(code), sorted({name.partition(".")[0] for name in sys.modules})], sys.stderr)
"""


def test_contracts() -> None:
    """Each layer knows only the layers below it, as pyproject.toml declares."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as it; it()",
         "--no-cache"],
        capture_output=True,
        cwd=ROOT,
        env={"PYTHONPATH": PLUGINS, "PYTHONUTF8": "1"},
        check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout.decode()


def test_a_check_imports_no_site(portfolio: Build) -> None:
    """A check imports neither MkDocs nor what only pages need, whatever it finds."""
    root = portfolio({"evidence/bad.md": "---\na: b\n---\n"})
    done = subprocess.run(
        [sys.executable, "-c", LISTING, str(root)],
        capture_output=True,
        env={"PYTHONPATH": PLUGINS, "PYTHONUTF8": "1"},
        check=True,
    )
    code, modules = json.loads(done.stderr)

    assert code == 1
    assert not {"mkdocs", "jinja2", "markdown", "nh3", "material"} & set(modules)


def test_as_a_module(process: Run) -> None:
    """`python -m crossfolio` is the command."""
    assert process("--version").code == 0
