"""Rules of practice where they just begin to speak, and where they have much to compare."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.context import Context
from crossfolio.core.rules.practice import large_document, repeated_text
from support import Check, Golden, page, unit, whole

PEOPLE = """\
people:
  L1: {roles: [learner], display_name: L}
  A1: {roles: [assessor], display_name: A}
  W1: {roles: [witness], display_name: W}
  M1: {roles: [manager, witness], display_name: M, relationship: line manager}
  C1: {roles: [colleague], display_name: C, relationship: colleague}
"""
SEEN = "I saw the learner ask the caller three questions and wait for each answer. " * 4
FORTY = " ".join(f"word{number}" for number in range(40))
METRIC = "name: N, before_date: 2026-01-01, after_date: 2026-02-01, unit: s, source: S"
ROWS = (
    "AC1",
    "AC2 feedback: {sources: 3, data: true, informal: true}",
    "AC3 requires: {needs: [metrics]}",
    "AC4 kind: knowledge",
)
EXTRA = (
    "phases: [look, plan, do, review]\ncycle: true\nrequired_phases: [plan, do]\n"
    "spread: {dates: 3, days: 20}\nvariety: {all_kinds: [observation, questioning], min_kinds: 4}\n"
    "testimony_from: [manager, colleague, auditor]\n"
    "accounts: {verbs: [plan], parts: [Situation, Task, Action], reasons: true, theory: [GROW]}\n"
)


def metrics(*pairs: tuple[object, object], better: str = "lower") -> str:
    """Return measures, each with what was before and after."""
    rows = (f"{{{METRIC}, better: {better}, before: {b}, after: {a}}}" for b, a in pairs)
    return f"[{', '.join(rows)}]"


ITEMS: dict[str, tuple[dict[str, object], ...]] = {
    "witnesses": tuple(
        {"kind": kind, "witness": who, "body": body}
        for kind in ("witness-testimony", "expert-witness-testimony")
        for who, body in (("W1", SEEN), ("M1", "Good job."), ("C1", f"{SEEN}\nShe is competent."))
    ),
    "two who know": (
        {"kind": "witness-testimony", "witness": "M1", "body": SEEN},
        {"kind": "witness-testimony", "witness": "c1", "body": SEEN},
        {"kind": "product", "witness": "L1", "assessor": "l1"},
    ),
    "times": (
        {
            "duration": '"1:00"',
            "criteria": '[{criterion: BUD.AC1, at: "1:01"}, '
            '{criterion: BUD.AC2, at: "1:00"}, {criterion: BUD.AC3, at: "2:00"}]',
        },
        {"medium": "audio", "duration": '"1:00"', "body": FORTY},
        {"medium": "video", "body": FORTY.removesuffix(" word39") + " [BUD.AC1]"},
        {"medium": "video", "body": FORTY.removesuffix(" word39")},
        {"medium": "audio", "criteria": '[{criterion: BUD.AC1, at: "0:30"}]', "body": FORTY},
    ),
    "feedback": (
        {"criteria": "[BUD.AC2]", "feedback_sources": "[peers, call scores]"},
        {"criteria": "[BUD.AC2]", "feedback_sources": "[Peers]"},
    ),
    "feedback without data": (
        {"criteria": "[BUD.AC2]", "feedback_sources": "[peers, manager, client]"},
    ),
    "feedback without talk": (
        {"criteria": "[BUD.AC2]", "feedback_sources": "[call scores, survey, audit]"},
    ),
    "no gain": ({"criteria": "[BUD.AC3]", "metrics": metrics((1, 2), (5, 5))},),
    "some gain": (
        {"criteria": "[BUD.AC3]", "metrics": metrics((1, 2))},
        {"criteria": "[BUD.AC3]", "metrics": metrics((2, 1.5), ("x", 1), ("true", 0))},
    ),
    "higher is better": (
        {"criteria": "[BUD.AC3]", "metrics": metrics((1, 2), (2, 1), better="higher")},
    ),
    "nobody knows": ({"criteria": "[BUD.AC3]", "metrics": metrics(("x", 1), (1, "true"))},),
    "accounts": tuple(
        {"kind": "reflective-account", "body": body}
        for body in (
            "# Situation\n\n# The task\n",
            "# Situation\n\n# Task and action\n\nI planned it. GROW.\n",
            "# Rest\n\nWe did it, and we were glad.\n",
            "I learnt to plan, because it went wrong. Next time I shall plan by GROW.\n",
        )
    ),
    "markers": (
        {"title": "TODO", "context": "{place: TODO, other: x}", "body": "TODO and Lorem ipsum\n"},
        {"standards": "[fine, [the name of the standard]]", "body": "On YYYY-MM-DD <…>\n"},
    ),
    "phases": tuple(
        {"phase": phase, "date": f"2026-04-{day:02}"}
        for phase, day in (("review", 1), ("do", 2), ("plan", 2), ("look", 22), ("look", 3))
    ),
    "all of it": ({"criteria": "[BUD.AC1, BUD.AC2, BUD.AC3, BUD.AC4]"},),
    "all but one": ({"criteria": "[BUD.AC1, BUD.AC2, BUD.AC3, BUD.AC33]"},),
    "knowledge": (
        {"criteria": "[BUD.AC4]", "kind": "product"},
        {"criteria": "[BUD.AC4]", "kind": "reflective-account", "body": "Well.\n"},
    ),
}
MEGABYTE = 1024 * 1024


def test_a_document_that_is_just_too_large(check: Check) -> None:
    """More than 10 MB is too large for what is read or looked at, and not for a recording."""
    names = ("data.csv", "song.mp3", "wall.png", "notes.txt", "film.mp4")
    files = {f"evidence/{name}": b"x" for name in names}
    files["evidence/plan.pdf"] = b"%PDF-1.4\n%%EOF\n"
    attached = page(attachments=f"[{', '.join((*names, 'plan.pdf', 'gone.png'))}]")
    checked = check({**files, "evidence/e01.md": attached, "evidence/e02.md": page(id="E02")})

    def found(size: int) -> list[tuple[str, str, str]]:
        stored = {path: file._replace(size=size) for path, file in checked.portfolio.files.items()}
        portfolio = replace(checked.portfolio, files=stored)
        context = Context(portfolio, checked.claims, checked.coverage)
        return [
            (f"{one.place.line}:{one.place.column}", one.message, one.unit)
            for one in large_document.look(context)
        ]

    assert found(10 * MEGABYTE) == []
    said = "this attached document has {} MB in one piece"
    places = ["7:35", "7:66"]
    assert found(10 * MEGABYTE + 1) == [(place, said.format(10), "BUD") for place in places]
    assert found(12 * MEGABYTE - 1) == [(place, said.format(11), "BUD") for place in places]


def test_every_pair_that_is_alike(check: Check) -> None:
    """Pairs are looked at in both directions, once each, in the order of what is open."""
    rows = (
        "AC1 similar_to: [BUD.AC2, BUD.AC10, BUD.AC4, BUD.AC9]",
        "AC2",
        "AC3 similar_to: [BUD.AC1, BUD.AC2]",
        "AC4 status: withdrawn",
        "AC5 similar_to: [BUD.AC6, BUD.AC2]",
        "AC6",
        "AC10 similar_to: [BUD.AC1]",
    )
    files = {
        "criteria/bud.yml": unit(*rows),
        "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC5]"),
    }
    found = [
        (one.finding.args["criterion"], one.finding.args["similar"])
        for one in check(files).diagnostics
        if one.rule.code == "KND104"
    ]
    assert found == [
        ("BUD.AC2", "BUD.AC1"),
        ("BUD.AC2", "BUD.AC5"),
        ("BUD.AC3", "BUD.AC1"),
        ("BUD.AC6", "BUD.AC5"),
        ("BUD.AC10", "BUD.AC1"),
    ]


sentences = st.dictionaries(st.sampled_from([b"a", b"b", b"c", b"d"]), st.sampled_from("XYZ"))
portfolios = st.dictionaries(st.sampled_from("123"), sentences)


@given(st.lists(portfolios, min_size=1, max_size=5))
def test_where_sentences_stand_first(steps: list[dict[str, dict[bytes, str]]]) -> None:
    """What is known from the last check makes no difference to where a sentence stands first."""
    kept, last = None, dict[str, dict[bytes, str]]()
    for step in steps:
        # A block that has not changed is the same object, as it is in an editor.
        own = {
            name: last[name] if last.get(name) == step[name] else step[name]
            for name in sorted(step)
        }
        kept, fresh = repeated_text._first(kept, own), repeated_text._first(None, own)
        model: dict[bytes, str] = {}
        for block in own.values():
            for sentence, item in block.items():
                model.setdefault(sentence, item)
        known = {name: tuple(model[sentence] for sentence in own[name]) for name in own}
        assert kept.items == fresh.items == model
        assert kept.known == fresh.known == known
        assert kept.blocks is own
        last = own


@pytest.mark.parametrize("name", ITEMS)
def test_all_that_rules_of_practice_say(name: str, check: Check, golden: Golden) -> None:
    """What they say of items in a unit that asks for much, with all of each finding."""
    files = {
        "criteria/bud.yml": unit(*ROWS, extra=EXTRA),
        "assessment/people.yml": PEOPLE,
        "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
    }
    for number, fields in enumerate(ITEMS[name], start=1):
        files[f"evidence/e{number:02}.md"] = page(**{"id": f"E{number:02}", **fields})
    found = (one for one in check(files).diagnostics if one.rule.family == "KND")
    golden(
        Path(__file__).parent / f"said/{name.replace(' ', '_')}.txt",
        "\n".join(map(whole, found)) + "\n",
    )
