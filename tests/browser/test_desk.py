"""Desks, and changes by words, in a browser: for everyone, and under every theme."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from axe import found, violations
from browsing import LOOKS, OURS, Look, Site, recolour, visit, write
from playwright.sync_api import Browser, expect
from record import record_files

PAGES = ("desk/", "desk/a1/", "evidence/e03/")
THEMES = {
    "material": "{name: material, font: false}",
    "mkdocs": "{name: mkdocs, highlightjs: false}",
    "readthedocs": "{name: readthedocs, highlightjs: false}",
}


def git(root: Path, *words: str) -> None:
    own = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run([*own, *words], check=True, capture_output=True)


@pytest.fixture(scope="module", params=THEMES)
def site(
    make: Callable[[Path], Site],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Site:
    """Build a portfolio in git, in which an item has changed since it was judged."""
    files = dict(record_files(tmp_path_factory.mktemp("empty"), "assessor"))
    changed = files["evidence/e03.md"].replace("One sentence more.\n", "")
    files["mkdocs.yml"] = files["mkdocs.yml"].replace(THEMES["material"], THEMES[request.param])
    root = write(tmp_path_factory.mktemp("desk"), {**files, "evidence/e03.md": changed})
    git(root, "init", "-q")
    git(root, "add", "evidence")
    git(root, "commit", "-qm", "judged")
    now = changed.replace("This shows it. [REC.AC2]", "This shows <all of> it well. [REC.AC2]")
    (root / "evidence/e03.md").write_text(f"{now}\nOne sentence more.\n", "utf-8")
    return make(root)


@pytest.mark.parametrize("path", PAGES)
def test_for_everyone(look: Look, site: Site, path: str) -> None:
    """Axe finds nothing in what is ours, and no page is wider than its window."""
    for width, schemes in LOOKS:
        seen = look(site, path, width, schemes[0])
        page = seen.page
        for scheme in schemes:
            recolour(page, scheme)
            colours = scheme != schemes[0]
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            if page.locator(".md-main").count():
                assert violations(page, colours=colours)[0] == [], (width, scheme)
            else:
                wrong = found(page, OURS, colours=colours, sizes=False)
                assert [(it["id"], it["nodes"][0]["html"]) for it in wrong] == [], (width, scheme)
            assert seen.troubles == []


def test_filters(browser: Browser, site: Site) -> None:
    """A desk is narrowed down by reason and by unit, and the address keeps what was chosen."""
    with visit(browser, site.address) as seen:
        page = seen.go("desk/")
        rows = page.locator(".crossfolio-queue li[data-reason]")
        every = rows.count()
        page.get_by_label("Reason").select_option("changed")
        assert page.locator(".crossfolio-queue li[data-reason]:visible").count() == 1
        assert page.locator(".crossfolio-queue > ul:last-of-type > li:visible").count() == 1
        expect(page.locator(".crossfolio-filters [role=status]")).to_have_text(
            f"1 of {every} criteria"
        )
        page.wait_for_url("**/?reason=changed")
        seen.go("desk/?reason=changed&unit=NONE")
        assert page.get_by_label("Reason").input_value() == "changed"
        page.locator(".crossfolio-filters button").click()
        expect(page.locator(".crossfolio-filters [role=status]")).to_have_text(
            f"{every} of {every} criteria"
        )
        assert seen.troubles == []


def test_without_scripts_all_is_there(browser: Browser, site: Site) -> None:
    """Without JavaScript the whole list stands there, and no filter that does nothing."""
    with visit(browser, site.address) as seen:
        every = seen.go("desk/").locator(".crossfolio-queue li[data-reason]:visible").count()
    with visit(browser, site.address, scripts=False) as seen:
        page = seen.go("desk/")
        assert page.locator(".crossfolio-queue li[data-reason]:visible").count() == every > 4
        assert page.locator(".crossfolio-queue .crossfolio-filters:visible").count() == 0
        changed = seen.go("evidence/e03/").locator(".crossfolio-body ins")
        assert changed.first.is_visible()


def test_changes_are_read_aloud(browser: Browser, site: Site) -> None:
    """What was put in stands at its passage, said in words; markup in it is text."""
    with visit(browser, site.address) as seen:
        page = seen.go("evidence/e03/")
        head = page.locator(".crossfolio-head .crossfolio-banner")
        expect(head).to_contain_text("REC.AC2, decision D02")
        expect(head).to_contain_text("the passage that was judged has changed")
        notes = page.locator(".crossfolio-body .crossfolio-banner")
        said = [" ".join(it.split()) for it in notes.all_text_contents()]
        assert said[0].startswith("REC.AC2 This passage has changed since D02.")
        assert "put in: This shows <all of> it well.;" in said[0]
        assert said[1] == "REC.AC4 This passage is as it was judged in D02."
        expect(page.locator("#crossfolio-since ~ ul").first).to_contain_text("One sentence more")
        history = page.locator("#crossfolio-decisions + ol > li > strong")
        assert history.all_inner_texts()[:3] == ["Written", "Judged", "Changed"]
        assert (
            page.locator(".crossfolio-body ins").first.evaluate(
                "it => getComputedStyle(it).textDecorationLine"
            )
            == "underline"
        )
        assert seen.troubles == []
