"""What items claim and what stands behind criteria, told by all that is given for one portfolio."""

from dataclasses import replace
from datetime import date

import pytest

from crossfolio.core.breadth import Extent
from crossfolio.core.check import Checked
from crossfolio.core.claims import resolve
from crossfolio.core.cover import Cover, PartCover, Undecided, undecided_turn
from crossfolio.core.coverage import Count, State, count, cover, worst
from crossfolio.core.framework import Need
from crossfolio.core.judging import judged
from crossfolio.core.lacks import LackByDecision, LackOfEntry, LackOfItems, LackOfParts, LackUnknown
from crossfolio.core.memo import Memo
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Progress
from crossfolio.core.record.claim_standing import ClaimStanding
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.fingerprint import fingerprint
from crossfolio.core.record.objections import Objection, ObjectionKind
from crossfolio.core.record.values import Distrust, Person, Unreadable, Verdict
from crossfolio.core.resolver import ItemClaims
from support import Check, page, unit

UNITS = {
    "criteria/bud.yml": unit(
        "AC1",
        "AC2 revision: 3",
        "AC3 status: withdrawn",
        "AC4 parts: [{id: a, text: A}, {id: b, text: B}], "
        "range: [{id: R, of: [x, y], at_least: 1}]",
        "AC5 requires: {at_least: 2}",
        "AC6 expects: [metrics]",
        "AC7 optional: true",
    ),
    "criteria/mcs.yml": unit("AC1", "AC8", code="MCS"),
    "criteria/oth.yml": unit("AC8", "AC9", code="OTH"),
    "criteria/q.yml": "qualification: Q1\ntitle: Q\nawarding_organisation: iQ\n"
    "source: {kind: draft}\ngroups: [{id: g, units: [BUD]}]\n"
    "policy: {simulation: false}\n",
    "evidence/portfolio.yml": "learner: L1\nqualifications: [Q1]\n"
    "units: {BUD: submitted, MCS: in-progress}\n"
    "waivers: [{criterion: MCS.AC8, reason: Recognised}]\n",
}


def claims(*entries: str) -> str:
    return "[" + ", ".join(entries) + "]"


TAGS = (
    *("BUD.AC1", "bud.ac1", "BUD.AC9", "nothing", "AC2", "AC1", "BUD.AC3", "OTH.AC8", "BUD.AC4a"),
    *("{criterion: BUD.AC4b, note: n}", "BUD.AC4", "BUD.AC4A", "AC8"),
    "{criterion: BUD.AC2, revision: 2}",
    "{criterion: BUD.AC6, revision: 2}",
)


def test_what_each_claim_is_worth(check: Check) -> None:
    """The state of every sort of claim, what it names, and why it is not wanted."""
    checked = check({**UNITS, "evidence/e01.md": page(criteria=claims(*TAGS))})
    (item,) = checked.portfolio.evidence
    found = checked.claims.of(item)

    assert [
        (
            claim.claim.tag,
            claim.state.value,
            claim.criterion.id if claim.criterion else "",
            claim.part,
            claim.meant,
            str(claim.reason),
            claim.first
            and found.index(next(one for one in found if one.claim.place is claim.first)),
        )
        for claim in found
    ] == [
        ("BUD.AC1", "ok", "BUD.AC1", "", (), "", 0),
        ("bud.ac1", "duplicate", "BUD.AC1", "", (), "", 0),
        ("BUD.AC9", "unknown", "", "", (), "", None),
        ("nothing", "malformed", "", "", (), "", None),
        ("AC2", "ok", "BUD.AC2", "", (), "", 4),
        ("AC1", "ambiguous", "", "", ("BUD.AC1", "MCS.AC1"), "", None),
        ("BUD.AC3", "unwanted", "BUD.AC3", "", (), "`BUD.AC3` is withdrawn", 6),
        ("OTH.AC8", "unwanted", "OTH.AC8", "", (), "unit OTH is not taken", 7),
        ("BUD.AC4a", "ok", "BUD.AC4", "a", (), "", 8),
        ("BUD.AC4b", "ok", "BUD.AC4", "b", (), "", 9),
        ("BUD.AC4", "ok", "BUD.AC4", "", (), "", 10),
        ("BUD.AC4A", "duplicate", "BUD.AC4", "a", (), "", 8),
        ("AC8", "ok", "MCS.AC8", "", (), "", 12),
        ("BUD.AC2", "duplicate", "BUD.AC2", "", (), "", 4),
        ("BUD.AC6", "predated", "BUD.AC6", "", (), "", 14),
    ]
    assert all(claim.item is item for claim in found)
    assert checked.claims.all == found
    assert list(checked.claims.by_criterion) == [
        *("BUD.AC1", "BUD.AC2", "BUD.AC3", "OTH.AC8", "BUD.AC4", "MCS.AC8", "BUD.AC6"),
    ]
    assert [claim.claim.tag for claim in checked.claims.by_criterion["BUD.AC1"]] == (
        ["BUD.AC1", "bud.ac1"]
    )
    states = dict(checked.claims.resolver.claimed_states(item))
    assert states == {
        "BUD.AC1": "ok",
        "BUD.AC2": "ok",
        "BUD.AC3": "unwanted",
        "OTH.AC8": "unwanted",
        "BUD.AC4": "ok",
        "MCS.AC8": "ok",
        "BUD.AC6": "predated",
    }
    assert checked.claims.pairs == 7


