"""COV: criteria that were judged, and why they are not accepted."""

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Related, Rule, Severity
from crossfolio.core.record.objections import Objection


def reworded_since(cover: Cover) -> Finding:
    """A criterion was reworded after an assessor asked for more.

    What was asked was asked of another wording, so the criterion waits for the assessor again.

    ## What to do
    Ask the assessor to look again. Where the wording means the same, list the old one's hash
    under `editorial` in the unit file.
    """
    it, standing = cover.criterion, cover.standing
    by = f"decision {standing.decision.id}" if standing else "the decision"
    return Finding(
        "COV111",
        it.place,
        f"`{it.id}` {it.title} has been reworded since {by}",
        help="ask the assessor to look again, or say under `editorial` that it means the same",
        related=(Related(standing.judgement.place, "the decision"),) if standing else (),
        unit=it.unit,
    )


def disputed(objection: Objection, names: list[str], unit: str) -> Finding:
    """A quality assurer disagrees with a decision.

    Until an assessor has decided again, on a later day, its criteria are not accepted.

    ## What to do
    Read the sample's feedback, and make a new decision that supersedes the old one.
    """
    return Finding(
        "COV112",
        objection.place,
        f"sample {objection.id} disputes {', '.join(names)}",
        help="decide again on a later day, with the sample's feedback at hand",
        unit=unit,
    )


def judged_less(cover: Cover, objection: Objection) -> Finding:
    """A decision is `met`, and what it rests on is less than the criterion asks for.

    Other evidence may bring the rest; then it was not judged.

    ## What to do
    Judge the other evidence as well: list it under `evidence` and `on` of a new decision.
    """
    criterion = cover.criterion
    return Finding(
        "COV113",
        objection.place,
        f"judged less than is asked: `{criterion.id}` also asks for {'; '.join(objection.lacks)}",
        help="judge the other evidence as well, in a new decision",
        related=(Related(criterion.place, "the criterion"),),
        unit=criterion.unit,
    )


def judged_set_aside(cover: Cover, objection: Objection) -> Finding:
    """An item that a decision rests on no longer counts.

    It has become a draft, was withdrawn, or its claim is of another revision. Other evidence
    may cover the criterion; then nobody has judged that.

    ## What to do
    Hand the item in again, or ask the assessor to judge the evidence that counts.
    """
    criterion = cover.criterion
    return Finding(
        "COV114",
        objection.place,
        f"{objection.item} no longer counts for `{criterion.id}`, and the decision rests on it",
        help="hand it in again, or ask the assessor to judge the evidence that counts",
        related=(Related(criterion.place, "the criterion"),),
        unit=criterion.unit,
    )


_WARNING = Severity.WARNING
RULES = (
    Rule("COV111", "reworded-since", _WARNING, reworded_since, tells_decision=True),
    Rule("COV112", "disputed", _WARNING, disputed, tells_decision=True),
    Rule("COV113", "judged-less", _WARNING, judged_less, tells_decision=True),
    Rule("COV114", "judged-set-aside", _WARNING, judged_set_aside, tells_decision=True),
)
