"""What a criterion asks for, and how it is said what is missing."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.evidence import Audience, Evidence, Status
from crossfolio.core.framework import Need, Requirement
from crossfolio.core.lacks import LackOfItems, LackOfNeed, lacks_words
from crossfolio.core.place import Place
from crossfolio.core.requirement import missing as missing_of
from crossfolio.core.requirement import pieces
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
    pages = {f"evidence/i{n}.md": page(id=f"I{n}", **item) for n, item in enumerate(items)}
    checked = check(
        {"criteria/bud.yml": unit(f"AC1 requires: {{{requires}}}"), "evidence/e01.md": None} | pages
    )

    assert "; ".join(checked.coverage.criteria["BUD.AC1"].missing) == missing
    assert state(checked, "BUD.AC1") == ("partial" if missing else "covered")
    if missing:
        assert only(checked, "COV103").finding.message == (
            f"`BUD.AC1` Title AC1 is only partly covered; missing: {missing}"
        )


def test_what_is_lacking_is_a_value(check: Check) -> None:
    """What is still to be brought can be told by programs without its words."""
    checked = check(
        {
            "criteria/bud.yml": unit("AC1 requires: {any_kind: [observation], needs: [outcome]}"),
        }
    )

    found = checked.coverage.criteria["BUD.AC1"]
    assert found.lacking == (LackOfItems(1, ("observation",)), LackOfNeed(Need.OUTCOME))
    assert found.missing == lacks_words(found.lacking)


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


KINDS = ("product", "case-study", "simulation")
some_kinds = st.lists(st.sampled_from(KINDS), max_size=2, unique=True).map(tuple)
needs = st.lists(st.sampled_from(Need), max_size=2, unique=True)
requirements = st.builds(
    Requirement,
    any_kind=some_kinds,
    at_least=st.integers(1, 3),
    all_kinds=some_kinds,
    min_kinds=st.integers(0, 3),
    needs=needs.map(tuple),
)
items = st.builds(
    partial(
        Evidence,
        id="E1",
        title="T",
        path="e.md",
        place=Place("e.md"),
        first_day=date(2026, 1, 1),
        last_day=date(2026, 1, 1),
        status=Status.SUBMITTED,
        audience=Audience.ASSESSOR,
        claims=(),
        fields={},
        places={},
        body="",
    ),
    kind=st.sampled_from(KINDS),
    brings=needs.map(frozenset),
)


@given(requirements, st.lists(items, max_size=5), st.integers(1, 4))
def test_pieces_agree_with_what_is_missing(
    requires: Requirement, found: list[Evidence], least: int
) -> None:
    """Every piece is there exactly where nothing is missing, and there is at least one."""
    boxes = pieces(requires, found, least)

    assert boxes
    assert all(box.there for box in boxes) == (not missing_of(requires, found, least))


def test_pieces_in_words() -> None:
    """Each piece says what it is; nothing there leaves every box empty."""
    requires = Requirement(("observation",), 2, ("product",), 2, (Need.METRICS,))

    assert [(piece.words, piece.there) for piece in pieces(requires, ())] == [
        ("one item of the kind observation", False),
        ("one item of the kind observation", False),
        ("an item of the kind product", False),
        ("two different kinds of evidence", False),
        ("a measure before and after (`metrics`)", False),
    ]
