"""The commonest slips of one line each, with what is found of each: read it as a learner would.

`slips.txt` holds each slip, the line that it is in, and the findings in full.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from listed import SLIPS, Slip

from support import Golden, Run

HERE = Path(__file__).parent
PORTFOLIO = HERE / "portfolio"
DAY = ("--today", "2026-07-01")


class Told(NamedTuple):
    """What is printed of a slip."""

    text: str
    errors: int
    paths: list[str]
    """The files of the errors."""


def slipped(slip: Slip, root: Path) -> Path:
    """Write the portfolio with a slip in it."""
    shutil.copytree(PORTFOLIO, root)
    for name, data in slip.beside.items():
        (root / name).write_bytes(data)
    file = root / slip.path
    text = file.read_text("utf-8")
    assert text.count(slip.old) == 1, slip
    file.write_text(text.replace(slip.old, slip.new), encoding="utf-8", newline="\n")
    return root


def told(slip: Slip, root: Path, run: Run) -> Told:
    """Check the portfolio with a slip in it."""
    ran = run("check", slipped(slip, root), *DAY, "--format", "full")
    found = re.findall(r"^(\S+?)(?::\d+:\d+)?: error\[", ran.out + ran.err, re.MULTILINE)
    return Told(ran.out + ran.err, len(found), found)


def test_nothing_is_found_without_a_slip(run: Run) -> None:
    """The portfolio that the slips are made in has no finding at all."""
    ran = run("check", PORTFOLIO, *DAY)

    assert ran.code == 0
    assert ran.out == (
        "8 of 8 criteria covered (100 %), 0 accepted (0 %); 0 errors, 0 warnings, 0 infos\n"
    )


def test_what_is_said_of_each(tmp_path: Path, run: Run, golden: Golden) -> None:
    """Every slip with its findings, in one text that reads well from top to bottom."""
    golden(HERE / "slips.txt", "".join(_shown(tmp_path, run)))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.what)
def test_one_error(slip: Slip, tmp_path: Path, run: Run) -> None:
    """A slip of one line is never more than one error, which stands in the file with the slip."""
    it = told(slip, tmp_path / "p", run)

    assert it.errors <= 1
    assert set(it.paths) <= {slip.path}
    assert "help: " in it.text


def _shown(folder: Path, run: Run) -> Iterator[str]:
    heading = ""
    for number, slip in enumerate(SLIPS, 1):
        if slip.where != heading:
            yield f"{chr(10) if heading else ''}{slip.where.upper()}\n"
            heading = slip.where
        root = folder / str(number)
        said = told(slip, root, run).text
        lines = [line for line in said.splitlines() if not line.startswith("more about a rule")]
        shown = slip.new.strip("\n").replace("\n", "\n   | ") or "(nothing)"
        yield f"\n{number}. {slip.what}\n   in {slip.path}:\n   | {shown}\n\n"
        yield "\n".join(f"   {line}".rstrip() for line in lines) + "\n"
        if is_fixed(root, run):
            yield "   `crossfolio fix` puts it right.\n"


def is_fixed(root: Path, run: Run) -> bool:
    """Tell whether nothing is found any more once the edits of the findings are made."""
    run("fix", root, *DAY, "--write")
    return run("check", root, *DAY).out.endswith("0 errors, 0 warnings, 0 infos\n")
