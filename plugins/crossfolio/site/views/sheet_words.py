"""The words of a tracking sheet, on paper and in a workbook: one wording for both."""

from collections.abc import Iterable, Iterator

from crossfolio.core.choices import Edition
from crossfolio.core.claims import ClaimState
from crossfolio.core.coverage import count
from crossfolio.core.framework import Qualification, Unit
from crossfolio.core.grades import grade_words
from crossfolio.core.portfolio import Portfolio, Progress
from crossfolio.core.record.claim_standing import ClaimStanding
from crossfolio.core.seen import Seen
from crossfolio.core.texts import NOTHING, Text
from crossfolio.reports.words import CLAIMS, PROGRESS, STANDINGS, bars, source_note
from crossfolio.site.views.criteria import CriterionView
from crossfolio.site.views.items import ItemView, ShownClaim
from crossfolio.site.views.overview_view import shown_grades

DECIDED = (Text("Decision"), Text("Assessor: initials, date"))
"""The columns that only an edition with decisions has."""
SIGNERS = (Text("Learner"), Text("Assessor"), Text("Internal quality assurer, if sampled"))
SIGNED = Text(
    "For signature: the assessor has judged the evidence "
    "for validity, authenticity, currency, reliability and sufficiency"
)
_EDITIONS = {Edition.PUBLIC: Text("public"), Edition.ASSESSOR: Text("assessor")}
_PROGRESS = {Progress.IN_PROGRESS: Text("in-progress"), Progress.SUBMITTED: Text("submitted")}


def front_facts(seen: Seen) -> list[tuple[str, str]]:
    """Return what stands at the top of a whole portfolio."""
    portfolio, decided = seen.portfolio, seen.people
    return [
        *learner_facts(portfolio, decided=decided),
        (Text("Qualification"), _titles(portfolio.qualifications)),
        (Text("Edition"), _edition(seen)),
    ]


def unit_heads(seen: Seen) -> tuple[str, ...]:
    """Return the heads of the list of units."""
    accepted = (Text("Accepted"),) if seen.people else ()
    return (Text("Unit"), Text("Title"), Text("Progress"), Text("Covered"), *accepted)


def unit_rows(seen: Seen) -> Iterator[tuple[str, ...]]:
    """Give the list of units: a row for each that is taken, then one for all."""
    portfolio, covers = seen.portfolio, seen.covers
    decided = seen.people
    for unit_id, progress in portfolio.taken.items():
        own = count(cover for cover in covers if cover.criterion.unit == unit_id)
        unit = portfolio.framework.units[unit_id]
        shares = (bar.text for bar in bars(own, accepted=decided))
        yield (unit.id, unit.title, _PROGRESS[progress], *shares)
    yield (Text("All"), "", "", *(bar.text for bar in bars(count(covers), accepted=decided)))


def unit_facts(unit: Unit, seen: Seen) -> list[tuple[str, str]]:
    """Return what stands at the top of a unit's sheet: names with values, which may be empty."""
    portfolio, decided = seen.portfolio, seen.people
    asked = (seen.coverage.criteria.get(criterion.id) for criterion in unit.criteria)
    own = count(cover for cover in asked if cover)
    within = [
        qualification
        for qualification in portfolio.qualifications
        if unit.id in qualification.units
    ]
    taken = portfolio.taken.get(unit.id)
    return [
        *learner_facts(portfolio, decided=decided),
        (Text("Qualification"), _titles(within)),
        (Text("Unit reference"), unit.reference or unit.official_ref),
        (Text("Version"), unit.version),
        (Text("Progress"), PROGRESS[taken] if taken else Text("not taken")),
        *((bar.label, bar.text) for bar in bars(own, accepted=decided)),
        (Text("Levels"), grade_words(shown_grades(seen).get(unit.id))),
        (Text("Source"), source_note(unit.source)),
    ]


def learner_facts(portfolio: Portfolio, *, decided: bool) -> list[tuple[str, str]]:
    """Return whose portfolio this is, where the edition says it."""
    enrolment = portfolio.enrolment
    return [(Text("Learner"), enrolment.learner)] if enrolment and decided else []


def learner_words(seen: Seen) -> Text:
    """Return what names the learner at the top of every printed page, if anything may."""
    facts = learner_facts(seen.portfolio, decided=seen.people)
    name = next((name for _, name in facts if name), "")
    return Text(" \N{MIDDLE DOT} learner {name}", name=name) if name else NOTHING


def standing_words(view: CriterionView) -> Text:
    """Say how a criterion stands, and what is missing."""
    state = Text("{shape} {state}", shape=view.state.shape, state=view.state.word)
    if view.missing:
        state = Text("{state}; missing: {missing:; }", state=state, missing=view.missing)
    if view.reasons:
        state = Text("{state}; not accepted: {reasons:; }", state=state, reasons=view.reasons)
    if view.scope == "Required":
        return Text("{state}.", state=state)
    return Text("{state}. {scope}.", state=state, scope=view.scope)


def more_words(view: CriterionView) -> tuple[Text, ...]:
    """Say what a criterion is in its standard, and how its parts stand; most say nothing."""
    facts = (Text("{facts:; }.", facts=view.facts),) if view.facts else ()
    parts = (
        Text("{part} {text}: {state}.", part=part.tag, text=part.text, state=part.state.inside)
        for part in view.parts
    )
    return (*facts, *parts)


def method_words(item: ItemView) -> Text:
    """Say how an item was made: `Observation (OBS)`."""
    return Text("{kind} ({code})", kind=item.kind, code=item.code)


def decision_words(one: ShownClaim, view: CriterionView) -> Text:
    """Say what became of one claim, and never more of it than was judged."""
    decision = view.decision
    if decision is None or not one.counts or one.claim is CLAIMS[ClaimState.OK]:
        return NOTHING
    if one.claim is STANDINGS[ClaimStanding.NEW]:
        return Text(
            "Not judged: new since the decision of {date} ({decision})",
            date=decision.date,
            decision=decision.id,
        )
    judged = Text(
        "{verdict}, {date}, {assessor} ({decision})",
        verdict=decision.outcome,
        date=decision.date,
        assessor=decision.assessor,
        decision=decision.id,
    )
    if one.mapped:
        judged = Text("{judged}, claimed by the assessor", judged=judged)
    if one.claim is STANDINGS[ClaimStanding.CHANGED]:
        return Text("Changed since it was judged: {judged}", judged=judged)
    return Text("Not accepted: {judged}", judged=judged) if view.reasons else judged


def _titles(qualifications: Iterable[Qualification]) -> Text:
    titles = tuple(qualification.title for qualification in qualifications)
    return Text("{titles:; }", titles=titles) if titles else NOTHING


def _edition(seen: Seen) -> str:
    return seen.rest.name if seen.rest else _EDITIONS[seen.settings.edition]
