"""Make mutants, draw some or take all, try them, and say what became of them."""

import argparse
import math
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tools.mutants.making import PLUGINS, REPOSITORY, change, copied, mutated

STATES = ("killed", "survived", "no test", "timeout", "suspicious", "not tried")
WIDTH = 1.96
"""Standard deviations on each side of an interval that holds the truth 95 times of 100."""


def main() -> int:
    """Print how many mutants of each sort there are, and what the rest change."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, help="how many are drawn; default: all")
    parser.add_argument("--seed", type=int, default=2026, help="of what is drawn (2026)")
    parser.add_argument("--only", default="", help="of modules that begin so: `core.record`")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="tried at a time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "copy"
        copied(root)
        names = mutated(root, f"crossfolio.{options.only}")
        number = len(names) if options.number is None else min(options.number, len(names))
        drawn = random.Random(options.seed).sample(names, number)  # noqa: S311 - no secret
        states, left_out, code = tried(root, drawn, options.jobs)
        part = options.only or "the core"
        print(f"{len(names)} mutants of {part}; {number} drawn with the seed {options.seed}")
        for test in left_out:
            print(f"fails without a change, and is left out: {test}")
        print("\n".join(figures(states)))
        for name in drawn:
            if states[name] != "killed":
                print(f"\n{states[name]}: {name}\n{change(root, name)}")
    if "not tried" in states.values() or code or not drawn:
        print(f"not all was tried; pytest ended with {code}", file=sys.stderr)
        return 1
    return 0


def tried(root: Path, drawn: list[str], jobs: int) -> tuple[dict[str, str], list[str], int]:
    """Try mutants in a copy.

    Returns:
        The state of each, one of `STATES`; the IDs of tests that fail without a change; and the
        exit code of pytest.
    """
    asked, results, here = root / "drawn.txt", root / "results.txt", root.parent / "temporary"
    asked.write_text("\n".join(drawn), encoding="utf-8")
    here.mkdir()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(here)}
    environment["PYTHONPATH"] = os.pathsep.join(map(str, (root / PLUGINS, root)))
    environment["UNCHANGED"] = str(REPOSITORY / PLUGINS)
    ran = subprocess.run(
        [sys.executable, "-m", "tools.mutants.loop", asked, results, str(jobs)],
        cwd=root,
        env=environment,
        check=False,
    )
    states = dict.fromkeys(drawn, "not tried")
    left_out = []
    lines = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
    for line in lines:
        state, _, name = line.partition("\t")
        if name in states:
            states[name] = state
        else:
            left_out.append(name)
    return states, left_out, ran.returncode


def figures(states: dict[str, str]) -> list[str]:
    """Return lines with the number of each state, and the share that was killed."""
    counted = Counter(states.values())
    lines = [f"{counted[state]:>6}  {state}" for state in STATES]
    if states:
        least, most = interval(counted["killed"], len(states))
        share = counted["killed"] / len(states)
        lines.append(f"killed, of all drawn: {share:.1%} (95 %: {least:.1%} to {most:.1%})")
    return lines


def interval(killed: int, drawn: int) -> tuple[float, float]:
    """Return Wilson's interval of a share (Wilson 1927, doi.org/10.2307/2276774)."""
    share, square = killed / drawn, WIDTH * WIDTH
    middle = (share + square / (2 * drawn)) / (1 + square / drawn)
    spread = math.sqrt(share * (1 - share) / drawn + square / (4 * drawn * drawn))
    half = WIDTH * spread / (1 + square / drawn)
    return max(0.0, middle - half), min(1.0, middle + half)


if __name__ == "__main__":
    sys.exit(main())
