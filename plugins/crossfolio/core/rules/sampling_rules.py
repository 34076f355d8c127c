"""SMP: the policy of sampling, plans, and the actions that samples ask for."""

from crossfolio.core.findings import Finding, Related, Rule, Severity, one_edit, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import NOTHING, Text


def policy_invalid(place: Place, why: Text, help: Text = NOTHING) -> Finding:
    """The policy of sampling is not what its schema says.

    While it cannot be read nothing is planned by it, and nobody can say that it is met. Nothing
    lowers or hides this finding.

    ## Example
        share: {low: ten}

    ## Use instead
        share: {low: 10%}
    """
    return Finding("SMP107", place, why, help=help, firm=True)


def plan_invalid(place: Place, why: Text, help: Text = NOTHING) -> Finding:
    """A plan of sampling is not what its schema says.

    While it cannot be read nobody can say that the policy of sampling is met. Nothing lowers or
    hides this finding.

    ## What to do
    Bring the file back as `crossfolio sample plan` wrote it; the history of the repository has it.
    """
    return Finding("SMP108", place, why, help=help, firm=True)


def left_out_of_plan(place: Place, plan: str, decision: str) -> Finding:
    """A decision of a plan's period is not among those that the plan draws from.

    It was left out, or it was written later and dated back; what a plan does not know of, it
    cannot draw.

    ## What to do
    Plan the period anew: a later plan that draws from the decision as well takes this back.
    """
    return Finding(
        "SMP109",
        place,
        Text(
            "plan {plan} does not draw from decision {decision}, which is dated before it",
            plan=plan,
            decision=decision,
        ),
        help=Text(
            "it was left out, or dated back; plan the period anew with `crossfolio sample plan`"
        ),
    )


def plan_altered(place: Place, why: Text) -> Finding:
    """A plan is not what the decisions and its seed make of it.

    A plan is written once. Its population is the hash of the decisions that it draws from, its
    seed is made of the period, the person and the last plan, and the seed says what is drawn; so
    an altered plan shows, and so does a decision that has gone. Nothing lowers or hides this
    finding.

    ## What to do
    Bring the plan, or the decision, back as it was; the history of the repository has both.
    """
    help = Text("bring it back as it was; the repository's history has it")
    return Finding("SMP110", place, why, help=help, firm=True)


def last_plan_rewritten(place: Place, plan: str, last: str, is_there: bool) -> Finding:  # noqa: FBT001
    """The plan that another one follows is gone, or no longer what it was.

    Each plan keeps the hash of the last one, so that none can be taken away or written over
    without a word. Nothing lowers or hides this finding.

    ## What to do
    Bring the file back as it was; the history of the repository has it.
    """
    if is_there:
        message = Text(
            "plan `{last}` has been written over: it was there when plan {plan} was made",
            last=printable(last),
            plan=plan,
        )
    else:
        message = Text(
            "plan `{last}` is gone: it was there when plan {plan} was made",
            last=printable(last),
            plan=plan,
        )
    return Finding(
        "SMP111",
        place,
        message,
        help=Text("bring the file back as it was; the repository's history has it"),
        firm=True,
    )


def plan_out_of_turn(place: Place, plan: str, other: str, related: Place) -> Finding:
    """A plan does not follow the last plan before it.

    The seed is made of the last plan, so that nobody can choose another draw. Two branches of a
    repository may have planned without knowing of each other.

    ## What to do
    Where no branches were merged, ask why; then plan anew.
    """
    return Finding(
        "SMP112",
        place,
        Text(
            "plan {plan} does not follow plan {other}, which was made before it",
            plan=plan,
            other=other,
        ),
        help=Text("where no branches were merged, ask why, and plan anew"),
        related=(Related(related, Text("plan {plan}", plan=other)),),
    )


def not_ready(place: Place, unit: str, sample: str, *, gated: bool) -> Finding:
    """A submitted unit has an open action of a quality assurer.

    It is not ready for certification until the action is closed. It is said where all criteria
    are accepted, as a warning, and where `min_accepted` is set, the gate for certification, as an
    error.

    ## Origin
    Practice of awarding bodies: no certificate is claimed while an action of quality assurance
    is open.

    ## What to do
    Do what was asked for, and add `closed_on` with the day to the action in the sample's file.
    """
    return Finding(
        "SMP113",
        place,
        Text(
            "{unit} is not ready for certification: an action of sample {sample} is open",
            unit=unit,
            sample=sample,
        ),
        help=Text("do it and add `closed_on` to the action"),
        unit=unit,
        at_most=Severity.ERROR if gated else Severity.WARNING,
    )


def closed_before_asked(place: Place, sample: str, closed: str, asked: str) -> Finding:
    """An action was closed before it was asked for.

    One of the two days is wrong, and the action counts as open.

    ## Example
        date: 2026-05-22
        actions: [{text: Decide again, due: 2026-06-05, closed_on: 2025-06-01}]

    ## Use instead
        date: 2026-05-22
        actions: [{text: Decide again, due: 2026-06-05, closed_on: 2026-06-01}]
    """
    return Finding(
        "SMP114",
        place,
        Text(
            "an action of sample {sample} is closed on {date}, before the sample of {sample_date}",
            sample=sample,
            date=closed,
            sample_date=asked,
        ),
        help=Text("correct `closed_on`; until then the action counts as open"),
    )


def unknown_in_policy(place: Place, person: str, near: list[str]) -> Finding:
    """The policy of sampling says the risk of somebody who is no assessor in `people.yml`.

    Whoever was meant is sampled as if nothing were said of them: by the largest share.

    ## What to do
    Correct the ID, or give the person the role in `people.yml`.
    """
    return Finding(
        "SMP115",
        place,
        Text("`{person}` is no assessor in people.yml", person=printable(person)),
        help=did_you_mean(near)
        or Text("correct the ID, or give the role `assessor` in people.yml"),
    )


def unknown_plan(place: Place, sample: str, plan: str, near: list[str]) -> Finding:
    """A sample names a plan that does not exist.

    ## What to do
    Correct the ID under `plan`, or bring the plan back.
    """
    return Finding(
        "SMP116",
        place,
        Text(
            "sample {sample} carries out plan `{plan}`, and there is none",
            sample=sample,
            plan=printable(plan),
        ),
        help=did_you_mean(near) or Text("correct the ID, or bring the plan back"),
        edits=one_edit(place, near),
    )


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
RULES = (
    Rule("SMP107", "sampling-policy-invalid", _ERROR, policy_invalid),
    Rule("SMP108", "plan-invalid", _ERROR, plan_invalid),
    Rule("SMP109", "left-out-of-plan", _ERROR, left_out_of_plan),
    Rule("SMP110", "plan-altered", _ERROR, plan_altered),
    Rule("SMP111", "last-plan-rewritten", _ERROR, last_plan_rewritten),
    Rule("SMP112", "plan-out-of-turn", _WARNING, plan_out_of_turn),
    Rule("SMP113", "not-ready", _ERROR, not_ready),
    Rule("SMP114", "closed-before-asked", _WARNING, closed_before_asked),
    Rule("SMP115", "unknown-in-policy", _WARNING, unknown_in_policy),
    Rule("SMP116", "unknown-plan", _WARNING, unknown_plan),
)
