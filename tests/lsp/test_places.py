"""Hover, definition, references, links, symbols, lenses and highlights."""

import pytest

from editor import Editor, Start

PAGE = "evidence/buddying/e09-side-by-side-observation.md"
SCORES = "evidence/standards/e20-repeat-calls.md"


@pytest.mark.parametrize(
    ("path", "word", "nth", "wanted"),
    [
        (PAGE, "BUD.AC7", 1, "Listening actively and asking open questions"),
        (PAGE, "[BUD.AC7]", 1, "Shown by"),
        (PAGE, "observation", 1, "**Observation** (OBS)"),
        (PAGE, "A1", 2, "assessor"),
        (PAGE, "standards:", 1, "standard"),
        (PAGE, "E09", 1, "submitted; counts for"),
        ("criteria/poe.yml", "AC3", 1, "A change that measurably improved calls"),
        ("criteria/poe.yml", "LO3", 1, "Use feedback"),
        ("criteria/poe.yml", "any_kind", 1, "kind"),
        ("criteria/icq-l3-cco.yml", "MCS", 1, "Manage customer service"),
        ("assessment/decisions/D01.yml", "BUD.AC", 1, "Decision"),
        ("assessment/sampling.yml", "always", 1, "whatever is drawn"),
    ],
)
def test_hover(editor: Editor, path: str, word: str, nth: int, wanted: str) -> None:
    """A word that stands for something says what it is."""
    hover = editor.about("hover", path, editor.at(path, word, nth, 2))

    assert wanted.casefold() in hover["contents"]["value"].casefold()


def test_hover_on_nothing(editor: Editor) -> None:
    """A word of the text says nothing."""
    assert editor.about("hover", PAGE, editor.at(PAGE, "learner and the")) is None


@pytest.mark.parametrize(
    ("path", "word", "nth", "there", "wanted"),
    [
        (PAGE, "BUD.AC7", 1, "criteria/bud.yml", "AC7"),
        (PAGE, "[BUD.AC7]", 1, "criteria/bud.yml", "AC7"),
        (PAGE, "after-the-second-call", 1, PAGE, "## After the second call"),
        (PAGE, "A1", 1, "assessment/people.yml", ""),
        ("criteria/poe.yml", "LO3]", 1, "criteria/poe.yml", "LO3"),
        ("criteria/icq-l3-cco.yml", "MCS", 1, "criteria/mcs.yml", "MCS"),
        ("evidence/portfolio.yml", "ICQ-L3-CCO", 1, "criteria/icq-l3-cco.yml", "ICQ-L3-CCO"),
        ("assessment/samples/S01.yml", "D0", 1, "assessment/decisions/", ""),
        (SCORES, "e20-repeat-calls.csv", 1, "evidence/standards/e20-repeat-calls.csv", ""),
    ],
)
def test_definition(
    editor: Editor, path: str, word: str, nth: int, there: str, wanted: str
) -> None:
    """A name leads to where it is defined."""
    (found,) = editor.about("definition", path, editor.at(path, word, nth))

    target = editor.path(found["uri"])
    assert target.startswith(there)
    assert wanted in ("", editor.word(target, found["range"]))


def test_references_of_a_criterion(editor: Editor) -> None:
    """From its own file, a criterion leads to every claim, mark and decision; and back."""
    unit = "criteria/bud.yml"
    context = {"includeDeclaration": False}
    here = editor.at(unit, "id: AC7", within=5)
    found = editor.about("references", unit, here, context=context)
    paths = {editor.path(it["uri"]) for it in found}

    assert {PAGE, "evidence/buddying/e10-listening-back-session.md"} <= paths
    assert any(path.startswith("assessment/decisions/") for path in paths)
    assert {editor.word(editor.path(it["uri"]), it["range"]) for it in found} == {"BUD.AC7"}
    context = {"includeDeclaration": True}
    same = editor.about("references", PAGE, editor.at(PAGE, "BUD.AC7"), context=context)
    assert len(same) == len(found) + 1


def test_references_of_an_unsaved_mark(editor: Editor) -> None:
    """A mark that was typed a moment ago, behind an emoji, is among the references."""
    editor.open(PAGE)
    editor.edit(PAGE, editor.texts[PAGE] + "\n🎉 Tŷ bach. [BUD.AC7]\n")
    found = editor.about(
        "references", PAGE, editor.at(PAGE, "BUD.AC7"), context={"includeDeclaration": False}
    )
    last = [it for it in found if it["uri"] == editor.uri(PAGE)][-1]

    assert editor.word(PAGE, last["range"]) == "BUD.AC7"
    assert last["range"]["start"]["line"] == editor.texts[PAGE].count("\n") - 1


