"""The draw against a shell that knows nothing of Crossfolio, and plans against brute force."""

import math
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.core.evidence import Evidence
from crossfolio.core.place import Place
from crossfolio.core.record.values import Decision, Judgement, Reference, Sample, Verdict
from crossfolio.core.sampling.asked import MadeDecisions
from crossfolio.core.sampling.draw import drawn, number_of, population_of, seed_of
from crossfolio.core.sampling.fit import misfits
from crossfolio.core.sampling.period import span_of
from crossfolio.core.sampling.planning import PlanRequest, plan_of
from crossfolio.core.sampling.values import Always, Covering, Plan, Planned, Policy, SampleReason

HERE = Place("x.yml")
TODAY = date(2026, 9, 30)
DRAW = Path(__file__).parents[2] / "docs/how-to/draw.sh"
KINDS = ("product", "simulation", "recognised-prior-learning", "observation")
NAMES = st.from_regex(r"\A[A-Za-z][A-Za-z0-9-]{0,12}\Z")


def sh(script: Path | str, *words: str, given: str = "") -> str:
    """Run a shell script, or lines of one."""
    how = ["/bin/sh", str(script)] if isinstance(script, Path) else ["/bin/sh", "-c", script, "sh"]
    ran = subprocess.run([*how, *words], input=given.encode(), capture_output=True, check=True)
    return ran.stdout.decode()


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
@given(ids=st.lists(NAMES, min_size=1, max_size=12, unique=True), number=st.integers(0, 12))
@settings(max_examples=12, deadline=None)
def test_the_shell_draws_the_same(ids: list[str], number: int) -> None:
    """Four lines of shell draw what the plan draws, in the same order."""
    seed = seed_of("2026-Q3", "Q1", "")
    lines = "".join(f"{id}\n" for id in ids)
    assert sh(DRAW, seed, str(number), given=lines).split() == drawn(seed, ids, number)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_the_shell_makes_population_and_seed() -> None:
    """The hash of the population and the seed are what a shell makes of them."""
    ids = ["D10", "d2", "D1", "E-9"]
    lines = "".join(f"{id}\n" for id in ids)
    assert sh("LC_ALL=C sort | sha256sum | cut -c1-64", given=lines).strip() == population_of(ids)
    for period, last in (("2026-Q3", "0" * 64), ("", "")):
        words = (period or "all", "Q1", last or "none")
        made = sh('printf "%s %s %s" "$1" "$2" "$3" | sha256sum | cut -c1-64', *words).strip()
        assert made == seed_of(period, "q1", last)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-q4", "2026-10-01", "2026-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("9999-Q4", "9999-10-01", "9999-12-31"),
    ],
)
def test_periods(written: str, first: str, last: str) -> None:
    """A year, a quarter and a month have their days."""
    span = span_of(written)
    assert span
    assert (str(span.first), str(span.last)) == (first, last)


@pytest.mark.parametrize("written", ["26", "2026-Q5", "2026-13", "2026-00", "0000", "2026-Q", "x"])
def test_no_periods(written: str) -> None:
    """What is no period is none."""
    assert span_of(written) is None


@pytest.mark.parametrize(
    ("share", "count", "number"), [("1/10", 20, 2), ("1/10", 21, 3), ("0", 9, 0), ("1", 7, 7)]
)
def test_rounded_up(share: str, count: int, number: int) -> None:
    """A share is exact, and rounded up."""
    assert number_of(Fraction(share), count) == number


def decision(  # noqa: PLR0913, PLR0917 - a decision has many sides
    id: str,
    assessor: str = "A1",
    day: date = TODAY,
    criterion: str = "BUD.AC1",
    verdict: Verdict = Verdict.MET,
    on: Sequence[str] = (),
    signed: str = "",
) -> Decision:
    judgement = Judgement(criterion, verdict, HERE, on=tuple(on))
    return Decision(id, assessor, day, HERE, (), (judgement,), countersigned_by=signed)


