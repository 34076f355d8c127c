"""What has changed since it was judged, as an edition may show it; and why it cannot be shown."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.since_values import Since
from crossfolio.core.word_changes import in_plain_text
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.judged_version import with_changes
from crossfolio.workspace.project import open_project
from support import Build, page, unit

TODAY = date(2026, 7, 1)
PEOPLE = "people:\n  A1: {roles: [assessor], display_name: A}\n"
LINE = "The kettle was lent to us by the neighbour from upstairs."
Judge = Callable[..., Path]


def git(root: Path, *words: str) -> None:
    own = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run([*own, *words], check=True, capture_output=True)


@pytest.fixture
def judge(portfolio: Build) -> Judge:
    """Return what makes a portfolio in which E01 was judged as it was then, and is another now."""

    def judged(then: str, now: str, *, commits: bool = True, **files: str) -> Path:
        base = {"criteria/bud.yml": unit("AC1", "AC2"), "assessment/people.yml": PEOPLE}
        root = portfolio({**base, "evidence/e01.md": then})
        known = check_project(open_project(root), TODAY, every_fingerprint=True)
        print_ = known.portfolio.fingerprints["E01"]
        (root / "assessment/decisions").mkdir()
        (root / "assessment/decisions/D01.yml").write_text(
            "decision: D01\nassessor: A1\ndate: 2026-06-01\nevidence:\n"
            f'  - {{id: E01, fingerprint: "{print_.value}", parts: {{'
            f'fields: "{print_.parts.fields}", body: "{print_.parts.body}"}}}}\n'
            "criteria:\n  - {criterion: BUD.AC1, outcome: met, on: [E01]}\n"
        )
        if commits:
            git(root, "init", "-q")
            git(root, "add", "evidence")
            git(root, "commit", "-qm", "judged")
        (root / "evidence/e01.md").write_text(now)
        for name, text in files.items():
            (root / f"evidence/{name}.md").write_text(text)
        return root

    return judged


def since(root: Path, edition: str = "assessor") -> Since:
    """Return what an edition shows of the one change that there is."""
    (root / "mkdocs.yml").write_text(
        f"site_name: x\nplugins: [crossfolio: {{edition: {edition}}}]\n"
    )
    checked = check_project(open_project(root), TODAY, every_fingerprint=True)
    ((one,),) = with_changes(seen_in_edition(checked), checked, root).since.values()
    return one


def body(text: str) -> str:
    return page(body=f"First.\n\n## Later [BUD.AC1]\n\n{text}\n\n- an entry\n- another\n")


def test_each_change_is_shown(judge: Judge) -> None:
    """A field, the text, and the passage that shows the criterion; with a commit and its day."""
    now = body("I made it well.").replace("A plan", "A new plan").replace("First", "Foremost")
    found = since(judge(body("I made it."), now))

    assert [tuple(field) for field in found.fields] == [("title", "A plan", "A new plan")]
    assert in_plain_text(found.text).startswith("[-First-]{+Foremost+}.")
    (passage,) = found.passages
    assert (passage.criterion, passage.nth, passage.same) == ("BUD.AC1", 1, False)
    assert in_plain_text(passage.pieces).startswith("## Later\n\nI made it {+well+}.")
    assert len(found.version[0]) == 40
    assert found.is_whole


def test_a_passage_that_is_the_same(judge: Judge) -> None:
    """A passage is what stands under its heading, and not what stands before it."""
    found = since(judge(body("I made it."), body("I made it.").replace("First", "Foremost")))

    assert [passage.same for passage in found.passages] == [True]
    assert found.has_words


@pytest.mark.parametrize(
    "now",
    [
        body("I made it.").replace("- an entry\n", ""),
        body("I made it.").replace("- another\n", ""),
        body("I made.").replace("made.", "made it.\n\nAnd more."),
        body("I made it.\n\n### Deeper\n\nMore."),
    ],
    ids=["an entry gone", "the last gone", "a paragraph more", "a heading more"],
)
def test_no_passage_is_called_the_same_that_is_not(judge: Judge, now: str) -> None:
    """Whatever goes or comes under a heading changes its passage."""
    found = since(judge(body("I made it."), now))

    assert [passage.same for passage in found.passages] == [False]
    assert any(piece.sign for piece in found.passages[0].pieces)


def test_only_blanks(judge: Judge) -> None:
    """Blanks and line ends are no words."""
    found = since(judge(body("I made it."), body("I made\nit.")))

    assert (found.has_words, found.fields, found.why) == (False, (), "")


def test_what_a_withheld_item_holds_is_not_shown(judge: Judge) -> None:
    """Words that were taken out and stand in an item that is not shown stay hidden."""
    kept = page(id="E09", title="Kept from all", audience="withheld", body=f"{LINE}\n")
    found = since(judge(body(f"I made it. {LINE}"), body("I made it."), e09=kept))

    assert found.why == "words that were taken out stand in an item that this edition does not show"
    assert (found.text, found.fields) == ((), ())
    assert all(passage.pieces == () for passage in found.passages)


def test_what_was_withheld_is_not_shown(judge: Judge) -> None:
    """A version that was withheld when it was judged is not shown in what is not any more."""
    then = body("Hush.").replace("\nkind:", "\naudience: withheld\nkind:")
    found = since(judge(then, body("I made it.")))

    assert found.why == "the version that was judged is not shown in this edition"
    assert "Hush" not in repr(found)


def test_an_item_that_is_withheld_shows_nothing(judge: Judge) -> None:
    """Nor does an item that is not shown, and no item in the public edition."""
    now = body("I made it.").replace("\nkind:", "\naudience: withheld\nkind:")
    root = judge(body("Hush."), now)
    checked = check_project(open_project(root), TODAY, every_fingerprint=True)
    assert with_changes(seen_in_edition(checked), checked, root).since == {}
    (root / "mkdocs.yml").write_text("site_name: x\nplugins: [crossfolio: {edition: public}]\n")
    checked = check_project(open_project(root), TODAY, every_fingerprint=True)
    assert with_changes(seen_in_edition(checked), checked, root).since == {}


def test_personal_data_is_masked(judge: Judge) -> None:
    """What was taken out because it is somebody's does not come back."""
    found = since(judge(body("For jo.bloggs@mail.example.co.uk, today."), body("For a customer.")))

    assert "bloggs" not in repr(found)
    assert "•••@•••" in repr(found)


