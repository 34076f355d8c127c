"""Findings while somebody types: of unsaved texts, at the right characters, in every file."""

import pytest

from editor import Editor, Start

NEW = "evidence/e26-new.md"
PAGE = """\
---
id: E26
title: "🎉 Cyfarfod tîm"
kind: product
date: 2026-07-06
criteria:
  - {note: "🎉🎉 tŷ a ŵy", criterion: BUD.AC22}
---
🎉 Rhannodd hi'r tŷ. [BUD.AC33] 👍
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_place(start: Start, encoding: str) -> None:
    """A finding lies on its word, whatever stands before it and however columns are counted."""
    editor = start(encoding=encoding)
    assert editor.capabilities["positionEncoding"] == encoding

    for ending in ("\n", "\r\n", "\r"):
        editor.open(NEW, PAGE.replace("\n", ending))
        words = [editor.word(NEW, it["range"]) for it in editor.found(NEW, "TAG101")]
        assert words == ["BUD.AC22", "[BUD.AC33]"]
        editor.close(NEW)


def test_byte_order_mark(editor: Editor) -> None:
    """A byte-order mark that the editor keeps in its text moves nothing."""
    editor.open(NEW, "\ufeff" + PAGE)
    assert editor.word(NEW, editor.found(NEW, "TAG101")[0]["range"]) == "BUD.AC22"


def test_line_separators_are_no_line_ends(editor: Editor) -> None:
    """Characters that Python ends a line at, and editors do not, move nothing either."""
    editor.open(NEW, PAGE.replace("🎉 Rhannodd", "\x0b\x0c\x1c\x85\u2028 Rhannodd"))

    assert editor.word(NEW, editor.found(NEW, "TAG101")[1]["range"]) == "[BUD.AC33]"


def test_help_and_severity(editor: Editor) -> None:
    """A diagnostic has the code, the severity, the message and the help of its finding."""
    editor.open(NEW, PAGE)

    first = editor.found(NEW, "TAG101")[0]

    assert (first["source"], first["severity"]) == ("crossfolio", 1)
    assert first["message"] == "unknown criterion `BUD.AC22`\ndid you mean `BUD.AC2`?"


def test_unsaved_text_counts(editor: Editor) -> None:
    """What is typed changes the coverage of the whole portfolio before it is saved."""
    path = "evidence/own-development/e05-development-plan.md"
    editor.open(path)
    assert "COV101" not in editor.codes("criteria/poe.yml")

    editor.edit(path, editor.texts[path].replace("POE.AC2", "MCS.AC1"))
    gap = editor.found("criteria/poe.yml", "COV101")
    assert [editor.word("criteria/poe.yml", it["range"]) for it in gap] == ["AC2"]

    editor.close(path)
    assert "COV101" not in editor.codes("criteria/poe.yml")


def test_new_document_counts(editor: Editor) -> None:
    """A page that was never saved is part of the portfolio while it is open."""
    editor.open(NEW, PAGE.replace("id: E26", "id: E05"))
    (second,) = editor.found(NEW, "EVI104") + editor.found(
        "evidence/own-development/e05-development-plan.md", "EVI104"
    )

    assert second["relatedInformation"][0]["location"]["uri"].endswith(".md")


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("criteria/poe.yml", "outcomes: [LO1]", "outcomes: [LO9]", "CRI103"),
        ("evidence/portfolio.yml", "MCS: submitted", "MCX: submitted", "CRI106"),
        ("assessment/decisions/D01.yml", "outcome: met", "outcome: fine", "DEC101"),
        ("assessment/people.yml", "roles:", "rolls:", "DEC101"),
        ("assessment/samples/S01.yml", "stage: ", "stages: ", "SMP101"),
    ],
)
def test_every_kind_of_file(editor: Editor, path: str, old: str, new: str, code: str) -> None:
    """Criteria, portfolio and assessment files are checked as they are typed."""
    editor.open(path)
    before = editor.codes(path)

    editor.edit(path, editor.texts[path].replace(old, new, 1))
    assert code in editor.codes(path)

    editor.edit(path, editor.texts[path].replace(new, old, 1))
    assert editor.codes(path) == before


def test_criteria_change_while_evidence_is_open(editor: Editor) -> None:
    """Taking a criterion out of its file is seen in the open page that claims it."""
    page, unit = "evidence/own-development/e05-development-plan.md", "criteria/poe.yml"
    editor.open(page)
    editor.open(unit)
    assert "TAG101" not in editor.codes(page)

    editor.edit(unit, editor.texts[unit].replace("id: AC2", "id: AC4"))

    assert "TAG101" in editor.codes(page)


def test_settings(start: Start) -> None:
    """Settings that cannot be used are found in mkdocs.yml, and the rest comes back after them."""
    editor = start()
    site = editor.root / "mkdocs.yml"
    good = site.read_text("utf-8")
    site.write_text(good.replace("  - crossfolio\n", "  - crossfolio: {profil: x}\n"), "utf-8")
    editor.wrote("mkdocs.yml")
    editor.open(NEW, PAGE)
    editor.settle(NEW)
    assert editor.codes("mkdocs.yml") == ["CFG101"]

    site.write_text(good, "utf-8")
    editor.wrote("mkdocs.yml")
    assert "TAG101" in editor.codes(NEW)
    assert editor.codes("mkdocs.yml") == ["PRV208"]  # The worked portfolio has a picture.


def test_file_deleted_while_open(start: Start) -> None:
    """An open document stays what it is when its file is deleted; closed, it is gone."""
    editor = start()
    path = "evidence/own-development/e05-development-plan.md"
    editor.open(path)
    (editor.root / path).unlink()
    editor.wrote(path)
    assert "COV101" not in editor.codes("criteria/poe.yml")

    editor.close(path)
    assert "COV101" in editor.codes("criteria/poe.yml")
    assert editor.diagnostics.get(path, {}).get("diagnostics", []) == []


def test_file_renamed_while_open(start: Start) -> None:
    """A renamed file that is opened under its new name leaves no finding under the old one."""
    editor = start()
    old, new = "evidence/own-development/e05-development-plan.md", "evidence/e05-plan.md"
    editor.open(old)
    text = editor.texts[old].replace("POE.AC2", "POE.AC22")
    editor.edit(old, text)
    assert "TAG101" in editor.codes(old)

    (editor.root / old).rename(editor.root / new)
    editor.close(old)
    editor.open(new, text)

    assert "TAG101" in editor.codes(new)
    assert editor.codes(old) == []


def test_broken_and_mended_while_open(editor: Editor) -> None:
    """A page that breaks while it is typed gives one finding, and everything back when mended."""
    path = "evidence/own-development/e05-development-plan.md"
    editor.open(path)
    good, before = editor.texts[path], editor.codes(path)

    editor.edit(path, good.replace("title: ", "title: A plan: ", 1))
    assert editor.codes(path) == ["SRC102"]
    assert "COV101" in editor.codes("criteria/poe.yml")

    editor.edit(path, good)
    assert editor.codes(path) == before
    assert "COV101" not in editor.codes("criteria/poe.yml")


def test_files_on_the_disk(start: Start) -> None:
    """A change that something else makes on the disk is seen."""
    editor = start()
    assert editor.codes(NEW) == []
    assert editor.registered == ["workspace/didChangeWatchedFiles"]
    (editor.root / NEW).write_text(PAGE, "utf-8")
    editor.wrote(NEW)

    assert editor.codes(NEW).count("TAG101") == 2


def test_other_files_are_left_alone(editor: Editor) -> None:
    """A document that is no part of a portfolio gets no finding and no help."""
    editor.open("README.md", "# Read me\n")

    assert editor.about("hover", "README.md", {"line": 0, "character": 3}) is None
    assert editor.complete("README.md", {"line": 0, "character": 1}) == []


def test_a_built_site_is_no_change(start: Start) -> None:
    """Files that no check reads start none, however many a build writes."""
    editor = start()
    editor.settle(NEW)
    (editor.root / NEW).write_text(PAGE, "utf-8")

    editor.wrote("site/index.html", "README.md", "site/evidence/e01/index.html")
    editor.settle(NEW)
    assert NEW not in editor.diagnostics

    editor.wrote("evidence")
    assert "TAG101" in editor.codes(NEW)


def test_files_on_the_disk_that_nobody_watches(start: Start) -> None:
    """For an editor that does not watch files, the disk is looked at with every keystroke."""
    editor = start(can={"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": False}}})
    path = "evidence/own-development/e05-development-plan.md"
    editor.open(path)
    assert editor.codes(NEW) == editor.registered == []
    (editor.root / NEW).write_text(PAGE, "utf-8")

    editor.edit(path, editor.texts[path] + "\nMore.\n")

    assert editor.codes(NEW).count("TAG101") == 2
