"""What the options of `crossfolio assess` decide, or a draft that the form on a page has made."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from crossfolio.cli.arguments import Parser
from crossfolio.core.check import Checked
from crossfolio.core.drafting import Answer, Draft
from crossfolio.core.findings import printable
from crossfolio.core.record.values import Verdict
from crossfolio.workspace.assessing import RefusedDecisionError
from crossfolio.workspace.drafts import confirmed, from_browser
from crossfolio.workspace.history.git import GitError, ask
from crossfolio.workspace.project import Project

_VERDICTS = {
    "met": "met",
    "not_yet_met": "not-yet-met",
    "more_evidence": "more-evidence",
    "withdraw": "withdrawn",
}
"""Options with the outcome that each says."""
_BESIDES = ("on", "feedback", "feedback_file")
_PERSON = "crossfolio.person"
_MOST_BYTES = 1024**2


def decides(options: argparse.Namespace) -> bool:
    """Tell whether the options decide on anything, or name what is decided on."""
    given = (*_VERDICTS, *_BESIDES, "draft", "confirm", "items")
    return any(getattr(options, option) for option in given)


def draft_of(options: argparse.Namespace, project: Project, checked: Checked) -> Draft:
    """Return what is to be decided, from the options or from a draft."""
    if options.draft:
        others = (*_VERDICTS, *_BESIDES, "items", "confirm", "method", "date")
        if any(getattr(options, option) for option in others):
            _misused(options, "--from takes from the draft what is decided, and nothing beside it")
        data = _bytes(options, options.draft)
        name = "<stdin>" if options.draft == "-" else options.draft
        return from_browser(data, name, checked, options.person)
    draft = Draft(
        who(options, project),
        options.date or checked.portfolio.today,
        tuple(_answers(options)),
        options.method,
        items=options.items,
    )
    return confirmed(options.confirm, checked, draft) if options.confirm else draft


def _answers(options: argparse.Namespace) -> Iterator[Answer]:
    on, feedback = _pairs(options, "on"), _pairs(options, "feedback")
    for name, files in _pairs(options, "feedback_file").items():
        texts = [_text(options, file) for file in files]
        feedback.setdefault(name, []).extend(texts)
    named = {name.upper() for option in _VERDICTS for name in getattr(options, option)}
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


def who(options: argparse.Namespace, project: Project) -> str:
    """Return who decides: as the command says, or else git; empty where neither does."""
    if options.person:
        return str(options.person)
    try:
        return ask(project.root, "config", "--get", _PERSON).decode("utf-8", "replace").strip()
    except GitError:
        return ""


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
        raise RefusedDecisionError([f"{printable(name)}: this is not UTF-8"]) from None


def _misused(options: argparse.Namespace, why: str) -> NoReturn:
    parser: Parser = options.parser
    parser.error(why)
