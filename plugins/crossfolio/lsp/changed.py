"""What has changed since it was judged, in an editor: by words, with what git knows."""

from collections.abc import Iterable, Iterator

from lsprotocol import types as t

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence
from crossfolio.core.seen import seen_by_owner
from crossfolio.core.since import since_judged
from crossfolio.core.since_values import Since, Versions
from crossfolio.core.word_changes import WordPiece, hunks
from crossfolio.lsp.request import Request
from crossfolio.lsp.things import Thing, ThingSort, thing_at
from crossfolio.lsp.words import escaped

_MOST = 12
"""Changes that are shown at once; the page of the item has all."""
_SHORT = 10


def asks_history(request: Request, position: t.Position) -> bool:
    """Tell whether a word stands for something that has changed since it was judged."""
    context = request.context(position)
    thing = thing_at(context, request.checked) if context else None
    return thing is not None and bool(_judged(thing, request.checked))


def changed_words(thing: Thing, path: str, checked: Checked, versions: Versions) -> str:
    """Return in Markdown what has changed since it was judged; empty where nothing has.

    Args:
        thing: A criterion or an item.
        path: The file that it stands in; on the page of an item, that item alone is shown.
        checked: The portfolio.
        versions: What was found of the versions that were judged.
    """
    criteria = _judged(thing, checked)
    if not criteria:
        return ""
    found = since_judged(checked, seen_by_owner(checked), versions, to_owner=True)
    own = next((item.key for item in checked.portfolio.evidence if item.path == path), "")
    keys = (
        [thing.id.upper()]
        if thing.sort is ThingSort.EVIDENCE
        else ([own] if own in found else found)
    )
    lines = [
        line
        for key in keys
        for since in found.get(key, ())
        if not criteria.isdisjoint(since.criteria)
        for line in _lines(checked.portfolio.by_id[key], since, criteria)
    ]
    return "\n\n".join(lines)


def changed_since(item: Evidence, checked: Checked) -> str:
    """Say in a line which decisions no longer stand for an item; empty where all do."""
    said = [
        f"{held.decision.id} on {held.judgement.criterion}"
        for held in checked.record.standing.values()
        if item.key in held.changed_items
    ]
    return f"changed since it was judged: {', '.join(said)}" if said else ""


def _judged(thing: Thing, checked: Checked) -> frozenset[str]:
    """Return the criteria whose judgement no longer stands, of those that a word is about."""
    standing = checked.record.standing
    key = thing.id.upper()
    if thing.sort is ThingSort.CRITERION:
        names = [name for name in standing if name.upper() == key]
    elif thing.sort is ThingSort.EVIDENCE:
        names = [name for name, held in standing.items() if key in held.judgement.on]
    else:
        names = []
    return frozenset(name for name in names if not standing[name].stands)


def _lines(item: Evidence, since: Since, criteria: frozenset[str]) -> Iterator[str]:
    if since.why:
        yield f"{item.id} as {since.decision} judged it cannot be shown: {escaped(since.why)}."
        return
    commit, day = since.version
    when = f" of {day}" if day else ""
    yield f"{item.id} as {since.decision} judged it is in commit {commit[:_SHORT]}{when}."
    passages = [passage for passage in since.passages if passage.criterion in criteria]
    if passages and all(passage.same for passage in passages):
        yield "**The passage that was judged is unchanged.**"
    for field in since.fields:
        pieces = WordPiece(field.then, "-"), WordPiece(field.now, "+")
        yield f"- {escaped(field.name)}: {_marked(pieces)}"
    every = list(hunks(since.text))
    yield from (f"- {_marked(line)}" for line in every[:_MOST])
    if len(every) > _MOST:
        yield f"{len(every) - _MOST} more changes stand on the page of {item.id}."
    if every or since.fields:
        yield "Struck through: taken out. Bold: put in."


def _marked(pieces: Iterable[WordPiece]) -> str:
    """Return a change on one line of Markdown."""
    signs = {"-": "~~{}~~", "+": "**{}**"}
    said = []
    for text, sign in pieces:
        words = escaped(" ".join(text.split()))
        said.append(signs[sign].format(words) if sign and words else words)
    return " ".join(filter(None, said))
