"""The site opened by double click, as files: every link leads to a page, and the search works."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browsing import REPOSITORY, Site, build, copy_worked, follow_hit, visit
from playwright.sync_api import Browser

LINKS = """([html, address]) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.head.prepend(Object.assign(page.createElement("base"), { href: address }));
  return [...page.querySelectorAll("a[href], area[href]")].map((it) => it.href);
}"""
"""The links of a page as the browser reads them, without loading all else that is on it."""


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the worked portfolio once, to be opened without a server."""
    root = copy_worked(tmp_path_factory.mktemp("offline"))
    file = root / "mkdocs.yml"
    text = file.read_text("utf-8")
    assert "  - crossfolio\n" in text
    with_offline = text.replace("  - crossfolio\n", "  - crossfolio: {offline: true}\n")
    file.write_text(with_offline.replace("  font: false\n", ""), encoding="utf-8")
    folder = tmp_path_factory.mktemp("site") / "my site"
    built = build(root, folder)
    assert built.returncode == 0, built.stderr
    return Site(folder, f"{folder.as_uri()}/", built.stderr, built.returncode)


def test_every_link_leads_to_a_page(browser: Browser, offline: Site) -> None:
    """No link of any page ends at a folder or at nothing."""
    wrong: list[str] = []
    pages = sorted(offline.folder.rglob("*.html"))
    with visit(browser, offline.address) as seen:
        for path in pages:
            if path.name == "404.html":  # Its links are made for the root of a host.
                continue
            links = seen.page.evaluate(LINKS, [path.read_text("utf-8"), path.as_uri()])
            for link in {link.partition("#")[0] for link in links}:
                parts = urlsplit(link)
                if parts.scheme == "file" and not Path(unquote(parts.path)).is_file():
                    wrong.append(f"{path.relative_to(offline.folder)}: {link}")

    assert len(pages) > 100
    assert wrong == []


def test_search(browser: Browser, offline: Site) -> None:
    """The text of an item is found, and the result opens its page."""
    with visit(browser, offline.address) as seen:
        page = seen.go("index.html")
        follow_hit(page, "index.html")
        assert seen.troubles == [], "nothing went wrong, and no other host was asked"


def test_a_cell_leads_to_its_passage(browser: Browser, offline: Site) -> None:
    """A cell of a matrix opens the passage itself, since a preview needs a server."""
    with visit(browser, offline.address) as seen:
        page = seen.go("units/bud/index.html")
        page.locator(".crossfolio-cell").first.click()
        page.wait_for_url("**/evidence/*/index.html**")

        assert page.locator(".crossfolio-evidence .crossfolio-mark").count() > 0


def test_only_sites_to_be_opened_so_have_what_it_needs(worked: Site, offline: Site) -> None:
    """What stands in for workers is in no other site, and names no other host in this one."""
    shim = "assets/crossfolio/iframe-worker.js"
    assert (offline.folder / shim).is_file()
    assert not (worked.folder / shim).exists()
    assert "iframe-worker.js" in (offline.folder / "index.html").read_text("utf-8")
    assert "unpkg.com" not in (offline.folder / "index.html").read_text("utf-8")
    assert "Martin Donath" in (REPOSITORY / "README.md").read_text("utf-8")
