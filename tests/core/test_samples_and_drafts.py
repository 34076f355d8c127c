"""What samples tell of decisions, what a policy is due, and what a drafted decision says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest

from core.test_who_decided_and_sampled import AFTER, BEFORE, DAY, HERE, decision, facts_of
from crossfolio.core.check import Checked
from crossfolio.core.drafting import (
    Answer,
    Draft,
    fields_of,
    items_of,
    resolved,
    superseded,
    unnamed,
)
from crossfolio.core.place import Place
from crossfolio.core.progress.figures import Period
from crossfolio.core.record.admission import Bar
from crossfolio.core.record.fingerprint import fingerprint
from crossfolio.core.record.hashes import claim_hash, wording_hash
from crossfolio.core.record.order import order
from crossfolio.core.record.record import Event, OpenAction, Record
from crossfolio.core.record.values import (
    Action,
    Decision,
    Judged,
    Person,
    Reference,
    Sample,
    Unreadable,
    Verdict,
)
from crossfolio.core.sampling.asked import MadeDecisions, asked_for
from crossfolio.core.sampling.draw import population_of, seed_of
from crossfolio.core.sampling.planning import PlanRequest, about
from crossfolio.core.sampling.recording import (
    Recording,
    SampledDecision,
    named,
    recording_refusals,
)
from crossfolio.core.sampling.status import SamplingRequirement, status_of
from crossfolio.core.sampling.values import (
    Always,
    Covering,
    Lot,
    Plan,
    Planned,
    Policy,
    SampleReason,
)
from crossfolio.core.texts import Text
from support import TODAY, Check, page, unit


def sample(id: str, *names: str, day: date = DAY, outcome: str = "agree") -> Sample:
    """Return a sample of some decisions, at the interim stage."""
    references = tuple(Reference(name, HERE) for name in names)
    return Sample(id, "Q1", day, HERE, references, outcome, "interim")


@pytest.fixture
def portfolio(check: Check) -> Checked:
    """Three criteria of two units, and two items; one of them is a draft of a simulation."""
    return check(
        {
            "criteria/bud.yml": unit("AC1", "AC2", "AC10"),
            "criteria/mcs.yml": unit("AC1", code="MCS"),
            "evidence/e01.md": page(criteria="[BUD.AC2, BUD.AC10]"),
            "evidence/e02.md": page(id="E02", kind="simulation", criteria="[BUD.AC2]"),
            "evidence/e10.md": page(id="E10", criteria="[BUD.AC2]"),
        }
    )


def recorded(checked: Checked, made: Sequence[Decision], **more: object) -> Record:
    """Return a record of some decisions, in order, that rests on other facts as well."""
    facts = facts_of(checked, decisions=tuple(made), **more)
    return replace(checked.record, facts=facts, order=order(made))


def test_samples_count_from_the_decision_to_today(portfolio: Checked) -> None:
    """A sample counts from the decision's day to that of the check, unless it is idle."""
    one = decision("D1", "BUD.AC1")
    for day, counts in (
        (BEFORE, False),
        (DAY, True),
        (TODAY, True),
        (TODAY + timedelta(days=1), False),
    ):
        made = sample("S1", "d1", "D1", day=day)
        record = recorded(portfolio, [one], samples=(made, sample("S2", "D2")))
        assert record.samples_of(one) == (made,)
        assert record.sampled_by(one) == ((made,) if counts else ())
        assert record.confirmed(one) == counts
        assert replace(record, idle_samples=frozenset({"S1"})).sampled_by(one) == ()


