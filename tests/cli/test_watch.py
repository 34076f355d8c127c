"""`crossfolio check --watch`, as a process: what it prints at each change, and how it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support import TODAY, Build, Run, page, unit

PLUGINS = Path(__file__).parents[2] / "plugins"
START = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("crossfolio", run_name="__main__")
"""
"""The command; it heeds Ctrl-C even where a shell has started these tests in the background, which
makes all that they start ignore it."""


class Watch:
    """The command while it runs."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-c", START, "check", str(root), "--watch",
             "--today", str(TODAY), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(PLUGINS), "PYTHONUTF8": "1"},
            text=True,
            encoding="utf-8",
        )  # fmt: skip

    def until(self, ending: str) -> list[str]:
        """Return the lines that come up to the one that says this."""
        lines: list[str] = []
        while not lines or ending not in lines[-1]:
            assert self.process.stdout
            line = self.process.stdout.readline()
            assert line, f"it ended without {ending!r}, after {lines}"
            lines.append(line.rstrip("\n"))
        return lines

    def end(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait()


Start = Callable[..., Watch]


def put(path: Path, text: str) -> None:
    """Write a file in one step, so that no check sees a part of it."""
    scratch = path.with_name(".scratch")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(path)


@pytest.fixture
def watch() -> Iterator[Start]:
    """Start the command, and end it whatever happens."""
    started: list[Watch] = []

    def start(root: Path, *arguments: str) -> Watch:
        started.append(Watch(root, *arguments))
        return started[-1]

    yield start
    for it in started:
        if it.process.poll() is None:
            it.process.kill()
            it.process.wait()
        if it.process.stdout:
            it.process.stdout.close()


pytestmark = pytest.mark.skipif(os.name == "nt", reason="no Ctrl-C can be sent to one process")


def test_only_what_changed(portfolio: Build, watch: Start) -> None:
    """The first check says everything, each later one what came and went and what is left."""
    root = portfolio({"criteria/bud.yml": unit("AC1", "AC2")})
    it = watch(root)
    first = it.until("criteria covered")
    assert any("COV101" in line for line in first)

    put(root / "evidence/e02.md", page(id="E02", criteria="[BUD.AC2, BUD.AC3]"))
    second = it.until("2 of 2 criteria covered (100 %)")
    assert [line[:5] for line in second if "COV101" in line] == ["gone:"]
    assert len([line for line in second if "error[TAG101]" in line]) == 1
    assert not any("evidence/e01.md" in line for line in second)

    (root / "evidence/e02.md").unlink()
    third = it.until("1 of 2 criteria covered")
    assert any(line.startswith("gone: ") and "TAG101" in line for line in third)
    assert any(not line.startswith("gone: ") and "COV101" in line for line in third)
    assert it.end() == 1


def test_lines_above_change_nothing(portfolio: Build, watch: Start) -> None:
    """A finding that only moves to another line is not printed again."""
    root = portfolio({"criteria/bud.yml": unit("AC1", "AC2")})
    it = watch(root)
    it.until("criteria covered")

    text = (root / "criteria/bud.yml").read_text()
    put(root / "criteria/bud.yml", f"# one more line\n{text}")

    assert len(it.until("criteria covered")) == 1


def test_clean_end(portfolio: Build, watch: Start) -> None:
    """Ctrl-C ends with 0 where the last check found nothing that fails."""
    it = watch(portfolio())
    it.until("criteria covered")

    assert it.end() == 0


def test_settings_that_cannot_be_used(portfolio: Build, watch: Start) -> None:
    """Settings are read anew each time; while they cannot be used, the last check stands."""
    site = "site_name: x\nplugins: [crossfolio]\n"
    root = portfolio({"mkdocs.yml": site})
    it = watch(root)
    it.until("criteria covered")

    put(root / "mkdocs.yml", "site_name: x\nplugins: [crossfolio: {profil: strict}]\n")
    assert "CFG101" in it.until("CFG101")[-1]
    put(root / "mkdocs.yml", "site_name: x\nplugins: [crossfolio: {profile: strict}]\n")
    assert "warning" in it.until("criteria covered")[-1]
    put(root / "mkdocs.yml", "plugins: [crossfolio: {profil: strict}]\n")
    it.until("CFG101")

    assert it.end() == 2


def test_folders_of_ones_own(portfolio: Build, watch: Start) -> None:
    """Once a check has been printed, every folder is watched that the settings name."""
    site = "site_name: x\nplugins: [crossfolio: {evidence: proof}]\n"
    root = portfolio({"mkdocs.yml": site, "proof/e02.md": page(id="E02")})
    it = watch(root)
    assert len([line for line in it.until("criteria covered") if "covered" in line]) == 1

    put(root / "proof/e02.md", page(id="E02", criteria="[BUD.AC9]"))

    assert any("TAG101" in line for line in it.until("criteria covered"))


def test_a_folder_that_comes_later(portfolio: Build, watch: Start) -> None:
    """A folder that is made, or made anew, while it runs is watched too."""
    root = portfolio({"evidence/e01.md": None})
    it = watch(root)
    it.until("0 of 1 criteria covered")

    (root / "evidence").mkdir()
    it.until("criteria covered")
    put(root / "evidence/e01.md", page())

    it.until("1 of 1 criteria covered")


def test_formats_are_not_watched(portfolio: Build, run: Run) -> None:
    """A format with --watch is refused."""
    ran = run("check", portfolio(), "--watch", "--format", "json")

    assert ran.code == 2
    assert "--format" in ran.err
