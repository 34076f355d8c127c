"""`matrix.csv` and `coverage.csv`: tables for a spreadsheet, and safe to open in one."""

from collections.abc import Iterator

from crossfolio.core.claims import ClaimState, Resolved
from crossfolio.core.coverage import Cover
from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import Link, evidence_page
from crossfolio.reports.spreadsheet import Row, table
from crossfolio.site.views.criteria import missing_of
from crossfolio.site.views.items import claimants, dates_of, spots

_CLAIMS = (
    *("Unit", "Criterion", "Title", "State", "Item", "Item title", "Kind", "Code"),
    *("From", "To", "Status", "Claim", "Counts", "Shown at", "Page"),
)
_COVERAGE = ("Unit", "Criterion", "Title", "Outcomes", "Scope", "State", "Counting", "Items")
_DECIDED = ("Decision", "Decided on", "Decided by", "Outcome", "Stands")


def matrix_table(seen: Seen, to: Link) -> bytes:
    """Return the matrix of the portfolio as a list: a row for each claim.

    A criterion that nothing claims has a row of its own. A grid would have a cell for every
    criterion and every item, nearly all of them empty; a spreadsheet makes one of the list.
    """
    covers = seen.covers
    return table(_CLAIMS, (row for cover in covers for row in _claims(cover, seen, to)))


def coverage_table(seen: Seen) -> bytes:
    """Return what stands behind each criterion, a row for each."""
    decided = seen.people
    head = (*_COVERAGE, "Missing", *(_DECIDED if decided else ()))
    rows = ((*_cover(cover), *(_decision(cover, seen) if decided else ())) for cover in seen.covers)
    return table(head, rows)


def _claims(cover: Cover, seen: Seen, to: Link) -> Iterator[Row]:
    criterion = cover.criterion
    first = (criterion.unit, criterion.id, criterion.title, cover.state.value)
    claims = claimants(criterion.id, seen)
    if not claims:
        yield (*first, *[""] * (len(_CLAIMS) - len(first)))
    for claim in claims:
        yield (*first, *_claim(claim, criterion.id, seen, to))


def _claim(resolved: Resolved, criterion_id: str, seen: Seen, to: Link) -> Row:
    item = resolved.item
    kind = seen.portfolio.kinds.get(item.kind)
    return (
        item.id,
        item.title,
        kind.name if kind else item.kind,
        kind.code if kind else "",
        *dates_of(item, seen),
        item.status.value,
        resolved.state.value,
        "yes" if resolved.state is ClaimState.OK else "no",
        "; ".join(spot.label for spot in spots(item, resolved.claim, criterion_id, seen, to)),
        to(evidence_page(item)),
    )


def _cover(cover: Cover) -> Row:
    criterion = cover.criterion
    return (
        criterion.unit,
        criterion.id,
        criterion.title,
        " ".join(criterion.outcomes),
        cover.scope.value,
        cover.state.value,
        len(cover.items),
        " ".join(item.id for item in cover.items),
        "; ".join(missing_of(cover)),
    )


def _decision(cover: Cover, seen: Seen) -> Row:
    standing = cover.standing
    if standing is None:
        return [""] * len(_DECIDED)
    return (
        standing.decision.id,
        standing.decision.date.isoformat(),
        seen.person(standing.decision.assessor),
        standing.judgement.verdict.value,
        "yes" if standing.stands else "no",
    )
