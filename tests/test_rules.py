"""Every rule keeps the promises that its page and the design make."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from crossfolio.core.check import diagnose
from crossfolio.core.findings import Diagnostic, Rule
from crossfolio.core.rules import BY_CODE, BY_NAME, RULES
from crossfolio.core.settings import Settings
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import UnusableSettingsError, open_project
from support import PAGE, TODAY, Build, Files, Golden, unit, whole, write

DESIGN = """
SRC101 undecodable error            SRC102 yaml-syntax error
SRC103 forbidden-yaml error         SRC104 duplicate-key error
SRC105 over-limit error             SRC106 front-matter-missing error
SRC107 control-character error      SRC108 link-out-of-tree error
SRC109 path-collision error         SRC110 unusable-path error
CRI101 criteria-invalid error       CRI102 duplicate-criterion error
CRI103 unknown-outcome error        CRI104 outcome-without-criterion info
CRI105 duplicate-unit error         CRI106 unknown-unit error
CRI107 combination-broken error     EVI101 field-missing error
EVI102 field-invalid error          EVI103 unknown-field error
EVI104 duplicate-evidence error     EVI105 attachment-missing error
EVI106 attachment-forbidden error   EVI107 orphan-file warning
EVI108 future-date warning          EVI109 not-current warning
TAG101 unknown-criterion error      TAG102 malformed-tag error
TAG103 duplicate-tag warning        TAG104 ambiguous-tag error
TAG105 unwanted-criterion warning   TAG106 outdated-revision warning
TAG107 untagged-evidence warning    TAG108 tag-without-mark info
TAG109 mark-without-tag warning     TAG110 unknown-place warning
TAG111 predated-revision warning    COV101 uncovered-criterion error
COV102 draft-only error             COV103 partly-covered error
COV104 stale-coverage warning       COV105 nothing-to-measure error
COV106 below-threshold error        COV108 uncovered-outcome info
COV109 single-source info           COV110 crowded-evidence info
"""
"""The codes of DESIGN section 6 with their names and severities; COV107 comes with `--baseline`."""


def test_codes_and_names_are_unique() -> None:
    """No two rules share a code or a name, and no code is a name."""
    assert len(BY_CODE) == len(BY_NAME) == len(RULES)
    assert not {it.lower() for it in BY_CODE} & set(BY_NAME)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_form(rule: Rule) -> None:
    """Codes, names and pages have the form that the reference and the settings rest on."""
    assert re.fullmatch(r"[A-Z]{3}[1-9][0-9]{2}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    first = rule.page.split("\n\n", 1)[0]
    assert first.endswith(".")
    assert re.search(r"^## (What to do|Use instead)$", rule.page, re.MULTILINE) or (
        rule.code == "COV106"
    )


@pytest.mark.parametrize("row", re.findall(r"(\S+) (\S+) (\S+)", DESIGN), ids=lambda row: row[0])
def test_design(row: tuple[str, str, str]) -> None:
    """A code's meaning never changes: it has the name and severity that the design gives it."""
    code, name, severity = row
    rule = BY_CODE[code]

    assert (rule.name, rule.severity.word) == (name, severity)


Context = Callable[[str], Files]
"""Puts an example where it belongs in a small portfolio."""

THREE = {
    "criteria/bud.yml": unit("AC1", "AC2", "AC7", "AC9"),
    "criteria/mcs.yml": unit("AC1", code="MCS"),
}
THREE["criteria/bud.yml"] = THREE["criteria/bud.yml"].replace(
    "criteria:", "outcomes:\n  - {id: LO1, text: Plan}\ncriteria:"
)
THREE |= {"evidence/scores.csv": "a,b\n", "evidence/e01.md": PAGE}  # fmt: skip
PEOPLE = "people:\n  W1: {roles: [witness], display_name: W}\n"
DECISION = (
    f"decision: D01\nassessor: A1\ndate: 2026-05-01\nevidence:\n"
    f"  - {{id: E01, fingerprint: 'cf2:{'0' * 64}'}}\n"
)
MET = f"{DECISION}criteria: [{{criterion: BUD.AC1, outcome: met}}]\n"
TRAINEE = (
    "  T1: {roles: [trainee-assessor], display_name: T}\n"
    "  A1: {roles: [assessor], display_name: A}\n"
)
SAMPLE = "sample: S1\nquality_assurer: Q1\ndate: 2026-05-01\nstage: interim\ndecisions: [D01]\n"


