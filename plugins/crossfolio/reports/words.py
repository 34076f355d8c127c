"""Words and shapes for people: dates, shares and states."""

from datetime import date
from typing import NamedTuple

from crossfolio.core.claims import ClaimState
from crossfolio.core.coverage import Count, State, Turn
from crossfolio.core.desk import Reason
from crossfolio.core.evidence import Status
from crossfolio.core.findings import Severity
from crossfolio.core.framework import Source
from crossfolio.core.portfolio import Progress
from crossfolio.core.record.admission import Bar as Barred
from crossfolio.core.record.claim_standing import ClaimStanding
from crossfolio.core.record.values import Verdict

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Badge(NamedTuple):
    """A state in a word and a shape; colour only repeats them."""

    key: str
    """What the stylesheet knows it by."""
    shape: str
    word: str
    meaning: str = ""
    """The state in a phrase, for keys and for screen readers."""


class Bar(NamedTuple):
    """A share as a bar and in text."""

    key: str
    """What the stylesheet knows it by."""
    label: str
    text: str
    percent: int | None


STATES = {
    State.UNCOVERED: Badge("uncovered", "○", "Uncovered", "no evidence claims it"),
    State.DRAFT: Badge("draft", "✎", "Draft", "only drafts claim it"),
    State.PARTIAL: Badge("partial", "◐", "Partial", "there is evidence, and something is missing"),
    State.STALE: Badge("stale", "↻", "Stale", "what was judged has changed since"),
    State.COVERED: Badge("covered", "●", "Covered", "evidence that counts is all there"),
    State.ACCEPTED: Badge(
        "accepted", "✓", "Accepted", "covered, and the assessor's decision stands"
    ),
}
NOT_MEASURED = Badge("none", "◇", "Not measured", "nothing is required")
WITHDRAWN = Badge("none", "◇", "Withdrawn", "the criterion is no longer in use")
NOT_TAKEN = Badge("none", "◇", "Not taken", "its unit is not taken")

TOO_OLD = Badge("partial", "◷", "too old", "older than the qualification accepts")
RESTRICTED = Badge("none", "▧", "restricted", "not shown in full here")
REMARKS = (TOO_OLD, RESTRICTED)
"""What else may be said of a claim, beside its own state."""

