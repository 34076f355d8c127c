"""Every scheme of codes on one built site: shown as printed, in order, marked, and searched."""

import json
import re
from pathlib import Path

import pytest
from tea import SITE, run_module

from schemes import SCHEMES, Scheme


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one portfolio with a unit and an item of each scheme."""
    root = tmp_path_factory.mktemp("schemes")
    files = {"mkdocs.yml": SITE, "docs/index.md": "# Schemes\n"}
    for number, scheme in enumerate(SCHEMES, start=1):
        files[f"criteria/u{number}.yml"] = scheme.file()
        files[f"evidence/e{number}.md"] = scheme.page(f"E{number}")
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    built = run_module("mkdocs", root, "build", "--quiet")
    assert (root / "site/units").is_dir(), built.stderr
    return root / "site"


@pytest.fixture(scope="module")
def search(site: Path) -> dict[str, str]:
    """Return the words that the search knows, by address."""
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    return {doc["location"]: f"{doc['title']} {doc['text']}" for doc in index["docs"]}


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda it: it.name)
def test_scheme(scheme: Scheme, site: Path, search: dict[str, str]) -> None:
    """The unit's page has each criterion once under its printed ID, in order; search finds it."""
    unit = (site / "units" / scheme.unit.lower() / "index.html").read_text("utf-8")
    number = SCHEMES.index(scheme) + 1
    page = (site / f"evidence/e{number}/index.html").read_text("utf-8")

    anchors = re.findall(r'id="([^"]+)"', unit)
    assert [anchor for anchor in anchors if anchor in scheme.ids] == scheme.ids
    assert "T/616/1234" in unit
    assert "[" + scheme.ids[0].swapcase() not in page
    for name in scheme.ids:
        assert f'id="{name}"' in page
        assert f"units/{scheme.unit.lower()}/#{name}" in page
    address = f"units/{scheme.unit.lower()}/"
    found = " ".join(text for place, text in search.items() if place.startswith(address))
    assert all(name in found for name in scheme.ids)
    assert "T/616/1234" in found
