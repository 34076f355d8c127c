"""What is offered while somebody types, also where nothing can be read yet."""

import pytest

from editor import Editor, Json, Start

NEW = "evidence/buddying/e26-new.md"
HEAD = "---\nid: E26\ntitle: 🎉 Tŷ\nkind: product\ndate: 2026-07-06\n"


def offered(editor: Editor, text: str, path: str = NEW) -> list[Json]:
    """Return what is offered where `¦` stands in a text."""
    before, _, after = text.partition("¦")
    if path in editor.texts:
        editor.edit(path, before + after)
    else:
        editor.open(path, before + after)
    last = before.split("\n")[-1]
    units = len(last.encode("utf-16-le")) // 2
    return editor.complete(path, {"line": before.count("\n"), "character": units})


def labels(items: list[Json]) -> list[str]:
    return [item["label"] for item in items]


def chosen(editor: Editor, items: list[Json], label: str, path: str = NEW) -> str:
    """Return the text with one of the offers taken."""
    (item,) = [it for it in items if it["label"] == label]
    edit = {"changes": {editor.uri(path): [item["textEdit"]]}}
    return editor.applied(edit)[path]


@pytest.mark.parametrize(
    "claims",
    [
        "criteria:\n  - BUD.¦\n---\n",
        "criteria:\n  - ¦\n---\n",
        "criteria:\n- BUD¦\n---\n",
        "criteria: [BUD.AC1, B¦]\n---\n",
        "criteria: [¦\n---\n",
        "criteria:\n  - criterion: ¦\n---\n",
        "criteria:\n  - {at: x, criterion: BUD.¦}\n---\n",
        "criteria:\n  - BUD.AC1\n  - BUD.A¦",
        "criteria:\n  - BUD.AC1\n  - BUD.A¦\n\n# No closing line yet\n",
        "x: [\ncriteria:\n  - BUD¦\n---\n",
        'title: "not closed\ncriteria:\n  - BUD¦\n---\n',
    ],
)
def test_criteria(editor: Editor, claims: str) -> None:
    """Criteria are offered wherever a tag may stand, also in a page that cannot be read."""
    items = offered(editor, HEAD + claims)

    others = {label for label in labels(items) if label.startswith("POE.")}
    assert {"BUD.AC1", "BUD.AC9"} <= set(labels(items))
    assert bool(others) is not ("BUD.¦" in claims or "BUD.A¦" in claims)
    made = chosen(editor, items, "BUD.AC9")
    assert made.count("BUD.AC9") == 1
    assert "BUD.BUD" not in made


def test_gaps_come_first(editor: Editor) -> None:
    """A criterion that nothing shows stands before covered ones, with its state and its words."""
    path = "evidence/own-development/e05-development-plan.md"
    editor.open(path)
    editor.edit(path, editor.texts[path].replace("POE.AC2", "MCS.AC1"))
    editor.settle(path)

    first = offered(editor, HEAD + "criteria:\n  - ¦\n---\n")[0]

    assert first["label"] == "POE.AC2"
    beside = "  uncovered  A development plan with SMART goals"
    assert first["labelDetails"] == {"detail": beside}
    assert first["detail"] == "A development plan with SMART goals"
    assert "Asks for one item of the kind product" in first["documentation"]["value"]


def test_title_is_searched(start: Start, editor: Editor) -> None:
    """An editor that wants to filters by the words of a criterion, and no other is made to."""
    text = HEAD + "criteria: [¦]\n---\n"
    wants = start(filterByTitle=True)

    (plan,) = [it for it in offered(wants, text) if it["label"] == "POE.AC2"]

    assert plan["filterText"] == "POE.AC2 A development plan with SMART goals"
    assert not any("filterText" in it for it in offered(editor, text))


@pytest.mark.parametrize("word", ["[¦", "[PO¦", "🎉 tŷ [POE.¦ a mwy", "- [POE.AC¦]", "| [¦] |"])
def test_marks(editor: Editor, word: str) -> None:
    """Behind a bracket in the body marks are offered, and each closes its bracket once."""
    text = f"{HEAD}criteria:\n  - POE.AC3\n---\n\n{word}\n"

    items = offered(editor, text)

    assert labels(items)[0] == "POE.AC3"
    assert chosen(editor, items, "POE.AC3").count("[POE.AC3]") == 1
    assert "]]" not in chosen(editor, items, "POE.AC3")


@pytest.mark.parametrize("word", ["![¦", "\\[¦", "POE.¦", "x][¦"])
def test_no_marks(editor: Editor, word: str) -> None:
    """Where no mark can be, none is offered."""
    assert offered(editor, f"{HEAD}criteria: []\n---\n{word}\n") == []


