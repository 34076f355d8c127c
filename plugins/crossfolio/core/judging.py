"""The record of a portfolio, judged on what was read."""

from crossfolio.core.claims import Claims
from crossfolio.core.memo import Memo
from crossfolio.core.policy import least_items
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.judge import judge
from crossfolio.core.record.record import Record


def judged(portfolio: Portfolio, claims: Claims, memo: Memo | None = None) -> Record:
    """Judge decisions and samples: which count, which hold, and whether they stand.

    Args:
        portfolio: What was read.
        claims: Of its items.
        memo: Has what was judged in the last check.
    """
    memo = memo or Memo()
    enrolment = portfolio.enrolment
    return judge(
        Facts(
            memo.equal("today", portfolio.today),
            portfolio.framework.criteria,
            portfolio.by_id,
            portfolio.fingerprints,
            claims,
            memo.equal("least", least_items(portfolio)),
            enrolment.learner if enrolment else "",
            portfolio.people,
            portfolio.people_unread,
            portfolio.decisions,
            portfolio.unreadable,
            portfolio.samples,
            portfolio.untrusted,
            enrolment.learner_unread if enrolment else None,
        ),
        claims.resolver,
        memo,
    )
