"""What pages show of the changes in an item since it was judged, by words."""

from collections.abc import Iterable, Iterator
from datetime import date
from gettext import NullTranslations
from typing import NamedTuple

from markupsafe import Markup, escape

from crossfolio.core.evidence import Evidence
from crossfolio.core.passages import Passage
from crossfolio.core.regex import regex
from crossfolio.core.seen import Seen
from crossfolio.core.since_values import PassageSince, Since
from crossfolio.core.texts import ENGLISH, NOTHING, Text, said
from crossfolio.core.word_changes import WordPiece, hunks
from crossfolio.reports.addresses import Link, decision_page, mark_anchor
from crossfolio.reports.words import day

_SHORT = 10
"""Digits of a commit that are shown."""
_BREAK = regex(r"\s*\n\s*")
_SIGNS = {"-": ("del", Text("taken out:")), "+": ("ins", Text("put in:"))}
_LINE_END = Markup("<br>")
_GAP = Markup(' <span aria-hidden="true">…</span> ')


class FieldView(NamedTuple):
    """A field of the front matter that was judged with another value."""

    name: str
    words: Markup


class SinceView(NamedTuple):
    """What has changed since decisions that judged the same version."""

    decisions: tuple[tuple[str, str], ...]
    """The ID and the address of each."""
    parts: str
    """What differs, in words."""
    commit: str
    """The beginning of the commit that has what was judged; empty where none is known."""
    day: str
    changed_on: str
    """The day of the first later commit that changed it; empty where none is known."""
    is_whole: bool
    why: str
    fields: tuple[FieldView, ...]
    changes: tuple[Markup, ...]
    """Each change of the text with the words around it."""


class NoteView(NamedTuple):
    """What has become of a passage since a decision."""

    decision: str
    href: str
    criteria: tuple[str, ...]
    same: bool
    words: Markup
    """Empty where it is the same, or cannot be shown."""


def since_view(
    item: Evidence, seen: Seen, to: Link, words: NullTranslations = ENGLISH
) -> tuple[SinceView, ...]:
    """Return what has changed in an item since decisions that no longer stand for it."""
    alike: dict[Since, list[str]] = {}
    for changed in seen.since.get(item.key, ()):
        key = changed._replace(decision="", criteria=(), passages=())
        alike.setdefault(key, []).append(changed.decision)
    return tuple(_since(since, names, to, words) for since, names in alike.items())


def notes_view(
    item: Evidence, seen: Seen, to: Link, words: NullTranslations = ENGLISH
) -> dict[str, tuple[NoteView, ...]]:
    """Return what has become of an item's passages, by the anchor at which each is shown.

    What is the same for several criteria stands once, at the first of them.
    """
    found: dict[tuple[str, Passage], tuple[str, NoteView]] = {}
    for since in seen.since.get(item.key, ()):
        for passage in since.passages:
            key = (since.decision, passage.passage)
            anchor, known = found.get(key, (_anchor(passage, item), None))
            criteria = (*(known.criteria if known else ()), passage.criterion)
            shown = [by_words(pieces, words) for pieces in hunks(passage.pieces)]
            changes = _GAP.join(["", *shown, ""]) if shown else Markup()
            href = to(decision_page(since.decision))
            note = NoteView(since.decision, href, criteria, passage.same, changes)
            found[key] = (anchor, note)
    notes: dict[str, tuple[NoteView, ...]] = {}
    for anchor, note in found.values():
        notes[anchor] = (*notes.get(anchor, ()), note)
    return notes


def passage_words(item: Evidence, criterion: str, seen: Seen) -> Text:
    """Say whether the passages that show a criterion are as they were judged; else nothing."""
    known = [
        passage
        for since in seen.since.get(item.key, ())
        for passage in since.passages
        if passage.criterion == criterion
    ]
    if not known:
        return NOTHING
    if all(passage.same for passage in known):
        return Text("the passage that was judged is unchanged")
    return Text("the passage that was judged has changed")


def by_words(pieces: Iterable[WordPiece], words: NullTranslations = ENGLISH) -> Markup:
    """Return a change as HTML that says in words, too, what was taken out and what was put in."""
    return (
        Markup("")
        .join(_pieces(pieces, words))
        .strip()
        .removeprefix(_LINE_END)
        .removesuffix(_LINE_END)
    )


def _pieces(pieces: Iterable[WordPiece], words: NullTranslations) -> Iterator[Markup]:
    for text, sign in pieces:
        bare = text.strip()
        if not sign or not bare:
            yield _lines(text)
            continue
        before, _, after = text.partition(bare)
        tag, label = _SIGNS[sign]
        yield _lines(before)
        yield Markup(
            '<{tag}><span class="crossfolio-hidden">{label} </span>{text}'
            '<span class="crossfolio-hidden">;</span></{tag}>'
        ).format(tag=tag, label=said(label, words), text=_lines(bare))
        yield _lines(after)


def _lines(text: str) -> Markup:
    """Return text with a break for each line end; at the edges of a change there is none."""
    return _LINE_END.join(escape(line) for line in _BREAK.split(text))


def _since(since: Since, decisions: Iterable[str], to: Link, words: NullTranslations) -> SinceView:
    commit, when = since.version
    fields = (
        FieldView(
            change.name, by_words((WordPiece(change.then, "-"), WordPiece(change.now, "+")), words)
        )
        for change in since.fields
    )
    return SinceView(
        tuple((name, to(decision_page(name))) for name in decisions),
        Text("{parts:; }", parts=tuple(since.parts)),
        commit[:_SHORT],
        _day(when),
        _day(since.changed_on),
        since.is_whole,
        since.why,
        tuple(fields),
        tuple(by_words(pieces, words) for pieces in hunks(since.text)),
    )


def _day(text: str) -> str:
    return day(date.fromisoformat(text)) if text else ""


def _anchor(passage: PassageSince, item: Evidence) -> str:
    if passage.nth:
        return mark_anchor(passage.criterion, passage.nth)
    line = passage.passage.first + item.body_line
    return next((heading.anchor for heading in item.headings if heading.line == line), "")
