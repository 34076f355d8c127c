"""Words and shapes for people: dates, shares and states."""

from datetime import date
from typing import NamedTuple

from crossfolio.core.claims import ClaimState
from crossfolio.core.coverage import Count, State, Turn
from crossfolio.core.desk import QueueReason
from crossfolio.core.evidence import Status
from crossfolio.core.findings import Severity
from crossfolio.core.framework import Source
from crossfolio.core.portfolio import Progress
from crossfolio.core.record.admission import Bar as Barred
from crossfolio.core.record.claim_standing import ClaimStanding
from crossfolio.core.record.values import Verdict
from crossfolio.core.settings import Edition
from crossfolio.core.texts import NOTHING, Text

MONTHS = (
    Text("January"),
    Text("February"),
    Text("March"),
    Text("April"),
    Text("May"),
    Text("June"),
    Text("July"),
    Text("August"),
    Text("September"),
    Text("October"),
    Text("November"),
    Text("December"),
)


class Badge(NamedTuple):
    """A state in a word and a shape; colour only repeats them."""

    key: str
    """What the stylesheet knows it by."""
    shape: str
    word: str
    meaning: str = ""
    """The state in a phrase, for keys and for screen readers."""
    inside: str = ""
    """The word inside a sentence; empty where it stands in none."""


class ProgressBar(NamedTuple):
    """A share as a bar and in text."""

    key: str
    """What the stylesheet knows it by."""
    label: str
    text: str
    percent: int | None


STATES = {
    State.UNCOVERED: Badge(
        "uncovered", "○", Text("Uncovered"), Text("no evidence claims it"), Text("uncovered")
    ),
    State.DRAFT: Badge("draft", "✎", Text("Draft"), Text("only drafts claim it"), Text("draft")),
    State.PARTIAL: Badge(
        "partial",
        "◐",
        Text("Partial"),
        Text("there is evidence, and something is missing"),
        Text("partial"),
    ),
    State.STALE: Badge(
        "stale", "↻", Text("Stale"), Text("what was judged has changed since"), Text("stale")
    ),
    State.COVERED: Badge(
        "covered", "●", Text("Covered"), Text("evidence that counts is all there"), Text("covered")
    ),
    State.ACCEPTED: Badge(
        "accepted",
        "✓",
        Text("Accepted"),
        Text("covered, and the assessor's decision stands"),
        Text("accepted"),
    ),
}
NOT_MEASURED = Badge(
    "none", "◇", Text("Not measured"), Text("nothing is required"), Text("not measured")
)
WITHDRAWN = Badge(
    "none", "◇", Text("Withdrawn"), Text("the criterion is no longer in use"), Text("withdrawn")
)
NOT_TAKEN = Badge("none", "◇", Text("Not taken"), Text("its unit is not taken"), Text("not taken"))

TOO_OLD = Badge("partial", "◷", Text("too old"), Text("older than the qualification accepts"))
RESTRICTED = Badge("none", "▧", Text("restricted"), Text("not shown in full here"))
REMARKS = (TOO_OLD, RESTRICTED)
"""What else may be said of a claim, beside its own state."""

