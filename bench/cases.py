"""What is measured: the floors, Crossfolio's own commands, and plain MkDocs with the same pages."""

import sys
import time
from functools import partial
from pathlib import Path
from shutil import copytree

from bench.measure import Case
from bench.portfolio import site

_FIND = """
import os, sys
def files(folder):
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from files(entry.path)
        else:
            yield entry
every = [it for folder in ("criteria", "evidence") for it in files(f"{sys.argv[1]}/{folder}")]
"""
STAT = _FIND + "for it in every: os.stat(it.path)\n"
READ = _FIND + "for it in every: open(it.path, 'rb', buffering=0).read()\n"
PARSE = (
    "import yaml\n"
    + _FIND
    + r"""
for it in every:
    text = open(it.path, "rb", buffering=0).read().decode()
    if it.name.endswith(".md"):
        text = text[4:text.index("\n---\n", 4)]
    if it.name.endswith((".md", ".yml")):
        yaml.load(text, yaml.CSafeLoader)
"""
)
"""The floor of a check: read the same files and parse their YAML, and no more."""
FLOOR = "read and parse with libyaml"
PLAIN = "plain MkDocs + Material, pages outside the navigation"
COLD = "mkdocs build with Crossfolio, cold"


def floors(root: Path) -> list[Case]:
    """Return what nothing can be faster than."""
    python = sys.executable
    scripts = {"stat the files": STAT, "read the files": READ, FLOOR: PARSE}
    own = [Case(name, [[python, "-c", text, str(root)]], FLOOR) for name, text in scripts.items()]
    return [Case("start of the interpreter", [[python, "-c", "pass"]], FLOOR), *own]


def checks(root: Path, kept: Path) -> list[Case]:
    """Return the command, cold and warm."""
    command = [sys.executable, "-m", "crossfolio", "check", str(root), "--format", "json"]
    where, edit = _keeping(kept), partial(_edit, root)
    return [
        Case("crossfolio check, cold", [[*command, "--no-cache"]], FLOOR),
        Case("crossfolio check, nothing changed", [command], FLOOR, environment=where),
        Case("crossfolio check, one item edited", [command], FLOOR, before=edit, environment=where),
    ]


def builds(root: Path, kept: Path, plain: Path, pruned: Path) -> list[Case]:
    """Return the build, cold and warm, and that of plain MkDocs with the same pages."""
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]
    none = (("CROSSFOLIO_CACHE_DIR", ""),)
    return [
        Case(PLAIN, [[*build, str(plain / "mkdocs.yml")]], "", None, plain / "site"),
        Case(
            "plain MkDocs, pruned",
            [[*build, str(pruned / "mkdocs.yml")]],
            PLAIN,
            None,
            pruned / "site",
        ),
        Case(
            COLD,
            [[*build, str(root / "mkdocs.yml")]],
            PLAIN,
            None,
            root / "site",
            environment=none,
        ),
        Case(
            "mkdocs build with Crossfolio, one item edited",
            [[*build, str(root / "mkdocs.yml")]],
            COLD,
            None,
            root / "site",
            partial(_edit, root),
            _keeping(kept),
        ),
    ]


def _edit(root: Path) -> None:
    """Change one page of evidence."""
    page = next((root / "evidence").rglob("*.md"))
    with page.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"\nEdited at {time.time_ns()}.\n")


def _keeping(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the environment in which results are kept in a folder."""
    return (("CROSSFOLIO_CACHE_DIR", str(folder)),)


def plain_sites(root: Path, plain: Path, pruned: Path) -> None:
    """Write the same pages for MkDocs alone: outside its navigation, and in a pruned one."""
    for folder, extra, features in (
        (plain, "nav: [index.md]\nnot_in_nav: /evidence/\n", ""),
        (pruned, "", "navigation.prune"),
    ):
        copytree(root / "docs", folder / "docs")
        copytree(root / "evidence", folder / "docs/evidence")
        (folder / "docs/index.md").write_text("# Bench\n", encoding="utf-8")
        (folder / "mkdocs.yml").write_text(site(["search"], extra, features), encoding="utf-8")
