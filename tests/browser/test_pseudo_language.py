"""The worked site in a language that nobody speaks: no word of ours is left in English."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import NARROW, REPOSITORY, server, visit, write
from leftovers import known_of, texts_of
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser
from pseudo import Pseudo

_NOTES = """\
# My notes

<!-- crossfolio/overview -->

<!-- crossfolio/gaps -->

<!-- crossfolio/matrix BUD -->
"""
_OPEN = "for (const it of document.querySelectorAll('details')) it.open = true"
_BROKEN = """
(() => {
  const LEFT = 'svg, .crossfolio-body, .crossfolio-hidden, .crossfolio-skip';
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  const found = wide > 0 ? [`sideways by ${wide}`] : [];
  const cut = (it) => {
    const style = getComputedStyle(it);
    if (style.display === 'inline' || /auto|scroll/.test(style.overflowX)) return false;
    if (it.querySelector('code')) return false; // Which is no text of ours.
    return it.scrollWidth > it.clientWidth + 4; // An empty word's margin is no text.
  };
  for (const part of document.querySelectorAll('.crossfolio, .crossfolio-evidence')) {
    for (const it of part.querySelectorAll('*')) {
      if (!it.checkVisibility() || it.closest(LEFT)) continue;
      const scrolled = it.parentElement.closest('.crossfolio-scroll, .crossfolio-tall, pre');
      if (!scrolled && cut(it)) {
        found.push(`${it.localName}.${it.className}: ${it.textContent.trim().slice(0, 60)}`);
      }
    }
  }
  return found;
})()
"""


def _project(root: Path, plugins: list[Any]) -> Path:
    for name in ("criteria", "evidence", "assessment"):
        shutil.copytree(REPOSITORY / name, root / name)
    settings = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text("utf-8"))
    for name in ("nav", "not_in_nav", "exclude_docs", "extra_css"):
        settings.pop(name)
    settings["plugins"] = plugins
    settings["site_name"] = "Portfolio of Lea"
    return write(root, {"mkdocs.yml": yaml.safe_dump(settings), "docs/notes.md": _NOTES})


def _built(root: Path, site: Path) -> Path:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    ours = config.plugins.get("crossfolio")
    if ours:
        ours.words = Pseudo()
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return site


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Collect the words of the theme from a site without ours."""
    site = _built(
        _project(tmp_path_factory.mktemp("theme"), ["search"]), tmp_path_factory.mktemp("site")
    )
    pages = (it.read_text("utf-8") for it in site.rglob("*.html"))
    return {text for page in pages for text, _ in texts_of(page)}


@pytest.fixture(scope="module", params=["assessor", "public"])
def pseudo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Build the worked portfolio in the pseudo-language, for an edition."""
    ours = {"crossfolio": {"edition": request.param, "fail_on": "never"}}
    root = _project(tmp_path_factory.mktemp("pseudo"), ["search", ours])
    return root, _built(root, tmp_path_factory.mktemp("site"))


def test_no_word_of_ours_is_left(pseudo: tuple[Path, Path], theme: set[str]) -> None:
    """Every text of every page is the user's, the theme's, or in the language of the site."""
    root, site = pseudo
    known = known_of(root, theme)
    left = {
        (what, where): file.relative_to(site).as_posix()
        for file in sorted(site.rglob("*.html"))
        for text, where in texts_of(file.read_text("utf-8"))
        for what in known.left(text)
    }
    assert not left, "\n".join(f"{what!r} in {it}, {page}" for (what, it), page in left.items())


def test_longer_texts_break_nothing(browser: Browser, pseudo: tuple[Path, Path]) -> None:
    """With texts a third longer, no page of a phone moves sideways and no text is cut off."""
    _, site = pseudo
    wrong: dict[str, object] = {}
    with server() as (address, folders):
        folders.append(site)
        with visit(browser, address, width=NARROW) as seen:
            for file in sorted(site.rglob("*.html")):
                name = file.relative_to(site).as_posix()
                page = seen.go(name)
                page.evaluate(_OPEN)
                if found := page.evaluate(_BROKEN):
                    wrong[name] = found
            assert seen.troubles == []
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())
