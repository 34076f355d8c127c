"""What a tag was meant to be, what still lacks, and why a decision is refused, in full."""

from datetime import date
from pathlib import Path

from crossfolio.core.drafting import Answer, Draft
from crossfolio.core.framework import Need
from crossfolio.core.lacks import (
    LackByDecision,
    LackOfEntry,
    LackOfItems,
    LackOfKind,
    LackOfNeed,
    LackOfParts,
    LackOfRange,
    LackOfVariety,
    LackUnknown,
    lack_words,
)
from crossfolio.core.leads import lead_for
from crossfolio.core.record.values import Verdict
from crossfolio.core.refusing import first_error, refusals
from support import TODAY, Check, Golden, page, unit

HERE = Path(__file__).parent
OUTCOMES = (
    "outcomes:\n  - {id: LO1, text: Plan}\n  - {id: LO2, text: Do, within: LO1}\n"
    "  - {id: LO3, text: Rest}\n"
)
ROWS = (
    "AC1 outcomes: [LO1]",
    "AC2 outcomes: [LO2]",
    "AC3 status: withdrawn",
    *(f"AC{number}" for number in range(4, 17)),
)
FILES = {
    "criteria/bud.yml": unit(*ROWS, extra=OUTCOMES),
    "criteria/mcs.yml": unit(*ROWS[:2], "B7", extra=OUTCOMES, code="MCS"),
    "criteria/dos.yml": unit("1.1", "1.2", "2.1", code="DOS"),
    "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted, MCS: submitted}\n",
    "evidence/e02.md": page(id="E02", status="draft"),
    "evidence/e03.md": page(id="E03", criteria="[BUD.AC1, MCS.AC1]", kind="nonsense"),
    "assessment/people.yml": (
        "people:\n  L1: {roles: [learner], display_name: L}\n"
        "  A1: {roles: [assessor], display_name: A}\n"
        "  ANNA1: {roles: [assessor], display_name: B}\n"
        "  T1: {roles: [trainee-assessor], display_name: T}\n"
        "  M1: {roles: [manager], display_name: M}\n"
    ),
}
TAGS = (
    *("BUD", "[bud]", "DOS", "LO1", "MCS.LO1", "lo2", "BUD.LO3", "LO3", "bud.lo2", "AC1", "ac2"),
    *("B7", "B8", "BUD AC2", "BUD-AC2", "mcs_b7", "BUD.AC1 (a plan)", "BUD.AC1 - BUD.AC2"),
    *("BUD.AC1 - ", "BUD.AC1-AC2", "BUD.AC1-16", "BUD.AC1 BUD.AC2", "BUD.AC1, BUD.AC2", "AC1-AC2"),
    *(
        "BUD.AC1 and BUD.AC2",
        "see BUD.AC1 or MCS.AC1",
        "BUD.AC33",
        "8UD.AC1",
        "DOS.1",
        "1.1",
        "2.2",
    ),
    *("nothing like it", "", "LO9", "AC1 and AC2", "MCS.B7; BUD.AC1", "BUD.AC1/AC2"),
)
LACKS = (
    *(LackOfItems(number, (), more) for number in (1, 2) for more in (False, True)),
    *(LackOfItems(number, ("observation", "product"), more) for number in (1, 2)
      for more in (False, True)),
    LackOfKind("observation"),
    *(LackOfVariety(number, there) for number in (1, 2) for there in ((), ("product", "report"))),
    *map(LackOfNeed, Need),
    *(LackOfParts(1, 3, open, every) for open in ((), ("a",), ("a", "b"))
      for every in (False, True)),
    *(LackOfRange("R1", 1, 3, open, kinds, days) for open in ((), ("x",), ("x", "y"))
      for kinds in ((), ("observation",)) for days in (False, True)),
    *(LackByDecision(verdict, "D7", date(2026, 5, 4)) for verdict in Verdict),
    LackUnknown(),
    LackOfEntry(),
)  # fmt: skip
MET = Answer("BUD.AC1", Verdict.MET)
MET_BY_ONE = Answer("BUD.AC1", Verdict.MET, ("E01",))
DRAFTS = {
    "nothing": Draft("", TODAY, ()),
    "the learner": Draft("L1", TODAY, (MET,)),
    "nobody who is known": Draft("ANNA2", TODAY, (MET,)),
    "nobody who is near": Draft("somebody", TODAY, (MET,)),
    "a manager": Draft("M1", TODAY, (MET,)),
    "a trainee": Draft("T1", TODAY, (MET,)),
    "a trainee with an assessor": Draft("T1", TODAY, (MET,), countersigned_by="A1"),
    "a trainee with a manager": Draft("T1", TODAY, (MET,), countersigned_by="M1"),
    "today": Draft("A1", TODAY, (MET,)),
    "tomorrow": Draft("A1", date(2026, 7, 2), (MET,)),
    "what is no text": Draft(
        "A1", TODAY, (MET._replace(feedback="\ud800"), MET._replace(criterion="bud.ac4")),
        method="\ud800", feedback="\ud800",
    ),
    "items": Draft("A1", TODAY, (MET._replace(on=("e9", "E01")),), items=("e01", "E8")),
    "an item with an error": Draft("A1", TODAY, (MET,), items=("e03",)),
    "an item beside": Draft("A1", TODAY, (MET._replace(on=("E01",)),), items=("E02",)),
    "a draft": Draft("A1", TODAY, (MET._replace(on=("e02",)),)),
    "a draft, on behalf": Draft("A1", TODAY, (MET._replace(on=("e02",), mapped=True),)),
    "on behalf": Draft(
        "A1", TODAY, (Answer("BUD.AC4", Verdict.MET, ("E01",), mapped=True), MET_BY_ONE)
    ),
    "not claimed": Draft("A1", TODAY, (Answer("BUD.AC4", Verdict.MET, ("E01",)),)),
    "not claimed, and not met": Draft(
        "A1", TODAY, (Answer("BUD.AC4", Verdict.NOT_YET_MET, ("E01",), "More."),)
    ),
    "claimed by none": Draft("A1", TODAY, (Answer("bud.ac4", Verdict.MET),)),
    "twice": Draft("A1", TODAY, (MET, Answer("bud.ac1", Verdict.MET))),
    "no criterion": Draft("A1", TODAY, (Answer("BUD.AC99", Verdict.MET), MET)),
    "no such thing": Draft("A1", TODAY, (Answer("what", Verdict.MET),)),
    "withdrawn": Draft("A1", TODAY, (Answer("BUD.AC3", Verdict.MET, ("E01",), mapped=True),)),
    "not taken": Draft("A1", TODAY, (Answer("DOS.1.1", Verdict.MET, ("E01",), mapped=True),)),
    "another level": Draft("A1", TODAY, (MET._replace(level="merit"),)),
    **{
        f"{verdict.value}, with {feedback!r}": Draft(
            "A1", TODAY, (Answer("BUD.AC1", verdict, ("E01",), feedback),)
        )
        for verdict in Verdict
        for feedback in ("", " ", "Well.")
    },
}  # fmt: skip


