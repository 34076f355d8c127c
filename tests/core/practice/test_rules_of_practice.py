"""Every rule of practice: what it finds and where, and the nearest thing that it leaves alone."""

import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changing import told
from crossfolio.core.check import Checked
from crossfolio.core.context import Context
from crossfolio.core.findings import Rule
from crossfolio.core.rules import practice
from crossfolio.core.settings import Profile, profile_severity
from crossfolio.loaders.schema.files import schema
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import (
    DEFAULTS,
    TODAY,
    Build,
    Check,
    Files,
    Golden,
    codes,
    only,
    page,
    shown,
    state,
    unit,
    whole,
    write,
)

ONE = "evidence/e01.md"
TWO = "evidence/e02.md"
UNIT = "criteria/bud.yml"
PEOPLE_FILE = "assessment/people.yml"
ENROLMENT = {"evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n"}
PEOPLE = """\
people:
  L1: {roles: [learner], display_name: L1}
  A1: {roles: [assessor], display_name: A1}
  W1: {roles: [witness, colleague], display_name: W1, relationship: colleague}
  W2: {roles: [manager], display_name: W2}
"""
LONG = " ".join(f"word{n}" for n in range(45)) + "."
SEEN = "I saw the learner ask the caller three questions and wait for each answer. " * 4
TESTIMONY = {"kind": "witness-testimony", "witness": "W1"}
RECORDING = {"medium": "audio", "duration": '"31:20"', "body": LONG}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55000000"
    "0a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
"""A picture of one pixel."""
PDF = b"%PDF-1.4\n%%EOF\n"
METRIC = "name: N, before: 1, before_date: 2026-01-01, after: 2, after_date: 2026-02-01"
FULL = METRIC + ', unit: "%", source: S'
OBJECTIVE = "text: Ask first, measure: M, target: T, due: 2026-05-01"
THREE = ("AC1", "AC2", "AC3")
ALL_THREE = "[BUD.AC1, BUD.AC2, BUD.AC3]"
STORY = "# Situation\n\n# Task\n\n# Action\n\n# Result\n"
THOUGHT = "I learnt to wait, because I was asked to. Next time I shall wait longer.\n"
ACCOUNT = {"kind": "reflective-account", "body": THOUGHT}
PHASES = "phases: [look, plan, do, review]\n"


def one(**fields: object) -> Files:
    """Return a portfolio with one item."""
    return {ONE: page(**fields)}


def two(first: Files, second: Files, **more: str) -> dict[str, str]:
    """Return a portfolio with two items, and more files."""
    pages = {ONE: page(**first), TWO: page(**{"id": "E02", **second})}
    return {**pages, **{UNIT if k == "unit" else k: v for k, v in more.items()}}


def in_unit(rows: str, *items: dict[str, object], extra: str = "") -> Files:
    """Return a portfolio with one criterion, or several parted by `;`, and some items."""
    files = {UNIT: unit(*rows.split("; "), extra=extra)}
    for n, item in enumerate(items, start=1):
        files[f"evidence/e{n:02}.md"] = page(**{"id": f"E{n:02}", **item})
    return files


def steps(*phases: str, **last: object) -> list[dict[str, object]]:
    """Return an item for each phase, a day apart, the last with more fields."""
    days = [
        {"phase": phase, "date": f"2026-04-{n:02}"}
        for n, phase in enumerate(phases, start=1)
        if phase
    ]
    return [*days[:-1], {**days[-1], **last}]


SLOW = {"KND105", "KND106"}
"""Rules that are tried on files which take long to read."""
CHANGED = Path(__file__).parents[2] / "changed/practice"
PLANNED = {"objectives": f"[{{{OBJECTIVE}}}]"}
EXPECTS = "AC1 expects: [{}]"

