"""The same portfolio under other themes, and under ProperDocs, which runs MkDocs' plugins."""

import os
import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from links import broken_links, loaded_from_elsewhere
from tea import PAGE, SITE, UNIT, Project

from forking import FIXED, run_python, start_python
from support import write

HOSTS = (
    ("mkdocs", "mkdocs"),
    ("mkdocs", "readthedocs"),
    ("properdocs", "material"),
    ("properdocs", "mkdocs"),
)
PAGES = (
    "index.html",
    "units/tea/index.html",
    "evidence/index.html",
    "gaps/index.html",
    "list/index.html",
    "assessment/index.html",
    "print/tea.html",
    "portfolio.json",
)
OURS = re.compile(r'<div class="crossfolio(?: [\w-]+)*">.*</div>', re.DOTALL)


def site_file(theme: str) -> str:
    """Return the settings of a site that loads nothing from elsewhere."""
    own = {"material": "font: false", "mkdocs": "highlightjs: false"}
    own["readthedocs"] = own["mkdocs"]
    return SITE.replace("{name: material, font: false}", f"{{name: {theme}, {own[theme]}}}")


def build(root: Path, host: str, *arguments: str) -> CompletedProcess[str]:
    words = ("build", "-f", "mkdocs.yml", *arguments)
    if host == "mkdocs":
        return run_python(["-m", host], root, words, {})
    return start_python(["-m", host, *words], root, {**os.environ, **FIXED})


def ours(page: Path) -> str:
    """Return what is ours on a page: from our first element to the last that can be its end."""
    text = page.read_text("utf-8")
    found = OURS.search(text)
    if page.suffix != ".html" or not found or "/print/" in page.as_posix():
        return text
    depth, end = 0, 0
    for tag in re.finditer(r"<div\b|</div>", found[0]):
        depth += -1 if tag[0] == "</div>" else 1
        if not depth:
            end = tag.end()
            break
    return found[0][:end]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site under MkDocs and Material once."""
    root = tmp_path_factory.mktemp("usual")
    (root / "docs").mkdir()
    write(
        root,
        {"mkdocs.yml": site_file("material"), "criteria/tea.yml": UNIT, "evidence/e01.md": PAGE},
    )
    assert build(root, "mkdocs").returncode == 0
    return root / "site"


@pytest.mark.parametrize(("host", "theme"), HOSTS, ids=lambda word: word)
def test_same_content_under_every_host(
    project: Project, usual: Path, host: str, theme: str
) -> None:
    """What Crossfolio writes is the same under every theme and host, and leads somewhere."""
    root = project({"mkdocs.yml": site_file(theme)})
    built = build(root, host, "--site-dir", "other")

    assert built.returncode == 0, built.stderr
    for name in PAGES:
        assert ours(root / "other" / name) == ours(usual / name), name
    evidence = (root / "other/evidence/e01/index.html").read_text("utf-8")
    assert 'class="crossfolio-mark" id="TEA.AC1"' in evidence
    assert broken_links(root / "other") == []
    assert loaded_from_elsewhere(root / "other") == []


@pytest.mark.parametrize(("host", "theme"), HOSTS[2:], ids=lambda word: word)
def test_gap_fails_under_properdocs(project: Project, host: str, theme: str) -> None:
    """A gap fails the build, quiet and strict ones too, and the failing site can be read."""
    page = PAGE.replace("TEA.AC1, ", "").replace(" [TEA.AC1]", "")
    root = project({"mkdocs.yml": site_file(theme), "evidence/e01.md": page})
    for arguments in ((), ("--strict",), ("--quiet", "--strict")):
        built = build(root, host, *arguments)

        assert built.returncode == 1
        assert "COV101" in built.stderr
        assert "TEA.AC1" in ours(root / "site/gaps/index.html")
        assert not list(root.glob(".site.crossfolio*"))


def test_withheld_text_stays_out_under_properdocs(project: Project) -> None:
    """The scan of the built site works under ProperDocs as well."""
    hidden_text = "The kettle in the north pantry was named Bartholomew."
    hidden = PAGE.replace("id: E01", "id: E02\naudience: withheld\nlocation: {where: office}")
    hook = f'def on_post_page(output, **_):\n    return output + "<p>{hidden_text}</p>"\n'
    root = project(
        {
            "mkdocs.yml": site_file("mkdocs") + "hooks: [hook.py]\n",
            "hook.py": "",
            "evidence/e02.md": f"{hidden}\n{hidden_text}\n",
        }
    )
    assert build(root, "properdocs").returncode == 0
    (root / "hook.py").write_text(hook, encoding="utf-8")
    built = build(root, "properdocs")

    assert built.returncode == 1
    assert "holds text of E02" in built.stderr
    assert hidden_text not in (root / "site/index.html").read_text("utf-8")
