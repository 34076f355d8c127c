"""What is aimed at, and what is reached: `python -m bench.aims [--into PAGE]`. Linux only.

Ratios of processor time within one run, the least of several rounds; with 1,000 items of each
shape of pages, unless a row says otherwise.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.__main__ import Row, arguments, put, rows_of
from bench.cases import CHECK, COLD, EDITED, REBUILT, REBUILT_ALOUD, SAME
from bench.editor import keystroke, with_film
from bench.measure import Case, measure
from bench.portfolio import Size
from bench.serve import served
from bench.shapes import SHAPES, write_shape

ROOT = Path(__file__).parents[1]
ITEMS = 1_000
FEW, MANY = 25, 10_000
HEAD = (
    "| what | aim, at most | plain | worked | rich | measured by |\n|---|---:|---:|---:|---:|---|\n"
)
Cell = Callable[[str], str]
"""From the shape of pages to a figure in words."""


def main() -> int:
    """Measure everything, and print a row for each aim."""
    options = _arguments().parse_args()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for line in _lines(Path(folder), options.rounds, options.shapes):
            print(line, end="", flush=True)
            lines.append(line)
    if options.into:
        put(options.into, "aims", options.note, HEAD + "".join(lines))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.aims", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each case (3)")
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--into", type=Path, help="a page that gets the table between its marks")
    parser.add_argument("--note", default="", help="what the page says of the machine")
    return parser


def _lines(work: Path, rounds: int, shapes: list[str]) -> Iterator[str]:
    """Give the rows one after the other, as they are measured."""
    rows: dict[str, dict[str, Row]] = {}
    for shape in shapes:
        options = arguments().parse_args(["--rounds", str(rounds)])
        found = rows_of(shape, ITEMS, work / shape, options)
        rows[shape] = {row.case.name: row for row in found}

    def line(what: str, aim: str, by: str, cell: Cell) -> str:
        cells = " | ".join(cell(shape) if shape in shapes else "" for shape in SHAPES)
        return f"| {what} | {aim} | {cells} | `python -m {by}` |\n"

    def times(name: str) -> Cell:
        return lambda shape: f"{ratio:.2f}" if (ratio := rows[shape][name].ratio) else "failed"

    by = "bench --pages plain worked rich"
    yield line("check, cold, to the floor", "2.5; rich 3.5", by, times(CHECK))
    yield line("check, nothing changed, to the floor", "0.3", by, times(SAME))
    yield line("check, one item edited, to the floor", "0.9", by, times(EDITED))
    yield line("build, cold, to plain MkDocs", "1.25", by, times(COLD))
    yield line("build, one item edited, `--quiet`, to cold", "0.2", by, times(REBUILT))
    yield line("build, one item edited, to cold", "0.2", by, times(REBUILT_ALOUD))

    def memory(shape: str) -> str:
        runs = rows[shape][COLD].runs
        return f"{min(run.memory for run in runs) / 1e6:.0f} MB" if runs else "failed"

    def size(shape: str) -> str:
        runs = rows[shape][COLD].runs
        return f"{runs[0].size / 1000 / ITEMS:.1f}" if runs else "failed"

    yield line("memory of a cold build", "120 MB", by, memory)
    yield line("site, kB an item", "40", by, size)
    for number, aim in ((FEW, "8 ms"), (ITEMS, "16 ms"), (MANY, "50 ms")):
        what = f"keystroke to findings, {number:,} items"
        yield line(what, aim, "bench.aims", _keystroke(work, number))
    film = _keystroke(work, ITEMS, film=True)
    what = f"the same, {ITEMS:,} items, a film of 300 MB beside the page"
    yield line(what, "16 ms", "bench.aims", film)
    for number, aim in ((FEW, "0.2 s"), (ITEMS, "0.8 s")):
        what = f"save to reload in `mkdocs serve`, {number:,} items"
        yield line(what, aim, f"bench.serve {number} PAGES", _served(work, number))
    cpu = f"{_worked_check(work):.3f} s"
    yield line("check of the worked portfolio", "0.12 s", "bench.aims", lambda _: cpu)


def _keystroke(work: Path, items: int, *, film: bool = False) -> Cell:
    def cell(shape: str) -> str:
        root = _portfolio(work, shape, items)
        if film:
            with_film(root)
        return f"{keystroke(root):.0f} ms"

    return cell


def _served(work: Path, items: int) -> Cell:
    return lambda shape: f"{served(_portfolio(work, shape, items))[1]:.2f} s"


def _portfolio(work: Path, shape: str, items: int) -> Path:
    """Return the folder of a portfolio of its own."""
    root = Path(tempfile.mkdtemp(dir=work)) / "portfolio"
    write_shape(shape, root, Size(items=items))
    return root


def _worked_check(work: Path) -> float:
    """Return the processor seconds of a cold check of this repository's own portfolio."""
    command = [sys.executable, "-m", "crossfolio", "check", str(ROOT), "--no-cache"]
    case = Case("check", [command], folder=work, ends=frozenset((0, 1)))
    measure(case)
    return min(measure(case).cpu for _ in range(10))


if __name__ == "__main__":
    sys.exit(main())
