"""Every mistake that the definition of a graded unit can hold, in one file, word for word."""

from pathlib import Path

from support import Check, Golden, whole

UNIT = """\
unit: U3
title: A unit
source: {kind: draft}
grading:
  levels: [pass, merit, distinction]
  rule: table
  table:
    of: [AM1, AM2]
    rows:
      - [pass, pass, pass]
      - [Pass, pass, merit]
      - [pass, merit]
      - [merit, merti, distinction]
      - [merit, merit, top]
outcomes:
  - {id: A, within: B, text: A}
  - {id: B, within: A, text: B}
  - {id: C, within: D, text: C}
criteria:
  - {id: "1", text: One., level: merti, outcomes: [C], methods: [AM1, AM3]}
  - {id: "2", text: Two., outcomes: [C], parts_needed: 2}
  - {id: "3", text: Three., outcomes: [C], parts_needed: 2, parts: [{id: a, text: A}]}
  - {id: "4", text: Four., outcomes: [C], parts: [{id: a, text: A}, {id: A, text: B}]}
  - {id: "4a", text: Beside a part., outcomes: [C]}
  - id: "5"
    text: Five.
    outcomes: [C]
    range:
      - {id: r, of: [x, y], at_least: 3}
      - {id: R, of: [x, y], at_least: 2}
      - {id: s, of: [x], distinct: date, at_least: 1}
      - {id: t, at_least: 1}
      - {id: u, of: [x, X], at_least: 2}
      - {id: v, distinct: date, at_least: 9}
"""
PLAIN = "unit: U4\ntitle: Plain\nsource: {kind: draft}\ncriteria:\n  - {id: '1', text: One.}\n"
NO_TABLE = (
    UNIT[: UNIT.index("  table:")].replace("U3", "U5") + "criteria: [{id: '1', text: One.}]\n"
)
QUALIFICATION = """\
qualification: Q1
title: A qualification
source: {kind: draft}
awarding_organisation: O
groups: [{id: g, units: [U3, U4]}]
grades:
  levels: [pass, merit, distinction]
  points:
    U3: {pass: 1, merti: 2}
    U4: {pass: 1}
    U9: {pass: 1}
  thresholds: {pass: 5, merit: 4, best: 9}
"""
NOTHING_TAKES = """\
qualification: Q2
title: Another one
source: {kind: draft}
awarding_organisation: O
groups: [{id: g, units: [U3]}]
grades: {levels: [pass, merit], points: {U3: {pass: 1}}}
"""


def test_each_mistake_is_said(check: Check, golden: Golden) -> None:
    """Each is found at its place, with what is wrong and what to do."""
    files = {"u3": UNIT, "u4": PLAIN, "u5": NO_TABLE, "q1": QUALIFICATION, "q2": NOTHING_TAKES}
    checked = check(
        {
            **{f"criteria/{name}.yml": text for name, text in files.items()},
            "evidence/portfolio.yml": "learner: L1\nunits: {U3: submitted}\n",
        },
        bare=True,
    )

    found = [
        whole(diagnostic)
        for diagnostic in checked.diagnostics
        if diagnostic.rule.code.startswith("CRI")
    ]
    golden(Path(__file__).with_name("definition_mistakes.txt"), "\n\n".join(found) + "\n")
