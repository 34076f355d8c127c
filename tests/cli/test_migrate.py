"""`crossfolio migrate`: claims carried over as a patch that applies, and never a claim lost."""

import random
import subprocess
from pathlib import Path

import pytest

from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Build, Run, page, unit, write

DAY = ("--today", "2026-07-01")
MAP = (
    'from: "2024"\nto: "2026"\nmap:\n'
    "  - {from: BUD.AC1, to: [BUD.AC11], how: renamed}\n"
    "  - {from: BUD.AC2, to: [BUD.AC2, BUD.AC12], how: split}\n"
    "  - {from: BUD.AC3, to: [BUD.AC13], how: merged}\n"
    "  - {from: BUD.AC4, to: [BUD.AC13], how: merged}\n"
    "  - {from: BUD.AC5, to: [], how: withdrawn}\n"
    "  - {from: BUD.AC6, to: [BUD.AC6], how: reworded}\n"
)
NEW = unit("AC2", "AC6", "AC7", "AC11", "AC12", "AC13")
FILE = "criteria/migrations/2026.yml"
BLOCK = (
    "---\nid: E02\ntitle: Two\nkind: product\ndate: 2026-04-14\ncriteria:\n"
    "  - BUD.AC2   # as it was\n  - {criterion: BUD.AC3, note: One}\n"
    "  - criterion: 'BUD.AC4'\n    note: Two\n"
    "---\nShown [BUD.AC2, BUD.AC3] and [bud.ac4].\n"
)
FILES: dict[str, str | bytes | None] = {
    "criteria/bud.yml": NEW,
    FILE: MAP,
    "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
    "evidence/e01.md": page(
        criteria="[BUD.AC1, BUD.AC6, BUD.AC7]", body="Here [BUD.AC1]. `[BUD.AC1]`\n"
    ),
    "evidence/e02.md": BLOCK,
}


@pytest.fixture
def root(portfolio: Build) -> Path:
    """Return a portfolio that is written for the version before."""
    return portfolio(FILES)


def apply(root: Path, patch: str) -> None:
    """Apply a patch as users do."""
    words = ["git", "-C", str(root), "apply", "--whitespace=nowarn", "-"]
    subprocess.run(words, input=patch.encode("utf-8", "surrogateescape"), check=True)


