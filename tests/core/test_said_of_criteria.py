"""What is said of unit files, of attached paths and of claims, in full, for many small slips."""

from pathlib import Path

import pytest

from crossfolio.core.check import Checked
from support import Check, Files, Golden, page, unit, whole

HERE = Path(__file__).parent


def outcomes(*ids: str) -> str:
    rows = "".join(f"  - {{id: {id}, text: Do it}}\n" for id in ids)
    return f"outcomes:\n{rows}"


def bud(extra: str, *rows: str) -> Files:
    return {"criteria/bud.yml": unit(*rows, extra=extra)}


TWO_OUTCOMES = outcomes("LO1", "LO2")
LONG = outcomes("Planning", "Reviewing", "Rest")
ENROLMENT = "evidence/portfolio.yml"
CASES: dict[str, Files] = {
    "one criterion names no outcome": bud(TWO_OUTCOMES, "AC1 outcomes: [LO1, LO3]"),
    "several name one that is near": bud(
        LONG, "AC1 outcomes: [Planing, Rest]", "AC2 outcomes: [Planing]"
    ),
    "one names what is near": bud(LONG, "AC1 outcomes: [Planing]", "AC2 outcomes: [Rest]"),
    "one names what is used": bud(
        LONG, "AC1 outcomes: [Planing]", "AC2 outcomes: [Planning, Reviewing, Rest]"
    ),
    "one is left over": bud(LONG, "AC1 outcomes: [Planning, Rest]", "AC2 outcomes: [Zzz]"),
    "two name one that is left over": bud(
        LONG, "AC1 outcomes: [Planning, Rest, Zzz]", "AC2 outcomes: [Zzz]"
    ),
    "only a withdrawn one names it": bud(
        TWO_OUTCOMES, "AC1 outcomes: [LO1]", "AC2 status: withdrawn, outcomes: [LO2, LO1]"
    ),
    "one lies within another": bud(
        TWO_OUTCOMES.replace("text: Do it}", "text: Do it, within: LO2}", 1), "AC1 outcomes: [LO1]"
    ),
    "zeros and looks": bud("", "AC1", "AC01", "ACl", "AC001", "ACO1", "ACI"),
    "a waiver for another": {
        **bud("", "AC1", "AC2"),
        ENROLMENT: "learner: L1\nunits: {BUD: submitted}\n"
        "waivers:\n  - {criterion: BUD.AC22, reason: R}\n  - {criterion: XYZ.Q, reason: R}\n",
    },
    "versions": {
        **bud('version: "3"\n', "AC1"),
        "criteria/mcs.yml": unit("AC1", code="MCS"),
        "criteria/poe.yml": unit("AC1", code="POE", extra='version: "2"\n'),
        ENROLMENT: "learner: L1\nunits: {BUD: submitted, MCS: submitted}\n"
        'versions: {BUD: "2", MCS: "1", POE: "2", XYZ: "1"}\n',
    },
    "nothing is asked": {"criteria/bud.yml": None},
    "one unit is not there": {
        ENROLMENT: "learner: L1\nunits: {BUDD: submitted, ZED: submitted}\nqualifications: [QQ]\n"
    },
    "paths": {
        "evidence/plans.csv": "x\n",
        "evidence/deep/wall.txt": "x\n",
        "evidence/loose.txt": "x\n",
        "evidence/notes.markdown": "x\n",
        "evidence/e01.md": page(
            attachments="['plan.csv', '../up.txt', 'deep\\wall.txt', '\\deep', 'C:\\x', "
            "'deep/wal.txt', 'wall.txt', '/etc/passwd', 'zzz.txt']"
        ),
    },
    "claims": {
        **bud("", "AC1", "AC2", "AC3 status: withdrawn, replaced_by: BUD.AC2", "AC4 revision: 3"),
        "criteria/mcs.yml": unit("AC1", "AC7", code="MCS"),
        ENROLMENT: "learner: L1\nunits: {BUD: submitted}\n",
        "evidence/e01.md": page(
            criteria="[BUD.AC1, BUD.AC1, BUD.AC3, MCS.AC1, BUD.AC4@2, BUD.AC4@4, AC7, BUD, LO1, "
            "{criterion: BUD.AC2, at: plans}, BUD.AC9]",
            body="# Plan\n\n[BUD.AC9] [BUD.AC2] (BUD.AC4) [AC1] [MCS.AC7] [BUD.AC22]\n",
        ),
    },
    "fields": {
        "assessment/people.yml": "people:\n  ANN1: {roles: [learner], display_name: A}\n",
        "evidence/e01.md": page(
            kind="produkt",
            date="{from: 2026-06-05, to: 2026-06-04}",
            author="ANN2",
            assessor="ANN1",
            witness="NOBODY",
        ),
        "evidence/e02.md": page(id="E02", kind="zzz", date="2026-07-03"),
        "evidence/e03.md": page(id="E03", date="2026-07-02"),
    },
}


def _told(checked: Checked) -> str:
    told = ""
    for one in checked.diagnostics:
        told += f"{whole(one)}\n"
        told += f"cause: {one.finding.cause}\n" if one.finding.cause else ""
        told += f"loss: {one.finding.loss}\n" if one.finding.loss else ""
    return told


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(name: str, check: Check, golden: Golden) -> None:
    """Each slip brings exactly these findings, with all that they say."""
    golden(HERE / f"said/{name.replace(' ', '_')}.txt", _told(check(CASES[name])))
