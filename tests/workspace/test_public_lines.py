"""What the public edition quotes of source files: lines of a list, and no other."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.building import seen_in_edition
from crossfolio.core.settings import Edition
from crossfolio.loaders.schema.files import schema
from crossfolio.reports.text_report import full
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from crossfolio.workspace.sources import Sources
from support import TODAY, UNIT, Build, page, write

WORKED = Path(__file__).parents[2]
SEEN = {"id", "title", "kind", "date", "criteria"}
FIELDS = sorted(set(schema("evidence")["properties"]) - SEEN)


def quoted(root: Path) -> str:
    """Return every line that the public edition would quote of every file."""
    project = open_project(root)
    settings = replace(project.settings, edition=Edition.PUBLIC)
    sources = Sources(
        root, seen_in_edition(check_project(replace(project, settings=settings), TODAY))
    )
    found = []
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        name = path.relative_to(root).as_posix()
        found += [sources.line(name, number) or "" for number in range(1, 60)]
    return "\n".join(found)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("value", ["SECRET", "[SECRET]", "{a: SECRET}", "|\n  SECRET\n  SECRET"])
def test_fields(portfolio: Build, field: str, value: str) -> None:
    """No line of a field that is not on the list is quoted, of a public item neither."""
    text = page(audience="public").replace("---\n", f"---\n{field}: {value}\n", 1)
    assert "SECRET" not in quoted(portfolio({"evidence/e01.md": text}))


@pytest.mark.parametrize(
    "files",
    [
        {"evidence/portfolio.yml": "learner: SECRET\nunits: {BUD: submitted}\n"},
        {"assessment/people.yml": "people:\n  A1: {display_name: SECRET, roles: [assessor]}\n"},
        {"assessment/decisions/d.yml": "decision: SECRET\n"},
        {"assessment/samples/s.yml": "sample: SECRET\n"},
        {"mkdocs.yml": "site_name: SECRET\nplugins: [crossfolio]\n"},
        {"evidence/notes.txt": "SECRET\n", "criteria/notes.md": "SECRET\n"},
        {"criteria/bud.yml": f"# SECRET\nx-note: SECRET\n{UNIT}"},
        {"criteria/bud.yml": UNIT.replace("id: AC1,", "id: AC1, x-by: SECRET,")},
        {"evidence/e01.md": page(audience="public", title="A plan # SECRET")},
        {"evidence/e01.md": page(audience="public", body="<!-- a\nSECRET\n-->\n")},
        {"evidence/e01.md": page(audience="public", body="[a]: b.md 'SECRET'\n")},
        {"evidence/e01.md": page(audience="public", body='A <b title="SECRET">b</b>\n')},
        {"evidence/e01.md": page(audience="assessor", body="SECRET\n")},
        {"evidence/e01.md": "SECRET\n"},
    ],
    ids=str,
)
def test_files(portfolio: Build, files: dict[str, str]) -> None:
    """Nor is a line of a file that is not published, or of what a page does not show."""
    assert "SECRET" not in quoted(portfolio(files))


@given(st.text(st.sampled_from("x-y: #|>{}[],\"'\n SECRET"), max_size=40))
def test_any_front_matter(tmp_path_factory: pytest.TempPathFactory, more: str) -> None:
    """However a field is written, what it says is not quoted."""
    lines = "".join(f"  {word}\n" for word in more.split("\n"))
    text = page(audience="public").replace("---\n", f"---\nlocation: SECRET\n{lines}", 1)
    root = write(tmp_path_factory.mktemp("p"), {"criteria/bud.yml": UNIT, "evidence/e01.md": text})
    assert "SECRET" not in quoted(root)


def test_what_is_public_is_quoted(portfolio: Build) -> None:
    """A finding in the text of a public item, in its tags or in a criterion has its line."""
    text = page(audience="public", criteria="\n  - BUD.AC1\n  - BUD.AC9", body="It [BUD.AC8].\n")
    root = portfolio({"evidence/e01.md": text})
    assert {"  - BUD.AC9", "It [BUD.AC8].", "title: A plan", "unit: BUD"} <= set(
        quoted(root).split("\n")
    )


def test_the_worked_portfolio() -> None:
    """A whole report in public names none of its people."""
    project = open_project(WORKED)
    settings = replace(project.settings, edition=Edition.PUBLIC)
    seen = seen_in_edition(check_project(replace(project, settings=settings), TODAY))
    assert "A1" not in full(seen, Sources(WORKED, seen).line)