CASES: dict[str, tuple[str, Files, Files]] = {
    "KND101": (
        f"{UNIT}:7:10",
        one(**ACCOUNT),
        two(ACCOUNT, {}),
    ),
    "KND102": (
        f"{ONE}:6:11",
        in_unit("; ".join(THREE), {"criteria": ALL_THREE}),
        in_unit("AC1; AC2", {"criteria": "[BUD.AC1, BUD.AC2]"}),
    ),
    "KND103": (
        f"{ONE}:6:37",
        one(criteria='[{criterion: BUD.AC1, at: "41:05"}]', duration='"31:20"'),
        one(criteria='[{criterion: BUD.AC1, at: "31:20"}]', duration='"31:20"'),
    ),
    "KND104": (
        f"{UNIT}:6:10",
        in_unit("AC1 similar_to: [BUD.AC2]; AC2", {}),
        in_unit("AC1 similar_to: [BUD.AC2]; AC2", {"criteria": "[BUD.AC1, BUD.AC2]"}),
    ),
    "KND105": (
        f"{ONE}:7:15",
        {"evidence/scan001.pdf": PDF, **one(attachments="[scan001.pdf]")},
        {"evidence/plan-signed.pdf": PDF, **one(attachments="[plan-signed.pdf]")},
    ),
    "KND106": (
        f"{ONE}:7:15",
        {"evidence/plan.pdf": PDF + bytes(11 * 1024 * 1024), **one(attachments="[plan.pdf]")},
        {"evidence/plan.pdf": PDF + bytes(9 * 1024 * 1024), **one(attachments="[plan.pdf]")},
    ),
    "KND107": (
        f"{UNIT}:1:7",
        in_unit("AC1", {}, extra="variety: {all_kinds: [reflective-account]}\n"),
        in_unit("AC1", {}, ACCOUNT, extra="variety: {min_kinds: 2}\n"),
    ),
    "KND108": (
        f"{UNIT}:5:10",
        in_unit("AC1 kind: knowledge", {}),
        in_unit("AC1 kind: knowledge", {}, {"kind": "questioning", "assessor": "A1"}),
    ),
    "KND109": (
        f"{ONE}:7:11",
        {**ENROLMENT, **one(kind="observation", assessor="L1")},
        {**ENROLMENT, **one(kind="observation", assessor="A1", author="A1")},
    ),
    "KND110": (
        f"{ONE}:7:10",
        {PEOPLE_FILE: PEOPLE, **one(kind="expert-witness-testimony", witness="W1", body=SEEN)},
        {PEOPLE_FILE: PEOPLE, **one(**TESTIMONY, body=SEEN)},
    ),
    "KND111": (
        f"{UNIT}:1:7",
        {PEOPLE_FILE: PEOPLE, **in_unit("AC1", TESTIMONY, extra="testimony_from: [manager]\n")},
        {PEOPLE_FILE: PEOPLE, **in_unit("AC1", TESTIMONY, extra="testimony_from: [colleague]\n")},
    ),
    "KND112": (
        f"{ONE}:7:10",
        one(**TESTIMONY, body="She was very good."),
        one(**TESTIMONY, body=SEEN),
    ),
    "KND113": (
        f"{ONE}:11:14",
        one(**TESTIMONY, body=f"{SEEN}\n\nI was there. She is competent.\n"),
        one(**TESTIMONY, body=f"{SEEN}\n\nShe talked of incompetent callers.\n"),
    ),
    "KND114": (
        f"{ONE}:7:10",
        one(kind="observation", context="{real_work: false}", assessor="A1"),
        one(kind="simulation", context="{real_work: false}"),
    ),
    "KND115": (
        f"{ONE}:9:5",
        {"evidence/wall.png": PNG, **one(body="\nSee ![](wall.png)\n")},
        {"evidence/wall.png": PNG, **one(body="\nSee ![The wall sheet](wall.png)\n")},
    ),
    "KND116": (
        f"{ONE}:7:9",
        one(medium="audio", body=LONG),
        one(criteria='[{criterion: BUD.AC1, at: "1:05"}]', **RECORDING),
    ),
    "KND117": (
        f"{UNIT}:7:10",
        one(origin="organisation"),
        two({"origin": "organisation"}, {}),
    ),
    "KND118": (
        f"{UNIT}:1:7",
        in_unit("AC1", *steps("plan"), extra=f"{PHASES}required_phases: [plan, do]\n"),
        in_unit("AC1", *steps("plan", "do"), extra=f"{PHASES}required_phases: [plan, do]\n"),
    ),
    "KND119": (
        f"{ONE}:7:8",
        in_unit("AC1", *steps("do", "look", "plan", "review"), extra=f"{PHASES}cycle: true\n"),
        in_unit("AC1", *steps("do", "look", "plan", "review"), extra=PHASES),
    ),
    "KND120": (
        f"{UNIT}:1:7",
        in_unit("AC1", *steps("look", "plan", "do", "review"), extra=f"{PHASES}cycle: true\n"),
        in_unit(
            "AC1",
            *steps("look", "plan", "do", "review", **PLANNED),
            extra=f"{PHASES}cycle: true\n",
        ),
    ),
    "KND121": (
        f"{UNIT}:1:7",
        in_unit("AC1", *steps("do", "do"), extra="spread: {dates: 2, days: 14}\n"),
        in_unit(
            "AC1",
            {"date": "{from: 2026-04-01, to: 2026-04-15}"},
            extra="spread: {dates: 2, days: 14}\n",
        ),
    ),
    "KND122": (
        f"{UNIT}:6:10",
        in_unit(
            "AC1; AC2 follows: [BUD.AC1]",
            {"date": "2026-04-02"},
            {"date": "2026-04-01", "criteria": "[BUD.AC2]"},
        ),
        in_unit("AC1; AC2 follows: [BUD.AC1]", {}, {"criteria": "[BUD.AC2]"}),
    ),
    "KND123": (
        f"{ONE}:7:10",
        one(metrics=f"[{{{FULL}}}]".replace("2026-01-01", "2026-03-01")),
        one(metrics=f"[{{{FULL}}}]".replace("2026-01-01", "2026-02-01")),
    ),
    "KND124": (
        f"{ONE}:7:10",
        one(metrics=f"[{{{FULL}, better: lower}}]"),
        one(metrics=f"[{{{FULL}, better: higher}}]"),
    ),
    "KND125": (
        f"{UNIT}:5:10",
        in_unit("AC1 requires: {needs: [metrics]}", {"metrics": f"[{{{FULL}, better: lower}}]"}),
        in_unit(
            "AC1 requires: {needs: [metrics]}",
            {"metrics": f"[{{{FULL}, better: lower}}, {{{FULL}}}]"},
        ),
    ),
    "KND126": (
        f"{ONE}:7:10",
        one(metrics=f"[{{{METRIC}}}]"),
        one(metrics=f"[{{{FULL}}}]"),
    ),
    "KND127": (
        f"{ONE}:7:13",
        one(objectives="[{text: Ask first, measure: M}]"),
        one(**PLANNED),
    ),
    "KND128": (
        f"{ONE}:7:13",
        one(objectives=f"[{{{OBJECTIVE}}}]".replace("Ask first", "Be better at asking")),
        one(**PLANNED),
    ),
    "KND129": (
        f"{UNIT}:5:10",
        in_unit(EXPECTS.format("review_date"), {}),
        in_unit(EXPECTS.format("review_date"), {"review_on": "2026-05-01"}),
    ),
    "KND130": (
        f"{UNIT}:5:10",
        in_unit(EXPECTS.format("agreed_objectives"), PLANNED),
        in_unit(
            EXPECTS.format("agreed_objectives"),
            {"objectives": f"[{{{OBJECTIVE}, agreed_with: W1}}]"},
        ),
    ),
    "KND131": (
        f"{UNIT}:5:10",
        in_unit(EXPECTS.format("standards"), {}),
        in_unit(EXPECTS.format("standards"), {"standards": "[CQ2]"}),
    ),
    "KND132": (
        f"{UNIT}:5:10",
        in_unit(EXPECTS.format("quality_metrics"), {"metrics": f"[{{{FULL}, kind: efficiency}}]"}),
        in_unit(EXPECTS.format("quality_metrics"), {"metrics": f"[{{{FULL}, kind: quality}}]"}),
    ),
    "KND133": (
        f"{UNIT}:5:10",
        in_unit(EXPECTS.format("outcome"), {}),
        in_unit(EXPECTS.format("outcome"), {"outcome": "The call begins otherwise"}),
    ),
    "KND134": (
        f"{UNIT}:5:10",
        in_unit(
            "AC1 feedback: {sources: 2, data: true}", {"feedback_sources": "[peers, team leader]"}
        ),
        in_unit(
            "AC1 feedback: {sources: 2, data: true, informal: true}",
            {"feedback_sources": "[peers]"},
            {"feedback_sources": "[customer survey]"},
        ),
    ),
    "KND135": (
        f"{ONE}:9:12",
        one(body="\nHe waited. Well done, all of you!\n"),
        one(body="\nHe said well done, because she had waited until the caller was ready.\n"),
    ),
    "KND136": (
        f"{UNIT}:5:10",
        in_unit("AC1 followed_by: [BUD.AC2]; AC2", {}, {"criteria": "[BUD.AC2]"}),
        in_unit(
            "AC1 followed_by: [BUD.AC2]; AC2",
            {},
            {"criteria": "[BUD.AC2]", "date": "2026-04-15"},
        ),
    ),
    "KND137": (
        f"{ONE}:4:7",
        in_unit("AC1", ACCOUNT, extra="accounts: {verbs: [monitor]}\n"),
        in_unit(
            "AC1",
            {**ACCOUNT, "body": f"{THOUGHT}I monitored it."},
            extra="accounts: {verbs: [monitor]}\n",
        ),
    ),
    "KND138": (
        f"{ONE}:4:7",
        one(kind="reflective-account", body="I learnt to wait.\n"),
        one(**ACCOUNT),
    ),
    "KND139": (
        f"{ONE}:4:7",
        in_unit(
            "AC1",
            {**ACCOUNT, "body": STORY.replace("Task", "Job") + THOUGHT},
            extra="accounts: {parts: [situation, task, action, result]}\n",
        ),
        in_unit(
            "AC1",
            {**ACCOUNT, "body": STORY + THOUGHT},
            extra="accounts: {parts: [situation, task, action, result]}\n",
        ),
    ),
    "KND140": (
        f"{ONE}:4:7",
        in_unit(
            "AC1",
            {**ACCOUNT, "body": "I learnt to wait. Next time I shall wait longer.\n"},
            extra="accounts: {reasons: true}\n",
        ),
        in_unit("AC1", ACCOUNT, extra="accounts: {reasons: true}\n"),
    ),
    "KND141": (
        f"{ONE}:4:7",
        one(**{**ACCOUNT, "body": f"{THOUGHT}We did our work, we told us, and we left our desk."}),
        one(**{**ACCOUNT, "body": f"{THOUGHT}We did it."}),
    ),
    "KND142": (
        f"{UNIT}:1:7",
        in_unit("AC1", {"body": "I helped him to grow."}, extra="accounts: {theory: [GROW]}\n"),
        in_unit("AC1", {"body": "I used GROW."}, extra="accounts: {theory: [GROW]}\n"),
    ),
    "KND143": (
        f"{TWO}:10:1",
        two({"body": f"# One\n\n{LONG}\n"}, {"body": f"# Two\n\n{LONG}\n"}),
        two({"body": f"# One\n\n{LONG}\n"}, {"body": f"# Two\n\n> {LONG}\n"}),
    ),
    "KND144": (
        f"{ONE}:7:9",
        {**ENROLMENT, **one(author="L1")},
        {**ENROLMENT, **one(author="L1", ai_use="none")},
    ),
    "KND145": (
        f"{ONE}:9:13",
        one(body="\nThe figures TODO: ask\n"),
        one(body="\nThe figures stood on my TODO list.\n"),
    ),
    "KND146": (
        f"{ONE}:7:14",
        one(declaration=f"{{by: L1, date: 2026-04-14, fingerprint: 'cf2:{'0' * 64}'}}"),
        one(declaration="{by: L1, date: 2026-04-14}"),
    ),
}
"""By code: the place of the finding, a portfolio that has it, and one that does not."""


