"""Measure `mkdocs serve` after an edit: `python -m bench.serve [ITEMS [PAGES]]`. Linux only.

It serves a portfolio, edits one page again and again, and says what the server
needed until the site was built anew. Nothing is kept on the disk.
"""

import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.measure import surroundings
from bench.portfolio import Size
from bench.shapes import write_shape

ITEMS = 1_000
EDITS = 5
_SILENCE = 10.0
"""Seconds without a word after which the server has not seen an edit."""
_SERVING, _BUILT = b"Serving on", b"Documentation built"


def main() -> int:
    """Print what was measured."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS
    shape = sys.argv[2] if len(sys.argv) > 2 else "plain"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "portfolio"
        write_shape(shape, root, Size(items=items))
        first, edited = served(root)
    print(f"{items} items; first build: {first:.2f} s of the processor")
    print(f"after an edit: {edited:.2f} s, {edited / first:.2f} of the first build")
    return 0


def served(root: Path) -> tuple[float, float]:
    """Return the processor seconds of the first build, and from a save to the reload.

    Args:
        root: A portfolio. The first of its pages is edited; the least of several edits counts.
    """
    page = min((root / "evidence").rglob("*.md"))
    with _serving(root) as server:
        first = _until(_SERVING, server, 0.0)
        time.sleep(1)  # It says so a moment before it watches.
        return first, min(_after_edit(server, page) for _ in range(EDITS))


def _after_edit(server: subprocess.Popen[bytes], page: Path) -> float:
    before = _processor(server.pid)
    _edit(page)
    return _until(_BUILT, server, before, partial(_edit, page))


def _edit(page: Path) -> None:
    with page.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"\nEdited at {time.time_ns()}.\n")


def _until(
    said: bytes,
    server: subprocess.Popen[bytes],
    before: float,
    again: Callable[[], None] = lambda: None,
) -> float:
    """Wait for words, and return the seconds of the processor since there were `before`.

    Args:
        said: The words.
        server: Says them.
        before: The seconds that it had needed before.
        again: Done whenever it is silent; an edit may come before the server watches.
    """
    assert server.stdout
    while server.poll() is None:
        if not select.select([server.stdout], [], [], _SILENCE)[0]:
            again()
        elif said in server.stdout.readline():
            return _processor(server.pid) - before
    raise SystemExit("the server has ended")


def _processor(process: int) -> float:
    """Return the seconds of the processor of a running process, as Linux counts them."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _serving(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
        cwd=root,
        env=surroundings() | {"CROSSFOLIO_CACHE_DIR": ""},
        bufsize=0,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
