"""DEC and SMP: who decided and sampled, in what order, and what decisions refer to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from crossfolio.core.context import Context
from crossfolio.core.findings import Finding, printable
from crossfolio.core.ids import nearest, nearest_criterion
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.about import Judging
from crossfolio.core.record.admission import Bar, bar_of, countersigner_unfit
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.objections import is_of_other_level, unclaimed
from crossfolio.core.record.record import Held, Record
from crossfolio.core.record.standing import mismatched
from crossfolio.core.record.values import Decision, Judged, Unreadable
from crossfolio.core.rules import assessment_rules as rules
from crossfolio.core.rules import evidence_rules, grading_rules, record_rules, signature_rules
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import Text


def check_assessment(
    context: Context, record: Record, lost: Mapping[str, Finding]
) -> Iterator[Finding]:
    """Look at the learner, then at every decision.

    Args:
        context: What was read.
        record: What was decided.
        lost: By ID, the first slip of a page that seems to hold the item.
    """
    portfolio, memo = context.portfolio, context.memo
    yield from _learner(portfolio)
    for decision in record.strangers:
        yield from _strange_criteria(decision, portfolio)
    decisions = memo.same("every decision", record.facts.decisions)
    unreadable = memo.equal("unreadable", record.facts.unreadable)
    names = memo.of(_names, "", decisions, unreadable)
    before = memo.of(_before, "", decisions, unreadable)
    missing = [memo.every(_missing, part.name, part) for part in record.parts]
    every = tuple([item.id for item in portfolio.evidence]) if any(missing) else ()
    ids = memo.equal("ids", every)
    for part, keys in zip(record.parts, missing, strict=True):
        found = memo.same(("missing", part.name), map(lost.get, keys))
        slips = memo.of(_slips, part.name, keys, found)
        known = ids if keys else ()
        yield from memo.every(_in_part, part.name, part, known, names, before, slips)
    for part, held in zip(record.parts, record.held, strict=True):
        yield from memo.every(_unclaimed, part.name, part, held)


def _missing(part: Judging) -> Iterator[str]:
    """Give the items that decisions list and that are not there."""
    return (key for key in part.listed if key not in part.facts.items)


def _slips(keys: Iterable[str], found: Iterable[Finding | None]) -> dict[str, Finding]:
    return {key: finding for key, finding in zip(keys, found, strict=True) if finding}


def _in_part(
    part: Judging,
    ids: tuple[str, ...],
    names: Mapping[str, str],
    before: Mapping[str, set[str]],
    slips: Mapping[str, Finding],
) -> Iterator[Finding]:
    """Look at some decisions.

    Args:
        part: The decisions.
        ids: Of all items, where one that is listed is not there.
        names: The IDs of all decisions, by upper case.
        before: As `_before` gives it.
        slips: For an item that is not there, what is wrong with the page that seems to hold it.
    """
    facts = part.facts
    for decision in part.decisions:
        yield from _references(decision, facts, (ids, names), slips)
        yield from _dates(decision, facts)
        yield from _bar(decision, facts)
        if countersigner_unfit(decision, facts):
            signed = decision.place_of("countersigned_by")
            yield record_rules.countersigner_unfit(signed, decision.countersigned_by)
        yield from _hashes(decision, facts)
        yield from _after(decision, before)
        yield from _levels(decision, facts)


def _learner(portfolio: Portfolio) -> Iterator[Finding]:
    enrolment, people = portfolio.enrolment, portfolio.register
    if enrolment and enrolment.learner and people is not None and not enrolment.learner_unread:
        if enrolment.learner.upper() in people:
            return
        near = nearest(enrolment.learner, [person.id for person in people.values()])
        place = enrolment.learner_place or enrolment.place
        found = evidence_rules.unknown_person(place, enrolment.learner, near)
        yield replace(found, cause=portfolio.doubts.of_person(enrolment.learner))


def known_names(record: Record) -> dict[str, str]:
    """Return the IDs of all decisions, also of such as cannot be read, by upper case."""
    return _names(record.facts.decisions, record.facts.unreadable)


def _names(decisions: Iterable[Decision], unreadable: Iterable[Unreadable]) -> dict[str, str]:
    unread = [broken.id for broken in unreadable if broken.id and not broken.is_sample]
    return {id.upper(): id for id in (*unread, *(decision.id for decision in decisions))}


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
    decision: Decision,
    facts: Facts,
    known: tuple[tuple[str, ...], Mapping[str, str]],
    slips: Mapping[str, Finding],
) -> Iterator[Finding]:
    ids, names = known
    for judged in decision.evidence:
        if judged.evidence not in facts.items:
            near = nearest(judged.evidence, ids)
            found = rules.unknown_reference(judged.place, "evidence", judged.evidence, near)
            slip = slips.get(judged.evidence)
            yield replace(found, cause=slip.place) if slip else found
    for reference in decision.supersedes:
        if reference.key not in names:
            near = nearest(reference.name, names.values())
            yield rules.unknown_reference(reference.place, "decision", reference.name, near)


def _dates(decision: Decision, facts: Facts) -> Iterator[Finding]:
    for judged in decision.evidence:
        item = facts.items.get(judged.evidence)
        if item and item.last_day and decision.date < item.last_day:
            yield rules.decided_before(decision.place_of("date"), item.id, str(item.last_day))


def _bar(decision: Decision, facts: Facts) -> Iterator[Finding]:
    """Say why a decision cannot count."""
    person, place = decision.assessor, decision.place_of("assessor")
    match bar_of(decision, facts):
        case Bar.FUTURE:
            yield record_rules.future_decision(decision.place_of("date"), str(decision.date))
        case Bar.LEARNER:
            yield rules.one_person_two_roles(place, person, (Text("learner"), Text("assessor")))
        case Bar.UNKNOWN:
            why = Text(
                "`{person}` is in no register of people: the decision does not count",
                person=printable(person),
            )
            near = nearest(person, facts.people or ())
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


def _hashes(decision: Decision, facts: Facts) -> Iterator[Finding]:
    for judged in decision.evidence:
        if mismatched(judged, facts):
            place = judged.fingerprint_place or judged.place
            why = _why_apart(judged, facts)
            yield record_rules.hashes_apart(place, judged.evidence, why)


def _why_apart(judged: Judged, facts: Facts) -> Text:
    now = facts.fingerprints[judged.evidence]
    if judged.fingerprint == now.value:
        return Text("the fingerprint is the present one, and the parts are others")
    if judged.parts == now.parts:
        return Text("the parts are the present ones, and the fingerprint is another")
    return Text("the parts are those of another item")


def _before(decisions: Iterable[Decision], unreadable: Iterable[Unreadable]) -> dict[str, set[str]]:
    """Return the hashes of all decision files, by ID and by file name, both in upper case."""
    files: list[tuple[str, Place, str]] = [(d.id, d.place, d.digest) for d in decisions]
    files += [
        (broken.id, broken.place, broken.digest) for broken in unreadable if not broken.is_sample
    ]
    found: dict[str, set[str]] = {}
    files += [(d.id, d.place, d.digest_as_lf) for d in decisions if d.digest_as_lf]
    for id, place, digest in files:
        for name in {id.upper(), place.path.rpartition("/")[2].upper()} - {""}:
            found.setdefault(name, set()).add(digest)
    return found


def _after(decision: Decision, before: Mapping[str, set[str]]) -> Iterator[Finding]:
    for name, digest in decision.after.items():
        there = before.get(name.upper(), set())
        if digest not in there:
            place = decision.place_of(f"after.{name}")
            yield record_rules.record_rewritten(place, name, bool(there))


def _levels(decision: Decision, facts: Facts) -> Iterator[Finding]:
    for judgement in decision.judgements:
        criterion = facts.criteria[judgement.criterion]
        if is_of_other_level(judgement, criterion):
            place = judgement.level_place or judgement.place
            yield grading_rules.other_level(place, judgement.level, criterion.id, criterion.level)


def _unclaimed(part: Judging, held: Held) -> Iterator[Finding]:
    for name, holding in held.standing.items():
        for key in unclaimed(holding, part.facts):
            at = holding.judgement.place
            yield record_rules.judged_without_claim(at, key, name, met=holding.met)
