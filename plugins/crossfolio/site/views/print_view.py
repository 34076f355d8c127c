"""Pages to print: the tracking sheet of a unit, and all of them as one document.

They stand outside the theme, so that what is printed is the same under every theme, and
are made of plain strings, since they hold a row for every claim of the portfolio.
"""

from collections.abc import Iterable, Iterator
from html import escape

from crossfolio.core.framework import Criterion
from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import OVERVIEW, Link, unit_page
from crossfolio.site.environment import PLAIN, Look, fill
from crossfolio.site.views.criteria import claims_on, criterion_view
from crossfolio.site.views.items import Shown, claims_of, item_view
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

_SHEET = ("Criterion", "Method", "Evidence details", "Reference", "Date")
_INDEX = ("Reference", "Title", "Method", "Date", "Status", "Criteria")


def unit_form(unit_id: str, checked: Seen, to: Link) -> str:
    """Return the tracking sheet of a unit, as a section of a page to print."""
    unit, decided = checked.portfolio.framework.units[unit_id], checked.people
    heads = (*_SHEET, *(DECIDED if decided else ()))
    title = f"{unit.id}: {unit.title}"
    parts = [
        f'<section class="sheet" aria-labelledby="{escape(unit.id)}">',
        f'<h2 id="{escape(unit.id)}">{escape(title)}</h2>',
        _facts(unit_facts(unit, checked)),
        '<table class="tracking">',
        f"<caption>Which evidence is claimed for which criterion of {escape(unit.id)}</caption>",
        _head(heads, f"{title}{learner_words(checked)}"),
    ]
    for _, outcome, criteria in by_outcome(unit):
        parts += _outcome(outcome, len(heads))
        parts += (_criterion(it, checked, to, decided=decided) for it in criteria)
    parts += [
        "</table>",
        *(_signatures(title + learner_words(checked)) if decided else ()),
        "</section>",
    ]
    return "\n".join(parts)


def unit_print(unit_id: str, form: str, to: Link, style: str, *, look: Look = PLAIN) -> str:
    """Return the page with the tracking sheet of a unit."""
    title = f"{unit_id}: tracking sheet"
    back = to(unit_page(unit_id))
    return fill("print", look, title=title, back=back, style=style, front="", sections=[form])


def bundle(forms: Iterable[str], checked: Seen, to: Link, style: str, *, look: Look = PLAIN) -> str:
    """Return the whole portfolio to print: a front page, the sheets, and the evidence."""
    return fill(
        "print",
        look,
        title="Portfolio",
        back=to(OVERVIEW),
        style=style,
        front=front(checked),
        sections=[*forms, index_form(checked, to)],
    )


def front(checked: Seen) -> str:
    """Return what stands before the sheets: whose portfolio it is, and its units in figures."""
    rows = "".join(_row(row, scope="row") for row in unit_rows(checked))
    return (
        f'{_facts(front_facts(checked))}\n<table class="units"><caption>Units</caption>\n'
        f"{_head(unit_heads(checked))}\n<tbody>\n{rows}</tbody></table>"
    )


def index_form(checked: Seen, to: Link) -> str:
    """Return the list of all items, as a section of a page to print."""
    rows = []
    for item in checked.portfolio.evidence:
        view = item_view(item, checked, to)
        criteria = dict.fromkeys(it.criterion.id for it in claims_of(item, checked) if it.criterion)
        link = f'<a href="{escape(view.href)}">{escape(view.id)}</a>'
        cells = (method_words(view), view.when, view.status.word, " ".join(criteria))
        rest = "".join(f"<td>{escape(it)}</td>" for it in (view.title or "not shown", *cells))
        rows.append(f'<tr><th scope="row">{link}</th>{rest}</tr>\n')
    number = "1 item" if len(rows) == 1 else f"{len(rows)} items"
    return (
        '<section class="sheet" aria-labelledby="evidence"><h2 id="evidence">Evidence</h2>\n'
        f'<table class="index"><caption>{number}, in the order of IDs</caption>\n'
        f"{_head(_INDEX, f'Evidence{learner_words(checked)}')}\n"
        f"<tbody>\n{''.join(rows)}</tbody></table></section>"
    )


def _outcome(title: str, columns: int) -> Iterator[str]:
    yield (
        f'<tbody class="outcome"><tr><th scope="rowgroup" colspan="{columns}">'
        f"{escape(title)}</th></tr></tbody>"
    )


def _criterion(criterion: Criterion, checked: Seen, to: Link, *, decided: bool) -> str:
    view = criterion_view(criterion, claims_on(criterion, checked, to), checked, to)
    rows = max(1, len(view.shown))
    more = "".join(f"<small>{escape(it)}</small>" for it in more_words(view))
    first = (
        f'<th scope="rowgroup" rowspan="{rows}"><b>{escape(view.id)}</b> {escape(view.text)}'
        f"{more}<small>{escape(standing_words(view))}</small></th>"
    )
    cells = [_evidence(it) for it in view.shown] or ['<td colspan="4">No evidence claims it.</td>']
    if decided:
        said = [escape(decision_words(it, view)) for it in view.shown] or [""]
        cells = [f"{cell}<td>{words}</td>" for cell, words in zip(cells, said, strict=True)]
    last = f'<td rowspan="{rows}"></td>' if decided else ""
    lines = [f"<tr>{first}{cells[0]}{last}</tr>", *(f"<tr>{it}</tr>" for it in cells[1:])]
    return "<tbody>" + "\n".join(lines) + "</tbody>"


def _evidence(shown: Shown) -> str:
    details = shown.item.title or "not shown here"
    where = "; ".join(spot.label for spot in shown.spots)
    note = "" if shown.counts else f"; {shown.claim.meaning}"
    text = escape(details) + (f", at: {escape(where)}" if where else "") + escape(note)
    link = f'<a href="{escape(shown.href)}">{escape(shown.item.id)}</a>'
    return (
        f"<td>{escape(method_words(shown.item))}</td><td>{text}</td><td>{link}</td>"
        f"<td>{escape(shown.item.when)}</td>"
    )


def _signatures(title: str) -> Iterator[str]:
    """Give the lines that people sign by hand; what stands there is theirs to say."""
    yield f'<table class="signatures"><caption>{SIGNED}</caption>'
    yield _head(("Role", "Name", "Signature", "Date"), title)
    rows = (_row((who, "", "", ""), scope="row") for who in SIGNERS)
    yield f"<tbody>{''.join(rows)}</tbody></table>"


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    said = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts
        if value
    )
    return f"<dl>{said}</dl>"


def _head(heads: Iterable[str], running: str = "") -> str:
    """Return the columns of a table and its head, which is printed anew on each page."""
    named = list(heads)
    columns, over = f"<colgroup>{'<col>' * len(named)}</colgroup>", ""
    if running:
        over = f'<tr class="running"><td colspan="{len(named)}">{escape(running)}</td></tr>'
    cells = "".join(f'<th scope="col">{escape(it)}</th>' for it in named)
    return f"{columns}<thead>{over}<tr>{cells}</tr></thead>"


def _row(cells: Iterable[str], scope: str) -> str:
    first, *others = (escape(it) for it in cells)
    rest = "".join(f"<td>{it}</td>" for it in others)
    return f'<tr><th scope="{scope}">{first}</th>{rest}</tr>\n'
