"""`python -m bench`: whole processes in interleaved rounds, their ratios and how they grow."""

import argparse
import math
import platform
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from bench.cases import SAME, builds, checks, floors, plain_sites
from bench.measure import Case, Measured, measure
from bench.peers import peer_cases
from bench.portfolio import Size
from bench.shapes import SHAPES, site, write_shape

MARKS = ("<!-- bench {}: begin -->\n", "<!-- bench {}: end -->\n")
"""Between them the table stands in a page."""
SETTLED = 4
"""Seconds after which a file is old enough for what is kept of it to count."""
HEAD = (
    "| case | pages | items | processor, s | ratio | to | wall, s | memory, MB "
    "| output, MB | files | growth |\n"
    "|---|---|---:|---:|---:|---|---:|---:|---:|---:|---:|\n"
)


@dataclass(frozen=True, slots=True)
class Row:
    """What the runs of a case took."""

    case: Case
    shape: str
    items: int
    runs: tuple[Measured, ...]
    """Those that went well; none where one failed."""
    ratio: float | None
    """Of the least time to the least of the case that it is taken to."""

    @property
    def least(self) -> Measured:
        """The run that took the least of the processor: what was not disturbed most."""
        return min(self.runs, key=lambda run: run.cpu)


def main() -> int:
    """Write portfolios, measure every case in turn for some rounds, and print the least of each."""
    options = arguments().parse_args()
    if options.root:
        options.items = [len([*(options.root / "evidence").rglob("*.md")])]
        options.pages = ["worked"]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for shape in options.pages:
            for number in options.items:
                rows += rows_of(shape, number, Path(folder, f"{shape}{number}"), options)
    text = table(rows)
    print(text, end="")
    if options.into:
        many = f"the least of {options.rounds} interleaved rounds"
        note = f"{options.note or machine()}; {many if options.rounds > 1 else 'one round'}"
        put(options.into, options.block, note, text)
    return 1 if any(not row.runs for row in rows) else 0


def arguments() -> argparse.ArgumentParser:
    """Return the options."""
    it = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    it.add_argument("--pages", nargs="+", choices=SHAPES, default=["plain"], help="of which shape")
    it.add_argument("--items", type=int, nargs="+", default=[1000], help="items of evidence (1000)")
    it.add_argument("--criteria", type=int, default=200, help="criteria, a multiple of 10 (200)")
    it.add_argument("--claims", type=int, default=4, help="claims in each item (4)")
    it.add_argument("--words", type=int, default=300, help="words in each body (300)")
    it.add_argument("--attachments", type=int, default=0, help="files of each plain item (0)")
    it.add_argument("--decisions", type=int, default=0, help="decisions (one to five items)")
    it.add_argument("--rounds", type=int, default=5, help="runs of each case (5)")
    it.add_argument("--only-check", action="store_true", help="leave out what builds a site")
    it.add_argument("--peers", action="store_true", help="install and run other tools as well")
    it.add_argument("--environments", type=Path, default=Path(".cache/bench"), help="of the peers")
    it.add_argument("--into", type=Path, help="a page that gets the table between its marks")
    it.add_argument("--block", default="checks", help="which marks of the page (checks)")
    it.add_argument("--note", help="what the page says of the machine")
    it.add_argument("--root", type=Path, help="an existing portfolio instead of one that is made")
    return it


def rows_of(shape: str, number: int, work: Path, options: argparse.Namespace) -> list[Row]:
    """Write one portfolio with so many items, and measure every case on it."""
    size = Size(
        number,
        options.criteria,
        options.claims,
        options.words,
        options.attachments,
        options.decisions,
    )
    cases = prepared(shape, work, size, options)
    if options.peers and shape == "plain":
        cases += peer_cases(options.environments.resolve(), work / "peers", size)
    return measured(cases, shape, number, options.rounds)


