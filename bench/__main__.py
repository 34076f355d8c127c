"""`python -m bench`: whole processes in interleaved rounds, their ratios and how they grow."""

import argparse
import math
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from shutil import copytree

from bench.cases import builds, checks, floors, plain_sites
from bench.measure import Case, Measured, measure
from bench.peers import peer_cases
from bench.portfolio import Size, site, write

MARKS = ("<!-- bench {}: begin -->\n", "<!-- bench {}: end -->\n")
"""Between them the table stands in a page."""
HEAD = (
    "| case | items | processor, s | ratio | to | wall, s | memory, MB "
    "| output, MB | files | growth |\n"
    "|---|---:|---:|---:|---|---:|---:|---:|---:|---:|\n"
)


def main() -> None:
    """Write portfolios, measure every case in turn for some rounds, and print the medians."""
    options = arguments().parse_args()
    if options.root:
        options.items = [len([*(options.root / "evidence").rglob("*.md")])]
    environments = options.environments.resolve()
    rows: dict[str, list[tuple[int, str, list[Measured], list[float]]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in options.items:
            size = Size(
                number, options.criteria, options.claims, options.words, options.attachments
            )
            work = Path(folder, str(number))
            cases = prepared(work, size, options)
            if options.peers:
                cases += peer_cases(environments, work / "peers", size)
            for case, runs, ratios in measured(cases, options.rounds):
                rows.setdefault(case.name, []).append((number, case.over, runs, ratios))
    text = table(rows)
    print(text, end="")
    if options.into:
        begin, end = (mark.format(options.block) for mark in MARKS)
        head, found, rest = options.into.read_text("utf-8").partition(begin)
        if not found:
            raise SystemExit(f"{options.into} has no {begin.strip()}")
        tail = rest.partition(end)[2]
        many = f"medians of {options.rounds} interleaved rounds"
        note = f"{options.note or machine()}; {many if options.rounds > 1 else 'one round'}.\n\n"
        options.into.write_text(f"{head}{begin}{note}{text}{end}{tail}", encoding="utf-8")


def arguments() -> argparse.ArgumentParser:
    """Return the options."""
    it = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    it.add_argument("--items", type=int, nargs="+", default=[1000], help="items of evidence (1000)")
    it.add_argument("--criteria", type=int, default=200, help="criteria, a multiple of 10 (200)")
    it.add_argument("--claims", type=int, default=4, help="claims in each item (4)")
    it.add_argument("--words", type=int, default=300, help="words in each body (300)")
    it.add_argument("--attachments", type=int, default=0, help="files of each item (0)")
    it.add_argument("--rounds", type=int, default=5, help="runs of each case (5)")
    it.add_argument("--only-check", action="store_true", help="leave out what builds a site")
    it.add_argument("--peers", action="store_true", help="install and run other tools as well")
    it.add_argument("--environments", type=Path, default=Path(".cache/bench"), help="of the peers")
    it.add_argument("--into", type=Path, help="a page that gets the table between its marks")
    it.add_argument("--block", default="checks", help="which marks of the page (checks)")
    it.add_argument("--note", help="what the page says of the machine")
    it.add_argument("--root", type=Path, help="an existing portfolio instead of a synthetic one")
    return it


def prepared(work: Path, size: Size, options: argparse.Namespace) -> list[Case]:
    """Write what the cases need, and return them in the order of a round."""
    root, kept = work / "portfolio", work / "kept"
    if options.root:
        for name in ("criteria", "evidence", "assessment", "docs"):
            copytree(options.root / name, root / name)
        (root / "mkdocs.yml").write_text(site(["search", "crossfolio"]), encoding="utf-8")
    else:
        write(root, size)
    cases = [*floors(root), *checks(root, kept)]
    if not options.only_check:
        plain_sites(root, work / "plain", work / "pruned")
        cases += builds(root, kept, work / "plain", work / "pruned")
    time.sleep(4)  # Until the files are old enough for what is kept of them to count.
    return cases


def measured(cases: list[Case], rounds: int) -> list[tuple[Case, list[Measured], list[float]]]:
    """Measure the cases in turn, after a round that does not count."""
    runs: dict[str, list[Measured]] = {case.name: [] for case in cases}
    for number in range(rounds + 1):
        for case in cases:
            if "nothing changed" in case.name:
                time.sleep(4)  # As above, after the edit of the round before.
                measure(case)
            ran = measure(case)
            if ran.failed:
                print(f"{case.name}: failed", file=sys.stderr)
            if number:
                runs[case.name].append(ran)
    return [(case, runs[case.name], ratios(runs, case)) for case in cases]


def ratios(runs: dict[str, list[Measured]], case: Case) -> list[float]:
    """Return the ratio of each round to the case that it is taken to."""
    if case.over not in runs or case.over == case.name:
        return []
    pairs = zip(runs[case.name], runs[case.over], strict=True)
    return [own.cpu / other.cpu for own, other in pairs if other.cpu]


def table(rows: dict[str, list[tuple[int, str, list[Measured], list[float]]]]) -> str:
    """Return the medians as a table in Markdown, one case after the other."""
    lines = []
    for name, sizes in rows.items():
        smaller: tuple[int, float] | None = None
        for number, over, runs, found in sizes:
            cpu = statistics.median(run.cpu for run in runs)
            middle = min(runs, key=lambda run, cpu=cpu: abs(run.cpu - cpu))  # type: ignore[misc]
            ratio = f"{statistics.median(found):.2f}" if found else ""
            size = f"{middle.size / 1e6:.1f} | {middle.files}" if middle.files else " | "
            grown = growth(smaller, (number, cpu))
            memory = f"{middle.memory / 1e6:.0f}" if middle.memory else ""
            to = over if found else ""
            lines.append(
                f"| {name} | {number} | {cpu:.2f} | {ratio} | {to} | {middle.wall:.2f} | "
                f"{memory} | {size} | {grown} |\n"
            )
            smaller = (number, cpu)
    return HEAD + "".join(lines)


def growth(smaller: tuple[int, float] | None, larger: tuple[int, float]) -> str:
    """Return the exponent by which the time grows with the items; 1 is linear."""
    if smaller is None or not smaller[1] or smaller[0] == larger[0]:
        return ""
    return f"{math.log(larger[1] / smaller[1]) / math.log(larger[0] / smaller[0]):.2f}"


def machine() -> str:
    """Return what the table was measured on."""
    return f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