def test_claims_that_count(check: Check) -> None:
    """A draft's do not, nor those on an older revision, nor of a kind that is forbidden."""
    old = "{criterion: BUD.AC2, revision: 2}"
    checked = check(
        {
            **UNITS,
            "evidence/e01.md": page(criteria=claims(old, "BUD.AC1")),
            "evidence/e02.md": page(id="E02", status="draft", criteria=claims("BUD.AC1", old)),
            "evidence/e03.md": page(id="E03", kind="simulation", criteria="[BUD.AC1, MCS.AC1]"),
            "evidence/e04.md": page(id="E04", status="withdrawn", criteria="[BUD.AC1]"),
        }
    )
    own = checked.claims
    one, draft, simulated, gone = checked.portfolio.evidence

    def told(number: int) -> list[tuple[str, str]]:
        return [
            (claim.state.value, str(claim.reason))
            for claim in own.of(checked.portfolio.evidence[number])
        ]

    assert told(0) == [("outdated", ""), ("ok", "")]
    assert told(1) == [("draft", ""), ("outdated", "")]
    forbidden = "Q1 does not allow evidence of the kind simulation"
    assert told(2) == [("unwanted", forbidden), ("ok", "")]
    assert told(3) == [("ok", "")]
    assert [own.counts(item, "BUD.AC1") for item in (one, draft, simulated, gone)] == (
        [True, False, False, False]
    )
    assert [own.may_count(item, "BUD.AC5") for item in (one, draft, simulated, gone)] == (
        [True, False, False, False]
    )
    assert own.may_count(simulated, "MCS.AC1")
    assert [own.may_count(one, name) for name in ("BUD.AC3", "OTH.AC9", "BUD.XX", "AC2")] == (
        [False, False, False, True]
    )
    resolver = own.resolver
    assert (resolver.claimed_states(gone), resolver.counts(gone, "BUD.AC1")) == ((), False)
    assert resolver.claimed_states(draft) == (("BUD.AC1", "draft"), ("BUD.AC2", "outdated"))
    assert (resolver.counts(one, "BUD.AC1"), resolver.counts(one, "BUD.AC2")) == (True, False)
    of_units = own.by_unit["BUD"].in_states() | own.by_unit["MCS"].in_states()
    assert {name: [item.id for item in items] for name, items in of_units.items()} == {
        ("BUD.AC2", "outdated"): ["E01", "E02"],
        ("BUD.AC1", "ok"): ["E01"],
        ("BUD.AC1", "draft"): ["E02"],
        ("BUD.AC1", "unwanted"): ["E03"],
        ("MCS.AC1", "ok"): ["E03"],
    }
    assert "BUD.AC1" in own.by_criterion
    assert [claim.item.id for claim in own.by_criterion["BUD.AC1"]] == ["E01", "E02", "E03"]
    meant = own.meant_by("AC2"), own.meant_by("bud.ac4b"), own.meant_by("AC1"), own.meant_by("XX")
    assert [criterion and criterion.id for criterion in meant] == ["BUD.AC2", "BUD.AC4", None, None]
    assert own.of(replace(one, path="evidence/other.md")) == ()
    known = resolve(checked.portfolio, lambda item: (("BUD.AC1", "ok"),) if item is gone else None)
    assert known.counts(gone, "BUD.AC1")
    assert known.counts(one, "BUD.AC1")
    assert not known.counts(draft, "BUD.AC1")


