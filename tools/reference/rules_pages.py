"""A page for each rule, made from its docstring, and the table of all."""

import re
from textwrap import dedent

from crossfolio.core.findings import Finding, Rule
from crossfolio.core.place import Place
from crossfolio.core.rules import RULES
from crossfolio.core.settings import Profile, Settings, severity_of
from tools.reference.pages_text import first_sentence, table

FAMILIES = {
    "CFG": "Settings. They stop the run: nothing is checked until they are right.",
    "SRC": "Files that cannot be read. Every other file is still checked.",
    "CRI": "Files in `criteria/`, and what `portfolio.yml` takes from them.",
    "EVI": "Fields of evidence, and attached files.",
    "TAG": "Claims in the front matter, and marks in the text.",
    "COV": "What is shown of what is asked.",
    "KND": "Practice: kinds of evidence, variety, time, phases, measures and writing.",
    "DEC": "Decisions and the register of people.",
    "SMP": "Samples.",
    "PRV": "Personal data.",
    "SUP": "Comments that ignore a finding.",
}
"""What the rules of each family are about."""


def rules_page() -> str:
    """Return the list of all rules."""
    head = ("Code", "Name", "Default", "Advisory", "Strict", "What is found")
    families = "\n\n".join(
        f"## {family}\n\n{about}\n\n{table(head, _rule_rows(family))}"
        for family, about in FAMILIES.items()
    )
    return f"""# Rules

A finding comes under a rule.
Settings name a rule by its code or by its name; neither is ever used for anything else.
*Default*, *advisory* and *strict* are the [profiles](../settings.md#profiles).
A `COV` or `KND` finding about a unit that is not `submitted` is a warning at most.

{families}
"""


def _rule_rows(family: str) -> list[tuple[str, ...]]:
    return [
        (
            f"[{rule.code}]({rule.code}.md)",
            f"`{rule.name}`",
            *(_severity(rule, profile) for profile in _PROFILES),
            first_sentence(rule),
        )
        for rule in RULES
        if rule.family == family
    ]


def rule_page(rule: Rule) -> str:
    """Return the page of one rule, which is its docstring."""
    rows = [tuple(_severity(rule, profile) for profile in _PROFILES)]
    if rule.family == "CFG":
        turn = "This finding stops the run with exit code 2, and no setting changes that."
    else:
        turn = (
            f"To change how much it matters, write `{rule.code}` or `{rule.name}` under `rules`: "
            "see [Raise or silence a rule](../../how-to/change-a-rule.md)."
        )
    return f"""# {rule.code}: {rule.name}

{with_fences(rule.page)}

## Severity

{table(("Default", "Advisory", "Strict"), rows)}

{turn}

[All rules](index.md)
"""


def with_fences(page: str) -> str:
    """Return a docstring with its indented examples between fences."""
    said: list[str] = []
    for part in re.split(r"((?:^(?: {4}.*)?\n?)+)", page, flags=re.MULTILINE):
        if part.startswith("    "):
            example = dedent(part).strip("\n")
            said.append(f"\n```{_language(example)}\n{example}\n```\n\n")
        else:
            said.append(part)
    return re.sub(r"\n{3,}", "\n\n", "".join(said)).strip()


def _language(example: str) -> str:
    return "yaml" if re.match(r"(- )?[a-z_]+:|- \{|\{", example) else "text"


_PROFILES = (Profile.DEFAULT, Profile.ADVISORY, Profile.STRICT)


def _severity(rule: Rule, profile: Profile) -> str:
    finding = Finding(rule.code, Place(""), "")
    return severity_of(rule, finding, Settings(profile=profile), None).word
