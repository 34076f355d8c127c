"""What is said of unit files, pages, links, claims, decisions and samples, in full.

Many small portfolios have slips in them; `said/*.txt` holds every finding with all that it says.
"""

from pathlib import Path

import pytest

from crossfolio.core.check import Checked
from support import Check, Files, Golden, lost, page, unit, whole

HERE = Path(__file__).parent


def outcomes(*ids: str) -> str:
    rows = "".join(f"  - {{id: {id}, text: Do it}}\n" for id in ids)
    return f"outcomes:\n{rows}"


def bud(extra: str, *rows: str) -> Files:
    return {"criteria/bud.yml": unit(*rows, extra=extra)}


TWO_OUTCOMES = outcomes("LO1", "LO2")
LONG = outcomes("Planning", "Reviewing", "Rest")
ENROLMENT = "evidence/portfolio.yml"
ACTIONS = (
    "feedback: Do.\nactions: [{text: Do, due: 2026-06-30}, {text: Do, due: 2026-07-01}, "
    "{text: Do, due: 2026-06-01, closed_on: 2026-05-02}]\n"
)
ZEROS = "0" * 64
DECIDED = {
    f"assessment/decisions/D{number}.yml": f"decision: D{number}\nassessor: {who}\ndate: {day}\n"
    f"evidence: [{{id: {item}, fingerprint: 'cf2:{ZEROS}'}}]\n"
    f"criteria: [{{criterion: {criterion}, outcome: met}}]\n{more}"
    for number, (who, day, item, criterion, more) in enumerate(
        (
            ("ANN1", "2026-05-01", "E01", "BUD.AC1", ""),
            ("ANN2", "2026-05-02", "E01", "BUD.AC2", ""),
            ("L1", "2026-05-03", "E02", "BUD.AC3", ""),
            ("W1", "2026-05-04", "E1", "BUD.AC4", "supersedes: [D0, D33, D99]\n"),
            ("T1", "2026-05-05", "E01", "BUD.AC5", ""),
            ("T1", "2026-05-06", "E01", "BUD.AC6", "countersigned_by: W1\n"),
            ("T1", "2026-05-07", "E01", "BUD.AC7", "countersigned_by: ANN1\n"),
            ("ANN1", "2026-07-02", "E01", "BUD.AC8", "countersigned_by: T1\n"),
            ("ANN1", "2026-04-13", "E01", "BUD.AC8", f"after: {{D0: {ZEROS}, D77: {ZEROS}}}\n"),
            ("SOMEBODY", "2026-05-01", "E01", "XYZ.AC1", "countersigned_by: NOBODY\n"),
        )
    )
}
PEOPLE = (
    "people:\n  L1: {roles: [learner], display_name: L}\n"
    "  ANN1: {roles: [assessor], display_name: A}\n"
    "  T1: {roles: [trainee-assessor], display_name: T}\n"
    "  W1: {roles: [witness], display_name: W, relationship: colleague}\n"
)
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
    "links": {
        "evidence/e02.md": page(id="E02", title="Other", body="# First part\n\n# Second part\n"),
        "evidence/deep/e03.md": page(
            id="E03", body="See [a](e04.md) and [b](../e02.md#first-par).\n"
        ),
        "evidence/e01.md": page(
            body="# Own part\n\n[a](e02.md#first-part) [b](e02.md#frist-part) [c](#own-prt) "
            "[d](e2.md) [e](E02.md#x) [f](deep/e3.md#y) [g](e03.md) [h](gaps.md) [i](units/x.md) "
            "[j](../e02/) [k](../nowhere/) [l](../../other/) [m](e02.md#zzz) [n](zzz.md)\n"
        ),
    },
    "parts and ranges": {
        **bud(
            "",
            "AC1 range: [{id: R1, of: [a, bee], at_least: 3}, {id: R2, distinct: date}, {id: r1}]",
            "AC2 parts: [{id: a, text: A}, {id: b, text: B}], parts_needed: 3",
            "AC2a parts_needed: 1",
            "AC3 range: [{id: R3, of: [x, Y], at_least: 2}], parts: [{id: a, text: A}]",
        ),
        "evidence/e01.md": page(
            criteria="[BUD.AC2, {criterion: BUD.AC3a, range: {R3: [X, z], R4: [q, s], R2: [w]}}, "
            "{criterion: BUD.AC1, range: {R1: [be, a], R2: [d]}}, {criterion: BUD.AC2c}, BUD.AC2b]"
        ),
    },
    "samples and policy": {
        ENROLMENT: "learner: L1\nunits: {BUD: submitted}\n",
        "assessment/people.yml": "people:\n  L1: {roles: [learner], display_name: L}\n"
        "  A1: {roles: [assessor], display_name: A}\n"
        "  T1: {roles: [trainee-assessor], display_name: T}\n"
        "  QA1: {roles: [internal-quality-assurer], display_name: Q}\n",
        "assessment/sampling.yml": "share: {low: 10%, high: 50%}\n"
        "risk: {A1: low, T1: high, L1: low, A2: low}\n",
        "assessment/decisions/D01.yml": "decision: D01\nassessor: A1\ndate: 2026-05-02\n"
        f"evidence: [{{id: E01, fingerprint: 'cf2:{'0' * 64}'}}]\n"
        "criteria: [{criterion: BUD.AC1, outcome: met}]\n",
        **{
            f"assessment/samples/S{number}.yml": f"sample: S{number}\nquality_assurer: {who}\n"
            f"date: {day}\nstage: interim\ndecisions: [{named}]\noutcome: {outcome}\n{more}"
            for number, (who, day, named, outcome, more) in enumerate(
                (
                    ("L1", "2026-05-02", "D01", "agree", ""),
                    ("A1", "2026-05-01", "D01", "agree", "feedback: Well.\n"),
                    ("QA2", "2026-07-02", "D02", "disagree", "feedback: Why?\n"),
                    ("T1", "2026-07-01", "d01", "agree", "plan: P1\n"),
                    (
                        "QA1",
                        "2026-05-03",
                        "D9, D01",
                        "more-evidence",
                        ACTIONS,
                    ),
                )
            )
        },
    },
    "ranges of tags": {
        **bud("", *(f"AC{n}" for n in range(1, 7))),
        "evidence/e01.md": page(criteria="[BUD.AC1-AC3, BUD.AC5]"),
        "evidence/e02.md": page(id="E02", criteria="\n  - BUD.AC1-3\n  - BUD.AC6"),
        "evidence/e03.md": page(id="E03", criteria="\n    - BUD.AC1 to BUD.AC2\n"),
        "evidence/e05.md": page(
            id="E05", criteria="[{criterion: BUD.AC1-AC2, at: x}, 'BUD.AC4, BUD.AC5']"
        ),
        "evidence/e06.md": page(id="E06", criteria="[]", body="[BUD.AC1] [BUD.AC2]\n"),
        "evidence/e07.md": page(id="E07", criteria="[]", status="draft"),
        "evidence/e08.md": page(id="E08", criteria=None, body="[BUD.AC1]\n"),
    },
    "marks": {
        **bud("", "AC1", "AC2", "AC3", "AC4"),
        "evidence/e01.md": page(
            criteria="[BUD.AC1, BUD.AC2, {criterion: BUD.AC3, at: first}, BUD.AC44]",
            body="# First\n\n(BUD.AC1) and [AC2], [AC1, AC2] and [bud.ac3]\n\n"
            "[BUD.AC4] [BUD.AC44] [BUD.AC5] `[BUD.AC1]` BUD.AC2 [BUD.AC1](x.md) [BUD AC1]\n",
        ),
        "evidence/e02.md": page(id="E02", body="(AC1) [BUD.AC1, BUD.AC2] [BUD.AC1; BUD.AC9]\n"),
        "evidence/e03.md": page(id="E03", status="withdrawn", body="(BUD.AC1) [BUD.AC9] [AC1]\n"),
        "evidence/e04.md": page(
            id="E04",
            criteria="[{criterion: BUD.AC1, at: '12'}, {criterion: BUD.AC2, at: '1:60'}, "
            "{criterion: BUD.AC3, at: '1:59'}, {criterion: BUD.AC4, at: frist}]",
            body="# First\n",
        ),
    },
    **{
        name: {
            **bud("", *(f"AC{n}" for n in range(1, 9))),
            ENROLMENT: f"learner: {learner}\nunits: {{BUD: submitted}}\n",
            "assessment/people.yml": PEOPLE,
            "evidence/e02.md": page(id="E02", criteria="[BUD.AC3]", date="2026-05-04"),
            **DECIDED,
        }
        for name, learner in (("who decides", "L1"), ("a learner who is not there", "L2"))
    },
    **{
        f"{number} claims that count": {
            **bud("", *(f"AC{n}" for n in range(9)), "AC9 status: withdrawn"),
            "evidence/e01.md": page(
                criteria=f"[BUD.AC9, {', '.join(f'BUD.AC{n}' for n in range(number))}]"
            ),
        }
        for number in (8, 9)
    },
    "misspelt where they are defined": {
        **bud("", "AC1", "AC2", "Plaan", "Reveiw", "Gone"),
        "criteria/msc.yml": unit("AC1", "AC2", code="MSCX"),
        ENROLMENT: "learner: L1\nunits: {BUD: submitted, MSCQ: submitted}\n"
        "waivers:\n  - {criterion: BUD.Plan, reason: R}\n  - {criterion: MSCQ.AC1, reason: R}\n",
        "evidence/e01.md": page(
            criteria="[BUD.AC1, BUD.Plan, BUD.Review, MSCQ.AC1]", body="[BUD.Review] [BUD.Plan]\n"
        ),
        "evidence/e02.md": page(id="E02", criteria="[BUD.AC2, BUD.Plan, MSCQ.AC2]"),
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
        told += f"{lost(one.finding)}\n" if one.finding.loss else ""
    return told


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(name: str, check: Check, golden: Golden) -> None:
    """Each slip brings exactly these findings, with all that they say."""
    golden(HERE / f"said/{name.replace(' ', '_')}.txt", _told(check(CASES[name])))
