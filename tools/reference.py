"""Write the reference pages that are made from the code, or check that they are up to date."""

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from inspect import getsource
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.main import parser
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.kinds import BUILT_IN
from crossfolio.core.media import MEDIA, MOST_BYTES
from crossfolio.core.place import Place
from crossfolio.core.rules import RULES
from crossfolio.core.settings import Edition, FailOn, Profile, Settings, severity_of
from crossfolio.loaders.limits import BODY_BYTES, FILE_BYTES, FRONT_MATTER, YAML_FILE
from crossfolio.loaders.schema import schema
from crossfolio.loaders.settings_options import OPTIONS

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
NOTE = "<!-- Made by tools/reference.py. Change the code, then run `make docs`. -->\n\n"
WIDTH = 80
"""Columns of the help texts."""

Schema = Mapping[str, Any]

FAMILIES = {
    "CFG": "Settings. They stop the run: nothing is checked until they are right.",
    "SRC": "Files that cannot be read. Every other file is still checked.",
    "CRI": "Files in `criteria/`, and what `portfolio.yml` takes from them.",
    "EVI": "Fields of evidence, and attached files.",
    "TAG": "Claims in the front matter, and marks in the text.",
    "COV": "What is shown of what is asked.",
    "KND": "Practice: kinds of evidence, variety, time, phases and measures.",
    "DEC": "Decisions and the register of people.",
    "SMP": "Samples.",
}
"""What the rules of each family are about."""

PROFILES = {
    Profile.DEFAULT: "Each rule has the severity that its page states.",
    Profile.ADVISORY: "Findings of the families `COV` and `KND` are warnings at most.",
    Profile.STRICT: "Every warning is an error.",
}
FAILS_ON = {
    FailOn.ERROR: "errors",
    FailOn.WARNING: "errors and warnings",
    FailOn.NEVER: "no finding; settings that cannot be used still stop it",
}
EDITIONS = {
    Edition.ASSESSOR: "everything but withheld items, of which it says where they are kept",
    Edition.PUBLIC: "public items in full, all others as stubs; no decisions and no people",
}

FILES = {
    "evidence": "`evidence/**/*.md`, between the two `---` lines",
    "unit": "`criteria/**/*.yml`, one unit to a file",
    "qualification": "`criteria/**/*.yml`, one qualification to a file",
    "portfolio": "`evidence/portfolio.yml`",
    "decision": "`assessment/decisions/*.yml`, one decision to a file",
    "sample": "`assessment/samples/*.yml`, one sample to a file",
    "people": "`assessment/people.yml`, never published",
}
"""Where each schema's files lie, in the order of the reference."""

PATTERNS = {
    r"^[A-Za-z][A-Za-z0-9-]{0,31}$": "ID: a letter, then letters, digits and hyphens, up to 32",
    r"^[A-Z][A-Z0-9-]{1,15}$": "unit code: 2 to 16 capital letters, digits and hyphens",
    r"^[A-Z][A-Z0-9-]{1,31}$": "qualification code: 2 to 32 capital letters, digits and hyphens",
    r"^[A-Z0-9][A-Z0-9.-]{0,15}$": "outcome ID: up to 16 capital letters, digits, dots and hyphens",
    r"^[A-Za-z0-9][A-Za-z0-9-]{0,31}$": "group ID: up to 32 letters, digits and hyphens",
    r"^[a-z][a-z0-9-]{1,39}$": "small letters, digits and hyphens, 2 to 40",
    r"^[A-Z][A-Z0-9]{0,5}$": "up to 6 capital letters and digits",
    r"^[A-Z]/[0-9]{3}/[0-9]{4}$": "unit reference, such as `A/123/4567`",
    r"^[0-9]{3}/[0-9]{4}/[0-9X]$": "qualification number, such as `123/4567/8`",
    r"^cf1:[0-9a-f]{64}$": "fingerprint: `cf1:` and 64 hexadecimal digits",
    r"^[0-9a-f]{64}$": "64 hexadecimal digits",
    r"^([0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9]$": "minutes and seconds, or hours as well: `1:04:30`",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "language code, such as `en-GB`",
    r"^(AC[0-9]{1,4}|[0-9]{1,4}(\.[0-9]{1,4}){0,2})$": "criterion ID: `AC3`, `1` or `1.10`",
    r"^[A-Z][A-Z0-9-]{1,15}\.(AC[0-9]{1,4}|[0-9]{1,4}(\.[0-9]{1,4}){0,2})$": (
        "full criterion ID: `BUD.AC3`"
    ),
}
"""Every pattern of the schemas in words; one that is not here stops the tool."""