@pytest.mark.parametrize(
    ("more", "confirmed"),
    [
        ((), True),
        ((sample("S2", "D1", outcome="more-evidence"),), True),
        ((sample("S2", "D1", outcome="disagree"),), False),
        ((sample("S2", "D1", outcome="disagree", day=BEFORE),), False),
        ((sample("S2", "D2", outcome="disagree"),), True),
        ((Unreadable(HERE, ("D2",), is_sample=True),), True),
        ((Unreadable(HERE, ("D2", "d1"), is_sample=True),), False),
        ((Unreadable(HERE, ("D2", ""), is_sample=True),), False),
        ((Unreadable(HERE, (), is_sample=True),), False),
        ((Unreadable(HERE, ()),), True),
    ],
)
def test_what_takes_a_confirmation_back(
    more: tuple[Sample | Unreadable, ...],
    confirmed: bool,  # noqa: FBT001
    portfolio: Checked,
) -> None:
    """A sample that disagrees does, on whatever day, and one that may be about the decision."""
    one = decision("D1", "BUD.AC1")
    record = recorded(
        portfolio,
        [one],
        samples=(sample("S1", "D1"), *(own for own in more if isinstance(own, Sample))),
        unreadable=tuple(own for own in more if isinstance(own, Unreadable)),
    )
    assert record.confirmed(one) == confirmed
    assert not recorded(portfolio, [one], samples=()).confirmed(one)


def test_actions_that_are_open(portfolio: Checked) -> None:
    """Open until closed from the day on which it was asked for; overdue after its day."""
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    acts = [
        Action("late", yesterday, HERE),
        Action("today", TODAY, HERE),
        Action("early", tomorrow, HERE, BEFORE),
        Action("closed", TODAY, HERE, DAY),
        Action("closed too", TODAY, HERE, TODAY),
        Action("in future", tomorrow, HERE, tomorrow),
    ]
    ten = replace(sample("S10", "D1"), actions=tuple(acts))
    two = replace(sample("S2", "D1"), actions=(Action("other", TODAY, HERE),))
    record = recorded(portfolio, [decision("D1", "BUD.AC1")], samples=(ten, two))
    assert list(record.open_actions()) == [
        OpenAction(ten, acts[0], overdue=True),
        OpenAction(two, two.actions[0], overdue=False),
        OpenAction(ten, acts[1], overdue=False),
        OpenAction(ten, acts[2], overdue=False),
        OpenAction(ten, acts[5], overdue=False),
    ]


def on_items(made: Decision, *items: str, listed: Sequence[str] = ()) -> Decision:
    """Return a decision whose judgements rest on items."""
    return replace(
        made,
        evidence=tuple(Judged(name, "cf2:0", HERE) for name in (*items, *listed)),
        judgements=tuple(replace(one, on=items) for one in made.judgements),
    )


def test_the_history_of_an_item(portfolio: Checked) -> None:
    """Decisions and samples by day, a decision first; with what ended it and what bars it."""
    old = on_items(decision("D1", "BUD.AC1", "BUD.AC2"), "E01")
    new = on_items(decision("D2", "BUD.AC1", day=AFTER, supersedes=["D1"]), "E02", listed=["E01"])
    looked, later = sample("S1", "D1"), sample("S2", "D1", day=TODAY)
    record = recorded(portfolio, [old, new], samples=(looked, later))
    record = replace(record, bars={"D2": next(iter(Bar))})
    ended = {"BUD.AC1": new}
    assert record.history("E01") == (
        Event(DAY, old, old.judgements, ended, None),
        Event(DAY, old, old.judgements, ended, None, looked),
        Event(AFTER, new, (), {}, next(iter(Bar))),
        Event(TODAY, old, old.judgements, ended, None, later),
    )
    assert record.history("E09") == ()
    assert record.judged_on("E01") == ("BUD.AC1", "BUD.AC2")
    assert record.judged_on("E02") == ("BUD.AC1",)


def test_decisions_that_rules_ask_for(portfolio: Checked) -> None:
    """The first of each assessor on each unit, countersigned ones, after more, and by kinds."""
    asks = decision("D2", "BUD.AC1")
    asks = replace(asks, judgements=(replace(asks.judgements[0], verdict=Verdict.MORE_EVIDENCE),))
    made = [
        asks,
        on_items(decision("D10", "BUD.AC1", "MCS.AC1"), "E02"),
        on_items(replace(decision("D11", "BUD.AC1", day=AFTER), assessor="a1"), "E01", "E99"),
        replace(decision("D12", "BUD.AC1", day=AFTER, signed="Q2"), assessor="A2"),
    ]
    every = MadeDecisions(tuple(reversed(made)), portfolio.portfolio.by_id)
    assert asked_for([*Always, Always.FIRST], every) == {
        "D2": (Always.FIRST,),
        "D10": (Always.FIRST, Always.AFTER_MORE_EVIDENCE, Always.SIMULATION),
        "D12": (Always.FIRST, Always.COUNTERSIGNED),
    }
    assert every.kinds(made[2]) == {"product"}
    assert every.about(made[1], Covering.UNITS) == {"BUD", "MCS"}
    assert every.about(made[1], Covering.KINDS) == {"simulation"}
    assert every.about(made[2], Covering.ASSESSORS) == {"A1"}


