"""`python -m bench`: whole processes in interleaved rounds, and their ratios."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, rmtree

from bench.portfolio import Size, site, write

READ_AND_PARSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1], "evidence").rglob("*.md")):
    text = path.read_bytes().decode()
    yaml.load(text[4:text.index("\\n---\\n", 4)], yaml.CSafeLoader)
"""
"""The floor of a check: read the same files and parse their front matter, and no more."""


@dataclass(frozen=True, slots=True)
class Case:
    """A process to be timed."""

    name: str
    command: Sequence[str]
    over: str = ""
    """The case that its ratio is taken to."""
    clears: str = ""
    """A folder to be emptied before each run."""


def cases(root: Path, plain: Path) -> list[Case]:
    """Return what is timed, in the order of a round."""
    python = sys.executable
    check = (python, "-m", "crossfolio", "check", str(root), "--format", "json")
    build = (python, "-m", "mkdocs", "build", "--quiet", "--config-file")
    return [
        Case("start of the interpreter", (python, "-c", "pass")),
        Case("read and parse with libyaml", (python, "-c", READ_AND_PARSE, str(root))),
        Case("crossfolio check", check, "read and parse with libyaml"),
        Case("plain MkDocs + Material", (*build, str(plain / "mkdocs.yml")), "", str(plain)),
        Case(
            "mkdocs build with Crossfolio",
            (*build, str(root / "mkdocs.yml")),
            "plain MkDocs + Material",
            str(root),
        ),
    ]


def plain_site(root: Path, plain: Path) -> None:
    """Write the same pages for MkDocs alone, outside its navigation, as Crossfolio keeps them."""
    copytree(root / "docs", plain / "docs")
    copytree(root / "evidence", plain / "docs/evidence")
    (plain / "docs/index.md").write_text("# Bench\n", encoding="utf-8")
    extra = "nav: [index.md]\nnot_in_nav: /evidence/\n"
    (plain / "mkdocs.yml").write_text(site(["search"], extra), encoding="utf-8")


def processor_seconds(case: Case) -> float:
    """Run a case once and return the processor time of its process, user and system."""
    if case.clears:
        rmtree(Path(case.clears) / "site", ignore_errors=True)
    before = os.times()
    subprocess.run(case.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    return (
        after.children_user - before.children_user + after.children_system - before.children_system
    )


def main() -> None:
    """Write a portfolio, time every case in turn for some rounds, and print the medians."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--items", type=int, default=1000, help="items of evidence (1000)")
    parser.add_argument(
        "--criteria", type=int, default=200, help="criteria, a multiple of 10 (200)"
    )
    parser.add_argument("--claims", type=int, default=4, help="claims in each item (4)")
    parser.add_argument("--words", type=int, default=300, help="words in each body (300)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each case (5)")
    parser.add_argument(
        "--root", type=Path, help="an existing portfolio instead of a synthetic one"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, plain = Path(folder, "portfolio"), Path(folder, "plain")
        if options.root:
            for name in ("criteria", "evidence", "assessment", "docs"):
                copytree(options.root / name, root / name)
            (root / "mkdocs.yml").write_text(site(["search", "crossfolio"]), encoding="utf-8")
        else:
            size = Size(options.items, options.criteria, options.claims, options.words)
            write(root, size)
        plain_site(root, plain)
        report(cases(root, plain), options.rounds)


def report(measured: list[Case], rounds: int) -> None:
    """Time the cases and print a table: median processor seconds and median ratio by round."""
    times: dict[str, list[float]] = {case.name: [] for case in measured}
    for _ in range(rounds):
        for case in measured:
            times[case.name].append(processor_seconds(case))
    print("| case | processor seconds, median | ratio, median | to |\n|---|---|---|---|")
    for case in measured:
        own = times[case.name]
        ratio = ""
        if case.over:
            pairs = zip(own, times[case.over], strict=True)
            ratio = f"{statistics.median(a / b for a, b in pairs):.2f}"
        print(f"| {case.name} | {statistics.median(own):.2f} | {ratio} | {case.over} |")


if __name__ == "__main__":
    main()
