"""`crossfolio assess` in a terminal: what waits, item by item, and a verdict on each criterion."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date

from crossfolio.cli.asking import NoTextError, key_of, text_of
from crossfolio.cli.assess_answers import who
from crossfolio.cli.assess_shown import refused, show_changes
from crossfolio.cli.assess_written import written_down
from crossfolio.cli.exit_codes import Exit
from crossfolio.core.check import Checked
from crossfolio.core.cover import Cover
from crossfolio.core.desk import Reading, Waiting, queue, readings
from crossfolio.core.drafting import Answer, Draft
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import one_line
from crossfolio.core.record.values import Verdict
from crossfolio.core.refusing import refusals
from crossfolio.workspace.assessing import RefusedDecisionError, seen_by_assessor
from crossfolio.workspace.project import Project

_AROUND = 2
"""How many lines are shown before and after a mark."""
_VERDICTS = {
    "m": Verdict.MET,
    "f": Verdict.MET,
    "n": Verdict.NOT_YET_MET,
    "e": Verdict.MORE_EVIDENCE,
    "w": Verdict.WITHDRAWN,
}
_LATER, _STOP = "s", "q"
_KEYS = (
    "m met, f met with feedback, n not yet met, e more evidence, w withdraw the earlier verdict, "
    "s skip, q stop"
)


class _StoppedError(Exception):
    """Somebody wants to go no further."""


def walk(options: argparse.Namespace, project: Project, today: date) -> Exit:
    """Ask for a verdict on everything that waits, and write a file after each item.

    What was answered on an item is written once the last of its questions is, and not before:
    whoever stops in the middle of one has written nothing of it.
    """
    checked = seen_by_assessor(project, today)
    assessor = who(options, project)
    draft = Draft(assessor, options.date or today, (), options.method)
    reasons = [
        reason.text for reason in refusals(draft, checked) if reason.about in ("assessor", "date")
    ]
    if reasons:
        return refused(reasons)
    waiting = readings(queue(checked.coverage.criteria.values(), today, assessor))
    print(f"{sum(len(reading.waits) for reading in waiting)} waiting; {_KEYS}")
    written = 0
    try:
        for number, reading in enumerate(waiting, 1):
            print(f"\n== {number} of {len(waiting)}: {_item_line(reading, checked)}")
            answers = tuple(_answers(reading, draft, project, checked))
            if answers:
                checked, done = _written(answers, draft, options, project, checked)
                written += done
    except (_StoppedError, EOFError):
        print(f"\nstopped; {_decisions(written)} written")
        return Exit.CLEAN
    except KeyboardInterrupt:
        print(f"\ncrossfolio: stopped; {_decisions(written)} written", file=sys.stderr)
        return Exit.NOT_CHECKED
    print(f"\nnothing more waits; {_decisions(written)} written")
    return Exit.CLEAN


def _written(
    answers: tuple[Answer, ...],
    draft: Draft,
    options: argparse.Namespace,
    project: Project,
    checked: Checked,
) -> tuple[Checked, int]:
    """Write a decision; return the check after it, and how many were written."""
    try:
        after = written_down(draft._replace(answers=answers), options, project, checked)
    except RefusedDecisionError as error:
        refused(error.reasons)
        return seen_by_assessor(project, checked.portfolio.today), 0
    return after, int(after is not checked)


def _answers(
    reading: Reading, draft: Draft, project: Project, checked: Checked
) -> Iterator[Answer]:
    """Ask about each criterion that waits for an item; give the answers."""
    for one in reading.waits:
        cover = checked.coverage.criteria[one.criterion]
        for line in _lines(one, cover):
            print(one_line(line).rstrip())
        if cover.standing and cover.standing.changes:
            show_changes({one.criterion}, project, checked)
        answer = _answer(one, draft, checked)
        if answer:
            yield answer


def _answer(one: Waiting, draft: Draft, checked: Checked) -> Answer | None:
    """Ask until there is an answer that can be written; `None` where it is put off."""
    while True:
        key = key_of(f"{one.criterion}: m f n e w s q?", f"{''.join(_VERDICTS)}{_LATER}{_STOP}")
        if key == _STOP:
            raise _StoppedError
        if key == _LATER:
            return None
        feedback = ""
        if key != "m":
            try:
                feedback = text_of(f"Feedback on {one.criterion}: {_VERDICTS[key].words}")
            except NoTextError as error:
                print(one_line(f"no feedback was taken: {error}"))
                continue
        answer = Answer(one.criterion, _VERDICTS[key], feedback=feedback)
        reasons = refusals(draft._replace(answers=(answer,)), checked)
        if not reasons:
            return answer
        for reason in reasons:
            print(one_line(reason.text))


def _item_line(reading: Reading, checked: Checked) -> str:
    item = checked.portfolio.by_id.get(reading.item.upper())
    return one_line(f"{item.id} {item.title}, {item.path}") if item else "without an item"


def _lines(one: Waiting, cover: Cover) -> Iterator[str]:
    """Give what has to be read before a verdict."""
    criterion = cover.criterion
    waited = "" if one.days is None else f", waiting {one.days} days"
    yield ""
    yield f"{criterion.id} {criterion.title} ({one.reason}{waited})"
    yield from (f"  {line}" for line in criterion.text.splitlines())
    for objection in cover.missing:
        yield f"  missing: {objection}"
    for item in cover.items:
        yield from _passages(item, criterion.id)
    held = cover.standing
    if held:
        decision = held.decision
        said = f"{held.judgement.verdict.words} by {decision.assessor} on {decision.date}"
        yield f"  earlier: {said} ({decision.id})"
        yield from (f"    {line}" for line in held.feedback.splitlines())


def _passages(item: Evidence, criterion: str) -> Iterator[str]:
    """Give each passage of an item that marks a criterion, with the lines around it."""
    lines = item.body.split("\n")
    marked = [
        item.body.count("\n", 0, mark.start) for mark in item.marks if mark.criterion == criterion
    ]
    yield f"  {item.id} {item.title}, {item.path}"
    if not marked:
        yield "    no passage is marked: read the page"
    near = {n + step for n in marked for step in range(-_AROUND, _AROUND + 1)}
    last = None
    for number in sorted(number for number in near if 0 <= number < len(lines)):
        if last is not None and number > last + 1:
            yield "    …"
        sign = ">" if number in marked else " "
        yield f"  {sign} {item.body_line + number:>4}  {lines[number]}"
        last = number


def _decisions(number: int) -> str:
    return "one decision" if number == 1 else f"{number or 'no'} decisions"
