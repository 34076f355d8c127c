"""The matrix as a table in HTML.

It is put together by hand: a unit of 60 criteria and 400 items has 24,000 places, most of
them empty. Empty places beside each other are one cell, so that browsers stay quick.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from gettext import NullTranslations
from itertools import count

from markupsafe import Markup, escape

from crossfolio.core.requirement import RequirementPiece
from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.reports.words import IN_A_WORD, Badge
from crossfolio.site.views.items import ItemView, ShownClaim
from crossfolio.site.views.matrix import Matrix, MatrixRow, OutcomeGroup

_LEAD = {"order": Text("Criterion"), "state": Text("State"), "items": Text("Items")}
"""The columns before the items, by what they sort by."""
_PAPER = 12
"""How many columns of items fit on a page; `crossfolio.js` counts those that are shown."""


def matrix_table(matrix: Matrix, unit: str, words: NullTranslations = ENGLISH) -> Markup:
    """Return the matrix of a unit as a table; a page can hold those of several units.

    Args:
        matrix: Which items show which criteria.
        unit: The unit's ID.
        words: The language.
    """
    width, say = len(matrix.columns), partial(said, words=words)
    caption = say(Text("{unit}: which evidence shows which criterion", unit=unit))
    rows_of = _Rows(words)
    many = " crossfolio-many" if width > _PAPER else ""
    parts = [
        (
            f'<table class="crossfolio-table crossfolio-matrix{many}"><caption id="matrix-{unit}">'
            f"<span>{escape(caption)}</span></caption>"
            f'<colgroup><col><col><col><col span="{width}"></colgroup><thead><tr>'
        ),
        *(f'<th scope="col" data-sort="{key}">{say(name)}</th>' for key, name in _LEAD.items()),
        *(_head(item, words) for item in matrix.columns),
        "</tr></thead>",
    ]
    orders = count(1)
    for group in matrix.groups:
        parts.append(_group_head(group, width, words))
        parts += (piece for row in group.rows for piece in rows_of.row(row, next(orders), width))
        parts.append("</tbody>")
    total = sum(row.counting for row in matrix.rows)
    foot = _foot(say(Text("Criteria that it counts for")), total, matrix.counting)
    if matrix.whole:
        of_unit = matrix.whole.counting
        numbers = [of_unit.get(item.id, 0) for item in matrix.columns]
        foot += _foot(say(Text("Of the whole unit")), sum(of_unit.values()), numbers)
    parts.append(f"<tfoot>{foot}</tfoot></table>")
    return Markup("".join(parts))  # noqa: S704 - every text in it was escaped


def _foot(title: str, total: int, numbers: Iterable[int]) -> str:
    cells = "".join(f"<td>{number}</td>" for number in numbers)
    return f'<tr><th scope="row">{title}</th><td></td><td>{total}</td>{cells}</tr>'


def boxes(pieces: Sequence[RequirementPiece]) -> str:
    """Return a box for each piece, full where it is there."""
    return "".join("■" if piece.there else "□" for piece in pieces)


def _head(item: ItemView, words: NullTranslations) -> str:
    first, last = item.dates
    return (
        f'<th scope="col" data-kind="{escape(item.code)}" data-from="{first}" data-to="{last}">'
        f'<a href="{escape(item.href)}">{item.id}<span class="crossfolio-hidden"> '
        f"{escape(item.title or said(item.kind, words))}</span></a>"
        f'<span class="crossfolio-code">{escape(item.code)}</span></th>'
    )


def _group_head(group: OutcomeGroup, width: int, words: NullTranslations) -> str:
    title = escape(said(group.title, words))
    return (
        f'<tbody data-group="{escape(group.key)}"><tr class="crossfolio-group">'
        f'<th scope="rowgroup" colspan="{width + len(_LEAD)}"><span>{title}</span></th></tr>'
    )


class _Rows:
    """The rows of a matrix in a language."""

    def __init__(self, words: NullTranslations) -> None:
        self._say = partial(said, words=words)
        self._no_claim = escape(self._say(Text("no claim")))

    def row(self, row: MatrixRow, order: int, width: int) -> Iterator[str]:
        """Give the pieces of a row that has a criterion, its state and its claims."""
        link, state = row.criterion, row.state
        level = f" <small>{escape(row.level)}</small>" if row.level else ""
        yield (
            f'<tr data-state="{state.key}" data-order="{order}" data-rank="{row.rank}">'
            f'<th scope="row"><a href="{escape(link.href)}"><span class="crossfolio-id">{link.id}'
            f'</span> <span class="crossfolio-name">{escape(link.title)}</span></a>{level}</th>'
            f"<td>{self._badge(state)}"
        )
        if row.pieces:
            there = sum(piece.there for piece in row.pieces)
            found = Text("{there} of {number} pieces there", there=there, number=len(row.pieces))
            yield (
                f'<span class="crossfolio-boxes"><span aria-hidden="true">{boxes(row.pieces)}'
                f'</span><span class="crossfolio-hidden">{self._say(found)}</span></span>'
            )
        yield f"</td><td>{row.counting}</td>"
        at = 0
        for number in sorted(row.cells):
            yield self._empty(number - at)
            yield self._cell(row.cells[number], link.id)
            at = number + 1
        yield self._empty(width - at) + "</tr>"

    def _empty(self, places: int) -> str:
        """Return the cell that stands for empty places beside each other."""
        if not places:
            return ""
        span = f' colspan="{places}"' if places > 1 else ""
        return f'<td{span} aria-label="{self._no_claim}"></td>'

    def _cell(self, one: ShownClaim, criterion: str) -> str:
        """Return the cell of a claim; its name has all that is seen, and what the shapes say."""
        item, say = one.item, self._say
        notes = (one.claim.meaning, *(remark.meaning for remark in one.remarks))
        notes += (Text("claimed by the assessor"),) if one.mapped else ()
        name = _named(one, criterion, notes)
        marks = [say(one.claim.inside)] if one.claim in IN_A_WORD else []
        marks += [f"{remark.shape} {say(remark.word)}" for remark in one.remarks]
        marks += [say(Text("by assessor"))] if one.mapped else []
        remarks = "".join(f"<small>{escape(mark)}</small>" for mark in marks)
        return (
            f'<td><a class="crossfolio-cell" data-state="{one.claim.key}" data-item="{item.id}" '
            f'href="{escape(one.href)}" aria-label="{escape(say(name))}">{escape(item.code)} '
            f"{one.claim.shape}{remarks}</a></td>"
        )

    def _badge(self, badge: Badge) -> str:
        return (
            f'<span class="crossfolio-mini" data-state="{badge.key}"><span aria-hidden="true">'
            f"{badge.shape}</span> {self._say(badge.word)}</span>"
        )


def _named(one: ShownClaim, criterion: str, notes: tuple[str, ...]) -> Text:
    code, item = one.item.code, one.item.id
    if one.counts:
        return Text(
            "{code}, {item} shows {criterion}: {notes}",
            code=code,
            item=item,
            criterion=criterion,
            notes=notes,
        )
    return Text(
        "{code}, {item} claims {criterion}: {notes}",
        code=code,
        item=item,
        criterion=criterion,
        notes=notes,
    )
