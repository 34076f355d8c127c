"""Rules of combination."""

import pytest

from support import Check, unit

HEAD = "qualification: QCO\ntitle: Q\nawarding_organisation: iQ\nsource: {kind: draft}\n"


@pytest.mark.parametrize(
    ("rules", "units", "said"),
    [
        ("groups: [{id: g, units: [AA, BB], min_units: 2}]", "AA", "2 units of group g; AA taken"),
        ("groups: [{id: g, units: [AA, BB], min_units: 1}]", "CC", "1 unit of group g; none taken"),
        ("groups: [{id: g, units: [AA, BB], min_units: 2, max_units: 2}]", "AA BB", ""),
        (
            "groups: [{id: g, units: [AA, BB], max_units: 1}]",
            "AA BB",
            "at most 1 unit of group g; AA, BB taken",
        ),
        (
            "groups: [{id: g, units: [AA, BB], min_credits: 9}]",
            "AA",
            "9 credits of group g; 4 count so far",
        ),
        (
            "groups: [{id: g, units: [AA, BB], max_credits: 5}]\ncredits: 8",
            "AA BB",
            "8 credits in all; 5 count so far",
        ),
        ("groups: [{id: g, units: [AA, BB]}]\ncredits: 8", "AA BB", ""),
        (
            "groups: [{id: g, units: [AA, BB]}]\nbarred: [[AA, BB]]",
            "AA BB",
            "only one of AA and BB; both are taken",
        ),
        ("groups: [{id: g, units: [AA, BB]}]\nbarred: [[AA, BB], [BB, CC]]", "BB", ""),
    ],
)
def test_combination(check: Check, rules: str, units: str, said: str) -> None:
    """The units taken make up the qualification, or the finding says what they do not do."""
    taken = ", ".join(f"{word}: submitted" for word in units.split())
    checked = check(
        {
            **{f"criteria/{c}.yml": unit("AC1", code=c, extra="credit: 4\n") for c in ("AA", "BB")},
            "criteria/cc.yml": unit("AC1", code="CC"),
            "criteria/q.yml": f"{HEAD}{rules}\n",
            "evidence/portfolio.yml": f"learner: L1\nqualifications: [QCO]\nunits: {{{taken}}}\n",
        }
    )

    found = [d.finding for d in checked.diagnostics if d.rule.code == "CRI107"]
    assert [it.message for it in found] == ([f"QCO asks for {said}"] if said else [])


def test_what_lacks_is_said_when_everything_is_submitted(check: Check) -> None:
    """While a unit is in progress, units may still be added, so nothing lacks yet."""
    files = {
        "criteria/aa.yml": unit("AC1", code="AA"),
        "criteria/bb.yml": unit("AC1", code="BB"),
        "criteria/q.yml": f"{HEAD}groups: [{{id: g, units: [AA, BB], min_units: 2}}]\n",
        "evidence/portfolio.yml": "learner: L1\nqualifications: [QCO]\nunits: {AA: in-progress}\n",
    }
    checked = check(files)

    assert not [d for d in checked.diagnostics if d.rule.code == "CRI107"]
    assert checked.coverage.qualifications == {"QCO": "uncovered"}
