"""A portfolio in which claims and criteria have every standing that there is."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project

TODAY = date(2026, 7, 1)
SECRETS = ("FEEDBACKONE", "FEEDBACKTWO", "FEEDBACKTHREE", "Zaffre Assessor", "Quentin Quality")
"""Words of decisions and samples, and the names of who made them."""
CRITERIA = {
    "AC1": "Accepted, and something new",
    "AC2": "Changed since it was judged",
    "AC3": "Not yet met",
    "AC4": "Answered with something new",
    "AC5": "Disputed by a sample",
    "AC6": "A later decision cannot be read",
    "AC7": "Claimed by the assessor",
    "AC8": "Claimed and not judged",
    "AC9": "Uncovered",
    "AC10": "Only a draft",
}
_CLAIMS = {
    "E01": ("AC1", "AC3", "AC5", "AC6"),
    "E02": ("AC1", "AC4", "AC8"),
    "E03": ("AC2", "AC4"),
    "E04": ("AC10",),
}
_HEAD = """\
unit: REC
title: Every standing
source: {kind: draft}
outcomes:
  - {id: LO1, text: Show what becomes of a claim}
criteria:
"""
_UNIT = _HEAD + "".join(
    f'  - {{id: {name}, title: "{title}", text: Show this, outcomes: [LO1]}}\n'
    for name, title in CRITERIA.items()
)
_PEOPLE = """\
people:
  A1: {roles: [assessor], display_name: Zaffre Assessor}
  Q1: {roles: [internal-quality-assurer], display_name: Quentin Quality}
  L001: {roles: [learner], display_name: A learner}
"""
_DECISIONS = {
    "d01": ("2026-05-02", "E01", ("REC.AC1", "met", "FEEDBACKONE")),
    "d06": ("2026-05-02", "E01", ("REC.AC5", "met", "Seen.")),
    "d02": (
        "2026-05-03",
        "E03",
        ("REC.AC2", "met", "Seen."),
        ("REC.AC4", "more-evidence", "FEEDBACKTWO"),
    ),
    "d03": (
        "2026-05-04",
        "E01",
        ("REC.AC3", "not-yet-met", "FEEDBACKTHREE"),
        ("REC.AC6", "met", "Seen."),
    ),
    "d04": ("2026-05-05", "E01", ("REC.AC7", "met", "Seen.")),
}
_SAMPLES = {
    "s01": "sample: S01\nquality_assurer: Q1\ndate: 2026-06-01\ndecisions: [D06]\n"
    "outcome: disagree\nstage: interim\nfeedback: FEEDBACKONE of the sample\n"
    "actions:\n  - {text: Look again, due: 2026-06-10}\n",
    "s02": "sample: S02\nquality_assurer: Q1\ndate: 2026-06-02\ndecisions: [D03]\n"
    "outcome: agree\nstage: summative\nfeedback: Well judged.\n",
}


def record_files(folder: Path, edition: str) -> Mapping[str, str]:
    """Return the files of the portfolio; `folder` is an empty one to work in."""
    files = {
        "mkdocs.yml": "site_name: Record\nsite_url: ADDRESS\ntheme: {name: material, font: false}\n"
        f"plugins: [search, crossfolio: {{edition: {edition}, fail_on: never}}]\n",
        "criteria/rec.yml": _UNIT,
        "assessment/people.yml": _PEOPLE,
        "evidence/portfolio.yml": "learner: L001\nunits: {REC: submitted}\n",
        **{f"evidence/{name.lower()}.md": _item(name) for name in _CLAIMS},
    }
    files |= {f"assessment/decisions/{name}.yml": _decision(name, {}) for name in _DECISIONS}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    known = check_project(open_project(folder), TODAY).portfolio.fingerprints
    prints = {key: fingerprint.value for key, fingerprint in known.items()}
    files |= {f"assessment/decisions/{name}.yml": _decision(name, prints) for name in _DECISIONS}
    files |= {f"assessment/samples/{name}.yml": text for name, text in _SAMPLES.items()}
    files["assessment/decisions/d05.yml"] = (
        "decision: D05\nassessor: A1\ndate: 2026-05-09\nevidence: [{id: E01}]\n"
        "criteria: [{criterion: REC.AC6, outcome: not-met}]\n"
    )
    files["evidence/e03.md"] += "One sentence more.\n"
    return files


def _item(name: str) -> str:
    claims = ", ".join(f"REC.{code}" for code in _CLAIMS[name])
    marks = "\n\n".join(f"This shows it. [REC.{code}]" for code in _CLAIMS[name])
    status = "status: draft\n" if name == "E04" else ""
    audience = "audience: public\n"
    return (
        f"---\nid: {name}\ntitle: Item {name}\nkind: product\ndate: 2026-04-14\n"
        f"criteria: [{claims}]\n{status}{audience}---\n{marks}\n"
    )


def _decision(name: str, prints: Mapping[str, str]) -> str:
    day, item, *judgements = _DECISIONS[name]
    value = prints.get(item, "cf2:" + "0" * 64)
    rows = "".join(
        f"  - {{criterion: {code}, outcome: {outcome}, feedback: {feedback}"
        f"{', on: [E01], mapped: true' if code == 'REC.AC7' else ''}}}\n"
        for code, outcome, feedback in judgements
    )
    return (
        f"decision: {name.upper()}\nassessor: A1\ndate: {day}\n"
        f"evidence:\n  - {{id: {item}, fingerprint: '{value}'}}\ncriteria:\n{rows}"
    )
