"""What a learner had best do next: every step and every field of a piece of work."""

from typing import Any, cast

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.cover import Cover
from crossfolio.core.framework import Need
from crossfolio.core.planning.demands import AtLeast, Demand, Different
from crossfolio.core.planning.fewest import Fewest
from crossfolio.core.planning.next_step import (
    Bring,
    Define,
    Finish,
    Mend,
    Stuck,
    Wait,
    next_step,
)
from crossfolio.core.planning.pieces import (
    Piece,
    ToShow,
    allowed_kinds,
    best_piece,
    best_piece_for,
    demands,
    missing_phases,
    open_gaps,
)
from support import Check, page, unit

RULES = (
    "qualification: Q1\ntitle: Q\nawarding_organisation: A\nsource: {kind: draft}\n"
    "groups: [{id: all, title: All, units: [BUD], mandatory: true}]\n"
    "kinds: {allowed: [product, observation, questioning]}\npolicy: {min_items: 2}\n"
)


def of(check: Check, *criteria: str, extra: str = "", **files: str) -> Checked:
    """Return a portfolio of one unit, with pages by name and other files by path."""
    own = {f"evidence/{name}.md": text for name, text in files.items() if name != "rules"}
    rules = {"criteria/q.yml": files["rules"]} if "rules" in files else {}
    return check(
        {"criteria/bud.yml": unit(*criteria, extra=extra), "evidence/e01.md": None} | own | rules
    )


def demand(counts: set[AtLeast], different: Different) -> Demand:
    """Return a demand of some criterion."""
    return Demand(cast("Cover", None), frozenset(counts), different, (), ())


def test_what_one_item_does_for_a_gap() -> None:
    """It brings it nearer where a number is open that it counts for, and closes it at none left."""
    a, none = frozenset(("a",)), Different(0, frozenset())
    for number, kind, met, nearer in (
        (0, "a", True, False),
        (1, "a", True, True),
        (2, "a", False, True),
        (1, "b", False, False),
        (0, "b", True, False),
    ):
        one = demand({AtLeast(number, a)}, none)
        assert (one.is_met_by(kind), one.is_nearer_with(kind)) == (met, nearer)
    for number, kind, met, nearer in (
        (0, "a", True, False),
        (1, "a", False, False),
        (0, "b", True, False),
        (1, "b", True, True),
        (2, "b", False, True),
    ):
        one = demand(set(), Different(number, a))
        assert (one.is_met_by(kind), one.is_nearer_with(kind)) == (met, nearer)
    both = demand({AtLeast(1, a), AtLeast(1, frozenset("b"))}, none)
    assert (both.is_met_by("a"), both.is_nearer_with("a")) == (False, True)
    assert both.wanted == {"a", "b"}
    assert AtLeast(2, a).after("a") == AtLeast(1, a)
    assert AtLeast(2, a).after("b") == AtLeast(2, a)
    assert Different(2, a).after("a") == Different(2, a)
    assert Different(2, a).after("b") == Different(1, frozenset("ab"))


NOT_ANY_KIND = False
ALL = frozenset(("product", "observation", "questioning"))


@pytest.mark.parametrize(
    ("asked", "pages", "counts", "different", "needs"),
    [
        ("", {}, {AtLeast(1, ALL), AtLeast(2, ALL)}, 1, ()),
        ("", {"e01": page()}, {AtLeast(1, ALL)}, 0, ()),
        ("", {"e01": page(status="draft")}, {AtLeast(1, ALL)}, 0, ()),
        (
            "requires: {at_least: 3, any_kind: [observation]}",
            {"e01": page(kind="observation", assessor="A1")},
            {AtLeast(2, frozenset(("observation",))), AtLeast(1, ALL)},
            0,
            (),
        ),
        (
            "requires: {all_kinds: [product, questioning]}",
            {"e01": page()},
            {AtLeast(1, frozenset(("questioning",))), AtLeast(1, ALL)},
            0,
            (),
        ),
        (
            "requires: {min_kinds: 3}",
            {"e01": page()},
            {AtLeast(1, ALL)},
            2,
            (),
        ),
        (
            "requires: {needs: [metrics]}",
            {"e01": page(), "e02": page(id="E02")},
            {AtLeast(1, ALL)},
            0,
            (Need.METRICS,),
        ),
    ],
)
def test_what_gaps_ask_for(
    asked: str,
    pages: dict[str, str],
    counts: set[AtLeast],
    different: int,
    needs: tuple[Need, ...],
    check: Check,
) -> None:
    """So many items of kinds, other kinds, and fields; drafts are taken for finished."""
    checked = of(check, f"AC1 {asked}".strip(), rules=RULES, **pages)
    (found,) = demands(checked, "BUD", open_gaps(checked))
    assert found.cover is checked.coverage.criteria["BUD.AC1"]
    there = frozenset(item.kind for item in checked.portfolio.evidence)
    assert found == Demand(found.cover, frozenset(counts), Different(different, there), needs, ())


