"""The results of single files, merged into a portfolio."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeVar

from crossfolio.core.copies import original_of
from crossfolio.core.evidence import Audience, Evidence, Status
from crossfolio.core.findings import Finding, Loss
from crossfolio.core.framework import Framework, Qualification, Unit
from crossfolio.core.ids import natural
from crossfolio.core.media import StoredFile
from crossfolio.core.memo import Memo
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Portfolio
from crossfolio.core.record.values import Decision, Person, Sample, Unreadable
from crossfolio.core.rules import assessment_rules, criteria_rules, evidence_rules, sampling_rules
from crossfolio.core.sampling.values import Plan, Policy
from crossfolio.core.spelling import decision_in, enrolment_in, respelt, unreadable_in
from crossfolio.core.texts import NOTHING, Text

T = TypeVar("T")
Defined = TypeVar("Defined", Unit, Qualification)
AnyRecord = TypeVar("AnyRecord", Decision, Sample)


class AssessmentFiles(NamedTuple):
    """What the files of the assessment folder hold."""

    people: Mapping[str, Person] | None
    people_unread: Place | None
    """Where the register is that cannot be wholly read."""
    decisions: tuple[Decision, ...]
    samples: tuple[Sample, ...]
    unreadable: tuple[Unreadable, ...]
    """Decisions and samples that cannot be read."""
    policy: Policy | None = None
    policy_unread: Place | None = None
    """Where the policy of sampling is that cannot be read."""
    plans: tuple[Plan, ...] = ()
    plans_unread: tuple[Place, ...] = ()


class FileResults(NamedTuple):
    """What the files of a portfolio hold, each in the order of paths."""

    criteria: tuple[Unit | Qualification, ...]
    evidence: tuple[Evidence, ...]
    assessment: AssessmentFiles
    enrolment: Enrolment | None
    files: Mapping[str, StoredFile]


def merge(
    results: FileResults,
    place: Place,
    today: date,
    fingerprint_of: Callable[[Evidence], str] = lambda _: "",
    memo: Memo | None = None,
) -> tuple[Portfolio, list[Finding]]:
    """Merge the results of single files; of several with one ID only the original counts.

    Args:
        results: What was read.
        place: Where findings about the portfolio as a whole stand.
        today: The day of the check.
        fingerprint_of: Returns the fingerprint of an item as it is now.
        memo: Has what was merged in the last check.
    """
    memo = memo or Memo()
    framework, doubled_units = memo.of(_framework, "", memo.same("criteria", results.criteria))
    found = list(doubled_units)
    assessment = results.assessment
    unreadable = [unreadable_in(broken, framework) for broken in assessment.unreadable]
    readable = [
        memo.of(decision_in, decision.place.path, decision, framework)
        for decision in assessment.decisions
    ]
    decisions = _records(readable, unreadable, found)
    made = sorted(decisions, key=lambda decision: (decision.date, decision.order))
    samples = _records(assessment.samples, unreadable, found)
    plans, doubled = _plans(assessment.plans, found)
    evidence = _evidence(results.evidence, decisions, fingerprint_of, found)
    portfolio = Portfolio(
        framework,
        tuple(sorted(evidence, key=lambda item: item.order)),
        place,
        today,
        results.enrolment and memo.of(enrolment_in, "", results.enrolment, framework),
        assessment.people,
        assessment.people_unread,
        memo.same("decisions", made),
        tuple(sorted(samples, key=lambda sample: (sample.date, natural(sample.id)))),
        tuple(unreadable),
        files=results.files,
        policy=assessment.policy,
        policy_unread=assessment.policy_unread,
        plans=tuple(sorted(plans, key=lambda plan: (plan.date, natural(plan.id)))),
        plans_unread=(*assessment.plans_unread, *doubled),
    )
    return portfolio, found


def _framework(
    criteria: tuple[Unit | Qualification, ...],
) -> tuple[Framework, tuple[Finding, ...]]:
    """Return all units and qualifications, and what is found of those that two files define."""
    found: list[Finding] = []
    units = [unit for unit in criteria if isinstance(unit, Unit)]
    qualifications = [
        qualification for qualification in criteria if isinstance(qualification, Qualification)
    ]
    framework = Framework(
        _criteria(units, criteria_rules.unit_words, found),
        _criteria(qualifications, criteria_rules.qualification_words, found),
    )
    return respelt(framework), tuple(found)


def _criteria(
    things: Iterable[Defined], words: Callable[[str], Text], found: list[Finding]
) -> dict[str, Defined]:
    """Return units or qualifications by code.

    Where two files define one and neither is a copy, the first is taken, but what is asked is
    not known for sure.
    """
    taken: dict[str, Defined] = {}
    for same in _by_key(things, lambda thing: thing.id.upper()).values():
        own, why = (original_of(same, _path) if len(same) > 1 else None) or (same[0], NOTHING)
        taken[own.id] = own
        for read in same:
            if read is not own:
                twice = criteria_rules.duplicate_unit(read.place, words(own.id), own.place, why)
                found.append(twice if why else replace(twice, loss=Loss("criteria", (own.id,))))
    return taken


def _records(
    records: Iterable[AnyRecord], unreadable: list[Unreadable], found: list[Finding]
) -> list[AnyRecord]:
    """Return decisions or samples; of several with one ID the original, else the first.

    The others are taken for such as cannot be read, unless they say the same.
    """
    taken = []
    for same in _by_key(records, lambda record: record.key).values():
        first, _ = (original_of(same, _path) if len(same) > 1 else None) or (same[0], "")
        others = [other for other in same if other is not first]
        found.extend(
            assessment_rules.duplicate_decision(other.place, other.id, first.place)
            for other in others
        )
        unreadable.extend(_unread(other) for other in others if other != first)
        taken.append(first)
    return taken


def _plans(plans: Iterable[Plan], found: list[Finding]) -> tuple[list[Plan], list[Place]]:
    """Return plans, and where there is one whose ID another has."""
    taken, doubled = [], []
    for first, *others in _by_key(plans, lambda plan: plan.key).values():
        taken.append(first)
        doubled += [plan.place for plan in others]
        why = Text("the ID `{plan}` is used twice", plan=first.id)
        help = Text("the first is at {path}:{line}:{column}", **first.place.args)
        found.extend(sampling_rules.plan_invalid(plan.place, why, help) for plan in others)
    return taken, doubled


def _evidence(
    items: Iterable[Evidence],
    decisions: Iterable[Decision],
    fingerprint_of: Callable[[Evidence], str],
    found: list[Finding],
) -> list[Evidence]:
    """Return the items, one for each ID."""
    judged = {item.fingerprint for decision in decisions for item in decision.evidence}
    return [
        same[0]
        if len(same) == 1
        else _one_of(same, lambda item: fingerprint_of(item) in judged, found)
        for same in _by_key(items, lambda item: item.key).values()
    ]


def _one_of(
    same: list[Evidence], fits: Callable[[Evidence], bool], found: list[Finding]
) -> Evidence:
    """Return the original of items with one ID, in the narrowest audience of all of them.

    Where nothing tells which that is, none of them counts: the first is there as a draft.
    """
    first, why = original_of(same, _path, fits) or (_as_draft(same[0]), NOTHING)
    for read in same:
        if read.path != first.path:
            double = evidence_rules.duplicate_evidence(read.place, read.id, first.place, why)
            claimed = [
                claim.tag for one in ((read,) if why else (read, first)) for claim in one.claims
            ]
            found.append(replace(double, loss=Loss("page", (read.id, *claimed))))
    return replace(first, audience=max((item.audience for item in same), key=list(Audience).index))


def _as_draft(item: Evidence) -> Evidence:
    return replace(item, status=Status.DRAFT) if item.status is Status.SUBMITTED else item


def _by_key(things: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Return things by key, each list in the order of paths."""
    found: dict[str, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found


def _path(thing: Unit | Qualification | Evidence | Decision | Sample) -> str:
    return thing.place.path


def _unread(decision: Decision | Sample) -> Unreadable:
    """Return a decision or a sample whose ID is used twice as one that cannot be read."""
    if isinstance(decision, Sample):
        names = tuple(one.name for one in decision.decisions)
        return Unreadable(decision.place, names, decision.date, decision.id, is_sample=True)
    return Unreadable(
        decision.place,
        tuple(sorted(decision.criteria)),
        decision.date,
        decision.id,
        decision.digest,
    )