def test_claims_of_one_item_together(check: Check) -> None:
    """Claims on parts of one criterion are one: their notes and values together."""
    entries = claims(
        "{criterion: BUD.AC4a, at: p1, note: first, range: {R: [x]}}",
        "{criterion: BUD.AC4b, note: second, range: {r: [y, x]}}",
        "{criterion: BUD.AC4a, note: twice, range: {R: [y]}}",
        "BUD.AC1",
    )
    checked = check({**UNITS, "evidence/e01.md": page(criteria=entries)})
    (item,) = checked.portfolio.evidence
    own: ItemClaims = checked.claims

    joined, alone = own.first_claim(item, "BUD.AC4"), own.first_claim(item, "BUD.AC1")
    assert joined
    assert alone
    assert (joined.tag, joined.at, joined.note) == ("BUD.AC4a", "p1", "first\nsecond")
    assert [value.value for value in joined.range] == ["x", "y", "x"]
    assert (alone.tag, alone.note, alone.range) == ("BUD.AC1", "", ())
    assert own.first_claim(item, "BUD.AC2") is None
    criteria = checked.portfolio.framework.criteria
    shown = own.extent_on(criteria["BUD.AC4"])(item)
    assert shown.parts == {"a", "b"}
    assert [(value.range, value.value) for value in shown.values] == (
        [("R", "x"), ("r", "y"), ("r", "x")]
    )
    assert own.extent_on(criteria["BUD.AC2"])(item) == Extent()
    part = check({**UNITS, "evidence/e01.md": page(criteria="[BUD.AC4b]", status="draft")})
    (draft,) = part.portfolio.evidence
    of = part.portfolio.framework.criteria["BUD.AC4"]
    assert part.claims.extent_on(of)(draft) == Extent(frozenset("b"))
    none = check({**UNITS, "evidence/e01.md": page(criteria="[BUD.AC1]")})
    of = none.portfolio.framework.criteria["BUD.AC4"]
    assert none.claims.extent_on(of)(none.portfolio.evidence[0]) == Extent(frozenset("ab"))


def decision(checked: Checked, *criteria: str, of: str = "E01", id: str = "D01") -> str:
    """Return a decision on criteria that is bound to an item as it is."""
    item = checked.portfolio.by_id[of]
    value = fingerprint(item, {}, frozenset(checked.portfolio.framework.named)).value
    rows = "".join(f"  - {{{row}}}\n" for row in criteria)
    return (
        f"decision: {id}\nassessor: A1\ndate: 2026-05-01\n"
        f"evidence:\n  - {{id: {of}, fingerprint: '{value}'}}\ncriteria:\n{rows}"
    )


