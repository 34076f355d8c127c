"""A small project about making tea: what the tests of builds start from."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from forking import run_python

REPOSITORY = Path(__file__).parents[2]

UNIT = """\
unit: TEA
title: Make tea
source: {kind: draft}
outcomes:
  - {id: LO1, text: Be able to make tea}
criteria:
  - id: AC1
    title: A pot of tea
    text: Make a pot of tea.
    outcomes: [LO1]
  - id: AC2
    title: A warm pot
    text: Warm the pot first.
    outcomes: [LO1]
"""

PAGE = """\
---
id: E01
title: A morning's tea
kind: product
date: 2026-04-14
criteria: [TEA.AC1, TEA.AC2]
---

# A morning's tea

I warmed the pot. [TEA.AC2]

## The tea [TEA.AC1]

I made it.
"""

SITE = """\
site_name: Tea
theme: {name: material, font: false}
plugins: [search, crossfolio]
"""

KEEPING = """
import time

time.time_ns = lambda: 9 * 10**18
"""
"""Takes it that every file is old enough to be known by its stamp."""
MKDOCS_KEEPING = f"{KEEPING}\nfrom mkdocs.__main__ import cli\ncli()\n"

Project = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., subprocess.CompletedProcess[str]]


def run_module(
    module: str, root: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` or `crossfolio` in a project, in a process of its own."""
    return run_python(["-m", module], root, arguments, environment)


def run_keeping(
    root: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` as in a portfolio that was written a while ago."""
    return run_python(["-c", MKDOCS_KEEPING], root, arguments, environment)


def files_of(site: Path) -> dict[str, bytes]:
    """Return every file of a site that was built, but for those that hold the time."""
    assert (site / "index.html").is_file()
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.suffix != ".gz"
    }