@pytest.mark.parametrize(
    ("asked", "pages"),
    [
        ("requires: {any_kind: [simulation]}", {}),
        ("requires: {all_kinds: [simulation]}", {}),
        ("requires: {min_kinds: 4}", {}),
        ("", {"e01": page(status="draft"), "e02": page(id="E02", status="draft")}),
    ],
)
def test_gaps_that_no_new_item_closes(asked: str, pages: dict[str, str], check: Check) -> None:
    """Nothing is asked where no kind that may be used would do, or where drafts close it."""
    checked = of(check, f"AC1 {asked}".strip(), rules=RULES, **pages)
    assert [cover.criterion.id for cover in open_gaps(checked)] == ["BUD.AC1"]
    assert demands(checked, "BUD", open_gaps(checked)) == []
    assert best_piece_for(checked, "BUD") is None
    assert allowed_kinds(checked, "BUD") == tuple(
        kind for kind in checked.portfolio.kinds if kind in ALL
    )
    step = next_step(checked)
    assert isinstance(step, Finish if pages else Stuck)
    assert step.criteria == ("BUD.AC1",)


def test_a_piece_of_work_field_by_field(check: Check) -> None:
    """Unit, kind, phase, what it closes or brings nearer, needs and ranges, and how many more."""
    extra = "phases: [plan, do]\nrequired_phases: [plan, do]\n"
    ranges = "range: [{id: R, of: [x, y, z], at_least: 2}]"
    checked = of(
        check,
        f"AC1 {ranges}",
        "AC2 requires: {needs: [metrics]}",
        "AC3 requires: {any_kind: [observation]}",
        extra=extra,
        e01=page(criteria="[{criterion: BUD.AC1, range: {R: [y]}}]", phase="plan"),
    )
    (range_,) = checked.portfolio.framework.criteria["BUD.AC1"].ranges
    piece = best_piece(checked, open_gaps(checked))
    assert piece == Piece(
        "BUD",
        "observation",
        NOT_ANY_KIND,
        "do",
        ("BUD.AC1", "BUD.AC2", "BUD.AC3"),
        (),
        (Need.METRICS,),
        (ToShow(range_, ("x",)),),
        Fewest(1, is_exact=True),
    )
    assert piece.criteria == piece.closes
    assert best_piece_for(checked, "BUD") == piece
    assert best_piece(checked, open_gaps(checked), []) is None
    assert missing_phases(checked, "BUD") == ("do",)
    assert next_step(checked) == Bring(piece)


@pytest.mark.parametrize(
    ("asked", "kind", "any_kind"),
    [("at_least: 3", "product", True), ("min_kinds: 3", "observation", False)],
)
def test_a_piece_that_brings_nearer(
    asked: str,
    kind: str,
    any_kind: bool,  # noqa: FBT001
    check: Check,
) -> None:
    """Where one item closes nothing, it says what it brings nearer; any kind may do."""
    checked = of(check, f"AC1 requires: {{{asked}}}", e01=page())
    piece = best_piece(checked, open_gaps(checked))
    assert piece == Piece(
        "BUD", kind, any_kind, "", (), ("BUD.AC1",), (), (), Fewest(2, is_exact=True)
    )
    assert piece.criteria == ("BUD.AC1",)


def test_phases_alone(check: Check) -> None:
    """A unit without gaps may still lack a phase; a draft in it is begun."""
    extra = "phases: [plan, do]\nrequired_phases: [plan, do]\n"
    both = {"e01": page(phase="plan")}
    checked = of(check, "AC1", extra=extra, **both)
    assert open_gaps(checked) == []
    piece = best_piece(checked, [])
    assert piece
    assert (piece.phase, piece.criteria, piece.fewest.number) == ("do", (), 1)
    draft = page(id="E02", phase="do", status="draft")
    begun = of(check, "AC1", extra=extra, e02=draft, **both)
    assert missing_phases(begun, "BUD") == ()
    assert best_piece(begun, []) is None
    other = page(id="E02", phase="do", status="draft", criteria="[]")
    assert missing_phases(of(check, "AC1", extra=extra, e02=other, **both), "BUD") == ("do",)


