"""Coverage worked out again by brute force, and what must never change it."""

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.core.check import Checked
from crossfolio.reports import json_report
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, page, unit, write

UNITS = ("AAA", "BBB")
CRITERIA = tuple(f"{u}.AC{n}" for u in UNITS for n in (1, 2, 3))
KINDS = ("product", "case-study", "simulation")

requirements = st.fixed_dictionaries(
    {},
    optional={
        "at_least": st.integers(1, 3),
        "min_kinds": st.integers(1, 3),
        "any_kind": st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True),
        "all_kinds": st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True),
    },
)
criteria = st.fixed_dictionaries(
    {
        "requires": requirements,
        "optional": st.booleans(),
        "withdrawn": st.booleans(),
    }
)
items = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "status": st.sampled_from(("submitted", "submitted", "draft", "withdrawn")),
        "claims": st.lists(st.sampled_from((*CRITERIA, "AAA.AC9", "ac1")), max_size=4),
    }
)
portfolios = st.fixed_dictionaries(
    {
        "criteria": st.fixed_dictionaries(dict.fromkeys(CRITERIA, criteria)),
        "items": st.lists(items, max_size=6),
        "units": st.sets(st.sampled_from(UNITS), min_size=1),
        "waived": st.sets(st.sampled_from(CRITERIA), max_size=2),
    }
)
Drawn = dict[str, Any]


def files(drawn: Drawn) -> Iterator[tuple[str, str]]:
    """Give the files of a drawn portfolio."""
    for code in UNITS:
        rows = []
        for name, item in drawn["criteria"].items():
            if name.startswith(code):
                asked = ", ".join(
                    f"{k}: [{', '.join(v)}]" if isinstance(v, list) else f"{k}: {v}"
                    for k, v in item["requires"].items()
                )
                more = [f"requires: {{{asked}}}"] if asked else []
                more += ["optional: true"] if item["optional"] else []
                more += ["status: withdrawn"] if item["withdrawn"] else []
                rows.append(f"{name[4:]} {', '.join(more)}" if more else name[4:])
        yield f"criteria/{code}.yml", unit(*rows, code=code)
    for number, item in enumerate(drawn["items"]):
        claims = f"[{', '.join(item['claims'])}]"
        text = page(id=f"E{number}", kind=item["kind"], status=item["status"], criteria=claims)
        yield f"evidence/e{number}.md", text
    taken = ", ".join(f"{unit}: submitted" for unit in sorted(drawn["units"]))
    waived = "".join(f"\n  - {{criterion: {it}, reason: R}}" for it in sorted(drawn["waived"]))
    listed = f"waivers:{waived}\n" if waived else ""
    yield "evidence/portfolio.yml", f"learner: L1\nunits: {{{taken}}}\n{listed}"


