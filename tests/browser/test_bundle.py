"""The site of a bundle, unpacked and opened by double click, with no network at all."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from browsing import REPOSITORY, alone, follow_hit
from playwright.sync_api import Browser

from crossfolio.cli.main import main

_LOADED = re.compile(
    r"<(?:script|link|img|iframe|source|audio|video)\b[^>]*?(?:src|href)=\"([^\"]*)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unpacked site of the worked portfolio's bundle."""
    folder = tmp_path_factory.mktemp("handed over")
    bundle = folder / "bundle.zip"
    day = ("--today", "2026-07-01")
    assert main(["export", "bundle", str(REPOSITORY), "--out", str(bundle), *day]) == 0
    with ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder / "portfolio/data/site"


def test_no_page_loads_from_elsewhere(site: Path) -> None:
    """No page names another host for anything that it loads."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        loaded = _LOADED.findall(page.read_text("utf-8"))
        assert not [it for it in loaded if it.startswith(("http:", "https:", "//"))], page


def test_opened_by_double_click(browser: Browser, site: Path) -> None:
    """The search works, a result opens, and nothing but files is asked for."""
    asked: list[str] = []
    wrong: list[str] = []
    with alone(browser, offline=True) as page:
        page.on("request", lambda it: asked.append(it.url))
        page.on("pageerror", lambda it: wrong.append(str(it)))
        page.goto((site / "index.html").as_uri())
        follow_hit(page, "index.html")

    assert wrong == []
    assert {it.partition(":")[0] for it in asked} <= {"file", "data", "blob"}
