"""COV107: what was better in the baseline."""

from collections.abc import Iterator

from crossfolio.core.baseline import Comparison
from crossfolio.core.coverage import Coverage
from crossfolio.core.findings import Finding
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.rules import coverage_rules as rules


def check_baseline(
    portfolio: Portfolio, coverage: Coverage, comparison: Comparison
) -> Iterator[Finding]:
    """Look at each criterion that regressed, then at the share over the submitted units."""
    for change in comparison.regressed:
        criterion = coverage.criteria[change.criterion].criterion
        was = f"was {change.before} in the baseline and is {change.now} now"
        what = f"`{criterion.id}` {criterion.title} {was}"
        yield rules.regression(criterion.place, what, criterion.unit)
    if comparison.drop:
        then, now = comparison.drop
        yield rules.regression(
            portfolio.place,
            f"{now.covered} of {now.required} criteria of the submitted units are covered; "
            f"in the baseline it was {then.covered} of {then.required}",
        )
