"""How much is required, covered and accepted over several portfolios."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from crossfolio.core.counts import percent


class Numbers(NamedTuple):
    """How much is required, covered and accepted; `accepted` counts what is known."""

    portfolios: int
    required: int
    covered: int
    accepted: int

    def share(self, number: int) -> int | None:
        """Return a number of what is required in per cent; `None` of nothing."""
        return percent(number, self.required)


def numbers_of(rows: Iterable[Mapping[str, Any]]) -> Numbers:
    """Add up the figures of portfolios, or of a unit in them."""
    known = list(rows)
    return Numbers(
        len(known),
        sum(row["required"] for row in known),
        sum(row["covered"] for row in known),
        sum(row["accepted"] or 0 for row in known),
    )
