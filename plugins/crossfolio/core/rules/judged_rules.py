"""COV: criteria that were judged, and why they are not accepted."""

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Fix, Related, Rule, Severity
from crossfolio.core.record.objections import Objection
from crossfolio.core.record.standing import Standing
from crossfolio.core.texts import Text


def made_by(standing: Standing | None) -> Text:
    """Return the decision that a criterion stands on, in words inside a sentence."""
    if standing is None:
        return Text("the decision")
    return Text("decision {decision}", decision=standing.decision.id)


def reworded_since(cover: Cover) -> Finding:
    """A criterion was reworded after an assessor asked for more.

    What was asked was asked of another wording, so the criterion waits for the assessor again.

    ## What to do
    Ask the assessor to look again. Where the wording means the same, list the old one's hash
    under `editorial` in the unit file.
    """
    criterion, standing = cover.criterion, cover.standing
    return Finding(
        "COV111",
        criterion.place,
        Text(
            "`{criterion}` {title} has been reworded since {decision}",
            criterion=criterion.id,
            title=criterion.title,
            decision=made_by(standing),
        ),
        help=Text(
            "ask the assessor to look again, or say under `editorial` that it means the same"
        ),
        related=(Related(standing.judgement.place, Text("the decision")),) if standing else (),
        unit=criterion.unit,
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
        Text("sample {sample} disputes {criteria}", sample=objection.id, criteria=tuple(names)),
        help=Text("decide again on a later day, with the sample's feedback at hand"),
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
        Text(
            "judged less than is asked: `{criterion}` also asks for {lacks:; }",
            criterion=criterion.id,
            lacks=tuple(objection.lacks),
        ),
        help=Text("judge the other evidence as well, in a new decision"),
        related=(Related(criterion.place, Text("the criterion")),),
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
        Text(
            "{item} no longer counts for `{criterion}`, and the decision rests on it",
            item=objection.item,
            criterion=criterion.id,
        ),
        help=Text("hand it in again, or ask the assessor to judge the evidence that counts"),
        related=(Related(criterion.place, Text("the criterion")),),
        unit=criterion.unit,
    )


_WARNING = Severity.WARNING
RULES = (
    Rule(
        "COV111",
        "reworded-since",
        _WARNING,
        reworded_since,
        tells_decision=True,
        fix=Fix.SAME_MEANING,
    ),
    Rule("COV112", "disputed", _WARNING, disputed, tells_decision=True),
    Rule("COV113", "judged-less", _WARNING, judged_less, tells_decision=True),
    Rule("COV114", "judged-set-aside", _WARNING, judged_set_aside, tells_decision=True),
)