def test_how_far_a_policy_is_met(portfolio: Checked) -> None:
    """Shares, rules, coverage and stages: how many are due, how many done, and which are open."""
    late = decision("D5", "BUD.AC1", day=TODAY + timedelta(days=1))
    made = [
        decision("D1", "BUD.AC1", day=date(2026, 4, 30)),
        on_items(decision("D2", "BUD.AC2", day=date(2026, 6, 1)), "E02"),
        replace(decision("D3", "MCS.AC1", day=TODAY), assessor="A2"),
    ]
    policy = Policy(
        HERE,
        {"A1": "low"},
        {"low": "10%", "high": "100%"},
        (Always.FIRST,),
        tuple(Covering),
        1,
        {"interim": "50%", "summative": "100%"},
    )
    samples = (sample("S1", "D2", day=date(2026, 6, 1)), sample("S2", "D1", day=BEFORE))
    record = recorded(portfolio, [*made, late], samples=samples)
    status = status_of(replace(portfolio.portfolio, policy=policy), record)
    of = SamplingRequirement
    assert status.requirements == (
        of("share", "A1", 1, 2, 0, 0),
        of("share", "A2", 1, 0, 0, 0),
        of("always", Always.FIRST, 2, 1, 0, 0, ("D3",)),
        of("cover", Covering.ASSESSORS, 2, 1, open=("A2",)),
        of("cover", Covering.UNITS, 2, 1, open=("MCS",)),
        of("cover", Covering.KINDS, 1, 1),
        of("stage", "interim", 1, 2, 0, 0),
        of("stage", "summative", 2, 0, 0, 0),
    )
    assert (status.decided, status.sampled, status.standing, status.changed) == (3, 2, 0, 0)
    assert status.actions == ()


def test_decisions_whose_place_is_taken(portfolio: Checked) -> None:
    """Those of the same criteria that count, are not newer, and are not wholly ended."""
    one = decision("D1", "BUD.AC1", "BUD.AC2")
    two = decision("D2", "BUD.AC1", day=AFTER, supersedes=["D1"])
    record = recorded(portfolio, [one, two])

    def named(day: date, *criteria: str) -> list[str]:
        return [own.id for own in superseded(day, criteria, record)]

    assert named(AFTER, "BUD.AC1") == ["D2"]
    assert named(DAY, "BUD.AC1") == []
    assert named(DAY, "BUD.AC2") == ["D1"]
    assert named(BEFORE, "BUD.AC2") == []
    assert named(AFTER, "BUD.AC1", "BUD.AC2") == ["D1", "D2"]
    record = replace(record, bars={"D2": next(iter(Bar))})
    assert named(AFTER, "BUD.AC1", "BUD.AC2") == ["D1"]


def test_files_that_no_decision_names(portfolio: Checked) -> None:
    """Every file but those that a decision names with the bytes that it has, here or elsewhere."""
    made = [
        replace(decision("D1", "BUD.AC1"), digest="1"),
        replace(decision("D2", "BUD.AC1"), digest="2", digest_as_lf="lf"),
        replace(decision("D3", "BUD.AC1"), digest="3", digest_as_lf="lf3"),
        replace(decision("D4", "BUD.AC1"), digest="4", after={"d1": "1", "D3": "3", "D9": "0"}),
    ]
    unreadable = (
        Unreadable(HERE, (), id="D9", digest="9"),
        Unreadable(Place("assessment/decisions/d10.yml"), (), digest="10"),
        Unreadable(HERE, (), id="D11"),
        Unreadable(HERE, (), id="S1", digest="5", is_sample=True),
        Unreadable(HERE, (), id="D1", digest="6"),
    )
    record = replace(
        recorded(portfolio, made, unreadable=unreadable),
        strangers=(replace(decision("D12", "NO.AC1"), digest="12"),),
    )
    assert unnamed(record) == {
        "D12": "12",
        "D2": "lf",
        "D4": "4",
        "D9": "9",
        "d10.yml": "10",
    }


