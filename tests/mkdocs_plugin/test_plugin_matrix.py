"""Plugins and settings that are used most: each builds a site with all of the portfolio."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from cssselect2 import SelectorError, compile_selector_list
from matrix import PLUGINS, SETTINGS, Row
from tea import REPOSITORY, SITE, Project, Run

ABOUT = "# About\n\nSee the item [Bartholomew](evidence/e01.md).\n"
PAGES = ("units/tea", "evidence/e01", "evidence", "gaps")
QUIET = {"DISABLE_MKDOCS_2_WARNING": "true"}
COMMIT = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-qm", "Tea")


def site_file(row: Row) -> str:
    """Return the settings of a row's site."""
    if not row.settings.endswith("\n"):
        both = f"crossfolio, {row.settings}]" if row.last else f"{row.settings}, crossfolio]"
        return SITE.replace("crossfolio]", both) + ADDRESS + row.more
    theme = "theme: {name: material, font: false}\n"
    site = SITE.replace(theme, "") if "theme:" in row.settings else SITE
    return site + ADDRESS + row.settings


ADDRESS = "site_url: https://example.org/tea/\n"


def page(site: Path, address: str) -> str:
    """Return a page, however the site makes addresses; empty where there is none."""
    files = (site / f"{address}/index.html", site / f"{address}.html")
    return next((file.read_text("utf-8") for file in files if file.is_file()), "")


@pytest.mark.parametrize("row", [*PLUGINS, *SETTINGS], ids=lambda row: row.name)
def test_beside_crossfolio(project: Project, mkdocs: Run, row: Row) -> None:
    """It does its work, and the portfolio is whole and can be reached; or it is refused by name."""
    if row.name == "to-pdf":
        _needs_pango()
    files = {"mkdocs.yml": site_file(row), "docs/about.md": ABOUT, **row.files}
    root = project(files)
    if row.in_git:
        for arguments in (("init", "-q", "."), ("add", "-A"), COMMIT):
            subprocess.run(["git", *arguments], cwd=root, check=True)  # noqa: S607

    built = mkdocs(root, "build", *(["--strict"] if row.strict else []), **QUIET)

    assert "Traceback" not in built.stderr
    if row.refused:
        assert built.returncode == 1
        assert row.refused in built.stderr
        return
    assert built.returncode == 0, built.stderr
    site = root / ("public/www" if row.name == "site_dir" else "site")
    file, text = row.shows
    assert text in (site / file).read_text("utf-8", errors="replace")
    assert [address for address in PAGES if not page(site, address)] == []
    assert "crossfolio-mark" in page(site, "evidence/e01")
    assert "units/tea" in page(site, "about"), "nothing leads from there to the portfolio"
    assert not list(root.glob(".site.crossfolio*"))


def _needs_pango() -> None:
    try:
        import weasyprint  # noqa: F401, PLC0415 - it needs libraries of the system
    except OSError:
        pytest.skip("WeasyPrint has no Pango here")


def _unread(rules: Iterable[Any]) -> Iterator[str]:
    """Give the selectors that cannot be compiled, those for the sizes of screens among them."""
    for rule in rules:
        if rule.type == "qualified-rule":
            try:
                compile_selector_list(rule.prelude)
            except SelectorError:  # Known not to be read: then the rule is passed over.
                continue
            except SyntaxError:
                yield tinycss2.serialize(rule.prelude)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield from _unread(tinycss2.parse_rule_list(rule.content))


def test_weasyprint_reads_the_style_sheet() -> None:
    """No selector of ours breaks off what prints a site without a browser, as `to-pdf` does."""
    style = REPOSITORY / "plugins/crossfolio/site/assets/crossfolio.css"

    assert list(_unread(tinycss2.parse_stylesheet(style.read_text("utf-8")))) == []


def test_the_page_lists_them() -> None:
    """The reference says of every plugin and setting that is tried whether it works."""
    text = (REPOSITORY / "docs/reference/plugins.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", text, re.MULTILINE))

    tried = {row.name: "refused" if row.refused else "works" for row in (*PLUGINS, *SETTINGS)}
    assert {name: said.split(",")[0] for name, said in listed.items()} == tried
