"""Scope: whether a criterion is asked of this learner."""

from enum import StrEnum

from crossfolio.core.framework import Criterion
from crossfolio.core.portfolio import Portfolio


class Scope(StrEnum):
    """Whether a criterion is asked of this learner."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    EXCLUDED = "excluded"
    """Its unit is not taken, or it is withdrawn."""
    WAIVED = "waived"


def scopes(portfolio: Portfolio) -> dict[str, Scope]:
    """Return the scope of every criterion by full ID."""
    enrolment = portfolio.enrolment
    waived = {
        waiver.criterion
        for waiver in (enrolment.waivers if enrolment else ())
        if waiver.stands(portfolio.today)
    }
    return {
        criterion.id: _scope(criterion, criterion.unit in portfolio.taken, waived)
        for criterion in portfolio.framework.criteria.values()
    }


def _scope(criterion: Criterion, taken: bool, waived: set[str]) -> Scope:  # noqa: FBT001
    if criterion.withdrawn or not taken:
        return Scope.EXCLUDED
    if criterion.id in waived:
        return Scope.WAIVED
    is_above = criterion.rank > 0  # The first level of a graded unit is what is required.
    return Scope.OPTIONAL if criterion.optional or is_above else Scope.REQUIRED
