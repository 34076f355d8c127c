"""DEC: whether decisions can count, what order they are in, and what proves them."""

from crossfolio.core.findings import Finding, Fix, Related, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import Text


def not_an_assessor(place: Place, why: Text, near: list[str]) -> Finding:
    """A decision was made or countersigned by somebody who is no assessor.

    `people.yml` says who is. A decision by a witness, a quality assurer, or a person whom the
    register does not know counts for nothing: it accepts nothing, and ends no other decision.
    Nothing lowers or hides this finding.

    ## What to do
    Correct the ID, or give the person the role `assessor` in `people.yml`.
    """
    help = did_you_mean(near) or Text("correct the ID, or give the role `assessor` in people.yml")
    return Finding("DEC106", place, why, help=help, firm=True)


def future_decision(place: Place, day: str) -> Finding:
    """A decision is dated in the future.

    It counts from its day on, and until then for nothing. Nothing lowers or hides this finding.

    ## What to do
    Correct the date.
    """
    why = Text("the decision is dated {date}, which is in the future", date=day)
    return Finding(
        "DEC107", place, why, help=Text("correct the date; it counts from that day"), firm=True
    )


def wrong_order(place: Place, id: str, other: str, why: Text, related: Place) -> Finding:
    """A decision supersedes itself, something newer, or in a circle.

    Then neither ends the other, and the worse outcome holds on each criterion that both
    name. Nothing lowers or hides this finding.

    ## Example
        decision: D07
        supersedes: [D07]

    ## Use instead
        decision: D07
        supersedes: [D06]
    """
    return Finding(
        "DEC108",
        place,
        why,
        help=Text(
            "correct `supersedes`; until then the worse outcome of {decision} and {other} holds",
            decision=id,
            other=other,
        )
        if other != id
        else Text("correct `supersedes`; until then it ends nothing"),
        related=(Related(related, Text("decision {decision}", decision=other)),)
        if other != id
        else (),
        firm=True,
    )


def contradiction(place: Place, why: Text, others: list[tuple[str, Place]]) -> Finding:
    """Two judgements on one criterion are of one day, and neither supersedes the other.

    Nobody can tell which of them came last, so the worse outcome holds. Nothing lowers or
    hides this finding.

    ## What to do
    Say in the later one under `supersedes` which it takes the place of; or decide anew.
    """
    return Finding(
        "DEC109",
        place,
        why,
        help=Text(
            "the worse outcome holds; name the earlier one under `supersedes`, or decide anew"
        ),
        related=tuple(Related(at, Text("decision {decision}", decision=id)) for id, at in others),
        firm=True,
    )


def hashes_apart(place: Place, item: str, why: Text) -> Finding:
    """The fingerprint and the parts that a decision gives of an item do not belong together.

    A digit was mistyped, or the parts are those of another item. The decision accepts
    nothing on that item until it is made anew. Nothing lowers or hides this finding.

    ## What to do
    Compare the line with the page of the item; write a new decision with the right hashes.
    """
    return Finding(
        "DEC110",
        place,
        Text("the hashes of {item} do not belong together: {reason}", item=item, reason=why),
        help=Text("write a new decision with the hashes that the page of the item shows"),
        firm=True,
    )


def later_without_word(
    place: Place, later: str, earlier: str, criteria: list[str], related: Place
) -> Finding:
    """A later decision takes an earlier one's place without saying so.

    The later one holds. Whoever reads the record should not have to guess whether the
    earlier one was overlooked.

    ## Example
        decision: D09
        date: 2026-06-06

    ## Use instead
        decision: D09
        date: 2026-06-06
        supersedes: [D04]
    """
    return Finding(
        "DEC111",
        place,
        Text(
            "{decision} decides again on {criteria} without superseding {earlier}",
            decision=later,
            criteria=tuple(criteria),
            earlier=earlier,
        ),
        help=Text("say `supersedes: [{earlier}]`; the later decision holds", earlier=earlier),
        related=(Related(related, Text("decision {decision}", decision=earlier)),),
    )


