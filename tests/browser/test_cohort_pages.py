"""The pages of a cohort in a browser: Axe, narrow and dark, without scripts, and the search."""

import shutil
from pathlib import Path

import pytest
from axe import found
from browsing import REPOSITORY, alone
from playwright.sync_api import Browser, expect

from crossfolio.cli.main import main

PARTS = ("criteria", "evidence", "assessment")
SHOWN = ("index", "unit-bud", "assessors", "assessor-a1", "at-risk", "progress", "changes",
         "sampling", "learners", "failures", "search")  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the pages of a small cohort after two runs."""
    root = tmp_path_factory.mktemp("cohort")
    for n in range(6):
        for part in PARTS:
            shutil.copytree(REPOSITORY / part, root / f"centre/L{n}" / part)
    for path in sorted((root / "centre/L2/evidence").rglob("*.md"))[::3]:
        path.unlink()
    (root / "centre/none").mkdir()
    words = ["cohort", str(root / "centre"), "--out", str(root / "out")]
    for day in ("2026-07-01", "2026-11-20"):
        main([*words, "--state", str(root / "s.sqlite"), "--today", day])
    return root / "out"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, site: Path, scheme: str) -> None:
    """No page has a fault that Axe sees, and none is wider than a phone."""
    window = {"width": 360, "height": 740}
    with alone(browser, color_scheme=scheme, viewport=window) as shown:
        for name in SHOWN:
            shown.goto((site / f"{name}.html").as_uri())
            wrong = found(shown, colours=scheme == "dark")
            assert (name, [(it["id"], it["nodes"][0]["html"]) for it in wrong]) == (name, [])
            width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert (name, shown.evaluate(width)) == (name, 0)


def test_nothing_needs_a_script_but_the_search(browser: Browser, site: Path) -> None:
    """Without scripts every link leads to a page, and the search says what it needs."""
    with alone(browser, java_script_enabled=False) as shown:
        shown.goto((site / "search.html").as_uri())
        expect(shown.locator("#no-script")).to_be_visible()
        for name in SHOWN:
            shown.goto((site / f"{name}.html").as_uri())
            for link in shown.locator("a").evaluate_all("all => all.map(it => it.href)"):
                assert Path(link.partition("#")[0].removeprefix("file://")).is_file()


def test_the_search_by_keyboard(browser: Browser, site: Path) -> None:
    """Part of an ID leads to the line that it stands in."""
    with alone(browser) as shown:
        shown.goto((site / "search.html").as_uri())
        shown.locator("#q").focus()
        shown.keyboard.type("l3")
        expect(shown.locator("#found a")).to_have_count(1)
        shown.keyboard.press("Tab")
        shown.keyboard.press("Enter")
        expect(shown).to_have_url(f"{(site / 'learners.html').as_uri()}#p3")
