"""Why a decision is not written."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crossfolio.core.characters import is_writable
from crossfolio.core.check import Checked
from crossfolio.core.drafting import Answer, Draft, items_of
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic, Severity, printable
from crossfolio.core.ids import nearest, nearest_criterion
from crossfolio.core.place import Place
from crossfolio.core.record.admission import Bar, bar_of
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.values import Decision, Verdict
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import Text

_NOWHERE = Place("")


class Refusal(NamedTuple):
    """Why a decision is not written."""

    text: Text
    about: str = ""
    """What it is about: `assessor`, `date`, or a criterion by its full ID, or an
    item by its ID in upper case."""


def refusals(draft: Draft, checked: Checked) -> list[Refusal]:
    """Say everything that keeps a decision from being written; empty where nothing does."""
    return [
        *(Refusal(text, "assessor") for text in _person(draft, checked.record.facts)),
        *(Refusal(text, "date") for text in _day(draft, checked.portfolio.today)),
        *_unknown_items(draft, checked),
        *_unwritable(draft, checked),
        *_answers(draft, checked),
    ]


def _person(draft: Draft, facts: Facts) -> Iterator[Text]:
    """Say why nobody who is named may decide, in the words of the check."""
    name = printable(draft.assessor)
    if not draft.assessor:
        yield Text(
            "nobody is named who decides: give --as ID, or set `git config crossfolio.person ID`"
        )
        return
    if facts.people_unread:
        yield Text(
            "the register of people cannot be read ({place})", place=str(facts.people_unread)
        )
        return
    if facts.learner_unread:
        yield Text("who the learner is cannot be read ({place})", place=str(facts.learner_unread))
        return
    shown = Decision(
        "", draft.assessor, facts.today, _NOWHERE, (), (), countersigned_by=draft.countersigned_by
    )
    match bar_of(shown, facts):
        case Bar.LEARNER:
            yield Text("`{person}` is the learner, who decides on nothing", person=name)
        case Bar.UNKNOWN:
            why = Text("`{person}` is in no register of people", person=name)
            yield _or_meant(why, nearest(draft.assessor, facts.people or ()))
        case Bar.NO_ASSESSOR:
            yield Text("`{person}` is no assessor in people.yml", person=name)
        case Bar.WRONGLY_COUNTERSIGNED:
            other = printable(draft.countersigned_by)
            yield Text("`{person}` cannot countersign: another assessor has to", person=other)


def _or_meant(why: Text, near: list[str]) -> Text:
    """Say as well what was most likely meant."""
    meant = did_you_mean(near)
    return Text("{why}; {meant}", why=why, meant=meant) if meant else why


def _day(draft: Draft, today: date) -> Iterator[Text]:
    if draft.day > today:
        yield Text("{date} is after today, {today}", date=str(draft.day), today=str(today))


def _unwritable(draft: Draft, checked: Checked) -> Iterator[Refusal]:
    """Say which texts no file in UTF-8 can hold."""
    printed = checked.portfolio.framework.printed
    if not is_writable(draft.method):
        yield Refusal(Text("how it was judged is not UTF-8"))
    if not is_writable(draft.feedback):
        yield Refusal(Text("the feedback is not UTF-8"))
    for name, feedback in {
        printed(answer.criterion): answer.feedback for answer in draft.answers
    }.items():
        if not is_writable(feedback):
            criterion = printable(name)
            why = Text("the feedback for `{criterion}` is not UTF-8", criterion=criterion)
            yield Refusal(why, name)


def _unknown_items(draft: Draft, checked: Checked) -> Iterator[Refusal]:
    known = checked.portfolio.by_id
    named = dict.fromkeys((*draft.items, *(name for answer in draft.answers for name in answer.on)))
    for name in named:
        if name.upper() not in known:
            near = nearest(name, [item.id for item in checked.portfolio.evidence])
            why = Text("there is no evidence `{item}`", item=printable(name))
            yield Refusal(_or_meant(why, near), name.upper())
        else:
            yield from _errors(known[name.upper()], checked)


def _errors(item: Evidence, checked: Checked) -> Iterator[Refusal]:
    """Say that an item has errors: what cannot be read as it was meant is not judged."""
    first = first_error(item, checked)
    if first:
        why = Text(
            "{item} has an error that comes first: {finding}", item=item.id, finding=str(first)
        )
        yield Refusal(why, item.key)


def first_error(item: Evidence, checked: Checked) -> Diagnostic | None:
    """Return the first error in the page of an item; `None` where there is none."""
    found = (
        diagnostic
        for diagnostic in checked.diagnostics
        if diagnostic.finding.place.path == item.path
    )
    return next((diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR), None)


def _answers(draft: Draft, checked: Checked) -> Iterator[Refusal]:
    if not draft.answers:
        yield Refusal(
            Text("nothing is decided: give --met, --not-yet-met, --more-evidence or --withdraw")
        )
    framework = checked.portfolio.framework
    seen: set[str] = set()
    for answer in draft.answers:
        name = framework.printed(answer.criterion)
        if name.upper() in seen:
            yield Refusal(Text("`{criterion}` is answered twice", criterion=name), name)
        seen.add(name.upper())
        criterion = framework.criteria.get(name)
        if criterion is None:
            near = nearest_criterion(answer.criterion, framework.criteria)
            written = printable(answer.criterion)
            why = Text("there is no criterion `{criterion}`", criterion=written)
            yield Refusal(_or_meant(why, near), name)
            continue
        if criterion.withdrawn:
            yield Refusal(Text("`{criterion}` is withdrawn", criterion=name), name)
        elif criterion.unit not in checked.portfolio.taken:
            why = Text("`{criterion}` belongs to a unit that is not taken", criterion=name)
            yield Refusal(why, name)
        if answer.level and answer.level.casefold() != criterion.level.casefold():
            level = printable(answer.level)
            why = Text("`{criterion}` is not of the level `{level}`", criterion=name, level=level)
            yield Refusal(why, name)
        for reason in _answer(answer, draft, checked):
            yield reason if isinstance(reason, Refusal) else Refusal(reason, name)


def _answer(answer: Answer, draft: Draft, checked: Checked) -> Iterator[Text | Refusal]:
    name, claims = checked.portfolio.framework.printed(answer.criterion), checked.claims
    if answer.verdict is not Verdict.MET and not answer.feedback.strip():
        yield Text(
            "feedback is missing for `{criterion}`: {verdict} says what is wanted",
            criterion=name,
            verdict=answer.verdict.words,
        )
    looked_at = {item.upper() for item in draft.items}
    items = list(items_of(answer, draft, checked))
    if not items and not answer.on:
        yield Text(
            "nothing that counts claims `{criterion}`; "
            "name what it rests on with --on {criterion}=ID",
            criterion=name,
        )
    for item in items:
        if looked_at and item.key not in looked_at:
            yield Text("{item} is not among the items that were looked at", item=item.id)
        if not answer.on:
            yield from _errors(item, checked)
        if answer.verdict is Verdict.MET:
            counts = claims.may_count if answer.mapped else claims.counts
            if not counts(item, name):
                yield Text(
                    "{item} does not count for `{criterion}`: it claims it not, or is no longer in",
                    item=item.id,
                    criterion=name,
                )