def prepared(shape: str, work: Path, size: Size, options: argparse.Namespace) -> list[Case]:
    """Write what the cases need, and return them in the order of a round."""
    root, kept = work / "portfolio", work / "kept"
    if options.root:
        for name in ("criteria", "evidence", "assessment", "docs"):
            copytree(options.root / name, root / name)
        plugins = ["search", "crossfolio"]
        (root / "mkdocs.yml").write_text(site(shape, plugins), encoding="utf-8")
    else:
        write_shape(shape, root, size)
    cases = [*floors(root), *checks(root, kept)]
    if not options.only_check:
        plain_sites(shape, root, work / "plain", work / "pruned")
        cases += builds(root, kept, work / "plain", work / "pruned")
    time.sleep(SETTLED)
    return cases


def measured(cases: list[Case], shape: str, items: int, rounds: int) -> list[Row]:
    """Measure the cases in turn, after a round that does not count."""
    runs: dict[str, list[Measured]] = {case.name: [] for case in cases}
    failed: set[str] = set()
    for number in range(rounds + 1):
        for case in cases:
            if case.name in failed:
                continue
            if case.name == SAME:
                time.sleep(SETTLED)  # After the edit of the round before.
                measure(case)
            ran = measure(case)
            if ran.failed:
                print(f"{case.name} failed: {ran.failed}", file=sys.stderr)
                failed.add(case.name)
            elif number:
                runs[case.name].append(ran)
    good = {name: its for name, its in runs.items() if name not in failed}
    return [
        Row(case, shape, items, tuple(good.get(case.name, ())), ratio(good, case)) for case in cases
    ]


def ratio(runs: dict[str, list[Measured]], case: Case) -> float | None:
    """Return the ratio of a case's least time to the least of the case that it is taken to."""
    own, other = (
        min((run.cpu for run in runs.get(name, ())), default=0.0) for name in (case.name, case.over)
    )
    return own / other if own and other and case.over != case.name else None


def table(rows: list[Row]) -> str:
    """Return the rows as a table in Markdown, one case after the other."""
    lines = []
    smaller: dict[tuple[str, str], Row] = {}
    for name in dict.fromkeys(row.case.name for row in rows):
        for row in (row for row in rows if row.case.name == name):
            if not row.runs:
                lines.append(f"| {name} | {row.shape} | {row.items} | failed |{' |' * 7}\n")
                continue
            least, key = row.least, (name, row.shape)
            size = f"{least.size / 1e6:.1f} | {least.files}" if least.files else " | "
            grown = growth(smaller.get(key), row)
            most = max(run.memory for run in row.runs)
            memory = f"{most / 1e6:.0f}" if most else ""
            times = f"{row.ratio:.2f} | {row.case.over}" if row.ratio else " | "
            lines.append(
                f"| {name} | {row.shape} | {row.items} | {least.cpu:.2f} | {times} | "
                f"{least.wall:.2f} | {memory} | {size} | {grown} |\n"
            )
            smaller[key] = row
    return HEAD + "".join(lines)


def growth(smaller: Row | None, row: Row) -> str:
    """Return the exponent by which the time grows with the items; 1 is linear."""
    if smaller is None or smaller.items == row.items:
        return ""
    times, more = row.least.cpu / smaller.least.cpu, row.items / smaller.items
    return f"{math.log(times) / math.log(more):.2f}"


def machine() -> str:
    """Return what the table was measured on."""
    return f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}"


def put(page: Path, block: str, note: str, text: str) -> None:
    """Put a table into a page, between its marks.

    Args:
        page: The page.
        block: What the marks are called.
        note: What the page says of how it was measured.
        text: The table.
    """
    begin, end = (mark.format(block) for mark in MARKS)
    head, found, rest = page.read_text("utf-8").partition(begin)
    if not found:
        raise SystemExit(f"{page} has no {begin.strip()}")
    tail = rest.partition(end)[2]
    page.write_text(f"{head}{begin}{note or machine()}.\n\n{text}{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
