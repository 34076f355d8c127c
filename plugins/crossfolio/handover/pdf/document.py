"""The HTML that the PDF of a portfolio is made from: one document, with every part in order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files

from crossfolio.core.framework import Unit
from crossfolio.core.seen import Seen
from crossfolio.handover.pdf.page_parts import PdfPart, document_anchor, unit_anchor
from crossfolio.site.views.items import ShownClaim, item_view
from crossfolio.site.views.matrix import Matrix, claims_in, cross
from crossfolio.site.views.print_view import front, index_form, unit_form

TITLE = "Portfolio"
_COLUMNS = 8
"""Items beside each other in a matrix on paper; further ones are in a table below."""


def document(
    seen: Seen, parts: Iterable[PdfPart], lost: Mapping[str, str], flawed: Mapping[str, str]
) -> str:
    """Return the whole portfolio as one HTML document, to be drawn as a PDF.

    Args:
        seen: The portfolio, as those see it whom the document is for.
        parts: The items, in order.
        lost: The items that could not be drawn, by ID, with the reason in words.
        flawed: Those that could be drawn in part.
    """
    units = [seen.portfolio.framework.units[name] for name in seen.portfolio.taken]
    bodies = {part.slug: part.html for part in parts}
    sheets = "\n".join(_sheet(unit, seen) for unit in units)
    matrices = "\n".join(_matrix(unit, seen) for unit in units)
    items = "\n".join(_item(item.slug, item.id, bodies, lost) for item in seen.portfolio.evidence)
    style = files("crossfolio.site").joinpath("assets", "pdf.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f"<style>{style}</style></head><body>\n<h1>{TITLE}</h1>\n{front(seen)}\n"
        f"{_lost({**lost, **flawed})}"
        f"{_contents(units, seen)}\n"
        f'<h1 id="sheets">Tracking sheets</h1>\n{sheets}\n'
        f'<h1 id="matrices">Matrices</h1>\n{matrices}\n'
        f'<h1 id="items">Items of evidence</h1>\n{index_form(seen, to)}\n{items}\n</body></html>'
    )


def to(address: str) -> str:
    """Return where the document has a page of the site, with or without an anchor."""
    path, _, fragment = address.partition("#")
    return document_anchor(path, fragment) or "#sheets"


def _sheet(unit: Unit, seen: Seen) -> str:
    """Return the tracking sheet of a unit, under an anchor that no other part has."""
    return f'<div id="{escape(unit_anchor(unit.id))}">{unit_form(unit.id, seen, to)}</div>'


def _item(slug: str, name: str, bodies: Mapping[str, str], lost: Mapping[str, str]) -> str:
    if slug in bodies and name not in lost:
        return bodies[slug]
    why = lost.get(name, "the site has no page of it")
    return (
        f'<section class="item" id="{escape(slug)}"><h2>{escape(name)}</h2>'
        f'<p class="lost">This item is not in the document: {escape(why)}.</p></section>'
    )


def _lost(lost: Mapping[str, str]) -> str:
    if not lost:
        return ""
    rows = "".join(f"<li>{escape(name)}: {escape(why)}</li>" for name, why in lost.items())
    return f'<p class="lost">This document is not whole:</p>\n<ul>{rows}</ul>\n'


def _contents(units: Sequence[Unit], seen: Seen) -> str:
    """Return the list of what the document holds, with pages."""
    evidence = [item_view(item, seen, to) for item in seen.portfolio.evidence]
    entries = [
        (
            "sheets",
            "Tracking sheets",
            [(unit_anchor(unit.id), f"{unit.id}: {unit.title}") for unit in units],
        ),
        ("matrices", "Matrices", [(f"matrix-{unit.id}", unit.id) for unit in units]),
        (
            "items",
            "Items of evidence",
            [
                (view.id.lower(), f"{view.id}: {view.title or 'not shown here'}")
                for view in evidence
            ],
        ),
    ]
    rows = "".join(
        f"<li>{_entry(anchor, title)}<ul>{_entries(below)}</ul></li>"
        for anchor, title, below in entries
    )
    return f'<h1 id="contents">Contents</h1>\n<ul class="contents">{rows}</ul>'


def _entries(entries: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<li>{_entry(anchor, title)}</li>" for anchor, title in entries)


def _entry(anchor: str, title: str) -> str:
    return f'<a href="#{escape(anchor)}">{escape(title)}</a>'


def _matrix(unit: Unit, seen: Seen) -> str:
    """Return the matrix of a unit: each cell with the page of its passage."""
    matrix = cross(unit, claims_in(unit, seen, to), seen, to)
    name = escape(unit.id)
    title = f'<h2 id="matrix-{name}">{name}: {escape(unit.title)}</h2>'
    numbers = range(len(matrix.columns))
    firsts = range(0, len(numbers), _COLUMNS)
    tables = [_table(matrix, numbers[at : at + _COLUMNS], unit) for at in firsts]
    return f"<section>{title}{''.join(tables) or '<p>Nothing is claimed.</p>'}</section>"


def _table(matrix: Matrix, columns: Sequence[int], unit: Unit) -> str:
    heads = "".join(_head(matrix, column) for column in columns)
    rows = "".join(_rows(matrix, columns))
    first, last = (matrix.columns[n].id for n in (columns[0], columns[-1]))
    return (
        f'<table class="matrix"><caption>{escape(unit.id)}: {escape(first)} to {escape(last)}, '
        "with the page of each passage</caption>"
        f'<thead><tr><th scope="col">Criterion</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _head(matrix: Matrix, column: int) -> str:
    item = matrix.columns[column]
    return f'<th scope="col"><a href="{escape(item.href)}">{escape(item.id)}</a></th>'


def _rows(matrix: Matrix, columns: Iterable[int]) -> Iterator[str]:
    for row in matrix.rows:
        cells = "".join(f"<td>{_cell(row.cells.get(column))}</td>" for column in columns)
        named = f"<b>{escape(row.criterion.id)}</b> {escape(row.criterion.title)}"
        state = f"<small>{row.state.shape} {escape(row.state.word)}</small>"
        yield f'<tr><th scope="row">{named}{state}</th>{cells}</tr>'


def _cell(one: ShownClaim | None) -> str:
    if one is None:
        return ""
    words = f"{one.claim.shape} {one.item.code} {one.claim.word.lower()}"
    return f'<a class="page" href="{escape(one.href)}">{escape(words)}</a>'