def places(check: Check, files: Files, code: str) -> list[str]:
    """Return the places of the findings with this code."""
    return [diagnostic.split()[0] for diagnostic in shown(check(files).diagnostics, code)]


def test_every_rule_has_its_case() -> None:
    """No rule of practice goes without an example that fires and one that does not."""
    assert list(CASES) == [rule.code for rule in practice.RULES]


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_its_condition(check: Check, code: str) -> None:
    """Each rule finds what its page says, once, and at its place."""
    place, files, _ = CASES[code]
    assert places(check, files, code) == [place]


@pytest.mark.parametrize("code", CASES)
def test_a_rule_leaves_the_nearest_right_thing_alone(check: Check, code: str) -> None:
    """Each rule is silent where its condition is just not there."""
    _, _, files = CASES[code]
    checked = check(files)
    assert codes(checked, code) == []
    assert not codes(checked, "SRC", "CRI1", "EVI10")


GATES = ("KND109", "KND114", "KND118", "KND145", "KND146")
"""Rules that break a build at the gate, which is the profile `strict`; by default they warn."""


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
@pytest.mark.parametrize("code", CASES)
def test_what_does_not_count_is_left_alone(check: Check, code: str, status: str) -> None:
    """Drafts and withdrawn items bring no finding of practice."""
    _, files, _ = CASES[code]
    unfinished = {
        name: content.replace("\ntitle: A plan", f"\nstatus: {status}\ntitle: A plan")
        if name.endswith(".md") and isinstance(content, str)
        else content
        for name, content in files.items()
    }
    assert codes(check(unfinished), "KND") == []


