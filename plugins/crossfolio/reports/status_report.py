"""How a portfolio stands, in five lines for a learner."""

from collections.abc import Iterator
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.findings import Severity, one_line
from crossfolio.core.planning.next_step import next_step
from crossfolio.core.scope import Scope
from crossfolio.core.states import Turn
from crossfolio.reports.next_words import counted, named, next_words


class Since(NamedTuple):
    """What has changed since the last commit."""

    commit: str = ""
    """In short, with its day; empty where there is none to compare with."""
    why: str = ""
    """Why there is none, or why it could not be looked at; empty where it was."""
    new: tuple[str, ...] = ()
    """IDs of items, as in the next two."""
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    others: int = 0
    """How many other files of criteria, evidence and assessment differ."""
    states: tuple[str, ...] = ()
    """Each criterion whose state is another: `BUD.AC3 from partial to covered`."""


def render(checked: Checked, since: Since, root: str = "") -> str:
    """Return the five lines; what is to be done next comes first.

    Args:
        checked: The portfolio.
        since: What has changed since the last commit.
        root: The project's folder as a command has to name it.
    """
    lines = (
        f"Next: {next_words(next_step(checked), root).line}",
        f"Covered: {_shares(checked)}",
        f"Open: {'; '.join(_open(checked))}",
        f"Findings: {_findings(checked)}",
        f"Changed: {_changed(since)}",
    )
    return "".join(f"{one_line(line)}\n" for line in lines)


def _shares(checked: Checked) -> str:
    total = checked.coverage.total
    if total.percent_covered is None:
        return (
            "not measured; not all that is asked is known"
            if total.required
            else "nothing to measure"
        )
    covered = f"{total.covered} of {total.required} criteria ({total.percent_covered} %)"
    accepted = f"{total.accepted} of {total.required} ({total.percent_accepted} %)"
    waived = checked.coverage.waived
    return f"{covered}; accepted: {accepted}" + (f"; waived: {waived}" if waived else "")


def _open(checked: Checked) -> Iterator[str]:
    required = [it for it in checked.coverage.criteria.values() if it.scope is Scope.REQUIRED]
    if not required:
        yield "nothing is asked for yet"
        return
    for turn, words in ((Turn.LEARNER, "your turn"), (Turn.ASSESSOR, "the assessor's turn")):
        names = [it.criterion.id for it in required if it.turn is turn]
        yield f"{words}: {len(names)} ({named(names)})" if names else f"{words}: none"


def _findings(checked: Checked) -> str:
    levels = (("error", Severity.ERROR), ("warning", Severity.WARNING), ("info", Severity.INFO))
    found = [(checked.number(level), word) for word, level in levels]
    said = [counted(number, word, f"{word}s") for number, word in found if number]
    said += [f"{checked.pending} in units in progress"] if checked.pending else []
    return f"{', '.join(said)}; see them with crossfolio check" if said else "none"


def _changed(since: Since) -> str:
    if since.why:
        return since.why
    items = (("new", since.new), ("changed", since.changed), ("gone", since.gone))
    said = [f"{word} {named(ids)}" for word, ids in items if ids]
    said += [counted(since.others, "other file", "other files")] if since.others else []
    said += [named(since.states)] if since.states else []
    return f"since {since.commit}: {'; '.join(said) or 'nothing'}"
