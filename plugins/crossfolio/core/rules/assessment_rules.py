"""DEC and SMP: people, decisions and samples."""

from collections.abc import Callable, Collection
from dataclasses import replace

from crossfolio.core.findings import Finding, Loss, Related, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import NOTHING, Text


def assessment_invalid(place: Place, why: Text, help: Text = NOTHING) -> Finding:
    """A decision or the people register is not what its schema says, or lies where none is read.

    A decision that cannot be read decides nothing, and takes nothing back: the criteria that
    it names are *covered* at best, and all of them where it names none. Where its date can be
    read, criteria that were decided later are not touched. While the register cannot be read,
    nothing is accepted. Nothing lowers or hides this finding.

    ## Example
        criteria: [{criterion: BUD.AC1, outcome: passed}]

    ## Use instead
        criteria: [{criterion: BUD.AC1, outcome: met}]
    """
    return Finding("DEC101", place, why, help=help, firm=True)


def register_misnamed(place: Place, folder: str) -> Finding:
    """Return the finding about a register of people under another name or in another place."""
    why = Text("this register of people is not read, and nothing is accepted without it")
    return assessment_invalid(
        place, why, Text("its name and place are `{folder}/people.yml`", folder=folder)
    )


def criteria_among_records(place: Place, what: str) -> Finding:
    """Return the finding about a unit or a qualification where only decisions or samples lie."""
    decision = Text("this looks like a unit or a qualification, and is no decision")
    sample = Text("this looks like a unit or a qualification, and is no sample")
    why = sample if what == "sample" else decision
    found = _invalid(what)(place, why, Text("move it into the folder of criteria"))
    return replace(found, loss=Loss("criteria", is_whole=True))


def other_record(place: Place, what: str, other: str) -> Finding:
    """Return the finding about a file that is not what its folder holds.

    Args:
        place: Of the file.
        what: What the folder holds: `decision` or `sample`.
        other: What it is instead; empty where nobody can tell.
    """
    if other:
        help = Text("move it into the folder `{folder}` beside this one", folder=f"{other}s")
        return _invalid(what)(place, _OTHER[other], help)
    return _invalid(what)(place, *_EMPTY[what])


_OTHER = {
    "decision": Text("this is a decision, and lies where the samples are"),
    "sample": Text("this is a sample, and lies where the decisions are"),
}
_EMPTY = {
    "decision": (
        Text("nothing in this file says anything of a decision"),
        Text("write the decision, or delete the file"),
    ),
    "sample": (
        Text("nothing in this file says anything of a sample"),
        Text("write the sample, or delete the file"),
    ),
}


def _invalid(what: str) -> Callable[[Place, Text, Text], Finding]:
    return sample_invalid if what == "sample" else assessment_invalid


def record_among_criteria(place: Place, fields: Collection[str]) -> Finding | None:
    """Return the finding about a part of the record that lies among the criteria, if it is one."""
    if "people" in fields:
        help = Text("move it to where the record is, as `people.yml`")
        return record_elsewhere(place, Text("a register of people is not read here"), help)
    what = next((field for field in ("decision", "sample") if field in fields), "")
    help = Text("move it into the folder `{folder}` of the record", folder=f"{what}s")
    return record_elsewhere(place, NOT_READ[what], help) if what else None


NOT_READ = {
    "decision": Text("a decision is not read here"),
    "sample": Text("a sample is not read here"),
}
"""What is said of a decision or a sample that lies where none is read."""

AMONG_EVIDENCE = {
    "decision": Text("this looks like a decision, and is not read: it lies among the evidence"),
    "sample": Text("this looks like a sample, and is not read: it lies among the evidence"),
}
"""What is said of one that lies in the folder of evidence."""


def record_elsewhere(place: Place, why: Text, help: Text) -> Finding:
    """Return the finding about a part of the record that lies where none is read."""
    return assessment_invalid(place, why, help)


def lies_outside(finding: Finding, folder: str) -> bool:
    """Tell whether a finding is about a part of the record outside the assessment folder."""
    return finding.code == "DEC101" and not finding.place.path.startswith(f"{folder}/")


def duplicate_decision(place: Place, id: str, first: Place) -> Finding:
    """Two decisions, or two samples, have the same ID.

    The first in the order of paths counts; the other is taken for one that cannot be read.
    Nothing lowers or hides this finding.

    ## What to do
    Give the newer one the next free ID.
    """
    return Finding(
        "DEC102",
        place,
        Text("the ID `{id}` is used twice", id=id),
        help=Text(
            "give this one an ID of its own; the first is at {path}:{line}:{column}", **first.args
        ),
        related=(Related(first, Text("the first one")),),
        firm=True,
    )


def unknown_reference(place: Place, kind: str, name: str, near: list[str]) -> Finding:
    """A decision names evidence or a decision that does not exist.

    ## What to do
    Correct the ID. Where the evidence was taken out on purpose, supersede the decision.
    """
    if kind == "decision":
        there = Text("there is no decision `{decision}`", decision=printable(name))
        back = Text("correct the ID, or bring the decision back")
    else:
        there = Text("there is no evidence `{item}`", item=printable(name))
        back = Text("correct the ID, or bring the evidence back")
    return Finding(
        "DEC103",
        place,
        there,
        help=did_you_mean(near) or back,
    )


