"""`crossfolio assess`: a decision without a hash copied, and what waits for one."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from crossfolio.cli.arguments import Parser, day, word_of
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.core.findings import one_line, printable

if TYPE_CHECKING:
    from crossfolio.core.check import Checked
    from crossfolio.core.drafting import Answer, Draft
    from crossfolio.workspace.project import Project

# ruff: noqa: PLC0415 - what writes a decision is loaded by this command alone

_VERDICTS = {
    "met": "met",
    "not_yet_met": "not-yet-met",
    "more_evidence": "more-evidence",
    "withdraw": "withdrawn",
}
"""Options with the outcome that each says."""
_PERSON = "crossfolio.person"
_MOST_BYTES = 1024**2


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    it = commands.add_parser(
        "assess",
        help="write an assessor's decision, or say what waits for one",
        description="Write a decision as a new file, bound to the evidence as it is now. Exit "
        "code 0: written, or said; 1: refused, with the reasons, and nothing written; 2: usage.",
    )
    it.add_argument(
        "words",
        metavar="[ROOT] ITEM",
        nargs="*",
        help="the project's folder, where the first word is one; then the items that were "
        "looked at, by default all that count",
    )
    it.add_argument("--as", dest="person", metavar="ID", default="", help="who decides")
    _add_answers(it)
    it.add_argument("--method", default="", metavar="TEXT", help="how it was judged")
    it.add_argument("--date", metavar="DATE", type=day, help="the day of the decision: today")
    it.add_argument(
        "--from",
        dest="draft",
        metavar="FILE",
        help="a draft that the form on a page has made; `-` for standard input",
    )
    it.add_argument(
        "--confirm",
        metavar="DECISION",
        help="judge again what has changed since a decision, with the same outcomes, and show "
        "what changed",
    )
    it.add_argument("--dry-run", action="store_true", help="print the file, and write nothing")
    it.add_argument(
        "--uncommitted",
        action="store_true",
        help="decide on files that differ from the commit in git as well",
    )
    it.add_argument(
        "--queue", action="store_true", help="say what waits for a decision, oldest first"
    )
    it.add_argument(
        "--changes",
        metavar="ITEM|CRITERION",
        help="show by words what has changed since it was judged",
    )
    it.add_argument(
        "--format", type=word_of(("text", "json")), metavar="FORMAT", help="of --queue: text, json"
    )
    it.add_argument("--today", metavar="DATE", type=day, help="as if it were this day")
    it.set_defaults(run=run, parser=it, config_file=None)


def _add_answers(it: Parser) -> None:
    """Add the options that say what is decided; each may be given several times."""
    words = {
        "--met": "it is met",
        "--not-yet-met": "it is not yet met",
        "--more-evidence": "more evidence is wanted",
        "--withdraw": "an earlier judgement ends without a new one",
    }
    for name, help in words.items():
        it.add_argument(name, metavar="CRITERION", action="append", default=[], help=help)
    it.add_argument(
        "--on",
        metavar="CRITERION=ITEM",
        action="append",
        default=[],
        help="an item that the judgement rests on; by default all that count for the criterion",
    )
    it.add_argument(
        "--feedback",
        metavar="CRITERION=TEXT",
        action="append",
        default=[],
        help="what the learner is told; needed unless it is met",
    )
    it.add_argument(
        "--feedback-file",
        metavar="CRITERION=FILE",
        action="append",
        default=[],
        help="the same, from a file in UTF-8",
    )


def run(options: argparse.Namespace) -> Exit:
    """Write a decision, or say what waits or has changed."""
    words = list(options.words)
    options.root = Path(words.pop(0)) if words and Path(words[0]).is_dir() else None
    options.items = tuple(words)
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    from crossfolio.workspace.assessing import RefusedDecisionError, seen_by_assessor

    today = options.today or date.today()  # noqa: DTZ011 - a local day
    checked = seen_by_assessor(project, today)
    if options.queue:
        return _queue(options, checked)
    if options.changes:
        return _changes(options.changes, project, checked)
    try:
        return _decide(options, project, checked)
    except RefusedDecisionError as error:
        return _refused(error.reasons)


def _decide(options: argparse.Namespace, project: "Project", checked: "Checked") -> Exit:
    """Write a decision, unless something keeps it from being written."""
    from crossfolio.workspace.assessing import (
        drafted,
        lay_down,
        uncommitted,
        what_is_said,
    )
    from crossfolio.workspace.new_files import OccupiedError

    draft = _draft(options, project, checked)
    if options.confirm:
        _show_changes_of(options.confirm, project, checked)
    written = drafted(draft, project, checked)
    dirty = [] if options.uncommitted else uncommitted(written, project)
    if dirty:
        said = f"{', '.join(dirty)} differs from the commit; commit it, or say --uncommitted"
        return _refused([said])
    if options.dry_run:
        print(written.text, end="")
        return Exit.CLEAN
    try:
        after = lay_down(written, project, checked)
    except OccupiedError as error:
        return _refused([str(error)])
    except OSError as error:
        return _refused([f"{written.path} cannot be written: {error.strerror}"])
    print(f"wrote {(project.root / written.path).as_posix()}")
    for line in what_is_said(written, after):
        print(line)
    return Exit.CLEAN


def _draft(options: argparse.Namespace, project: "Project", checked: "Checked") -> "Draft":
    """Return what is to be decided, from the options or from a draft."""
    from crossfolio.core.drafting import Draft
    from crossfolio.workspace.assessing import confirmed, from_browser

    if options.draft:
        data = _bytes(options, options.draft)
        name = "<stdin>" if options.draft == "-" else options.draft
        return from_browser(data, name, checked, options.person)
    draft = Draft(
        options.person or _person(project),
        options.date or checked.portfolio.today,
        tuple(_answers(options)),
        options.method,
        items=options.items,
    )
    return confirmed(options.confirm, checked, draft) if options.confirm else draft


def _answers(options: argparse.Namespace) -> "Iterator[Answer]":
    from crossfolio.core.drafting import Answer
    from crossfolio.core.record.values import Verdict

    on, feedback = _pairs(options, "on"), _pairs(options, "feedback")
    for name, files in _pairs(options, "feedback_file").items():
        texts = [_text(options, file) for file in files]
        feedback.setdefault(name, []).extend(texts)
    named = {name.upper() for it in _VERDICTS for name in getattr(options, it)}
    for name in dict.fromkeys((*on, *feedback)):
        if name not in named and not options.confirm:
            _misused(options, f"{printable(name)} is not decided on: give --met, or another")
    for option, verdict in _VERDICTS.items():
        for name in getattr(options, option):
            key = name.upper()
            said = "\n\n".join(feedback.get(key, ()))
            yield Answer(name, Verdict(verdict), tuple(on.get(key, ())), said)


def _pairs(options: argparse.Namespace, option: str) -> dict[str, list[str]]:
    """Return what options of the form `CRITERION=…` say, by criterion in upper case."""
    found: dict[str, list[str]] = {}
    for text in getattr(options, option):
        name, sign, value = text.partition("=")
        if not sign or not name or not value:
            shown = option.replace("_", "-")
            _misused(options, f"--{shown} is written CRITERION=…, and not {printable(text)}")
        found.setdefault(name.upper(), []).append(value)
    return found


def _person(project: "Project") -> str:
    """Return who git says is deciding; empty where it does not."""
    from crossfolio.workspace.history.git import GitError, ask

    try:
        return ask(project.root, "config", "--get", _PERSON).decode("utf-8", "replace").strip()
    except GitError:
        return ""


def _queue(options: argparse.Namespace, checked: "Checked") -> Exit:
    from crossfolio.core.desk import queue

    found = queue(checked.coverage.criteria.values(), checked.portfolio.today, options.person)
    if options.format == "json":
        rows = [
            {
                "criterion": it.criterion,
                "items": list(it.items),
                "reason": it.reason.value,
                "since": str(it.since) if it.since else None,
                "days": it.days,
                "assessor": it.assessor,
            }
            for it in found
        ]
        print(json.dumps({"format": 1, "queue": rows}, ensure_ascii=False, indent=2))
        return Exit.CLEAN
    for it in found:
        waited = "no date" if it.days is None else f"{it.days} days"
        print(f"{waited:>10}  {it.criterion:<12} {it.reason:<10} {', '.join(it.items)}")
    print(f"{len(found)} waiting")
    return Exit.CLEAN


def _changes(name: str, project: "Project", checked: "Checked") -> Exit:
    """Show by words what has changed since an item or a criterion was judged."""
    standing = checked.record.standing
    key = name.upper()
    held = {c: it for c, it in standing.items() if key == c or key in it.judgement.on}
    known = key in checked.portfolio.by_id or key in checked.portfolio.framework.criteria
    if not known:
        return _refused([f"there is no item or criterion `{printable(name)}`"])
    if not held:
        return _refused([f"{key} was never judged"])
    return _show({c for c, it in held.items() if not it.stands}, project, checked)


def _show_changes_of(id: str, project: "Project", checked: "Checked") -> None:
    standing = checked.record.standing
    mine = {c for c, it in standing.items() if it.decision.key == id.upper() and not it.stands}
    _show(mine, project, checked)


def _show(criteria: set[str], project: "Project", checked: "Checked") -> Exit:
    """Print what has changed for some criteria; 1 where a judged version is not found."""
    from crossfolio.core.record.words import change_words
    from crossfolio.workspace.judged_version import Changed, changed_items

    if not criteria:
        print("nothing has changed since it was judged")
        return Exit.CLEAN
    ended = Exit.CLEAN
    shown: set[str] = set()
    for name in sorted(criteria):
        held = checked.record.standing[name]
        decision = held.decision
        print(f"{name}: {held.judgement.verdict.words} by {decision.assessor} on {decision.date}")
        for words in change_words(held.changes):
            print(f"  {one_line(words)}")
        for it in changed_items(held, project, checked):
            if not isinstance(it, Changed):
                print(f"  {it.item}: the judged version cannot be shown: {it.reason}")
                ended = Exit.FINDINGS
                continue
            if it.same_passage:
                print(f"  {it.item}: the passage that was judged is unchanged")
            if it.item not in shown:
                print(f"  {it.item} as it was judged is in commit {it.commit[:10]} of {it.day}")
                for line in it.lines:
                    print(f"    {line}")
            shown.add(it.item)
    return ended


def _bytes(options: argparse.Namespace, name: str) -> bytes:
    """Return a draft, or the text of feedback."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(_MOST_BYTES)
        with Path(name).open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        _misused(options, f"{printable(name)}: {error.strerror}")


def _text(options: argparse.Namespace, name: str) -> str:
    try:
        return _bytes(options, name).decode("utf-8-sig").replace("\r\n", "\n").strip("\n")
    except UnicodeDecodeError:
        _misused(options, f"{printable(name)}: this is not UTF-8")


def _refused(reasons: "tuple[str, ...] | list[str]") -> Exit:
    """Say why nothing was written, a line for each reason."""
    for reason in reasons:
        print(one_line(f"crossfolio: {reason}"), file=sys.stderr)
    return Exit.FINDINGS


def _misused(options: argparse.Namespace, why: str) -> NoReturn:
    parser: Parser = options.parser
    parser.error(why)
