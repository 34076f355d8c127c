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


def requirement_words(it: Requirement) -> str:
    """Say what is asked for and what was sampled, in a phrase."""
    if it.is_idle:
        return f"{it.about}: there is none to sample"
    of = f"{it.sampled} of {counted(it.asked, 'decision', 'decisions')} sampled"
    match it.name:
        case "share" | "stage":
            done = counted(it.sampled, "decision", "decisions")
            words = f"{it.about}: {done} sampled, {it.asked} asked for"
        case "always":
            words = f"{it.about}: {of}"
        case "cover":
            words = f"{it.about}: {it.sampled} of {it.asked} sampled"
        case _:
            words = f"plan {it.about}: {of}"
    if it.changed:
        words += f", {it.changed} changed since"
    if it.open:
        words += f"; not sampled: {_listed(it.open)}"
    return f"{words}; {it.note}" if it.note else words


def action_words(it: OpenAction) -> str:
    """Say what is open, and until when."""
    late = ", which is past" if it.overdue else ""
    return f"action of sample {it.sample.id}, due on {it.action.due}{late}: {it.action.text}"


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


def _row(it: Requirement) -> dict[str, Any]:
    return {
        "name": it.name,
        "about": it.about,
        "met": it.met,
        "asked": it.asked,
        "sampled": it.sampled,
        "standing": it.standing,
        "changed": it.changed,
        "open": list(it.open),
        "words": requirement_words(it),
    }


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_MOST])
    return f"{shown} and {len(names) - _MOST} more" if len(names) > _MOST else shown
