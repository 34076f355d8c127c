"""A rule or a criterion explained, as without_emphasis text."""

from collections.abc import Iterable, Iterator

from crossfolio.core.breadth import breadth_words, part_tag, standard_words
from crossfolio.core.check import Checked
from crossfolio.core.coverage import Cover, State, Turn
from crossfolio.core.findings import Rule
from crossfolio.core.framework import Criterion, Outcome, Unit
from crossfolio.core.grades import grade_words
from crossfolio.core.outcomes import around, parents
from crossfolio.core.planning.next_step import Bring
from crossfolio.core.planning.pieces import best_piece_for
from crossfolio.core.record.words import change_words, objection_words
from crossfolio.core.requirement import asked
from crossfolio.core.scope import Scope
from crossfolio.core.settings import Profile, profile_severity
from crossfolio.core.wording import without_emphasis
from crossfolio.reports.next_words import next_words
from crossfolio.scaffold.gap import free_id, new_item


def rule_page(rule: Rule) -> str:
    """Return the page of a rule: what it finds, why, and how much it matters."""
    severities = ", ".join(f"{p}: {profile_severity(rule, p).word}" for p in Profile)
    return f"{rule.code} {rule.name}\n({severities})\n\n{rule.page}\n"


def family_page(rules: Iterable[Rule]) -> str:
    """Return the rules of a family, each with the first sentence of its page."""
    return "".join(
        f"{rule.code} {rule.name}: {rule.page.partition(chr(10))[0]}\n" for rule in rules
    )


def criterion_page(cover: Cover, checked: Checked) -> str:
    """Return a criterion: what it asks, its state, what shows it, and what to write next."""
    return "\n".join(_criterion(cover, checked)) + "\n"


def unit_page(unit: Unit, checked: Checked) -> str:
    """Return the criteria of a unit with the state of each."""
    rows = [_row(criterion, checked) for criterion in unit.criteria]
    head = [f"{unit.id} {unit.title}", *_unit_facts(unit, checked), ""]
    piece = best_piece_for(checked, unit.id)
    next = ["", f"Next: {next_words(Bring(piece)).line}"] if piece else []
    return "\n".join([*head, *rows, *next]) + "\n"


def _unit_facts(unit: Unit, checked: Checked) -> Iterator[str]:
    """Say what a unit is called elsewhere, and which level it reaches."""
    if unit.reference:
        yield f"Reference: {unit.reference}"
    if unit.version:
        yield f"Version: {unit.version}"
    grade = checked.coverage.grades.get(unit.id)
    if grade:
        yield grade_words(grade)


def outcome_page(outcome: Outcome, checked: Checked) -> str:
    """Return an outcome with its state, and its criteria with the state of each."""
    state = checked.coverage.outcomes.get(outcome.id)
    criteria = checked.portfolio.framework.criteria.values()
    head = [f"{outcome.id} {outcome.text}", f"{state or 'not asked'}; {outcome.place}", ""]
    parent_of = parents(checked.portfolio.framework.outcomes())
    rows = [
        _row(one, checked)
        for one in criteria
        if any(outcome.id in around(name, parent_of) for name in one.outcomes)
    ]
    return "\n".join([*head, *rows]) + "\n"


def _row(criterion: Criterion, checked: Checked) -> str:
    cover = checked.coverage.criteria.get(criterion.id)
    return f"{criterion.id:<12} {cover.state if cover else 'not asked':<10} {criterion.title}"


def _criterion(cover: Cover, checked: Checked) -> Iterator[str]:
    criterion = cover.criterion
    yield f"{criterion.id} {criterion.title}"
    yield f"{cover.scope}, {cover.state}; {criterion.place}"
    yield ""
    yield without_emphasis(criterion.text)
    if asked(criterion.requires):
        yield asked(criterion.requires)
    yield from breadth_words(criterion)
    yield from standard_words(criterion)
    if criterion.outcomes:
        yield f"Outcomes: {', '.join(criterion.outcomes)}"
    yield ""
    yield "Shown by:" if cover.items else "No evidence that counts claims it."
    for item in cover.items:
        yield f"  {item.id}  {item.kind}  {item.last_day or 'no date'}  {item.path}"
    for draft in cover.drafts:
        yield f"  {draft.id}  draft  {draft.path}"
    yield from _decided(cover)
    for part in cover.parts:
        by = f"; {', '.join(part.items)}" if part.items else ""
        yield f"Part {part_tag(criterion, part.id)}: {part.state}{by}"
    yield from (f"Missing: {what}" for what in cover.missing)
    yield f"Turn: {cover.turn}"
    yield from _next(cover, checked)


def _decided(cover: Cover) -> Iterator[str]:
    """Say what was decided, whether it stands, what was said, and which claims are new."""
    standing = cover.standing
    if standing:
        decision = standing.decision
        stands = "stands" if standing.stands else "no longer stands"
        verdict = standing.judgement.verdict.words
        yield f"Decision {decision.id} of {decision.date}: {verdict}; it {stands}."
        yield from (f"  {what}" for what in change_words(standing.changes))
        if cover.turn is Turn.LEARNER and standing.feedback:
            yield f"  {decision.assessor} said: {standing.feedback}"
    yield from (f"Not accepted: {objection_words(objection)}" for objection in cover.objections)
    new = [record.item.id for record in cover.claims if record.is_new]
    if new:
        yield f"New since the decision: {', '.join(new)}"


def _next(cover: Cover, checked: Checked) -> Iterator[str]:
    """Say what to do next, where something is to be done."""
    if cover.scope is not Scope.REQUIRED or cover.turn is not Turn.LEARNER:
        return
    yield ""
    if cover.state is State.DRAFT:
        yield "Next: finish a draft and remove its `status: draft`."
    else:
        yield "Next: a page that begins like this."
        yield ""
        yield new_item(cover, free_id(checked), checked)