def not_countersigned(place: Place, person: str) -> Finding:
    """A trainee's decision has no countersignature.

    It counts once an assessor has countersigned it.

    ## Example
        assessor: T1

    ## Use instead
        assessor: T1
        countersigned_by: A1
    """
    return Finding(
        "DEC112",
        place,
        Text(
            "`{person}` is a trainee, and nobody has countersigned the decision",
            person=printable(person),
        ),
        help=Text(
            "let an assessor look at it and add `countersigned_by`; until then it does not count"
        ),
    )


def record_rewritten(place: Place, name: str, is_there: bool) -> Finding:  # noqa: FBT001
    """A decision that a later one names under `after` is no longer what it was.

    A decision file is written once. `after` holds the hash of each file that was there when
    the decision was made, so that one that was taken away or written over shows. Nothing
    lowers or hides this finding.

    ## What to do
    Bring the file back as it was; the history of the repository has it.
    """
    if is_there:
        message = Text(
            "decision `{decision}` has been written over: it was there when this decision was made",
            decision=printable(name),
        )
    else:
        message = Text(
            "decision `{decision}` is gone: it was there when this decision was made",
            decision=printable(name),
        )
    return Finding(
        "DEC113",
        place,
        message,
        help=Text("bring the file back as it was; the repository's history has it"),
        firm=True,
    )


def empty_file(path: str) -> Finding:
    """A file of the record is empty.

    It decides nothing and changes nothing. Where it held a decision, that one is lost.

    ## What to do
    Bring back what it held, or delete it.
    """
    why = Text("this file is empty")
    return Finding("DEC114", Place(path), why, help=Text("bring back what it held, or delete it"))


def judged_without_claim(place: Place, item: str, criterion: str, *, met: bool) -> Finding:
    """A decision rests on an item that does not claim the criterion.

    The learner never claimed it there, or has taken the tag back. What the learner does not
    claim is not accepted, whatever was decided. Other outcomes than `met` count all the same.

    ## What to do
    Tag the item; or supersede the decision, with `mapped: true` where the assessor claims the
    criterion on the learner's behalf.
    """
    to_meet = Text(
        "{item} was judged to meet `{criterion}` and does not claim it",
        item=item,
        criterion=criterion,
    )
    on = Text(
        "{item} was judged on `{criterion}` and does not claim it", item=item, criterion=criterion
    )
    return Finding(
        "DEC115",
        place,
        to_meet if met else on,
        help=Text(
            "add `{criterion}` under `criteria` of {item}, or say `mapped: true` in a new decision",
            criterion=criterion,
            item=item,
        ),
    )


def cannot_countersign(person: str) -> Text:
    """Return that somebody may not countersign."""
    return Text(
        "`{person}` cannot countersign: an assessor has to, and another one than who decided",
        person=printable(person),
    )


def countersigner_unfit(place: Place, person: str) -> Finding:
    """A decision that counts is countersigned by somebody who may not.

    Only a trainee's decision needs a countersignature. This one counts without it, but whoever
    reads the record would think that an assessor had looked at it twice. Nothing lowers or
    hides this finding.

    ## What to do
    Correct the ID, or take `countersigned_by` away.
    """
    return Finding(
        "DEC116",
        place,
        cannot_countersign(person),
        help=Text(
            "correct the ID, or take `countersigned_by` away; the decision counts without it"
        ),
        firm=True,
    )


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
RULES = (
    Rule("DEC106", "not-an-assessor", _ERROR, not_an_assessor),
    Rule("DEC107", "future-decision", _ERROR, future_decision),
    Rule("DEC108", "wrong-order", _ERROR, wrong_order),
    Rule("DEC109", "contradiction", _ERROR, contradiction),
    Rule("DEC110", "hashes-apart", _ERROR, hashes_apart),
    Rule("DEC111", "later-without-word", _WARNING, later_without_word, fix=Fix.SUPERSEDE),
    Rule("DEC112", "not-countersigned", _WARNING, not_countersigned),
    Rule("DEC113", "record-rewritten", _ERROR, record_rewritten),
    Rule("DEC114", "empty-file", _WARNING, empty_file, changes_nothing=True),
    Rule("DEC115", "judged-without-claim", _WARNING, judged_without_claim),
    Rule("DEC116", "countersigner-unfit", _ERROR, countersigner_unfit),
)