def test_what_a_drafted_decision_says(portfolio: Checked) -> None:
    """Every field of the file, in the natural order of criteria and items; none that is empty."""
    answers = (
        Answer("bud.ac10", Verdict.MET, feedback="F", mapped=True, level="Pass"),
        Answer("BUD.AC2", Verdict.NOT_YET_MET, ("e10", "E01", "E77", "e01")),
    )
    draft = Draft("A1", TODAY, answers, "observation", "All", (), "A2")
    items, criteria = portfolio.portfolio.by_id, portfolio.portfolio.framework.criteria
    codes = frozenset(portfolio.portfolio.framework.named)
    prints = {name: fingerprint(own, {"b": "2", "a": "1"}, codes) for name, own in items.items()}
    portfolio = replace(portfolio, portfolio=replace(portfolio.portfolio, fingerprints=prints))

    def bound(name: str) -> dict[str, object]:
        parts = prints[name].parts
        told = {"fields": parts.fields, "body": parts.body, "attachments": {"a": "1", "b": "2"}}
        return {"id": name, "fingerprint": prints[name].value, "parts": told}

    def claims(criterion: str, *names: str) -> dict[str, str]:
        first = portfolio.claims.first_claim
        return {name: claim_hash(own) for name in names if (own := first(items[name], criterion))}

    two = {
        "criterion": "BUD.AC2",
        "outcome": "not-yet-met",
        "on": ["E01", "E10"],
        "claims": claims("BUD.AC2", "E01", "E10"),
        "wording": wording_hash(criteria["BUD.AC2"].written),
    }
    ten = {
        "criterion": "BUD.AC10",
        "outcome": "met",
        "on": ["E01"],
        "claims": claims("BUD.AC10", "E01"),
        "wording": wording_hash(criteria["BUD.AC10"].written),
        "level": "Pass",
        "mapped": True,
        "feedback": "F",
    }
    told = resolved(draft, portfolio)
    assert fields_of(draft, told, portfolio) == {
        "assessor": "A1",
        "date": TODAY,
        "method": "observation",
        "evidence": [bound("E01"), bound("E10")],
        "criteria": [two, ten],
        "feedback": "All",
        "countersigned_by": "A2",
    }
    bare = Draft("", TODAY, ())
    assert fields_of(bare, (), portfolio) == {
        "assessor": "",
        "date": TODAY,
        "evidence": [],
        "criteria": [],
    }
    every = Answer("bud.ac2", Verdict.MET)
    for looked, found in (((), ["E01", "E02", "E10"]), (("e02",), ["E02"]), (("E99",), [])):
        given = Draft("A1", TODAY, (every,), items=looked)
        assert [own.id for own in items_of(every, given, portfolio)] == found
    assert list(items_of(Answer("NO.AC1", Verdict.MET), bare, portfolio)) == []


@pytest.mark.parametrize(
    ("day", "month", "week", "first_of_week"),
    [
        (date(2025, 12, 28), "2025-12", "2025-W52", date(2025, 12, 22)),
        (date(2025, 12, 29), "2025-12", "2026-W01", date(2025, 12, 29)),
        (date(2026, 1, 4), "2026-01", "2026-W01", date(2025, 12, 29)),
        (date(2026, 1, 5), "2026-01", "2026-W02", date(2026, 1, 5)),
        (date(2026, 12, 31), "2026-12", "2026-W53", date(2026, 12, 28)),
        (date(1, 1, 1), "1-01", "0001-W01", date(1, 1, 1)),
    ],
)
def test_periods_that_days_lie_in(day: date, month: str, week: str, first_of_week: date) -> None:
    """Weeks are those of ISO 8601, which begin on Monday and may belong to another year."""
    assert Period.MONTH.name_of(day).lstrip("0") == month
    assert Period.WEEK.name_of(day) == week
    assert Period.WEEK.first_of(day) == first_of_week
    assert Period.MONTH.first_of(day) == day.replace(day=1)


