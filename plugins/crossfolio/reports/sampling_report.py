"""How far the policy of sampling is met, for a terminal and as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from crossfolio.core.record.record import OpenAction
from crossfolio.core.sampling.status import Requirement, Status
from crossfolio.reports.next_words import counted

FORMAT = 1
_MOST = 12
"""So many names are listed in a line; the rest is counted."""


def requirement_words(requirement: Requirement) -> str:
    """Say what is asked for and what was sampled, in a phrase."""
    if requirement.is_idle:
        return f"{requirement.about}: there is none to sample"
    of = f"{requirement.sampled} of {counted(requirement.asked, 'decision', 'decisions')} sampled"
    match requirement.name:
        case "share" | "stage":
            done = counted(requirement.sampled, "decision", "decisions")
            words = f"{requirement.about}: {done} sampled, {requirement.asked} asked for"
        case "always":
            words = f"{requirement.about}: {of}"
        case "cover":
            words = f"{requirement.about}: {requirement.sampled} of {requirement.asked} sampled"
        case _:
            words = f"plan {requirement.about}: {of}"
    if requirement.changed:
        words += f", {requirement.changed} changed since"
    if requirement.open:
        words += f"; not sampled: {_listed(requirement.open)}"
    return f"{words}; {requirement.note}" if requirement.note else words


def action_words(open_action: OpenAction) -> str:
    """Say what is open, and until when."""
    action, late = open_action.action, ", which is past" if open_action.overdue else ""
    return f"action of sample {open_action.sample.id}, due on {action.due}{late}: {action.text}"


def as_text(status: Status) -> str:
    """Return the report for a terminal."""
    return "".join(f"{line}\n" for line in _lines(status))


def as_json(status: Status) -> str:
    """Return the report as JSON."""
    said: dict[str, Any] = {
        "format": FORMAT,
        "met": status.met,
        "decisions": {
            "decided": status.decided,
            "sampled": status.sampled,
            "standing": status.standing,
            "changed": status.changed,
        },
        "unread": list(status.unread),
        "requirements": [_row(it) for it in status.requirements],
        "actions": [
            {
                "sample": it.sample.id,
                "text": it.action.text,
                "due": it.action.due.isoformat(),
                "overdue": it.overdue,
            }
            for it in status.actions
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _lines(status: Status) -> Iterator[str]:
    yield from (f"cannot be told: {why}" for why in status.unread)
    for it in status.requirements:
        yield f"{'none' if it.is_idle else 'met' if it.met else 'not met'}: {requirement_words(it)}"
    yield from (f"open: {action_words(it)}" for it in status.actions)
    since = f", {status.changed} of them changed since" if status.changed else ""
    met = "the policy is met" if status.met else "the policy is not met"
    of = f"{status.sampled} of {counted(status.decided, 'decision', 'decisions')} sampled"
    yield f"{of}{since}; {met}"


def _row(requirement: Requirement) -> dict[str, Any]:
    return {
        "name": requirement.name,
        "about": requirement.about,
        "met": requirement.met,
        "asked": requirement.asked,
        "sampled": requirement.sampled,
        "standing": requirement.standing,
        "changed": requirement.changed,
        "open": list(requirement.open),
        "words": requirement_words(requirement),
    }


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_MOST])
    return f"{shown} and {len(names) - _MOST} more" if len(names) > _MOST else shown
