"""What the pages of a build are made from, as digests: what has the same need not be made anew.

The texts of bodies and the places of things in files are left out. No page about other items
shows them, so that a sentence more in one item changes its own page and no other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from crossfolio.core.evidence import Attachment, Claim, Evidence, Heading, Image, Mark
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.standing import mismatched
from crossfolio.core.record.words import objection_words
from crossfolio.core.seen import Seen
from crossfolio.site.environment import Look
from crossfolio.site.views.items import claims_of
from crossfolio.site.views.relations import Relations, units_of
from crossfolio.workspace.step_cache import digest, spelled

_LEFT_OUT = frozenset(
    (
        *("place", "at_place", "line", "body_line", "start", "end", "body"),
        "brings",  # It follows from the fields, and the order of a set changes from run to run.
    )
)
"""Besides what has no part in comparing things either."""


def _reader(kind: type, *apart: str) -> Callable[[Any], Any]:
    """Return what reads the parts of such a thing that pages are made from."""
    names: Iterable[str] = (
        (field.name for field in fields(kind) if field.compare)
        if is_dataclass(kind)
        else kind._fields  # type: ignore[attr-defined]
    )
    return attrgetter(*(name for name in names if name not in _LEFT_OUT and name not in apart))


_APART = frozenset(
    (
        *("framework", "enrolment", "people"),
        *("evidence", "fingerprints", "files", "today", "pages"),
    )
)
"""Parts of a portfolio that are looked at one by one; new ones count until they are named here."""
_PARTS = {
    "claims": _reader(Claim),
    "marks": _reader(Mark),
    "headings": _reader(Heading),
    "attachments": _reader(Attachment),
    "images": _reader(Image),
}
_ITEM = _reader(Evidence, *_PARTS)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What goes into the pages of a build."""

    ground: bytes
    """All that is not evidence: criteria, assessment, settings, templates, addresses."""
    items: Mapping[str, bytes]
    """Each item by itself, by its path."""
    everything: bytes
    """What pages about all items are made from."""

    def of(self, item: Evidence, known: Relations, seen: Seen) -> bytes:
        """Return what the page of an item is made from, without its text and its files."""
        now = seen.portfolio.fingerprints.get(item.key)
        parts: list[str | bytes] = [self.ground, self.items[item.path], now.value if now else ""]
        judged = seen.record.judged_on(item.key)
        claimed = claims_of(item, seen)
        parts += (f"{claim.state} {claim.criterion and claim.criterion.id}" for claim in claimed)
        names = (claim.criterion.id for claim in claimed if claim.criterion)
        parts += (_standing(name, item, seen) for name in dict.fromkeys((*names, *judged)))
        for unit in units_of(item, seen) or ("",):
            others, place = known.in_unit[unit], known.places[unit, item.path]
            beside = others[max(place - 1, 0) : place + 2]
            parts += [
                f"{unit} {place} {len(others)}",
                *(self.items[other.path] for other in beside),
            ]
        linking = [self.items[other.path] for other in known.linking.get(item.path, ())]
        parts += [f"{len(linking)} link here", *linking]
        return digest(*parts)


class UnplacedInputs:
    """What goes into the pages of a build, before it is known where they lie."""

    def __init__(self, seen: Seen, look: Look) -> None:
        """Spell out a portfolio.

        Args:
            seen: The portfolio.
            look: How pages are drawn.
        """
        portfolio = seen.portfolio
        self._ground = digest(
            spelled(seen.settings, ordered=False),
            spelled((portfolio.framework, portfolio.enrolment, portfolio.people)),
            spelled((_rest(portfolio), seen.record.bars), ordered=False),
            *_templates(look),
            *_of_visit(seen),
        )
        self._outlines = {item.path: _outline(item) for item in portfolio.evidence}
        self._beside = digest(str(portfolio.today), spelled(portfolio.files), *_judgements(seen))

    def at(self, own: Mapping[str, str], items: Mapping[str, str]) -> Inputs:
        """Return what goes into pages that link to each other at these addresses.

        Args:
            own: Where the pages lie that Crossfolio makes, by name.
            items: Where each item lies, by the path of its page.
        """
        ground = digest(self._ground, spelled(own))
        faces = {path: digest(outline, items[path]) for path, outline in self._outlines.items()}
        return Inputs(ground, faces, digest(ground, self._beside, *faces.values()))


def _judgements(seen: Seen) -> Iterator[str]:
    """Give what pages about all items show of judged items: how they differ from what was judged.

    What they are by now, only their own pages show.
    """
    for decision in seen.portfolio.decisions:
        for judged in decision.evidence:
            now = seen.portfolio.fingerprints.get(judged.evidence)
            same = now is not None and now.value == judged.fingerprint
            yield f"{now is not None} {same} {mismatched(judged, seen.record.facts)}"
    for criterion, standing in seen.record.standing.items():
        yield f"{criterion} {standing.decision.id} {standing.changes}"


def _of_visit(seen: Seen) -> Iterable[str]:
    """Give what the pages of a visit go by that is not in the portfolio as it is seen."""
    if seen.rest is None:
        return
    covers = seen.coverage.criteria
    yield repr((seen.rest, [(name, cover.state, cover.turn) for name, cover in covers.items()]))
    coverage, record = seen.coverage, seen.record
    yield repr((coverage.total, coverage.units, coverage.outcomes, coverage.qualifications))
    yield repr(
        [
            (name, standing.decision.id, standing.changes)
            for name, standing in record.standing.items()
        ]
    )
    yield repr([(key, decision.id) for key, decision in record.order.ended.items()])


def _rest(portfolio: Portfolio) -> dict[str, object]:
    """Return all that was read but for what counts apart, and in an order of its own."""
    names = (field.name for field in fields(portfolio) if field.name not in _APART)
    return {name: getattr(portfolio, name) for name in names}


def _standing(criterion: str, item: Evidence, seen: Seen) -> str:
    """Return what the page of an item shows of the judgement that holds on a criterion."""
    holding = seen.record.standing.get(criterion)
    if holding is None:
        return criterion
    counts = seen.record.facts.claims.counts(item, criterion)
    cover = seen.coverage.criteria.get(criterion)
    doubts = [objection_words(objection) for objection in cover.objections] if cover else []
    return f"{criterion} {holding.decision.id} {holding.changes} {counts} {doubts}"


def _outline(item: Evidence) -> str:
    """Return what pages show of an item besides its text."""
    parts = [[read(part) for part in getattr(item, name)] for name, read in _PARTS.items()]
    return repr((_ITEM(item), parts))


def _templates(look: Look) -> Iterable[str]:
    """Give each of the user's own templates by name, and its text."""
    for folder in map(Path, look.folders):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield file.relative_to(folder).as_posix()
            yield file.read_text("utf-8", errors="replace")