@pytest.mark.parametrize("code", CASES)
def test_an_unfinished_unit_never_breaks_a_build(check: Check, code: str) -> None:
    """Where no unit is submitted, every finding of practice is a warning at most."""
    _, files, _ = CASES[code]
    levels = {}
    for progress in ("in-progress", "submitted"):
        enrolment = f"learner: L1\nunits: {{BUD: {progress}}}\n"
        checked = check({**files, "evidence/portfolio.yml": enrolment})
        levels[progress] = {d.severity.word for d in checked.diagnostics if d.rule.code == code}
    assert levels["in-progress"] <= {"info", "warning"}
    assert levels["submitted"] <= {"info", "warning"}


@pytest.mark.parametrize("code", CASES)
def test_what_a_rule_is_not_asked_about(check: Check, code: str) -> None:
    """A rule that names fields would find nothing in an item that has none of them."""
    for files in CASES[code][1:]:
        it = check(files)
        context = Context(it.portfolio, it.claims, it.coverage)
        for item, rule in product(it.portfolio.evidence, practice.RULES):
            asked = not rule.kinds or item.kind in rule.kinds
            if rule.look_at and asked and set(rule.fields).isdisjoint(item.fields):
                assert not rule.fields or not list(rule.look_at(context.of_items.one(item)))