def test_keys(editor: Editor) -> None:
    """Keys that are still missing are offered, those that are needed first."""
    items = offered(editor, "---\nid: E26\n¦\n---\n")

    assert labels(items)[:4] == ["title", "kind", "date", "criteria"]
    assert "id" not in labels(items)
    assert items[0]["detail"] == "needed"
    assert chosen(editor, items, "kind") == "---\nid: E26\nkind: \n---\n"
    assert chosen(editor, items, "criteria") == "---\nid: E26\ncriteria:\n---\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("kind: ¦\n", "witness-testimony"),
        ("kind: wit¦\n", "witness-testimony"),
        ("status: ¦\n", "withdrawn"),
        ("audience:¦\n", "withheld"),
        ("author: ¦\n", "L001"),
        ("witness: W¦\n", "W1"),
        ("phase: ¦\n", "on-the-job"),
        ("consent:\n  - {person: ¦}\n", "W1"),
        ("consent:\n  - person: W1\n    ¦\n", "basis"),
        ("metrics:\n  - {name: x,\n     ¦}\n", "before_date"),
        ("metrics:\n  - name: x\n    kind: ¦\n", "efficiency"),
        ("criteria:\n  - criterion: BUD.AC1\n    ¦\n", "at"),
        ("criteria:\n  - {criterion: BUD.AC1, ¦}\n", "note"),
        ("criteria:\n  - criterion: BUD.AC1\n    at: ¦\n", "y-ty-ar-y-bryn"),
        ("context: {real_work: ¦}\n", "false"),
        ("attachments:\n  - ¦\n", "e15-call-scores.csv"),
        ("attachments: [e15¦]\n", "e15-call-scores.png"),
    ],
)
def test_values(editor: Editor, text: str, wanted: str) -> None:
    """Every field whose values are known offers them."""
    items = offered(editor, f"---\nid: E26\n{text}---\n\n## Y tŷ ar y bryn\n")

    assert wanted in labels(items)
    assert wanted in chosen(editor, items, wanted)


@pytest.mark.parametrize(
    ("path", "before", "wanted"),
    [
        ("criteria/poe.yml", "    outcomes: [¦", "LO3"),
        ("criteria/poe.yml", "    ¦", "revision"),
        ("criteria/poe.yml", "    requires:\n      any_kind: [¦", "observation"),
        ("criteria/poe.yml", "    requires:\n      needs: [¦", "metrics"),
        ("criteria/poe.yml", "    replaced_by: ¦", "BUD.AC2"),
        ("criteria/icq-l3-cco.yml", "groups:\n  - units: [¦", "MCS"),
        ("evidence/portfolio.yml", "qualifications: [¦", "ICQ-L3-CCO"),
        ("evidence/portfolio.yml", "units: {BUD: ¦", "in-progress"),
        ("evidence/portfolio.yml", "waivers:\n  - criterion: ¦", "BUD.AC7"),
        ("assessment/decisions/D01.yml", "criteria:\n  - outcome: ¦", "not-yet-met"),
        ("assessment/decisions/D01.yml", "evidence:\n  - id: ¦", "E07"),
        ("assessment/decisions/D01.yml", "assessor: ¦", "A1"),
        ("assessment/samples/S01.yml", "decisions: [¦", "D01"),
        ("assessment/sampling.yml", "always: [¦", "simulation"),
        ("assessment/sampling.yml", "cover:\n  units: ¦", "all"),
        ("assessment/sampling.yml", "risk:\n  A3: ¦", "medium"),
        ("assessment/sampling.yml", "risk:\n  ¦", "T1"),
    ],
)
def test_other_files(editor: Editor, path: str, before: str, wanted: str) -> None:
    """Criteria, portfolio and assessment files complete as well."""
    text = (editor.root / path).read_text("utf-8")

    items = offered(editor, f"{text}\n{before}", path)

    assert wanted in labels(items)


def test_empty_page(editor: Editor) -> None:
    """An empty page offers a whole page for each gap, and, without snippets, for each kind."""
    editor.open("criteria/poe.yml")
    more = "\n  - {id: AC4, title: One more, text: Do it., requires: {any_kind: [observation]}}\n"
    editor.edit("criteria/poe.yml", editor.texts["criteria/poe.yml"].rstrip("\n") + more)
    editor.settle()

    items = offered(editor, "¦")

    assert labels(items)[:2] == ["POE.AC4", "observation"]
    assert labels(offered(editor, "obs¦")) == labels(items)
    page = chosen(editor, offered(editor, "obs¦"), "observation")
    assert page.startswith("---\nid: E26\n")
    assert "kind: observation\n" in page
    assert labels(offered(editor, "two words¦")) == []
    items = offered(editor, "¦")
    made = chosen(editor, items, "POE.AC4")
    assert made.startswith("---\nid: E26\n")
    assert "kind: observation\n" in made
    assert "[POE.AC4]" in made


def test_snippets_are_not_offered_twice(start: Start) -> None:
    """An editor with snippets, which come with our extension, is offered pages for gaps alone."""
    wants = start(
        can={"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
    )

    assert "observation" not in labels(offered(wants, "¦"))


@pytest.mark.parametrize("typed", ["[BUD.¦", "[bud.a¦"])
def test_what_is_typed_is_not_repeated(editor: Editor, typed: str) -> None:
    """An editor that takes what follows a dot for the word does not write the unit's code again."""
    items = offered(editor, f"{HEAD}criteria: []\n---\n{typed}\n")

    assert all(item["label"].startswith("BUD.") for item in items)
    assert [item["insertText"] for item in items] == [item["label"][4:] + "]" for item in items]
    assert chosen(editor, items, "BUD.AC9").endswith("\n[BUD.AC9]\n")
