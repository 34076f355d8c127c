"""How coverage is counted and rounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.coverage import percent
from crossfolio.core.ids import natural, nearest
from support import Check, only, page, unit


@pytest.mark.parametrize(
    ("covered", "total", "expected"),
    [(0, 3, 0), (1, 1000, 1), (1, 2, 50), (2, 3, 67), (999, 1000, 99), (3, 3, 100), (0, 0, None)],
)
def test_percent(covered: int, total: int, expected: int | None) -> None:
    """0 and 100 appear only when they are exactly true, and nothing is no percentage."""
    assert percent(covered, total) == expected


@given(st.integers(1, 10_000), st.data())
def test_percent_is_honest(total: int, data: st.DataObject) -> None:
    """100 means all of it and 0 means none of it, whatever the numbers."""
    covered = data.draw(st.integers(0, total))

    assert (percent(covered, total) == 100) == (covered == total)
    assert (percent(covered, total) == 0) == (covered == 0)


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (1, 0)])
def test_no_share(part: int, whole: int) -> None:
    """A part that lies outside its whole is a fault, never a percentage."""
    with pytest.raises(ValueError, match="is not a share"):
        percent(part, whole)


@given(st.text(alphabet="²٣5a.-_é", max_size=12))
def test_natural_order_takes_any_text(text: str) -> None:
    """Digits of other scripts are letters, not a fault."""
    assert natural(text) == natural(text.upper())


def test_natural_order() -> None:
    """Official numbers come in the order in which people count."""
    assert sorted(["1.10", "1.9", "2.1", "1.1", "AC10", "AC9"], key=natural) == [
        "1.1",
        "1.9",
        "1.10",
        "2.1",
        "AC9",
        "AC10",
    ]


def test_nearest_names_all_that_are_equally_near() -> None:
    """Where two names are equally near, both are suggested, instead of a guess."""
    assert nearest("BUD.AC22", ["BUD.AC2", "MCS.AC1"]) == ["BUD.AC2"]
    assert nearest("AC3", ["AC1", "AC2", "XYZ"]) == []
    assert nearest("BUD.AC3", ["BUD.AC1", "BUD.AC2"]) == ["BUD.AC1", "BUD.AC2"]


def test_a_criterion_counts_once(check: Check) -> None:
    """However many items claim a criterion, it is one covered criterion."""
    files = {f"evidence/e{n}.md": page(id=f"E{n}") for n in range(1, 12)}
    checked = check({"criteria/bud.yml": unit("AC1", "AC2"), "evidence/e01.md": None, **files})

    total = checked.coverage.total
    assert (total.covered, total.required, total.percent_covered) == (1, 2, 50)
    assert len(checked.coverage.criteria["BUD.AC1"].items) == 11


def test_optional_criteria_are_not_in_the_denominator(check: Check) -> None:
    """An optional criterion has a state and is not asked for."""
    checked = check({"criteria/bud.yml": unit("AC1", "AC2 optional: true")})

    assert checked.coverage.total.required == 1
    assert checked.coverage.criteria["BUD.AC2"].scope == "optional"
    assert not checked.failed


def test_gates_look_at_submitted_units_and_exact_shares(check: Check) -> None:
    """`min_coverage` compares the exact share of the submitted units: 2 of 3 is below 67 %."""
    files = {
        "criteria/bud.yml": unit("AC1", "AC2", "AC3"),
        "criteria/mcs.yml": unit("AC1", code="MCS"),
        "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC2]"),
        "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted, MCS: in-progress}\n",
    }

    def gated(least: object) -> bool:
        site = f"plugins:\n  - crossfolio:\n      min_coverage: {least}\n"
        checked = check({**files, "mkdocs.yml": site})
        return any(d.rule.code == "COV106" for d in checked.diagnostics)

    assert [gated(it) for it in (66, "66.6", "66.67", 67, "'67%'", 100)] == [
        False,
        False,
        True,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("option", ["min_coverage", "min_accepted"])
def test_a_gate_over_no_submitted_unit_says_so(check: Check, option: str) -> None:
    """With no unit submitted a gate says that nothing is submitted, and passes."""
    checked = check(
        {
            "mkdocs.yml": f"plugins:\n  - crossfolio:\n      {option}: 100\n",
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: in-progress}\n",
        }
    )

    assert [d.rule.code for d in checked.diagnostics if not d.pending] == ["COV116"]
    assert option in only(checked, "COV116").finding.message
    assert not checked.failed