def test_claims_and_marks_are_carried_over(root: Path, run: Run) -> None:
    """The patch applies, and everything beside the IDs stays as it was."""
    ran = run("migrate", root / FILE, root, *DAY)
    assert ran.code == 0
    apply(root, ran.out)

    first = (root / "evidence/e01.md").read_text()
    assert "criteria: [BUD.AC11, BUD.AC6, BUD.AC7]" in first
    assert "Here [BUD.AC11]. `[BUD.AC1]`" in first
    second = (root / "evidence/e02.md").read_text()
    assert "  - BUD.AC2   # as it was\n  - {criterion: BUD.AC13, note: One}\n" in second
    assert "  - criterion: 'BUD.AC13'\n    note: Two\n  - BUD.AC12\n---\n" in second
    assert "Shown [BUD.AC2, BUD.AC12, BUD.AC13] and [BUD.AC13]." in second
    assert (root / "evidence/portfolio.yml").read_text() == (
        'learner: L1\nunits: {BUD: submitted}\nversions: {BUD: "2026"}\n'
    )
    assert "E02 claims `BUD.AC2`, `BUD.AC12` in place of `BUD.AC2`: does it show" in ran.err
    assert "E02 claims `BUD.AC13` more than once" in ran.err
    assert "E01 claims `BUD.AC6`, which is reworded" in ran.err
    again = run("migrate", root / FILE, root, *DAY)
    assert (again.code, again.out) == (0, "")
    assert "nothing to do" in again.err


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("learner: L1\nunits: {BUD: submitted}", '\nversions: {BUD: "2026"}'),
        ("learner: L1\nversions: {BUD: '2024', X: '1'}\n", "versions: {BUD: \"2026\", X: '1'}\n"),
        ("learner: L1\nversions: {}\n", 'versions: {BUD: "2026"}\n'),
        ("learner: L1\nversions:\n  BUD: 2024\n", 'versions:\n  BUD: "2026"\n'),
        (
            "versions:\n  X: '1'\nlearner: L1\n",
            "versions:\n  BUD: \"2026\"\n  X: '1'\nlearner: L1\n",
        ),
        ("learner: L1\r\nunits: {BUD: submitted}\r\n", '\r\nversions: {BUD: "2026"}'),
    ],
)
def test_the_version_is_written_down(root: Path, run: Run, written: str, wanted: str) -> None:
    """Whatever form `portfolio.yml` has, it says the new version and all else."""
    (root / "evidence/portfolio.yml").write_bytes(written.encode())
    ran = run("migrate", root / FILE, root, *DAY)
    assert ran.code == 0
    apply(root, ran.out)

    assert wanted in (root / "evidence/portfolio.yml").read_bytes().decode()
    assert run("migrate", root / FILE, root, *DAY).out == ""


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"evidence/e03.md": page(criteria="[BUD.AC9]", id="E03")}, "`BUD.AC9` is neither in"),
        ({"evidence/e03.md": page(criteria="[AC9]", id="E03")}, "`AC9` is neither in"),
        (
            {
                "criteria/bud.yml": NEW + "  - {id: AC1, text: X, parts: [{id: a, text: Y}]}\n",
                "evidence/e03.md": page(criteria="[BUD.AC1a]", id="E03"),
            },
            "`BUD.AC1a` is a part, and `BUD.AC1` is renamed",
        ),
        ({FILE: MAP.replace("[BUD.AC11]", "[BUD.AC99]")}, "leads to `BUD.AC99`, which no unit has"),
        ({FILE: MAP.replace("to: [], how: withdrawn", "to: [], how: same")}, "`to` says otherwise"),
        ({FILE: MAP.replace("BUD.AC4", "BUD.AC3")}, "`BUD.AC3` is named twice"),
        ({"evidence/e03.md": "---\nid: [\n---\n[BUD.AC1]\n"}, "cannot be read, and names"),
        ({"evidence/e03.md": "---\ncriteria: [ac1\n---\n"}, "cannot be read, and names"),
        ({"evidence/portfolio.yml": "learner: [\n"}, "portfolio.yml is not there, or is no YAML"),
        (
            {"evidence/e02.md": page(id="E02", criteria="[BUD.AC2,\n  BUD.AC7]")},
            "E02 is written so that it has to be changed by hand",
        ),
        ({FILE: "from: [\n"}, "criteria/migrations/2026.yml:"),
        ({FILE: MAP.replace("how: split", "how: torn")}, "cannot be `torn`"),
    ],
)  # fmt: skip
def test_no_claim_is_lost(root: Path, run: Run, files: dict[str, str], reason: str) -> None:
    """What would lose a claim, or cannot be read, gives no patch and every reason."""
    write(root, files)

    ran = run("migrate", root / FILE, root, *DAY)

    assert (ran.code, ran.out) == (1, "")
    assert reason in ran.err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_no_claim_is_lost_in_another_encoding(root: Path, run: Run, encoding: str) -> None:
    """A page that is not UTF-8 and names what is carried over gives no patch."""
    text = page(id="E03", criteria="[BUD.AC1]").replace("E03", "E03\ntitle: Pr\u00fcfung", 1)
    (root / "evidence/e03.md").write_bytes(text.encode(encoding))

    ran = run("migrate", root / FILE, root, *DAY)

    assert (ran.code, ran.out) == (1, "")
    assert "evidence/e03.md: this cannot be read, and names" in ran.err


def test_claims_on_other_units_stay(root: Path, run: Run) -> None:
    """A claim on a unit that the migration is not about stays, in full or as a short code."""
    write(
        root,
        {
            "criteria/cc2.yml": unit("K1", "K2", code="CC2"),
            "evidence/e03.md": page(criteria="[CC2.K1, k2]", id="E03"),
        },
    )

    ran = run("migrate", root / FILE, root, *DAY)

    assert ran.code == 0
    assert "e03.md" not in ran.out


