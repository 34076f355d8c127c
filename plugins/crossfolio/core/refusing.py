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

_NOWHERE = Place("")


class Reason(NamedTuple):
    """Why a decision is not written."""

    text: str
    about: str = ""
    """What it is about: `assessor`, `date`, or a criterion by its full ID, or an
    item by its ID in upper case."""


def refusals(draft: Draft, checked: Checked) -> list[Reason]:
    """Say everything that keeps a decision from being written; empty where nothing does."""
    return [
        *(Reason(text, "assessor") for text in _person(draft, checked.record.facts)),
        *(Reason(text, "date") for text in _day(draft, checked.portfolio.today)),
        *_unknown_items(draft, checked),
        *_unwritable(draft, checked),
        *_answers(draft, checked),
    ]


def _person(draft: Draft, facts: Facts) -> Iterator[str]:
    """Say why nobody who is named may decide, in the words of the check."""
    name = printable(draft.assessor)
    if not draft.assessor:
        yield "nobody is named who decides: give --as ID, or set `git config crossfolio.person ID`"
        return
    if facts.people_unread:
        yield f"the register of people cannot be read ({facts.people_unread})"
        return
    if facts.learner_unread:
        yield f"who the learner is cannot be read ({facts.learner_unread})"
        return
    shown = Decision(
        "", draft.assessor, facts.today, _NOWHERE, (), (), countersigned_by=draft.countersigned_by
    )
    match bar_of(shown, facts):
        case Bar.LEARNER:
            yield f"`{name}` is the learner, who decides on nothing"
        case Bar.UNKNOWN:
            near = did_you_mean(nearest(draft.assessor, facts.people or ()))
            yield f"`{name}` is in no register of people{f'; {near}' if near else ''}"
        case Bar.NO_ASSESSOR:
            yield f"`{name}` is no assessor in people.yml"
        case Bar.WRONGLY_COUNTERSIGNED:
            other = printable(draft.countersigned_by)
            yield f"`{other}` cannot countersign: another assessor has to"


def _day(draft: Draft, today: date) -> Iterator[str]:
    if draft.day > today:
        yield f"{draft.day} is after today, {today}"


def _unwritable(draft: Draft, checked: Checked) -> Iterator[Reason]:
    """Say which texts no file in UTF-8 can hold."""
    printed = checked.portfolio.framework.printed
    texts = {"how it was judged": ("", draft.method), "the feedback": ("", draft.feedback)}
    for it in draft.answers:
        name = printed(it.criterion)
        texts[f"the feedback for `{printable(name)}`"] = (name, it.feedback)
    for what, (about, text) in texts.items():
        if not is_writable(text):
            yield Reason(f"{what} is not UTF-8", about)


def _unknown_items(draft: Draft, checked: Checked) -> Iterator[Reason]:
    known = checked.portfolio.by_id
    named = dict.fromkeys((*draft.items, *(name for it in draft.answers for name in it.on)))
    for name in named:
        if name.upper() not in known:
            near = did_you_mean(nearest(name, [it.id for it in checked.portfolio.evidence]))
            yield Reason(
                f"there is no evidence `{printable(name)}`{f'; {near}' if near else ''}",
                name.upper(),
            )
        else:
            yield from _errors(known[name.upper()], checked)


def _errors(item: Evidence, checked: Checked) -> Iterator[Reason]:
    """Say that an item has errors: what cannot be read as it was meant is not judged."""
    first = first_error(item, checked)
    if first:
        yield Reason(f"{item.id} has an error that comes first: {first}", item.key)


def first_error(item: Evidence, checked: Checked) -> Diagnostic | None:
    """Return the first error in the page of an item; `None` where there is none."""
    found = (it for it in checked.diagnostics if it.finding.place.path == item.path)
    return next((it for it in found if it.severity is Severity.ERROR), None)


def _answers(draft: Draft, checked: Checked) -> Iterator[Reason]:
    if not draft.answers:
        yield Reason("nothing is decided: give --met, --not-yet-met, --more-evidence or --withdraw")
    framework = checked.portfolio.framework
    seen: set[str] = set()
    for answer in draft.answers:
        name = framework.printed(answer.criterion)
        if name.upper() in seen:
            yield Reason(f"`{name}` is answered twice", name)
        seen.add(name.upper())
        criterion = framework.criteria.get(name)
        if criterion is None:
            near = nearest_criterion(answer.criterion, framework.criteria)
            meant = f"; {did_you_mean(near)}" if near else ""
            yield Reason(f"there is no criterion `{printable(answer.criterion)}`{meant}", name)
            continue
        if criterion.unit not in checked.portfolio.taken or criterion.withdrawn:
            why = "is withdrawn" if criterion.withdrawn else "belongs to a unit that is not taken"
            yield Reason(f"`{name}` {why}", name)
        if answer.level and answer.level.casefold() != criterion.level.casefold():
            yield Reason(f"`{name}` is not of the level `{printable(answer.level)}`", name)
        for it in _answer(answer, draft, checked):
            yield it if isinstance(it, Reason) else Reason(it, name)


def _answer(answer: Answer, draft: Draft, checked: Checked) -> Iterator[str | Reason]:
    name, claims = checked.portfolio.framework.printed(answer.criterion), checked.claims
    if answer.verdict is not Verdict.MET and not answer.feedback.strip():
        yield f"feedback is missing for `{name}`: {answer.verdict.words} says what is wanted"
    looked_at = {it.upper() for it in draft.items}
    items = list(items_of(answer, draft, checked))
    if not items and not answer.on:
        yield f"nothing that counts claims `{name}`; name what it rests on with --on {name}=ID"
    for item in items:
        if looked_at and item.key not in looked_at:
            yield f"{item.id} is not among the items that were looked at"
        if not answer.on:
            yield from _errors(item, checked)
        if answer.verdict is Verdict.MET:
            counts = claims.may_count if answer.mapped else claims.counts
            if not counts(item, name):
                yield f"{item.id} does not count for `{name}`: it claims it not, or is no longer in"
