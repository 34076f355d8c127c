"""`crossfolio fix`: the edits that findings carry, as a patch or written into the files."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from crossfolio.cli.arguments import Parser, day
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.cli.output import print_bytes
from crossfolio.core.check import fails
from crossfolio.core.findings import Diagnostic, Severity, one_line, printable
from crossfolio.core.ids import nearest
from crossfolio.core.rules import BY_CODE, BY_NAME
from crossfolio.core.settings import Settings
from crossfolio.loaders.settings.options import FAMILIES, codes_of
from crossfolio.reports import patch_report
from crossfolio.workspace.fixing import Fixed, fix_project
from crossfolio.workspace.project import Project
from crossfolio.workspace.rewrite import NotRewrittenError, rewrite


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "fix",
        help="the edits that findings carry, as a patch; --write makes them",
        description="Print the edits of all findings that have one right answer as a patch, "
        "for `git apply` in the project's folder. Exit code 0: nothing to put right; 1: a patch "
        "was printed, or something is left that fails a check; 2: not checked.",
    )
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument(
        "--write",
        action="store_true",
        help="make the edits instead of printing them; each file is written whole or not at all",
    )
    parser.add_argument(
        "--select",
        metavar="RULE",
        action="append",
        type=_rules,
        help="only findings of this rule: a code, a name, or a family such as TAG; several with "
        "commas, or given several times",
    )
    parser.add_argument(
        "--config-file", metavar="FILE", type=Path, help="another file than ROOT/mkdocs.yml"
    )
    parser.add_argument("--today", metavar="DATE", type=day, help="check as if it were this day")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace) -> Exit:
    """Print a patch, or make its changes."""
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    codes = frozenset().union(*options.select) if options.select else frozenset(BY_CODE)

    def wanted(diagnostic: Diagnostic) -> bool:
        return diagnostic.rule.code in codes

    today = options.today or date.today()  # noqa: DTZ011 - a local day
    fixed = fix_project(project, today, wanted)
    left = tuple(d for d in fixed.checked.diagnostics if wanted(d))
    failed = replace(fixed.checked, diagnostics=left).failed
    by_hand = tuple(d for d in left if not d.finding.edits and _stops(d, project.settings))
    if not options.write:
        print_bytes(patch_report.render(fixed.changes))
        _say(*_words(fixed, by_hand, "would fix", "; --write makes the edits"))
        return Exit.FINDINGS if fixed.changes or failed else Exit.CLEAN
    refused = _write(project, fixed)
    _say(*refused, *([] if refused else _words(fixed, by_hand, "fixed")))
    return Exit.FINDINGS if refused or failed else Exit.CLEAN


def _stops(diagnostic: Diagnostic, settings: Settings) -> bool:
    """Tell whether a finding is an error, or fails a check as the settings have it."""
    is_error = diagnostic.severity is Severity.ERROR and not diagnostic.pending
    return is_error or fails(diagnostic, settings)


def _write(project: Project, fixed: Fixed) -> list[str]:
    """Write the files that change; return what is to be said of those that were not written."""
    refused = []
    for path, (old, new) in fixed.changes.items():
        try:
            rewrite(project.root, path, old, new)
        except NotRewrittenError as error:
            refused.append(f"not written: {path}: {error}")
        except OSError as error:
            refused.append(f"not written: {path}: {error.strerror or error}")
    done = len(fixed.changes) - len(refused)
    if refused:
        refused.append(f"wrote {done} of {_count(len(fixed.changes), 'file')}; run it again")
    return refused


def _words(fixed: Fixed, by_hand: Sequence[Diagnostic], what: str, then: str = "") -> Iterator[str]:
    """Say what was fixed, what is left for people, and what was not fixed though it has an edit."""
    numbers = f"{_count(fixed.count, 'finding')} in {_count(len(fixed.changes), 'file')}"
    if fixed.changes:
        yield f"{what} {numbers}{then}"
    else:
        yield (
            "no finding has an edit with one right answer" if by_hand else "there is nothing to fix"
        )
    if by_hand:
        sort = "error" if all(d.severity is Severity.ERROR for d in by_hand) else "finding"
        is_left, them = ("is left", "it") if len(by_hand) == 1 else ("are left", "them")
        number = _count(len(by_hand), sort)
        yield f"{number} {is_left} to put right by hand; `crossfolio check` names {them}"
    if fixed.postponed:
        yield f"{_count(len(fixed.postponed), 'more finding')} with an edit; run it again"
    if fixed.untouched:
        paths = ", ".join(dict.fromkeys(d.finding.place.path for d in fixed.untouched))
        yield f"left as they are, being records or behind links: {paths}"


def _say(*lines: str) -> None:
    for line in lines:
        print(one_line(f"crossfolio: {line}"), file=sys.stderr)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _rules(text: str) -> frozenset[str]:
    """Read rules with commas between them: codes, names or families."""
    return frozenset(code for name in text.split(",") for code in _codes(name.strip()))


def _codes(name: str) -> list[str]:
    codes = codes_of(name)
    if not codes:
        near = nearest(name, (*BY_CODE, *BY_NAME, *FAMILIES))
        meant = f"; did you mean {near[0]}?" if near else ""
        raise argparse.ArgumentTypeError(f"there is no rule `{printable(name)}`{meant}")
    return codes
