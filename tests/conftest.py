"""Fixtures for the whole suite."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from crossfolio.cli.main import main
from crossfolio.core.check import Checked
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import DEFAULTS, TODAY, Build, Check, Files, Golden, Ran, Run, write

PLUGINS = Path(__file__).parents[1] / "plugins"

settings.register_profile(
    "crossfolio",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("crossfolio")


def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than there are processors: they wait for browsers and servers."""
    return (os.cpu_count() or 1) + 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files")


@pytest.fixture(autouse=True, scope="session")
def _no_cache() -> Iterator[None]:
    """Leave nothing in the cache of whoever runs the tests, and find nothing there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSFOLIO_CACHE_DIR", "")
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare text with a file kept beside the test; `--update-golden` rewrites it."""

    def same(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(actual, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == actual

    return same


@pytest.fixture
def portfolio(tmp_path: Path) -> Build:
    """Write a small project: one unit and one page, and whatever is given on top."""

    def build(files: Files | None = None, *, bare: bool = False) -> Path:
        root = tmp_path / "project"
        root.mkdir(exist_ok=True)
        return write(root, {**({} if bare else DEFAULTS), **(files or {})})

    return build


@pytest.fixture
def check(portfolio: Build) -> Check:
    """Check a folder, or the small project with these files, on a fixed day."""

    def checked(of: Path | Files | None = None, *, bare: bool = False) -> Checked:
        root = of if isinstance(of, Path) else portfolio(of, bare=bare)
        return check_project(open_project(root), TODAY)

    return checked


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process."""

    def ran(*arguments: object) -> Ran:
        try:
            code = int(main([str(a) for a in arguments]))
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


@pytest.fixture
def process() -> Run:
    """Run the command as a process of its own."""

    def ran(*arguments: object, cwd: Path | None = None, **env: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "crossfolio", *map(str, arguments)],
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(PLUGINS), "PYTHONUTF8": "1", **env},
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return ran
