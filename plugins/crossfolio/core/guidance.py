"""Guidance: what assessors look for in a unit beyond the wording of its criteria.

It rests on one unit's own guidance, so that it stands in the unit's file. Rules of practice
go by it; it changes no coverage.
"""

from typing import NamedTuple


class Variety(NamedTuple):
    """How varied the evidence for a unit is to be."""

    min_kinds: int = 1
    """How many different kinds."""
    all_kinds: tuple[str, ...] = ()
    """There is an item of each of these kinds."""


class Spread(NamedTuple):
    """Over what time the evidence for a unit is to be spread."""

    dates: int = 1
    """How many different dates."""
    days: int = 0
    """From the first to the last."""


class Feedback(NamedTuple):
    """From whom feedback is to come."""

    sources: int = 0
    """How many different sources; 0: any number will do."""
    data: bool = False
    """One of them is data, such as a survey."""
    informal: bool = False
    """One of them is informal, such as what peers say."""


class Accounts(NamedTuple):
    """What is looked for in written accounts."""

    verbs: tuple[str, ...] = ()
    """The verbs of the outcomes, as stems."""
    parts: tuple[str, ...] = ()
    """Parts that a story has as its headings."""
    reasons: bool = False
    """The account says why an activity was chosen."""
    theory: tuple[str, ...] = ()
    """Names of models, of which the evidence mentions one."""


class Guidance(NamedTuple):
    """What assessors look for in a unit as a whole."""

    variety: Variety = Variety()
    testimony_from: tuple[str, ...] = ()
    """Roles of people of whom each gives a testimony."""
    required_phases: tuple[str, ...] = ()
    """Each of these phases has evidence."""
    cycle: bool = False
    """The phases follow one another in time, and the last leads to an adjusted plan."""
    spread: Spread = Spread()
    accounts: Accounts = Accounts()
