"""Placeholders in the user's own pages."""

from pathlib import Path

import pytest
from links import broken_links
from tea import PAGE, SITE, Project, Run

from crossfolio.site.placeholders import START_OF_PLACEHOLDER

HOME = """\
# Welcome

```markdown
<!-- crossfolio/matrix TEA -->
```

<!-- crossfolio/matrix tea -->

<!-- crossfolio/overview -->

<!-- crossfolio/gaps -->

The end.
"""


def home(root: Path) -> str:
    return (root / "site/index.html").read_text("utf-8")


def test_placeholders_are_filled_in(project: Project, mkdocs: Run) -> None:
    """A matrix, the units and the gaps stand where they are asked for, and nowhere else."""
    page = PAGE.replace("TEA.AC1, ", "").replace(" [TEA.AC1]", "")
    root = project({"docs/index.md": HOME, "evidence/e01.md": page + HOME})
    mkdocs(root, "build")
    text = home(root)

    assert text.count('<table class="crossfolio-table crossfolio-matrix"') == 1
    assert text.count('<table class="crossfolio-table crossfolio-units"') == 1
    assert "Uncovered" in text[text.index("crossfolio-units") :]
    assert START_OF_PLACEHOLDER not in text
    assert "&lt;!-- crossfolio/matrix TEA --&gt;" in text
    assert text.index("crossfolio-matrix") < text.index("crossfolio-units") < text.index("The end.")
    evidence = (root / "site/evidence/e01/index.html").read_text("utf-8")
    assert "crossfolio-matrix" not in evidence
    assert broken_links(root / "site") == []
    search = (root / "site/search/search_index.json").read_text("utf-8")
    assert "no claim" not in search


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- crossfolio/matrix TEAA -->", "there is no unit `TEAA`; did you mean `TEA`?"),
        ("<!-- crossfolio/matrix -->", "names no unit"),
        ("<!-- crossfolio/matirx TEA -->", "is no placeholder; did you mean `matrix`?"),
        ("<!-- crossfolio/gaps TEA -->", "takes no unit; write `<!-- crossfolio/gaps -->`"),
        ("Gaps: <!-- crossfolio/gaps -->", "has to stand on a line of its own"),
    ],
)
def test_slip_is_named_at_its_place(project: Project, mkdocs: Run, comment: str, said: str) -> None:
    """A slip is a warning with path, line and what was meant; it stops a strict build."""
    root = project({"docs/index.md": f"# Welcome\n\nText.\n\n{comment}\n"})
    built = mkdocs(root, "build")
    strict = mkdocs(root, "build", "--quiet", "--strict")

    assert built.returncode == 0
    (line,) = [it for it in built.stderr.splitlines() if "docs/index.md:5:1" in it]
    assert "WARNING" in line
    assert said in line
    assert strict.returncode == 1


def test_public_page_shows_what_is_public(project: Project, mkdocs: Run) -> None:
    """A placeholder in the public edition shows no title of an item that is not public."""
    site = SITE.replace("crossfolio]", "crossfolio: {edition: public}]")
    root = project({"mkdocs.yml": site, "docs/index.md": HOME})
    built = mkdocs(root, "build")

    assert built.returncode == 0, built.stderr
    assert "crossfolio-matrix" in home(root)
    assert "morning's tea" not in home(root)
