"""How plans misfit, what migrations carry over, and what waits on a desk, value by value."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from core.test_who_decided_and_sampled import AFTER, BEFORE, DAY, HERE, decision, facts_of
from crossfolio.core.carry_over import (
    CarriedPortfolio,
    Fate,
    MigratedJudgement,
    MovedClaim,
    carried,
)
from crossfolio.core.check import Checked
from crossfolio.core.cover import Cover
from crossfolio.core.desk import QueueReason, Reading, Waiting, assessors, queue, readings
from crossfolio.core.findings import Edit
from crossfolio.core.migration import (
    Migration,
    MigrationKind,
    MigrationStep,
    faults,
    printed,
    source_of,
)
from crossfolio.core.place import Place
from crossfolio.core.record.hashes import wording_hash
from crossfolio.core.record.values import Decision, Person
from crossfolio.core.sampling.asked import MadeDecisions
from crossfolio.core.sampling.draw import drawn, population_of, ranked, seed_of
from crossfolio.core.sampling.fit import Misfit, MisfitKind, misfits
from crossfolio.core.sampling.planning import PlanRequest, last_plan, plan_of
from crossfolio.core.sampling.values import (
    Always,
    Covering,
    Lot,
    Plan,
    Planned,
    Policy,
    SampleReason,
)
from crossfolio.core.scope import Scope
from crossfolio.core.states import State, Turn
from support import TODAY, Check, page, unit

LOT, OTHER_LOT, ASKED = Place("p.yml", 5, 1), Place("p.yml", 6, 1), Place("p.yml", 9, 1)


def made(id: str, who: str = "A1", day: date = DAY, signed: str = "") -> Decision:
    """Return a decision of an assessor."""
    return replace(decision(id, "BUD.AC1", day=day, signed=signed), assessor=who)


def plan_for(
    lots: Sequence[Lot], asked: Sequence[tuple[str, SampleReason]], others: Sequence[str] = ()
) -> Plan:
    """Return the plan of Q1 for May 2026 with the right seed and population."""
    ids = [id for lot in lots for id in lot.ids]
    return Plan(
        "P1",
        "Q1",
        DAY,
        "interim",
        seed_of("2026-05", "Q1", ""),
        population_of((*ids, *others)),
        HERE,
        tuple(lots),
        tuple(Planned(name, reason, ASKED) for name, reason in asked),
        "2026-05",
        left_to_others=tuple(others),
    )


def fitting() -> tuple[Plan, list[Decision]]:
    """Return a plan that fits, and the decisions that it is about."""
    lots = [
        Lot("A1", "50%", 1, ("D1", "D2"), LOT),
        Lot("A2", "0%", 0, ("D3",), OTHER_LOT),
    ]
    (chosen,) = drawn(seed_of("2026-05", "Q1", ""), ("D1", "D2"), 1)
    asked = [(chosen.lower(), SampleReason.DRAW), ("D3", SampleReason.RULE)]
    plan = plan_for(lots, asked, ["D4", "D5"])
    return plan, [
        made("d1"),
        made("D2", "a1", date(2026, 5, 1)),
        made("D3", "A2"),
        made("D4", "q1"),
        made("D5", signed="Q1"),
    ]


def found(plan: Plan, known: Sequence[Decision], *more: object) -> list[Misfit]:
    """Return all misfits of a plan."""
    return list(misfits(plan, known, *(more or ((),))))  # type: ignore[arg-type]


def test_decisions_that_a_plan_does_not_fit() -> None:
    """Each is said with the place of its lot, or of the plan where it was left to others."""
    plan, known = fitting()
    of = MisfitKind
    assert found(plan, known) == []
    rest = known[1:]
    assert found(plan, rest) == [Misfit(of.GONE, LOT, "D1")]
    assert found(plan, rest, ["d1"]) == []
    assert found(plan, [made("D1", "A2"), *rest]) == [Misfit(of.OF_ANOTHER, LOT, "D1")]
    assert found(plan, [made("D1", "q1"), *rest]) == [Misfit(of.OF_ANOTHER, LOT, "D1")]
    assert found(plan, [*known[:3], made("D4"), known[4]]) == [Misfit(of.OF_ANOTHER, HERE, "D4")]
    assert found(plan, [*known[:3], known[4]]) == [Misfit(of.GONE, HERE, "D4")]
    assert found(plan, [made("D1", day=AFTER), *rest]) == [Misfit(of.NOT_OF_PERIOD, LOT, "D1")]
    early = made("D1", day=date(2026, 4, 30))
    assert found(plan, [early, *rest]) == [Misfit(of.NOT_OF_PERIOD, LOT, "D1")]
    for day, is_left in ((date(2026, 4, 30), False), (BEFORE, True), (DAY, False), (AFTER, False)):
        left = [Misfit(of.LEFT_OUT, HERE, "D9")] if is_left else []
        assert found(plan, [*known, made("D9", day=day)]) == left
    later = replace(plan, id="P2", lots=(Lot("A1", "0%", 0, ("d9",), LOT),))
    assert found(plan, [*known, made("D9", day=BEFORE)], (), [later]) == []


def test_numbers_and_draws_that_do_not_fit() -> None:
    """Each is said with its place, and with what it should be."""
    plan, known = fitting()
    of, seed = MisfitKind, plan.seed
    assert found(replace(plan, population="0"), known) == [Misfit(of.POPULATION, HERE)]
    lots = (replace_lot(plan.lots[0], number=2), plan.lots[1])
    assert found(replace(plan, lots=lots), known) == [Misfit(of.NUMBER, LOT, "1")]
    assert found(replace(plan, decisions=plan.decisions[1:]), known) == [
        Misfit(of.DRAW, LOT, *drawn(seed, ("D1", "D2"), 1))
    ]
    swapped = tuple(
        Planned("D2" if one.key == "D1" else "D1", one.reason, ASKED) for one in plan.decisions[:1]
    )
    assert found(replace(plan, decisions=swapped), known) == [Misfit(of.DRAW, LOT, "D1, D2")]
    more = (*plan.decisions, Planned("D4", SampleReason.RULE, ASKED))
    assert found(replace(plan, decisions=more), known) == [Misfit(of.NOT_ASKED, ASKED, "D4")]
    ids = ("D3", "d3")
    twice = replace(plan, lots=(plan.lots[0], replace_lot(plan.lots[1], ids=ids)))
    twice = replace(twice, population=population_of(twice.ids))
    assert found(twice, known) == [Misfit(of.TWICE, OTHER_LOT, "d3")]
    told = found(replace(plan, after={"P0": "ab"}), known)
    assert told == [Misfit(of.SEED, HERE, seed_of("2026-05", "Q1", "ab"))]
    right = seed_of("2026-05", "Q1", "ab")
    both = found(replace(plan, after={"P0": "ab", "P9": "cd"}, seed=right), known)
    assert Misfit(of.SEED, HERE, right) in both
    one = found(replace(plan, after={"P0": "ab"}, seed=right), known)
    assert not any(misfit.kind is of.SEED for misfit in one)


def replace_lot(lot: Lot, **more: object) -> Lot:
    """Return a lot with other values."""
    return lot._replace(**more)


def test_a_plan_value_by_value() -> None:
    """Whose decisions it draws from, by which share and seed, and what rules ask for besides."""
    world = [
        made("D1", day=BEFORE),
        made("D2"),
        made("D3", "A2", signed="A9"),
        made("D4", "q1"),
        made("D5", "A2", day=AFTER),
        made("D6", "A3"),
    ]
    before = Plan("P0", "Q1", BEFORE, "interim", "s", "p", HERE, digest="ab")
    policy = Policy(
        HERE,
        {"A1": "low", "A2": "none", "A3": "none"},
        {"low": "50%", "none": "0%"},
        (Always.COUNTERSIGNED,),
        (Covering.ASSESSORS,),
    )
    ask = PlanRequest("Q1", DAY, "summative", "2026")
    plan = plan_of(ask, policy, MadeDecisions(world, {}), [before], ())
    seed = seed_of("2026", "Q1", "ab")
    nowhere = Place("")
    (chosen,) = drawn(seed, ("D1", "D2"), 1)
    assert set(ranked(seed, ["D1", "D2"])) == {"D1", "D2"}
    assert plan == Plan(
        "",
        "Q1",
        DAY,
        "summative",
        seed,
        population_of(("D1", "D2", "D3", "D6", "D4")),
        nowhere,
        (
            Lot("A1", "50%", 1, ("D1", "D2"), nowhere, "low"),
            Lot("A2", "0%", 0, ("D3",), nowhere, "none"),
            Lot("A3", "0%", 0, ("D6",), nowhere, "none"),
        ),
        (
            Planned(chosen, SampleReason.DRAW, nowhere),
            Planned("D3", SampleReason.RULE, nowhere, ("countersigned",)),
            Planned("D6", SampleReason.RULE, nowhere, ("cover-assessors",)),
        ),
        "2026",
        {"P0": "ab"},
        ("D4",),
    )
    assert plan.place == nowhere


def test_the_plan_before() -> None:
    """Of those that none names the newest, and the last by ID of one day."""
    one = Plan("P1", "Q1", DAY, "interim", "s", "p", HERE)
    two = replace(one, id="P2", after={"p1": "x"})
    old = replace(one, id="P3", date=BEFORE)
    assert last_plan([]) is None
    assert last_plan([one, two, old]) == two
    assert last_plan([one, old]) == one
    assert last_plan([replace(one, id="P9"), one]) == replace(one, id="P9")
    early = replace(two, date=BEFORE)
    assert last_plan([early, replace(one, date=AFTER)]) == early


STEPS = (
    MigrationStep("OLD.AC1", ("BUD.AC11",), MigrationKind.RENAMED, HERE),
    MigrationStep("BUD.AC2", ("BUD.AC2", "BUD.AC12"), MigrationKind.SPLIT, HERE),
    MigrationStep("BUD.AC6", ("BUD.AC6",), MigrationKind.REWORDED, HERE),
    MigrationStep("OLD.AC5", (), MigrationKind.WITHDRAWN, HERE),
    MigrationStep("OLD.AC3", ("BUD.AC11",), MigrationKind.MERGED, HERE),
)
WHOLE = Migration("2024", "2026", STEPS)


@pytest.fixture
def after(check: Check) -> Checked:
    """A portfolio written for the version before, with the unit as it is now."""
    return check(
        {
            "criteria/bud.yml": unit("AC2", "AC6", "AC11", "AC12"),
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
            "evidence/e01.md": page(
                criteria="[old.ac1, BUD.AC2, BUD.AC6, OLD.AC5, OLD.AC3]",
                body="# A [BUD.AC2]\n\nB [BUD.AC6].\n",
            ),
        }
    )


def test_what_is_carried_over(after: Checked) -> None:
    """Edits in the order of the text, what moved, what a person looks at, and what is judged."""
    wording = wording_hash(after.portfolio.framework.criteria["BUD.AC6"].written)
    judged = decision("D1", "BUD.AC2", "BUD.AC6", "OLD.AC1", "BUD.AC11", "ZZZ.AC1")
    stays = decision("D2", "BUD.AC6")
    stays = replace(stays, judgements=(replace(stays.judgements[0], wording=wording),))
    portfolio = replace(after.portfolio, decisions=(judged, stays))
    text = page(
        criteria="[old.ac1, BUD.AC2, BUD.AC6, OLD.AC5, OLD.AC3]",
        body="# A [BUD.AC2]\n\nB [BUD.AC6].\n",
    ).split("\n")
    path = "evidence/e01.md"

    def edit(line: int, column: int, name: str, new: str) -> Edit:
        return Edit(Place(path, line, column, line, column + len(name)), new)

    row = next(at for at, line in enumerate(text, 1) if line.startswith("criteria"))
    heading = text.index("# A [BUD.AC2]") + 1
    of = MigratedJudgement
    assert carried(WHOLE, portfolio, lambda name: text if name == path else ()) == CarriedPortfolio(
        {
            path: (
                edit(row, 12, "old.ac1", "BUD.AC11"),
                edit(row, 21, "BUD.AC2", "BUD.AC2"),
                edit(row, 48, "OLD.AC3", "BUD.AC11"),
                edit(heading, 6, "BUD.AC2", "BUD.AC2, BUD.AC12"),
            )
        },
        {path: ("BUD.AC12",)},
        (
            MovedClaim("E01", "OLD.AC1", ("BUD.AC11",)),
            MovedClaim("E01", "BUD.AC2", ("BUD.AC2", "BUD.AC12")),
            MovedClaim("E01", "OLD.AC3", ("BUD.AC11",)),
        ),
        tuple(
            map(
                str,  # type: ignore[arg-type]
                (
                    "E01 claims `OLD.AC5`, which is withdrawn; it stays",
                    (
                        "E01 claims `BUD.AC2`, `BUD.AC12` in place of `BUD.AC2`: "
                        "does it show each of them?"
                    ),
                    "E01 claims `BUD.AC6`, which is reworded: does it still show it?",
                    "E01 claims `BUD.AC11` more than once; join the notes, and keep one",
                ),
            )
        ),
        (
            of("D1", "BUD.AC2", Fate.STALE),
            of("D1", "BUD.AC6", Fate.STALE),
            of("D1", "OLD.AC1", Fate.ENDS),
            of("D1", "BUD.AC11", Fate.STAYS),
            of("D2", "BUD.AC6", Fate.STAYS),
        ),
    )


def test_faults_of_a_migration(after: Checked) -> None:
    """Doubled criteria, targets that no unit has, kinds that say otherwise, and lost claims."""
    assert list(faults(WHOLE, after.portfolio)) == []
    place = Place("m.yml", 7, 9)
    steps = (
        *STEPS[1:],
        MigrationStep("bud.ac6", ("BUD.AC6",), MigrationKind.SAME, place),
        MigrationStep("OLD.AC8", ("BUD.AC99",), MigrationKind.RENAMED, place),
        MigrationStep("OLD.AC9", (), MigrationKind.RENAMED, place),
        MigrationStep("OLD.AC10", ("BUD.AC6",), MigrationKind.WITHDRAWN, place),
    )
    row = next(claim.place for item in after.portfolio.evidence for claim in item.claims)
    assert list(map(str, faults(Migration("1", "2", steps), after.portfolio))) == [
        "a.yml:3:5: `BUD.AC6` is named twice",
        "m.yml:7:9: `OLD.AC8` leads to `BUD.AC99`, which no unit has",
        "m.yml:7:9: `OLD.AC9` is renamed, and `to` says otherwise",
        "m.yml:7:9: `OLD.AC10` is withdrawn, and `to` says otherwise",
        f"{row.path}:{row.line}:{row.column}: `old.ac1` is neither in the map nor in the new unit",
    ]


def test_tags_before_a_migration(after: Checked) -> None:
    """A short tag means the one criterion that had its code; units are those of both sides."""
    assert [source_of(tag, WHOLE) for tag in ("old.ac1", "ac1", "AC6", "AC99", "ZZZ.AC1")] == [
        "OLD.AC1",
        "OLD.AC1",
        "BUD.AC6",
        "",
        "",
    ]
    both = Migration("1", "2", (*STEPS, STEPS[0]._replace(source="BUD.AC1")))
    assert source_of("AC1", both) == ""
    assert WHOLE.units == ("OLD", "BUD")
    assert [WHOLE.is_about(name) for name in ("old.zz", "BUD.AC77", "ZZZ.AC1")] == [
        True,
        True,
        False,
    ]
    lower = STEPS[1]._replace(source="bud.ac2", targets=("bud.ac2", "bud.ac12"))
    framework = after.portfolio.framework
    assert printed(Migration("1", "2", (lower,)), framework) == Migration("1", "2", (STEPS[1],))


def waiting_cover(name: str, day: date | None, **more: object) -> Cover:
    """Return what a queue looks at of a criterion with one item."""
    item = SimpleNamespace(id="E2", last_day=day)
    fields = {
        "criterion": SimpleNamespace(id=name),
        "scope": Scope.REQUIRED,
        "turn": Turn.ASSESSOR,
        "claims": (),
        "items": (item,),
        "standing": None,
        "disputed": False,
        "unreadable": False,
        "state": State.COVERED,
    }
    return cast("Cover", SimpleNamespace(**{**fields, **more}))


def held(who: str, day: date, *, met: bool) -> SimpleNamespace:
    """Return a judgement that holds."""
    return SimpleNamespace(decision=SimpleNamespace(assessor=who, date=day), met=met)


def test_what_waits_and_since_when() -> None:
    """Disputes first, then the oldest, what has no day last; by code among equals."""
    tomorrow = TODAY + timedelta(days=1)
    new = SimpleNamespace(standing="new", item=SimpleNamespace(id="E9", last_day=DAY))
    same = SimpleNamespace(standing="judged", item=SimpleNamespace(id="E8", last_day=AFTER))
    covers = [
        waiting_cover("U.10", DAY),
        waiting_cover("U.2", DAY),
        waiting_cover("U.3", None),
        waiting_cover("U.4", tomorrow),
        waiting_cover("U.5", AFTER, standing=held("A1", BEFORE, met=True), claims=(new, same)),
        waiting_cover("U.6", BEFORE, standing=held("A2", AFTER, met=False)),
        waiting_cover("U.7", BEFORE, standing=held("A2", BEFORE, met=False), state=State.STALE),
        waiting_cover("U.8", TODAY, disputed=True, unreadable=True),
        waiting_cover("U.9", BEFORE, unreadable=True),
        waiting_cover("U.11", BEFORE, turn=Turn.LEARNER),
        waiting_cover("U.12", BEFORE, scope=Scope.WAIVED),
    ]
    of, why = Waiting, QueueReason
    days = (TODAY - DAY).days
    whole = (
        of("U.8", ("E2",), why.DISPUTED, TODAY, 0, None),
        of("U.7", ("E2",), why.CHANGED, BEFORE, days + 1, "A2"),
        of("U.9", ("E2",), why.UNREADABLE, BEFORE, days + 1, None),
        of("U.2", ("E2",), why.NEW, DAY, days, None),
        of("U.5", ("E9",), why.CHANGED, DAY, days, "A1"),
        of("U.10", ("E2",), why.NEW, DAY, days, None),
        of("U.6", ("E2",), why.ANSWERED, AFTER, days - 1, "A2"),
        of("U.4", ("E2",), why.NEW, tomorrow, 0, None),
        of("U.3", ("E2",), why.NEW, None, None, None),
    )
    assert queue(covers, TODAY) == whole
    assert queue(covers, TODAY, "a1") == tuple(one for one in whole if one.assessor != "A2")


def test_one_reading_of_an_item() -> None:
    """Each criterion stands once, under the item that shows most, then the first by its number."""

    def waits(name: str, *items: str, days: int | None = 1) -> Waiting:
        return Waiting(name, items, QueueReason.NEW, None, days, None)

    some = [
        waits("U.1", "E10", "E2", days=None),
        waits("U.2"),
        waits("U.3", "E10", "E3"),
        waits("U.4", "E7", "E5", days=0),
        waits("U.5", "E10", days=3),
    ]
    found = readings(some)
    assert found == (
        Reading("E10", (some[0], some[2], some[4])),
        Reading("", (some[1],)),
        Reading("E5", (some[3],)),
    )
    assert [one.oldest for one in found] == [some[4], some[1], some[3]]
    assert Reading("E1", (some[0], some[3])).oldest == some[3]


def test_who_may_decide(after: Checked) -> None:
    """Assessors and trainees of the register, and others only where it cannot tell."""
    people = {
        "A10": Person("A10", "", ("assessor",)),
        "a2": Person("a2", "", ("trainee-assessor",)),
        "L2": Person("L2", "", ("assessor", "learner")),
        "Q1": Person("Q1", "", ("internal-quality-assurer",)),
    }
    some = (made("D1", "a10"), made("D2", "X3"), made("D3", "Q1"))
    facts = facts_of(after, people=people, people_unread=None, decisions=some)
    assert assessors(facts) == ("a2", "A10")
    assert assessors(replace(facts, people_unread=HERE)) == ("a2", "A10", "X3")
    assert assessors(replace(facts, people=None)) == ("a10", "Q1", "X3")
