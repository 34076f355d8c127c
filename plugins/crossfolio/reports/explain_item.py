"""An item of evidence explained, as plain text: what it claims, what came of it, what is wrong."""

from collections.abc import Iterator

from crossfolio.core.check import Checked
from crossfolio.core.claims import ClaimState, Resolved
from crossfolio.core.coverage import Cover
from crossfolio.core.evidence import Evidence, Status
from crossfolio.core.findings import Diagnostic
from crossfolio.core.kinds import kind_words
from crossfolio.core.record.claim_standing import ClaimStanding, claim_record
from crossfolio.core.record.record import Event
from crossfolio.core.record.words import change_words
from crossfolio.core.states import Turn
from crossfolio.reports.words import CLAIMS, STANDINGS, VERDICTS


def item_page(item: Evidence, checked: Checked) -> str:
    """Return an item: the states of its claims, what was decided on it, and what to do."""
    return "\n".join(_item(item, checked)) + "\n"


def _item(item: Evidence, checked: Checked) -> Iterator[str]:
    yield f"{item.id} {item.title}"
    yield f"{kind_words(item.kind)}, {item.status}, {item.last_day or 'no date'}; {item.place}"
    own = checked.claims.of(item)
    yield ""
    yield "Claims:" if own else "It claims no criterion."
    for resolved in own:
        yield f"  {_claim(resolved, checked)}"
    mapped = checked.record.mapped.get(item.key, ())
    yield from (f"  {name}: claimed by the assessor on the learner's behalf" for name in mapped)
    covers = [cover for name in _criteria(own) if (cover := checked.coverage.criteria.get(name))]
    yield from _changed(item, covers)
    history = checked.record.history(item.key)
    if history:
        yield ""
        yield "Decided:"
        yield from (f"  {_event(event)}" for event in history)
    yield from _asked(item, covers)
    found = [
        diagnostic
        for diagnostic in checked.diagnostics
        if diagnostic.finding.place.path == item.path
    ]
    if found:
        yield ""
        yield "Found in it:"
        yield from (f"  {line}" for diagnostic in found for line in _finding(diagnostic))
    yield ""
    yield f"Turn: {_turn(item, covers)}"


def _criteria(own: tuple[Resolved, ...]) -> list[str]:
    """Return the criteria for which an item counts, each once."""
    counting = (claim.criterion for claim in own if claim.state is ClaimState.OK)
    return list(dict.fromkeys(criterion.id for criterion in counting if criterion))


def _claim(resolved: Resolved, checked: Checked) -> str:
    """Say what became of a claim, and how the criterion stands."""
    criterion = resolved.criterion
    if resolved.state is not ClaimState.OK or criterion is None:
        return f"{resolved.claim.tag}: {CLAIMS[resolved.state].meaning}"
    if resolved.item.status is Status.WITHDRAWN:
        return f"{criterion.id}: withdrawn, does not count"
    record = checked.record
    known = claim_record(resolved.item, record.standing.get(criterion.id), record.facts)
    verdict = known.verdict if known.standing is ClaimStanding.JUDGED else None
    badge = VERDICTS.get(verdict) if verdict else None
    words = (badge or STANDINGS.get(known.standing, CLAIMS[ClaimState.OK])).meaning
    by = f" ({known.decision.id})" if known.decision else ""
    cover = checked.coverage.criteria.get(criterion.id)
    state = f"the criterion is {cover.state}" if cover else "its unit is not taken"
    return f"{criterion.id}: {words}{by}; {state}"


def _event(event: Event) -> str:
    """Say in one line what was decided or sampled, on which day and by whom."""
    if event.sample:
        sample = event.sample
        return f"{event.day} {sample.id} by {sample.quality_assurer}: sampled, {sample.outcome}"
    decision = event.decision
    verdicts = ", ".join(
        f"{judgement.criterion} {judgement.verdict.words}"
        + (
            f" (superseded by {event.ended[judgement.criterion].id})"
            if judgement.criterion in event.ended
            else ""
        )
        for judgement in event.judgements
    )
    counts = "; does not count" if event.bar else ""
    return f"{event.day} {decision.id} by {decision.assessor}: {verdicts or 'listed'}{counts}"


def _changed(item: Evidence, covers: list[Cover]) -> Iterator[str]:
    """Say what has changed in it since it was judged."""
    changes = {
        change: None
        for cover in covers
        if cover.standing
        for change in cover.standing.changes
        if change.item == item.key
    }
    yield from (f"Changed since it was judged: {words}" for words in change_words(changes))


def _asked(item: Evidence, covers: list[Cover]) -> Iterator[str]:
    """Quote what the assessor said where it is the learner's turn."""
    for cover in covers:
        standing = cover.standing
        if standing and cover.turn is Turn.LEARNER and item.key in standing.decision.judged:
            yield f"{standing.decision.assessor} on {cover.criterion.id}: {standing.feedback}"


def _finding(diagnostic: Diagnostic) -> Iterator[str]:
    yield str(diagnostic)
    if diagnostic.finding.help:
        yield f"  help: {diagnostic.finding.help}"


def _turn(item: Evidence, covers: list[Cover]) -> Turn:
    """Return whose turn it is: the learner's before the assessor's before nobody's."""
    if item.status is Status.DRAFT:
        return Turn.LEARNER
    turns = {cover.turn for cover in covers if item.status is Status.SUBMITTED}
    return next((turn for turn in (Turn.LEARNER, Turn.ASSESSOR) if turn in turns), Turn.NOBODY)