@pytest.mark.parametrize("rule", practice.RULES, ids=lambda rule: rule.code)
def test_no_rule_of_practice_is_an_error_by_default(rule: Rule) -> None:
    """A rule of practice warns or informs; the gates among them are errors under `strict`."""
    assert rule.severity.word in ("info", "warning")
    if rule.code in GATES:
        assert profile_severity(rule, Profile.STRICT).word == "error"


@pytest.mark.parametrize("rule", practice.RULES, ids=lambda rule: rule.code)
def test_every_page_names_its_origin(rule: Rule) -> None:
    """The page of a rule of practice says where the rule comes from and what to do."""
    assert "## Origin\n" in rule.page
    assert "## What to do\n" in rule.page or "## Use instead\n" in rule.page


@pytest.mark.parametrize("code", CASES)
def test_messages_quote_no_evidence(check: Check, code: str) -> None:
    """A finding names IDs, numbers and our own phrases: a public log holds no more."""
    _, files, _ = CASES[code]
    for diagnostic in check(files).diagnostics:
        if diagnostic.rule.code == code:
            assert "word1" not in diagnostic.finding.message + diagnostic.finding.help
            assert "A plan" not in diagnostic.finding.message.replace("`BUD.AC1` A plan", "")


def test_an_empty_portfolio(check: Check) -> None:
    """Without evidence, or without units, no rule of practice has anything to say."""
    assert codes(check({ONE: None}), "KND") == []
    assert codes(check({ONE: None, UNIT: None}), "KND") == []


