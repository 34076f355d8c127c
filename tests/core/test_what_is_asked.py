"""What criteria and qualifications ask for, held against items, part by part."""

from collections.abc import Mapping
from datetime import date

import pytest

from crossfolio.core.breadth import (
    Extent,
    Reach,
    breadth_pieces,
    breadth_words,
    narrow,
    part_tag,
    reaches,
    standard_words,
)
from crossfolio.core.combination import excess, lacking
from crossfolio.core.evidence import Audience, Evidence, RangeValue, Status
from crossfolio.core.framework import (
    Criterion,
    Framework,
    Group,
    Need,
    Part,
    Qualification,
    Range,
    Requirement,
    Unit,
)
from crossfolio.core.grading import LevelRule
from crossfolio.core.lacks import (
    Lack,
    LackOfItems,
    LackOfKind,
    LackOfNeed,
    LackOfParts,
    LackOfRange,
    LackOfVariety,
    LackUnknown,
)
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Portfolio, Progress
from crossfolio.core.requirement import RequirementPiece, asked, missing, pieces
from crossfolio.core.requirement_words import (
    UNSURE,
    different_kinds_words,
    item_of_kind_words,
    items_words,
    more_items_words,
    number_words,
)
from crossfolio.core.texts import NOTHING

HERE = Place("u.yml")
OBS, CS, PROD = "observation", "case-study", "product"


def item(id: str, kind: str = PROD, day: int | None = 1, *brings: Need) -> Evidence:
    """Return an item of a kind, of a day in May."""
    last = date(2026, 5, day) if day else None
    status, audience = Status.SUBMITTED, Audience.ASSESSOR
    return Evidence(
        *(id, "", f"{id}.md", HERE, kind, last, last, status, audience),
        *((), frozenset(brings), {}, {}, ""),
    )


PARTS = tuple(Part(name, "", HERE) for name in "abc")
SORTS = Range("sorts", ("Internal", "external", "angry"), 2, HERE)
SEEN = Range("seen", ("one", "two"), 1, HERE, any_kind=(OBS, CS))
DAYS = Range("days", (), 2, HERE, is_by_day=True)
OBSERVED = Range("observed", (), 2, HERE, is_by_day=True, any_kind=(OBS,))


def criterion(parts: tuple[Part, ...] = (), needed: int = 0, *ranges: Range) -> Criterion:
    return Criterion("U.1", "U", "", "", HERE, parts=parts, parts_needed=needed, ranges=ranges)


def value(range: str, value: str) -> RangeValue:
    return RangeValue(range, value, HERE, HERE)


SAID = {
    "E1": Extent(frozenset("ab"), (value("SORTS", "internal"), value("other", "angry"))),
    "E2": Extent(frozenset("ax"), (value("sorts", "ANGRY"), value("seen", "two"))),
    "E3": Extent(),
}
E1, E2, E3 = item("E1", PROD, 2), item("E2", OBS, 1), item("E3", OBS, None)


def said(of: Evidence) -> Extent:
    return SAID[of.id]


ALL = criterion(PARTS, 2, SORTS, SEEN, DAYS, OBSERVED)


def test_how_far_items_go() -> None:
    """Parts, values and days are shown in their order; only fitting kinds count for a range."""
    assert list(reaches(ALL, (E1, E2, E3), said)) == [
        Reach("parts", ("a", "b"), ("c",), 2),
        Reach("sorts", ("Internal", "angry"), ("external",), 2, SORTS),
        Reach("seen", ("two",), ("one",), 1, SEEN),
        Reach("days", ("2026-05-01", "2026-05-02"), (), 2, DAYS),
        Reach("observed", ("2026-05-01",), (), 2, OBSERVED),
    ]
    assert [reach.lacks for reach in reaches(ALL, (E1, E2, E3), said)] == [*[False] * 4, True]
    assert list(reaches(criterion(), (E1,), said)) == []
    assert list(reaches(criterion(PARTS, 3), (), said)) == [Reach("parts", (), ("a", "b", "c"), 3)]
    twice = (item("E1", PROD, 3), item("E1", OBS, 3))
    assert [reach.shown for reach in reaches(criterion((), 0, DAYS), twice, said)] == [
        ("2026-05-03",)
    ]