def test_links(editor: Editor) -> None:
    """Attached files are links."""
    links = editor.about("documentLink", SCORES)

    assert editor.uri("evidence/standards/e20-repeat-calls.csv") in {
        link["target"] for link in links
    }


def test_symbols_of_a_page(editor: Editor) -> None:
    """The outline of a page is its item with its headings."""
    (item,) = editor.about("documentSymbol", PAGE)

    assert item["name"] == "E09 Observation of a side-by-side coaching session"
    assert "After the second call" in [child["name"] for child in item["children"]]


def test_symbols_of_a_unit(editor: Editor) -> None:
    """The outline of a unit is its outcomes and criteria."""
    (unit,) = editor.about("documentSymbol", "criteria/poe.yml")

    names = [child["name"].split()[0] for child in unit["children"]]
    assert names == ["POE.LO1", "POE.LO2", "POE.LO3", "POE.LO4", "POE.AC1", "POE.AC2", "POE.AC3"]


@pytest.mark.parametrize("query", ["POE.AC2", "smart goals", "GOALS plan"])
def test_workspace_symbols(editor: Editor, query: str) -> None:
    """Criteria, units and items are found by ID and by words of their titles."""
    found = editor.ask("workspace/symbol", query=query)

    assert "POE.AC2 A development plan with SMART goals" in [it["name"] for it in found]


def lenses(editor: Editor, path: str) -> dict[str, str]:
    found = editor.about("codeLens", path)
    return {editor.word(path, it["range"]): it["command"]["title"] for it in found}


def test_lenses_of_a_unit(editor: Editor) -> None:
    """Above each criterion stands what is there, and what is missing."""
    path = "evidence/own-development/e05-development-plan.md"
    assert lenses(editor, "criteria/poe.yml")["AC2"] == "accepted: one item (E05)"

    editor.open(path)
    editor.edit(path, editor.texts[path].replace("kind: product", "kind: case-study"))
    said = lenses(editor, "criteria/poe.yml")["AC2"]
    assert said == "1 of 1 item; missing: one item of the kind product" or "0 of 1" in said


def test_what_comes_next(editor: Editor) -> None:
    """Above the enrolment stands the next step, and the hover of a unit has its next item."""
    path = "evidence/own-development/e05-development-plan.md"
    enrolment = "evidence/portfolio.yml"
    waits = "Next: nothing for you to add; 13 criteria wait for the assessor"
    assert waits in lenses(editor, enrolment).values()

    editor.open(path)
    editor.edit(path, editor.texts[path].replace("kind: product", "kind: case-study"))
    editor.settle(path)
    said = next(iter(lenses(editor, enrolment).values()))
    units = "criteria/icq-l3-cco.yml"
    hover = editor.about("hover", units, editor.at(units, "POE", 1, 1))

    begins = "crossfolio new evidence --kind product --for POE.AC2"
    assert said.startswith("Next: one product of work")
    assert said.endswith(begins)
    assert begins in hover["contents"]["value"]


def test_lenses_are_asked_for_again(editor: Editor) -> None:
    """When findings change, the editor is told that lenses of other files may be old."""
    path = "evidence/own-development/e05-development-plan.md"
    editor.open(path)
    editor.settle(path)
    editor.asked.clear()

    editor.edit(path, editor.texts[path].replace("POE.AC2", "MCS.AC1"))
    editor.settle(path)

    assert editor.asked == ["workspace/codeLens/refresh"]


def test_lens_of_an_item(editor: Editor) -> None:
    """Above an item stands what it counts for."""
    assert lenses(editor, PAGE)["E09"].startswith("submitted; counts for 5 of 5 claims")


def test_lens_shows_places(start: Start) -> None:
    """An editor that can show places gets those that show the criterion."""
    editor = start(showReferences=True)
    first = editor.about("codeLens", "criteria/poe.yml")[0]["command"]

    assert first["command"] == "crossfolio.showReferences"
    uri, _, places = first["arguments"]
    assert uri == editor.uri("criteria/poe.yml")
    assert {editor.path(place["uri"])[:9] for place in places} == {"evidence/"}


def test_highlights(editor: Editor) -> None:
    """On a tag, its marks in the page are highlighted, and nothing else."""
    found = editor.about("documentHighlight", PAGE, editor.at(PAGE, "BUD.AC7"))

    assert [editor.word(PAGE, it["range"]) for it in found] == ["BUD.AC7", "BUD.AC7"]