def test_decisions_are_told(root: Path, run: Run) -> None:
    """A decision stays, goes stale or ends with its criterion."""
    rows = "".join(
        f"  - {{criterion: BUD.{it}, outcome: met, wording: '{'0' * 64}'}}\n"
        for it in ("AC1", "AC6", "AC7")
    )
    write(
        root,
        {
            "criteria/bud.yml": unit("AC1", "AC2", "AC6", "AC7", "AC11", "AC12", "AC13"),
            "assessment/decisions/D01.yml": "decision: D01\nassessor: A1\ndate: 2026-05-01\n"
            f"evidence: [{{id: E01, fingerprint: 'cf2:{'0' * 64}'}}]\ncriteria:\n{rows}",
        },
    )
    said = run("migrate", root / FILE, root, *DAY).err

    assert "  D01 on BUD.AC1 ends\n  D01 on BUD.AC6 goes stale\n  D01 on BUD.AC7 stays\n" in said


def test_a_folder_of_migrations_holds_no_units(root: Path, run: Run) -> None:
    """It asks for nothing; a slip in it is found there, and coverage is measured."""
    write(root, {FILE: MAP.replace("how: split", "how: torn")})
    report = run("check", root, "--format", "json", *DAY).report

    assert report["coverage"]["measured"] is True
    found = [diagnostic for diagnostic in report["diagnostics"] if diagnostic["path"] == FILE]
    assert [it["code"] for it in found] == ["CRI101"]


def test_usage(root: Path, run: Run) -> None:
    """A file that is not there ends with 2."""
    assert run("migrate", root / "none.yml", root, *DAY).code == 2


@pytest.mark.parametrize("seed", range(25))
def test_no_migration_that_ends_well_loses_a_claim(portfolio: Build, run: Run, seed: int) -> None:
    """Over random maps and pages, every claim is on its new criteria once the patch is applied."""
    r = random.Random(seed)  # noqa: S311 - no secret
    codes = [f"AC{n}" for n in range(1, 9)]
    targets = {
        code: r.sample(codes, r.choice((0, 1, 1, 1, 2, 3))) for code in codes if r.random() < 0.7
    }
    how = {0: "withdrawn", 1: "renamed"}
    rows = (
        "".join(
            f"  - {{from: BUD.{a}, to: [{', '.join(f'BUD.{b}' for b in to)}], "
            f"how: {how.get(len(to), 'split')}}}\n"
            for a, to in targets.items()
        )
        or "  - {from: BUD.AC1, to: [BUD.AC1], how: same}\n"
    )
    claims = {n: r.sample(codes, r.randint(1, 5)) for n in range(1, 5)}
    files: dict[str, str | bytes] = {
        "criteria/bud.yml": unit(*codes),
        FILE: f"from: a\nto: b\nmap:\n{rows}",
        "evidence/portfolio.yml": "learner: L1\n",
    }
    for n, names in claims.items():
        text = _written(n, names, r)
        files[f"evidence/e0{n}.md"] = (
            text.encode() if r.random() < 0.7 else text.replace("\n", "\r\n").encode()
        )
    root = portfolio(files)
    ran = run("migrate", root / FILE, root, *DAY)
    assert ran.code == 0, ran.err
    apply(root, ran.out)

    after = check_project(open_project(root), TODAY).portfolio
    for n, names in claims.items():
        wanted = {f"BUD.{b}" for a in names for b in (targets.get(a) or [a])}
        item = after.by_id[f"E0{n}"]
        assert {claim.tag for claim in item.claims} == wanted
        assert {mark.criterion for mark in item.marks} == wanted


def _written(number: int, names: list[str], r: random.Random) -> str:
    """Return a page whose list is written in one of several ways."""
    ways = (
        f"criteria: [{', '.join(f'BUD.{name}' for name in names)}]\n",
        "criteria:\n" + "".join(f"  - BUD.{name}\n" for name in names),
        "criteria:\n" + "".join(f"- '{f'BUD.{name}'}' # x\n" for name in names),
        "criteria:\n" + "".join(f"    - criterion: BUD.{name}\n      note: N\n" for name in names),
    )
    marks = " ".join(f"[BUD.{name}]" for name in names)
    return (
        f"---\nid: E0{number}\ntitle: T\nkind: product\ndate: 2026-04-14\n{r.choice(ways)}---\n"
        f"# Title\n\nText {marks} and [{', '.join(f'BUD.{name}' for name in names)}].\n"
    )