TYPES = {
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "object": "mapping",
}


def pages() -> dict[str, str]:
    """Return every page by its path in docs/reference."""
    made = {
        "rules/index.md": rules_page(),
        "settings.md": settings_page(),
        "fields.md": fields_page(),
        "kinds.md": kinds_page(),
        "command-line.md": command_page(),
    }
    made |= {f"rules/{rule.code}.md": rule_page(rule) for rule in RULES}
    return {path: NOTE + text.strip() + "\n" for path, text in made.items()}


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


def first_sentence(rule: Rule) -> str:
    """Return what a rule finds, in one sentence."""
    return " ".join(rule.page.split("\n\n", 1)[0].split())


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


def settings_page() -> str:
    """Return every option of the plugin."""
    defaults = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    rows = [(f"`{name}`", _default(defaults[name]), meaning) for name, meaning in OPTIONS.items()]
    return f"""# Settings

The options of the plugin in `mkdocs.yml` are the only settings.
The plugin and `crossfolio check` read the same ones, so both find the same.

```yaml
plugins:
  - search
  - crossfolio:
      profile: strict
      min_coverage: 100
      rules:
        TAG108: warning
        single-source: off
```

{table(("Option", "When absent", "Meaning"), rows)}

Folders are relative to `mkdocs.yml` and lie inside the project.
`INHERIT` and `!ENV` work as they do in MkDocs.

A setting that is unknown or cannot be used stops the run with exit code 2:
see [CFG101](rules/CFG101.md), [CFG102](rules/CFG102.md) and [CFG103](rules/CFG103.md).

## Severities

A severity is one of {_words(s.word for s in sorted(Severity, reverse=True))}.
YAML reads an unquoted `off` as `false`; both mean `off`.

The severity of a finding is decided in this order, and the last word wins:

1. what the rule's own page says;
2. the profile, from the command line or else from `profile`;
3. `rules`;
4. a `COV` or `KND` finding about a unit that the learner has not marked `submitted`
   is a warning at most.

## Profiles

{table(("Profile", "Effect"), [(f"`{p}`", PROFILES[p]) for p in Profile])}

## What makes a run fail

{table(("`fail_on`", "A run fails on"), [(f"`{level}`", FAILS_ON[level]) for level in FailOn])}

MkDocs' own strict mode (`strict: true` in `mkdocs.yml`, or `mkdocs build --strict`) means
`fail_on: warning`, unless `fail_on` is `never`.

`min_coverage` compares the exact share over the submitted units, not the rounded percentage:
see [COV106](rules/COV106.md).

## Editions

{table(("`edition`", "The site shows"), [(f"`{it}`", EDITIONS[it]) for it in Edition])}

See [Keep evidence private](../how-to/keep-evidence-private.md).
"""


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _default(value: object) -> str:
    if value is None:
        return "no threshold"
    return "none" if isinstance(value, Mapping) else f"`{value}`"


def fields_page() -> str:
    """Return every field of every kind of file."""
    sections = "\n\n".join(_schema_section(name, where) for name, where in FILES.items())
    return f"""# Fields

Every file of a portfolio has a schema, and these tables are made from the schemas.

In the names, `a.b` is the field `b` inside `a`, and `a[].b` is the field `b` of each entry of
the list `a`.
A field inside another one is required where the outer one is there.

Values are read as text, and become numbers or `true` and `false` only where the table says so:
an unquoted `1.10` stays `1.10`.
Dates are written as year-month-day, such as `2026-04-14`.
Fields of your own may begin with `x-`; any other unknown field is a finding.

{sections}

## Limits

{table(("What", "At most"), _limits())}

What is larger is found by [SRC105](rules/SRC105.md).
"""


