"""What a rule of practice looks at: a portfolio, with what is already known of it."""

from dataclasses import dataclass

from crossfolio.core.claims import Claims
from crossfolio.core.coverage import Coverage
from crossfolio.core.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Context:
    """A portfolio with its claims resolved and its coverage worked out."""

    portfolio: Portfolio
    claims: Claims
    coverage: Coverage