def test_what_is_still_open() -> None:
    """What lacks says the parts by their tags, and of a range what would do."""
    assert narrow(ALL, (E1, E2, E3), said) == [
        LackOfRange("observed", 1, 2, (), (OBS,), is_by_day=True)
    ]
    assert narrow(criterion(PARTS, 3, SEEN, DAYS), (E1,), said) == [
        LackOfParts(2, 3, ("U.1c",), is_every=True),
        LackOfRange("seen", 0, 1, ("one", "two"), (OBS, CS)),
        LackOfRange("days", 1, 2, (), (), is_by_day=True),
    ]
    assert narrow(criterion(PARTS, 2), (E3,), said) == [
        LackOfParts(0, 2, ("U.1a", "U.1b", "U.1c"), is_every=False)
    ]
    assert part_tag(ALL, "a") == "U.1a"


def test_breadth_in_words() -> None:
    """Each part, value and day is one thing that is asked for."""
    found = list(breadth_pieces(ALL, (E1,), said))
    assert [(str(piece.words), piece.there) for piece in found] == [
        ("parts: a, b, c", True),
        ("parts: a, b, c", True),
        ("sorts: Internal, external, angry", True),
        ("sorts: Internal, external, angry", False),
        ("seen: one, two", False),
        ("days", True),
        ("days", False),
        ("observed", False),
        ("observed", False),
    ]
    assert [str(words) for words in breadth_words(ALL)] == [
        "Parts, 2 of the 3 of which are asked for: U.1a, U.1b, U.1c.",
        "Range sorts: 2 of Internal, external, angry.",
        "Range seen: 1 of one, two; of the kind observation or case study.",
        "Range days: 2 different days.",
        "Range observed: 2 different days; of the kind observation.",
    ]
    assert [str(words) for words in breadth_words(criterion(PARTS, 3))] == [
        "Parts, all of which are asked for: U.1a, U.1b, U.1c."
    ]
    assert list(breadth_words(criterion())) == []
    whole = Criterion("U.1", "U", "", "", HERE, level="Merit", ksb="skill", methods=("AM1", "AM2"))
    assert [str(words) for words in standard_words(whole)] == [
        "Level: Merit.",
        "Skill.",
        "Assessed by AM1, AM2.",
    ]
    assert list(standard_words(criterion())) == []


METRICS, OUTCOME = Need.METRICS, Need.OUTCOME
THREE = (item("E1", OBS, 1, METRICS), item("E2", PROD), item("E3", PROD))


@pytest.mark.parametrize(
    ("requires", "items", "least", "lacks"),
    [
        (Requirement(), (), 1, [LackOfItems(1), LackOfVariety(1, ())]),
        (Requirement(), THREE, 3, []),
        (Requirement(), THREE, 4, [LackOfItems(1, (), is_more=True)]),
        (Requirement(at_least=5), THREE, 4, [LackOfItems(2, (), is_more=True)]),
        (Requirement(at_least=4), THREE, 6, [LackOfItems(3, (), is_more=True)]),
        (Requirement((OBS,), 2), THREE, 1, [LackOfItems(1, (OBS,), is_more=True)]),
        (Requirement((CS,), 1), THREE, 4, [LackOfItems(1, (CS,))]),
        (Requirement((CS,), 1), THREE, 5, [LackOfItems(1, (CS,)), LackOfItems(1, is_more=True)]),
        (Requirement((OBS,), 1), THREE, 4, [LackOfItems(1, is_more=True)]),
        (Requirement(all_kinds=(PROD, CS)), THREE, 1, [LackOfKind(CS)]),
        (Requirement(min_kinds=3), THREE, 1, [LackOfVariety(1, (OBS, PROD))]),
        (Requirement(min_kinds=2), THREE, 1, []),
        (Requirement(min_kinds=2), (item("E1", ""),), 1, [LackOfVariety(1, ())]),
        (Requirement(needs=(METRICS, OUTCOME)), THREE, 1, [LackOfNeed(OUTCOME)]),
        (Requirement(is_sure=False), THREE, 1, [LackUnknown()]),
        (
            Requirement((CS,), 1, (CS,), 3, (OUTCOME,), is_sure=False),
            THREE,
            5,
            [
                LackOfItems(1, (CS,)),
                LackOfItems(1, (), is_more=True),
                LackOfKind(CS),
                LackOfVariety(1, (OBS, PROD)),
                LackOfNeed(OUTCOME),
                LackUnknown(),
            ],
        ),
    ],
)
def test_what_lacks(
    requires: Requirement, items: tuple[Evidence, ...], least: int, lacks: list[Lack]
) -> None:
    """Every sort of lack by itself and all together, in their order."""
    assert missing(requires, items, least) == lacks
    assert all(piece.there for piece in pieces(requires, items, least)) is (not lacks)