def test_another_language_is_not_looked_through(check: Check) -> None:
    """Phrases are English, so that a text in Welsh brings no hint."""
    said = {**ACCOUNT, "body": "We, we and our desk. Good job!\n"}
    assert codes(check(one(**said)), "KND135", "KND138", "KND141") == ["KND138", "KND141", "KND135"]
    assert codes(check(one(**said, language="cy")), "KND135", "KND138", "KND141") == []
    assert codes(check(one(**said, language="en-GB")), "KND135") == ["KND135"]


def test_a_listed_picture_is_described_in_the_text(check: Check) -> None:
    """An attached picture is shown or linked to in the text; else it is a finding."""
    files = {"evidence/wall.png": PNG, **one(attachments="[wall.png]")}
    assert places(check, files, "KND115") == [f"{ONE}:7:15"]

    linked = one(attachments="[wall.png]", body="See [the wall sheet](wall.png).\n")
    assert places(check, {"evidence/wall.png": PNG, **linked}, "KND115") == []


def test_the_name_of_the_file_is_no_description(check: Check) -> None:
    """Alternative text that repeats the file's name, or says "image", says nothing."""
    body = "![wall.png](wall.png) ![Image](wall.png)\n\n![sheet][w]\n\n[w]: wall.png\n"
    files = {"evidence/wall.png": PNG, **one(body=body)}
    assert places(check, files, "KND115") == [f"{ONE}:8:1", f"{ONE}:8:23"]


def test_a_recording_says_what_it_is_missing(check: Check) -> None:
    """Length, times and words are each named where they are missing."""
    said = only(check(one(medium="video")), "KND116").finding.message
    assert said == (
        "the recording E01 is missing its length (`duration`); a time in `at`, or a mark in the "
        "text; a transcript or a summary"
    )


def test_a_cycle_names_the_phase_that_is_missing(check: Check) -> None:
    """A phase without evidence is a missing step, unless KND118 asks for it already."""
    extra = f"{PHASES}cycle: true\nrequired_phases: [plan]\n"
    checked = check(in_unit("AC1", *steps("do", "review", **PLANNED), extra=extra))
    assert codes(checked, "KND118", "KND120") == ["KND118", "KND120"]
    assert only(checked, "KND120").finding.message == "the cycle of BUD is missing the phase look"


def test_a_witness_without_relationship(check: Check) -> None:
    """The register says how a witness knows the work, and that they are a witness."""
    files = {PEOPLE_FILE: PEOPLE, **one(kind="witness-testimony", witness="W2", body=SEEN)}
    assert places(check, files, "KND110") == [f"{ONE}:7:10"] * 2


def test_a_learner_by_role(check: Check) -> None:
    """Who has the role of the learner in the register is the learner, without a portfolio.yml."""
    files = {PEOPLE_FILE: PEOPLE, **one(kind="questioning", assessor="L1", author="L1")}
    assert places(check, files, "KND109") == [f"{ONE}:7:11"]


@pytest.mark.parametrize(
    ("feedback", "sources", "said"),
    [
        ("sources: 2", "[peers, Peers]", "1 of 2 sources"),
        ("sources: 2", None, "none of 2 sources"),
        ("data: true", "[peers]", "no source is data, such as scores or a survey"),
        ("informal: true", "[call scores]", "no source is informal, such as peers"),
        ("data: true, informal: true", "[call scores, peers]", ""),
    ],
)
def test_sides_of_feedback(check: Check, feedback: str, sources: str | None, said: str) -> None:
    """What is one-sided about feedback is said, one thing at a time."""
    item = {"feedback_sources": sources}
    checked = check(in_unit(f"AC1 feedback: {{{feedback}}}", item))
    found = [d.finding.message for d in checked.diagnostics if d.rule.code == "KND134"]
    lead = "the feedback for `BUD.AC1` Title AC1 is one-sided: "
    assert found == ([lead + said] if said else [])


