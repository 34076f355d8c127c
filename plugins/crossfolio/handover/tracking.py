"""The tracking sheets of a portfolio as one workbook: a summary, the matrix, a sheet a unit."""

from collections.abc import Iterator

from crossfolio.core.framework import Criterion, Unit
from crossfolio.core.ids import natural
from crossfolio.core.seen import Seen
from crossfolio.reports.workbook import MOST_COLUMNS, Sheet, SheetRow, workbook
from crossfolio.site.views.criteria import badge_of, claims_on, criterion_view
from crossfolio.site.views.items import ItemView, ShownClaim, claims_of, item_view
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

TRACKING = (
    "Criterion",
    "Assessment method",
    "Evidence details",
    "Portfolio reference",
    "Completion date",
)
"""What awarding bodies ask for. Source: the tracking sheet of Ascentis for one unit."""
_EVIDENCE = ("Portfolio reference", "Title", "Method", "Date", "Status", "Criteria")
_BEFORE_ITEMS = 3
"""Columns of the matrix before those of the items."""


def render(seen: Seen) -> bytes:
    """Return the workbook, with what the edition of the settings shows."""
    units = seen.portfolio.framework.units
    taken = [units[name] for name in seen.portfolio.taken]
    sheets = [_summary(seen), _matrix(taken, seen), *(_sheet(unit, seen) for unit in taken)]
    return workbook("Tracking sheets", sheets)


def _nowhere(_: str) -> str:
    """Return no address: a workbook has no pages to lead to."""
    return ""


def _summary(seen: Seen) -> Sheet:
    rows = [SheetRow(("Summary",), "title"), *_facts(front_facts(seen)), SheetRow()]
    rows += [SheetRow(unit_heads(seen), "head"), *map(SheetRow, unit_rows(seen)), SheetRow()]
    rows += [SheetRow((f"Evidence{learner_words(seen)}",), "heading"), SheetRow(_EVIDENCE, "head")]
    rows += [SheetRow(cells) for cells in _index(seen)]
    return Sheet("Summary", rows, (18, 44, 26, 22, 20, 50))


def _index(seen: Seen) -> Iterator[tuple[str, ...]]:
    for item in seen.portfolio.evidence:
        view = item_view(item, seen, _nowhere)
        criteria = dict.fromkeys(
            claim.criterion.id for claim in claims_of(item, seen) if claim.criterion
        )
        said = (view.title or "not shown", method_words(view), view.when, view.status.word)
        yield (view.id, *said, " ".join(criteria))


def _sheet(unit: Unit, seen: Seen) -> Sheet:
    """Return the tracking sheet of a unit, with lines to sign."""
    decided = seen.people
    rows = [
        SheetRow((f"{unit.id}: {unit.title}",), "title"),
        *_facts(unit_facts(unit, seen)),
        SheetRow(),
    ]
    repeat = len(rows)
    rows.append(SheetRow((*TRACKING, *(DECIDED if decided else ())), "head"))
    for _, outcome, criteria in by_outcome(unit):
        rows.append(SheetRow((outcome,), "heading"))
        for criterion in criteria:
            rows += _criterion(criterion, seen, decided=decided)
    if decided:
        rows += [
            SheetRow(),
            SheetRow((SIGNED,), "heading"),
            SheetRow(("Role", "Name", "Signature", "Date"), "head"),
        ]
        rows += [SheetRow((who, "", "", "")) for who in SIGNERS]
    return Sheet(unit.id, rows, (60, 26, 48, 18, 22, 44, 22), repeat=repeat, keep=1)


def _facts(facts: list[tuple[str, str]]) -> list[SheetRow]:
    return [SheetRow(fact, "label") for fact in facts if fact[1]]


def _criterion(criterion: Criterion, seen: Seen, *, decided: bool) -> Iterator[SheetRow]:
    """Give a row for each claim on a criterion, or one that says that there is none."""
    view = criterion_view(criterion, claims_on(criterion, seen, _nowhere), seen, _nowhere)
    said = (f"{view.id} {view.text}", *more_words(view), standing_words(view))
    if not view.shown:
        yield SheetRow(
            ("\n".join(said), "", "No evidence claims it.", "", "", *(("", "") if decided else ()))
        )
    for number, one in enumerate(view.shown):
        first = view.id if number else "\n".join(said)
        last = (decision_words(one, view), "") if decided else ()
        yield SheetRow((first, *_evidence(one), *last))


def _evidence(one: ShownClaim) -> tuple[str, ...]:
    where = "; ".join(spot.label for spot in one.spots)
    at = f", at: {where}" if where else ""
    note = "" if one.counts else f"; {one.claim.meaning}"
    item = one.item
    details = f"{item.title or 'not shown here'}{at}{note}"
    return (method_words(item), details, item.id, item.when)


def _matrix(units: list[Unit], seen: Seen) -> Sheet:
    """Cross the criteria of all units with the items that claim them: how each claim stands."""
    claims = {
        criterion.id: claims_on(criterion, seen, _nowhere)
        for unit in units
        for criterion in unit.criteria
    }
    views = {one.item.id: one.item for shown in claims.values() for one in shown}
    names = sorted(views, key=natural)
    columns = [views[name] for name in names[: MOST_COLUMNS - _BEFORE_ITEMS]]
    shapes = dict.fromkeys(one.claim for shown in claims.values() for one in shown)
    key = "; ".join(f"{badge.shape} {badge.word.lower()}" for badge in shapes)
    rows = [
        SheetRow((f"Matrix{learner_words(seen)}",), "title"),
        SheetRow((f"Key: {key}",), "heading"),
    ]
    if len(columns) < len(names):
        left = ", ".join(names[len(columns) :])
        rows.append(SheetRow((f"A sheet has no more columns; these items are not in it: {left}",)))
    repeat = len(rows)
    rows.append(SheetRow(("Criterion", "Title", "State", *(view.id for view in columns)), "head"))
    for unit in units:
        rows.append(SheetRow((f"{unit.id}: {unit.title}",), "heading"))
        rows += (
            _matrix_row(criterion, claims[criterion.id], columns, seen)
            for criterion in unit.criteria
        )
    return Sheet("Matrix", rows, (12, 30, 12, 8), repeat, _BEFORE_ITEMS, is_sparse=True)


def _matrix_row(
    criterion: Criterion, shown: tuple[ShownClaim, ...], columns: list[ItemView], seen: Seen
) -> SheetRow:
    cells = {one.item.id: f"{one.claim.shape} {one.item.code}" for one in shown}
    state = badge_of(criterion, seen).word
    found = (cells.get(view.id, "") for view in columns)
    return SheetRow((criterion.id, criterion.title, state, *found))
