"""The files of data in a built site."""

import csv
import json
from pathlib import Path

import pytest
from links import pages
from tea import SITE, Project, Run

DATA = ("portfolio.json", "matrix.csv", "coverage.csv", "coverage.svg")


@pytest.mark.parametrize("style", ["true", "false"])
def test_addresses_lead_somewhere(project: Project, mkdocs: Run, style: str) -> None:
    """Every address in the data is that of a page, whichever way addresses are made."""
    root = project({"mkdocs.yml": SITE + f"use_directory_urls: {style}\n"})
    built = mkdocs(root, "build")
    site = root / "site"
    found = json.loads((site / "portfolio.json").read_text("utf-8"))
    there = pages(site)

    assert built.returncode == 0, built.stderr
    rows = [*found["units"], *found["criteria"], *found["evidence"]]
    assert len(rows) == 4
    for row in rows:
        path, _, anchor = row["page"].partition("#")
        page = there[f"{path}index.html" if path.endswith("/") else path]
        assert not anchor or anchor in page.anchors
    with (site / "matrix.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert [row["Item"] for row in csv.DictReader(opened)] == ["E01", "E01"]


def test_data_are_not_searched(built: Project) -> None:
    """The files of data are neither pages nor in the search."""
    root = built({})
    index = json.loads((root / "site/search/search_index.json").read_text("utf-8"))

    assert all(name not in doc["location"] for doc in index["docs"] for name in DATA)
    assert all(name not in (root / "site/sitemap.xml").read_text("utf-8") for name in DATA)


def test_own_file_of_that_name_is_found(project: Project, mkdocs: Run) -> None:
    """A file of the user's with the name of ours is a finding, and ours is the one built."""
    root = project({"docs/portfolio.json": "{}"})
    built = mkdocs(root, "build")

    assert built.returncode == 1
    assert "docs/portfolio.json:1:1: error[SRC109]" in built.stderr
    assert json.loads(Path(root / "site/portfolio.json").read_text("utf-8"))["format"] == 1