def test_a_reversed_measure_is_none(check: Check) -> None:
    """A measure whose dates are reversed does not meet a criterion that asks for one."""
    reversed_ = f"[{{{FULL}}}]".replace("2026-01-01", "2026-03-01")
    checked = check(in_unit("AC1 requires: {needs: [metrics]}", {"metrics": reversed_}))
    assert state(checked, "BUD.AC1") == "partial"


def test_a_declaration_on_the_present_version(check: Check, portfolio: Build) -> None:
    """A declaration that names the present fingerprint stands; a changed text breaks it."""
    root = portfolio(one(body="Text.\n"))
    known = check_project(open_project(root), TODAY, every_fingerprint=True)
    value = known.portfolio.fingerprints["E01"].value
    declared = f"{{by: L1, date: 2026-04-14, fingerprint: '{value}'}}"

    assert codes(check(one(body="Text.\n", declaration=declared)), "KND146") == []
    assert codes(check(one(body="Texts.\n", declaration=declared)), "KND146") == ["KND146"]


@pytest.mark.parametrize(
    ("name", "clear"),
    [
        ("IMG_1234.png", False),
        ("Screenshot 2026-04-14 at 10.12.11.png", False),
        ("2026-04-14.pdf", False),
        ("new document (1).pdf", False),
        ("final copy.pdf", False),
        ("scan-of-the-signed-plan.pdf", True),
        ("e07.pdf", True),
        ("imgur.png", True),
    ],
)
def test_names_of_files(check: Check, name: str, clear: bool) -> None:  # noqa: FBT001
    """A name is unclear where it is made of the words of cameras and scanners alone."""
    held = PNG if name.endswith(".png") else PDF
    files = {f"evidence/{name}": held, **one(attachments=f'["{name}"]')}
    assert places(check, files, "KND105") == ([] if clear else [f"{ONE}:7:15"])


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"title": "What it is, in one line"}, "3:8"),
        ({"standards": "[the name of the standard]"}, "7:12"),
        ({"objectives": "[{text: T, measure: how it is measured}]"}, "7:13"),
        ({"body": "On YYYY-MM-DD I\n"}, "8:4"),
        ({"body": "Lorem ipsum\n"}, "8:1"),
        ({"body": "TODO"}, "8:1"),
        ({"body": "Name: <…>\n"}, "8:7"),
    ],
)
def test_placeholders(check: Check, fields: dict[str, object], place: str) -> None:
    """Stand-ins of our templates are found in fields and in the text."""
    assert places(check, one(**fields), "KND145") == [f"{ONE}:{place}"]


def test_texts(check_many: Callable[[Files], Checked], golden: Golden) -> None:
    """What each rule says, word for word: the message, what to do, and the related places."""
    said = []
    for code, (_, files, _) in sorted(CASES.items()):
        found = check_many(files).diagnostics
        said += [whole(it) for it in found if it.rule.code == code]
    golden(Path(__file__).parent / "texts.txt", "\n\n".join(said) + "\n")


@pytest.mark.parametrize("code", sorted(CASES.keys() - SLOW))
def test_one_line_changed(code: str, portfolio: Build, golden: Golden) -> None:
    """A change of one line of what a rule finds brings exactly what is listed."""
    golden(CHANGED / f"{code}.txt", "".join(told(portfolio(CASES[code][1]), code)))


def test_what_else_is_there(check_many: Callable[[Files], Checked], golden: Golden) -> None:
    """A rule goes on past units, criteria and items that it leaves alone, before and after."""
    clean = '  - {{id: "AC{0}", title: Clean {0}, text: Do it.}}\n'
    said = []
    for code in sorted(CASES.keys() - SLOW):
        files = {**DEFAULTS, **CASES[code][1]}
        first, _, rest = str(files[UNIT]).partition("criteria:\n")
        beside = {
            **files,
            UNIT: f"{first}criteria:\n{clean.format(0)}{rest}{clean.format(99)}",
            "criteria/aaa.yml": unit("AC1", code="AAA"),
            "criteria/zzz.yml": unit("AC1", code="ZZZ"),
            "evidence/a.md": page(id="A", criteria="[AAA.AC1, BUD.AC0]", date="2026-01-01"),
            "evidence/z.md": page(id="Z", criteria="[ZZZ.AC1, BUD.AC0]", date="2026-06-30"),
        }
        found = check_many(beside).diagnostics
        said += [f"{code}", *(whole(one) for one in found if one.rule.code == code)]
    golden(Path(__file__).parent / "beside.txt", "\n".join(said) + "\n")