worlds = st.lists(
    st.builds(
        decision,
        NAMES.map(lambda it: f"D{it}"),
        st.sampled_from(("A1", "a1", "A2", "T1", "Q1")),
        st.integers(0, 200).map(lambda it: TODAY - timedelta(days=it)),
        st.sampled_from(("BUD.AC1", "BUD.AC2", "MCS.AC1", "POE.AC3")),
        st.sampled_from(Verdict),
        st.lists(st.sampled_from([f"E{number}" for number in range(len(KINDS))]), max_size=2),
        st.sampled_from(("", "", "A2", "Q1")),
    ),
    max_size=14,
    unique_by=lambda it: it.key,
).map(lambda its: sorted(its, key=lambda it: (it.date, it.id)))
policies = st.builds(
    Policy,
    st.just(HERE),
    st.sampled_from(({}, {"A1": "low"}, {"A1": "high", "T1": "low"})),
    st.sampled_from(({}, {"low": "10%", "high": "33.3%"}, {"low": "0%", "high": "100 %"})),
    st.lists(st.sampled_from(Always), unique=True).map(tuple),
    st.lists(st.sampled_from(Covering), unique=True).map(tuple),
    st.sampled_from((None, 1, 12)),
)
ITEMS = {
    f"E{number}": cast("Evidence", SimpleNamespace(kind=kind)) for number, kind in enumerate(KINDS)
}


def made_plan(policy: Policy, world: Sequence[Decision], period: str = "", **more: Any) -> Plan:  # noqa: ANN401
    ask = PlanRequest("Q1", more.get("day", TODAY), "interim", period)
    plan = plan_of(
        ask, policy, MadeDecisions(world, ITEMS), more.get("plans", ()), more.get("samples", ())
    )
    return replace(plan, id=more.get("id", "P1"))


@given(world=worlds, policy=policies, period=st.sampled_from(("", "2026", "2026-Q3", "2026-08")))
@settings(max_examples=200, deadline=None)
def test_a_plan_against_brute_force(world: list[Decision], policy: Policy, period: str) -> None:
    """What is drawn, and what rules ask for, is what a slow reading of the page gives."""
    risk = {it: it for it in policy.risk.values() if it in policy.share}
    policy = replace(policy, risk={k: v for k, v in policy.risk.items() if v in risk})
    plan = made_plan(policy, world, period)
    span = span_of(period)
    assert span
    of_period = [it for it in world if span.first <= it.date <= span.last]
    own = {it.id for it in of_period if "Q1" in (it.assessor, it.countersigned_by)}
    lines = sorted((it.id for it in of_period), key=str.encode)
    assert plan.population == sha256("".join(f"{id}\n" for id in lines).encode()).hexdigest()
    assert set(plan.left_to_others) == own

    draws: set[str] = set()
    shares = {level: Fraction(it.strip(" %")) / 100 for level, it in policy.share.items()}
    for person in {it.assessor.upper() for it in of_period}:
        ids = [it.id for it in of_period if it.assessor.upper() == person and it.id not in own]
        share = (
            shares[policy.risk[person]]
            if person in policy.risk
            else max(shares.values(), default=Fraction(0))
        )
        hashed = sorted((sha256(f"{plan.seed} {id}".encode()).hexdigest(), id) for id in ids)
        draws |= {id for _, id in hashed[: math.ceil(share * len(ids))]}
    assert {
        decision.name for decision in plan.decisions if decision.reason is SampleReason.DRAW
    } == draws

    asked = {it.id for it in _by_rule(policy, world)} & {it.id for it in of_period} - own
    said = {
        decision.name
        for decision in plan.decisions
        if any(not r.startswith("cover") for r in decision.rules)
    }
    assert said == asked
    assert _uncovered(policy, plan, world, own) == set()
    assert [*misfits(plan, world, ())] == []


def _by_rule(policy: Policy, world: list[Decision]) -> list[Decision]:
    found = []
    for number, it in enumerate(world):
        before = world[:number]
        unit = it.judgements[0].criterion[:3]
        same = [o for o in before if o.judgements[0].criterion == it.judgements[0].criterion]
        kinds = {ITEMS[name].kind for name in it.judgements[0].on}
        fits = {
            Always.FIRST: not any(
                o.assessor.upper() == it.assessor.upper() and o.judgements[0].criterion[:3] == unit
                for o in before
            ),
            Always.COUNTERSIGNED: bool(it.countersigned_by),
            Always.AFTER_MORE_EVIDENCE: bool(same)
            and same[-1].judgements[0].verdict is Verdict.MORE_EVIDENCE,
            Always.SIMULATION: "simulation" in kinds,
            Always.RPL: "recognised-prior-learning" in kinds,
        }
        if any(fits[rule] for rule in policy.always):
            found.append(it)
    return found


