"""`crossfolio new`: a ready file from a template, or a whole folder. Never over an existing one."""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from crossfolio.cli.arguments import Parser, day
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.cli.output import spare_sources
from crossfolio.core.check import Checked
from crossfolio.core.coverage import Cover
from crossfolio.core.findings import printable
from crossfolio.core.framework import Qualification, Unit
from crossfolio.core.ids import NAME, UNIT, is_full, nearest_criterion
from crossfolio.core.kinds import KINDS, nearest_kind
from crossfolio.core.regex import regex
from crossfolio.core.settings import Settings
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.new_files import OccupiedError, refused, write_new
from crossfolio.workspace.project import Project

# ruff: noqa: PLC0415 - templates are loaded by the command that fills them in

_UNIT = regex(UNIT, re.ASCII)
_ID = regex(NAME, re.ASCII)
_QUALIFICATION = regex(r"[A-Z0-9][A-Z0-9-]{1,31}", re.ASCII)


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "new",
        help="a ready file from a template: evidence, unit, qualification, portfolio",
        description="Write a new file from a template, or a whole folder. "
        "Nothing is ever written over a file that is there.",
    )
    things = parser.add_commands("what", "WHAT")
    _add_portfolio(things)
    _add_evidence(things)
    _add_criteria(things, "unit", _unit, "a unit file, such as BUD")
    _add_criteria(things, "qualification", _qualification, "a qualification file")
    parser.commands = tuple(things.choices)


def _add_portfolio(things: "argparse._SubParsersAction[Parser]") -> None:
    parser = things.add_parser(
        "portfolio",
        help="a folder with all that a portfolio needs",
        description="Make a folder with settings, a unit, a first item, and what git, CI and "
        "editors want.",
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="it may exist already")
    parser.add_argument("--title", default="My portfolio", help="what the site is called")
    parser.add_argument(
        "--unit", metavar="CODE", type=_unit_code, default="ABC", help="its first unit"
    )
    parser.add_argument(
        "--learner", metavar="ID", type=_id, default="L001", help="an ID, never a name"
    )
    _add_today(parser)
    parser.set_defaults(run=_portfolio, parser=parser)


def _add_evidence(things: "argparse._SubParsersAction[Parser]") -> None:
    parser = things.add_parser(
        "evidence",
        help="a page of evidence, for a gap or of a kind",
        description="Write a page of evidence as a draft, with the fields and headings that such "
        "evidence needs and the next free ID.",
    )
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument(
        "--for",
        dest="criteria",
        metavar="CRITERION",
        action="append",
        default=[],
        help="what it is to show, such as BUD.AC3; may be given several times",
    )
    parser.add_argument("--kind", metavar="KIND", help="how it is made; by default as the gap asks")
    parser.add_argument("--title", default="", help="what it is, in one line")
    _add_today(parser)
    parser.set_defaults(run=_evidence, parser=parser, config_file=None)


def _add_criteria(
    things: "argparse._SubParsersAction[Parser]",
    name: str,
    run: object,
    help: str,
) -> None:
    parser = things.add_parser(name, help=help, description=f"Write {help}, to be filled in.")
    is_unit = name == "unit"
    code = _unit_code if is_unit else _qualification_code
    letters = "letters" if is_unit else "capital letters"
    parser.add_argument("code", metavar="CODE", type=code, help=f"{letters}, digits, hyphens")
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument("--title", default="", help="its title")
    parser.set_defaults(run=run, parser=parser, config_file=None)


def _add_today(parser: Parser) -> None:
    parser.add_argument("--today", metavar="DATE", type=day, help="write it as if it were this day")


def _portfolio(options: argparse.Namespace) -> Exit:
    from crossfolio.scaffold.project import portfolio_files

    texts = portfolio_files(options.title, options.unit, options.learner, str(_today(options)))
    if options.folder.exists() and not options.folder.is_dir():
        options.parser.error(f"{options.folder} is no folder")
    spare_sources(options, [options.folder], {})
    next = "next: read its README.md, then run `crossfolio check`"
    return _write(options, Project(options.folder, Settings()), texts, next)


def _evidence(options: argparse.Namespace) -> Exit:
    from crossfolio.workspace.new_evidence import new_page

    _refuse_no_folder(options)
    if not options.criteria and not options.kind:
        options.parser.error("say what it is for (`--for BUD.AC3`) or its kind (`--kind product`)")
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    checked = check_project(project, _today(options))
    covers = tuple({cover.criterion.id: cover for cover in _covers(options, checked)}.values())
    kind = _kind(options, checked)
    path, text = new_page(project.root, checked, covers, kind, options.title)
    next = "next: fill it in, then remove its line `status: draft`"
    return _write(options, project, {path: text}, next)