@pytest.fixture
def check_many() -> Callable[[Files], Checked]:
    """Check one small portfolio after another, each in a folder of its own."""

    def checked(files: Files) -> Checked:
        with tempfile.TemporaryDirectory() as folder:
            root = write(Path(folder), {**DEFAULTS, **files})
            return check_project(open_project(root), TODAY)

    return checked


def test_no_spread_is_looked_for_where_none_is_asked(check: Check) -> None:
    """A date that cannot be read is found once, and its unit is no one-off for that."""
    assert codes(check(one(date="2026-02-30")), "EVI", "KND121") == ["EVI102"]


DECISION = """\
decision: D01
assessor: {}
date: 2026-05-01
evidence: [{{id: E01, fingerprint: 'cf2:{}'}}]
criteria: [{{criterion: BUD.AC1, outcome: met}}]
"""
SAMPLE = """\
sample: S01
quality_assurer: {}
date: 2026-05-02
stage: interim
decisions: [D01]
outcome: agree
"""


@pytest.mark.parametrize(
    ("assessor", "quality_assurer", "found"),
    [
        ("A1", "Q1", []),
        ("L1", "Q1", ["assessment/decisions/D01.yml:2:11"]),
        ("A1", "L1", ["assessment/samples/S01.yml:2:18"]),
        ("A1", "A1", ["assessment/samples/S01.yml:2:18"]),
    ],
)
def test_three_people(check: Check, assessor: str, quality_assurer: str, found: list[str]) -> None:
    """The learner, the assessor and the quality assurer are three people."""
    files = {
        **ENROLMENT,
        "assessment/decisions/D01.yml": DECISION.format(assessor, "0" * 64),
        "assessment/samples/S01.yml": SAMPLE.format(quality_assurer),
    }
    checked = check(files)
    assert codes(checked, "DEC101", "SMP101") == []
    assert places(check, files, "DEC105") == found


ANYTHING = st.sampled_from(
    ("", "~", "none", "[]", "{}", "[[]]", "[{}]", "[1, {a: b}]", "{from: x}", "1.5", "true",
     "[{before: x, after: 2}]", "[{text: 5}]", "'4:99'", "audio", "L1", "2026-04-14",
     f"[{{{FULL}}}]", "reflective-account", "witness-testimony")
)  # fmt: skip
PARTIAL = st.dictionaries(st.sampled_from(sorted(schema("evidence")["properties"])), ANYTHING)


@given(st.lists(PARTIAL, min_size=1, max_size=3), st.text(max_size=60))
@settings(max_examples=60)
def test_no_rule_breaks_on_partial_front_matter(drawn: list[dict[str, str]], body: str) -> None:
    """Whatever is missing or of the wrong type, every rule runs to its end."""
    everything = (
        f"{PHASES}cycle: true\nrequired_phases: [do]\nspread: {{dates: 3, days: 3}}\n"
        "variety: {min_kinds: 3}\ntestimony_from: [manager]\n"
        "accounts: {verbs: [do], parts: [task], reasons: true, theory: [GROW]}\n"
    )
    rows = (
        "AC1 kind: knowledge, feedback: {sources: 2, data: true}, similar_to: [BUD.AC2]",
        "AC2 requires: {needs: [metrics]}, follows: [BUD.AC1], followed_by: [BUD.AC1]",
    )
    written = {UNIT: unit(*rows, extra=everything), PEOPLE_FILE: PEOPLE, **ENROLMENT}
    for n, it in enumerate(drawn):
        fields = {"id": f"E{n}", "criteria": "[BUD.AC1, BUD.AC2]", **it}
        written[f"evidence/e{n}.md"] = page(**fields, body=body)
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), written)
        assert check_project(open_project(root), TODAY).diagnostics
