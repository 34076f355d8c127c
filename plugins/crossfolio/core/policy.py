"""What the qualifications' policies ask for beside the criteria."""

from crossfolio.core.portfolio import Portfolio


def least_items(portfolio: Portfolio) -> dict[str, int]:
    """Return how many items a criterion needs by the qualifications' policy, by unit."""
    least: dict[str, int] = {}
    for qualification in portfolio.qualifications:
        for unit in qualification.units:
            least[unit] = max(least.get(unit, 1), qualification.min_items)
    return least
