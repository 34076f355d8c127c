"""Decisions, samples and editions, value by value: the boundary of each, and all that is said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import cast

import pytest

from crossfolio.core.carry_over import carried
from crossfolio.core.check import Checked
from crossfolio.core.claims import Claims
from crossfolio.core.edition import Hold, hold_of, is_shown_to_some, stubs
from crossfolio.core.evidence import Audience, Claim, Evidence, RangeValue, Status
from crossfolio.core.findings import Diagnostic, Edit, Finding, Severity
from crossfolio.core.migration import Migration, MigrationKind, MigrationStep
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Waiver
from crossfolio.core.progress.by_dates import history_by_dates
from crossfolio.core.progress.figures import Period
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.objections import (
    Objection,
    ObjectionKind,
    unreadable_objections,
)
from crossfolio.core.record.order import DecidedJudgement, Wrong, WrongOrder, order
from crossfolio.core.record.standing import Change, ChangeKind, changed_parts, mismatched
from crossfolio.core.record.values import (
    Action,
    Decision,
    Judged,
    Judgement,
    Parts,
    Person,
    Reference,
    Sample,
    Unreadable,
    Verdict,
)
from crossfolio.core.rules import RULES
from crossfolio.core.sampling.recording import (
    Recording,
    SampledDecision,
    recording_refusals,
    samples_of,
)
from crossfolio.core.sampling.status import status_of
from crossfolio.core.sampling.values import Plan, Planned, SampleReason
from crossfolio.core.seen_items import seen_items
from crossfolio.core.settings import Edition
from crossfolio.core.texts import Text
from crossfolio.core.visited_record import Sampled, record_of
from support import Check, page, unit

HERE = Place("a.yml", 3, 5)
DAY = date(2026, 5, 10)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def item(audience: Audience = Audience.PUBLIC) -> Evidence:
    """Return an item, `E01` in `e01.md`."""
    return Evidence(
        "E01",
        "T",
        "e01.md",
        Place("e01.md"),
        "product",
        None,
        None,
        Status.SUBMITTED,
        audience,
        (),
        frozenset(),
        {},
        {},
        "",
    )


def decision(
    id: str, *criteria: str, day: date = DAY, supersedes: Sequence[str] = (), signed: str = ""
) -> Decision:
    """Return a decision that all of some criteria are met."""
    judgements = tuple(Judgement(name, Verdict.MET, HERE) for name in criteria)
    references = tuple(Reference(name, HERE) for name in supersedes)
    return Decision(
        id, "A1", day, HERE, (), judgements, supersedes=references, countersigned_by=signed
    )


def facts_of(checked: Checked, **more: object) -> Facts:
    """Return what the record of a portfolio rests on, but for some of it."""
    return replace(checked.record.facts, **more)  # type: ignore[arg-type]


def test_why_each_edition_holds_an_item() -> None:
    """Only where people are shown is an item said to be withheld; all others are for others."""
    told = {
        (edition, audience): hold_of(item(audience), edition)
        for edition, audience in product(Edition, Audience)
    }
    assert told == {
        (Edition.PUBLIC, Audience.PUBLIC): None,
        (Edition.PUBLIC, Audience.ASSESSOR): Hold.AUDIENCE,
        (Edition.PUBLIC, Audience.WITHHELD): Hold.AUDIENCE,
        (Edition.ASSESSOR, Audience.PUBLIC): None,
        (Edition.ASSESSOR, Audience.ASSESSOR): None,
        (Edition.ASSESSOR, Audience.WITHHELD): Hold.WITHHELD,
    }
    assert [is_shown_to_some(item(audience)) for audience in Audience] == [
        audience is not Audience.WITHHELD for audience in Audience
    ]
    assert {hold: str(hold.words) for hold in Hold} == {
        hold: "withheld" if hold is Hold.WITHHELD else "not in this edition" for hold in Hold
    }


def test_what_was_found_holds_back() -> None:
    """A finding of a rule that holds back, above an info, makes a public item a stub."""
    holds = next(rule for rule in RULES if rule.holds_back)
    other = next(rule for rule in RULES if not rule.holds_back)
    for rule, most, path in product(
        (holds, other), (Severity.INFO, Severity.WARNING), ("e01.md", "e02.md")
    ):
        finding = Finding(rule.code, Place(path), Text("x"), at_most=most)
        found = [Diagnostic(rule, Severity.WARNING, finding)]
        is_held = rule is holds and most > Severity.INFO and path == "e01.md"
        public = stubs([item()], Edition.PUBLIC, found)
        assert public == ({"E01": Hold.FOUND} if is_held else {})
        assert stubs([item()], Edition.ASSESSOR, found) == {}


def test_orders_that_end_nothing() -> None:
    """A decision is superseded from its day on, and neither by itself nor in a circle."""
    for day, why in ((BEFORE, Wrong.NEWER), (DAY, None), (AFTER, None)):
        old, new = decision("D1", "U.A"), decision("D2", "U.A", day=day, supersedes=["d1"])
        found = order([old, new])
        assert found.wrong == ((WrongOrder(new, Reference("d1", HERE), old, why),) if why else ())
        assert found.ended == ({} if why else {("D1", "U.A"): new})
    own = decision("D1", "U.A", supersedes=["D1"])
    assert [edge.why for edge in order([own]).wrong] == [Wrong.ITSELF]
    one = decision("D1", "U.A", supersedes=["D2"])
    two = decision("D2", "U.A", supersedes=["D1", "D3", "D9"])
    three = decision("D3", "U.A")
    found = order([one, two, three])
    assert [(edge.decision.id, edge.other.id, edge.why) for edge in found.wrong] == [
        ("D1", "D2", Wrong.CIRCLE),
        ("D2", "D1", Wrong.CIRCLE),
    ]
    assert found.ended == {("D3", "U.A"): two}
    pairs = [
        decision("D1", "U.A", supersedes=["D2"]),
        decision("D2", "U.A", supersedes=["D1"]),
        decision("D3", "U.A", supersedes=["D4", "D1"], day=AFTER),
        decision("D4", "U.A", supersedes=["D3"], day=AFTER),
    ]
    assert [(edge.decision.id, edge.other.id) for edge in order(pairs).wrong] == [
        ("D1", "D2"),
        ("D2", "D1"),
        ("D3", "D4"),
        ("D4", "D3"),
    ]


PARTS = Parts("f", "b", {"x": "1", "y": "2"})


@pytest.mark.parametrize("altered", ["", "fields", "body", "attachments"])
@pytest.mark.parametrize("is_same_value", [True, False])
@pytest.mark.parametrize("at_other", [True, False])
def test_hashes_that_belong_together(
    altered: str,
    is_same_value: bool,  # noqa: FBT001
    at_other: bool,  # noqa: FBT001
) -> None:
    """Fingerprint and parts are both as they are now, or neither is, and no other item's."""
    more = {altered: {"x": "1"} if altered == "attachments" else "z"} if altered else {}
    then = replace(PARTS, **more)  # type: ignore[arg-type]
    others = then if at_other else Parts("q")
    facts = Facts(
        DAY,
        {},
        {},
        {"E01": Fingerprint("cf2:1", PARTS), "E02": Fingerprint("cf2:2", others)},
        cast("Claims", None),
        {},
    )
    judged = Judged("E01", "cf2:1" if is_same_value else "cf2:0", HERE, then)
    expected = is_same_value if altered else not is_same_value
    assert mismatched(judged, facts) == (expected or bool(altered and at_other))
    assert not mismatched(replace(judged, parts=None), facts)
    assert not mismatched(replace(judged, evidence="E03"), facts)


