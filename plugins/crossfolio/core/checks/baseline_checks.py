"""COV107: what was better in the baseline."""

from collections.abc import Iterator

from crossfolio.core.baseline import Comparison
from crossfolio.core.coverage import Coverage
from crossfolio.core.findings import Finding
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.rules import coverage_rules as rules
from crossfolio.core.states import STATE_WORDS
from crossfolio.core.texts import NOTHING, Text


def check_baseline(
    portfolio: Portfolio, coverage: Coverage, comparison: Comparison
) -> Iterator[Finding]:
    """Look at each criterion that regressed, then at the share over the submitted units."""
    for change in comparison.regressed:
        criterion = coverage.criteria[change.criterion].criterion
        what = Text(
            "`{criterion}` {title} was {before} in the baseline and is {now} now",
            criterion=criterion.id,
            title=criterion.title,
            before=STATE_WORDS[change.before] if change.before else NOTHING,
            now=STATE_WORDS[change.now],
        )
        yield rules.regression(criterion.place, what, criterion.unit)
    if comparison.drop:
        then, now = comparison.drop
        yield rules.regression(
            portfolio.place,
            Text(
                "{covered} of {required} criteria of the submitted units are covered; in the "
                "baseline it was {covered_before} of {required_before}",
                covered=now.covered,
                required=now.required,
                covered_before=then.covered,
                required_before=then.required,
            ),
        )
