"""What a learner had best do next, of all that is open."""

from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence, Status
from crossfolio.core.findings import Diagnostic, Severity
from crossfolio.core.planning.pieces import Piece, best_piece, open_gaps
from crossfolio.core.rules.file_rules import is_beginning
from crossfolio.core.scope import Scope
from crossfolio.core.states import State, Turn

_LEARNERS = ("SRC", "CFG", "CRI", "EVI", "TAG")
"""Families of rules about what stands in the way of everything else, and is quickly put right."""


class Mend(NamedTuple):
    """A slip comes first: what is written is not read as it is meant."""

    diagnostic: Diagnostic


class Define(NamedTuple):
    """Nothing says yet what is to be shown."""

    has_units: bool
    """Whether there are units, of which none is taken."""


class Finish(NamedTuple):
    """A draft is begun already."""

    item: Evidence
    criteria: tuple[str, ...]
    """The gaps that it claims, by full ID."""


class Bring(NamedTuple):
    """A new item is to be made."""

    piece: Piece


class Stuck(NamedTuple):
    """What is open can be closed by no item of a kind that may be used."""

    criteria: tuple[str, ...]


class Wait(NamedTuple):
    """It is the assessor's turn."""

    criteria: tuple[str, ...]


class Done(NamedTuple):
    """All that is required is accepted."""


Step = Mend | Define | Finish | Bring | Stuck | Wait | Done


def next_step(checked: Checked) -> Step:
    """Return what a learner had best do next.

    What cannot be read comes first, but for the record, which is others' to put right; then what
    is open. A draft that claims as many gaps as a new
    item would close comes before the new item.
    """
    record = f"{checked.settings.assessment}/"
    slips = (diagnostic for diagnostic in checked.diagnostics if _is_slip(diagnostic))
    slip = next(
        (
            diagnostic
            for diagnostic in slips
            if not diagnostic.finding.place.path.startswith(record)
        ),
        None,
    )
    if slip:
        return Mend(slip)
    if not checked.coverage.total.required:
        return Define(bool(checked.portfolio.framework.units))
    gaps = open_gaps(checked)
    piece, draft = best_piece(checked, gaps), _draft(checked)
    if draft and (piece is None or len(draft.criteria) >= len(piece.closes)):
        return draft
    if piece:
        return Bring(piece)
    if gaps:
        return Stuck(tuple(cover.criterion.id for cover in gaps))
    return _without_gaps(checked)


def _without_gaps(checked: Checked) -> Step:
    required = [
        cover for cover in checked.coverage.criteria.values() if cover.scope is Scope.REQUIRED
    ]
    still = [cover.criterion.id for cover in required if cover.turn is not Turn.NOBODY]
    return Wait(tuple(still)) if still else Done()


def _is_slip(diagnostic: Diagnostic) -> bool:
    is_error = diagnostic.severity is Severity.ERROR and not diagnostic.pending
    is_slip = diagnostic.rule.family in _LEARNERS and not is_beginning(diagnostic.finding)
    return is_error and is_slip


def _draft(checked: Checked) -> Finish | None:
    """Return the draft that claims most gaps, or else one that claims nothing yet."""
    claimed: dict[str, list[str]] = {
        item.key: []
        for item in checked.portfolio.evidence
        if item.status is Status.DRAFT and not item.claims
    }
    for cover in checked.coverage.criteria.values():
        is_gap = cover.state in (State.UNCOVERED, State.DRAFT, State.PARTIAL)
        for item in cover.drafts if is_gap and cover.scope is Scope.REQUIRED else ():
            claimed.setdefault(item.key, []).append(cover.criterion.id)
    if not claimed:
        return None
    order = {name: at for at, name in enumerate(checked.coverage.criteria)}

    def rank(key: str) -> tuple[int, int]:
        names = claimed[key]
        return -len(names), min((order[name] for name in names), default=len(order))

    best = min(claimed, key=rank)
    return Finish(checked.portfolio.by_id[best], tuple(claimed[best]))
