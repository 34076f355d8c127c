"""`crossfolio schema`: JSON Schemas, snippets and a problem matcher, for editors."""

import argparse
import sys
from pathlib import Path

from crossfolio.cli.arguments import Parser
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.output import spare_sources, write_all
from crossfolio.workspace.locating import NoProjectError, project_folder

_HEADERS = (
    ("criteria/*.yml", "../", "criteria"),
    ("evidence/portfolio.yml", "../", "portfolio"),
    ("assessment/people.yml", "../", "people"),
    ("assessment/decisions/*.yml", "../../", "decision"),
    ("assessment/samples/*.yml", "../../", "sample"),
    ("assessment/samples/plan-*.yml", "../../", "plan"),
    ("assessment/sampling.yml", "../", "sampling"),
)
"""Files, the way from each to the project's folder, and their schema."""
_OWN = ('"crossfolio:', '"owner": "crossfolio"')
"""What is in each file that this command writes."""


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "schema",
        help="JSON Schemas, snippets and a problem matcher, for editors",
        description="Write the JSON Schemas of all files, snippets for VS Code, and a problem "
        "matcher into a folder, and say how a file names its schema. What an earlier version "
        "wrote there is written anew.",
    )
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        type=Path,
        help="by default `schemas` in the project's folder, or here where there is no project",
    )
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace) -> Exit:
    """Write the files, all of which bear the name of Crossfolio inside."""
    from crossfolio.cohort.data import SCHEMA as COHORT  # noqa: PLC0415 - only this command needs them
    from crossfolio.cohort.data import schema_text as cohort_schema  # noqa: PLC0415
    from crossfolio.core.kinds import BUILT_IN  # noqa: PLC0415
    from crossfolio.loaders.schema.files import SCHEMAS, criteria_schema, schema_text  # noqa: PLC0415
    from crossfolio.scaffold.editor import problem_matcher, snippets  # noqa: PLC0415

    texts = {f"{name}.schema.json": schema_text(name) for name in SCHEMAS}
    texts["criteria.schema.json"] = criteria_schema()
    texts[COHORT] = cohort_schema()
    texts["crossfolio.code-snippets"] = snippets(BUILT_IN)
    texts["problem-matcher.json"] = problem_matcher()
    root = _root()
    folder: Path = options.folder or root / "schemas"
    spare_sources(options, (folder / name for name in texts), {})
    others = [name for name in texts if not _may_write(folder / name)]
    if others:
        named = ", ".join(others)
        print(f"crossfolio: nothing was written; not made by Crossfolio: {named}", file=sys.stderr)
        return Exit.NOT_CHECKED
    folder.mkdir(parents=True, exist_ok=True)
    write_all({folder / name: text for name, text in texts.items()})
    for name in sorted(texts):
        print(f"wrote {(folder / name).as_posix()}")
    print("so that an editor completes a YAML file, its first line names the schema:")
    for files, up, name in _HEADERS:
        within = "schemas" if options.folder is None else folder.as_posix()
        way = within if Path(within).is_absolute() else f"{up}{within}"
        print(f"  {files}: # yaml-language-server: $schema={way}/{name}.schema.json")
    return Exit.CLEAN


def _root() -> Path:
    """Return the folder of the project around, or else the current one."""
    try:
        return project_folder(Path())
    except NoProjectError:
        return Path()


def _may_write(path: Path) -> bool:
    """Tell whether a file is not there, or was written by this command."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return False
    text = path.read_text("utf-8", "replace").lower() if path.exists() else _OWN[0]
    return any(mark in text for mark in _OWN)
