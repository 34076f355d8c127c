"""Sizes and words of the rows of pages that grow with a portfolio.

A size is reckoned in bytes: that of the markup around a row, as measured, and of the texts in it.
"""

from crossfolio.core.cover import Cover
from crossfolio.core.ids import unit_of
from crossfolio.core.record.values import Decision
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text

LINE = 250
"""A link with a badge, or a line of small print."""
SECTION = 700
"""A section with a heading, facts and a list."""


def answer_size(cover: Cover) -> int:
    """Return the size of the decision on a criterion."""
    return LINE + len(cover.standing.feedback) if cover.standing else 0


def unit_judged(decision: Decision, seen: Seen) -> tuple[str, ...]:
    """Return the unit under which a decision stands, the first that it judges."""
    units = [unit_of(judgement.criterion) for judgement in decision.judgements]
    return tuple(seen.portfolio.framework.printed(unit) for unit in units[:1])


def criteria_words(n: int) -> str:
    """Return `3 criteria`."""
    return Text.counted("{n} criterion", "{n} criteria", n=n)


def items_words(n: int) -> str:
    """Return `3 items`."""
    return Text.counted("{n} item", "{n} items", n=n)


def decisions_words(n: int) -> str:
    """Return `3 decisions`."""
    return Text.counted("{n} decision", "{n} decisions", n=n)


def samples_words(n: int) -> str:
    """Return `3 samples`."""
    return Text.counted("{n} sample", "{n} samples", n=n)


def gaps_words(n: int) -> str:
    """Return `3 gaps`."""
    return Text.counted("{n} gap", "{n} gaps", n=n)


def findings_words(n: int) -> str:
    """Return `3 findings`."""
    return Text.counted("{n} finding", "{n} findings", n=n)
