"""The documentation is complete, its links lead somewhere, and its examples are true."""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from crossfolio.cli.main import main, parser
from crossfolio.core.kinds import BUILT_IN
from crossfolio.core.rules import RULES
from crossfolio.loaders.schema.files import SCHEMAS, schema
from crossfolio.loaders.settings.options import OPTIONS
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted(DOCS.rglob("*.md"))
TOP = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
HOW_TO = sorted((DOCS / "how-to").glob("*.md"))
PORTFOLIO = ("criteria", "evidence", "assessment", "mkdocs.yml")

FENCE = re.compile(
    r"(?:<!-- (?P<how>file|from): (?P<path>\S+) -->\n\n)?"
    r"^```(?P<language>\w*)\n(?P<text>.*?\n)```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\]\((?![a-z]+:)([^)\s#]*)(?:#([^)\s]*))?\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text("utf-8")


def fences(path: Path) -> Iterator[re.Match[str]]:
    return FENCE.finditer(read(path))


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", read(path)), re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", heading).strip().lower() for heading in headings)
    return {re.sub(r"[-\s]+", "-", heading) for heading in plain}


def field_names(node: Mapping[str, Any], trail: str = "") -> Iterator[str]:
    for key, field in node.get("properties", {}).items():
        yield f"{trail}{key}"
        yield from field_names(field, f"{trail}{key}.")
        yield from field_names(field.get("items", {}), f"{trail}{key}[].")
    other = node.get("additionalProperties")
    if isinstance(other, dict):
        yield from field_names(other, f"{trail}<key>.")


def commands(it: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield it
    for action in it._actions:
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                yield from commands(command)


def test_reference_is_up_to_date() -> None:
    """The pages made from the code are what the code makes now."""
    tool = [sys.executable, "-m", "tools.reference", "--check"]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ended = subprocess.run(tool, capture_output=True, text=True, check=False, env=paths, cwd=ROOT)
    assert (ended.stdout, ended.returncode) == ("", 0)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: Any) -> None:  # noqa: ANN401 - pytest gives it
    """A rule stands in the list and has a page that names it and says what to do."""
    page = read(REFERENCE / "rules" / f"{rule.code}.md")
    assert f"# {rule.code}: {rule.name}\n" in page
    assert f"[{rule.code}]({rule.code}.md) | `{rule.name}`" in read(REFERENCE / "rules/index.md")


def test_every_setting_is_documented() -> None:
    """Every option of the plugin stands in the table of settings."""
    page = read(REFERENCE / "settings.md")
    assert [option for option in OPTIONS if f"| `{option}` |" not in page] == []


def test_every_argument_is_documented() -> None:
    """Every option of every command stands in the reference of the command line."""
    page = read(REFERENCE / "command-line.md")
    words = [
        w for command in commands(parser()) for a in command._actions for w in a.option_strings
    ]
    assert [word for word in words if word not in page] == []
    assert [command.prog for command in commands(parser()) if command.prog not in page] == []


@pytest.mark.parametrize("schema_name", SCHEMAS)
def test_every_field_is_documented(schema_name: str) -> None:
    """Every field of a schema stands in the section of that schema."""
    root = schema(schema_name)
    _, _, section = read(REFERENCE / "fields.md").partition(f"\n## {root['title']}\n")
    section, _, _ = section.partition("\n## ")
    missing = [field for field in field_names(root) if f"| `{field}` |" not in section]
    assert section
    assert missing == []


def test_every_kind_is_documented() -> None:
    """Every built-in kind stands in the table of kinds with its code."""
    page = read(REFERENCE / "kinds.md")
    missing = [it.id for it in BUILT_IN if f"| {it.code} | {it.name} | `{it.id}`" not in page]
    assert missing == []


