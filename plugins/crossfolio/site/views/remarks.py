"""What else is to be said of a claim: too old, restricted."""

from collections.abc import Callable

from crossfolio.core.claims import Resolved
from crossfolio.core.currency import too_old
from crossfolio.core.framework import Criterion
from crossfolio.core.seen import Seen
from crossfolio.reports.words import RESTRICTED, TOO_OLD, Badge

Remarks = Callable[[Resolved], tuple[Badge, ...]]


def remarks_on(criterion: Criterion, seen: Seen) -> Remarks:
    """Return what gives the remarks on each claim of a criterion."""
    portfolio = seen.portfolio
    asking = [
        qualification
        for qualification in portfolio.qualifications
        if criterion.unit in qualification.units
    ]

    def remarks(claim: Resolved) -> tuple[Badge, ...]:
        item, full = claim.item, seen.in_full(claim.item)
        said = (
            (
                TOO_OLD,
                full
                and any(too_old(item, qualification, portfolio.today) for qualification in asking),
            ),
            (RESTRICTED, not full),
        )
        return tuple(badge for badge, applies in said if applies)

    return remarks