def decided_before(place: Place, id: str, day: str) -> Finding:
    """A decision is dated before the evidence that it judges.

    ## What to do
    Correct the date of the decision or of the evidence.
    """
    why = Text("the decision is dated before the end of {item}, which is {date}", item=id, date=day)
    return Finding(
        "DEC104", place, why, help=Text("correct the date of the decision or of the evidence")
    )


def one_person_two_roles(place: Place, person: str, roles: tuple[Text, Text]) -> Finding:
    """The learner, the assessor and the quality assurer are not three people.

    Nobody assesses their own work, and nobody samples their own decisions. Such a decision
    counts for nothing; such a sample confirms nothing, and where it disagrees it disputes all
    the same. Nothing lowers or hides this finding.

    ## Origin
    Practice of awarding bodies: an internal quality assurer may not verify decisions of
    their own; the learner decides on nothing.

    ## What to do
    Have the decision or the sample made by somebody else, or correct the ID.
    """
    one, other = roles
    return Finding(
        "DEC105",
        place,
        Text(
            "`{person}` is both the {role} and the {other}",
            person=printable(person),
            role=one,
            other=other,
        ),
        help=Text("have it done by somebody else, or correct the ID"),
        firm=True,
    )


def sample_invalid(place: Place, why: Text, help: Text = NOTHING) -> Finding:
    """A sample is not what its schema says.

    It may have disagreed: the criteria of the decisions that it names are *covered* at best,
    and all of them where it names none. Nothing lowers or hides this finding.

    ## Example
        outcome: fine

    ## Use instead
        outcome: agree
    """
    return Finding("SMP101", place, why, help=help, firm=True)


def unknown_decision(place: Place, name: str, near: list[str], *, disagrees: bool) -> Finding:
    """A sample names a decision that does not exist.

    Where it disagrees, it may be about any criterion: nothing is accepted that was not decided
    later, the finding is an error, and nothing lowers or hides it.

    ## What to do
    Correct the ID under `decisions`.
    """
    return Finding(
        "SMP102",
        place,
        Text("there is no decision `{decision}`", decision=printable(name)),
        help=did_you_mean(near) or Text("correct the ID"),
        firm=disagrees,
    )


def not_a_quality_assurer(place: Place, person: str, near: list[str]) -> Finding:
    """A sample was made by somebody who is no quality assurer.

    `people.yml` says who is. Its `agree` counts for nothing; where it disagrees, it disputes
    all the same. Nothing lowers or hides this finding.

    ## What to do
    Correct the ID, or give the person the role in `people.yml`.
    """
    return Finding(
        "SMP103",
        place,
        Text("`{person}` is no quality assurer in people.yml", person=printable(person)),
        help=did_you_mean(near)
        or Text("correct the ID, or give the role `internal-quality-assurer` in people.yml"),
        firm=True,
    )


def sampled_before(place: Place, decision: str, day: str) -> Finding:
    """A sample is dated before a decision that it looked at, or in the future.

    ## What to do
    Correct the date of the sample or of the decision.
    """
    why = (
        Text(
            "the sample is dated before decision {decision}, which is of {date}",
            decision=decision,
            date=day,
        )
        if decision
        else Text("the sample is dated {date}, which is in the future", date=day)
    )
    return Finding("SMP104", place, why, help=Text("correct the date"))


def sample_without_feedback(place: Place, id: str) -> Finding:
    """A sample says nothing to the assessor.

    ## Origin
    Practice of awarding bodies: internal quality assurance gives feedback on every sample.

    ## What to do
    Add `feedback`.
    """
    return Finding(
        "SMP105",
        place,
        Text("sample {sample} has no feedback", sample=id),
        help=Text("add `feedback: …`"),
    )


def overdue_action(place: Place, sample: str, due: str) -> Finding:
    """An action of a sample is open after its date.

    A unit is not ready for certification while an action is open.

    ## What to do
    Do it and add `closed_on`, or agree on another date.
    """
    return Finding(
        "SMP106",
        place,
        Text(
            "an action of sample {sample} was due on {date} and is still open",
            sample=sample,
            date=due,
        ),
        help=Text("do it and add `closed_on`, or agree on another date"),
    )


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
RULES = (
    Rule("DEC101", "assessment-invalid", _ERROR, assessment_invalid),
    Rule("DEC102", "duplicate-decision", _ERROR, duplicate_decision),
    Rule("DEC103", "unknown-reference", _WARNING, unknown_reference),
    Rule("DEC104", "decided-before", _WARNING, decided_before, contradicts=True),
    Rule("DEC105", "one-person-two-roles", _ERROR, one_person_two_roles),
    Rule("SMP101", "sample-invalid", _ERROR, sample_invalid),
    Rule("SMP102", "unknown-decision", _WARNING, unknown_decision),
    Rule("SMP103", "not-a-quality-assurer", _ERROR, not_a_quality_assurer),
    Rule("SMP104", "sampled-before", _WARNING, sampled_before),
    Rule("SMP105", "sample-without-feedback", _WARNING, sample_without_feedback),
    Rule("SMP106", "overdue-action", _WARNING, overdue_action),
)