def test_leads(check: Check, golden: Golden) -> None:
    """Each wrong tag leads to what was most likely meant, among the units that are taken."""
    framework = check(FILES).portfolio.framework
    told = ""
    for taken in ((), ("BUD",), ("BUD", "MCS")):
        told += f"TAKEN: {', '.join(taken)}\n"
        for tag in TAGS:
            lead = lead_for(tag, framework, taken)
            told += f"{tag!r}: {', '.join(lead.near)}\n    {lead.help}\n" + (
                "    all of them\n" if lead.is_range else ""
            )
    golden(HERE / "leads.txt", told)


def test_lacks(golden: Golden) -> None:
    """Each lack is said in one phrase, in the singular and the plural."""
    told = (f"{lack}\n    {lack_words(lack)}\n" for lack in LACKS)
    golden(HERE / "lacks.txt", "".join(told))


def test_refusals(check: Check, golden: Golden) -> None:
    """Each reason is said, and what it is about."""
    checked = check(FILES)
    told = ""
    for name, draft in DRAFTS.items():
        told += f"{name}\n"
        told += "".join(f"    {why.about!r}: {why.text}\n" for why in refusals(draft, checked))
    golden(HERE / "refusals.txt", told)


def test_the_first_error_of_an_item(check: Check) -> None:
    """What is worse than a warning in the page of the item itself, and the first of it."""
    checked = check(FILES)
    by_id = checked.portfolio.by_id
    found = first_error(by_id["E03"], checked)

    assert found is not None
    assert found.finding.place.path == "evidence/e03.md"
    assert first_error(by_id["E01"], checked) is None


def test_the_register_cannot_be_read(check: Check) -> None:
    """While nobody knows who may decide, one reason is said about that, and no other."""
    broken = {**FILES, "assessment/people.yml": "people:\n  L1: {roles: [learner\n"}
    unread = {**FILES, "evidence/portfolio.yml": "learner: [a]\nunits: {BUD: submitted}\n"}
    said = [
        [why.text for why in refusals(DRAFTS["a manager"], check(files)) if why.about == "assessor"]
        for files in (broken, unread)
    ]
    assert said == [
        ["the register of people cannot be read (assessment/people.yml:1:1)"],
        ["who the learner is cannot be read (evidence/portfolio.yml:1:10)"],
    ]
