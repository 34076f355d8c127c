"""The values that a field may have, from the schema and from the portfolio."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import dirname, relpath

from lsprotocol import types as t

from crossfolio.core.breadth import part_tag
from crossfolio.core.check import Checked
from crossfolio.core.scope import Scope
from crossfolio.core.wording import one_line
from crossfolio.lsp.context import CursorContext, schema_node
from crossfolio.lsp.navigation import headings
from crossfolio.lsp.request import Request
from crossfolio.lsp.things import KINDS, PEOPLE, unit_code
from crossfolio.lsp.words import criterion_words, gap_order

_CRITERIA = frozenset(("criterion", "replaced_by", "similar_to", "follows", "followed_by"))
_DECIDE = frozenset(("assessor", "trainee-assessor"))
"""The roles of those whose decisions are sampled."""
_ROLES = {
    "author": "learner",
    "learner": "learner",
    "witness": "witness",
    "assessor": "assessor",
    "countersigned_by": "assessor",
    "quality_assurer": "internal-quality-assurer",
}


@dataclass(frozen=True, slots=True)
class Value:
    """Something that may be written."""

    text: str
    detail: str = ""
    about: str = ""
    """More of it, in Markdown."""
    state: str = ""
    order: str = ""
    kind: t.CompletionItemKind = t.CompletionItemKind.Value


def values_for(context: CursorContext, request: Request) -> Iterator[Value]:
    """Give the values that may stand at a cursor in YAML."""
    cursor = context.yaml
    trail = cursor.trail if cursor else ()
    last = trail[-1] if trail else ""
    node = schema_node(context.schema, trail)
    enum = node.get("enum", ())
    if enum:
        yield from (Value(str(choice), order=f"{n:03}") for n, choice in enumerate(enum))
    elif node.get("type") == "boolean":
        yield from (Value("true"), Value("false"))
    elif last in KINDS:
        yield from _kinds(request.checked)
    elif last in PEOPLE:
        yield from _people(last, request.checked)
    elif last in _CRITERIA or (context.schema, *trail) == ("evidence", "criteria"):
        yield from criteria(request.checked)
    else:
        yield from _others(context, trail, request)


def criteria(checked: Checked) -> Iterator[Value]:
    """Give every criterion of the units taken, gaps first, with its words and its state."""
    for number, cover in enumerate(checked.coverage.criteria.values()):
        criterion = cover.criterion
        state = f"{cover.state}" if cover.scope is Scope.REQUIRED else f"{cover.scope}"
        yield Value(
            criterion.id,
            criterion.title,
            criterion_words(criterion, checked),
            state,
            f"{gap_order(cover)}{number:05}",
            t.CompletionItemKind.Reference,
        )
        for part, stands in zip(criterion.parts, cover.parts, strict=True):
            tag, order = part_tag(criterion, part.id), f"{gap_order(cover)}{number:05}{part.id}"
            about = criterion_words(criterion, checked)
            kind = t.CompletionItemKind.Reference
            yield Value(tag, one_line(part.text), about, stands.state.value, order, kind)


def _others(  # noqa: PLR0911 - one for each field
    context: CursorContext, trail: tuple[str, ...], request: Request
) -> Iterable[Value]:
    """Return the values of fields whose words come from the portfolio."""
    portfolio = request.checked.portfolio
    framework = portfolio.framework
    if context.schema == "unit" or trail == ("criteria", "level"):
        return _of_unit(context, trail, request)
    match (context.schema, *trail):
        case ("evidence", "criteria", "at"):
            anchors = headings(context.path, context.lines, request.checked.settings.dialect)
            return (Value(anchor, text) for anchor, text, _ in anchors)
        case ("evidence", "criteria", "range", name):
            return _range_values(name, request.checked)
        case ("evidence", "attachments"):
            return _files(context, request.checked)
        case ("evidence", "phase"):
            phases = (phase for unit in portfolio.taken for phase in framework.units[unit].phases)
            return map(Value, dict.fromkeys(phases))
        case ("portfolio", "units") | ("qualification", "groups", "units"):
            return (Value(unit.id, unit.title) for unit in framework.units.values())
        case ("portfolio", "qualifications"):
            return (
                Value(qualification.id, qualification.title)
                for qualification in framework.qualifications.values()
            )
    return _of_record(context, trail, request)


def _of_record(context: CursorContext, trail: tuple[str, ...], request: Request) -> Iterable[Value]:
    """Return the values of fields of decisions, samples, plans and the policy of sampling."""
    portfolio = request.checked.portfolio
    match (context.schema, *trail):
        case ("decision", "evidence", "id") | ("decision", "criteria", "on"):
            return (Value(item.id, item.title) for item in portfolio.evidence)
        case ("sampling", "risk", _):
            return map(Value, portfolio.policy.share if portfolio.policy else ())
        case ("sample", "plan"):
            return (Value(plan.id, str(plan.date)) for plan in portfolio.plans)
        case ("sample", "decisions") | ("decision", "supersedes"):
            return (Value(decision.id, str(decision.date)) for decision in portfolio.decisions)
    return ()


def keys_for(context: CursorContext, trail: tuple[str, ...], checked: Checked) -> Iterator[Value]:
    """Give the keys that a mapping may have which come from the portfolio."""
    if (context.schema, *trail) == ("sampling", "risk"):
        for person in (checked.portfolio.people or {}).values():
            if not _DECIDE.isdisjoint(person.roles):
                yield Value(person.id, f"{person.display_name} ({', '.join(person.roles)})")


def _of_unit(context: CursorContext, trail: tuple[str, ...], request: Request) -> Iterable[Value]:
    """Return the values of fields of a unit whose words come from unit files."""
    framework = request.checked.portfolio.framework
    match trail:
        case ("criteria", "level"):
            graded = (unit.grading for unit in framework.units.values() if unit.grading)
            return map(
                Value, dict.fromkeys(level for grading in graded for level in grading.levels)
            )
        case ("required_phases",):
            phases = (phase for unit in framework.units.values() for phase in unit.phases)
            return map(Value, dict.fromkeys(phases))
        case ("criteria", "outcomes") | ("outcomes", "within"):
            prefix = f"{framework.printed(unit_code(context))}."
            own = (outcome for outcome in framework.outcomes() if outcome.id.startswith(prefix))
            return (Value(outcome.id.removeprefix(prefix), outcome.text) for outcome in own)
    return ()


def _range_values(name: str, checked: Checked) -> Iterator[Value]:
    """Give the values of the ranges of a name, of all criteria of the units taken."""
    ranges = (
        one
        for cover in checked.coverage.criteria.values()
        for one in cover.criterion.ranges
        if one.id.casefold() == name.casefold()
    )
    return map(Value, dict.fromkeys(value for one in ranges for value in one.of))


def _kinds(checked: Checked) -> Iterator[Value]:
    for number, kind in enumerate(checked.portfolio.kinds.values()):
        yield Value(kind.id, f"{kind.name} ({kind.code})", order=f"{number:03}")


def _people(key: str, checked: Checked) -> Iterator[Value]:
    """Give the people of the register; those whose role the field is about come first."""
    wanted = _ROLES.get(key)
    for person in (checked.portfolio.people or {}).values():
        fits = wanted is None or wanted in person.roles
        detail = f"{person.display_name} ({', '.join(person.roles)})"
        yield Value(person.id, detail, order=f"{0 if fits else 1}{person.id}")


def _files(context: CursorContext, checked: Checked) -> Iterator[Value]:
    """Give the files in the folder of a page and below it; those that no item lists first."""
    folder = dirname(context.path)
    attached = {a.path for item in checked.portfolio.evidence for a in item.attachments}
    for path in checked.portfolio.files:
        if path.startswith(f"{folder}/"):
            order = f"{1 if path in attached else 0}{path}"
            yield Value(relpath(path, folder), order=order, kind=t.CompletionItemKind.File)
