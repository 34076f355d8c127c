"""Claims: the first that applies, and only `ok` ones count."""

import pytest

from support import Check, codes, only, page, state, unit

BUD = unit("AC1 revision: 2", "AC2", "AC3 status: withdrawn, replaced_by: BUD.AC2")
QUALIFICATION = """\
qualification: QCO
title: Contact centre
awarding_organisation: iQ
source: {kind: draft}
groups: [{id: core, units: [BUD, MCS]}, {id: other, units: [POE]}]
policy: {simulation: false}
kinds: {forbidden: [case-study]}
"""
ENROLMENT = "learner: L1\nqualifications: [QCO]\nunits: {BUD: submitted, MCS: submitted}\n"


@pytest.mark.parametrize(
    ("tag", "more", "expected"),
    [
        ("BUD-AC1", {}, "malformed"),
        ("BUD.", {}, "malformed"),
        ("BUD.AC1.2", {}, "unknown"),
        ("BÜD.AC1", {}, "malformed"),
        ("\uff22UD.AC1", {}, "malformed"),
        ("BUD.AC\u0661", {}, "malformed"),
        ("AC2", {}, "ok"),
        ("BUD.AC9", {"kind": "case-study"}, "unknown"),
        ("AC1", {}, "ambiguous"),
        ("POE.AC1", {"status": "draft"}, "unwanted"),
        ("BUD.AC3", {"status": "draft"}, "unwanted"),
        ("BUD.AC1", {"kind": "case-study", "status": "draft"}, "unwanted"),
        ("BUD.AC1", {"kind": "simulation"}, "unwanted"),
        ("{criterion: BUD.AC1, revision: 1}", {"status": "draft"}, "outdated"),
        ("{criterion: BUD.AC1, revision: 3}", {"status": "draft"}, "predated"),
        ("BUD.AC1", {"status": "draft"}, "draft"),
        ("bud.ac1", {}, "ok"),
        ("{criterion: BUD.AC1, revision: 2}", {}, "ok"),
    ],
)
def test_precedence(check: Check, tag: str, more: dict[str, object], expected: str) -> None:
    """A claim is the first of the listed states that applies, and counts only if `ok`."""
    checked = check(
        {
            "criteria/bud.yml": BUD,
            "criteria/mcs.yml": unit("AC1", "AC3", code="MCS"),
            "criteria/poe.yml": unit("AC1", "AC2", code="POE"),
            "criteria/q.yml": QUALIFICATION,
            "evidence/portfolio.yml": ENROLMENT,
            "evidence/e01.md": page(criteria=f"[{tag}]", **more),
        }
    )

    assert [it.state.value for it in checked.claims.all] == [expected]
    covers = any(cover.items for cover in checked.coverage.criteria.values())
    assert covers == (expected == "ok")


def test_a_duplicate_comes_before_what_else_is_wrong(check: Check) -> None:
    """The second claim of a criterion is a duplicate, even where it is the better one."""
    checked = check(
        {
            "criteria/bud.yml": BUD,
            "evidence/e01.md": page(criteria="[{criterion: BUD.AC1, revision: 1}, BUD.AC1]"),
        }
    )

    assert [it.state.value for it in checked.claims.all] == ["outdated", "duplicate"]
    assert state(checked, "BUD.AC1") == "uncovered"
    assert codes(checked, "TAG103", "TAG106") == ["TAG106", "TAG103"]


def test_short_tags_name_what_they_meant(check: Check) -> None:
    """A short tag is the criterion of that code where exactly one taken unit has it."""
    units = {"criteria/mcs.yml": unit("AC1", "AC2", code="MCS"), "criteria/bud.yml": unit("AC1")}
    one = check({"evidence/e01.md": page(criteria="[ac2]"), **units})
    several = check({"evidence/e01.md": page(criteria="[AC1]"), **units})

    assert state(one, "MCS.AC2") == "covered"
    assert only(several, "TAG104").finding.message.startswith("`AC1`")


def test_a_number_stays_text(check: Check) -> None:
    """Unquoted `1.10` is the text 1.10, never the number 1.1."""
    checked = check(
        {
            "criteria/bud.yml": unit("1.1", "1.10", code="CC2"),
            "evidence/e01.md": page(criteria="[1.10]"),
        }
    )

    assert state(checked, "CC2.1.10") == "covered"
    assert state(checked, "CC2.1.1") == "uncovered"


def test_a_replacement_is_named(check: Check) -> None:
    """A claim of a withdrawn criterion is told what took its place."""
    checked = check({"criteria/bud.yml": BUD, "evidence/e01.md": page(criteria="[BUD.AC3]")})

    assert only(checked, "TAG105").finding.help == "claim `BUD.AC2`, which took its place"


def test_shared_units_follow_the_stricter_qualification(check: Check) -> None:
    """A kind that one of two chosen qualifications forbids counts for neither."""
    other = QUALIFICATION.replace("QCO", "QCX").replace("[case-study]", "[product]")
    checked = check(
        {
            "criteria/bud.yml": unit("AC1"),
            "criteria/mcs.yml": unit("AC1", code="MCS"),
            "criteria/poe.yml": unit("AC1", code="POE"),
            "criteria/q.yml": QUALIFICATION,
            "criteria/q2.yml": other,
        }
    )

    assert "QCX does not allow" in only(checked, "TAG105").finding.message
