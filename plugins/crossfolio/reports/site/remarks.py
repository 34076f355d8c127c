"""What else is to be said of a claim: changed since assessed, too old, restricted."""

from collections.abc import Callable

from crossfolio.core.check import Checked
from crossfolio.core.claims import Resolved
from crossfolio.core.coverage import Cover
from crossfolio.core.currency import too_old
from crossfolio.core.decisions import changed_since
from crossfolio.core.framework import Criterion
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
    standing = cover.standing if cover else None
    changed = changed_since(standing, portfolio) if standing else frozenset()
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
