"""The next best piece of work, beside every combination of new items tried on the engine."""

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.claims import resolve
from crossfolio.core.coverage import Coverage, cover
from crossfolio.core.evidence import Audience, Claim, Evidence, RangeValue, Status
from crossfolio.core.framework import Need
from crossfolio.core.judging import judged
from crossfolio.core.place import Place
from crossfolio.core.planning.demands import AtLeast, Different
from crossfolio.core.planning.fewest import Fewest, Goal, Trials, fewest
from crossfolio.core.planning.next_step import Bring, Finish, next_step
from crossfolio.core.planning.pieces import Piece, best_piece, open_gaps
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, page, unit, write

NUMBER = int(os.environ.get("CROSSFOLIO_COVERS", "60"))
"""How many random portfolios are tried."""
KINDS = ("observation", "product", "questioning", "witness-testimony")
MANY = (*KINDS, "case-study", "simulation", "reflective-account", "professional-discussion")
HERE = Place("evidence/new.md")
QUALIFICATION = f"""\
qualification: Q1
title: Q
awarding_organisation: A
source: {{kind: draft}}
groups: [{{id: all, title: All, units: [BUD], mandatory: true}}]
kinds: {{allowed: [{", ".join(KINDS)}]}}
policy: {{min_items: LEAST}}
"""


def any_requirement(r: random.Random) -> str:
    """Return what a criterion asks for, as YAML; often nothing."""
    asked = []
    if r.random() < 0.5:
        asked.append(f"any_kind: [{', '.join(r.sample(KINDS, r.randint(1, 2)))}]")
    if r.random() < 0.4:
        asked.append(f"at_least: {r.randint(1, 2)}")
    if r.random() < 0.3:
        asked.append(f"all_kinds: [{r.choice(KINDS)}]")
    if r.random() < 0.2:
        asked.append("min_kinds: 2")
    if r.random() < 0.3:
        asked.append("needs: [metrics]")
    found = f"requires: {{{', '.join(asked)}}}" if asked else ""
    if r.random() < 0.25:
        one = "{id: who, of: [a, b, c], at_least: 2}"
        other = f"{{id: days, distinct: date, at_least: 2, any_kind: [{r.choice(KINDS)}]}}"
        found += (", " if found else "") + f"range: [{r.choice((one, other))}]"
    return found


def any_project(root: Path, r: random.Random) -> Path:
    """Write a unit with a few criteria, and items that claim some of them."""
    names = [f"AC{n}" for n in range(1, r.randint(2, 5))]
    phases = r.choice(("", "", "phases: [plan, do]\nrequired_phases: [plan, do]\n"))
    files = {
        "criteria/bud.yml": unit(
            *(f"{name} {any_requirement(r)}".strip() for name in names), extra=phases
        ),
        "criteria/q.yml": QUALIFICATION.replace("LEAST", str(r.choice((1, 1, 2)))),
    }
    for number in range(r.randint(0, 3)):
        claimed = ", ".join(f"BUD.{name}" for name in r.sample(names, r.randint(1, len(names))))
        kind = r.choice(KINDS)
        files[f"evidence/e{number}.md"] = page(
            id=f"E{number}",
            kind=kind,
            date=f"2026-04-0{number + 1}",
            criteria=f"[{claimed}]",
            assessor="A1",
            witness="W1",
            phase=r.choice((None, None, "plan")) if phases else None,
        )
    return write(root, files)


def new_items(checked: Checked, kinds: Sequence[str]) -> Iterator[Evidence]:
    """Give items of these kinds that claim everything, and bring all that can be asked for."""
    criteria = checked.portfolio.framework.criteria.values()
    for number, kind in enumerate(kinds):
        claims = tuple(
            Claim(
                criterion.id,
                HERE,
                range=tuple(
                    RangeValue(one.id, value, HERE, HERE)
                    for one in criterion.ranges
                    for value in one.of
                ),
            )
            for criterion in criteria
        )
        day = date(2026, 5, 1) + timedelta(days=number)
        known = (f"N{number}", "New", f"evidence/n{number}.md", HERE, kind, day, day)
        status, audience = Status.SUBMITTED, Audience.ASSESSOR
        yield Evidence(*known, status, audience, claims, frozenset(Need), {}, {}, "")


def with_new(checked: Checked, kinds: Sequence[str]) -> Coverage:
    """Return the coverage of the portfolio with new items, by the engine itself."""
    evidence = (*checked.portfolio.evidence, *new_items(checked, kinds))
    portfolio = replace(checked.portfolio, evidence=evidence)
    claims = resolve(portfolio)
    return cover(portfolio, claims, judged(portfolio, claims))


def is_closed(checked: Checked, kinds: Sequence[str]) -> bool:
    """Tell whether new items of these kinds, each in a phase, leave nothing open."""
    total = with_new(checked, kinds).total
    guidance = checked.portfolio.framework.units["BUD"].guidance
    there = {item.text("phase") for item in checked.portfolio.evidence}
    open_phases = set(guidance.required_phases) - there
    return total.covered == total.required and len(open_phases) <= len(kinds)


