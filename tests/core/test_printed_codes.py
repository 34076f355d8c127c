"""Codes are kept letter for letter as the unit file prints them, and compared without case."""

import json

import pytest

from support import TODAY, Build, Check, Run, codes, only

UNIT = """\
unit: st-0787
title: Knowledge
source: {kind: draft}
outcomes:
  - {id: a, text: Aim a}
  - {id: a1, within: A, text: Aim a1}
criteria:
  - {id: k10, text: Knows ten., outcomes: [A1]}
  - {id: k2, text: Knows two., outcomes: [a]}
  - {id: level-1, text: Level one.}
  - {id: Lo1.Ac2, text: Mixed., similar_to: [ST-0787.K2]}
  - {id: 2.A.1.a, text: Deep.}
  - {id: "1.1a", text: Short., status: withdrawn, replaced_by: ST-0787.2.a.1.A}
"""
QUALIFICATION = """\
qualification: Q1
title: Q
source: {kind: draft}
awarding_organisation: X
groups:
  - {id: A, title: all, mandatory: true, units: [ST-0787]}
"""
PORTFOLIO = """\
learner: L1
qualifications: [Q1]
units: {ST-0787: submitted}
waivers:
  - {criterion: ST-0787.Level-1, reason: RPL}
"""
PAGE = """\
---
id: E1
title: One
kind: product
date: 2026-04-14
criteria: [ST-0787.K10, K2, LO1.AC2, 2.a.1.A]
author: L1
---
# Work [ST-0787.K10] [St-0787.k2, st-0787.lo1.ac2]

Deep [ST-0787.2.a.1.a].
"""
PEOPLE = """\
people:
  L1: {roles: [learner], display_name: Learner}
  A1: {roles: [assessor], display_name: Assessor}
"""
FILES = {
    "criteria/bud.yml": None,
    "criteria/k.yml": UNIT,
    "criteria/q.yml": QUALIFICATION,
    "evidence/portfolio.yml": PORTFOLIO,
    "evidence/e01.md": None,
    "evidence/e1.md": PAGE,
    "assessment/people.yml": PEOPLE,
}


def test_every_report_has_the_printed_form(portfolio: Build, run: Run, check: Check) -> None:
    """Tags, marks, waivers and groups in any case mean the criterion, which keeps its letters."""
    root = portfolio(FILES)

    told = json.loads(run("check", root, "--format", "json").out)

    found = {
        criterion["id"]: (criterion["state"], criterion["outcomes"])
        for criterion in told["coverage"]["criteria"]
    }
    assert found == {
        "st-0787.k2": ("covered", ["st-0787.a"]),
        "st-0787.k10": ("covered", ["st-0787.a1"]),
        "st-0787.level-1": ("uncovered", []),
        "st-0787.Lo1.Ac2": ("covered", []),
        "st-0787.2.A.1.a": ("covered", []),
    }
    assert [unit["id"] for unit in told["coverage"]["units"]] == ["st-0787"]
    assert codes(check(root), "SRC", "CRI", "TAG") == []


def test_decisions_in_any_case(portfolio: Build, run: Run, check: Check) -> None:
    """A decision is written with the printed form, and one in another case decides the same."""
    root = portfolio(FILES)
    assert run("assess", root, "--as", "A1", "--met", "ST-0787.K2", "--today", str(TODAY)).code == 0
    (file,) = (root / "assessment/decisions").iterdir()
    written = file.read_text("utf-8")
    assert "criterion: st-0787.k2" in written

    file.write_text(written.replace("st-0787.k2", "ST-0787.K2"), "utf-8")

    assert check(root).coverage.criteria["st-0787.k2"].state == "accepted"


@pytest.mark.parametrize("name", ["k2", "ST-0787.K2"])
def test_explain(name: str, portfolio: Build, run: Run) -> None:
    """A criterion is found by its code alone where one unit has it, and in any case."""
    assert run("explain", name, portfolio(FILES)).out.startswith("st-0787.k2 ")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("criteria/k.yml", UNIT.replace("id: k10", "id: K2")),
        ("criteria/k2.yml", UNIT.replace("unit: st", "unit: ST")),
        ("evidence/portfolio.yml", PORTFOLIO.replace("submitted}", "submitted, st-0787: draft}")),
    ],
    ids=["two criteria", "two units", "two entries"],
)
def test_case_alone_tells_nothing_apart(
    path: str, text: str, portfolio: Build, check: Check
) -> None:
    """What differs in case alone is there twice, and is told."""
    found = check(portfolio(FILES | {path: text}))

    assert codes(found, "SRC104", "CRI102", "CRI105")


def test_a_unit_in_another_version(portfolio: Build, check: Check) -> None:
    """What `portfolio.yml` says of a unit holds whatever the case of its code."""
    unit = UNIT.replace("title: Knowledge", 'title: Knowledge\nversion: "2"')
    taken = f'{PORTFOLIO}versions: {{ST-0787: "1"}}\n'

    found = check(portfolio(FILES | {"criteria/k.yml": unit, "evidence/portfolio.yml": taken}))

    assert "of st-0787," in only(found, "EVI140").finding.message


MIGRATION = """\
from: "1"
to: "2"
map:
  - {from: ST-0787.lo1.ac2, to: [st-0787.K10], how: renamed}
  - {from: st-0787.k2, to: [ST-0787.K2], how: same}
"""


def test_a_migration_in_any_case(portfolio: Build, run: Run) -> None:
    """Short tags with dots and names in other cases are carried over, to the printed form."""
    unit = UNIT.replace("title: Knowledge", 'title: Knowledge\nversion: "2"')
    page = PAGE.replace("[ST-0787.K10, K2, LO1.AC2, 2.a.1.A]", "[K2, LO1.AC2, 2.a.1.A]")
    root = portfolio(
        FILES
        | {
            "criteria/k.yml": unit,
            "evidence/e1.md": page.replace("# Work [ST-0787.K10]", "# Work"),
            "evidence/portfolio.yml": f'{PORTFOLIO}versions: {{ST-0787: "1"}}\n',
            "criteria/migrations/2.yml": MIGRATION,
        }
    )

    ran = run("migrate", root / "criteria/migrations/2.yml", root)

    assert ran.code == 0
    assert "+criteria: [K2, st-0787.k10, 2.a.1.A]" in ran.out
    assert "[St-0787.k2, st-0787.k10]" in ran.out
    assert '+versions: {ST-0787: "2"}' in ran.out


def test_tags_of_parts_are_codes_of_the_audit(portfolio: Build, run: Run) -> None:
    """Marks of parts are left out of what an auditor hashes, as the check leaves them out."""
    unit = UNIT.replace("{id: level-1,", "{id: level-1, parts: [{id: a, text: A}],")
    root = portfolio(FILES | {"criteria/k.yml": unit})

    assert run("export", "audit", root, "--out", root.parent / "audit").code == 0

    codes_of = (root.parent / "audit/codes.txt").read_text("utf-8").splitlines()
    assert {"st-0787.level-1", "st-0787.level-1a", "st-0787.Lo1.Ac2"} <= set(codes_of)
