"""The record of a portfolio, judged on what was read."""

from crossfolio.core.claims import Claims
from crossfolio.core.policy import least_items
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.record import Record, judge


def judged(portfolio: Portfolio, claims: Claims) -> Record:
    """Judge decisions and samples: which count, which hold, and whether they stand."""
    enrolment = portfolio.enrolment
    return judge(
        Facts(
            portfolio.today,
            portfolio.framework.criteria,
            portfolio.by_id,
            portfolio.fingerprints,
            claims,
            least_items(portfolio),
            enrolment.learner if enrolment else "",
            portfolio.people,
            portfolio.people_unread,
            portfolio.decisions,
            portfolio.unreadable,
            portfolio.samples,
            portfolio.untrusted,
            enrolment.learner_unread if enrolment else None,
        )
    )
