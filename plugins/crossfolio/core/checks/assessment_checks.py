"""DEC and SMP: who decided and sampled, in what order, and what decisions refer to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from crossfolio.core.findings import Finding, printable
from crossfolio.core.ids import nearest, nearest_criterion
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.admission import Bar, countersigner_unfit
from crossfolio.core.record.objections import is_of_other_level, unclaimed
from crossfolio.core.record.record import Record
from crossfolio.core.record.standing import mismatched
from crossfolio.core.record.values import Decision, Judged
from crossfolio.core.rules import assessment_rules as rules
from crossfolio.core.rules import evidence_rules, grading_rules, record_rules, signature_rules
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import Text


def check_assessment(
    portfolio: Portfolio, record: Record, lost: Mapping[str, Finding]
) -> Iterator[Finding]:
    """Look at the learner, then at every decision.

    Args:
        portfolio: What was read.
        record: What was decided.
        lost: By ID, the first slip of a page that seems to hold the item.
    """
    yield from _learner(portfolio)
    for decision in record.strangers:
        yield from _strange_criteria(decision, portfolio)
    names = known_names(record)
    before = _before(record)
    for decision in record.facts.decisions:
        yield from _references(decision, portfolio, names, lost)
        yield from _dates(decision, portfolio)
        yield from _bar(decision, record)
        if countersigner_unfit(decision, record.facts):
            signed = decision.place_of("countersigned_by")
            yield record_rules.countersigner_unfit(signed, decision.countersigned_by)
        yield from _hashes(decision, record)
        yield from _after(decision, before)
        yield from _levels(decision, record)
    yield from _unclaimed(record)


def _learner(portfolio: Portfolio) -> Iterator[Finding]:
    enrolment, people = portfolio.enrolment, portfolio.register
    if enrolment and enrolment.learner and people is not None and not enrolment.learner_unread:
        if enrolment.learner.upper() in people:
            return
        near = nearest(enrolment.learner, [it.id for it in people.values()])
        place = enrolment.learner_place or enrolment.place
        found = evidence_rules.unknown_person(place, enrolment.learner, near)
        yield replace(found, cause=portfolio.doubts.of_person(enrolment.learner))


def known_names(record: Record) -> dict[str, str]:
    """Return the IDs of all decisions, also of such as cannot be read, by upper case."""
    facts = record.facts
    unread = [it.id for it in facts.unreadable if it.id and not it.is_sample]
    return {id.upper(): id for id in (*unread, *(it.id for it in facts.decisions))}


def _strange_criteria(decision: Decision, portfolio: Portfolio) -> Iterator[Finding]:
    criteria = portfolio.framework.criteria
    for judgement in decision.judgements:
        if judgement.criterion not in criteria:
            near = nearest_criterion(judgement.criterion, criteria)
            why = Text("there is no criterion `{criterion}`", criterion=judgement.criterion)
            help = did_you_mean(near) or Text("correct the ID")
            found = rules.assessment_invalid(judgement.place, why, help)
            yield replace(found, cause=portfolio.doubts.of(judgement.criterion))


def _references(
    decision: Decision, portfolio: Portfolio, names: dict[str, str], lost: Mapping[str, Finding]
) -> Iterator[Finding]:
    for judged in decision.evidence:
        if judged.evidence not in portfolio.by_id:
            items = {item.key: item.id for item in portfolio.evidence}
            near = nearest(judged.evidence, items.values())
            found = rules.unknown_reference(judged.place, "evidence", judged.evidence, near)
            slip = lost.get(judged.evidence)
            yield replace(found, cause=slip.place) if slip else found
    for reference in decision.supersedes:
        if reference.key not in names:
            near = nearest(reference.name, names.values())
            yield rules.unknown_reference(reference.place, "decision", reference.name, near)


def _dates(decision: Decision, portfolio: Portfolio) -> Iterator[Finding]:
    for judged in decision.evidence:
        item = portfolio.by_id.get(judged.evidence)
        if item and item.last_day and decision.date < item.last_day:
            yield rules.decided_before(decision.place_of("date"), item.id, str(item.last_day))


def _bar(decision: Decision, record: Record) -> Iterator[Finding]:
    """Say why a decision cannot count."""
    person, place = decision.assessor, decision.place_of("assessor")
    match record.bars.get(decision.key):
        case Bar.FUTURE:
            yield record_rules.future_decision(decision.place_of("date"), str(decision.date))
        case Bar.LEARNER:
            yield rules.one_person_two_roles(place, person, (Text("learner"), Text("assessor")))
        case Bar.UNKNOWN:
            why = Text(
                "`{person}` is in no register of people: the decision does not count",
                person=printable(person),
            )
            near = nearest(person, record.facts.people or ())
            yield record_rules.not_an_assessor(place, why, near)
        case Bar.NO_ASSESSOR:
            why = Text(
                "`{person}` is no assessor in people.yml: the decision does not count",
                person=printable(person),
            )
            yield record_rules.not_an_assessor(place, why, [])
        case Bar.NOT_COUNTERSIGNED:
            yield record_rules.not_countersigned(place, person)
        case Bar.WRONGLY_COUNTERSIGNED:
            why = record_rules.cannot_countersign(decision.countersigned_by)
            yield record_rules.not_an_assessor(decision.place_of("countersigned_by"), why, [])
        case Bar.UNSIGNED:
            yield signature_rules.unsigned_decision(decision.place, person)
        case Bar.WRONGLY_SIGNED:
            yield signature_rules.wrong_signature(decision.place, person)


def _hashes(decision: Decision, record: Record) -> Iterator[Finding]:
    for judged in decision.evidence:
        if mismatched(judged, record.facts):
            place = judged.fingerprint_place or judged.place
            why = _why_apart(judged, record)
            yield record_rules.hashes_apart(place, judged.evidence, why)


def _why_apart(judged: Judged, record: Record) -> Text:
    now = record.facts.fingerprints[judged.evidence]
    if judged.fingerprint == now.value:
        return Text("the fingerprint is the present one, and the parts are others")
    if judged.parts == now.parts:
        return Text("the parts are the present ones, and the fingerprint is another")
    return Text("the parts are those of another item")


def _before(record: Record) -> dict[str, set[str]]:
    """Return the hashes of all decision files, by ID and by file name, both in upper case."""
    facts = record.facts
    files: list[tuple[str, Place, str]] = [(d.id, d.place, d.digest) for d in facts.decisions]
    files += [(it.id, it.place, it.digest) for it in facts.unreadable if not it.is_sample]
    found: dict[str, set[str]] = {}
    files += [(d.id, d.place, d.digest_as_lf) for d in facts.decisions if d.digest_as_lf]
    for id, place, digest in files:
        for name in {id.upper(), place.path.rpartition("/")[2].upper()} - {""}:
            found.setdefault(name, set()).add(digest)
    return found


def _after(decision: Decision, before: dict[str, set[str]]) -> Iterator[Finding]:
    for name, digest in decision.after.items():
        there = before.get(name.upper(), set())
        if digest not in there:
            place = decision.place_of(f"after.{name}")
            yield record_rules.record_rewritten(place, name, bool(there))


def _levels(decision: Decision, record: Record) -> Iterator[Finding]:
    for it in decision.judgements:
        criterion = record.facts.criteria[it.criterion]
        if is_of_other_level(it, criterion):
            place = it.level_place or it.place
            yield grading_rules.other_level(place, it.level, criterion.id, criterion.level)


def _unclaimed(record: Record) -> Iterator[Finding]:
    for name, holding in record.standing.items():
        for key in unclaimed(holding, record.facts):
            at = holding.judgement.place
            yield record_rules.judged_without_claim(at, key, name, met=holding.met)
