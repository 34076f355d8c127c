"""What the editor offers and says of parts, ranges and levels."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_completion import chosen, labels, offered

from editor import Editor, Start

EXAMPLE = Path(__file__).parents[2] / "examples/apprenticeship"
NEW = "evidence/p09.md"
HEAD = "---\nid: P09\ntitle: T\nkind: product\ndate: 2026-10-20\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Run one editor on the example of an apprenticeship."""
    root = tmp_path_factory.mktemp("lsp") / "example"
    shutil.copytree(EXAMPLE, root)
    with Editor(root) as editor:
        yield editor


def test_parts_are_offered_as_tags(editor: Editor) -> None:
    """A part is offered by its tag, beside its criterion."""
    items = offered(editor, f"{HEAD}criteria:\n  - ST9001.K¦\n---\n", NEW)

    assert {"ST9001.K1", "ST9001.K2", "ST9001.K2a", "ST9001.K2b"} <= set(labels(items))
    assert "  - ST9001.K2b\n" in chosen(editor, items, "ST9001.K2b", NEW)


@pytest.mark.parametrize("claim", ["range: {customers: [¦", "range:\n      customers: [a, ¦]"])
def test_values_of_a_range_are_offered(editor: Editor, claim: str) -> None:
    """A claim's range offers the values that the unit file gives."""
    text = f"{HEAD}criteria:\n  - criterion: ST9001.S1\n    {claim}\n---\n"

    found = labels(offered(editor, text, NEW))

    assert found == ["internal", "external", "angry", "vulnerable", "business"]


def test_levels_and_parents_are_offered(editor: Editor) -> None:
    """A unit file offers the levels of graded units, and its own outcomes under `within`."""
    path = "criteria/st9001.yml"
    text = editor.texts.get(path) or (EXAMPLE / path).read_text("utf-8")

    levels = offered(editor, text.replace("level: distinction", "level: ¦", 1), path)
    inside = offered(editor, text.replace("{id: DU2,", "{id: DU2, within: ¦,", 1), path)

    assert {"pass", "merit", "distinction"} <= set(labels(levels))
    assert "DU1" in labels(inside)


def test_a_hover_says_what_a_criterion_is(editor: Editor) -> None:
    """The hover of a tag says its range, its sort, its level and how it is assessed."""
    editor.open(NEW, f"{HEAD}criteria: [ST9001.S1, ST9001.K2a]\n---\n")

    said = editor.about("hover", NEW, editor.at(NEW, "ST9001.S1"))["contents"]["value"]

    assert "Range customers: 3 of internal, external" in said.replace("\\", "")
    assert "Level: pass" in said.replace("\\", "")
    assert "Skill" in said
    part = editor.about("hover", NEW, editor.at(NEW, "ST9001.K2a"))
    assert part is not None
    assert "ST9001.K2" in part["contents"]["value"].replace("\\", "")


def test_a_renamed_criterion_takes_the_tags_of_its_parts_along(editor: Editor) -> None:
    """A new ID of a criterion is written into the tags and the marks of its parts as well."""
    page = "evidence/p03-discussion.md"
    editor.open(page, (EXAMPLE / page).read_text("utf-8"))

    made = editor.about("rename", page, editor.at(page, "ST9001.K2a"), newName="ST9001.K20")

    assert made is not None
    text = editor.applied(made)[page]
    assert "  - ST9001.K20a\n  - ST9001.K20b\n" in text
    assert "[ST9001.K20a]" in text
    assert "ST9001.K2a" not in text


def test_a_short_tag_is_renamed_with_its_criterion(start: Start, tmp_path: Path) -> None:
    """A tag that is the code alone becomes the new full ID."""
    root = tmp_path / "short"
    shutil.copytree(EXAMPLE, root)
    page = root / "evidence/p03-discussion.md"
    page.write_text(page.read_text("utf-8").replace("- ST9001.K1\n", "- K1\n"), "utf-8")
    editor = start(root)
    path = "criteria/st9001.yml"
    editor.open(path, (root / path).read_text("utf-8"))

    made = editor.about("rename", path, editor.at(path, "K1"), newName="ST9001.K9")

    assert made is not None
    assert "- ST9001.K9\n" in editor.applied(made)["evidence/p03-discussion.md"]


def test_short_tags(editor: Editor) -> None:
    """A code alone, in any case, is hovered, followed, found and renamed as its criterion."""
    editor.open(NEW, f"{HEAD}criteria:\n  - s1\n  - criterion: K2a\n---\n")
    editor.settle(NEW)
    at = editor.at(NEW, "s1")

    said = editor.about("hover", NEW, at)["contents"]["value"].replace("\\", "")
    (there,) = editor.about("definition", NEW, at)
    places = editor.about("references", NEW, at, context={"includeDeclaration": False})
    made = editor.applied(editor.about("rename", NEW, at, newName="ST9001.S20"))

    assert "ST9001.S1" in said
    assert editor.path(there["uri"]) == "criteria/st9001.yml"
    assert NEW in {editor.path(place["uri"]) for place in places}
    assert "  - ST9001.S20\n  - criterion: K2a\n" in made[NEW]
    part = editor.about("hover", NEW, editor.at(NEW, "K2a"))["contents"]["value"]
    assert "ST9001.K2" in part.replace("\\", "")


def test_codes_are_offered_by_their_beginning(editor: Editor) -> None:
    """A code that is begun without its unit finds the full ID, also where an editor filters."""
    items = offered(editor, f"{HEAD}criteria:\n  - k2¦\n---\n", NEW)

    (own,) = (item for item in items if item["label"] == "ST9001.K2")
    assert own["filterText"] == "K2"
    assert "  - ST9001.K2\n" in chosen(editor, items, "ST9001.K2", NEW)


def test_several_in_one_mark(editor: Editor) -> None:
    """Behind a comma in a mark the next criterion is offered."""
    text = f"{HEAD}criteria: [ST9001.K1, S1]\n---\n\nShown [ST9001.K1, ¦\n"

    items = offered(editor, text, NEW)

    assert {"ST9001.K1", "ST9001.S1"} <= set(labels(items)[:3])
    assert "Shown [ST9001.K1, ST9001.S1]\n" in chosen(editor, items, "ST9001.S1", NEW)
