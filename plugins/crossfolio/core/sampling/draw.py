"""The draw: what a seed picks out of the IDs of decisions, so that anyone can repeat it.

A decision is ranked by the SHA-256 of `SEED ID`. `docs/how-to/draw.sh` does the same in
four lines of shell.
"""

from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from math import ceil

FIRST = "none"
"""What stands for the hash of the last plan where there is none."""
ALL = "all"
"""What stands for the period where a plan is about all decisions."""


def in_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Return IDs sorted by their bytes in UTF-8, which is the order of characters, each once."""
    return tuple(sorted(set(ids)))


def population_of(ids: Iterable[str]) -> str:
    """Return the SHA-256 of IDs, sorted by their bytes, one a line, in hexadecimal."""
    return _hash("".join(f"{id}\n" for id in in_order(ids)))


def seed_of(period: str, person: str, last: str) -> str:
    """Return the seed of a plan, in hexadecimal: the SHA-256 of `PERIOD PERSON LAST`.

    Args:
        period: Of the plan; empty for all decisions.
        person: Who plans.
        last: The SHA-256 of the last plan's file in hexadecimal; empty for the first plan.
    """
    return _hash(f"{period or ALL} {person.upper()} {last or FIRST}")


def number_of(share: Fraction, count: int) -> int:
    """Return how many of so many decisions a share is, rounded up."""
    return ceil(share * count)


def ranked(seed: str, ids: Iterable[str]) -> list[str]:
    """Return IDs as the seed ranks them: by the SHA-256 of `SEED ID`, then by their bytes."""
    return sorted(in_order(ids), key=lambda own: _hash(f"{seed} {own}"))


def drawn(seed: str, ids: Iterable[str], number: int) -> list[str]:
    """Return the first `number` of the IDs as the seed ranks them."""
    return ranked(seed, ids)[:number]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
