"""The history of an item: written, judged, changed, judged again, sampled, in order of time."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.record import Event
from crossfolio.core.record.standing import Change, ChangeKind, changed_parts, mismatched
from crossfolio.core.record.values import Judged
from crossfolio.core.record.words import change_words
from crossfolio.core.seen import Seen
from crossfolio.core.texts import NOTHING, Text
from crossfolio.reports.addresses import SAMPLING, Link, decision_page
from crossfolio.reports.words import BARS, SAMPLE_OUTCOMES, day
from crossfolio.site.views.items import date_of


class HistoryLine(NamedTuple):
    """Something that happened to an item, in words."""

    day: str
    what: Text
    """What happened: `Judged again`."""
    name: Text
    """What it is: `Decision D01`, `Sample S02`; empty where it is neither."""
    href: str
    """Where it is listed with all others."""
    who: str
    said: Text
    """What it says of the criteria that rest on the item, or what has changed."""
    notes: tuple[str, ...]
    """What has become of it: taken the place of, changed since, why it does not count."""


Dated = tuple[date, HistoryLine]


def history(item: Evidence, seen: Seen, to: Link) -> tuple[HistoryLine, ...]:
    """Return what happened to an item, superseded decisions and samples with it, in order of time.

    That it was changed is told by the fingerprints that decisions name, and the day by git where
    that is known.
    """
    events = seen.record.history(item.key) if seen.people else ()
    if not events:
        return ()
    written = HistoryLine(date_of(item, seen), Text("Written"), NOTHING, "", "", NOTHING, ())
    dated: list[Dated] = [(item.first_day or date.min, written)]
    last: tuple[Event, Judged] | None = None
    for event in events:
        judged = event.decision.judged[item.key]
        if event.sample is None:
            if last:
                dated += _between(last[1], event, item, seen)
            dated.append((event.day, _decided(event, item, seen, to, again=last is not None)))
            if not mismatched(judged, seen.record.facts):
                last = event, judged
        else:
            dated.append((event.day, _sampled(event, seen, to)))
    if last:
        dated += _since(*last, item, seen)
    return tuple(line for _, line in sorted(dated, key=lambda one: one[0]))


def _between(then: Judged, event: Event, item: Evidence, seen: Seen) -> Iterator[Dated]:
    """Give that an item was changed before it was judged another time."""
    judged = event.decision.judged[item.key]
    if judged.fingerprint != then.fingerprint and not mismatched(judged, seen.record.facts):
        now = Fingerprint(judged.fingerprint, judged.parts) if judged.parts else None
        said = _differs(then, now, item, seen)
        yield event.day, _changed(Text("by {day}", day=day(event.day)), said)


def _since(event: Event, judged: Judged, item: Evidence, seen: Seen) -> Iterator[Dated]:
    """Give that an item was changed after it was judged the last time."""
    now = seen.portfolio.fingerprints.get(item.key)
    if now is None or now.value == judged.fingerprint:
        return
    known = (
        since.changed_on
        for since in seen.since.get(item.key, ())
        if since.decision == event.decision.id and since.changed_on
    )
    found = next(known, "")
    when = date.fromisoformat(found) if found else None
    line = _changed(day(when) if when else Text("by now"), _differs(judged, now, item, seen))
    yield max(when or date.max, event.day), line


def _differs(then: Judged, now: Fingerprint | None, item: Evidence, seen: Seen) -> Text:
    """Say which parts of an item differ between two versions, as far as that may be seen."""
    told = then.parts and now and seen.in_full(item)
    changes = changed_parts(item.key, then.parts, now) if told and now else ()
    words = change_words(changes or (Change(ChangeKind.ITEM, item.key),))
    return Text("{changes:; }", changes=tuple(words))


def _changed(when: str, said: Text) -> HistoryLine:
    return HistoryLine(when, Text("Changed"), NOTHING, "", "", said, ())


def _sampled(event: Event, seen: Seen, to: Link) -> HistoryLine:
    decision, sample = event.decision, event.sample
    assert sample is not None
    said = Text(
        "{outcome} with decision {decision}",
        outcome=SAMPLE_OUTCOMES.get(sample.outcome, sample.outcome),
        decision=decision.id,
    )
    who = seen.person(sample.quality_assurer)
    href = to(f"{SAMPLING}#sample-{sample.id.lower()}")
    name = Text("Sample {sample}", sample=sample.id)
    return HistoryLine(day(event.day), Text("Sampled"), name, href, who, said, ())


def _decided(event: Event, item: Evidence, seen: Seen, to: Link, *, again: bool) -> HistoryLine:
    decision = event.decision
    said = tuple(
        Text("{criterion} {verdict}", criterion=one.criterion, verdict=one.verdict.words)
        for one in event.judgements
    )
    return HistoryLine(
        day(event.day),
        Text("Judged again") if again else Text("Judged"),
        Text("Decision {decision}", decision=decision.id),
        to(decision_page(decision.id)),
        seen.person(decision.assessor),
        Text("{judgements}", judgements=said) if said else Text("nothing that rests on this item"),
        tuple(_notes(event, item, seen)),
    )


def _notes(event: Event, item: Evidence, seen: Seen) -> Iterator[str]:
    if event.bar:
        yield BARS[event.bar]
    for later in dict.fromkeys(decision.id for decision in event.ended.values()):
        ended = [name for name, decision in event.ended.items() if decision.id == later]
        criteria = tuple(
            judgement.criterion for judgement in event.judgements if judgement.criterion in ended
        )
        if criteria:
            yield Text("superseded by {decision} for {criteria}", decision=later, criteria=criteria)
    yield from _no_longer_stands(event, item, seen)
    if event.decision.countersigned_by:
        person = seen.person(event.decision.countersigned_by)
        yield Text("countersigned by {person}", person=person)


def _no_longer_stands(event: Event, item: Evidence, seen: Seen) -> Iterator[Text]:
    """Say which judgements that hold no longer stand because of this item or the wording."""
    standing = seen.record.standing
    criteria = tuple(
        judgement.criterion
        for judgement in event.judgements
        if (held := standing.get(judgement.criterion))
        and held.decision.key == event.decision.key
        and (item.key in held.changed_items or held.reworded)
    )
    if criteria:
        yield Text("changed since for {criteria}", criteria=criteria)
