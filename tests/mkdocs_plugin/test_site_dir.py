"""A build empties no folder that holds sources, and swaps its site in whole or not at all."""

import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from tea import SITE, Project, Run

from support import tree

TOUCHING = (
    "criteria",
    "evidence",
    "assessment",
    "docs",
    "overrides",
    ".git",
    ".",
    "..",
    "evidence/site",
    "criteria/deep/er/site",
    "docs/site",
    "site/../evidence",
    "EVIDENCE",
    "mkdocs.yml",
    "hook.py",
    "link",
    "link/site",
    "root-link",
    "evidence/link-out",
)


@pytest.fixture
def root(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # MkDocs has Python load the hook.
    theme = "{name: material, font: false, custom_dir: overrides}"
    made = project(
        {
            "mkdocs.yml": SITE.replace("{name: material, font: false}", theme)
            + "hooks: [hook.py]\n",
            "hook.py": "def on_config(config): return config\n",
            "overrides/main.html": '{% extends "base.html" %}',
            "assessment/people.yml": "people: {A1: {roles: [assessor]}}\n",
            "docs/about.md": "# About\n",
            ".git/HEAD": "ref: refs/heads/main\n",
        }
    )
    (made.parent / "outside").mkdir()
    (made / "link").symlink_to(made / "evidence")
    (made / "root-link").symlink_to(made)
    (made / "evidence/link-out").symlink_to(made.parent / "outside")
    return made


@pytest.mark.parametrize("dirty", [False, True])
@pytest.mark.parametrize("absolute", [False, True])
@pytest.mark.parametrize("output", TOUCHING)
def test_what_could_touch_a_source(
    root: Path, output: str, *, absolute: bool, dirty: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that could touch a source is refused before anything is, however it is named."""
    monkeypatch.chdir(root)
    before = tree(root.parent)
    path = str(root / output) if absolute else output

    with pytest.raises(MkDocsException) as refused:
        build(load_config("mkdocs.yml", site_dir=path), dirty=dirty)

    assert "Traceback" not in str(refused.value)
    assert tree(root.parent) == before


@pytest.mark.parametrize("command", [("build",), ("build", "--dirty"), ("gh-deploy",)])
def test_said_in_one_sentence(project: Project, mkdocs: Run, command: tuple[str, ...]) -> None:
    """The commands of MkDocs end with one sentence and no traceback."""
    root = project({"mkdocs.yml": SITE + "site_dir: evidence/../criteria\n"})
    before = tree(root)

    ran = mkdocs(root, *command)

    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "Crossfolio builds no site into" in ran.stderr
    assert "it is your `criteria`, and a build empties it first" in ran.stderr
    assert tree(root) == before


def test_a_link_stays(project: Project, mkdocs: Run) -> None:
    """Where the site is a link, the link stays, and what it leads to becomes the new site."""
    root = project({})
    real = root.parent / "volume/www"
    real.mkdir(parents=True)
    (real / "old.html").write_text("old", encoding="utf-8")
    (real / ".nojekyll").write_text("", encoding="utf-8")
    (root / "site").symlink_to(real)

    for _ in range(2):
        assert mkdocs(root, "build", "--strict").returncode == 0

        assert (root / "site").is_symlink()
        assert (real / "index.html").is_file()
        assert (real / ".nojekyll").is_file()
        assert not (real / "old.html").exists()
        assert sorted(path.name for path in real.parent.iterdir()) == ["www"]
        (real / "old.html").write_text("old", encoding="utf-8")


def test_a_file_in_its_place(project: Project, mkdocs: Run) -> None:
    """A file where the site is to be is left alone, and one sentence says so."""
    root = project({"site": "mine"})

    ran = mkdocs(root, "build")

    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "it is a file; move it away" in ran.stderr
    assert (root / "site").read_text("utf-8") == "mine"
