"""Measure the language server on a large portfolio: `python -m bench.editor [ITEMS]`.

It speaks to the real server over stdio, with the client of the tests. `keystroke` gives what
the processor does from a keystroke to the findings, on Linux alone, where threads are counted.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.portfolio import Size
from bench.shapes import write_shape

sys.path.append(str(Path(__file__).parents[1] / "tests/lsp"))
from editor import Editor

ITEMS = 2_000
TIMES = 30
EDITS = 10_000
FILM = 300 * 1024**2
EVERY = 40
"""Edits after which the server is waited for; between them it may fall behind, as in life."""


def main() -> int:
    """Print what was measured."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "portfolio"
        write_shape("plain", root, Size(items=items))
        whole = min(_seconds(lambda: _check(root)) for _ in range(3))
        print(f"{items} items; `crossfolio check`, whole process: {whole:.2f} s")
        _in_the_editor(root, whole)
    return 0


def _in_the_editor(root: Path, whole: float) -> None:
    page = min(root.glob("evidence/*/*.md")).relative_to(root).as_posix()
    start = time.perf_counter()
    with Editor(root) as editor:
        editor.open(page)
        editor.settle(page)
        _say("start to first diagnostics", time.perf_counter() - start, whole)
        text = editor.texts[page]
        typed = text.replace("  - U000.AC1\n", "  - U000.AC1\n  - U00\n", 1)
        editor.edit(page, typed)
        position = editor.at(page, "  - U00\n", within=7)

        def key(number: int) -> None:
            editor.edit(page, typed + "x" * (number % 50))

        def complete(number: int) -> None:
            key(number)
            editor.complete(page, position)

        def check(number: int) -> None:
            key(number)
            editor.settle(page)

        check(0)
        _say("completion after a keystroke", _median(complete), whole)
        _say("diagnostics after a keystroke", _median(check), whole)
        first = _memory(editor)
        _edit(editor, key, page, EDITS // 10)
        warm = _memory(editor)
        _edit(editor, key, page, EDITS)
        last = _memory(editor)
        print(
            f"memory: {first} MiB at first, {warm} after {EDITS // 10:,} edits, "
            f"{last} after {EDITS:,} more"
        )


def keystroke(root: Path) -> float:
    """Return the processor milliseconds from a keystroke to the findings: the least of some.

    Args:
        root: A portfolio. The first of its pages is edited, and not saved.
    """
    page = min((root / "evidence").rglob("*.md")).relative_to(root).as_posix()
    taken = []
    with Editor(root) as editor:
        editor.open(page)
        editor.settle(page)
        text = editor.texts[page]
        for number in range(TIMES):
            before = _processor(editor.process.pid)
            editor.edit(page, f"{text}\nOne sentence more{'.' * (number + 1)}\n")
            editor.settle(page)
            taken.append(_processor(editor.process.pid) - before)
    return min(taken[1:]) * 1000


def with_film(root: Path) -> None:
    """Attach a film of 300 MB to the page that `keystroke` edits."""
    page = min((root / "evidence").rglob("*.md"))
    with page.with_name("film.mp4").open("wb") as film:
        film.write(b"\0\0\0\x18ftypmp42")
        film.truncate(FILM)
    head, start, rest = page.read_text("utf-8").partition("attachments:\n")
    if start:
        text = f"{head}{start}  - film.mp4\n{rest}"
    else:
        text = head.replace("\nkind:", "\nattachments: [film.mp4]\nkind:", 1)
    page.write_text(text, encoding="utf-8")


def _processor(process: int) -> float:
    """Return the seconds of the processor of a running process and all its threads."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return (
        sum(int((thread / "schedstat").read_text("utf-8").split()[0]) for thread in threads) / 1e9
    )


def _edit(editor: Editor, key: Callable[[int], None], page: str, times: int) -> None:
    for number in range(times):
        key(number)
        if number % EVERY == 0:
            editor.settle(page)


def _median(run: Callable[[int], None]) -> float:
    times = [_seconds(lambda number=number: run(number)) for number in range(TIMES)]
    return statistics.median(times)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _say(what: str, seconds: float, whole: float) -> None:
    print(f"{what}: {seconds * 1000:.0f} ms, {seconds / whole:.2f} of a whole check")


def _check(root: Path) -> None:
    command = [sys.executable, "-m", "crossfolio", "check", str(root)]
    subprocess.run(command, capture_output=True, check=False)


def _memory(editor: Editor) -> int:
    """Return what the server holds in MiB, as Linux counts it."""
    status = Path(f"/proc/{editor.process.pid}/status").read_text("utf-8")
    (line,) = (it for it in status.splitlines() if it.startswith("VmRSS:"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    sys.exit(main())
