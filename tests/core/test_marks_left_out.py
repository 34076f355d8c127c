"""Fingerprints: marks and tags of known criteria never move one, and any other edit does."""

import os
import random
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from crossfolio.core.evidence import Evidence
from crossfolio.core.record.fingerprint import fingerprint
from crossfolio.core.record.marks import without_marks
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs/explanation/fingerprint.sh"
EDITS = int(os.environ.get("CROSSFOLIO_EDITS", "25"))
"""How many edits are tried in each page."""
BEGINNING = re.compile(r"(?:[ \t]*(?:#+[ \t]+|[-*+][ \t]+|[0-9]+[.)][ \t]+|[>|][ \t]*))*[ \t]*")
NO_TEXT = re.compile(r"\s*(?:```.*|\|[-:| ]*|-{3,}|)")


@cache
def worked() -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Return the items of the worked portfolio, and the codes of its criteria."""
    portfolio = check_project(open_project(ROOT), TODAY).portfolio
    return portfolio.evidence, tuple(sorted(portfolio.framework.criteria))


ITEMS, CODES = worked()


def marks(r: random.Random) -> str:
    """Return one mark or several, side by side or apart, of one code or several, in any case."""
    forms = ("[{}]", "[{}, {}]", "[{},{}]")
    made = [
        r.choice(forms).format(*(r.choice((str.upper, str.lower))(r.choice(CODES)) for _ in "ab"))
        for _ in range(r.randint(1, 3))
    ]
    return r.choice((" ", "")).join(made)


def with_marks(body: str, r: random.Random) -> str:
    """Return a body with marks at the start or end of a line or cell, or behind a word."""
    lines = body.split("\n")
    number = r.choice([n for n, it in enumerate(lines) if not NO_TEXT.fullmatch(it)])
    line, added = lines[number], marks(r)
    start = BEGINNING.match(line)
    begins = start.end() if start else 0
    cells = [match.end() for match in re.finditer(r"\|[ \t]*(?=[^ \t|\n])", line)]
    words = [match.end() for match in re.finditer(r"\w(?=[ ])", line)]
    end = len(line.rstrip(" \t|"))
    ways = [(begins, f"{added} "), *((at, f"{added} ") for at in cells)]
    ways += [(end, f" {added}"), *((at, f" {added}") for at in words)]
    at, text = r.choice([way for way in ways if way[0] >= begins])
    lines[number] = line[:at] + text + line[at:]
    return "\n".join(lines)


def hashed(item: Evidence, body: str) -> str:
    return fingerprint(replace(item, body=body), {}, frozenset(CODES)).value


@pytest.mark.parametrize("item", ITEMS, ids=lambda it: it.id)
def test_marks_move_nothing(item: Evidence) -> None:
    """Marks added in any block leave the fingerprint as it was; a changed letter never does."""
    r = random.Random(item.id)  # noqa: S311 - no secret
    before = hashed(item, item.body)
    for _ in range(EDITS if item.body.strip() else 0):
        body = with_marks(item.body, r)
        assert hashed(item, body) == before, body
        outside = [match.start() for match in re.finditer(r"[A-Za-z0-9](?![^\[\n]*\])", item.body)]
        at = r.choice(outside)
        other = "x" if item.body[at] != "x" else "y"
        for edited in (
            item.body[:at] + other + item.body[at + 1 :],
            item.body[:at] + item.body[at + 1 :],
            item.body[:at] + "not " + item.body[at:],
        ):
            assert hashed(item, edited) != before, (at, edited[at - 20 : at + 20])


@pytest.mark.parametrize("item", ITEMS, ids=lambda it: it.id)
def test_tags_and_handling_move_nothing(item: Evidence) -> None:
    """Every field but claims and those of handling moves the fingerprint; those never do."""
    before = hashed(item, item.body)
    handling = {"criteria", "status", "audience", "declaration", "attachments", "language"}
    for name in (*item.fields, "criteria"):
        other = {**item.fields, name: ["other"]}
        moved = fingerprint(replace(item, fields=other), {}, frozenset(CODES)).value != before
        assert moved is (name not in handling), name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("score [62.5]", "score [84.5]"),
        ("[A4](a.md)", "[A5](a.md)"),
        ("t[BUD.AC1]", "t[BUD.AC2]"),
        ("![BUD.AC1]", "![BUD.AC2]"),
        (r"\[BUD.AC1]", r"\[BUD.AC2]"),
        ("[BUD.AC1]: a", "[BUD.AC2]: a"),
        ("[BUD.AC1](a)", "[BUD.AC2](a)"),
        ("see [K1]", "see [K2]"),
        ("[SLA.95]", "[SLA.99]"),
        ("[BUD.AC1 BUD.AC2]", "[BUD.AC2 BUD.AC1]"),
        ("[BUD.AC77]", "[BUD.AC78]"),
    ],
)
def test_other_brackets_are_text(one: str, other: str) -> None:
    """What is no mark is judged, and a change of it is a change."""
    assert without_marks(one, CODES) == one
    assert without_marks(other, CODES) == other


def test_a_long_line_costs_no_more_than_its_length() -> None:
    """Many marks in one line are left out in one pass."""
    line = "- [BUD.AC1] " * 20_000 + "[BUD.AC1]" * 20_000

    assert without_marks(line, frozenset(CODES)).replace("- ", "") == ""


@pytest.mark.skipif(
    not all(map(shutil.which, ("sh", "sed", "awk", "sha256sum"))), reason="needs a POSIX shell"
)
def test_sed_leaves_out_the_same(tmp_path: Path) -> None:
    """The auditor's script gets the same fingerprint of pages full of marks and near-marks."""
    r = random.Random(7)  # noqa: S311 - no secret
    pieces = ["word", "t", "!", "\\", "(a)", ": b", "|", "- ", "> ", "# ", "1. ", " ", "  ", "é"]
    pieces += ["[BUD.AC1]", "[bud.ac2, MCS.AC1]", "[FIG.1]", "[x]", "[BUD.AC1](u)", "[K1]", "\t"]
    body = "\n".join("".join(r.choices(pieces, k=r.randint(1, 9))) for _ in range(3000)) + "\n"
    item = replace(ITEMS[0], body=body)
    for name, text in (
        ("codes.txt", "\n".join(CODES) + "\n"), ("fields", "{}"), ("body", body)
    ):  # fmt: skip
        (tmp_path / name).write_bytes(text.encode())
    done = subprocess.run(
        [str(shutil.which("sh")), str(SCRIPT), "codes.txt", "fields", "body"],
        capture_output=True,
        cwd=tmp_path,
        check=True,
    )

    bare = replace(item, fields={})
    assert done.stdout.decode().strip() == hashed(bare, body)