def _refuse_no_folder(options: argparse.Namespace) -> None:
    """Refuse a criterion or a kind that stands where the project's folder is named."""
    word = str(options.root or "")
    option = "--for" if is_full(word) else "--kind" if word in KINDS else ""
    if option and not options.root.exists():
        options.parser.error(f"there is no folder {word}; did you mean `{option} {word}`?")


def _covers(options: argparse.Namespace, checked: Checked) -> Iterator[Cover]:
    known = checked.coverage.criteria
    for tag in options.criteria:
        named = checked.portfolio.framework.named
        cover = known.get(named.get(tag.upper(), ""))
        if cover:
            yield cover
            continue
        near = nearest_criterion(tag, known)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        options.parser.error(f"no unit that is taken has the criterion {printable(tag)}{meant}")


def _kind(options: argparse.Namespace, checked: Checked) -> str:
    kind: str = options.kind or ""
    known = checked.portfolio.kinds
    if kind and kind not in known:
        near = nearest_kind(kind, known)
        meant = f"did you mean {near[0]}? " if near else ""
        kinds = ", ".join(known)
        options.parser.error(f"there is no kind {printable(kind)}; {meant}it is one of {kinds}")
    return kind


def _unit(options: argparse.Namespace) -> Exit:
    from crossfolio.scaffold.criteria import unit_file

    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    framework = check_project(project, date.today()).portfolio.framework  # noqa: DTZ011
    _is_new(options, framework.unit(options.code))
    taken = f"{project.settings.evidence}/portfolio.yml"
    text = unit_file(options.code, options.title)
    next = (
        f"next: fill it in, and take the unit in {taken}: `units: {{{options.code}: in-progress}}`"
    )
    return _write(options, project, {_criteria_path(options, project): text}, next)


def _qualification(options: argparse.Namespace) -> Exit:
    from crossfolio.scaffold.criteria import qualification_file

    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    framework = check_project(project, date.today()).portfolio.framework  # noqa: DTZ011
    if not framework.units:
        options.parser.error("there is no unit yet; begin with `crossfolio new unit CODE`")
    _is_new(options, framework.qualifications.get(options.code))
    text = qualification_file(options.code, tuple(framework.units), options.title)
    next = "next: fill it in, and choose it in evidence/portfolio.yml under `qualifications`"
    return _write(options, project, {_criteria_path(options, project): text}, next)


def _is_new(options: argparse.Namespace, known: Unit | Qualification | None) -> None:
    """Refuse a code that is defined: `check` would not know which of the two is meant."""
    if known:
        options.parser.error(f"{options.code} is defined already, in {known.place.path}")


def _criteria_path(options: argparse.Namespace, project: Project) -> str:
    from crossfolio.scaffold.criteria import criteria_name

    return f"{project.settings.criteria}/{criteria_name(options.code)}"


def _write(
    options: argparse.Namespace, project: Project, texts: Mapping[str, str], next: str
) -> Exit:
    """Write new files that the check will not refuse, all of them or none; say what is next."""
    root = project.root
    for found in refused(texts, project.settings):
        options.parser.error(f"nothing was written: {found.message}; {found.help}")
    try:
        write_new(root, texts)
    except OccupiedError as error:
        print(f"crossfolio: {error}", file=sys.stderr)
        return Exit.NOT_CHECKED
    for path in texts:
        print(f"wrote {(root / path).as_posix()}")
    print(next)
    return Exit.CLEAN


def _today(options: argparse.Namespace) -> date:
    today: date = options.today or date.today()  # noqa: DTZ011 - a local day
    return today


def _unit_code(text: str) -> str:
    help = "a unit's code is letters, digits and hyphens: BUD"
    return _code(text, _UNIT, help, upper=False)


def _qualification_code(text: str) -> str:
    return _code(text, _QUALIFICATION, "a code is capital letters, digits and hyphens: NVQ-L3")


def _id(text: str) -> str:
    return _code(text, _ID, "an ID is letters, digits and hyphens: L001", upper=False)


def _code(text: str, allowed: re.Pattern[str], help: str, *, upper: bool = True) -> str:
    code = text.upper() if upper else text
    if not allowed.fullmatch(code):
        raise argparse.ArgumentTypeError(f"`{printable(text)}` will not do; {help}")
    return code
