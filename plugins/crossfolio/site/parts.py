"""A page that grows with a portfolio, in parts: by unit, and by number where a unit is too large.

What is reckoned is bytes, from the numbers of things and the lengths of their texts: whether a
page is in parts has to be known before anything is drawn.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from crossfolio.core.cover import Cover
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic
from crossfolio.core.framework import Criterion, Unit
from crossfolio.core.outcomes import around, parents
from crossfolio.core.record.values import Decision, Sample
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text

MOST = 350_000
"""Bytes of rows that a page has room for. No page is to have more than 500,000 in all, with
what the theme puts around it."""
NOTHING_IN = "no_unit"
"""What stands in an address for rows of no unit; no unit is called so, as codes have no `_`."""

Thing = Cover | Criterion | Decision | Diagnostic | Evidence | Sample
Says = Callable[[int], str]
"""Words for so many rows of a sort: `12 items`; the same function for all rows of the sort."""


class PageRow(NamedTuple):
    """Something that a page has a row for."""

    thing: Thing
    size: int
    """Bytes that it takes on the page, as they are reckoned."""
    groups: tuple[str, ...]
    """The units under which it stands; empty where it belongs to none."""
    says: Says | None = None
    """What it counts as; `None` for what is not counted."""
    anchor: str = ""
    """What others link to it by."""


class PagePart(NamedTuple):
    """A page that has some of the rows of another."""

    page: str
    """The address of the whole."""
    group: str
    """The unit; empty for what belongs to none."""
    number: int
    """From 1, among the parts of the same unit."""
    among: int
    """How many parts its unit has."""
    rows: tuple[PageRow, ...]

    @property
    def address(self) -> str:
        """Its own address: `list/in_bud`, `list/in_bud_2`."""
        more = f"_{self.number}" if self.number > 1 else ""
        group = f"in_{self.group.lower()}" if self.group else NOTHING_IN
        return f"{self.page}/{group}{more}"

    @property
    def anchors(self) -> tuple[str, ...]:
        """The anchors of its rows, to which other pages link."""
        return tuple(row.anchor for row in self.rows if row.anchor)

    @property
    def counts(self) -> tuple[str, ...]:
        """How much of what it holds, from which to which, in words: `12 items, E1 to E12`."""
        names: dict[Says, list[str]] = {}
        for row in self.rows:
            if row.says:
                names.setdefault(row.says, []).append(_name(row.thing))
        return tuple(_counted(says(len(found)), found) for says, found in names.items())


def _name(thing: Thing) -> str:
    """Return what readers know something by; empty for findings, which have no name."""
    if isinstance(thing, Cover):
        return thing.criterion.id
    return "" if isinstance(thing, Diagnostic) else thing.id


def _counted(words: str, names: Sequence[str]) -> str:
    first, last = names[0], names[-1]
    if not first:
        return words
    if first == last:
        return Text("{words}, {name}", words=words, name=first)
    return Text("{words}, {first} to {last}", words=words, first=first, last=last)


def parts_of(page: str, rows: Sequence[PageRow], most: int = MOST) -> tuple[PagePart, ...]:
    """Return the parts of a page; none where one page has room for all.

    Args:
        page: Its address.
        rows: All that it has rows for, in their order.
        most: Bytes that a page has room for.
    """
    if sum(row.size for row in rows) <= most:
        return ()
    groups: dict[str, list[PageRow]] = {}
    for row in rows:
        for group in row.groups or ("",):
            groups.setdefault(group, []).append(row)
    found: list[PagePart] = []
    for group, own in groups.items():
        if not any(row.size for row in own):
            continue
        pieces = list(_pieces(own, most))
        found += (
            PagePart(page, group, n, len(pieces), piece) for n, piece in enumerate(pieces, start=1)
        )
    return tuple(found)


def _pieces(rows: Iterable[PageRow], most: int) -> Iterator[tuple[PageRow, ...]]:
    """Give rows in pieces that have room on a page each; one that has none stands alone."""
    piece: list[PageRow] = []
    size = 0
    for row in rows:
        if piece and size + row.size > most:
            yield tuple(piece)
            piece, size = [], 0
        piece.append(row)
        size += row.size
    yield tuple(piece)


def narrowed(seen: Seen, part: PagePart, kinds: frozenset[type]) -> Seen:
    """Return what is seen with only those things for which a part has rows.

    Args:
        seen: The portfolio.
        part: The part.
        kinds: The types of things that the whole page has rows for; others stay as they are.
    """
    things = [row.thing for row in part.rows]
    covers = {cover.criterion.id: cover for cover in things if isinstance(cover, Cover)}
    criteria = tuple(criterion for criterion in things if isinstance(criterion, Criterion))
    portfolio, coverage = seen.portfolio, seen.coverage
    if Cover in kinds:
        coverage = replace(coverage, criteria=covers)
    if Evidence in kinds:
        items = tuple(item for item in things if isinstance(item, Evidence))
        portfolio = replace(portfolio, evidence=items)
    if Decision in kinds:
        decisions = tuple(decision for decision in things if isinstance(decision, Decision))
        portfolio = replace(portfolio, decisions=decisions)
    if Sample in kinds:
        samples = tuple(sample for sample in things if isinstance(sample, Sample))
        portfolio = replace(portfolio, samples=samples)
    if criteria:
        units = portfolio.framework.units
        unit = _with_criteria(units[criteria[0].unit], criteria)
        framework = replace(portfolio.framework, units={**units, unit.id: unit})
        portfolio = replace(portfolio, framework=framework)
    diagnostics = seen.diagnostics
    if Diagnostic in kinds:
        diagnostics = tuple(
            diagnostic for diagnostic in things if isinstance(diagnostic, Diagnostic)
        )
    return replace(seen, portfolio=portfolio, coverage=coverage, diagnostics=diagnostics)


def _with_criteria(unit: Unit, criteria: tuple[Criterion, ...]) -> Unit:
    """Return a unit with only some of its criteria, and with the outcomes around these."""
    parent_of = parents(unit.outcomes)
    named = {name for criterion in criteria for name in criterion.outcomes if name in parent_of}
    wanted = {name for first in named for name in around(first, parent_of)}
    outcomes = tuple(outcome for outcome in unit.outcomes if outcome.id in wanted)
    return replace(unit, criteria=criteria, outcomes=outcomes)
