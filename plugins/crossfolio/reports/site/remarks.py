"""What else is to be said of a claim: changed since assessed, too old, restricted."""

from collections.abc import Callable

from crossfolio.core.check import Checked
from crossfolio.core.claims import Resolved
from crossfolio.core.coverage import Cover
from crossfolio.core.currency import too_old
from crossfolio.core.framework import Criterion
from crossfolio.core.record.claim_standing import ClaimStanding
from crossfolio.reports.site.visibility import shows_in_full
from crossfolio.reports.site.words import CHANGED, RESTRICTED, TOO_OLD, Badge

Remarks = Callable[[Resolved], tuple[Badge, ...]]


def remarks_on(criterion: Criterion, cover: Cover | None, checked: Checked) -> Remarks:
    """Return what gives the remarks on each claim of a criterion.

    Args:
        criterion: The criterion.
        cover: What stands behind it, as the edition shows it.
        checked: The portfolio.
    """
    portfolio, settings = checked.portfolio, checked.settings
    claims = cover.claims if cover else ()
    changed = {it.item.key for it in claims if it.standing is ClaimStanding.CHANGED}
    asking = [it for it in portfolio.qualifications if criterion.unit in it.units]

    def remarks(claim: Resolved) -> tuple[Badge, ...]:
        item, full = claim.item, shows_in_full(claim.item, settings)
        said = (
            (CHANGED, item.key in changed),
            (TOO_OLD, full and any(too_old(item, it, portfolio.today) for it in asking)),
            (RESTRICTED, not full),
        )
        return tuple(badge for badge, applies in said if applies)

    return remarks