def _schema_section(name: str, where: str) -> str:
    root = schema(name)
    rows = table(("Field", "Type", "Required", "Meaning"), list(_rows(root, "")))
    return f"## {root['title']}\n\n{root['description']}\n\nWhere: {where}.\n\n{rows}"


def _rows(node: Schema, trail: str) -> Iterator[tuple[str, ...]]:
    """Give a row for each field of a mapping, and for the fields inside it."""
    required = dict.fromkeys(node.get("required", ()), "yes") | dict(_conditions(node))
    for name, field in node.get("properties", {}).items():
        yield from _field(f"{trail}{name}", field, required.get(name, "no"))
    other = node.get("additionalProperties")
    if isinstance(other, dict):
        yield from _field(f"{trail}<key>", other, "no")


def _field(name: str, field: Schema, required: str) -> Iterator[tuple[str, ...]]:
    words = field.get("description", "")
    yield f"`{name}`", _type(field), required, words
    items = field.get("items", {})
    yield from _rows(field, f"{name}.")
    yield from _rows(items, f"{name}[].")


def _conditions(node: Schema) -> Iterator[tuple[str, str]]:
    """Give the fields that other fields make required, with the condition in words."""
    said: dict[str, list[str]] = {}
    for rule in node.get("allOf", ()):
        for name in rule["then"]["required"]:
            said.setdefault(name, []).append(_when(rule["if"]))
    for name, conditions in said.items():
        yield name, " or ".join(conditions)


def _when(condition: Schema) -> str:
    if "not" in condition:
        return _when(condition["not"]).replace("when ", "unless ", 1)
    ((name, value),) = condition["properties"].items()
    words = value.get("enum", [value.get("const")])
    return f"when `{name}` is {' or '.join(f'`{word}`' for word in words)}"


def _type(field: Schema) -> str:
    kinds = field.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    said = []
    for kind in kinds:
        if kind == "array":
            said.append(f"list{_number(field)}; each entry: {_type(field['items'])}")
        elif kind == "string":
            said.append(_text(field))
        elif kind in ("integer", "number"):
            said.append(TYPES[kind] + _span(field))
        else:
            said.append(TYPES[kind])
    return " or ".join(said)


def _text(field: Schema) -> str:
    if "enum" in field:
        return " or ".join(f"`{word}`" for word in field["enum"])
    if "pattern" in field:
        return PATTERNS[field["pattern"]]
    if field.get("format") == "date":
        return "date"
    longest = field.get("maxLength")
    return f"text, up to {longest} characters" if longest else "text"


def _span(field: Schema) -> str:
    low, high = field.get("minimum"), field.get("maximum")
    return "" if low is None and high is None else f", {low} to {high}"


def _number(field: Schema) -> str:
    low, high = field.get("minItems"), field.get("maxItems")
    if low == high and low is not None:
        return f" of {low}"
    least = f" of at least {low}" if low else ""
    return least + (f"{' and' if low else ' of'} at most {high}" if high else "")


def _limits() -> list[tuple[str, str]]:
    kib = 1024
    return [
        ("A page or a YAML file", f"{FILE_BYTES // kib} KiB"),
        ("The text of a page, after the front matter", f"{BODY_BYTES // kib} KiB"),
        ("Front matter", f"{FRONT_MATTER.size // kib} KiB"),
        ("One value in front matter", f"{FRONT_MATTER.value} characters"),
        ("One value in another YAML file", f"{YAML_FILE.value} characters"),
        ("Values, lists and mappings in front matter", str(FRONT_MATTER.nodes)),
        ("Values, lists and mappings in another YAML file", str(YAML_FILE.nodes)),
        ("Levels of nesting in front matter", str(FRONT_MATTER.depth)),
        ("Levels of nesting in another YAML file", str(YAML_FILE.depth)),
    ]