def test_what_stands_behind_criteria(check: Check) -> None:
    """State, items, what lacks, whose turn it is and what decisions say, each criterion whole."""
    files = {
        **UNITS,
        "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC2, BUD.AC4a, BUD.AC5, BUD.AC6]"),
        "evidence/e02.md": page(id="E02", status="draft", criteria="[BUD.AC4b, BUD.AC7, MCS.AC8]"),
    }
    before = check(files)
    written = decision(
        before,
        "criterion: BUD.AC1, outcome: met, revision: 1",
        "criterion: BUD.AC2, outcome: not-yet-met, revision: 3, feedback: f",
        "criterion: BUD.AC6, outcome: more-evidence, revision: 1, feedback: f",
    )
    checked = check({**files, "assessment/decisions/d01.yml": written})
    covers = checked.coverage.criteria

    def row(cover: Cover) -> tuple[object, ...]:
        return (
            cover.scope.value,
            cover.state.value,
            cover.turn.value,
            "".join(item.id for item in cover.items),
            "".join(item.id for item in cover.drafts),
            cover.undecided.state.value,
            undecided_turn(cover).value,
            len(cover.lacking),
        )

    assert {name: row(cover) for name, cover in covers.items()} == {
        "BUD.AC1": ("required", "accepted", "nobody", "E01", "", "covered", "assessor", 0),
        "BUD.AC2": ("required", "partial", "learner", "E01", "", "covered", "assessor", 1),
        "BUD.AC4": ("required", "partial", "learner", "E01", "E02", "partial", "learner", 2),
        "BUD.AC5": ("required", "partial", "learner", "E01", "", "partial", "learner", 1),
        "BUD.AC6": ("required", "partial", "learner", "E01", "", "covered", "assessor", 1),
        "BUD.AC7": ("optional", "draft", "nobody", "", "E02", "draft", "nobody", 0),
        "MCS.AC1": ("required", "uncovered", "learner", "", "", "uncovered", "learner", 0),
        "MCS.AC8": ("waived", "draft", "nobody", "", "E02", "draft", "nobody", 0),
    }
    accepted, not_met, parts, items, more, *_ = covers.values()
    day = date(2026, 5, 1)
    assert not_met.lacking == (LackByDecision(Verdict.NOT_YET_MET, "D01", day),)
    assert more.lacking == (LackByDecision(Verdict.MORE_EVIDENCE, "D01", day),)
    assert not_met.undecided.lacking == ()
    assert parts.lacking[0] == LackOfParts(1, 2, ("BUD.AC4b",), is_every=True)
    assert parts.undecided == Undecided(State.PARTIAL, parts.items, parts.lacking)
    assert items.lacking == (LackOfItems(1, (), is_more=True),)
    assert items.missing == items.undecided.missing == ("one more item",)
    assert parts.parts == (
        PartCover("a", State.COVERED, State.COVERED, ("E01",)),
        PartCover("b", State.DRAFT, State.DRAFT, ()),
    )
    assert [claim.standing for claim in accepted.claims] == [ClaimStanding.JUDGED]
    assert [claim.standing for claim in items.claims] == [ClaimStanding.CLAIMED]
    assert items.known == ()
    assert accepted.standing
    assert accepted.standing.decision.id == "D01"
    assert (accepted.disputed, accepted.unreadable, accepted.is_whole) == (False, False, True)
    assert [cover.is_shown for cover in (accepted, covers["BUD.AC7"])] == [True, False]
    assert (more.lacks(Need.METRICS), more.lacks(Need.OUTCOME)) == (True, False)
    assert not accepted.lacks(Need.METRICS)
    coverage = checked.coverage
    assert coverage.units == {"BUD": State.PARTIAL, "MCS": State.UNCOVERED}
    assert coverage.total == Count(6, 1, 1)
    assert coverage.submitted == Count(5, 1, 1)
    assert (coverage.count("BUD"), coverage.count("MCS")) == (Count(5, 1, 1), Count(1, 0, 0))
    assert (coverage.waived, coverage.qualifications) == (1, {"Q1": State.PARTIAL})
    assert coverage.grades == coverage.levels == coverage.qualification_grades == {}
    assert worst(covers.values()) is State.UNCOVERED
    assert worst(()) is None
    assert count((accepted, replace(not_met, is_whole=False))) == Count(2, 1, 1, is_whole=False)


NESTED = """\
unit: NES
title: Nested
source: {kind: draft}
outcomes:
  - {id: O1, text: One}
  - {id: O2, text: Two, within: O1}
  - {id: O3, text: Three}
criteria:
  - {id: A, text: Do it., outcomes: [O2]}
  - {id: B, text: Do it., outcomes: [O1, O2]}
  - {id: C, text: Do it., outcomes: [O3], optional: true}
"""


@pytest.mark.parametrize(
    ("tags", "outcomes", "counted"),
    [
        ("[NES.A]", {"O1": "uncovered", "O2": "uncovered", "O3": None}, Count(3, 0, 0)),
        ("[NES.A, NES.B]", {"O1": "covered", "O2": "covered", "O3": None}, Count(3, 2, 0)),
    ],
)
def test_outcomes_take_the_worst(
    check: Check, tags: str, outcomes: dict[str, str | None], counted: Count
) -> None:
    """An outcome is as good as its worst criterion and those of what lies in it."""
    checked = check(
        {
            "criteria/bud.yml": None,
            "criteria/nes.yml": NESTED,
            "criteria/oth.yml": unit("AC1", code="OTH", extra="outcomes: [{id: LO1, text: T}]\n"),
            "evidence/e01.md": page(criteria=tags),
            "evidence/portfolio.yml": "learner: L1\nunits: {NES: submitted}\n",
        }
    )
    found = checked.coverage
    assert {name: state and state.value for name, state in found.outcomes.items()} == {
        f"NES.{name}": state for name, state in outcomes.items()
    }
    assert found.outcome_count == counted
    assert checked.portfolio.taken == {"NES": Progress.SUBMITTED}


