"""`crossfolio assess` in a terminal: keys, an editor, and whoever stops half-way."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crossfolio.cli.main import main
from support import Build, page, tree, unit

pytest.importorskip("termios")
import pty

PEOPLE = (
    "people:\n  A1: {roles: [assessor], display_name: A}\n"
    "  L1: {roles: [learner], display_name: L}\n"
)
BODY = "One.\nTwo.\nThree.\n\nShown here. [BUD.AC1]\n\nSix.\nSeven.\nEight.\n"


@pytest.fixture
def root(portfolio: Build) -> Path:
    """Return a portfolio in which two items with three claims wait."""
    return portfolio(
        {
            "criteria/bud.yml": unit("AC1", "AC2", "AC3"),
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
            "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC2]", body=BODY),
            "evidence/e02.md": page(id="E02", criteria="[BUD.AC3]", date="2026-05-01"),
            "assessment/people.yml": PEOPLE,
        }
    )


class Terminal:
    """Somebody at a terminal, in which the command runs."""

    def __init__(self, handle: int, process: "subprocess.Popen[bytes]") -> None:
        self._handle, self.process, self.said, self._seen = handle, process, "", 0

    def waits_for(self, words: str) -> None:
        """Read until something new holds these words."""
        while words not in self.said[self._seen :]:
            assert self._read(), f"it ended without {words!r}: {self.said}"
        self._seen = self.said.index(words, self._seen) + len(words)

    def types(self, keys: str) -> None:
        """Press keys."""
        os.write(self._handle, keys.encode())

    def answers(self, criterion: str, keys: str) -> None:
        """Wait for the question about a criterion, and press keys."""
        self.waits_for(f"{criterion}: m f n e w s q?")
        self.types(keys)

    def ends(self) -> int:
        """Read what is left; return the exit code."""
        while self._read():
            continue
        return self.process.wait()

    def _read(self) -> bool:
        try:
            data = os.read(self._handle, 65536)
        except OSError:  # The other end is closed.
            return False
        self.said += data.decode().replace("\r\n", "\n")
        return bool(data)


@contextmanager
def terminal(root: Path, *words: str, editor: str = "") -> Iterator[Terminal]:
    """Run the command in a terminal."""
    ours, theirs = pty.openpty()
    known = {k: v for k, v in os.environ.items() if k not in ("EDITOR", "VISUAL")}
    process = subprocess.Popen(
        [sys.executable, "-m", "crossfolio", "assess", root, "--today", "2026-07-01", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**known, **({"EDITOR": editor} if editor else {})},
        start_new_session=True,
        preexec_fn=lambda: _own_terminal(theirs),  # noqa: PLW1509 - the child takes the terminal
    )
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _own_terminal(handle: int) -> None:
    import fcntl  # noqa: PLC0415 - in the child
    import termios  # noqa: PLC0415

    fcntl.ioctl(handle, termios.TIOCSCTTY, 0)
    for one in (signal.SIGINT, signal.SIGHUP):  # Shells and nohup have the background ignore them.
        signal.signal(one, signal.SIG_DFL)


def decisions(root: Path) -> list[str]:
    return [path.read_text() for path in sorted((root / "assessment/decisions").glob("*"))]


def script(folder: Path, text: str) -> str:
    """Return an editor: a script whose name holds a blank, as a shell would quote it."""
    file = folder / "my editor"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return f"'{file}' --wait"


def test_item_by_item(root: Path, tmp_path: Path) -> None:
    """One file for each item; the wording and the passage are shown, and feedback is edited."""
    editor = script(tmp_path, 'printf "More of it.\\n# Not left out\\n" > "$2.new"\n'
                    'cat "$2" >> "$2.new"; mv "$2.new" "$2"')  # fmt: skip
    with terminal(root, "--as", "A1", editor=editor) as it:
        it.answers("BUD.AC1", "m")
        it.answers("BUD.AC2", "e")
        it.waits_for("wrote")
        assert len(decisions(root)) == 1
        it.answers("BUD.AC3", "xs")
        assert it.ends() == 0

    said = it.said
    assert "== 1 of 2: E01 A plan, evidence/e01.md" in said
    assert "BUD.AC1 Title AC1 (new, waiting 78 days)\n  Do it." in said
    passage = (
        "      10  Three.\n      11\n  >   12  Shown here. [BUD.AC1]\n      13\n      14  Six.\n"
    )
    assert passage in said
    assert "One." not in said
    assert "no passage is marked" in said
    assert "press one of m, f, n, e, w, s, q" in said
    assert said.endswith("nothing more waits; one decision written\n")
    assert "\x1b" not in said
    (text,) = decisions(root)
    assert 'feedback: "More of it.\\n# Not left out"' in text
    assert "outcome: met" in text
    assert "outcome: more-evidence" in text


def test_without_an_editor(root: Path) -> None:
    """Feedback is typed in, up to a full stop on a line of its own."""
    with terminal(root, "--as", "A1") as it:
        it.answers("BUD.AC1", "n")
        it.waits_for("full stop alone.")
        it.types("First.\nSecond.\n.\n")
        it.answers("BUD.AC2", "s")
        it.answers("BUD.AC3", "q")
        assert it.ends() == 0
    (text,) = decisions(root)
    assert 'feedback: "First.\\nSecond."' in text


@pytest.mark.parametrize(
    ("editor", "reason"),
    [
        ("false", "the editor ended with 1"),
        ("true", "it is empty"),
        ("no-such-editor --wait", "the editor `no-such-editor --wait` cannot be run"),
        ("'unclosed", "cannot be run: No closing quotation"),
        ('sh -c \'printf "\\377" > "$0"\'', "is not UTF-8"),
        ("rm", "cannot be read"),
    ],
)
def test_an_editor_that_fails(root: Path, editor: str, reason: str) -> None:
    """The reason is said, and the question is asked again."""
    with terminal(root, "--as", "A1", editor=editor) as it:
        it.answers("BUD.AC1", "e")
        it.waits_for("no feedback was taken:")
        it.answers("BUD.AC1", "q")
        assert it.ends() == 0
    assert reason in it.said
    assert "Traceback" not in it.said
    assert decisions(root) == []


@pytest.mark.parametrize("key", ["\x03", "\x04", "q"])
@pytest.mark.parametrize("after", [0, 1, 2])
def test_stopped(root: Path, key: str, after: int) -> None:
    """Whoever stops has decided on the items that are done, and on nothing else."""
    with terminal(root, "--as", "A1") as it:
        for criterion in ("BUD.AC1", "BUD.AC2", "BUD.AC3")[:after]:
            it.answers(criterion, "m")
        it.answers(("BUD.AC1", "BUD.AC2", "BUD.AC3")[after], key)
        code = it.ends()
    assert code == (2 if key == "\x03" else 0)
    assert len(decisions(root)) == (1 if after == 2 else 0)
    assert "Traceback" not in it.said


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_stopped_in_feedback(root: Path, key: str) -> None:
    """Nor is anything written of what was half typed in."""
    with terminal(root, "--as", "A1") as it:
        it.answers("BUD.AC1", "e")
        it.waits_for("full stop alone.")
        it.types(f"Half a sen\n{key}")
        assert it.ends() == (2 if key == "\x03" else 0)
    assert decisions(root) == []


def test_a_terminal_that_goes_away(root: Path) -> None:
    """Nothing is written, and the command ends."""
    with terminal(root, "--as", "A1") as it:
        it.answers("BUD.AC1", "m")
        it.waits_for("BUD.AC2: m f n e w s q?")
        os.killpg(it.process.pid, signal.SIGHUP)
        it.ends()
    assert decisions(root) == []


def test_what_changed_meanwhile(root: Path) -> None:
    """An item that changes while it is read is not decided on, and the rest goes on."""
    with terminal(root, "--as", "A1") as it:
        it.answers("BUD.AC1", "m")
        it.waits_for("BUD.AC2: m f n e w s q?")
        file = root / "evidence/e01.md"
        file.write_text(f"{file.read_text()}More.\n")
        it.types("m")
        it.waits_for("E01 changed while it was read")
        it.answers("BUD.AC3", "m")
        assert it.ends() == 0
    assert len(decisions(root)) == 1


def test_earlier_feedback_and_what_changed(root: Path) -> None:
    """What was decided before, and what has changed since, is shown first."""
    words = ("--met", "BUD.AC1", "--feedback", "BUD.AC1=Well\nshown", "--today", "2026-07-01")
    assert main(["assess", str(root), "--as", "A1", *words]) == 0
    file = root / "evidence/e01.md"
    file.write_text(file.read_text().replace("One.", "Another."))
    with terminal(root, "--as", "A1") as it:
        it.answers("BUD.AC2", "s")
        it.answers("BUD.AC1", "m")
        it.answers("BUD.AC3", "s")
        it.ends()
    assert "earlier: met by A1 on 2026-07-01 (D260701-A1-" in it.said
    assert "    Well\n    shown\n" in it.said
    assert "E01 has changed: the text" in it.said
    assert len(decisions(root)) == 2


def test_nobody_decides(root: Path) -> None:
    """Who decides is asked for before anything is shown."""
    with terminal(root) as it:
        assert it.ends() == 1
    assert "nobody is named who decides" in it.said


def test_no_terminal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nothing can be asked."""
    before = tree(root)
    with pytest.raises(SystemExit, match="2"):
        main(["assess", str(root), "--as", "A1"])
    assert "this is no terminal to ask in" in capsys.readouterr().err
    assert tree(root) == before


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="no ssh-keygen here")
def test_a_locked_key_is_unlocked_in_the_terminal(root: Path, tmp_path: Path) -> None:
    """The passphrase is asked for once the item is done; a wrong one writes nothing."""
    key = tmp_path / "key"
    words = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "open sesame", "-f", key)
    subprocess.run(words, check=True)
    with terminal(root, "--as", "A1", "--sign", str(key)) as it:
        for phrase in ("wrong", "open sesame"):
            criteria = ("BUD.AC1", "BUD.AC2") if phrase == "wrong" else ("BUD.AC3",)
            for criterion in criteria:
                it.answers(criterion, "m")
            it.waits_for("passphrase")
            it.types(f"{phrase}\n")
        assert it.ends() == 0
    assert "it is locked" in it.said
    names = [file.name for file in sorted((root / "assessment/decisions").iterdir())]
    assert [name.partition(".")[2] for name in names] == ["yml", "yml.sig"]