def test_pieces_of_a_requirement() -> None:
    """Items that fit come first, then others by the policy, then kinds, variety and fields."""
    requires = Requirement((OBS, PROD), 2, (CS,), 2, (METRICS,), is_sure=False)
    a_kind = items_words(1, (OBS, PROD))

    assert pieces(requires, THREE[:2], 4) == [
        RequirementPiece(a_kind, there=True),
        RequirementPiece(a_kind, there=True),
        RequirementPiece(more_items_words(1), there=False),
        RequirementPiece(more_items_words(1), there=False),
        RequirementPiece(item_of_kind_words(CS), there=False),
        RequirementPiece(different_kinds_words(2), there=True),
        RequirementPiece(UNSURE, there=False),
        RequirementPiece(pieces(Requirement(needs=(METRICS,)), ())[1].words, there=True),
    ]
    assert pieces(Requirement(), THREE[:2], 3) == [
        RequirementPiece(items_words(1), there=number < 2) for number in range(3)
    ]
    assert pieces(Requirement((CS,), 1), THREE, 4) == [
        RequirementPiece(items_words(1, (CS,)), there=False),
        *[RequirementPiece(more_items_words(1), there=True)] * 3,
    ]
    assert pieces(Requirement((OBS,), 1), THREE, 3)[1:] == [
        *[RequirementPiece(more_items_words(1), there=True)] * 2,
    ]
    assert pieces(Requirement(), ()) == [RequirementPiece(items_words(1), there=False)]


def test_requirements_in_a_sentence() -> None:
    """All that is asked for is said once, and nothing where any item will do."""
    assert asked(Requirement()) is NOTHING
    assert asked(Requirement(at_least=2)) == "Asks for two items."
    assert asked(Requirement((OBS, CS))) == (
        "Asks for one item of the kind observation or case study."
    )
    assert asked(Requirement(min_kinds=2, is_sure=False)) == (
        "Asks for two different kinds of evidence; "
        "what its entry in the unit's file says, once that can be read."
    )
    assert asked(Requirement((OBS,), 2, (CS, PROD), 1, (METRICS,))) == (
        "Asks for two items of the kind observation; an item of the kind case study; "
        "an item of the kind product; a measure before and after (`metrics`)."
    )


def test_numbers_in_words() -> None:
    """Small numbers are words, and one of a thing has no plural."""
    assert [number_words(number) for number in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]
    for words in (items_words, more_items_words):
        more = " more" if words is more_items_words else ""
        assert words(1) == f"one{more} item"
        assert words(12) == f"12{more} items"
        assert words(1, (CS,)) == f"one{more} item of the kind case study"
        assert words(2, (CS, OBS)) == f"two{more} items of the kind case study or observation"
        assert dict(words(2, (CS,)).args) == {"n": 2, "number": "two", "kinds": "case study"}
    assert different_kinds_words(1) == "one different kind of evidence"
    assert different_kinds_words(3) == "three different kinds of evidence"


