"""What a criterion asks for, and how it is said what is missing."""

import pytest

from support import Check, only, page, state, unit

METRICS = "[{name: Calls, before: 8, before_date: 2026-01-01, after: 5, after_date: 2026-02-01}]"
WITNESS = {"kind": "witness-testimony", "witness": "W1"}


@pytest.mark.parametrize(
    ("requires", "items", "missing"),
    [
        ("at_least: 3", [{}], "two more items"),
        ("at_least: 2", [{}, {}], ""),
        ("any_kind: [case-study]", [{}], "one item of the kind case study"),
        (
            "any_kind: [case-study, product], at_least: 2",
            [{}],
            "one more item of the kind case study or product",
        ),
        (
            "all_kinds: [product, witness-testimony]",
            [{}],
            "an item of the kind witness testimony",
        ),
        ("all_kinds: [product, witness-testimony]", [{}, WITNESS], ""),
        (
            "min_kinds: 3",
            [{}, WITNESS, {}],
            "one more kind of evidence, other than product and witness testimony",
        ),
        ("min_kinds: 2", [{}, WITNESS], ""),
        ("needs: [metrics]", [{}], "a measure before and after (`metrics`)"),
        ("needs: [metrics]", [{}, {"metrics": METRICS}], ""),
        ("needs: [standards]", [{"standards": "[ISO 1]"}], ""),
        ("needs: [feedback_sources]", [{"feedback_sources": "[a customer]"}], ""),
        (
            "needs: [objectives]",
            [{"objectives": "[{text: T}]"}],
            "an objective with measure, target and due date (`objectives`)",
        ),
        (
            "needs: [objectives]",
            [{"objectives": "[{text: T, measure: M, target: N, due: 2026-08-01}]"}],
            "",
        ),
        (
            "any_kind: [observation], needs: [metrics]",
            [{"metrics": METRICS}],
            "one item of the kind observation",
        ),
    ],
)
def test_missing(check: Check, requires: str, items: list[dict[str, object]], missing: str) -> None:
    """What is missing is said in words, and a criterion with nothing missing is covered."""
    pages = {f"evidence/i{n}.md": page(id=f"I{n}", **it) for n, it in enumerate(items)}
    checked = check(
        {"criteria/bud.yml": unit(f"AC1 requires: {{{requires}}}"), "evidence/e01.md": None} | pages
    )

    assert "; ".join(checked.coverage.criteria["BUD.AC1"].missing) == missing
    assert state(checked, "BUD.AC1") == ("partial" if missing else "covered")
    if missing:
        assert only(checked, "COV103").finding.message == (
            f"`BUD.AC1` Title AC1 is only partly covered; missing: {missing}"
        )


QUALIFICATION = """\
qualification: QCO
title: Contact centre
awarding_organisation: iQ
source: {kind: draft}
groups: [{id: core, units: [BUD]}]
policy: {min_items: 3}
"""


@pytest.mark.parametrize(
    ("requires", "missing"),
    [
        ("", ("two more items",)),
        (", requires: {at_least: 4}", ("three more items",)),
        (", requires: {any_kind: [product]}", ("two more items",)),
        (
            ", requires: {any_kind: [observation]}",
            ("one item of the kind observation", "one more item"),
        ),
    ],
)
def test_policy_of_least_items(check: Check, requires: str, missing: tuple[str, ...]) -> None:
    """`min_items` is the fewest items behind each criterion, whatever kinds it asks for."""
    checked = check(
        {
            "criteria/bud.yml": unit(f"AC1 kind: performance{requires}"),
            "criteria/q.yml": QUALIFICATION,
        }
    )

    assert checked.coverage.criteria["BUD.AC1"].missing == missing


def test_a_number_of_items_means_distinct_items(check: Check) -> None:
    """Claiming a criterion twice in one item is one item."""
    checked = check(
        {
            "criteria/bud.yml": unit("AC1 requires: {at_least: 2}"),
            "evidence/e01.md": page(criteria="[BUD.AC1, bud.ac1]"),
        }
    )

    assert state(checked, "BUD.AC1") == "partial"