@pytest.mark.parametrize(
    ("files", "step"),
    [
        ({"criteria/bud.yml": None, "evidence/e01.md": None}, Define(has_units=False)),
        ({}, Wait(("BUD.AC1",))),
    ],
)
def test_steps_without_gaps(files: dict[str, Any], step: object, check: Check) -> None:
    """Without units there is nothing to show; with all shown, it is the assessor's turn."""
    known = {"criteria/bud.yml": unit("AC1", "AC2 optional: true"), "evidence/e01.md": page()}
    assert next_step(check({**known, **files})) == step


def test_steps_come_in_order(check: Check) -> None:
    """A slip of the learner's first, not one of the record; then the draft that claims most."""
    two = unit("AC1", "AC2", "AC3")
    files = {
        "criteria/bud.yml": two,
        "evidence/e01.md": page(status="draft", criteria="[BUD.AC2]"),
        "evidence/e02.md": page(id="E02", status="draft", criteria="[BUD.AC1, BUD.AC2]"),
        "evidence/e03.md": page(id="E03", status="draft", criteria="[BUD.AC1, BUD.AC3]"),
        "evidence/e04.md": page(id="E04", status="draft", criteria="[]"),
    }
    checked = check(files)
    step = next_step(checked)
    assert step == Finish(checked.portfolio.by_id["E02"], ("BUD.AC1", "BUD.AC2"))
    wrong = "decision: [\n"
    assert next_step(check({**files, "assessment/decisions/d.yml": wrong})) == step
    slip = next_step(check({**files, "evidence/e05.md": page(id="E05", kind="nothing")}))
    assert isinstance(slip, Mend)
    assert slip.diagnostic.finding.place.path == "evidence/e05.md"


def test_a_draft_that_claims_nothing(check: Check) -> None:
    """It is finished before anybody waits."""
    checked = of(check, "AC1", e01=page(), e04=page(id="E04", status="draft", criteria="[]"))
    assert next_step(checked) == Finish(checked.portfolio.by_id["E04"], ())


@pytest.mark.parametrize(("number", "is_brought"), [(2, False), (3, True)])
def test_a_draft_or_a_new_item(number: int, is_brought: bool, check: Check) -> None:  # noqa: FBT001
    """A draft comes before a new item that closes as many gaps, and after one that closes more."""
    names = [f"AC{at}" for at in range(1, number + 1)]
    checked = of(check, *names, e01=page(status="draft"))
    step = next_step(checked)
    if is_brought:
        assert isinstance(step, Bring)
        assert step.piece.closes == ("BUD.AC2", "BUD.AC3")
    else:
        assert step == Finish(checked.portfolio.by_id["E01"], ("BUD.AC1",))


def test_gaps_that_a_slip_may_explain(check: Check) -> None:
    """A criterion whose claim cannot be read is no gap to plan for, until the slip is mended."""
    files = {"criteria/bud.yml": unit("AC1", "AC2"), "evidence/e01.md": page(criteria="[BUD.AC1]")}
    assert [cover.criterion.id for cover in open_gaps(check(files))] == ["BUD.AC2"]
    broken = check({**files, "evidence/e02.md": page(id="E02", criteria="[BUD.AC2", date="x")})
    caused = {
        diagnostic.finding.place
        for diagnostic in broken.diagnostics
        if diagnostic.rule.is_gap and diagnostic.finding.cause
    }
    assert caused == {broken.coverage.criteria["BUD.AC2"].criterion.place}
    assert open_gaps(broken) == []


@pytest.mark.parametrize(
    ("asks", "files", "is_any"),
    [
        ("", {}, True),
        (" requires: {min_kinds: 2}", {}, True),
        (" requires: {min_kinds: 2}", {"e01": page()}, False),
        (" requires: {any_kind: [product]}", {}, False),
        (" requires: {needs: [metrics]}", {"e01": page()}, True),
    ],
)
def test_whether_any_kind_would_do(
    check: Check, asks: str, files: dict[str, str], *, is_any: bool
) -> None:
    """It would, but where kinds are named, or another kind is wanted than one there."""
    checked = of(check, f"AC1{asks}", **files)
    piece = best_piece(checked, open_gaps(checked))
    assert piece
    assert piece.is_any_kind is is_any
