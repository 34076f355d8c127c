"""The wheel: what is built is whole, and works where nothing else of the project is."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins/crossfolio"
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "plugins")

pytestmark = [
    pytest.mark.skipif(
        int(version("setuptools").partition(".")[0]) < 77,
        reason="building needs setuptools 77, which pyproject.toml asks for",
    ),
    pytest.mark.xdist_group("wheel"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the sources, without a network."""
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            left_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / name, copy / name, ignore=left_out)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
        else:
            (copy / name).write_text("# Crossfolio\n")
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, copy],
        capture_output=True,
        check=True,
    )
    (built,) = out.glob("crossfolio-*-py3-none-any.whl")
    return built


def test_everything_is_inside(wheel: Path) -> None:
    """Every file of the package is in the wheel."""
    wanted = {
        file.relative_to(PACKAGE.parent).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    inside = set(zipfile.ZipFile(wheel).namelist())

    assert wanted - inside == set()
    assert any(name.endswith(".schema.json") for name in wanted)
    assert any(name.endswith(".html.jinja") for name in wanted)
    assert not [it for it in inside if not it.startswith(("crossfolio/", "crossfolio-"))]


def test_it_works_alone(wheel: Path, tmp_path: Path) -> None:
    """Installed into an empty folder, it checks the worked portfolio from somewhere else."""
    target, elsewhere = tmp_path / "target", tmp_path / "elsewhere"
    elsewhere.mkdir()
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet",
         "--disable-pip-version-check", "--target", target, wheel],
        capture_output=True,
        check=True,
    )  # fmt: skip
    path = os.pathsep.join((str(target), sysconfig.get_paths()["purelib"]))
    done = subprocess.run(
        [sys.executable, "-m", "crossfolio", "check", ROOT, "--today", "2026-07-01"],
        capture_output=True,
        cwd=elsewhere,
        env={"PYTHONPATH": path, "PYTHONUTF8": "1"},
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert "26 of 26 criteria covered (100 %)" in done.stdout.decode()