def test_what_differs_between_two_versions() -> None:
    """Fields, text and each file by its path, in this order; the item where nothing tells."""
    now = Fingerprint("cf2:1", PARTS)
    assert changed_parts("E01", None, now) == [Change(ChangeKind.ITEM, "E01")]
    assert changed_parts("E01", PARTS, now) == [Change(ChangeKind.ITEM, "E01")]
    assert changed_parts("E01", Parts("g", "c", {"z": "1", "y": "3", "x": "1"}), now) == [
        Change(ChangeKind.FIELDS, "E01"),
        Change(ChangeKind.TEXT, "E01"),
        Change(ChangeKind.FILE, "E01", "y"),
        Change(ChangeKind.FILE, "E01", "z"),
    ]


@pytest.fixture
def units(check: Check) -> Checked:
    """A unit of three criteria, and an item that claims two."""
    return check(
        {
            "criteria/bud.yml": unit("AC1 range: [{id: R, of: [x, y], at_least: 1}]", "AC2", "AC3"),
            "evidence/e01.md": page(
                audience="assessor", criteria="[{criterion: BUD.AC1, range: {r: [Y]}}, BUD.AC2]"
            ),
        }
    )


ALL = frozenset(("BUD.AC1", "BUD.AC2", "BUD.AC3"))


