"""Who may decide, countersign and sample, against a table; and what holds of what they decided."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import cast

import pytest

from core.test_who_decided_and_sampled import AFTER, BEFORE, DAY, HERE, decision, facts_of
from crossfolio.core.check import Checked
from crossfolio.core.memo import Memo
from crossfolio.core.place import Place
from crossfolio.core.record.admission import (
    Bar,
    bar_of,
    countersigner_unfit,
    is_doubtful,
    may_sample,
    own_decisions,
)
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.fingerprint import Fingerprint, fingerprint
from crossfolio.core.record.judge import judge
from crossfolio.core.record.objections import Objection, ObjectionKind, untrusted_objections
from crossfolio.core.record.order import Contest, DecidedJudgement, Gap, order, worst
from crossfolio.core.record.standing import Change, ChangeKind, Standing
from crossfolio.core.record.values import (
    Decision,
    Distrust,
    Judged,
    Judgement,
    Parts,
    Person,
    Reference,
    Sample,
    Verdict,
)
from crossfolio.core.resolver import ItemClaims
from support import TODAY, Check, page, unit

PEOPLE = {
    "a1": Person("a1", "", ("assessor",)),
    "A2": Person("A2", "", ("assessor", "external-quality-assurer")),
    "T1": Person("T1", "", ("trainee-assessor",)),
    "Q1": Person("Q1", "", ("internal-quality-assurer",)),
    "W1": Person("W1", "", ("witness",)),
    "LA": Person("LA", "", ("assessor", "learner")),
    "U1": Person("U1", "", (), is_unread=True),
}
ASSESSORS, SAMPLERS = {"A1", "A2"}, {"A2", "Q1"}
NAMES = ("", "A1", "a2", "t1", "Q1", "W1", "LA", "U1", "L1", "X9")


def facts(**more: object) -> Facts:
    """Return facts of a portfolio of L1 with a whole register."""
    known = Facts(TODAY, {}, {}, {}, cast("ItemClaims", None), {}, "l1", PEOPLE)
    return replace(known, **more)  # type: ignore[arg-type]


def signed(assessor: str, by: str = "") -> Decision:
    """Return a decision of somebody, countersigned by another."""
    return replace(decision("D1", "U.A", signed=by), assessor=assessor)


def expected(who: str, by: str, unread: bool) -> Bar | None:  # noqa: FBT001
    """Return what keeps a decision from counting, by the rules as RECORD.md has them."""
    who, by = who.upper(), by.upper()
    anybody = {"U1", "X9", "L1", ""} if unread else set()
    if who == "L1":
        return Bar.LEARNER
    if who in anybody or who in ASSESSORS:
        return None
    table = {"": Bar.UNKNOWN, "X9": Bar.UNKNOWN, "LA": Bar.LEARNER}
    if who != "T1":
        return table.get(who, Bar.NO_ASSESSOR)
    if not by:
        return Bar.NOT_COUNTERSIGNED
    return None if by in ASSESSORS | anybody else Bar.WRONGLY_COUNTERSIGNED


@pytest.mark.parametrize("unread", [False, True])
def test_whose_decisions_count(unread: bool) -> None:  # noqa: FBT001
    """Each assessor with each countersigner, with a register that is whole and one that is not."""
    known = facts(people_unread=HERE if unread else None)
    anybody = {"U1", "X9", "L1", ""} if unread else set()
    for who, by in product(NAMES, NAMES):
        own = signed(who, by)
        bar = expected(who, by, unread)
        assert bar_of(own, known) == bar, (who, by)
        fits = by.upper() in ASSESSORS | anybody and by.upper() != who.upper()
        assert countersigner_unfit(own, known) == (bool(by) and bar is None and not fits), (who, by)
        is_other = who.upper() in {key.upper() for key in PEOPLE} - {"A1", "A2", "LA"}
        doubt = who.upper() in anybody or (is_other and by.upper() in anybody)
        assert is_doubtful(own, known) == doubt, (who, by)
        assert is_doubtful(own, replace(known, learner_unread=HERE))


def test_whose_decisions_count_without_a_register() -> None:
    """Anybody's but the learner's, and none that is countersigned by its own two."""
    known = facts(people=None)
    for who, by in product(NAMES, NAMES):
        own = by.upper() in {who.upper(), "L1"} - {""}
        wrong = Bar.WRONGLY_COUNTERSIGNED if own else None
        assert bar_of(signed(who, by), known) == (Bar.LEARNER if who == "L1" else wrong)
        assert not countersigner_unfit(signed(who, by), known)
    nobody = facts(people=None, learner="")
    assert bar_of(signed("", ""), nobody) is None


def test_what_bars_before_all_else() -> None:
    """A signature that is wrong, then a day in the future; the day itself counts."""
    for distrust in Distrust:
        known = facts(untrusted={"D1": distrust})
        assert bar_of(signed("L1"), known) == Bar(distrust.value)
        assert bar_of(replace(signed("A1"), id="d2"), known) is None
    for day, bar in ((TODAY, None), (TODAY.replace(day=TODAY.day + 1), Bar.FUTURE)):
        assert bar_of(replace(signed("A1"), date=day), facts()) == bar


def test_who_may_sample() -> None:
    """Quality assurers of the register, and whoever may be one; never the learner."""
    for who in NAMES:
        made = Sample("S1", who, DAY, HERE, (), "agree", "interim")
        is_learner = who == "L1"
        assert may_sample(made, facts()) == (who.upper() in SAMPLERS)
        unread = may_sample(made, facts(people_unread=HERE))
        assert unread == (who.upper() in SAMPLERS | {"", "U1", "X9"})
        assert may_sample(made, facts(people=None)) == (not is_learner)
        assert may_sample(made, facts(people=None, learner=""))
    known = facts(decisions=(signed("a2"), replace(signed("A1", "A2"), id="D2"), own_of_other()))
    names = tuple(Reference(name, HERE) for name in ("d1", "D2", "D3", "D9"))
    made = Sample("S1", "A2", DAY, HERE, names, "agree", "interim")
    assert [one.id for one in own_decisions(made, known)] == ["D1", "D2"]
    assert own_decisions(replace(made, quality_assurer=""), known) == []


def own_of_other() -> Decision:
    """Return a decision that A2 has no part in."""
    return replace(signed("A1", "a1"), id="D3")


def judged_as(id: str, *verdicts: Verdict, **more: object) -> Decision:
    """Return a decision with some judgements on one criterion."""
    made = decision(id, "U.A", **more)  # type: ignore[arg-type]
    return replace(made, judgements=tuple(Judgement("U.A", one, HERE) for one in verdicts))


def decided(*made: Decision) -> tuple[DecidedJudgement, ...]:
    """Return all judgements of some decisions."""
    return tuple(DecidedJudgement(one, judgement) for one in made for judgement in one.judgements)


def test_days_with_several_judgements() -> None:
    """Two of one day contest each other, in one decision or in two, but for what is in a circle."""
    met, more = Verdict.MET, Verdict.MORE_EVIDENCE
    twice = judged_as("D1", met, more)
    assert order([twice]).contests == (Contest("U.A", decided(twice)),)
    assert order([twice]).holding == {"U.A": decided(twice)[1]}
    ten, two = judged_as("D10", met), judged_as("D2", met)
    assert order([ten, two]).contests == (Contest("U.A", decided(two, ten)),)
    assert order([ten]).contests == ()
    assert order([ten, judged_as("D2", met, day=AFTER)]).contests == ()
    circle = [judged_as("D1", met, supersedes=["D2"]), judged_as("D2", more, supersedes=["D1"])]
    assert order(circle).contests == ()
    assert order([*circle, judged_as("D3", met)]).contests == (
        Contest("U.A", decided(*circle, judged_as("D3", met))),
    )
    some = decided(judged_as("D1", met), judged_as("D2", met))
    assert worst(some) == some[1]


def test_gaps_between_days() -> None:
    """A later judgement that names none before it is a gap, once for each step."""
    met = Verdict.MET
    first, second, third = (
        judged_as("D1", met, day=BEFORE),
        judged_as("D2", met),
        judged_as("D3", met, day=AFTER),
    )
    one, two, three = decided(first, second, third)
    assert order([first, second, third]).gaps == (Gap("U.A", two, one), Gap("U.A", three, two))
    named = judged_as("D3", met, day=AFTER, supersedes=["D1", "D2"])
    assert order([first, second, named]).gaps == ()


@pytest.fixture
def units(check: Check) -> Checked:
    """One criterion that two items claim."""
    return check(
        {
            "criteria/u.yml": unit("A", code="U"),
            "evidence/e01.md": page(criteria="[U.A]"),
            "evidence/e02.md": page(id="E02", criteria="[U.A]"),
        }
    )


@pytest.mark.parametrize(
    ("changes", "stands", "changed"),
    [((), False, False), ((0,), True, False), ((1,), False, True), ((0, 1), False, True)],
)
def test_decisions_that_stand(
    changes: Sequence[int],
    stands: bool,  # noqa: FBT001
    changed: bool,  # noqa: FBT001
    units: Checked,
) -> None:
    """All of what holds of a decision has to stand, and something has to hold."""
    own, other = decision("D1", "U.A", "U.B"), decision("D2", "U.C")
    change = (Change(ChangeKind.TEXT, "E01"),)
    standing = {
        f"U.{at}": Standing(own, own.judgements[0], change * count)
        for at, count in enumerate(changes)
    }
    for count in (0, 1):
        known = {**standing, "U.C": Standing(other, other.judgements[0], change * count)}
        record = replace(units.record, standing=known)
        assert record.stands(own) == stands
        assert record.has_changed(own) == changed


def listing(made: Decision, *names: str) -> Decision:
    """Return a decision that lists items."""
    return replace(made, evidence=tuple(Judged(name, "", HERE) for name in names))


def test_what_is_asked_for_while_nobody_knows_who_decides(units: Checked) -> None:
    """With a register that cannot be read, what was asked for holds until something new comes."""
    both, one = ("E01", "E02"), ("E01",)
    more, met = Verdict.MORE_EVIDENCE, Verdict.MET
    for first, second, verdict, holder in (
        (both, both, more, "D2"),
        (both, one, more, "D1"),
        (one, both, more, "D2"),
        (one, one, more, "D2"),
        (both, both, Verdict.NOT_YET_MET, "D2"),
        (both, both, met, "D1"),
        (one, both, met, "D1"),
    ):
        asks = listing(judged_as("D1", more, day=BEFORE), *first)
        later = listing(judged_as("D2", verdict, supersedes=["D1"]), *second)
        known = facts_of(units, people={}, people_unread=HERE, decisions=(asks, later))
        holding = judge(known, units.claims, Memo()).order.holding
        assert holding["U.A"].decision.id == holder, (first, second, verdict)


FINGERPRINT_AT = Place("a.yml", 8, 9)


@pytest.fixture
def printed(units: Checked) -> tuple[Checked, dict[str, Fingerprint]]:
    """The portfolio with the fingerprints of its items."""
    names = frozenset(units.portfolio.framework.named)
    return units, {key: fingerprint(item, {}, names) for key, item in units.portfolio.by_id.items()}


@pytest.mark.parametrize("mapped", [False, True])
@pytest.mark.parametrize("has_place", [False, True])
@pytest.mark.parametrize("case", ["as it is", "of another", "same parts", "changed"])
def test_hashes_of_another_item(
    case: str,
    has_place: bool,  # noqa: FBT001
    mapped: bool,  # noqa: FBT001
    printed: tuple[Checked, dict[str, Fingerprint]],
) -> None:
    """Hashes that cannot belong together are told where they stand, and what they rest on is not.

    Those of another item are looked for among all items, not only among those that are listed.
    """
    units, prints = printed
    one, other = prints["E01"], prints["E02"]
    value, parts = {
        "as it is": (one.value, one.parts),
        "of another": ("cf2:" + "0" * 64, other.parts),
        "same parts": ("cf2:" + "0" * 64, one.parts),
        "changed": ("cf2:" + "0" * 64, Parts("0", "1")),
    }[case]
    place = FINGERPRINT_AT if has_place else None
    made = replace(
        decision("D1", "U.A"),
        evidence=(Judged("E01", value, HERE, parts, place),),
        judgements=(Judgement("U.A", Verdict.MET, HERE, on=("E01",), mapped=mapped),),
    )
    known = facts_of(units, people=None, decisions=(made,), fingerprints=prints)
    record = judge(known, units.claims, Memo())
    is_wrong = case in {"of another", "same parts"}
    said = Objection(ObjectionKind.MISMATCHED, place or HERE, "E01", id="D1")
    assert record.objections == ({"U.A": (said,)} if is_wrong else {})
    assert record.standing["U.A"].changes == (
        (Change(ChangeKind.FIELDS, "E01"), Change(ChangeKind.TEXT, "E01"))
        if case == "changed"
        else ()
    )


@pytest.mark.parametrize(
    ("level", "on", "mapped", "kinds"),
    [
        ("", ("E01",), False, ()),
        ("Merit", ("E01",), False, (ObjectionKind.OTHER_LEVEL,)),
        ("", ("E03",), False, (ObjectionKind.UNCLAIMED,)),
        ("", ("E03",), True, ()),
        ("", ("E04",), False, (ObjectionKind.SET_ASIDE,)),
        ("", ("E01", "E03"), False, (ObjectionKind.UNCLAIMED,)),
    ],
)
def test_why_what_is_met_is_not_accepted(
    level: str,
    on: tuple[str, ...],
    mapped: bool,  # noqa: FBT001
    kinds: tuple[ObjectionKind, ...],
    check: Check,
) -> None:
    """Each reason has the place of the judgement, the decision, and the item where it is of one."""
    files = {
        "criteria/u.yml": unit("A", "B", code="U"),
        "evidence/e01.md": page(criteria="[U.A]"),
        "evidence/e03.md": page(id="E03", criteria="[U.B]"),
        "evidence/e04.md": page(id="E04", status="draft", criteria="[U.A]"),
    }
    units = check(files)
    names = frozenset(units.portfolio.framework.named)
    prints = {key: fingerprint(item, {}, names) for key, item in units.portfolio.by_id.items()}
    at = Place("a.yml", 11, 2)
    made = replace(
        decision("D1", "U.A"),
        evidence=tuple(Judged(key, prints[key].value, HERE, prints[key].parts) for key in on),
        judgements=(Judgement("U.A", Verdict.MET, at, on=on, mapped=mapped, level=level),),
    )
    known = facts_of(units, people=None, decisions=(made,), fingerprints=prints)
    found = judge(known, units.claims, Memo()).objections.get("U.A", ())
    assert found == tuple(
        Objection(kind, at, "" if kind is ObjectionKind.OTHER_LEVEL else on[-1], id="D1")
        for kind in kinds
    )


def test_decisions_that_are_not_believed() -> None:
    """Each may say more of its criteria until a later day's decision, and says where it stands."""
    own = replace(decision("D1", "U.A", "U.B"), place=FINGERPRINT_AT)
    said = Objection(ObjectionKind.UNTRUSTED, FINGERPRINT_AT, id="D1")
    assert untrusted_objections([own], {}) == {"U.A": [said], "U.B": [said]}
    for day, is_said in ((BEFORE, True), (DAY, True), (AFTER, False)):
        made = {"U.A": list(decided(judged_as("D2", Verdict.MET, day=day)))}
        rest = {"U.A": [said]} if is_said else {}
        assert untrusted_objections([own], made) == {**rest, "U.B": [said]}
    other = replace(own, id="D3")
    both = [said, said._replace(id="D3")]
    assert untrusted_objections([own, other], {}) == {"U.A": both, "U.B": both}


def test_less_than_is_asked_for(check: Check) -> None:
    """What is lacking is told with the judgement, where all that it rests on counts."""
    units = check(
        {
            "criteria/u.yml": unit("A requires: {at_least: 2}", code="U"),
            "evidence/e01.md": page(criteria="[U.A]"),
        }
    )
    names = frozenset(units.portfolio.framework.named)
    prints = {key: fingerprint(item, {}, names) for key, item in units.portfolio.by_id.items()}
    listed = (Judged("E01", prints["E01"].value, HERE, prints["E01"].parts),)
    made = replace(
        decision("D1", "U.A"),
        evidence=listed,
        judgements=(Judgement("U.A", Verdict.MET, FINGERPRINT_AT, on=("E01",)),),
    )
    known = facts_of(units, people=None, decisions=(made,), fingerprints=prints)
    lacking = units.coverage.criteria["U.A"].lacking
    assert lacking
    assert judge(known, units.claims, Memo()).objections == {
        "U.A": (Objection(ObjectionKind.LESS, FINGERPRINT_AT, lacking=lacking, id="D1"),)
    }