def test_nothing_turns_the_writing(judge: Judge) -> None:
    """Characters that do not print are shown as escapes."""
    root = judge(body("I made it\u202etops\u202c."), body("I made it."))
    checked = check_project(open_project(root), TODAY, every_fingerprint=True)
    ((one,),) = with_changes(seen_in_edition(checked), checked, root).since.values()
    said = in_plain_text(one.text)

    assert "\u202e" not in said
    assert "\\u202etops" in said


def test_why_not(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository, without a commit, without git, and with one that takes too long."""
    root = judge(body("Then."), body("Now."), commits=False)
    assert since(root).why == "the folder is in no git repository"
    git(root, "init", "-q")
    assert since(root).why == "there is no commit yet"
    git(root, "add", "criteria")
    git(root, "commit", "-qm", "one")
    assert since(root).why.startswith("no commit has the version that was judged")
    monkeypatch.setenv("PATH", str(root))
    assert since(root).why == "git is not there, or cannot be run"
    slow = root / "git"
    slow.write_text("#!/bin/sh\nexec /usr/bin/tail -f /dev/null\n")
    slow.chmod(0o755)
    monkeypatch.setattr("crossfolio.workspace.history.git.SECONDS", 0.2)
    assert since(root).why == "git took longer than 0.2 seconds"


def test_a_partial_clone(judge: Judge, tmp_path: Path) -> None:
    """A clone that leaves contents on the server asks it for nothing, and says what it is."""
    root = judge(body("Then."), body("Now."))
    git(root, "add", ".")
    git(root, "commit", "-qm", "changed")
    git(root, "config", "uploadpack.allowFilter", "true")
    copy = tmp_path / "partial"
    git(root, "clone", "-q", "--filter=blob:none", root.as_uri(), str(copy))

    assert since(copy).why.startswith("the clone is partial")


def test_the_passage_of_a_row(judge: Judge) -> None:
    """The passage of a mark in a table is its row, and that of one in a list its entry."""
    table = "| a | b |\n|---|---|\n| one [BUD.AC1] | x |\n| two | y |\n\n- p [BUD.AC1]\n- q\n"
    found = since(judge(page(body=table), page(body=table.replace("| y |", "| z |"))))
    assert [passage.same for passage in found.passages] == [True, True]
