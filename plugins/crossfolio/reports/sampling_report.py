"""How far the policy of sampling is met, for a terminal and as JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from crossfolio.core.record.record import OpenAction
from crossfolio.core.sampling.status import SamplingRequirement, SamplingStatus
from crossfolio.core.sampling.values import Always, Covering
from crossfolio.core.texts import Text

FORMAT = 1
_MOST = 12
"""So many names are listed in a line; the rest is counted."""


def requirement_words(requirement: SamplingRequirement) -> Text:
    """Say what is asked for and what was sampled, in a phrase."""
    about = _about(requirement)
    if requirement.is_idle:
        return Text("{about}: there is none to sample", about=about)
    words = _sampled_words(requirement)
    if requirement.changed:
        words = Text("{words}, {changed} changed since", words=words, changed=requirement.changed)
    if requirement.open:
        words = Text("{words}; not sampled: {open}", words=words, open=_listed(requirement.open))
    return (
        Text("{words}; {note}", words=words, note=requirement.note) if requirement.note else words
    )


_ABOUT: Mapping[str, Mapping[str, Text]] = {
    "always": {
        Always.FIRST: Text("first-per-assessor-and-unit"),
        Always.COUNTERSIGNED: Text("countersigned"),
        Always.AFTER_MORE_EVIDENCE: Text("after-more-evidence"),
        Always.SIMULATION: Text("simulation"),
        Always.RPL: Text("rpl"),
    },
    "cover": {
        Covering.ASSESSORS: Text("assessors"),
        Covering.UNITS: Text("units"),
        Covering.KINDS: Text("kinds"),
    },
    "stage": {"interim": Text("interim"), "summative": Text("summative")},
}
"""What policies name by a word of ours, by the sort of requirement."""


def _about(requirement: SamplingRequirement) -> str:
    named = _ABOUT.get(requirement.name, {})
    return named.get(requirement.about) or requirement.about


def _sampled_words(requirement: SamplingRequirement) -> Text:
    about, asked, sampled = _about(requirement), requirement.asked, requirement.sampled
    match requirement.name:
        case "share" | "stage":
            return Text.counted(
                "{about}: {n} decision sampled, {asked} asked for",
                "{about}: {n} decisions sampled, {asked} asked for",
                n=sampled,
                about=about,
                asked=asked,
            )
        case "always":
            return Text("{about}: {sampled}", about=about, sampled=_sampled_of(sampled, asked))
        case "cover":
            return Text(
                "{about}: {sampled} of {asked} sampled", about=about, sampled=sampled, asked=asked
            )
        case _:
            of = _sampled_of(sampled, asked)
            return Text("plan {plan}: {sampled}", plan=about, sampled=of)


def _sampled_of(sampled: int, decided: int) -> Text:
    return Text.counted(
        "{sampled} of {n} decision sampled",
        "{sampled} of {n} decisions sampled",
        n=decided,
        sampled=sampled,
    )


def action_words(open_action: OpenAction) -> Text:
    """Say what is open, and until when."""
    action, sample = open_action.action, open_action.sample.id
    if open_action.overdue:
        return Text(
            "action of sample {sample}, due on {due}, which is past: {action}",
            sample=sample,
            due=str(action.due),
            action=action.text,
        )
    return Text(
        "action of sample {sample}, due on {due}: {action}",
        sample=sample,
        due=str(action.due),
        action=action.text,
    )


def as_text(status: SamplingStatus) -> str:
    """Return the report for a terminal."""
    return "".join(f"{line}\n" for line in _lines(status))


def as_json(status: SamplingStatus) -> str:
    """Return how far the policy is met as JSON of its own format."""
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
        "requirements": [_row(requirement) for requirement in status.requirements],
        "actions": [
            {
                "sample": action.sample.id,
                "text": action.action.text,
                "due": action.action.due.isoformat(),
                "overdue": action.overdue,
            }
            for action in status.actions
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _lines(status: SamplingStatus) -> Iterator[Text]:
    yield from (Text("cannot be told: {why}", why=why) for why in status.unread)
    yield from map(_requirement_line, status.requirements)
    yield from (Text("open: {action}", action=action_words(one)) for one in status.actions)
    sampled = _sampled_of(status.sampled, status.decided)
    if status.changed:
        sampled = Text(
            "{sampled}, {changed} of them changed since", sampled=sampled, changed=status.changed
        )
    if status.met:
        yield Text("{sampled}; the policy is met", sampled=sampled)
    else:
        yield Text("{sampled}; the policy is not met", sampled=sampled)


def _requirement_line(requirement: SamplingRequirement) -> Text:
    words = requirement_words(requirement)
    if requirement.is_idle:
        return Text("none: {requirement}", requirement=words)
    if requirement.met:
        return Text("met: {requirement}", requirement=words)
    return Text("not met: {requirement}", requirement=words)


def _row(requirement: SamplingRequirement) -> dict[str, Any]:
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


def _listed(names: tuple[str, ...]) -> Text:
    if len(names) <= _MOST:
        return Text("{names}", names=names)
    return Text("{names} and {more} more", names=names[:_MOST], more=len(names) - _MOST)