CLAIMS = {
    ClaimState.MALFORMED: Badge(
        "bad",
        "⊘",
        Text("Malformed"),
        Text("is no criterion ID and does not count"),
        Text("malformed"),
    ),
    ClaimState.UNKNOWN: Badge(
        "bad", "⊘", Text("Unknown"), Text("names no criterion and does not count"), Text("unknown")
    ),
    ClaimState.AMBIGUOUS: Badge(
        "bad",
        "⊘",
        Text("Ambiguous"),
        Text("fits several units and does not count"),
        Text("ambiguous"),
    ),
    ClaimState.DUPLICATE: Badge(
        "bad", "⊘", Text("Duplicate"), Text("is claimed twice and counts once"), Text("duplicate")
    ),
    ClaimState.UNWANTED: Badge(
        "bad", "⊘", Text("Unwanted"), Text("unwanted, does not count"), Text("unwanted")
    ),
    ClaimState.OUTDATED: Badge(
        "stale", "↻", Text("Outdated"), Text("outdated, does not count"), Text("outdated")
    ),
    ClaimState.PREDATED: Badge(
        "stale", "↺", Text("Predated"), Text("predated, does not count"), Text("predated")
    ),
    ClaimState.DRAFT: Badge(
        "draft", "✎", Text("Draft"), Text("draft, does not count yet"), Text("draft")
    ),
    ClaimState.OK: Badge("covered", "●", Text("Claimed"), Text("claimed"), Text("claimed")),
}
"""The state of a claim by itself; of one that counts, `STANDINGS` and `VERDICTS` say more."""
STANDINGS = {
    ClaimStanding.CLAIMED: CLAIMS[ClaimState.OK],
    ClaimStanding.NEW: Badge(
        "covered", "✚", Text("New"), Text("new since the decision"), Text("new")
    ),
    ClaimStanding.CHANGED: Badge(
        "stale", "Δ", Text("Changed"), Text("changed since the decision"), Text("changed")
    ),
}
"""What became of a claim that was not judged as it is now."""
VERDICTS = {
    Verdict.MET: Badge("accepted", "✓", Text("Met"), Text("judged: met"), Text("met")),
    Verdict.MORE_EVIDENCE: Badge(
        "partial",
        "…",
        Text("More asked"),
        Text("judged: more evidence is needed"),
        Text("more asked"),
    ),
    Verdict.NOT_YET_MET: Badge(
        "partial", "✗", Text("Not yet met"), Text("judged: not yet met"), Text("not yet met")
    ),
}
"""What was decided on a claim that is as it was judged."""
CLAIM_BADGES = tuple(dict.fromkeys((*VERDICTS.values(), *STANDINGS.values(), *CLAIMS.values())))
"""Everything that may be said of a claim, in the order of a key."""
IN_A_WORD = frozenset(
    (
        *(STANDINGS[ClaimStanding.NEW], STANDINGS[ClaimStanding.CHANGED]),
        *(VERDICTS[Verdict.MORE_EVIDENCE], VERDICTS[Verdict.NOT_YET_MET]),
    )
)
"""What a matrix cell says in a word beside its shape."""
BARS = {
    Barred.FUTURE: Text("does not count before its date"),
    Barred.LEARNER: Text("does not count: learners do not decide on their own work"),
    Barred.UNKNOWN: Text("does not count: the register does not know its assessor"),
    Barred.NO_ASSESSOR: Text("does not count: who made it is no assessor"),
    Barred.NOT_COUNTERSIGNED: Text("does not count until an assessor countersigns it"),
    Barred.WRONGLY_COUNTERSIGNED: Text("does not count: who countersigned it could not decide"),
    Barred.UNSIGNED: Text("does not count until its assessor signs it"),
    Barred.WRONGLY_SIGNED: Text(
        "does not count: its signature is not that of its assessor on this text"
    ),
    Barred.UNVERIFIED: Text("does not count: nobody can tell whether its assessor signed it"),
}
REASONS = {
    QueueReason.NEW: Badge("covered", "●", Text("New"), Text("nobody has decided")),
    QueueReason.CHANGED: Badge("stale", "Δ", Text("Changed"), Text("what was judged has changed")),
    QueueReason.ANSWERED: Badge(
        "covered", "✚", Text("Answered"), Text("more was asked for, and something has come")
    ),
    QueueReason.DISPUTED: Badge("bad", "▲", Text("Disputed"), Text("a quality assurer disagrees")),
    QueueReason.UNREADABLE: Badge(
        "bad", "⊘", Text("Unreadable"), Text("something that may say more cannot be read")
    ),
}
"""Why a criterion waits for the assessor."""
TURNS = {
    Turn.LEARNER: Text("the learner's turn"),
    Turn.ASSESSOR: Text("waits for the assessor"),
    Turn.NOBODY: NOTHING,
}
POLICY = {
    "met": Badge("covered", "✓", Text("Met")),
    "not-met": Badge("partial", "○", Text("Not met")),
    "none": Badge("none", "\N{EN DASH}", Text("None")),
}
ACTIONS = {
    "done": Badge("covered", "✓", Text("Done")),
    "open": Badge("partial", "○", Text("Open")),
    "overdue": Badge("bad", "▲", Text("Overdue")),
}
"""What has become of what a quality assurer asked to be done."""
STATUSES = {
    Status.DRAFT: Badge(
        "draft", "✎", Text("Draft"), Text("This item is a draft and counts for nothing yet.")
    ),
    Status.SUBMITTED: Badge("covered", "●", Text("Submitted")),
    Status.WITHDRAWN: Badge(
        "bad",
        "⊘",
        Text("Withdrawn"),
        Text("This item is withdrawn: it claims nothing and stays listed."),
    ),
}
SEVERITIES = {
    Severity.ERROR: Badge("bad", "✕", Text("Error")),
    Severity.WARNING: Badge("partial", "▲", Text("Warning")),
    Severity.INFO: Badge("none", "ⓘ", Text("Info")),
}
SAMPLE_OUTCOMES = {
    "agree": Text("agree"),
    "disagree": Text("disagree"),
    "more-evidence": Text("more evidence"),
}
STAGES = {"interim": Text("interim"), "summative": Text("summative")}
"""When a quality assurer sampled."""
EDITIONS = {
    Edition.ASSESSOR: Text("assessor"),
    Edition.PUBLIC: Text("public"),
}
PROGRESS = {Progress.IN_PROGRESS: Text("in progress"), Progress.SUBMITTED: Text("submitted")}