def test_criteria_that_cannot_be_wholly_read(check: Check) -> None:
    """What is known to be there stays; nothing that a learner does meets an entry with a slip."""
    rows = ("AC1 odd: x", "AC2", "AC3 odd: x", "AC4 requires: {at_least: x}", "AC5 odd: x")
    tags = "[BUD.AC1, BUD.AC2, BUD.AC4, BUD.AC5]"
    waived = "learner: L1\nunits: {BUD: submitted}\nwaivers: [{criterion: BUD.AC5, reason: R}]\n"
    files = {
        "criteria/bud.yml": unit(*rows),
        "evidence/e01.md": page(criteria=tags),
        "evidence/portfolio.yml": waived,
    }
    checked = check(files)
    slip, whole, open, unread, other = checked.coverage.criteria.values()
    (item,) = checked.portfolio.evidence

    assert [cover.is_whole for cover in (slip, whole, open, unread, other)] == [False] * 5
    assert [cover.state.value for cover in (slip, whole, open, unread, other)] == (
        ["partial", "covered", "uncovered", "partial", "partial"]
    )
    assert [cover.turn.value for cover in (slip, whole, open, unread, other)] == (
        ["assessor", "assessor", "learner", "learner", "nobody"]
    )
    assert slip.lacking == (LackOfEntry(),)
    assert slip.undecided == Undecided(State.PARTIAL, (item,), (LackOfEntry(),))
    place = Place("criteria/bud.yml", 5, 49, 5, 52)
    assert slip.objections == (Objection(ObjectionKind.ENTRY_UNREADABLE, place),)
    assert (slip.unreadable, whole.unreadable, slip.disputed) == (True, False, False)
    assert unread.lacking == unread.undecided.lacking == (LackUnknown(),)
    assert (whole.objections, open.objections, unread.objections) == ((), (), ())
    assert [undecided_turn(cover).value for cover in (slip, whole, open, other)] == (
        ["assessor", "assessor", "learner", "nobody"]
    )
    assert checked.coverage.units == {"BUD": State.UNCOVERED}
    assert checked.coverage.total == Count(4, 1, 0, is_whole=False)


def test_what_the_record_is_judged_on(check: Check) -> None:
    """All that decisions are held against is what was read, and is kept from check to check."""
    files = {**UNITS, "evidence/e01.md": page(criteria="[BUD.AC1]")}
    written = decision(check(files), "criterion: BUD.AC1, outcome: met, revision: 1")
    checked = check({**files, "assessment/decisions/d01.yml": written})
    own = checked.portfolio
    enrolment = own.enrolment
    assert enrolment
    place = Place("people.yml", 3)
    broken = Unreadable(Place("d02.yml"), ("BUD.AC2",), id="D02")
    whole = replace(
        own,
        people={"A1": Person("A1", "Ann", ("assessor",))},
        people_unread=place,
        unreadable=(broken,),
        untrusted={"D01": Distrust.UNSIGNED},
        enrolment=replace(enrolment, learner_unread=place),
    )
    memo = Memo()
    facts = judged(whole, checked.claims, memo).facts

    assert facts == Facts(
        own.today,
        own.framework.criteria,
        own.by_id,
        own.fingerprints,
        checked.claims,
        {"BUD": 1},
        "L1",
        whole.people,
        place,
        own.decisions,
        (broken,),
        (),
        {"D01": Distrust.UNSIGNED},
        place,
    )
    assert facts.claims is checked.claims
    assert judged(replace(own, enrolment=None), checked.claims).facts.learner == ""
    assert judged(replace(own, enrolment=None), checked.claims).facts.learner_unread is None
    memo.end()
    later = replace(whole, today=date(2026, 8, 1))
    assert judged(later, checked.claims, memo).facts.today == date(2026, 8, 1)


def test_the_same_from_check_to_check(check: Check) -> None:
    """Claims and coverage made again with what the last check knew are those made anew."""
    files = {
        **UNITS,
        "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC4a]"),
        "evidence/e02.md": page(id="E02", status="draft", criteria="[BUD.AC2]"),
    }
    first = check(files)
    second = check({**files, "evidence/e02.md": page(id="E02", criteria="[BUD.AC2, BUD.AC5]")})
    memo = Memo()
    for checked in (first, second, first):
        portfolio = checked.portfolio
        claims = resolve(portfolio, memo=memo)
        found = cover(portfolio, claims, judged(portfolio, claims, memo), memo)
        assert claims.by_unit == checked.claims.by_unit
        assert claims.claimed_states == checked.claims.claimed_states
        assert found == checked.coverage
        again = resolve(portfolio, memo=memo)
        assert again.resolver is claims.resolver
        assert [share.counting for share in again.shares] == [
            tuple(
                item for item in block if any(s == "ok" for _, s in again.claimed_states[item.path])
            )
            for block in again.blocks
        ]
        memo.end()
