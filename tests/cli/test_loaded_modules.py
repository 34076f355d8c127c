"""What is loaded to check a portfolio in which nothing is wrong: no more than that needs."""

import json
import os
import subprocess
import sys
from pathlib import Path

from support import Build

_SCRIPT = """
import json, sys, time
before, now = set(sys.modules), time.time_ns
time.time_ns = lambda: now() + 3600 * 10**9  # Files are old enough to be known again.
from crossfolio.cli.main import main
sys.stdout = sys.stderr
main(sys.argv[1:])
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.__stdout__)
"""
_AT_START = {
    *("crossfolio", "crossfolio.core", "crossfolio.core.choices", "crossfolio.core.file_names"),
    *("crossfolio.core.regex", "crossfolio.core.texts"),
    *("crossfolio.workspace", "crossfolio.workspace.last_run"),
    *("crossfolio.workspace.locating", "crossfolio.workspace.store", "crossfolio.workspace.walk"),
    *("crossfolio.cli", "crossfolio.cli.arguments", "crossfolio.cli.check", "crossfolio.cli.main"),
    *("crossfolio.cli.colours", "crossfolio.cli.exit_codes", "crossfolio.cli.formats"),
    *("crossfolio.cli.locating", "crossfolio.cli.output"),
}
"""Modules of ours that a run loads which says again what the last one said."""
_HEAVY = {
    *("dataclasses", "inspect", "msgspec", "yaml", "jsonschema_rs", "fractions", "decimal"),
    *("subprocess", "shutil", "logging", "tempfile", "asyncio"),
}
"""What takes a millisecond and more, and such a run does not need."""
_UNUSED = {
    *("jsonschema", "referencing", "attrs", "pypdf", "zipfile", "tempfile", "logging", "asyncio"),
    *("subprocess", "shutil", "markdown", "jinja2", "mkdocs", "pygls", "watchfiles"),
    *("crossfolio.workspace.history", "crossfolio.workspace.past_values"),
    *("crossfolio.loaders.schema.words", "crossfolio.loaders.media.office_data"),
    *("crossfolio.core.since_values", "crossfolio.core.visiting", "crossfolio.core.progress"),
    *("crossfolio.site", "crossfolio.exchange", "crossfolio.handover", "crossfolio.lsp"),
    *("crossfolio.cohort", "crossfolio.scaffold", "crossfolio.mkdocs_plugin"),
}
"""What the check of a portfolio does not need in which nothing is wrong."""
_MOST = 300
"""Modules of ours; 285 at the time of writing."""


def test_a_check_loads_what_it_needs(portfolio: Build, tmp_path: Path) -> None:
    """What words slips, asks git, reads PDFs or draws pages is loaded where it has to."""
    root = portfolio({"evidence/notes.txt": "Brewed at noon.\n"})
    loaded = _loaded(root, tmp_path / "kept")
    assert _UNUSED & loaded == set()
    assert sum(name.startswith("crossfolio") for name in loaded) <= _MOST


def test_a_second_run_loads_next_to_nothing(portfolio: Build, tmp_path: Path) -> None:
    """Where nothing has changed, files are asked for their times, and what was said is printed."""
    root = portfolio({})
    _loaded(root, tmp_path / "kept")
    loaded = _loaded(root, tmp_path / "kept")
    assert {name for name in loaded if name.startswith("crossfolio")} == _AT_START
    assert _HEAVY & loaded == set()


def _loaded(root: Path, kept: Path) -> set[str]:
    """Check a portfolio in a process of its own; return the modules that it has loaded."""
    command = [sys.executable, "-P", "-c", _SCRIPT, "check", str(root), "--format", "json"]
    environment = os.environ | {"CROSSFOLIO_CACHE_DIR": str(kept)}
    ran = subprocess.run(command, env=environment, capture_output=True, check=True)
    return set(json.loads(ran.stdout))
