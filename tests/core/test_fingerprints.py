"""Fingerprints: the frozen format, and what moves one."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from crossfolio.core.dialect import Dialect
from crossfolio.core.record.fingerprint import canonical_fields
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Build, page, unit

VECTORS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("fingerprint_vectors.json").read_text("utf-8")
)
SCRIPT = Path(__file__).parents[2] / "docs/explanation/fingerprint.sh"


def fingerprint(root: Path) -> str:
    """Return the fingerprint of the one item of a project."""
    checked = check_project(open_project(root), TODAY, every_fingerprint=True)
    (value,) = checked.portfolio.fingerprints.values()
    return value.value


def built(vector: dict[str, Any], portfolio: Build) -> Path:
    """Write the page and the attachments of a test vector."""
    files = {f"evidence/{k}": v for k, v in vector["attachments"].items()}
    criteria = {"criteria/bud.yml": unit("AC1", "AC2"), "criteria/mcs.yml": unit("AC1", code="MCS")}
    criteria |= {"criteria/cc2.yml": unit("1.10", code="CC2")}
    return portfolio({"evidence/e01.md": vector["page"], **files, **criteria})


@pytest.mark.parametrize("vector", VECTORS, ids=lambda it: it["name"])
def test_vectors(vector: dict[str, Any], portfolio: Build) -> None:
    """The format is frozen: these inputs give these values in every version."""
    item, _ = read_evidence(vector["page"].encode(), "evidence/e01.md", "evidence", Dialect())

    assert item is not None
    assert canonical_fields(item) == vector["fields"]
    assert item.body == vector["body"]
    assert fingerprint(built(vector, portfolio)) == vector["fingerprint"]


@pytest.mark.skipif(
    not all(map(shutil.which, ("sh", "sha256sum", "awk"))), reason="needs a POSIX shell"
)
@pytest.mark.parametrize("vector", VECTORS, ids=lambda it: it["name"])
def test_vectors_by_shell(vector: dict[str, Any], tmp_path: Path) -> None:
    """An auditor gets the same value with a short shell script and nothing of ours."""
    fields, body, codes = (tmp_path / it for it in ("fields.json", "body", "codes.txt"))
    codes.write_text("\n".join(vector["codes"]) + "\n")
    fields.write_bytes(vector["fields"].encode())
    body.write_bytes(vector["body"].encode())
    arguments = []
    for number, (name, text) in enumerate(reversed(vector["attachments"].items())):
        file = tmp_path / f"file {number}"
        file.write_bytes(text.encode())
        arguments += [name, str(file)]
    shell = str(shutil.which("sh"))
    done = subprocess.run(
        [shell, str(SCRIPT), str(codes), str(fields), str(body), *arguments],
        capture_output=True,
        check=True,
    )

    assert done.stdout.decode().strip() == vector["fingerprint"]
    assert len(SCRIPT.read_text("utf-8").splitlines()) <= 25


BASE = page(criteria="[BUD.AC1, {criterion: BUD.AC2, at: plan}]", body="# Plan\n\nÜ text\n")


@pytest.mark.parametrize(
    "same",
    [
        BASE.replace("at: plan", "at: plans"),
        BASE.replace("at: plan", "at: plan, revision: 1"),
        BASE.replace("[BUD.AC1, ", "["),
        BASE.replace("# Plan", "# Plan [BUD.AC1]"),
        BASE.replace("\n", "\r\n"),
        BASE.replace("\n", "\r"),
        "\ufeff" + BASE,
        BASE.replace("[BUD.AC1, {", "[{").replace("plan}]", "plan}, bud.ac1]"),
        BASE.replace("BUD.AC1,", "{criterion: BUD.AC1},"),
        BASE.replace("at: plan}", "at: plan, x-mine: 1}"),
        BASE.replace("kind:", "x-mine: {a: [1, 2]}\nkind:"),
        BASE.replace("kind:", "status: submitted\naudience: public\nkind:"),
        BASE.replace("kind:", "standards: []\ncontext: {real_work: true}\nkind:"),
        BASE.replace("kind:", "context: {real_work: true, x-mine: 1}\nkind:"),
        BASE.replace("title: A plan", 'title: "A plan"'),
        BASE.replace("title: A plan\n", "").replace("kind:", "title: A plan\nkind:"),
        BASE.replace("kind:", "tilte: an unknown field\nkind:"),
    ],
)  # fmt: skip
def test_what_moves_nothing(same: str, portfolio: Build) -> None:
    """Line ends, a BOM, claims, marks, fields of one's own and defaults move nothing."""
    before = fingerprint(portfolio({"evidence/e01.md": BASE}))

    assert fingerprint(portfolio({"evidence/e01.md": same})) == before


@pytest.mark.parametrize(
    "other",
    [
        BASE.replace("A plan", "A  plan!"),
        BASE.replace("Ü text", "U text"),
        BASE + "\n",
        BASE.replace("# Plan", "# Plan [BUD.AC9]"),
        BASE.replace("product", "case-study"),
        BASE.replace("kind:", "context: {real_work: false}\nkind:"),
        BASE.replace("kind:", "attachments: [a.txt]\nkind:"),
    ],
)
def test_what_moves_it(other: str, portfolio: Build) -> None:
    """Title, text, kind, setting and attachments are what is judged."""
    before = fingerprint(portfolio({"evidence/e01.md": BASE, "evidence/a.txt": "a"}))

    assert fingerprint(portfolio({"evidence/e01.md": other})) != before


def test_bytes_of_attachments_move_it(portfolio: Build) -> None:
    """An attachment's bytes and its place beside the page are what is judged."""
    text = page(attachments="[a.txt]")
    values = {
        fingerprint(portfolio({"evidence/e01.md": text, "evidence/a.txt": it}))
        for it in ("a", "a\n", "a\r\n")
    }

    assert len(values) == 3


def test_moving_an_item_with_its_files_moves_nothing(portfolio: Build) -> None:
    """Paths count relative to the page, so that sorting a folder stales no decision."""
    text = page(attachments="[sub/a.txt]")
    root = portfolio({"evidence/e01.md": text, "evidence/sub/a.txt": "a"})
    before = fingerprint(root)
    (root / "evidence/deep").mkdir()
    for name in ("e01.md", "sub"):
        (root / "evidence" / name).rename(root / "evidence/deep" / name)

    assert fingerprint(root) == before