def over(path: str, base: str, *, fenced: bool = False) -> Context:
    """Lay an example's keys over those of a file."""

    def built(example: str) -> Files:
        keys = set(re.findall(r"^([a-z_]+):", example, re.MULTILINE))
        blocks = re.findall(r"^[a-z_]+:.*\n(?:[ -].*\n)*", base, re.MULTILINE)
        kept = "".join(block for block in blocks if block.partition(":")[0] not in keys)
        text = f"{kept}{example}\n"
        return {path: f"---\n{text}---\n# Open questions\n" if fenced else text}

    return built


PAGE_FIELDS = PAGE[4:].partition("---")[0]
in_page = over("evidence/e02.md", PAGE_FIELDS.replace("E01", "E02"), fenced=True)
in_portfolio = over("evidence/portfolio.yml", "learner: W1\n")


def as_claim(example: str) -> Files:
    return in_page(f"criteria:\n  {example}")


def as_settings(example: str) -> Files:
    if "plugins:" not in example:
        example = f"plugins:\n  - crossfolio:\n      {example}"
    return {"mkdocs.yml": f"{example}\n"}


def as_body(example: str) -> Files:
    return {"evidence/e02.md": PAGE.replace("E01", "E02") + f"\n{example}\n"}


def as_table(example: str) -> Files:
    headings = example.replace("|\n", "|")
    return as_body(f"{headings}\n|---|---|---|\n| 1 | 2 | 3 |")


CONTEXTS: dict[str, Context] = {
    "CFG101": as_settings,
    "CFG102": as_settings,
    "CFG103": as_settings,
    "CFG104": as_settings,
    "CFG110": as_settings,
    "SRC106": lambda example: {"evidence/e02.md": f"{example}\n"},
    "SRC110": lambda example: {example: PAGE.replace("E01", "E02")},
    "SRC113": lambda example: {example: PAGE.replace("E01", "E02")},
    "CRI101": over("criteria/dos.yml", unit("AC1", code="DOS")),
    "CRI102": over("criteria/dos.yml", unit("AC1", code="DOS")),
    "CRI123": over("criteria/dos.yml", unit("AC1", code="DOS")),
    "CRI103": lambda example: {
        "criteria/bud.yml": THREE["criteria/bud.yml"].replace("Do it.", f"Do it., {example}")
    },
    "CRI109": over("criteria/dos.yml", unit("AC1", code="DOS")),
    "CRI106": in_portfolio,
    "CRI108": in_portfolio,
    "EVI101": lambda example: {"evidence/e02.md": f"---\n{example}\n---\n"},
    "EVI130": lambda example: {"evidence/e02.md": PAGE.replace("E01", "E02") + example},
    "TAG110": as_claim,
    "TAG112": lambda example: {
        "evidence/e02.md": PAGE.replace("E01", "E02").replace("criteria: [BUD.AC1]", example)
    },
    "DEC101": over("assessment/decisions/D01.yml", DECISION),
    "DEC108": over("assessment/decisions/D07.yml", MET),
    "DEC111": over("assessment/decisions/D09.yml", MET),
    "DEC112": over("assessment/decisions/D01.yml", MET),
    "SMP101": over("assessment/samples/S01.yml", SAMPLE),
    "SMP107": over("assessment/sampling.yml", ""),
    "SMP114": over("assessment/samples/S01.yml", f"{SAMPLE}outcome: agree\n"),
    **dict.fromkeys(("PRV201", "PRV202", "PRV203", "PRV204"), as_body),
    "PRV207": as_table,
}  # fmt: skip
"""Where the example of a rule belongs; in the front matter of a page, where none is named."""

