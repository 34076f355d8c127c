"""Real builds of real projects."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from tea import PAGE, REPOSITORY, SITE, UNIT, Project, Run, run_keeping, run_module

from support import without_documentation

Sites = tuple[Path, dict[tuple[tuple[str, str | bytes], ...], Path]]
"""A folder with sites, and which is that of what files."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Write a small project that builds, with some files changed, added or taken out."""

    def write(files: Mapping[str, str | bytes] = {}) -> Path:
        root = tmp_path / "project"
        (root / "docs").mkdir(parents=True, exist_ok=True)
        whole = {"mkdocs.yml": SITE, "criteria/tea.yml": UNIT, "evidence/e01.md": PAGE, **files}
        for name, content in whole.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            path.write_bytes(data)
        return root

    return write


@pytest.fixture(scope="session")
def _sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return tmp_path_factory.mktemp("sites"), {}


@pytest.fixture
def built(project: Project, mkdocs: Run, _sites: Sites) -> Project:
    """Write a project with its site, which is built once for all tests with the same files."""
    folder, known = _sites

    def write(files: Mapping[str, str | bytes] = {}) -> Path:
        root, key = project(files), tuple(sorted(files.items()))
        if key not in known:
            mkdocs(root, "build")
            known[key] = Path(shutil.copytree(root / "site", folder / str(len(known))))
        else:
            shutil.copytree(known[key], root / "site")
        return root

    return write


@pytest.fixture
def worked(tmp_path: Path) -> Path:
    """Return a copy of the worked portfolio."""
    root = tmp_path / "worked"
    root.mkdir()
    for name in ("criteria", "evidence", "assessment", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root


@pytest.fixture
def undocumented(worked: Path) -> Path:
    """Return a copy of the worked portfolio without the documentation."""
    return without_documentation(worked)


@pytest.fixture
def mkdocs() -> Run:
    """Run `mkdocs` as its users do."""

    def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_module("mkdocs", root, *arguments, **environment)

    return run


@pytest.fixture
def keeping() -> Run:
    """Run `mkdocs` as in a portfolio that was written a while ago."""
    return run_keeping


@pytest.fixture
def crossfolio() -> Run:
    """Run `crossfolio` as its users do."""

    def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_module("crossfolio", root, *arguments, **environment)

    return run
