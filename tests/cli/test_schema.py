"""`crossfolio schema`: what editors read, and never over somebody else's file."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from crossfolio.core.kinds import BUILT_IN
from crossfolio.loaders.schema.files import SCHEMAS
from crossfolio.scaffold.criteria import qualification_file, unit_file
from support import Build, Run

ROOT = Path(__file__).parents[2]
STOP = re.compile(r"\$\{\d+:([^}]*)\}")


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """Write the files into a folder."""
    assert run("schema", tmp_path / "schemas").code == 0
    return tmp_path / "schemas"


def read(path: Path) -> object:
    return json.loads(path.read_text("utf-8"))


def test_every_schema(folder: Path) -> None:
    """Each schema of the package is written, as it is."""
    for name in SCHEMAS:
        package = ROOT / f"plugins/crossfolio/loaders/schemas/{name}.schema.json"
        assert read(folder / f"{name}.schema.json") == read(package)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (unit_file("BUD"), True),
        (qualification_file("NVQ", ["BUD"]), True),
        (unit_file("BUD").replace("criteria:", "criteira:"), False),
        (qualification_file("NVQ", ["BUD"]).replace("groups:", "group:"), False),
    ],
)
def test_one_schema_for_the_criteria_folder(folder: Path, text: str, right: object) -> None:
    """A unit and a qualification are each held against their own schema, by one file."""
    it = read(folder / "criteria.schema.json")
    assert isinstance(it, dict)
    Draft202012Validator.check_schema(it)

    assert Draft202012Validator(it).is_valid(yaml.safe_load(text)) is right


def test_snippets_give_pages(folder: Path, portfolio: Build, run: Run) -> None:
    """Each kind has a snippet; taken as it is, it gives a page that is right as a draft."""
    made = read(folder / "crossfolio.code-snippets")
    assert isinstance(made, dict)
    assert [it["prefix"] for it in made.values()] == [f"evidence-{it.id}" for it in BUILT_IN]
    pages = {}
    for number, it in enumerate(made.values()):
        text = STOP.sub(r"\1", "\n".join(it["body"]))
        for name, value in (("YEAR", "2026"), ("MONTH", "04"), ("DATE", "14")):
            text = text.replace(f"${{CURRENT_{name}}}", value)
        assert "${" not in text
        text = text.replace("E00", f"E{number:02}").replace("UNIT.AC1", "BUD.AC1")
        pages[f"evidence/e{number:02}.md"] = text

    ran = run("check", portfolio({"evidence/e01.md": None, **pages}), "--today", "2026-07-01")

    found = {line.partition("[")[2][:6] for line in ran.out.splitlines() if "[" in line}
    assert found <= {"COV102", "COV108"}


def test_matcher_reads_what_is_printed(folder: Path, portfolio: Build, run: Run) -> None:
    """The problem matcher takes path, place, severity, code and message out of every line."""
    it = read(folder / "problem-matcher.json")
    assert isinstance(it, dict)
    root = portfolio({"evidence/e02.md": "---\nid: [\n---\n"})

    lines = run("check", root).out.splitlines()[:-1]

    for line in lines:
        found = re.fullmatch(it["pattern"]["regexp"], line)
        assert found
        assert (root / found[it["pattern"]["file"]]).is_file()
    assert {re.fullmatch(it["pattern"]["regexp"], line)[5] for line in lines} >= {"SRC102"}  # type: ignore[index]


def test_headers_lead_to_the_schemas(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines that are printed name files that are there, from where they are put."""
    monkeypatch.chdir(tmp_path)
    out = run("schema").out
    lines = re.findall(r"^  (\S+): # yaml-language-server: \$schema=(\S+)$", out, re.MULTILINE)

    assert len(lines) == 7
    for file, schema in lines:
        assert (tmp_path / file).parent.joinpath(schema).resolve().is_relative_to(tmp_path)
        name = Path(schema).name
        assert (tmp_path / "schemas" / name).is_file()


def test_written_anew_and_never_over_others(folder: Path, run: Run) -> None:
    """Its own files are written anew; a file of somebody else's stops it, untouched."""
    assert run("schema", folder).code == 0
    (folder / "unit.schema.json").write_text('{"mine": true}')
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    ran = run("schema", folder)

    assert ran.code == 2
    assert "unit.schema.json" in ran.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_same_everywhere() -> None:
    """What new portfolios and the extension for VS Code bring is what the command writes."""
    from crossfolio.scaffold.editor import MATCHER, snippets  # noqa: PLC0415

    tasks = read(ROOT / "plugins/crossfolio/scaffold/templates/portfolio/dot-vscode/tasks.json")
    assert isinstance(tasks, dict)
    named = {key: value for key, value in MATCHER.items() if key != "name"}
    assert tasks["tasks"][0]["problemMatcher"] == named
    extension = ROOT / "editors/vscode"
    package = read(extension / "package.json")
    assert isinstance(package, dict)
    assert package["contributes"]["problemMatchers"] == [MATCHER]
    assert (extension / "snippets.json").read_text("utf-8") == snippets(BUILT_IN)