MORE: dict[str, Files] = {
    "EVI110": {"assessment/people.yml": PEOPLE},
    "EVI101": {"evidence/e01.md": None},
    "EVI130": {"evidence/e01-call-log.md": PAGE.replace("E01", "E09")},
    "DEC108": {"assessment/decisions/D06.yml": MET.replace("D01", "D06")},
    "DEC111": {"assessment/decisions/D04.yml": MET.replace("D01", "D04")},
    "DEC112": {"assessment/people.yml": f"{PEOPLE}{TRAINEE}"},
}

WITH_EXAMPLES = [
    rule
    for rule in RULES
    if "## Example" in rule.page and "## Use instead" in rule.page and rule.family != "KND"
]
"""Rules of practice need whole portfolios; their examples are in tests/core/practice."""


def section(rule: Rule, heading: str) -> str:
    """Return an indented section of a rule's page; nothing where it is prose."""
    found = re.search(rf"^## {heading}\n((?:    .*\n?|\n(?=    ))+)", rule.page, re.MULTILINE)
    return dedent(found[1]).strip("\n") if found else ""


def found_with(rule: Rule, example: str, portfolio: Build) -> list[str]:
    """Return the codes that are found with an example in its context."""
    files = CONTEXTS.get(rule.code, in_page)(example)
    root = portfolio({**THREE, **MORE.get(rule.code, {}), **files}, bare=True)
    return [d.rule.code for d in found_in(root)]


def found_in(root: Path) -> tuple[Diagnostic, ...]:
    """Return what is found in a project, its settings among it."""
    try:
        return check_project(open_project(root), TODAY).diagnostics
    except UnusableSettingsError as error:
        return diagnose(error.findings, Settings())


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_example(rule: Rule, portfolio: Build) -> None:
    """The rule finds its Example, at its own code."""
    assert rule.code in found_with(rule, section(rule, "Example"), portfolio)


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_use_instead(rule: Rule, portfolio: Build) -> None:
    """The rule is silent on what its page says to use instead; nothing else is broken by it."""
    instead = section(rule, "Use instead")
    if not instead:
        assert rule.code == "TAG108"  # It says in words what to add to the body.
        return
    found = found_with(rule, instead, portfolio)

    assert rule.code not in found
    assert not [it for it in found if it.startswith(("CFG", "SRC"))]


def test_the_small_portfolio_is_clean(portfolio: Build) -> None:
    """What the examples are spliced into has none of the findings that they show."""
    root = portfolio(THREE)
    found = {d.rule.code for d in check_project(open_project(root), TODAY).diagnostics}

    assert found <= {"COV101", "COV108", "COV109", "EVI107", "CRI104"}


def test_every_finding_says_what_to_do() -> None:
    """No finding of the golden cases leaves its reader without a next step."""
    reports = (Path(__file__).parent / "cases").glob("*/expected.json")
    found = [
        diagnostic
        for file in reports
        for diagnostic in json.loads(file.read_text("utf-8"))["diagnostics"]
    ]

    assert len({it["code"] for it in found}) > 40
    assert [it for it in found if not it["help"]] == []


def test_texts(tmp_path: Path, golden: Golden) -> None:
    """What each rule says of its own example, word for word."""
    said = []
    for number, rule in enumerate(WITH_EXAMPLES):
        files = CONTEXTS.get(rule.code, in_page)(section(rule, "Example"))
        root = tmp_path / str(number)
        found = found_in(write(root, {**THREE, **MORE.get(rule.code, {}), **files}))
        said += [whole(it) for it in found if it.rule.code == rule.code]
    golden(Path(__file__).parent / "texts.txt", "\n\n".join(said) + "\n")
    assert [it for it in said if "\nhelp: " not in it] == []