def checked_of(drawn: Drawn, more: dict[str, str] | None = None) -> Checked:
    """Check a drawn portfolio."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**dict(files(drawn)), **(more or {})})
        return check_project(open_project(root), TODAY)


def states(checked: Checked) -> dict[str, str]:
    """Return the state of each criterion as a word."""
    return {name: cover.state.value for name, cover in checked.coverage.criteria.items()}


def by_hand(drawn: Drawn) -> tuple[dict[str, str], int, int]:
    """Work out states, and required and covered criteria, straight from the words."""
    found, required, covered = {}, 0, 0
    known = drawn["criteria"].items()
    asked_for = [n for n, it in known if not it["withdrawn"] and n[:3] in drawn["units"]]
    first = [n for n in asked_for if n.endswith(".AC1")]  # What the short tag may name.
    for name, criterion in drawn["criteria"].items():
        if criterion["withdrawn"] or name[:3] not in drawn["units"]:
            continue
        tags = {name, "ac1"} if first == [name] else {name}
        claiming = [i for i in drawn["items"] if tags & {*i["claims"]}]
        kinds = [i["kind"] for i in claiming if i["status"] == "submitted"]
        asked = criterion["requires"]
        fits = [k for k in kinds if k in asked.get("any_kind", KINDS)]
        met = (
            len(fits) >= asked.get("at_least", 1)
            and set(asked.get("all_kinds", ())) <= set(kinds)
            and len(set(kinds)) >= asked.get("min_kinds", 1)
        )
        if kinds:
            found[name] = "covered" if met else "partial"
        else:
            drafts = any(i["status"] == "draft" for i in claiming)
            found[name] = "draft" if drafts else "uncovered"
        if not criterion["optional"] and name not in drawn["waived"]:
            required += 1
            covered += found[name] == "covered"
    return found, required, covered


@settings(max_examples=60)
@given(portfolios)
def test_coverage_by_brute_force(drawn: Drawn) -> None:
    """States and counts are those that the words of the contract give."""
    checked = checked_of(drawn)
    expected, required, covered = by_hand(drawn)

    assert states(checked) == expected
    total = checked.coverage.total
    assert (total.required, total.covered, total.accepted) == (required, covered, 0)
    gaps = [d for d in checked.diagnostics if d.rule.code in ("COV101", "COV102", "COV103")]
    assert len(gaps) == required - covered


@settings(max_examples=25)
@given(portfolios, st.sampled_from(CRITERIA), st.sampled_from(KINDS))
def test_adding_evidence_never_uncovers(drawn: Drawn, criterion: str, kind: str) -> None:
    """One more submitted item leaves every covered criterion covered."""
    more = {"evidence/new.md": page(id="NEW", kind=kind, criteria=f"[{criterion}]")}
    before, after = checked_of(drawn), checked_of(drawn, more)

    for name, cover in before.coverage.criteria.items():
        assert not cover.state.counts or after.coverage.criteria[name].state.counts
    assert after.coverage.total.covered >= before.coverage.total.covered


@settings(max_examples=25)
@given(portfolios, st.sampled_from(CRITERIA), st.sampled_from(("draft", "withdrawn")))
def test_ten_unfinished_items_never_cover(drawn: Drawn, criterion: str, status: str) -> None:
    """Ten drafts or withdrawn items leave the count of covered criteria as it was."""
    more = {
        f"evidence/n{n}.md": page(id=f"N{n}", status=status, criteria=f"[{criterion}]")
        for n in range(10)
    }

    assert checked_of(drawn, more).coverage.total == checked_of(drawn).coverage.total


@settings(max_examples=30)
@given(portfolios, st.randoms(use_true_random=False))
def test_file_names_change_no_verdict(drawn: Drawn, chance: random.Random) -> None:
    """Renaming and moving pages changes no state; IDs are what counts."""
    pages = {k: v for k, v in files(drawn) if k.endswith(".md")}
    names = [f"evidence/{chance.randrange(3)}/{chance.random()}.md" for _ in pages]
    renamed = dict(zip(names, pages.values(), strict=True))
    bare = {**drawn, "items": []}

    assert states(checked_of(bare, renamed)) == states(checked_of(drawn))


@settings(max_examples=25)
@given(portfolios, st.integers(0, 5), st.sampled_from(("draft", "withdrawn")))
def test_taking_evidence_back_never_covers(drawn: Drawn, number: int, status: str) -> None:
    """An item that becomes a draft, or is withdrawn, leaves no criterion better covered."""
    fewer = {**drawn, "items": [dict(it) for it in drawn["items"]]}
    for item in fewer["items"][number : number + 1]:
        item["status"] = status
    before, after = checked_of(drawn), checked_of(fewer)

    for name, cover in after.coverage.criteria.items():
        assert not cover.state.counts or before.coverage.criteria[name].state.counts
    assert after.coverage.total.required == before.coverage.total.required


@settings(max_examples=25)
@given(portfolios, st.sampled_from(CRITERIA), st.sampled_from(("at_least", "min_kinds")))
def test_asking_for_more_never_covers(drawn: Drawn, criterion: str, what: str) -> None:
    """A criterion that asks for more is covered only where it was, and no other one changes."""
    asked = drawn["criteria"][criterion]["requires"]
    more = {**asked, what: asked.get(what, 1) + 1}
    stricter = {**drawn["criteria"][criterion], "requires": more}
    criteria = {**drawn["criteria"], criterion: stricter}
    before, after = states(checked_of(drawn)), states(checked_of({**drawn, "criteria": criteria}))

    assert before.keys() == after.keys()
    for name, state in after.items():
        assert state == before[name] or (name == criterion and state == "partial")


@settings(max_examples=25)
@given(portfolios, st.sampled_from(CRITERIA))
def test_a_waiver_moves_one_criterion(drawn: Drawn, criterion: str) -> None:
    """A waiver takes a required criterion out of the denominator, and changes no state."""
    bare = {**drawn, "waived": drawn["waived"] - {criterion}}
    waived = {**drawn, "waived": drawn["waived"] | {criterion}}
    before, after = checked_of(bare), checked_of(waived)
    it = drawn["criteria"][criterion]
    asked = criterion[:3] in drawn["units"] and not (it["optional"] or it["withdrawn"])

    assert states(after) == states(before)
    assert before.coverage.total.required - after.coverage.total.required == asked


@settings(max_examples=25)
@given(portfolios)
def test_an_order_of_claims_changes_no_verdict(drawn: Drawn) -> None:
    """Claims in another order, and items listed in another order, give the same states."""
    turned = [{**item, "claims": item["claims"][::-1]} for item in drawn["items"]]

    assert states(checked_of({**drawn, "items": turned})) == states(checked_of(drawn))


@settings(max_examples=30)
@given(portfolios, st.sampled_from(("\r\n", "\r")), st.booleans())
def test_line_ends_and_a_mark_change_no_byte(drawn: Drawn, end: str, mark: bool) -> None:  # noqa: FBT001
    """A byte-order mark and other line ends leave the whole report as it is, to the byte."""
    before = dict(files(drawn))
    other = {
        name: ("\ufeff" if mark else "") + text.replace("\n", end) for name, text in before.items()
    }

    assert json_report.render(checked_of(drawn, other)) == json_report.render(checked_of(drawn))


def test_order_of_the_file_system_changes_no_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever order a folder is listed in, the report is the same."""
    case = Path(__file__).parents[1] / "cases/duplicate_ids"
    scandir, turns = os.scandir, iter(range(1000))

    def turned(path: str) -> list[os.DirEntry[str]]:
        entries = sorted(scandir(path), key=lambda entry: entry.name, reverse=True)
        turn = next(turns) % len(entries)
        return entries[turn:] + entries[:turn]

    monkeypatch.setattr("crossfolio.workspace.walk.os.scandir", turned)
    reports = {json_report.render(check_project(open_project(root), TODAY)) for root in [case] * 8}
    assert len(reports) == 1
