"""The worked examples as sites: for assessors with levels, for everybody without a word of them."""

import json
import re
import shutil
from pathlib import Path

import pytest
from tea import REPOSITORY, Run

UNITS = {"graded": "u3", "apprenticeship": "st9001"}


@pytest.mark.parametrize("name", UNITS)
def test_an_example_is_built(name: str, tmp_path: Path, mkdocs: Run) -> None:
    """Its unit says two words, its parts and its reference; its public edition has no level."""
    root = tmp_path / name
    shutil.copytree(REPOSITORY / "examples" / name, root)

    built = mkdocs(root, "build", "--strict", "--quiet")
    unit = (root / "site/units" / UNITS[name] / "index.html").read_text("utf-8")
    data = json.loads((root / "site/portfolio.json").read_text("utf-8"))

    assert built.returncode == 0, built.stderr
    assert "claims reach merit \u00b7 decisions support pass" in unit
    assert data["units"][0]["grade"] == {"claims": "merit", "decisions": "pass"}
    assert ("ST9001.K2b" in unit) == (name == "apprenticeship")

    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("crossfolio]", "{crossfolio: {edition: public}}]")
    settings.write_text(text, "utf-8")
    built = mkdocs(root, "build", "--strict", "--quiet")
    said = "".join(
        re.sub(r"<(script|style)\b.*?</\1>", "", path.read_text("utf-8"), flags=re.DOTALL)
        for path in sorted((root / "site").rglob("*"))
        if path.suffix in (".html", ".csv", ".json", ".svg") and "schemas" not in path.parts
    )

    assert built.returncode == 0, built.stderr
    assert not re.search(r"claims reach|decisions support|\bmerit\b|\bdistinction\b", said)
