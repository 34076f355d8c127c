"""How a portfolio stands, in five lines for a learner."""

from collections.abc import Iterator
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.findings import Severity, one_line
from crossfolio.core.planning.next_step import next_step
from crossfolio.core.scope import Scope
from crossfolio.core.states import Turn
from crossfolio.core.texts import Text
from crossfolio.reports.next_words import named, next_words

_TURNS = {Turn.LEARNER: Text("your turn"), Turn.ASSESSOR: Text("the assessor's turn")}


class CountsSince(NamedTuple):
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


def render(checked: Checked, since: CountsSince, root: str = "") -> str:
    """Return the five lines; what is to be done next comes first.

    Args:
        checked: The portfolio.
        since: What has changed since the last commit.
        root: The project's folder as a command has to name it.
    """
    lines = (
        Text("Next: {step}", step=next_words(next_step(checked), root).line),
        Text("Covered: {shares}", shares=_shares(checked)),
        Text("Open: {turns:; }", turns=tuple(_open(checked))),
        Text("Findings: {numbers}", numbers=_findings(checked)),
        Text("Changed: {changes}", changes=_changed(since)),
    )
    return "".join(f"{one_line(line)}\n" for line in lines)


def _shares(checked: Checked) -> Text:
    total, waived = checked.coverage.total, checked.coverage.waived
    if total.percent_covered is None or total.percent_accepted is None:
        if total.required:
            return Text("not measured; not all that is asked is known")
        return Text("nothing to measure")
    shares = Text(
        "{covered} of {required} criteria ({covered_percent} %); "
        "accepted: {accepted} of {required} ({accepted_percent} %)",
        covered=total.covered,
        required=total.required,
        covered_percent=total.percent_covered,
        accepted=total.accepted,
        accepted_percent=total.percent_accepted,
    )
    return Text("{shares}; waived: {waived}", shares=shares, waived=waived) if waived else shares


def _open(checked: Checked) -> Iterator[Text]:
    required = [
        cover for cover in checked.coverage.criteria.values() if cover.scope is Scope.REQUIRED
    ]
    if not required:
        yield Text("nothing is asked for yet")
        return
    for turn, words in _TURNS.items():
        names = [cover.criterion.id for cover in required if cover.turn is turn]
        if names:
            count, criteria = len(names), named(names)
            yield Text("{turn}: {count} ({criteria})", turn=words, count=count, criteria=criteria)
        else:
            yield Text("{turn}: none", turn=words)


def _findings(checked: Checked) -> Text:
    errors, warnings = checked.number(Severity.ERROR), checked.number(Severity.WARNING)
    infos, pending = checked.number(Severity.INFO), checked.pending
    numbers = []
    if errors:
        numbers.append(Text.counted("{n} error", "{n} errors", n=errors))
    if warnings:
        numbers.append(Text.counted("{n} warning", "{n} warnings", n=warnings))
    if infos:
        numbers.append(Text.counted("{n} info", "{n} infos", n=infos))
    if pending:
        numbers.append(Text("{pending} in units in progress", pending=pending))
    if not numbers:
        return Text("none")
    return Text("{numbers}; see them with crossfolio check", numbers=tuple(numbers))


def _changed(since: CountsSince) -> str:
    if since.why:
        return since.why
    changes = []
    if since.new:
        changes.append(Text("new {items}", items=named(since.new)))
    if since.changed:
        changes.append(Text("changed {items}", items=named(since.changed)))
    if since.gone:
        changes.append(Text("gone {items}", items=named(since.gone)))
    if since.others:
        changes.append(Text.counted("{n} other file", "{n} other files", n=since.others))
    if since.states:
        changes.append(named(since.states))
    if not changes:
        return Text("since {commit}: nothing", commit=since.commit)
    return Text("since {commit}: {changes:; }", commit=since.commit, changes=tuple(changes))
