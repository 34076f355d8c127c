"""Pages to print: the tracking sheet of a unit, and all of them as one document.

They stand outside the theme, so that what is printed is the same under every theme, and
are made of plain strings, since they hold a row for every claim of the portfolio.
"""

from collections.abc import Callable, Iterable, Iterator
from gettext import NullTranslations
from html import escape

from crossfolio.core.framework import Criterion
from crossfolio.core.seen import Seen
from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.reports.addresses import OVERVIEW, Link, unit_page
from crossfolio.site.environment import DEFAULT_LOOK, Look, fill
from crossfolio.site.views.criteria import claims_on, criterion_view
from crossfolio.site.views.items import ShownClaim, claims_of, item_view
from crossfolio.site.views.matrix import by_outcome
from crossfolio.site.views.sheet_words import (
    DECIDED,
    SIGNED,
    SIGNERS,
    decision_words,
    front_facts,
    learner_words,
    method_words,
    more_words,
    standing_words,
    unit_facts,
    unit_heads,
    unit_rows,
)

_SHEET = (
    *(Text("Criterion"), Text("Method"), Text("Evidence details")),
    *(Text("Reference"), Text("Date")),
)
_INDEX = (
    *(Text("Reference"), Text("Title"), Text("Method")),
    *(Text("Date"), Text("Status"), Text("Criteria")),
)
_SIGNATURE = (Text("Role"), Text("Name"), Text("Signature"), Text("Date"))
Say = Callable[[str], str]
"""Returns a text in a language, as HTML."""


def _say_in(words: NullTranslations) -> Say:
    return lambda text: escape(said(text, words))


def unit_form(unit_id: str, seen: Seen, to: Link, words: NullTranslations = ENGLISH) -> str:
    """Return the tracking sheet of a unit in a language, as a section of a page to print."""
    say = _say_in(words)
    unit, decided = seen.portfolio.framework.units[unit_id], seen.people
    heads = (*_SHEET, *(DECIDED if decided else ()))
    title = f"{unit.id}: {unit.title}"
    running = f"{title}{said(learner_words(seen), words)}"
    caption = Text("Which evidence is claimed for which criterion of {unit}", unit=unit.id)
    parts = [
        f'<section class="sheet" aria-labelledby="{escape(unit.id)}">',
        f'<h2 id="{escape(unit.id)}">{escape(title)}</h2>',
        _facts(unit_facts(unit, seen), say),
        '<table class="tracking">',
        f"<caption>{say(caption)}</caption>",
        _head(heads, say, running),
    ]
    for _, outcome, criteria in by_outcome(unit):
        parts += _outcome(say(outcome), len(heads))
        parts += (_criterion(one, seen, to, words, decided=decided) for one in criteria)
    parts += ["</table>", *(_signatures(running, say) if decided else ()), "</section>"]
    return "\n".join(parts)


def unit_print(unit_id: str, form: str, to: Link, style: str, *, look: Look = DEFAULT_LOOK) -> str:
    """Return the page with the tracking sheet of a unit."""
    title = Text("{unit}: tracking sheet", unit=unit_id)
    back = to(unit_page(unit_id))
    return fill("print", look, title=title, back=back, style=style, front="", sections=[form])


def bundle(
    forms: Iterable[str], seen: Seen, to: Link, style: str, *, look: Look = DEFAULT_LOOK
) -> str:
    """Return the whole portfolio to print: a front page, the sheets, and the evidence."""
    return fill(
        "print",
        look,
        title=Text("Portfolio"),
        back=to(OVERVIEW),
        style=style,
        front=front(seen, look.words),
        sections=[*forms, index_form(seen, to, look.words)],
    )


def front(seen: Seen, words: NullTranslations = ENGLISH) -> str:
    """Return what stands before the sheets: whose portfolio it is, and its units in figures."""
    say = _say_in(words)
    rows = "".join(_row(row, say, scope="row") for row in unit_rows(seen))
    return (
        f'{_facts(front_facts(seen), say)}\n<table class="units">'
        f"<caption>{say(Text('Units'))}</caption>\n"
        f"{_head(unit_heads(seen), say)}\n<tbody>\n{rows}</tbody></table>"
    )


