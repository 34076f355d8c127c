"""A centre's portfolios, some of them hostile, and how long `crossfolio cohort` takes over them.

    python -m bench.cohort --portfolios 200 1000 --hostile 3

Each is the worked portfolio with some of its pages left out. Every healthy one is held against
what a check of its variant alone says, and every hostile one has to be named or to be a result.
"""

import argparse
import csv
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
VARIANTS = 12
DAY = "2026-07-01"
PARTS = ("mkdocs.yml", "criteria", "evidence", "assessment")


def healthy(root: Path, number: int) -> None:
    """Write a portfolio of a variant: of its pages every so many is left out."""
    root.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, root / part)
        else:
            shutil.copy(source, root / part)
    variant = number % VARIANTS
    pages = sorted((root / "evidence").rglob("*.md"))
    for page in pages[:: variant + 2] if variant else ():
        page.unlink()


def _write(root: Path, name: str, data: bytes) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(data)


def _large(root: Path) -> None:
    with (root / "evidence/large.md").open("wb") as file:
        file.truncate(2 * 1024**3)


def _many(root: Path) -> None:
    for number in range(2000):
        _write(root, f"evidence/many/{number}.md", b"")


_BOMB = b"a0: &a0 [x]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 30)
)
NO_PORTFOLIO: dict[str, Callable[[Path], None]] = {
    "empty": lambda root: shutil.rmtree(root) or root.mkdir(),
    "a note alone": lambda root: shutil.rmtree(root) or _write(root, "README.md", b"# Hello\n"),
    "criteria alone": lambda root: (
        shutil.rmtree(root / "evidence") or (root / "mkdocs.yml").unlink()
    ),
    "a setting": lambda root: _write(
        root, "mkdocs.yml", b"plugins: [crossfolio: {min_coverage: 2000}]"
    ),
    "settings cut": lambda root: _write(root, "mkdocs.yml", b"plugins: [crossfolio: {"),
    "settings that inherit themselves": lambda root: _write(
        root, "mkdocs.yml", b"INHERIT: mkdocs.yml\nplugins: [crossfolio]\n"
    ),
}
"""Ways in which a folder is no portfolio."""
RESULTS: dict[str, Callable[[Path], None]] = {
    "a pipe": lambda root: os.mkfifo(root / "evidence/pipe.md"),
    "2 GB": _large,
    "endless YAML": lambda root: _write(root, "criteria/bomb.yml", _BOMB),
    "deep YAML": lambda root: _write(root, "criteria/deep.yml", b"[" * 100_000),
    "nothing but zeros": lambda root: _write(root, "evidence/nul.md", b"\0" * 100_000),
    "no front matter": lambda root: _write(root, "evidence/x.md", b"---\nid: [\n---\n"),
    "a link to itself": lambda root: (root / "evidence/loop").symlink_to("loop"),
    "a link out": lambda root: (root / "evidence/out.md").symlink_to("/etc/passwd"),
    "a folder of itself": lambda root: (root / "evidence/again").symlink_to(root),
    "brackets": lambda root: _write(root, "evidence/b.md", b"---\nid: E99\n---\n" + b"[" * 900_000),
    "2,000 empty pages": _many,
    "another encoding": lambda root: _write(root, "evidence/x.md", "é".encode("utf-16")),
    "a decision that is none": lambda root: _write(root, "assessment/decisions/x.yml", b"x: ]"),
    "a unit twice": lambda root: shutil.copy(root / "criteria/bud.yml", root / "criteria/c.yml"),
    "a name that is no UTF-8": lambda root: Path(
        os.fsdecode(bytes(root) + b"/evidence/\xff.md")
    ).touch(),
}
"""Ways in which a portfolio is broken that a check survives."""
HOSTILE = {**NO_PORTFOLIO, **RESULTS}


def generate(folder: Path, number: int, hostile: int) -> dict[str, str]:
    """Write a cohort, and return the hostile ones with what is wrong.

    Args:
        folder: Where; each portfolio is a folder in it.
        number: How many.
        hostile: How many in a hundred are hostile.
    """
    wrong: dict[str, str] = {}
    ways = list(HOSTILE)
    for n in range(number):
        root = folder / f"L{n:05}"
        healthy(root, n)
        if n * hostile // 100 != (n + 1) * hostile // 100:
            way = ways[len(wrong) % len(ways)]
            HOSTILE[way](root)
            wrong[root.name] = way
    return wrong