def tried(checked: Checked) -> int:
    """Return the fewest new items that close everything, by trying every combination."""
    for number in range(10):
        if any(is_closed(checked, kind) for kind in combinations_with_replacement(KINDS, number)):
            return number
    raise AssertionError("nothing closes it")


def closes(checked: Checked, kind: str) -> tuple[str, ...]:
    """Return the gaps that one new item of a kind closes, by the engine."""
    after, before = with_new(checked, (kind,)).criteria, checked.coverage.criteria
    return tuple(it for it in before if not before[it].state.counts and after[it].state.counts)


@pytest.mark.parametrize("seed", range(NUMBER))
def test_as_brute_force(tmp_path: Path, seed: int) -> None:
    """The number of pieces is the least there is, and each closes what the engine says."""
    checked = check_project(open_project(any_project(tmp_path, random.Random(seed))), TODAY)  # noqa: S311

    piece = best_piece(checked, open_gaps(checked))
    number = tried(checked)

    if piece is None:
        assert number == 0
        return
    assert piece.fewest == Fewest(number, is_exact=True)
    assert piece.closes == closes(checked, piece.kind)
    on_plans = [kind for kind in KINDS if on_some_plan(checked, kind, number)]
    assert piece.kind in on_plans
    assert len(piece.closes) == max(len(closes(checked, kind)) for kind in on_plans)
    earliest = min((closes(checked, it) for it in on_plans), key=lambda it: (-len(it), it))
    assert piece.closes[:1] == earliest[:1]


def on_some_plan(checked: Checked, kind: str, number: int) -> bool:
    """Tell whether an item of a kind is among the fewest that close everything."""
    others = combinations_with_replacement(KINDS, number - 1)
    return any(is_closed(checked, (kind, *it)) for it in others)


def test_earliest_first(tmp_path: Path) -> None:
    """Of pieces that close as many gaps the one for the earliest criterion is best."""
    asked = "requires: {any_kind: [KIND]}"
    files = {
        "criteria/bud.yml": unit(
            f"AC1 {asked.replace('KIND', 'questioning')}",
            f"AC2 {asked.replace('KIND', 'observation')}",
        )
    }

    piece = best(tmp_path, files)

    assert (piece.kind, piece.closes) == ("questioning", ("BUD.AC1",))


def test_one_item_carries_no_more_than_it_ought_to(tmp_path: Path) -> None:
    """A piece of work is for eight criteria at most: more in one item are hard to judge."""
    piece = best(tmp_path, {"criteria/bud.yml": unit(*(f"AC{n}" for n in range(1, 12)))})

    assert piece.closes == tuple(f"BUD.AC{n}" for n in range(1, 9))


def test_draft_is_finished_first(tmp_path: Path) -> None:
    """What is begun is not begun again: the draft comes next."""
    files = {
        "criteria/bud.yml": unit("AC1", "AC2"),
        "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC2]", status="draft"),
    }
    checked = check_project(open_project(write(tmp_path, files)), TODAY)

    step = next_step(checked)

    assert isinstance(step, Finish)
    assert step.criteria == ("BUD.AC1", "BUD.AC2")


def test_a_search_is_cut_off() -> None:
    """Beyond the trials a plan is still found; it is said that it may not be of the fewest."""
    kinds = tuple(f"k{n:02}" for n in range(30))
    pairs = frozenset(
        AtLeast(1, frozenset((kinds[a], kinds[b]))) for a in range(30) for b in range(a + 1, 30)
    )

    found = fewest(Goal(pairs, frozenset()), kinds, Trials(500))

    assert found == Fewest(29, is_exact=False)


def test_many_awkward_units(tmp_path: Path) -> None:
    """However many units there are, no more combinations are tried; the largest piece is found."""
    r = random.Random(1)  # noqa: S311
    files = {}
    for number in range(40):
        asked = [
            f"AC{n} requires: {{any_kind: [{', '.join(r.sample(MANY, 2))}], at_least: 3}}"
            for n in range(1, 13)
        ]
        files[f"criteria/u{number}.yml"] = unit(*asked, code=f"U{number}")

    piece = best(tmp_path, files)

    assert not piece.fewest.is_exact
    assert piece.nearer


def test_exact_in_small() -> None:
    """Up to six items of ten kinds the search is exact."""
    kinds = tuple(f"k{n}" for n in range(10))
    counts = frozenset(AtLeast(1, frozenset((kinds[n], kinds[n + 5]))) for n in range(5))
    different = frozenset({Different(6, frozenset())})

    assert fewest(Goal(counts, different), kinds, Trials()) == Fewest(6, is_exact=True)


def best(root: Path, files: dict[str, str]) -> Piece:
    """Return the next piece of work of a project that has nothing else to do first."""
    step = next_step(check_project(open_project(write(root, files)), TODAY))
    assert isinstance(step, Bring)
    return step.piece
