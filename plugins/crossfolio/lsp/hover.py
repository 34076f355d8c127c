"""Hover: the words behind an ID, a kind or a field."""

from lsprotocol import types as t

from crossfolio.core.check import Checked
from crossfolio.core.since_values import Versions
from crossfolio.lsp.changed import changed_words
from crossfolio.lsp.context import CursorContext, schema_node
from crossfolio.lsp.request import Request
from crossfolio.lsp.things import Thing, ThingSort, thing_at
from crossfolio.lsp.words import criterion_words, escaped, item_words, next_unit_words


def hover(request: Request, position: t.Position, versions: Versions) -> t.Hover | None:
    """Return what there is to say of the word at a position.

    Args:
        request: About the file.
        position: The position.
        versions: What is known of versions that were judged.
    """
    context = request.context(position)
    thing = thing_at(context, request.checked) if context else None
    said = _words(thing, context, request.checked) if thing and context else ""
    if not thing or not said:
        return None
    changed = changed_words(thing, request.path, request.checked, versions)
    said += f"\n\n{changed}" if changed else ""
    span = request.convert.span(request.path, thing.line, thing.start, thing.end)
    said = request.checked.looker.masked(said)
    return t.Hover(t.MarkupContent(t.MarkupKind.Markdown, said), span)


def _words(  # noqa: PLR0911 - one for each sort
    thing: Thing, context: CursorContext, checked: Checked
) -> str:
    framework, people = checked.portfolio.framework, checked.portfolio.register or {}
    match thing.sort:
        case ThingSort.CRITERION if thing.id in framework.criteria:
            return criterion_words(framework.criteria[thing.id], checked)
        case ThingSort.EVIDENCE if thing.id in checked.portfolio.by_id:
            item = checked.portfolio.by_id[thing.id]
            return f"**{item.id}** {escaped(item.title)}\n\n{item_words(item, checked)}"
        case ThingSort.PERSON if thing.id.upper() in people:
            person = people[thing.id.upper()]
            roles = ", ".join(person.roles)
            return f"**{person.id}** {escaped(person.display_name)}\n\n{roles}"
        case ThingSort.KIND:
            kind = checked.portfolio.kinds[thing.id]
            return f"**{kind.name}** ({kind.code})"
        case ThingSort.UNIT if thing.id in framework.units:
            next = next_unit_words(thing.id, checked)
            return f"**{thing.id}** {escaped(framework.units[thing.id].title)}{next}"
        case ThingSort.OUTCOME:
            texts = {outcome.id: outcome.text for outcome in framework.outcomes()}
            return f"**{thing.id}** {escaped(texts[thing.id])}" if thing.id in texts else ""
        case ThingSort.KEY if context.yaml:
            trail = context.yaml.trail
            trail = trail if trail[-1:] == (thing.id,) else (*trail, thing.id)
            return str(_described(context.schema, trail))
    return ""


def _described(name: str, trail: tuple[str, ...]) -> str:
    """Return what the schema says of a key; of the key itself and not of a list's entries."""
    parent = schema_node(name, trail[:-1])
    node = parent.get("properties", {}).get(trail[-1], {})
    return node.get("description", "") if isinstance(node, dict) else ""