@pytest.mark.parametrize(
    ("unreadable", "about"),
    [
        (Unreadable(HERE, (), id="D9"), ALL),
        (Unreadable(HERE, ("BUD.AC1",), id="D9"), {"BUD.AC1"}),
        (Unreadable(HERE, ("BUD.AC1", ""), id="D9"), ALL),
        (Unreadable(HERE, (), id="S9", is_sample=True), ALL),
        (Unreadable(HERE, ("d1",), id="S9", is_sample=True), {"BUD.AC1"}),
        (Unreadable(HERE, ("d1", "D2"), id="S9", is_sample=True), {"BUD.AC1", "BUD.AC2"}),
        (Unreadable(HERE, ("d1", ""), id="S9", is_sample=True), ALL),
        (Unreadable(HERE, ("d1", "D7"), id="S9", is_sample=True), ALL),
    ],
)
def test_what_unreadable_files_may_be_about(
    unreadable: Unreadable, about: frozenset[str], units: Checked
) -> None:
    """A file speaks of what it names, of everything where that is not sure, up to its day."""
    made = [decision("D1", "BUD.AC1"), decision("D2", "BUD.AC2")]
    facts = facts_of(units, decisions=tuple(made), unreadable=(unreadable,))
    sample = unreadable.is_sample
    kind = ObjectionKind.SAMPLE_UNREADABLE if sample else ObjectionKind.UNREADABLE
    objection = Objection(kind, HERE, id=unreadable.id)
    assert unreadable_objections(facts, {}) == {name: [objection] for name in about}

    holds = {
        one.judgements[0].criterion: [DecidedJudgement(one, one.judgements[0])] for one in made
    }
    for day in (BEFORE, DAY, AFTER):
        dated = replace(unreadable, made_on=day)
        found = unreadable_objections(replace(facts, unreadable=(dated,)), holds)
        looked = {name.upper() for name in dated.names} & {"D1", "D2"} if sample else set()
        is_late = day >= DAY or looked
        assert found.keys() == {name for name in about if is_late or name not in holds}


def test_what_a_portfolio_grew_to_day_by_day(check: Check) -> None:
    """A month has its last day with decisions told, and its first without; figures by day."""
    files = {
        "criteria/bud.yml": unit("AC1", "AC2"),
        "evidence/e01.md": page(date="2026-04-14", criteria="[BUD.AC1]"),
        "evidence/e02.md": page(id="E02", date="2026-04-20", criteria="[BUD.AC1]"),
        "evidence/e03.md": page(id="E03", date="2026-07-01", criteria="[BUD.AC2]"),
        "evidence/e04.md": page(id="E04", date="2026-07-02", criteria="[BUD.AC2]"),
        "evidence/e05.md": page(id="E05", date="2026-03-02", status="draft"),
    }
    checked = check(files)
    for decided, days in ((True, [20, 1]), (False, [1, 1])):
        history = history_by_dates(checked, Period.MONTH, decided=decided)
        assert (history.source, history.by, history.decided) == ("dates", Period.MONTH, decided)
        assert len(history.notes) == 1
        seen = [
            (moment.period, moment.day, moment.commit, moment.why, moment.figures)
            for moment in history.moments
        ]
        assert [one[:4] for one in seen] == [
            ("2026-04", date(2026, 4, days[0]), "", ""),
            ("2026-07", date(2026, 7, days[1]), "", ""),
        ]
        figures = [one[4] for one in seen]
        assert [
            (own.total.covered, own.total.required, own.evidence, own.decisions, own.samples)
            for own in figures
            if own
        ] == [(1, 2, 2, 0, 0), (2, 2, 3, 0, 0)]