def index_form(seen: Seen, to: Link, words: NullTranslations = ENGLISH) -> str:
    """Return the list of all items, as a section of a page to print."""
    rows, say = [], _say_in(words)
    title = Text("Evidence")
    for item in seen.portfolio.evidence:
        view = item_view(item, seen, to)
        criteria = dict.fromkeys(
            claim.criterion.id for claim in claims_of(item, seen) if claim.criterion
        )
        link = f'<a href="{escape(view.href)}">{escape(view.id)}</a>'
        cells = (method_words(view), view.when, view.status.word, " ".join(criteria))
        named = view.title or Text("not shown")
        rest = "".join(f"<td>{say(cell)}</td>" for cell in (named, *cells))
        rows.append(f'<tr><th scope="row">{link}</th>{rest}</tr>\n')
    caption = Text.counted(
        "{n} item, in the order of IDs", "{n} items, in the order of IDs", n=len(rows)
    )
    running = said(title, words) + said(learner_words(seen), words)
    return (
        '<section class="sheet" aria-labelledby="evidence">'
        f'<h2 id="evidence">{say(title)}</h2>\n'
        f'<table class="index"><caption>{say(caption)}</caption>\n'
        f"{_head(_INDEX, say, running)}\n"
        f"<tbody>\n{''.join(rows)}</tbody></table></section>"
    )


def _outcome(title: str, columns: int) -> Iterator[str]:
    yield (
        f'<tbody class="outcome"><tr><th scope="rowgroup" colspan="{columns}">'
        f"{title}</th></tr></tbody>"
    )


def _criterion(
    criterion: Criterion, seen: Seen, to: Link, words: NullTranslations, *, decided: bool
) -> str:
    say = _say_in(words)
    view = criterion_view(criterion, claims_on(criterion, seen, to), seen, to)
    rows = max(1, len(view.shown))
    more = "".join(f"<small>{say(line)}</small>" for line in more_words(view))
    first = (
        f'<th scope="rowgroup" rowspan="{rows}"><b>{escape(view.id)}</b> {escape(view.text)}'
        f"{more}<small>{say(standing_words(view))}</small></th>"
    )
    none = f'<td colspan="4">{say(Text("No evidence claims it."))}</td>'
    cells = [_evidence(shown, say) for shown in view.shown] or [none]
    if decided:
        decisions = [say(decision_words(shown, view)) for shown in view.shown] or [""]
        cells = [f"{cell}<td>{one}</td>" for cell, one in zip(cells, decisions, strict=True)]
    last = f'<td rowspan="{rows}"></td>' if decided else ""
    lines = [f"<tr>{first}{cells[0]}{last}</tr>", *(f"<tr>{cell}</tr>" for cell in cells[1:])]
    return "<tbody>" + "\n".join(lines) + "</tbody>"


def _evidence(shown: ShownClaim, say: Say) -> str:
    details: str = shown.item.title or Text("not shown here")
    if shown.spots:
        labels = tuple(spot.label for spot in shown.spots)
        details = Text("{title}, at: {labels:; }", title=details, labels=labels)
    if not shown.counts:
        details = Text("{details}; {why}", details=details, why=shown.claim.meaning)
    link = f'<a href="{escape(shown.href)}">{escape(shown.item.id)}</a>'
    return (
        f"<td>{say(method_words(shown.item))}</td><td>{say(details)}</td><td>{link}</td>"
        f"<td>{say(shown.item.when)}</td>"
    )


def _signatures(title: str, say: Say) -> Iterator[str]:
    """Give the lines that people sign by hand; what stands there is theirs to say."""
    yield f'<table class="signatures"><caption>{say(SIGNED)}</caption>'
    yield _head(_SIGNATURE, say, title)
    rows = (_row((who, "", "", ""), say, scope="row") for who in SIGNERS)
    yield f"<tbody>{''.join(rows)}</tbody></table>"


def _facts(facts: Iterable[tuple[str, str]], say: Say) -> str:
    rows = "".join(
        f"<div><dt>{say(name)}</dt><dd>{say(value)}</dd></div>" for name, value in facts if value
    )
    return f"<dl>{rows}</dl>"


def _head(heads: Iterable[str], say: Say, running: str = "") -> str:
    """Return the columns of a table and its head, which is printed anew on each page."""
    named = list(heads)
    columns, over = f"<colgroup>{'<col>' * len(named)}</colgroup>", ""
    if running:
        over = f'<tr class="running"><td colspan="{len(named)}">{escape(running)}</td></tr>'
    cells = "".join(f'<th scope="col">{say(name)}</th>' for name in named)
    return f"{columns}<thead>{over}<tr>{cells}</tr></thead>"


def _row(cells: Iterable[str], say: Say, scope: str) -> str:
    first, *others = map(say, cells)
    rest = "".join(f"<td>{cell}</td>" for cell in others)
    return f'<tr><th scope="{scope}">{first}</th>{rest}</tr>\n'
