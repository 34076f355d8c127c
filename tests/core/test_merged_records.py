"""What becomes of decisions, samples and plans of which several have one ID, value by value."""

from dataclasses import replace
from datetime import date

from crossfolio.core.context import Context
from crossfolio.core.findings import Related
from crossfolio.core.merge import AssessmentFiles, FileResults, merge
from crossfolio.core.place import Place
from crossfolio.core.record.values import (
    Decision,
    Judgement,
    Reference,
    Sample,
    Unreadable,
    Verdict,
)
from crossfolio.core.sampling.values import Plan
from support import TODAY, Check, page, unit

PORTFOLIO = Place("evidence/portfolio.yml", 1, 1)
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def at(name: str) -> Place:
    return Place(f"assessment/{name}.yml", 1, 11)


def decision(id: str, name: str, day: date = MAY, *criteria: str) -> Decision:
    judgements = tuple(Judgement(one, Verdict.MET, at(name)) for one in criteria)
    return Decision(id, "A1", day, at(name), (), judgements, digest=name)


def sample(id: str, name: str, day: date = MAY, *decisions: str) -> Sample:
    named = tuple(Reference(one, at(name)) for one in decisions)
    return Sample(id, "Q1", day, at(name), named, "agree", "interim")


def plan(id: str, name: str, day: date = MAY) -> Plan:
    return Plan(id, "Q1", day, "interim", "0", "1", at(name))


def test_records_with_one_id() -> None:
    """The original or the first is taken, others are said and distrusted, and all are in order."""
    first, second = decision("D2", "d2"), decision("d2", "x", JUNE, "BUD.AC2", "BUD.AC1")
    original, copy = decision("D10", "d10", JUNE), decision("D10", "d10 copy", MAY, "BUD.AC1")
    same = replace(decision("D2", "y"), digest="d2")
    late = decision("D1", "d1", JUNE)
    broken = Unreadable(at("z"), ("BUD.AC1",), MAY, "D9")
    taken, other = sample("S10", "s10"), sample("s10", "s10b", JUNE, "D2", "d10")
    early, plain = sample("S2", "s2"), sample("S1", "s1", JUNE)
    planned, doubled, before = plan("P2", "p2"), plan("p2", "p3", JUNE), plan("P10", "p1")
    files = AssessmentFiles(
        None,
        None,
        (first, second, copy, original, same, late),
        (taken, other, early, plain),
        (broken,),
        plans=(before, planned, doubled, plan("P1", "p0", JUNE)),
        plans_unread=(at("q"),),
    )
    portfolio, found = merge(FileResults((), (), files, None, {}), PORTFOLIO, TODAY)

    assert [one.place.path for one in portfolio.decisions] == [
        one.place.path for one in (first, late, original)
    ]
    assert [one.place for one in portfolio.samples] == [one.place for one in (early, taken, plain)]
    assert [one.place for one in portfolio.plans] == [at("p2"), at("p1"), at("p0")]
    assert portfolio.plans_unread == (at("q"), at("p3"))
    assert portfolio.unreadable == (
        broken,
        Unreadable(at("x"), ("BUD.AC1", "BUD.AC2"), JUNE, "d2", "x"),
        Unreadable(at("d10 copy"), ("BUD.AC1",), MAY, "D10", "d10 copy"),
        Unreadable(at("s10b"), ("D2", "d10"), JUNE, "s10", is_sample=True),
    )
    assert [(one.code, one.place, one.related) for one in found[:4]] == [
        ("DEC102", at(name), (Related(at(of), found[0].related[0].message),))
        for name, of in (("x", "d2"), ("y", "d2"), ("d10 copy", "d10"), ("s10b", "s10"))
    ]
    assert [(one.code, one.place, one.message, one.help) for one in found[4:]] == [
        ("SMP108", at("p3"), "the ID `P2` is used twice", "the first is at assessment/p2.yml:1:11")
    ]
    assert (portfolio.place, portfolio.today) == (PORTFOLIO, TODAY)


UNITS = {f"criteria/{code.lower()}.yml": unit("AC1", code=code) for code in ("BUD", "MCS", "POE")}


def test_the_unit_of_an_item(check: Check) -> None:
    """A finding about an item belongs to a submitted unit if any, else to the first."""

    def of(criteria: str, **taken: str) -> tuple[tuple[str, ...], str]:
        units = ", ".join(f"{unit}: {how}" for unit, how in taken.items())
        files = {
            **UNITS,
            "evidence/portfolio.yml": f"learner: L1\nunits: {{{units}}}\n",
            "evidence/e01.md": page(criteria=f"[{criteria}]"),
        }
        checked = check(files)
        item = checked.portfolio.evidence[0]
        context = Context(checked.portfolio, checked.claims, checked.coverage)
        return context.units_of(item), context.unit_of(item)

    both = "POE.AC1, BUD.AC1, MCS.AC1"
    half, done = "in-progress", "submitted"
    assert of(both, BUD=half, MCS=half, POE=half) == (("BUD", "MCS", "POE"), "BUD")
    assert of(both, BUD=half, MCS=done, POE=done) == (("BUD", "MCS", "POE"), "MCS")
    assert of(both, BUD=half, POE=half) == (("BUD", "POE"), "BUD")
    assert of("POE.AC1", BUD=done, POE=half) == (("POE",), "POE")
    assert of("XYZ.AC1", BUD=done) == ((), "")
