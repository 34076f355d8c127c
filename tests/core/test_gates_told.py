"""What gates say, in full, for each way in which enough may be missing or nothing be measured."""

from itertools import product
from pathlib import Path

from crossfolio.core.check import Checked
from support import UNIT, Check, Golden, unit, whole

HERE = Path(__file__).parent
SITE = "site_name: S\nplugins:\n  - crossfolio:\n      {}\n"
GATES = (
    *("min_coverage: 50", "min_coverage: 51", "min_coverage: {outcomes: 100}"),
    *("min_coverage: {BUD: 100}", "min_coverage: {mcs: 1, POE: 0}", "min_coverage: {ZED: 1}"),
    *(
        "min_accepted: 1",
        "min_accepted: 0",
        "min_accepted: {outcomes: 1}",
        "min_accepted: {BUD: 1}",
    ),
    "min_coverage: {all: 100, outcomes: 100, BUD: 100, MCS: 100}",
)
TAKEN = (
    "{BUD: submitted, MCS: submitted}",
    "{BUD: submitted, MCS: in-progress}",
    "{BUD: in-progress, MCS: in-progress}",
    "{MCS: submitted}",
    "{POE: submitted}",
    "{}",
)
UNITS = {
    "criteria/bud.yml": UNIT,
    "criteria/mcs.yml": unit("AC1", code="MCS"),
    "criteria/poe.yml": unit("AC1 status: withdrawn", code="POE"),
}


def _told(checked: Checked) -> str:
    every = checked.diagnostics
    return "".join(
        f"{whole(one)}\n" + (f"cause: {one.finding.cause}\n" if one.finding.cause else "")
        for one in every
        if one.finding.place.path in ("evidence/portfolio.yml", "mkdocs.yml")
    )


def test_gates(check: Check, golden: Golden) -> None:
    """Each gate, over units that are submitted, in progress, without outcomes, or not there."""
    told = ""
    for taken, gate in product(TAKEN, GATES):
        files = {
            **UNITS,
            "evidence/portfolio.yml": f"learner: L1\nunits: {taken}\n",
            "mkdocs.yml": SITE.format(gate),
        }
        told += f"\n{taken}, {gate}\n{_told(check(files))}"
    golden(HERE / "gates.txt", told)