def taken(qualification: Qualification, *units: str) -> Portfolio:
    """Return a portfolio in which units are taken for a qualification."""
    own = {
        "A": Unit("A", "", HERE, (), (), credit=4, level=2),
        "B": Unit("B", "", HERE, (), (), credit=6, level=3),
        "C": Unit("C", "", HERE, (), (), level=3),
        "D": Unit("D", "", HERE, (), (), credit=9),
        "X": Unit("X", "", HERE, (), (), credit=50, level=9),
    }
    enrolment = Enrolment(HERE, "L", {"Q": HERE}, dict.fromkeys(units, Progress.SUBMITTED))
    return Portfolio(Framework(own, {"Q": qualification}), (), HERE, date(2026, 1, 1), enrolment)


def rule(**fields: object) -> Qualification:
    group = Group("g", "", ("A", "B", "C"), HERE, **fields.pop("group", {}))  # type: ignore[arg-type]
    more = Group("h", "", ("D",), HERE)
    return Qualification("Q", "", HERE, (group, more), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "units", "lacks"),
    [
        ({}, "", []),
        ({"group": {"min_units": 2}}, "AX", ["2 units of group g; A taken"]),
        ({"group": {"min_units": 1}}, "D", ["1 unit of group g; none taken"]),
        ({"group": {"min_units": 2}}, "AB", []),
        ({"group": {"min_credits": 10}}, "AB", []),
        ({"group": {"min_credits": 11}}, "ABC", ["11 credits of group g; 10 count so far"]),
        (
            {"group": {"min_credits": 6, "max_credits": 5}},
            "B",
            ["6 credits of group g; 5 count so far"],
        ),
        ({"group": {"max_credits": 0}, "credits": 9}, "ABD", []),
        (
            {"group": {"max_credits": 5}, "credits": 15},
            "ABD",
            ["15 credits in all; 14 count so far"],
        ),
        ({"credits": 19}, "ABD", []),
        ({"credits": 20}, "ABDX", ["20 credits in all; 19 count so far"]),
        ({"level_rule": LevelRule(6, 3)}, "ABCD", []),
        ({"level_rule": LevelRule(10, 2)}, "ABD", []),
        (
            {"level_rule": LevelRule(7, 3)},
            "ABCDX",
            ["7 credits of units at level 3 or above; 6 count so far"],
        ),
        (
            {"level_rule": LevelRule(11, 2)},
            "ABCDX",
            ["11 credits of units at level 2 or above; 10 count so far"],
        ),
        (
            {
                "group": {"min_units": 4, "min_credits": 99},
                "credits": 98,
                "level_rule": LevelRule(97, 1),
            },
            "A",
            [
                "4 units of group g; A taken",
                "99 credits of group g; 4 count so far",
                "98 credits in all; 4 count so far",
                "97 credits of units at level 1 or above; 4 count so far",
            ],
        ),
    ],
)
def test_what_a_qualification_lacks(
    fields: Mapping[str, object], units: str, lacks: list[str]
) -> None:
    """Each rule of combination at its boundary, and what it says beyond."""
    qualification = rule(**fields)
    found = lacking(qualification, taken(qualification, *units))
    assert found == lacks
    assert [text.args.get("wanted") for text in found if "credits" in text] == [
        int(text.split()[0]) for text in lacks if "credits" in text
    ]


@pytest.mark.parametrize(
    ("fields", "units", "found"),
    [
        ({"group": {"max_units": 2}}, "ABX", []),
        ({"group": {"max_units": 2}}, "ABC", ["at most 2 units of group g; A, B, C taken"]),
        ({"group": {"max_units": 1}}, "AB", ["at most 1 unit of group g; A, B taken"]),
        ({"group": {"max_units": 0}}, "A", ["at most 0 units of group g; A taken"]),
        ({"barred": (("A", "B"), ("B", "C"))}, "AC", []),
        (
            {"barred": (("A", "B"), ("B", "C")), "group": {"max_units": 2}},
            "ABC",
            [
                "at most 2 units of group g; A, B, C taken",
                "only one of A and B; both are taken",
                "only one of B and C; both are taken",
            ],
        ),
    ],
)
def test_units_that_do_not_go_together(
    fields: Mapping[str, object], units: str, found: list[str]
) -> None:
    """More units than a group may have, and each pair that is barred."""
    qualification = rule(**fields)
    assert excess(qualification, taken(qualification, *units)) == found
