"""A portfolio that `crossfolio new` made, built."""

from pathlib import Path

from tea import Run


def test_it_is_checked_and_built(tmp_path: Path, crossfolio: Run, mkdocs: Run) -> None:
    """From an empty folder: new, check, build, and the site has the unit and the item."""
    made = crossfolio(tmp_path, "new", "portfolio", "mine", "--unit", "TEL")
    root = tmp_path / "mine"
    checked = crossfolio(root, "check")
    built = mkdocs(root, "build", "--quiet")

    assert (made.returncode, checked.returncode, built.returncode) == (0, 0, 0), built.stderr
    assert (root / "site/units/tel/index.html").is_file()
    assert (root / "site/evidence/e01/index.html").is_file()
    assert (root / "site/about/index.html").is_file()
