"""The worked site in a language that nobody speaks: no word of ours is left in English."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import NARROW, REPOSITORY, WIDE, Visit, server, visit, write
from leftovers import known_of, texts_of
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect
from pseudo import PseudoLanguage

Pseudo = Callable[[str], tuple[Path, Path]]
"""Gives a portfolio and its site for an edition."""

_NOT_OURS = ("div.md-search-result", "aside.crossfolio-preview ")
"""What the theme's own script says of a search, and passages of evidence over the matrix."""
_PICTURE = REPOSITORY / "plugins/crossfolio/site/assets/favicon.png"
_NOTES = """\
# My notes

<!-- crossfolio/overview -->

<!-- crossfolio/gaps -->

<!-- crossfolio/matrix BUD -->
"""
_OPEN = """forms => {
  const closed = forms ? 'details' : 'details:not(.crossfolio-judge)';
  for (const it of document.querySelectorAll(closed)) it.open = true;
}"""
_FORMS = re.compile("evidence/e03/|units/")
"""Pages on which forms are opened too: all units, and of the items one, as they are alike."""
_BROKEN = """
(() => {
  const LEFT = 'svg, .crossfolio-body, .crossfolio-hidden, .crossfolio-skip';
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  const found = wide > 0 ? [`sideways by ${wide}`] : [];
  const cut = (it) => {
    if (it.scrollWidth <= it.clientWidth + 4) return false; // An empty word's margin is no text.
    const style = getComputedStyle(it);
    if (style.display === 'inline' || /auto|scroll/.test(style.overflowX)) return false;
    return !it.querySelector('code'); // Which is no text of ours.
  };
  for (const part of document.querySelectorAll('.crossfolio, .crossfolio-evidence')) {
    for (const it of part.querySelectorAll('*')) {
      if (!cut(it) || !it.checkVisibility() || it.closest(LEFT)) continue;
      if (!it.parentElement.closest('.crossfolio-scroll, .crossfolio-tall, pre')) {
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
        ours.run = replace(ours.run, words=PseudoLanguage())
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
    pages = (path.read_text("utf-8") for path in site.rglob("*.html"))
    return {text for page in pages for text, _ in texts_of(page)}


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Pseudo:
    """Give the worked portfolio in the pseudo-language, for an edition, built once."""

    @cache
    def made(edition: str) -> tuple[Path, Path]:
        ours = {"crossfolio": {"edition": edition, "fail_on": "never"}}
        root = _project(tmp_path_factory.mktemp("pseudo"), ["search", ours])
        return root, _built(root, tmp_path_factory.mktemp("site"))

    return made


@contextmanager
def _visited(browser: Browser, site: Path, width: int) -> Iterator[Visit]:
    with server() as (address, folders):
        folders.append(site)
        with visit(browser, address, width=width) as seen:
            yield seen
            assert seen.troubles == []


@pytest.mark.parametrize("edition", ["assessor", "public"])
def test_no_word_of_ours_is_left(pseudo: Pseudo, theme: set[str], edition: str) -> None:
    """Every text of every page is the user's, the theme's, or in the language of the site."""
    root, site = pseudo(edition)
    known = known_of(root, theme)
    left = {
        (what, where): file.relative_to(site).as_posix()
        for file in sorted(site.rglob("*.html"))
        for text, where in texts_of(file.read_text("utf-8"))
        for what in known.left(text)
    }
    assert not left, "\n".join(f"{what!r} in {it}, {page}" for (what, it), page in left.items())


def test_longer_texts_break_nothing(browser: Browser, pseudo: Pseudo) -> None:
    """With texts a third longer, no page of a phone moves sideways and no text is cut off."""
    _, site = pseudo("assessor")
    wrong: dict[str, object] = {}
    with _visited(browser, site, NARROW) as seen:
        for file in sorted(site.rglob("*.html")):
            name = file.relative_to(site).as_posix()
            page = seen.go(name)
            page.evaluate(_OPEN, bool(_FORMS.match(name)))
            if _FORMS.match(name):  # Forms come when what they need is loaded.
                expect(page.locator(".crossfolio-judge:not(:has(form))")).to_have_count(0)
            if found := page.evaluate(_BROKEN):
                wrong[name] = found
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


def _decide(page: Page) -> Iterator[None]:
    page.locator(".crossfolio-judge > summary").first.click()
    submit = page.locator(".crossfolio-judge-form [type=submit]")
    submit.click()
    yield
    page.locator("[type=radio][value=not-yet-met]").first.check()
    page.locator("[type=radio][value=met]").nth(1).check()
    submit.click()
    yield
    page.locator(".crossfolio-judge-form textarea").first.fill("Look again.\u202e")
    page.locator(".crossfolio-judge-form select").first.select_option("A1")
    yield
    submit.click()
    yield
    page.locator(".crossfolio-judge-form [type=button]").nth(0).click()
    yield
    page.locator(".crossfolio-judge-form [type=button]").last.click()
    yield


def _narrow(page: Page) -> Iterator[None]:
    yield
    page.locator(".crossfolio-filters select:visible").first.select_option(index=1)
    yield


def _look_into_the_matrix(page: Page) -> Iterator[None]:
    yield
    page.locator(".crossfolio-cell").first.click()
    page.locator(".crossfolio-preview button").wait_for()
    yield
    page.locator(".crossfolio-filters [name=text]").fill("zzz")
    yield


def _write(page: Page) -> Iterator[None]:
    page.locator("[type=submit]").click()
    yield
    page.locator("#kind").select_option("witness-testimony")
    page.locator("[name=criterion]").first.check()
    page.locator("#title").fill("A talk")
    page.locator("#text").fill("We talked.\u202e")
    page.locator("#id").fill("E01")
    page.locator("#date").fill("2099-01-01")
    page.locator("#marks button").click()
    picture = {"name": "a.png", "mimeType": "image/png", "buffer": _PICTURE.read_bytes()}
    page.locator("#pictures").set_input_files(picture)
    page.locator(".picture").wait_for()
    page.locator("[type=submit]").click()
    yield
    page.locator("#person").select_option(index=1)
    page.locator("#id").fill("E99")
    page.locator("#date").fill("2026-01-01")
    page.locator("#alt-0").fill("A desk")
    page.locator("[type=submit]").click()
    page.locator("#said:not(:empty)").wait_for()
    yield
    page.locator("#clear").click()
    yield


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("evidence/e03/", _decide),
        ("evidence/", _narrow),
        ("desk/", _narrow),
        ("units/bud/", _look_into_the_matrix),
        ("new-evidence/", _write),
    ],
    ids=["form", "index", "desk", "matrix", "new-evidence"],
)
def test_scripts_speak_it_too(
    browser: Browser,
    pseudo: Pseudo,
    theme: set[str],
    path: str,
    steps: Callable[[Page], Iterator[None]],
) -> None:
    """What scripts say of what somebody does is in the language of the site as well."""
    root, site = pseudo("assessor")
    known = known_of(root, theme)
    with _visited(browser, site, WIDE) as seen:
        page = seen.go(path)
        for _ in steps(page):
            assert [
                (what, where)
                for text, where in texts_of(page.content())
                if not where.startswith(_NOT_OURS)
                for what in known.left(text)
            ] == []
