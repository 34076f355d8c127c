"""What is measured: the floors, Crossfolio's own commands, and plain MkDocs with the same pages."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copytree, rmtree

from bench.measure import Case
from bench.shapes import site

_FIND = """
import os, sys
def files(folder):
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from files(entry.path)
        else:
            yield entry
folders = (f"{sys.argv[1]}/{folder}" for folder in ("criteria", "evidence", "assessment"))
every = [it for folder in folders if os.path.isdir(folder) for it in files(folder)]
"""
STAT = _FIND + "for it in every: os.stat(it.path)\n"
READ = _FIND + "for it in every: open(it.path, 'rb', buffering=0).read()\n"
PARSE = (
    "import yaml\n"
    + _FIND
    + r"""
for it in every:
    data = open(it.path, "rb", buffering=0).read()
    if it.name.endswith(".md"):
        data = data[4:data.index(b"\n---\n", 4)]
    if it.name.endswith((".md", ".yml")):
        yaml.load(data.decode(), yaml.CSafeLoader)
"""
)
"""The floor of a check: read the same files and parse their YAML, and no more."""
FLOOR = "read and parse with libyaml"
PLAIN = "plain MkDocs + Material, pages outside the navigation"
CHECK, SAME, EDITED = (
    f"crossfolio check, {it}" for it in ("cold", "nothing changed", "one item edited")
)
COLD, REBUILT, REBUILT_ALOUD = (
    f"mkdocs build with Crossfolio, {it}"
    for it in ("cold", "one item edited", "one item edited, without --quiet")
)
_CHECK_ENDS = frozenset((0, 1))


def floors(root: Path) -> list[Case]:
    """Return what nothing can be faster than."""
    python = sys.executable
    scripts = {"stat the files": STAT, "read the files": READ, FLOOR: PARSE}
    own = [Case(name, [[python, "-c", text, str(root)]], FLOOR) for name, text in scripts.items()]
    return [Case("start of the interpreter", [[python, "-c", "pass"]], FLOOR), *own]


def checks(root: Path, kept: Path) -> list[Case]:
    """Return the command, cold and warm.

    Args:
        root: The portfolio.
        kept: A folder for what is kept, with one of its own for each case.
    """
    command = [sys.executable, "-m", "crossfolio", "check", str(root), "--format", "json"]

    def case(name: str, kept: Path, before: Callable[[], None] | None) -> Case:
        return Case(
            name, [command], FLOOR, before=before, environment=keeping(kept), ends=_CHECK_ENDS
        )

    return [
        case(CHECK, kept / "cold", partial(_empty, kept / "cold")),
        case(SAME, kept / "check", None),
        case(EDITED, kept / "check", partial(edit, root)),
    ]


def builds(root: Path, kept: Path, plain: Path, pruned: Path) -> list[Case]:
    """Return the build, cold and warm, and that of plain MkDocs with the same pages."""

    def case(  # a case of `mkdocs build`
        name: str,
        folder: Path,
        over: str,
        before: Callable[[], None] | None = None,
        kept: Path | None = None,
        *,
        quiet: bool = True,
    ) -> Case:
        command = [sys.executable, "-m", "mkdocs", "build"]
        command += ["--quiet"] if quiet else []
        command += ["--config-file", str(folder / "mkdocs.yml")]
        environment = keeping(kept) if kept else ()
        return Case(name, [command], over, None, folder / "site", before, environment)

    cold, edited = kept / "cold", partial(edit, root)
    return [
        case(PLAIN, plain, ""),
        case("plain MkDocs, pruned", pruned, PLAIN),
        case(COLD, root, PLAIN, partial(_empty, cold), cold),
        case(REBUILT, root, COLD, edited, kept / "build"),
        case(REBUILT_ALOUD, root, COLD, edited, kept / "aloud", quiet=False),
    ]


def edit(root: Path) -> None:
    """Change one page of evidence."""
    page = min((root / "evidence").rglob("*.md"))
    with page.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"\nEdited at {time.time_ns()}.\n")


def _empty(folder: Path) -> None:
    rmtree(folder, ignore_errors=True)


def keeping(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the environment in which results are kept in a folder."""
    return (("CROSSFOLIO_CACHE_DIR", str(folder)),)


def plain_sites(shape: str, root: Path, plain: Path, pruned: Path) -> None:
    """Write the same pages for MkDocs alone: outside its navigation, and in a pruned one."""
    for folder, extra, features in (
        (plain, "nav: [index.md]\nnot_in_nav: /evidence/\n", ""),
        (pruned, "", "navigation.prune"),
    ):
        copytree(root / "docs", folder / "docs")
        copytree(root / "evidence", folder / "docs/evidence")
        (folder / "docs/index.md").write_text("# Bench\n", encoding="utf-8")
        text = site(shape, ["search"], extra, features)
        (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
