"""Asking somebody in a terminal: one key for an answer, and longer texts in an editor.

Plain lines alone are printed, so that a screen reader can follow, and a log is of use.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crossfolio.core.findings import printable

_BELOW = "# ---- what stands below this line is left out ----"
_END = "\x04"
"""The key that ends what is typed in, Ctrl-D."""
_ENDS = (b"", b"\0")
"""What is read where a terminal has ended, or where that key was pressed before the question."""
_MOST_BYTES = 1024 * 1024


class NoTextError(Exception):
    """A text that was not written; the reason is a phrase for users."""


def key_of(question: str, keys: str) -> str:
    """Ask for one of some keys, until one of them is pressed.

    Args:
        question: Printed before each attempt.
        keys: One character each.

    Raises:
        EOFError: Where nothing more comes.
    """
    while True:
        key = _pressed(question)
        print(key if key.isprintable() else "", flush=True)
        if key == _END:
            raise EOFError
        if key in keys:
            return key
        print(f"press one of {', '.join(keys)}")


def text_of(about: str) -> str:
    """Have a text written in the user's editor; without one, in lines at the terminal.

    Args:
        about: What it is about, in lines that are shown below it and left out of it.

    Raises:
        NoTextError: Where the editor cannot be run, fails, or leaves no text.
        EOFError: Where nothing more comes.
    """
    editor = os.environ.get("EDITOR") or os.environ.get("VISUAL")
    text = _edited(editor, about) if editor and editor.strip() else _typed(about)
    if not text.strip():
        raise NoTextError("it is empty")
    return text


def _edited(editor: str, about: str) -> str:
    try:
        words = shlex.split(editor, posix=os.name == "posix")
    except ValueError as error:
        raise NoTextError(f"the editor `{printable(editor)}` cannot be run: {error}") from None
    with tempfile.TemporaryDirectory(prefix="crossfolio-") as folder:
        file = Path(folder, "feedback.md")
        below = "".join(f"# {printable(line, 500)}\n" for line in about.splitlines())
        file.write_text(f"\n{_BELOW}\n{below}", encoding="utf-8", newline="\n")
        try:
            done = subprocess.run([*words, str(file)], check=False)  # noqa: S603 - no shell
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            said = f"the editor `{printable(editor)}` cannot be run: {why}"
            raise NoTextError(said) from None
        if done.returncode:
            raise NoTextError(f"the editor ended with {done.returncode}")
        return _read(file)


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST_BYTES + 1)
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoTextError("what the editor wrote is not UTF-8") from None
    except OSError as error:
        raise NoTextError(f"what the editor wrote cannot be read: {error.strerror}") from None
    if len(data) > _MOST_BYTES:
        raise NoTextError("what the editor wrote is larger than 1 MB")
    lines = text.replace("\r\n", "\n").split("\n")
    kept = lines[: lines.index(_BELOW)] if _BELOW in lines else lines
    return "\n".join(kept).strip("\n")


def _typed(about: str) -> str:
    print(about)
    print("Write it here, and end with a line that holds a full stop alone.", flush=True)
    lines: list[str] = []
    for line in iter(sys.stdin.readline, ""):
        text = line.rstrip("\r\n")
        if text == ".":
            return "\n".join(lines).strip("\n")
        lines.append(text)
    raise EOFError


def _pressed(question: str) -> str:
    """Ask, and return the key that is pressed, without waiting for the end of the line."""
    try:
        import termios  # noqa: PLC0415 - not on every system
    except ImportError:
        print(question, end=" ", flush=True)
        return sys.stdin.readline()[:1] or _END
    handle = sys.stdin.fileno()
    try:
        with _key_by_key(handle):
            print(question, end=" ", flush=True)
            pressed = os.read(handle, 1)
            if pressed[:1] >= b"\xc0":  # The first byte of a letter beyond ASCII.
                pressed += os.read(handle, 3)
    except (OSError, termios.error):  # The terminal is gone.
        return _END
    return _END if pressed in _ENDS else pressed.decode("utf-8", "replace")


@contextmanager
def _key_by_key(handle: int) -> Iterator[None]:
    """Have a terminal hand out keys at once, and not show them; then as it was."""
    import termios  # noqa: PLC0415 - not on every system

    before = termios.tcgetattr(handle)
    now = [*before]
    now[3] &= ~(termios.ICANON | termios.ECHO)
    now[6] = [*before[6]]
    now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
    termios.tcsetattr(handle, termios.TCSADRAIN, now)
    try:
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
