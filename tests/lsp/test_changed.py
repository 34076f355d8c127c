"""What has changed since it was judged, in the editor."""

import subprocess
from pathlib import Path

from editor import Start

PAGE = "evidence/buddying/e09-side-by-side-observation.md"
SILENCE = "I counted seven seconds of silence"


def git(root: Path, *words: str) -> None:
    own = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run([*own, *words], check=True, capture_output=True)


def test_by_words_while_it_is_typed(start: Start, worked: Path) -> None:
    """The hover of a mark says what was taken out and put in, of a text that is not saved too."""
    for words in (("init", "-q"), ("add", "evidence"), ("commit", "-qm", "judged")):
        git(worked, *words)
    editor = start()
    text = (worked / PAGE).read_text("utf-8")
    editor.open(PAGE, text.replace(SILENCE, SILENCE.replace("seven", "nine")))
    editor.settle(PAGE)

    changed = editor.about("hover", PAGE, editor.at(PAGE, "[BUD.AC7]", 1, 3))["contents"]["value"]
    same = editor.about("hover", PAGE, editor.at(PAGE, "[BUD.AC2]", 1, 3))["contents"]["value"]
    assert "counted ~~seven~~ **nine** seconds" in changed
    assert "E09 as D02 judged it is in commit" in changed
    assert "The passage that was judged is unchanged." not in changed
    assert "**The passage that was judged is unchanged.**" in same
    lenses = [it["command"]["title"] for it in editor.about("codeLens", PAGE)]
    assert any(it.startswith("changed since it was judged: D02 on BUD.AC2") for it in lenses)


def test_without_git_the_reason_is_said(start: Start, worked: Path) -> None:
    """Where there is no history, that is said, and what has not changed says nothing."""
    editor = start()
    text = (worked / PAGE).read_text("utf-8")
    editor.open(PAGE, text)
    mark = editor.at(PAGE, "[BUD.AC7]", 1, 3)
    assert "as D02 judged it" not in editor.about("hover", PAGE, mark)["contents"]["value"]
    editor.edit(PAGE, text.replace(SILENCE, "It was silent"))
    editor.settle(PAGE)

    said = editor.about("hover", PAGE, mark)["contents"]["value"]
    assert "E09 as D02 judged it cannot be shown: the folder is in no git repository." in said