def write_list(path: Path, folder: Path) -> None:
    """Write a list of a cohort: groups of 23, eight assessors, a year from start to target."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "source", "group", "assessor", "start", "target"))
        for n, root in enumerate(sorted(folder.iterdir())):
            row = (root.name, root, f"G{n // 23}", f"A{n % 8}", "2026-01-05", "2026-12-18")
            rows.writerow(row)


def measured(words: list[str]) -> tuple[float, float, float, str]:
    """Run the command; return seconds of the processor and of the clock, MB, and what it said."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "crossfolio", "cohort", *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = sum(getattr(after, it) - getattr(before, it) for it in ("ru_utime", "ru_stime"))
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    return used, time.perf_counter() - start, after.ru_maxrss / 1024, done.stdout.strip()


def expected(folder: Path) -> dict[int, tuple[int, int, int]]:
    """Return what a check of each variant alone says: required, covered, accepted."""
    found = {}
    for variant in range(VARIANTS):
        root = folder / str(variant)
        healthy(root, variant)
        words = [sys.executable, "-m", "crossfolio", "check", str(root), "--format", "json"]
        done = subprocess.run(
            [*words, "--today", DAY, "--no-cache"], capture_output=True, text=True, check=False
        )
        total = json.loads(done.stdout)["coverage"]
        found[variant] = tuple(total[name] for name in ("required", "covered", "accepted"))
    return found


def faults(
    out: Path, number: int, wrong: dict[str, str], right: dict[int, tuple[int, ...]]
) -> Iterator[str]:
    """Give everything in which a cohort is not what it has to be."""
    cohort = json.loads((out / "cohort.json").read_text("utf-8"))
    rows = {portfolio["id"]: portfolio for portfolio in cohort["portfolios"]}
    named = {failure["id"] for failure in cohort["failures"]}
    for n in range(number):
        name = f"L{n:05}"
        way = wrong.get(name)
        if (way in NO_PORTFOLIO) != (name in named):
            yield f"{name} ({way}): named {name in named}"
        if way is None:
            row = rows.get(name, {})
            found = tuple(row.get(key) for key in ("required", "covered", "accepted"))
            if found != right[n % VARIANTS]:
                yield f"{name}: {found}, and not {right[n % VARIANTS]}"


def main() -> None:
    """Measure cohorts of several sizes, cold, with nothing changed, and with 1 % changed."""
    it = argparse.ArgumentParser(description="time `crossfolio cohort`")
    it.add_argument("--portfolios", type=int, nargs="+", default=[200])
    it.add_argument("--hostile", type=int, default=3, help="how many in a hundred")
    it.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = it.parse_args()
    print("| portfolios | case | processor, s | wall, s | ms each | most memory of a process, MB |")
    print("|---:|---|---:|---:|---:|---:|")
    for number in options.portfolios:
        with TemporaryDirectory() as folder:
            _measure(Path(folder), number, options.hostile, options.workers)


def _measure(folder: Path, number: int, hostile: int, workers: int) -> None:
    centre = folder / "centre"
    centre.mkdir()
    wrong = generate(centre, number, hostile)
    write_list(folder / "list.csv", centre)
    time.sleep(4)  # So that the files are older than their times can tell.
    words = [f"@{folder / 'list.csv'}", "--out", str(folder / "out"), "--today", DAY]
    words += ["--state", str(folder / "state.sqlite"), "--workers", str(workers)]
    right = expected(folder / "variants")
    for case in ("cold", "nothing changed", "1 % changed"):
        if case == "1 % changed":
            healthy_ones = [path for path in sorted(centre.iterdir()) if path.name not in wrong]
            for root in healthy_ones[: max(number // 100, 1)]:
                page = max((root / "evidence").rglob("*.md"))
                page.write_text(page.read_text("utf-8") + "\nOne more line.\n", "utf-8")
            time.sleep(4)
        used, wall, most, said = measured(words)
        each = used * 1000 / number
        print(
            f"| {number} | {case} | {used:.1f} | {wall:.1f} | {each:.1f} | {most:.0f} |", flush=True
        )
        if case != "1 % changed":
            found = list(faults(folder / "out", number, wrong, right))
            if found:
                raise SystemExit("\n".join([said, *found[:20]]))


if __name__ == "__main__":
    main()
