"""Criteria, items and people in words, as hovers, completions and lenses show them."""

from collections.abc import Iterator

from crossfolio.core.breadth import breadth_words, standard_words
from crossfolio.core.check import Checked
from crossfolio.core.coverage import ORDER, Cover, State, Turn
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.kinds import kind_words
from crossfolio.core.planning.next_step import Bring, next_step
from crossfolio.core.planning.pieces import best_piece_for
from crossfolio.core.record.words import change_words, objection_words
from crossfolio.core.requirement import asked
from crossfolio.core.requirement_words import number_words
from crossfolio.core.scope import Scope
from crossfolio.core.wording import without_emphasis
from crossfolio.reports.next_words import next_words


def criterion_words(criterion: Criterion, checked: Checked) -> str:
    """Return a criterion in Markdown: its text, outcomes, what it asks for and what shows it."""
    return "\n\n".join(_criterion(criterion, checked))


def _criterion(criterion: Criterion, checked: Checked) -> Iterator[str]:
    cover = checked.coverage.criteria.get(criterion.id)
    outcomes = {o.id: o for o in checked.portfolio.framework.outcomes()}
    state = f"{cover.scope}, {cover.state}" if cover else "not asked"
    yield f"**{criterion.id}** {escaped(criterion.title)} ({state})"
    yield escaped(without_emphasis(criterion.text))
    for name in criterion.outcomes:
        if name in outcomes:
            yield f"- {name}: {escaped(outcomes[name].text)}"
    if asked(criterion.requires):
        yield asked(criterion.requires)
    yield from map(escaped, (*breadth_words(criterion), *standard_words(criterion)))
    if cover is None:
        return
    shown = [f"{item.id} ({kind_words(item.kind)})" for item in cover.items]
    yield f"Shown by {', '.join(shown)}." if shown else "Nothing that counts shows it yet."
    if cover.drafts:
        yield f"Drafts: {', '.join(item.id for item in cover.drafts)}."
    yield from _decided(cover)
    if cover.missing:
        yield f"Missing: {'; '.join(cover.missing)}."


def _decided(cover: Cover) -> Iterator[str]:
    standing = cover.standing
    if standing:
        verdict = standing.judgement.verdict.words
        changes = "; ".join(change_words(standing.changes))
        stands = f"it no longer stands: {changes}" if changes else "it stands"
        yield f"Decision {standing.decision.id}: {verdict}; {escaped(stands)}."
        if cover.turn is Turn.LEARNER and standing.feedback:
            yield f"> {escaped(standing.feedback)}"
    for objection in cover.objections:
        yield f"Not accepted: {escaped(objection_words(objection))}."
    if cover.scope is Scope.REQUIRED and cover.turn is not Turn.NOBODY:
        yield f"Turn: {cover.turn}."


def cover_words(cover: Cover) -> str:
    """Return in one line what is there of a criterion and what is missing."""
    requires = cover.criterion.requires
    asked_for = max(requires.at_least, len(requires.all_kinds), requires.min_kinds)
    there = len(cover.items)
    if cover.scope is not Scope.REQUIRED:
        said = f"{cover.scope}, {cover.state}"
    elif cover.state is State.UNCOVERED:
        said = "no evidence yet"
    elif cover.state is State.DRAFT:
        said = f"only drafts: {', '.join(item.id for item in cover.drafts)}"
    elif cover.missing:
        number = f"{there} of {max(asked_for, there)} {_items(max(asked_for, there))}"
        said = f"{number}; missing: {'; '.join(cover.missing)}"
    else:
        names = ", ".join(item.id for item in cover.items)
        said = f"{cover.state}: {number_words(there)} {_items(there)} ({names})"
    return said


def item_words(item: Evidence, checked: Checked) -> str:
    """Return in one line what an item counts for, and what was decided on it."""
    own = checked.claims.of(item)
    counting = {claim.criterion.id for claim in own if claim.state == "ok" and claim.criterion}
    words = f"{item.status}; counts for {len(counting)} of {len(own)} claims"
    decided = [
        name
        for name in sorted(counting)
        if (cover := checked.coverage.criteria.get(name)) and cover.state is State.ACCEPTED
    ]
    return words + (f"; accepted: {', '.join(decided)}" if decided else "")


def gap_order(cover: Cover) -> int:
    """Return where a criterion stands in a list: gaps first, those with nothing before others."""
    return ORDER[cover.state] if cover.scope is Scope.REQUIRED else len(ORDER)


def escaped(text: str) -> str:
    """Return text in which Markdown has nothing to read."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-!|~" else c for c in text)


def _items(number: int) -> str:
    return "item" if number == 1 else "items"


def next_step_words(checked: Checked) -> str:
    """Say what the learner had best do next."""
    return f"Next: {next_words(next_step(checked)).line}"


def next_unit_words(unit: str, checked: Checked) -> str:
    """Say in Markdown which new item would close most gaps of a unit; empty where none would."""
    piece = best_piece_for(checked, unit)
    if piece is None:
        return ""
    words = next_words(Bring(piece))
    return f"\n\nNext: {escaped(words.text)}\n\n```sh\n{words.command}\n```"
