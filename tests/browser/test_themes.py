"""The worked portfolio under MkDocs' own themes: nothing is cut off, covered, or too pale."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from axe import found
from browsing import NARROW, OURS, WIDE, Look, Site, copy_worked

PAGES = ("", "units/bud/", "evidence/", "evidence/e10/", "list/", "assessment/", "sampling/")
WIDTH_OF_A_CODE = 36
"""Pixels that a code such as `PROD` needs."""


@pytest.fixture(scope="module", params=["mkdocs", "readthedocs"])
def themed(
    make: Callable[..., Site],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Site:
    """Build the worked portfolio under another theme."""
    root = copy_worked(tmp_path_factory.mktemp(request.param))
    file = root / "mkdocs.yml"
    settings: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    settings["theme"] = {"name": request.param, "highlightjs": False}
    settings["markdown_extensions"].remove("pymdownx.superfences")
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return make(root)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", PAGES)
def test_page(look: Look, themed: Site, path: str, width: int) -> None:
    """No page is wider than its window, captions stand above, and Axe finds nothing of ours."""
    seen = look(themed, path, width)
    page = seen.page

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for caption in page.locator(".crossfolio-table caption:visible").all():
        assert caption.evaluate("it => it.offsetTop <= it.parentElement.tBodies[0].offsetTop")
    for cell in page.locator(".crossfolio-cell:visible").all()[:5]:
        assert cell.evaluate("it => it.offsetWidth") >= WIDTH_OF_A_CODE
    ours = page.locator(OURS)
    assert ours.count()
    wrong = found(page, OURS)
    assert [
        (it["id"], it["nodes"][0]["html"], it["nodes"][0]["failureSummary"]) for it in wrong
    ] == []
    assert seen.troubles == []
