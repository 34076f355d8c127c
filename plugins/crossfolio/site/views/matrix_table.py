"""The matrix as a table in HTML.

It is put together by hand: a unit of 60 criteria and 400 items has 24,000 places, most of
them empty. Empty places beside each other are one cell, so that browsers stay quick.
"""

from collections.abc import Iterator, Sequence
from itertools import count

from markupsafe import Markup, escape

from crossfolio.core.requirement import Piece
from crossfolio.reports.words import IN_A_WORD, Badge
from crossfolio.site.views.items import ItemView, Shown
from crossfolio.site.views.matrix import Group, Matrix, Row

_LEAD = {"order": "Criterion", "state": "State", "items": "Items"}
"""The columns before the items, by what they sort by."""
_PAPER = 12
"""How many columns of items fit on a page; `crossfolio.js` counts those that are shown."""


def matrix_table(matrix: Matrix, unit: str) -> Markup:
    """Return the matrix of a unit as a table; a page can hold those of several units."""
    width = len(matrix.columns)
    many = " crossfolio-many" if width > _PAPER else ""
    parts = [
        (
            f'<table class="crossfolio-table crossfolio-matrix{many}"><caption id="matrix-{unit}">'
            f"<span>{unit}: which evidence shows which criterion</span></caption>"
            f'<colgroup><col><col><col><col span="{width}"></colgroup><thead><tr>'
        ),
        *(f'<th scope="col" data-sort="{key}">{words}</th>' for key, words in _LEAD.items()),
        *map(_head, matrix.columns),
        "</tr></thead>",
    ]
    orders = count(1)
    for group in matrix.groups:
        parts.append(_group_head(group, width))
        parts += (piece for row in group.rows for piece in _row(row, next(orders), width))
        parts.append("</tbody>")
    total = sum(row.counting for row in matrix.rows)
    parts.append(
        '<tfoot><tr><th scope="row">Criteria that it counts for</th><td></td>'
        f"<td>{total}</td>{''.join(f'<td>{n}</td>' for n in matrix.counting)}"
        "</tr></tfoot></table>"
    )
    return Markup("".join(parts))  # noqa: S704 - every text in it was escaped


def boxes(pieces: Sequence[Piece]) -> str:
    """Return a box for each piece, full where it is there."""
    return "".join("■" if it.there else "□" for it in pieces)


def _head(item: ItemView) -> str:
    first, last = item.dates
    return (
        f'<th scope="col" data-kind="{escape(item.code)}" data-from="{first}" data-to="{last}">'
        f'<a href="{escape(item.href)}">{item.id}<span class="crossfolio-hidden"> '
        f"{escape(item.title or item.kind)}</span></a>"
        f'<span class="crossfolio-code">{escape(item.code)}</span></th>'
    )


def _group_head(group: Group, width: int) -> str:
    return (
        f'<tbody data-group="{escape(group.key)}"><tr class="crossfolio-group">'
        f'<th scope="rowgroup" colspan="{width + len(_LEAD)}"><span>{escape(group.title)}</span>'
        "</th></tr>"
    )


def _row(row: Row, order: int, width: int) -> Iterator[str]:
    link, state = row.criterion, row.state
    there = sum(it.there for it in row.pieces)
    level = f" <small>{escape(row.level)}</small>" if row.level else ""
    yield (
        f'<tr data-state="{state.key}" data-order="{order}" data-rank="{row.rank}">'
        f'<th scope="row"><a href="{escape(link.href)}"><span class="crossfolio-id">{link.id}'
        f'</span> <span class="crossfolio-name">{escape(link.title)}</span></a>{level}</th>'
        f"<td>{_badge(state)}"
    )
    if row.pieces:
        yield (
            f'<span class="crossfolio-boxes"><span aria-hidden="true">{boxes(row.pieces)}</span>'
            f'<span class="crossfolio-hidden">{there} of {len(row.pieces)} pieces there'
            "</span></span>"
        )
    yield f"</td><td>{row.counting}</td>"
    at = 0
    for number in sorted(row.cells):
        yield _empty(number - at)
        yield _cell(row.cells[number], link.id)
        at = number + 1
    yield _empty(width - at) + "</tr>"


def _empty(places: int) -> str:
    """Return the cell that stands for empty places beside each other."""
    if not places:
        return ""
    span = f' colspan="{places}"' if places > 1 else ""
    return f'<td{span} aria-label="no claim"></td>'


def _cell(one: Shown, criterion: str) -> str:
    """Return the cell of a claim; its name has all that is seen, and what the shapes say."""
    item, verb = one.item, "shows" if one.counts else "claims"
    said = "".join(f", {it.meaning}" for it in one.remarks)
    said += ", claimed by the assessor" if one.mapped else ""
    name = escape(f"{item.code}, {item.id} {verb} {criterion}: {one.claim.meaning}{said}")
    words = [one.claim.word.lower()] if one.claim in IN_A_WORD else []
    words += [f"{it.shape} {it.word}" for it in one.remarks]
    words += ["by assessor"] if one.mapped else []
    remarks = "".join(f"<small>{it}</small>" for it in words)
    return (
        f'<td><a class="crossfolio-cell" data-state="{one.claim.key}" data-item="{item.id}" '
        f'href="{escape(one.href)}" aria-label="{name}">{escape(item.code)} {one.claim.shape}'
        f"{remarks}</a></td>"
    )


def _badge(badge: Badge) -> str:
    return (
        f'<span class="crossfolio-mini" data-state="{badge.key}"><span aria-hidden="true">'
        f"{badge.shape}</span> {badge.word}</span>"
    )