def _uncovered(
    policy: Policy, plan: Plan, world: list[Decision], own: set[str]
) -> set[tuple[str, str]]:
    """Return what the plan leaves uncovered although it could draw from it."""
    made = MadeDecisions(world, ITEMS)
    since = TODAY - timedelta(days=28 * (policy.within_months or 1000))
    drawn_from = {id for lot in plan.lots for id in lot.ids}
    planned = {decision.name for decision in plan.decisions}
    return {
        (what, name)
        for what in policy.cover
        for it in world
        if it.id in drawn_from - own and it.date > since
        for name in made.about(it, what)
        if not any(o.id in planned and name in made.about(o, what) for o in world)
    }


def ten() -> list[Decision]:
    return [
        decision(f"D{number}", day=date(2026, 7, number), criterion=f"BUD.AC{number}")
        for number in range(1, 11)
    ]


POLICY = Policy(HERE, share={"low": "30%"})


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (lambda plan, world: (plan, world[1:]), {"gone"}),
        (lambda plan, world: (plan, [*world, decision("D0", day=date(2026, 7, 3))]), {"left-out"}),
        (lambda plan, world: (plan, [*world, decision("D0", day=TODAY)]), set()),
        (lambda plan, world: (replace(plan, seed="0" * 64), world), {"seed", "draw"}),
        (lambda plan, world: (replace(plan, period="2026-Q2"), world), {"seed", "not-of-period"}),
        (lambda plan, world: (replace(plan, quality_assurer="Q2"), world), {"seed"}),
        (lambda plan, world: (replace(plan, decisions=plan.decisions[1:]), world), {"draw"}),
        (
            lambda plan, world: (
                replace(
                    plan,
                    decisions=(*plan.decisions, Planned("D99", SampleReason.RULE, HERE)),
                ),
                world,
            ),
            {"not-asked"},
        ),
        (
            lambda plan, world: (
                replace(plan, lots=(plan.lots[0]._replace(ids=plan.lots[0].ids[1:]),)),
                world,
            ),
            {"population", "left-out"},
        ),
        (
            lambda plan, world: (replace(plan, lots=(plan.lots[0]._replace(number=1),)), world),
            {"number"},
        ),
        (
            lambda plan, world: (
                replace(plan, lots=(plan.lots[0]._replace(assessor="A2"),)),
                world,
            ),
            {"of-another"},
        ),
    ],
)
def test_what_was_altered_shows(change: Any, kinds: set[str]) -> None:  # noqa: ANN401
    """A decision left out, gone, dated back, and each part of a plan that is changed, is found."""
    world = ten()
    plan, world = change(made_plan(POLICY, world, "2026-Q3"), world)
    found = {misfit.kind.value for misfit in misfits(plan, world, ())}
    assert kinds <= found
    assert found - kinds <= ({"draw", "not-asked"} if kinds else set())


def test_a_later_plan_takes_what_was_left_out() -> None:
    """A decision that was written later is no longer missed once another plan draws from it."""
    world = ten()
    first = replace(made_plan(POLICY, world, "2026-Q3"), digest="f" * 64)
    later = [*world, decision("D0", day=date(2026, 7, 3))]
    second = made_plan(POLICY, later, "2026-Q3", plans=[first], id="P2")
    assert [*misfits(first, later, (), [second])] == []
    assert second.after == {"P1": "f" * 64}
    assert second.seed != first.seed


def test_what_is_covered_already() -> None:
    """A kind that was sampled within the months is not asked for again; an older one is."""
    policy = Policy(HERE, cover=(Covering.ASSESSORS,), within_months=2)
    world = [decision("D1", day=date(2026, 9, 1))]
    sample = Sample(
        "S1", "Q1", date(2026, 9, 2), HERE, (Reference("D1", HERE),), "agree", "interim"
    )
    assert made_plan(policy, world, samples=[sample]).decisions == ()
    old = replace(sample, date=date(2026, 7, 1))
    assert [decision.rules for decision in made_plan(policy, world, samples=[old]).decisions] == [
        ("cover-assessors",)
    ]