@pytest.mark.parametrize("page", [*PAGES, *TOP], ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file that is there, and a heading that it has."""
    broken = []
    for target, anchor in LINK.findall(CODE.sub("", read(page))):
        path = (page.parent / target).resolve() if target else page
        if not path.is_file() or (anchor and anchor not in anchors(path)):
            broken.append(f"{target}#{anchor}")
    assert broken == []


def test_every_page_is_in_the_navigation() -> None:
    """Every page but those of single rules is in the site's navigation, and nothing else is."""

    def listed(nav: Any) -> Iterator[str]:  # noqa: ANN401 - as YAML gives it
        if isinstance(nav, str):
            yield nav
        for entry in (
            nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
        ):
            yield from listed(entry)

    settings = yaml.load(read(ROOT / "mkdocs.yml"), Loader=_Lenient)  # noqa: S506 - a safe one
    there = {page.relative_to(DOCS).as_posix() for page in PAGES}
    single = {f"reference/rules/{rule.code}.md" for rule in RULES}
    assert set(listed(settings["nav"])) & there == there - single
    assert "index.md" not in there


class _Lenient(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags name functions of MkDocs' extensions."""


_Lenient.add_multi_constructor("", lambda _loader, suffix, _node: suffix)


_RUN = ("$ crossfolio check", "$ crossfolio import", "$ crossfolio explain")
"""What is run where a page shows its output."""


@pytest.mark.parametrize(
    "page", [*sorted((DOCS / "tutorial").glob("*.md")), REFERENCE / "json.md"], ids=name
)
def test_shown_output_is_real(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing a page's files and running its checks, in order, gives what the page shows."""
    monkeypatch.chdir(tmp_path)
    ran = 0
    for block in fences(page):
        if block["how"] == "file":
            written = tmp_path / block["path"]
            written.parent.mkdir(exist_ok=True)
            written.write_text(block["text"], "utf-8")
        command, _, shown = block["text"].partition("\n")
        if command.startswith(_RUN):
            main(command.split()[2:])
            said = capsys.readouterr()
            assert said.out + said.err == shown
            ran += 1
    assert ran


@pytest.mark.parametrize("page", [*HOW_TO, *sorted((DOCS / "help").glob("*.md"))], ids=name)
def test_examples_are_yaml(page: Path) -> None:
    """Every example in YAML can be read, and those of the worked portfolio stand there so."""
    for block in fences(page):
        if block["language"] == "yaml":
            assert yaml.safe_load(block["text"])
        if block["how"] == "from":
            assert block["text"] in read(ROOT / block["path"])


@pytest.mark.parametrize("page", HOW_TO, ids=name)
def test_whole_files_pass_the_check(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole files of a page, put into the worked portfolio, bring no finding of their own."""
    project = worked_portfolio(tmp_path)
    paths = []
    for block in fences(page):
        if block["how"] == "file":
            paths.append(block["path"])
            (project / block["path"]).write_text(block["text"], "utf-8")
    main(["check", str(project)])
    said = capsys.readouterr().out.splitlines()
    own = [line for line in said if line.startswith(tuple(paths))] if paths else []
    about = [line for line in own if "CRI122" not in line]  # It is another's portfolio.
    unreal = [line for line in said if "COV104" in line or "DEC" in line]
    assert about + unreal == []


def test_taste_of_the_readme_is_real(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The finding in README is what the check says about the page above it."""
    project = worked_portfolio(tmp_path)
    page, shown = [fence for fence in fences(TOP[0]) if fence["language"] in ("markdown", "text")]
    (project / page["path"]).write_text(page["text"], "utf-8")
    main(["check", str(project), "--format", "full"])
    assert shown["text"] in capsys.readouterr().out


def test_recomputed_fingerprint_is_real(tmp_path: Path) -> None:
    """The commands that recompute a fingerprint print the one that Crossfolio gives the item."""
    project = worked_portfolio(tmp_path)
    shutil.copytree(DOCS / "explanation", project / "docs/explanation")
    blocks = {
        fence["language"]: fence["text"] for fence in fences(DOCS / "explanation/fingerprints.md")
    }
    *typed, shown = blocks["console"].splitlines()
    script = "\n".join(line.removeprefix("$ ") for line in typed)
    ended = subprocess.run(
        ["/bin/sh", "-ec", script], cwd=project, capture_output=True, text=True, check=True
    )
    checked = check_project(open_project(project), date(2026, 7, 1), every_fingerprint=True)
    assert ended.stdout.strip() == shown == checked.portfolio.fingerprints["E01"].value


def test_gap_of_the_how_to_is_real(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page on gaps shows what the check says where only a reflective account is left."""
    project = worked_portfolio(tmp_path)
    own, standards = project / "evidence/own-development", project / "evidence/standards"
    for page in (*own.glob("e2[123]-*.md"), *standards.glob("e2[123]-*.md")):
        page.unlink()
    (shown,) = [fence["text"] for fence in fences(DOCS / "how-to/fix-a-gap.md")]
    main(["check", str(project), "--format", "full"])
    assert shown in capsys.readouterr().out


def worked_portfolio(folder: Path) -> Path:
    for part in PORTFOLIO:
        source = ROOT / part
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / part)
    return folder