def test_stubs_show_values_as_the_unit_writes_them(units: Checked) -> None:
    """A stub's claims show tag, revision and the values of the criterion's own ranges."""
    (stub,) = seen_items(units.portfolio, units.claims, {"E01": Hold.AUDIENCE}, people=False)
    own = Place("E01")
    assert stub.claims == (
        Claim("BUD.AC1", own, range=(RangeValue("R", "y", own, own),)),
        Claim("BUD.AC2", own),
    )
    assert [(value.range, value.value) for value in stub.claims[0].range] == [("R", "y")]
    assert (stub.id, stub.title, stub.path, stub.place) == ("E01", "", "E01", own)
    assert (stub.kind, stub.first_day, stub.last_day) == (
        "product",
        date(2026, 4, 1),
        date(2026, 4, 1),
    )
    assert (stub.brings, stub.fields, stub.places, stub.body) == (frozenset(), {}, {}, "")


def test_what_a_visit_tells_of_other_decisions(units: Checked) -> None:
    """Of a decision that was not sampled only ID and day are seen, where it ended a sampled one."""
    old = replace(decision("D1", "BUD.AC1", "BUD.AC2"), feedback="F")
    new = replace(decision("D2", "BUD.AC1", supersedes=["D1"], day=AFTER), feedback="G", method="m")
    given = order([old, new])
    record = replace(units.record, order=given)
    for names, ender in (
        ({"D1"}, Decision("D2", "", AFTER, Place(""), (), ())),
        ({"D1", "D2"}, new),
    ):
        of = Sampled((), frozenset(names), frozenset(), frozenset())
        seen = record_of(record, units.portfolio, units.claims, of)
        assert seen.order.ended == {("D1", "BUD.AC1"): ender}
        assert seen.order.ended["D1", "BUD.AC1"].place == ender.place
        assert {name: one.decision.id for name, one in seen.order.holding.items()} == (
            {"BUD.AC2": "D1"} if names == {"D1"} else {"BUD.AC1": "D2", "BUD.AC2": "D1"}
        )
        assert (seen.order.wrong, seen.order.contests, seen.order.gaps) == ((), (), ())
        assert seen.facts.fingerprints == {}


PLAN = Plan(
    "P1",
    "Q1",
    DAY,
    "interim",
    "s",
    "p",
    HERE,
    decisions=tuple(Planned(name, SampleReason.DRAW, HERE) for name in ("D1", "D3", "D4")),
)
REGISTER: Mapping[str, Person] = {"Q1": Person("Q1", "", ("internal-quality-assurer",))}


def test_samples_that_are_refused(units: Checked) -> None:
    """Each reason is said with all that it names; the plan's and the decision's day still pass."""
    made = (
        decision("D1", "BUD.AC1"),
        decision("D2", "BUD.AC2"),
        decision("D3", "BUD.AC2", signed="q1"),
        decision("D4", "BUD.AC3", day=AFTER),
    )
    facts = facts_of(units, decisions=made, people=REGISTER, people_unread=None)
    record = replace(units.record, facts=facts)

    def said(day: date, *names: str) -> list[str]:
        some = tuple(SampledDecision(name, "agree") for name in names)
        return list(map(str, recording_refusals(Recording("Q1", day, some), PLAN, record)))

    assert said(DAY, "d1") == []
    assert said(AFTER, "D4") == []
    assert said(DAY, "D4") == ["D4 is dated 2026-05-11, which is after 2026-05-10"]
    assert said(BEFORE, "D1") == [
        "plan P1 is of 2026-05-10, which is after 2026-05-09",
        "D1 is dated 2026-05-10, which is after 2026-05-09",
    ]
    assert said(DAY, "D2") == ["D2 is not in plan P1, which asks for D1, D3, D4"]
    assert said(DAY, "D3") == [
        "D3 was made or countersigned by Q1: nobody samples their own decisions"
    ]
    assert said(DAY, "D1", "d1") == ["`d1` is named twice"]
    assert said(DAY) == [
        "nothing is said of any decision: write the decision and what came of it, D04=agree"
    ]
    assert said(DAY, "XYZ123") == ["there is no decision `XYZ123`"]