def state_badge(state: State | None) -> Badge:
    """Return the badge of a state, or that nothing is measured."""
    return NOT_MEASURED if state is None else STATES[state]


def day(when: date) -> Text:
    """Return a day in words: `14 April 2026`."""
    month = MONTHS[when.month - 1]
    return Text("{day} {month} {year}", day=when.day, month=month, year=when.year)


def month(when: date) -> Text:
    """Return a month in words: `April 2026`."""
    return Text("{month} {year}", month=MONTHS[when.month - 1], year=when.year)


def days(first: date | None, last: date | None) -> Text:
    """Return a day or a range in words: `3 to 14 April 2026`."""
    if first is None or last is None:
        return Text("no date")
    if first == last:
        return day(first)
    start: str = day(first)
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    elif first.year == last.year:
        start = Text("{day} {month}", day=first.day, month=MONTHS[first.month - 1])
    return Text("{first} to {last}", first=start, last=day(last))


def months(first: date | None, last: date | None) -> Text:
    """Return the month or the months of a range: `March 2026 to April 2026`."""
    if first is None or last is None:
        return Text("no date")
    one, other = month(first), month(last)
    return one if one == other else Text("{first} to {last}", first=one, last=other)


def share(part: int, whole: int, percent: int | None) -> Text:
    """Return a share as a fraction and a percentage, or that nothing is measured."""
    if percent is None:
        return Text("not measured")
    return Text("{part} of {whole} ({percent} %)", part=part, whole=whole, percent=percent)


def bars(count: Count, *, accepted: bool) -> tuple[ProgressBar, ...]:
    """Return the bar of what is covered and, where decisions are shown, of what is accepted."""
    text = share(count.covered, count.required, count.percent_covered)
    covered = ProgressBar("covered", Text("Covered by claims"), text, count.percent_covered)
    if not accepted:
        return (covered,)
    text = share(count.accepted, count.required, count.percent_accepted)
    return (
        covered,
        ProgressBar("accepted", Text("Accepted by decision"), text, count.percent_accepted),
    )


_BASES = {"study-page": Text("a study page"), "draft": Text("a draft")}


def source_note(source: Source) -> Text:
    """Say that something rests on no official specification, where that is so."""
    if source.kind == "specification":
        return NOTHING
    basis = _BASES.get(source.kind) or Text("a source that is not stated")
    if not source.document:
        return Text("Not an official specification: rests on {source}.", source=basis)
    return Text(
        "Not an official specification: rests on {source} ({document}).",
        source=basis,
        document=source.document,
    )