def planned(id: str, *names: str, **more: object) -> Plan:
    """Return a plan of a day that asks for decisions, and fits none."""
    asked = tuple(Planned(name, SampleReason.RULE, HERE) for name in names)
    plan = Plan(id, "Q1", DAY, "interim", "s", "p", HERE, decisions=asked)
    return replace(plan, **more)  # type: ignore[arg-type]


def test_how_far_plans_are_carried_out(portfolio: Checked) -> None:
    """Each asks for its decisions, of which some are sampled; one that misfits says so."""
    made = [decision("D1", "BUD.AC1"), decision("D2", "BUD.AC2")]
    seed, ids = seed_of("", "Q1", ""), ("D1", "D2")
    fits = planned(
        "P2",
        "d2",
        "D1",
        seed=seed,
        population=population_of(ids),
        lots=(Lot("A1", "0%", 0, ids, HERE),),
    )
    record = recorded(portfolio, made, samples=(sample("S1", "D1"),))
    own = replace(
        portfolio.portfolio, decisions=tuple(made), plans=(planned("P1", "d1", "D2", "D9"), fits)
    )
    assert status_of(own, record).requirements == (
        SamplingRequirement(
            "plan",
            "P1",
            3,
            1,
            0,
            0,
            ("D2", "D9"),
            Text("the plan does not fit the decisions; `crossfolio check` says why"),
        ),
        SamplingRequirement("plan", "P2", 2, 1, 0, 0, ("d2",)),
    )


def test_names_of_what_is_written() -> None:
    """Letter, day, person and four digits of the content, in upper case; short where too long."""
    digits = sha256(b"x0").hexdigest()[:4].upper()
    assert digits != digits.lower()
    assert named("S", "q1", DAY, "x0") == f"S260510-Q1-{digits}"
    most = "P" * (32 - len(f"S260510--{digits}"))
    assert named("S", most, DAY, "x0") == f"S260510-{most}-{digits}"
    assert named("S", most + "P", DAY, "x0") == f"S260510-{digits}"


def test_names_that_were_most_likely_meant(portfolio: Checked) -> None:
    """A person or a decision that is not there is said with the one that is near."""
    people = {"QA01": Person("QA01", "", ("internal-quality-assurer",))}
    record = recorded(portfolio, [decision("DEC01", "BUD.AC1")], people=people, people_unread=None)
    asked = planned("P1", "DEC01")

    def said(person: str, name: str) -> list[str]:
        given = Recording(person, DAY, (SampledDecision(name, "agree"),))
        return list(map(str, recording_refusals(given, asked, record)))

    assert said("QA01", "DEC01") == []
    assert said("QA02", "DEC01") == [
        "`QA02` is no quality assurer in people.yml; did you mean `QA01`?"
    ]
    assert said("QA01", "DEC02") == ["there is no decision `DEC02`; did you mean `DEC01`?"]
    assert said("ZZ", "DEC01") == ["`ZZ` is no quality assurer in people.yml"]


def test_decisions_of_a_period() -> None:
    """Those of the period up to the plan's day, both days counted; none of a wrong period."""
    made = [
        decision(f"D{number}", "BUD.AC1", day=day)
        for number, day in enumerate(
            (date(2026, 3, 31), date(2026, 4, 1), DAY, AFTER, date(2026, 6, 30), date(2026, 7, 1))
        )
    ]

    def within(period: str, day: date) -> list[str]:
        return [own.id for own in about(PlanRequest("Q1", day, "interim", period), made)]

    assert within("2026-Q2", date(2026, 12, 31)) == ["D1", "D2", "D3", "D4"]
    assert within("2026-Q2", DAY) == ["D1", "D2"]
    assert within("", DAY) == ["D0", "D1", "D2"]
    assert within("2026-13", DAY) == []
