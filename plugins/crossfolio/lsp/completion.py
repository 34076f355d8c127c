"""Completion: criteria, marks, keys and values, gaps first; also in half a line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lsprotocol import types as t

from crossfolio.core.ids import LOCAL, UNIT
from crossfolio.core.regex import regex
from crossfolio.loaders.page_lines import front_matter
from crossfolio.lsp.context import CursorContext, schema_node
from crossfolio.lsp.request import Request
from crossfolio.lsp.values import Value, keys_for, values_for
from crossfolio.lsp.values import criteria as criteria_values

TRIGGERS = ["[", ".", "-", " ", ":", ",", "{"]
_MARK = regex(
    rf"(?<![!\\\]])\[(?:{UNIT}\.{LOCAL} *, *)*(?P<word>[A-Za-z0-9][A-Za-z0-9.-]*)?$", re.ASCII
)
"""A bracket that is not closed, with the word behind it, or behind its last comma."""
_BEFORE = (" ", "[", ",", "-", '"', "'")
"""What may stand right before a value; after a colon there has to be a blank."""
_ONE_WORD = regex(r"\ufeff?\s*[\w.-]*\s*")
_REST = regex(r"[A-Za-z0-9.-]*\]?", re.ASCII)


def completion(
    request: Request, position: t.Position, *, by_title: bool = False
) -> t.CompletionList:
    """Return what may be written at a position.

    Args:
        request: About the file.
        position: The cursor's.
        by_title: Whether words of a title are filtered by, too. Not by default: an editor that
            filters by what it writes, as Neovim does, takes the wrong word to begin with.
    """
    context = request.context(position)
    items: list[t.CompletionItem] = []
    if context and context.yaml is None:
        items = [*_marks(context, request), *_templates(context, request)]
    elif context:
        items = list(_yaml(context, request))
    for item in items:
        if by_title and item.detail:
            item.filter_text = f"{item.filter_text or item.label} {item.detail}"
    return t.CompletionList(is_incomplete=False, items=items)


def _marks(context: CursorContext, request: Request) -> Iterator[t.CompletionItem]:
    """Give the marks that fit behind an opening bracket; those that the page claims first."""
    opened = _MARK.search(context.text[: context.column])
    if not opened or not front_matter(context.lines)[0]:
        return
    rest = _REST.match(context.text, context.column)
    word = opened["word"] or ""
    start, end = opened.end() - len(word), rest.end() if rest else context.column
    spot = _Spot(request, context, start, end)
    claimed = "\n".join(context.lines[: front_matter(context.lines)[1]]).upper()
    for value in spot.fitting(criteria_values(request.checked)):
        names = "|".join(map(re.escape, (value.text.upper(), _code(value.text).upper())))
        own = "0" if re.search(rf"(?<![\w.-])(?:{names})(?![\w.-])", claimed) else "1"
        yield spot.item(value, value.text + "]", own + value.order)


def _templates(context: CursorContext, request: Request) -> Iterator[t.CompletionItem]:
    """Give, in a page with one word at most, a whole page for each gap, or of each kind.

    An editor that knows snippets has those of the kinds already.
    """
    if not _ONE_WORD.fullmatch("\n".join(context.lines)):
        return
    from crossfolio.lsp.gaps import blank_pages, templates  # noqa: PLC0415 - seldom wanted

    last = len(context.lines) - 1
    where = t.Range(
        t.Position(0, 0), request.convert.span(context.path, last, 0, len(context.lines[-1])).end
    )
    for number, (cover, text) in enumerate(templates(request)):
        criterion = cover.criterion
        yield t.CompletionItem(
            criterion.id,
            detail=f"a page for this gap: {criterion.title}",
            kind=t.CompletionItemKind.File,
            sort_text=f"0{number:05}",
            text_edit=t.TextEdit(where, text),
        )
    for number, (kind, text) in enumerate(() if _has_snippets(request) else blank_pages(request)):
        yield t.CompletionItem(
            kind.id,
            detail=f"a page of this kind: {kind.name}",
            kind=t.CompletionItemKind.File,
            sort_text=f"1{number:05}",
            text_edit=t.TextEdit(where, text),
        )


def _has_snippets(request: Request) -> bool:
    document = request.capabilities.text_document
    offers = document and document.completion and document.completion.completion_item
    return bool(offers and offers.snippet_support)


def _yaml(context: CursorContext, request: Request) -> Iterator[t.CompletionItem]:
    cursor = context.yaml
    if cursor is None:
        return
    where = request.convert.span(context.path, context.line, cursor.start, cursor.end)
    if cursor.is_value:
        spaced = context.text[: cursor.start].endswith(_BEFORE)
        spot = _Spot(request, context, cursor.start, cursor.end)
        for value in spot.fitting(values_for(context, request)):
            text = value.text if spaced else f" {value.text}"
            yield spot.item(value, text, f"0{value.order}")
    if cursor.is_key:
        yield from _keys(context, where, in_flow=cursor.in_flow)
        colon = "" if context.text[cursor.end :].lstrip().startswith(":") else ": "
        for key in keys_for(context, cursor.trail, request.checked):
            edit = t.TextEdit(where, key.text + colon)
            kind = t.CompletionItemKind.Field
            yield t.CompletionItem(key.text, kind=kind, detail=key.detail, text_edit=edit)


def _keys(context: CursorContext, where: t.Range, *, in_flow: bool) -> Iterator[t.CompletionItem]:
    """Give the keys that a mapping may still have; those that it must have first."""
    cursor = context.yaml
    if cursor is None:
        return
    node = schema_node(context.schema, cursor.trail)
    there = _there(context) if not cursor.trail else frozenset()
    required = node.get("required", ())
    colon = "" if context.text[cursor.end :].lstrip().startswith(":") else ": "
    for number, (name, field) in enumerate(node.get("properties", {}).items()):
        if name in there:
            continue
        opens = field.get("type") in ("array", "object") and not in_flow
        yield t.CompletionItem(
            name,
            kind=t.CompletionItemKind.Field,
            detail="needed" if name in required else None,
            documentation=field.get("description"),
            sort_text=f"{1 if name in required else 2}{number:03}",
            text_edit=t.TextEdit(where, name + (colon.rstrip() if opens else colon)),
        )


def _there(context: CursorContext) -> frozenset[str]:
    """Return the keys without indentation on other lines."""
    first, last = front_matter(context.lines) if context.schema == "evidence" else (0, None)
    lines = list(context.lines)[first:last]
    keys = (
        line.partition(":")[0]
        for number, line in enumerate(lines, start=first)
        if number != context.line and line[:1].isalpha() and ":" in line
    )
    return frozenset(keys)


@dataclass(frozen=True, slots=True)
class _Spot:
    """The word that is being typed, over which a value is written."""

    request: Request
    context: CursorContext
    start: int
    end: int

    @property
    def _unit(self) -> str:
        """What is typed up to its last dot, such as `BUD.`."""
        typed = self.context.text[self.start : self.context.column]
        return typed[: typed.rfind(".") + 1]

    def fitting(self, values: Iterable[Value]) -> list[Value]:
        """Return the values that go on from the dot that is typed, in full or behind their unit.

        Where none does, all are returned.
        """
        every, typed = list(values), self._unit.upper()
        full = [value for value in every if value.text.upper().startswith(typed)]
        short = [value for value in every if _code(value.text).upper().startswith(typed)]
        return full or short or every

    def _filtered_by(self, text: str) -> str | None:
        """Return the code alone where that is typed: an editor may filter by how a name begins."""
        typed = self.context.text[self.start : self.context.column].upper()
        code = _code(text)
        is_short = typed and code.upper().startswith(typed) and not text.upper().startswith(typed)
        return code if is_short else None

    def item(self, value: Value, text: str, order: str) -> t.CompletionItem:
        """Return a value as an offer: its name, its words beside it, and its state."""
        context, unit = self.context, self._unit
        where = self.request.convert.span(context.path, context.line, self.start, self.end)
        # The state comes first: an editor cuts what is too long at its end.
        beside = "".join(f"  {words}" for words in (value.state, value.detail) if words)
        about = value.about
        return t.CompletionItem(
            value.text,
            label_details=t.CompletionItemLabelDetails(beside) if beside else None,
            kind=value.kind,
            detail=value.detail or None,
            documentation=t.MarkupContent(t.MarkupKind.Markdown, about) if about else None,
            sort_text=order,
            filter_text=self._filtered_by(value.text),
            # Emacs takes what follows the dot for the word, and puts this there before the edit.
            insert_text=text[len(unit) :] if unit and _goes_on(text, unit) else None,
            text_edit=t.TextEdit(where, text),
        )


def _code(tag: str) -> str:
    """Return a tag without its unit."""
    return tag.partition(".")[2]


def _goes_on(text: str, start: str) -> bool:
    return text.upper().startswith(start.upper())