def kinds_page() -> str:
    """Return the kinds of evidence and the types of attached files."""
    conditions = dict(_conditions(schema("evidence")))
    needed = {
        kind.id: [name for name, when in conditions.items() if f"`{kind.id}`" in when]
        for kind in BUILT_IN
    }
    rows = [(kind.code, kind.name, f"`{kind.id}`", _words(needed[kind.id])) for kind in BUILT_IN]
    media = [(f"`{ending}`", it.name) for ending, it in MEDIA.items()]
    return f"""# Kinds of evidence

A kind says how evidence was made or assessed.
What it is recorded in, such as paper or sound, is its `medium`.

{table(("Code", "Kind", "In front matter", "Also required"), rows)}

There is no list of codes that all awarding organisations share.
A qualification file may rename these codes and add kinds under `kinds.codes`, and may allow or
forbid kinds: see [Qualifications and units](../how-to/qualifications-and-units.md).

## Types of files that may be attached

{table(("Ending", "Type"), media)}

A file may be up to {MOST_BYTES // 1024 // 1024} MB, must not be empty, and must be what its
ending says.
Web pages and SVG pictures are refused because they can run programs in the reader's browser,
and office files because they carry hidden data: see [EVI106](rules/EVI106.md).
"""


def command_page() -> str:
    """Return the help of every command, and the exit codes."""
    root = parser()
    # There is no other list of the commands than what argparse keeps for itself.
    (commands,) = (a.choices for a in root._actions if a.nargs == argparse.PARSER)  # noqa: SLF001
    helps = _help(root)
    for name, it in dict(commands or {}).items():
        helps += f"\n\n## crossfolio {name}\n\n{_help(it)}"
    codes = [(str(code.value), meaning) for code, meaning in _meanings(Exit).items()]
    return f"""# Command line

{helps}

An option of the command line overrides the [setting](settings.md) of the same name.

The formats are `concise` (one line for each finding), `full` (with the source line and help)
and `json` ([a stable contract](json.md)).
`--format json=report.json` writes to a file, whole or not at all.

## Exit codes

{table(("Code", "Meaning"), codes)}

The code is never a count of findings.
"""


def _help(command: argparse.ArgumentParser) -> str:
    command.formatter_class = partial(argparse.HelpFormatter, width=WIDTH)
    vars(command)["color"] = False  # Newer versions of Python colour the help.
    return f"```text\n{command.format_help().strip()}\n```"


def _meanings(cls: type[Exit]) -> dict[Exit, str]:
    """Return the text below each value of an enumeration."""
    (tree,) = ast.parse(getsource(cls)).body
    body = tree.body if isinstance(tree, ast.ClassDef) else []
    docs: dict[Exit, str] = {}
    for value, text in pairwise(body):
        if isinstance(value, ast.Assign) and isinstance(text, ast.Expr):
            docs[cls[ast.unparse(value.targets[0])]] = str(ast.literal_eval(text.value))
    return docs


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(" ".join(c.split()) for c in row) + " |" for row in lines)


def stale(folder: Path = FOLDER) -> list[str]:
    """Return the pages that are not as the code says, and those that no code makes any more."""
    made = pages()
    wrong = [path for path, text in made.items() if _read(folder / path) != text]
    there = [path.relative_to(folder).as_posix() for path in folder.glob("rules/*.md")]
    return sorted({*wrong, *(path for path in there if path not in made)})


def write(folder: Path = FOLDER) -> None:
    """Write every page, and remove pages of rules that are gone."""
    made = pages()
    for path, text in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    for page in folder.glob("rules/*.md"):
        if page.relative_to(folder).as_posix() not in made:
            page.unlink()


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Write the pages, or say which ones are stale."""
    it = argparse.ArgumentParser(description=__doc__)
    it.add_argument("--check", action="store_true", help="write nothing; name the stale pages")
    if not it.parse_args(argv).check:
        write()
        return 0
    wrong = stale()
    for path in wrong:
        print(f"docs/reference/{path} is stale; run `make docs`")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