CLAIMS = {
    ClaimState.MALFORMED: Badge("bad", "⊘", "Malformed", "is no criterion ID and does not count"),
    ClaimState.UNKNOWN: Badge("bad", "⊘", "Unknown", "names no criterion and does not count"),
    ClaimState.AMBIGUOUS: Badge("bad", "⊘", "Ambiguous", "fits several units and does not count"),
    ClaimState.DUPLICATE: Badge("bad", "⊘", "Duplicate", "is claimed twice and counts once"),
    ClaimState.UNWANTED: Badge("bad", "⊘", "Unwanted", "unwanted, does not count"),
    ClaimState.OUTDATED: Badge("stale", "↻", "Outdated", "outdated, does not count"),
    ClaimState.PREDATED: Badge("stale", "↺", "Predated", "predated, does not count"),
    ClaimState.DRAFT: Badge("draft", "✎", "Draft", "draft, does not count yet"),
    ClaimState.OK: Badge("covered", "●", "Claimed", "claimed"),
}
"""What a claim is worth by itself; of one that counts, `STANDINGS` and `VERDICTS` say more."""
STANDINGS = {
    ClaimStanding.CLAIMED: CLAIMS[ClaimState.OK],
    ClaimStanding.NEW: Badge("covered", "✚", "New", "new since the decision"),
    ClaimStanding.CHANGED: Badge("stale", "Δ", "Changed", "changed since the decision"),
}
"""What became of a claim that was not judged as it is now."""
VERDICTS = {
    Verdict.MET: Badge("accepted", "✓", "Met", "judged: met"),
    Verdict.MORE_EVIDENCE: Badge("partial", "…", "More asked", "judged: more evidence is needed"),
    Verdict.NOT_YET_MET: Badge("partial", "✗", "Not yet met", "judged: not yet met"),
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
    Barred.FUTURE: "does not count before its date",
    Barred.LEARNER: "does not count: learners do not decide on their own work",
    Barred.UNKNOWN: "does not count: the register does not know its assessor",
    Barred.NO_ASSESSOR: "does not count: who made it is no assessor",
    Barred.NOT_COUNTERSIGNED: "does not count until an assessor countersigns it",
    Barred.WRONGLY_COUNTERSIGNED: "does not count: who countersigned it could not decide",
    Barred.UNSIGNED: "does not count until its assessor signs it",
    Barred.WRONGLY_SIGNED: "does not count: its signature is not that of its assessor on this text",
    Barred.UNVERIFIED: "does not count: nobody can tell whether its assessor signed it",
}
REASONS = {
    Reason.NEW: Badge("covered", "●", "New", "nobody has decided"),
    Reason.CHANGED: Badge("stale", "Δ", "Changed", "what was judged has changed"),
    Reason.ANSWERED: Badge(
        "covered", "✚", "Answered", "more was asked for, and something has come"
    ),
    Reason.DISPUTED: Badge("bad", "▲", "Disputed", "a quality assurer disagrees"),
    Reason.UNREADABLE: Badge(
        "bad", "⊘", "Unreadable", "something that may say more cannot be read"
    ),
}
"""Why a criterion waits for the assessor."""
TURNS = {
    Turn.LEARNER: "the learner's turn",
    Turn.ASSESSOR: "waits for the assessor",
    Turn.NOBODY: "",
}
POLICY = {
    "met": Badge("covered", "✓", "Met"),
    "not-met": Badge("partial", "○", "Not met"),
    "none": Badge("none", "\N{EN DASH}", "None"),
}
ACTIONS = {
    "done": Badge("covered", "✓", "Done"),
    "open": Badge("partial", "○", "Open"),
    "overdue": Badge("bad", "▲", "Overdue"),
}
"""What has become of what a quality assurer asked to be done."""
STATUSES = {
    Status.DRAFT: Badge("draft", "✎", "Draft", "This item is a draft and counts for nothing yet."),
    Status.SUBMITTED: Badge("covered", "●", "Submitted"),
    Status.WITHDRAWN: Badge(
        "bad", "⊘", "Withdrawn", "This item is withdrawn: it claims nothing and stays listed."
    ),
}
SEVERITIES = {
    Severity.ERROR: Badge("bad", "✕", "Error"),
    Severity.WARNING: Badge("partial", "▲", "Warning"),
    Severity.INFO: Badge("none", "ⓘ", "Info"),
}
PROGRESS = {Progress.IN_PROGRESS: "in progress", Progress.SUBMITTED: "submitted"}


def state_badge(state: State | None) -> Badge:
    """Return the badge of a state, or that nothing is measured."""
    return NOT_MEASURED if state is None else STATES[state]


def day(when: date) -> str:
    """Return a day in words: `14 April 2026`."""
    return f"{when.day} {month(when)}"


def month(when: date) -> str:
    """Return a month in words: `April 2026`."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def days(first: date | None, last: date | None) -> str:
    """Return a day or a range in words: `3 to 14 April 2026`."""
    if first is None or last is None:
        return "no date"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def months(first: date | None, last: date | None) -> str:
    """Return the month or the months of a range: `March 2026 to April 2026`."""
    if first is None or last is None:
        return "no date"
    one, other = month(first), month(last)
    return one if one == other else f"{one} to {other}"


def share(part: int, whole: int, percent: int | None) -> str:
    """Return a share as a fraction and a percentage, or that nothing is measured."""
    return "not measured" if percent is None else f"{part} of {whole} ({percent} %)"


def bars(count: Count, *, accepted: bool) -> tuple[Bar, ...]:
    """Return the bar of what is covered and, where decisions are shown, of what is accepted."""
    text = share(count.covered, count.required, count.percent_covered)
    covered = Bar("covered", "Covered by claims", text, count.percent_covered)
    if not accepted:
        return (covered,)
    text = share(count.accepted, count.required, count.percent_accepted)
    return (covered, Bar("accepted", "Accepted by decision", text, count.percent_accepted))


def source_note(source: Source) -> str:
    """Say that something rests on no official specification, where that is so."""
    if source.kind == "specification":
        return ""
    kinds = {"study-page": "a study page", "draft": "a draft"}
    basis = kinds.get(source.kind, "a source that is not stated")
    document = f" ({source.document})" if source.document else ""
    return f"Not an official specification: rests on {basis}{document}."
