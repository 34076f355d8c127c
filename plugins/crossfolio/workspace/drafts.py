"""Drafts of decisions that are not typed: made by a form on a page, or from an earlier decision."""

from crossfolio.core.check import Checked
from crossfolio.core.drafting import Answer, Draft
from crossfolio.core.drafting_anew import outdated, places_of
from crossfolio.core.record.values import Decision
from crossfolio.core.refusing import refusals
from crossfolio.core.spelling import decision_in
from crossfolio.loaders.decision_file import read_decision
from crossfolio.workspace.assessing import RefusedDecisionError


def confirmed(id: str, checked: Checked, draft: Draft) -> Draft:
    """Return a draft that judges again what has changed since a decision, as it was judged.

    Raises:
        RefusedDecisionError: Where there is no such decision, or nothing of it has changed.
    """
    record = checked.record
    decision = record.facts.by_key.get(id.upper())
    if decision is None:
        raise RefusedDecisionError([f"there is no decision `{id}`"])
    answers = tuple(
        Answer(
            judgement.criterion,
            judgement.verdict,
            judgement.on,
            judgement.feedback or decision.feedback,
            judgement.mapped,
            judgement.level,
        )
        for judgement in decision.judgements
        if (held := record.standing.get(judgement.criterion))
        and held.decision.key == decision.key
        and not held.stands
    )
    if not answers:
        raise RefusedDecisionError([f"nothing that {decision.id} decided has changed since"])
    return draft._replace(answers=(*draft.answers, *answers))


def from_browser(data: bytes, path: str, checked: Checked, person: str = "") -> Draft:
    """Return a draft that the form on a page has made.

    Args:
        data: The file.
        path: What it is called in messages.
        checked: The portfolio as it is now.
        person: Who decides, in the place of whom the draft names.

    Raises:
        RefusedDecisionError: With each reason and its place.
    """
    read, found = read_decision(data, path)
    if not isinstance(read, Decision):
        said = [
            f"{finding.place}: {finding.message}" + (f"; {finding.help}" if finding.help else "")
            for finding in found
        ]
        raise RefusedDecisionError(said or [f"{path}: this is no decision"])
    read = decision_in(read, checked.portfolio.framework)
    draft = Draft(
        person or read.assessor,
        read.date,
        tuple(
            Answer(
                judgement.criterion,
                judgement.verdict,
                judgement.on,
                judgement.feedback,
                judgement.mapped,
                judgement.level,
            )
            for judgement in read.judgements
        ),
        read.method,
        read.feedback,
        countersigned_by=read.countersigned_by,
    )
    places = places_of(read)
    reasons = [*outdated(read, checked), *refusals(draft, checked)]
    if reasons:
        said = [
            f"{places.get(reason.about.upper(), read.place)}: {reason.text}" for reason in reasons
        ]
        raise RefusedDecisionError(dict.fromkeys(said))
    return draft