def test_samples_by_what_came_of_them(units: Checked) -> None:
    """One for each outcome, the worst first, which alone has the actions."""
    facts = facts_of(
        units, decisions=tuple(decision(f"D{number}", "BUD.AC1") for number in (1, 2, 3, 4))
    )
    nowhere = Place("")
    some = (
        SampledDecision("d1", "agree", "One"),
        SampledDecision("D2", "disagree", "Two"),
        SampledDecision("D3", "agree"),
        SampledDecision("D4", "agree", "Four"),
    )
    found = samples_of(Recording("Q1", AFTER, some, (("Do", DAY),)), PLAN, facts)
    two = (Reference("D2", nowhere),)
    rest = tuple(Reference(name, nowhere) for name in ("D1", "D3", "D4"))
    acts = (Action("Do", DAY, nowhere),)
    assert found == (
        Sample("", "Q1", AFTER, nowhere, two, "disagree", "interim", "Two", acts, plan="P1"),
        Sample(
            "", "Q1", AFTER, nowhere, rest, "agree", "interim", "D1: One\n\nD4: Four", plan="P1"
        ),
    )
    assert [sample.place for sample in found] == [nowhere, nowhere]


def test_why_nobody_can_tell_of_sampling(units: Checked) -> None:
    """Every file that cannot be read is named with its place."""
    broken = (
        Unreadable(Place("d.yml", 2, 1), (), id="D9"),
        Unreadable(Place("s.yml", 3, 1), (), id="S9", is_sample=True),
    )
    facts = facts_of(units, unreadable=broken)
    record = replace(units.record, facts=facts)
    portfolio = replace(units.portfolio, plans_unread=(Place("p.yml", 4, 1),))
    assert [str(text) for text in status_of(portfolio, record).unread][1:] == [
        "nothing was decided, so there is nothing to sample",
        f"a plan cannot be read ({Place('p.yml', 4, 1)})",
        f"a decision cannot be read ({Place('d.yml', 2, 1)})",
        f"a sample cannot be read ({Place('s.yml', 3, 1)})",
    ]


@pytest.mark.parametrize(
    ("how", "targets", "edit", "look"),
    [
        (MigrationKind.RENAMED, ("NEW.B",), "NEW.B", ""),
        (MigrationKind.MERGED, ("NEW.B",), "NEW.B", ""),
        (MigrationKind.SAME, ("OLD.A",), "", ""),
        (MigrationKind.SPLIT, ("NEW.B", "NEW.C"), "", "the waiver of `OLD.A` stays; it is split"),
        (MigrationKind.WITHDRAWN, (), "", "the waiver of `OLD.A` stays; it is withdrawn"),
    ],
)
def test_waivers_carried_over(
    how: MigrationKind, targets: tuple[str, ...], edit: str, look: str, units: Checked
) -> None:
    """A waiver goes where its criterion went; where that is not one place, a person looks."""
    place = Place("portfolio.yml", 4, 3, 4, 8)
    enrolment = Enrolment(
        Place("portfolio.yml"), "L1", {}, {}, waivers=(Waiver("OLD.A", "Why", place),)
    )
    portfolio = replace(units.portfolio, enrolment=enrolment)
    migration = Migration("1", "2", (MigrationStep("OLD.A", targets, how, HERE),))
    found = carried(migration, portfolio, lambda _path: ())
    assert found.edits == ({"portfolio.yml": (Edit(place, edit),)} if edit else {})
    assert [str(text) for text in found.to_look_at] == ([look] if look else [])
    assert (found.more, found.moved, found.judged) == ({}, (), ())
