"""The words of a tracking sheet, on paper and in a workbook: one wording for both."""

from collections.abc import Iterator

from crossfolio.core.claims import ClaimState
from crossfolio.core.coverage import count
from crossfolio.core.framework import Unit
from crossfolio.core.grades import grade_words
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.claim_standing import ClaimStanding
from crossfolio.core.seen import Seen
from crossfolio.reports.words import CLAIMS, STANDINGS, bars, source_note
from crossfolio.site.views.criteria import CriterionView
from crossfolio.site.views.items import ItemView, Shown
from crossfolio.site.views.overview_view import shown_grades

DECIDED = ("Decision", "Assessor: initials, date")
"""The columns that only an edition with decisions has."""
SIGNERS = ("Learner", "Assessor", "Internal quality assurer, if sampled")
SIGNED = (
    "For signature: the assessor has judged the evidence "
    "for validity, authenticity, currency, reliability and sufficiency"
)


def front_facts(checked: Seen) -> list[tuple[str, str]]:
    """Return what stands at the top of a whole portfolio."""
    portfolio, decided = checked.portfolio, checked.people
    return [
        *learner_facts(portfolio, decided=decided),
        ("Qualification", "; ".join(it.title for it in portfolio.qualifications)),
        ("Edition", checked.rest.name if checked.rest else checked.settings.edition.value),
    ]


def unit_heads(checked: Seen) -> tuple[str, ...]:
    """Return the heads of the list of units."""
    accepted = ("Accepted",) if checked.people else ()
    return ("Unit", "Title", "Progress", "Covered", *accepted)


def unit_rows(checked: Seen) -> Iterator[tuple[str, ...]]:
    """Give the list of units: a row for each that is taken, then one for all."""
    portfolio, covers = checked.portfolio, checked.covers
    decided = checked.people
    for unit_id, progress in portfolio.taken.items():
        own = count(it for it in covers if it.criterion.unit == unit_id)
        unit = portfolio.framework.units[unit_id]
        shares = (bar.text for bar in bars(own, accepted=decided))
        yield (unit.id, unit.title, progress.value, *shares)
    yield ("All", "", "", *(bar.text for bar in bars(count(covers), accepted=decided)))


def unit_facts(unit: Unit, checked: Seen) -> list[tuple[str, str]]:
    """Return what stands at the top of a unit's sheet: names with values, which may be empty."""
    portfolio, decided = checked.portfolio, checked.people
    asked = (checked.coverage.criteria.get(it.id) for it in unit.criteria)
    own = count(it for it in asked if it)
    within = "; ".join(it.title for it in portfolio.qualifications if unit.id in it.units)
    taken = portfolio.taken.get(unit.id)
    return [
        *learner_facts(portfolio, decided=decided),
        ("Qualification", within),
        ("Unit reference", unit.reference or unit.official_ref),
        ("Version", unit.version),
        ("Progress", taken.value.replace("-", " ") if taken else "not taken"),
        *((bar.label, bar.text) for bar in bars(own, accepted=decided)),
        ("Levels", grade_words(shown_grades(checked).get(unit.id))),
        ("Source", source_note(unit.source)),
    ]


def learner_facts(portfolio: Portfolio, *, decided: bool) -> list[tuple[str, str]]:
    """Return whose portfolio this is, where the edition says it."""
    enrolment = portfolio.enrolment
    return [("Learner", enrolment.learner)] if enrolment and decided else []


def learner_words(checked: Seen) -> str:
    """Return what names the learner at the top of every printed page, if anything may."""
    facts = learner_facts(checked.portfolio, decided=checked.people)
    return "".join(f" \N{MIDDLE DOT} learner {name}" for _, name in facts if name)


def standing_words(view: CriterionView) -> str:
    """Say how a criterion stands, and what is missing."""
    lacks = f"; missing: {'; '.join(view.missing)}" if view.missing else ""
    scope = "" if view.scope == "Required" else f" {view.scope}."
    doubts = f"; not accepted: {'; '.join(view.reasons)}" if view.reasons else ""
    return f"{view.state.shape} {view.state.word}{lacks}{doubts}.{scope}"


def more_words(view: CriterionView) -> tuple[str, ...]:
    """Say what a criterion is in its standard, and how its parts stand; most say nothing."""
    facts = (f"{'; '.join(view.facts)}.",) if view.facts else ()
    parts = (f"{it.tag} {it.text}: {it.state.word.lower()}." for it in view.parts)
    return (*facts, *parts)


def method_words(item: ItemView) -> str:
    """Say how an item was made: `Observation (OBS)`."""
    return f"{item.kind} ({item.code})"


def decision_words(one: Shown, view: CriterionView) -> str:
    """Say what became of one claim, and never more of it than was judged."""
    decision = view.decision
    if decision is None or not one.counts or one.claim is CLAIMS[ClaimState.OK]:
        return ""
    if one.claim is STANDINGS[ClaimStanding.NEW]:
        return f"Not judged: new since the decision of {decision.date} ({decision.id})"
    by = ", claimed by the assessor" if one.mapped else ""
    judged = (
        f"{decision.verdict.capitalize()}, {decision.date}, {decision.assessor} ({decision.id}){by}"
    )
    if one.claim is STANDINGS[ClaimStanding.CHANGED]:
        return f"Changed since it was judged: {judged}"
    return f"Not accepted: {judged}" if view.reasons else judged
