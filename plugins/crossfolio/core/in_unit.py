"""What a rule about one unit looks at."""

from collections.abc import Mapping
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Unit
from crossfolio.core.record.values import Person


class InUnit(NamedTuple):
    """A taken unit with the evidence that counts in it."""

    unit: Unit
    items: tuple[Evidence, ...]
    """In the natural order of IDs; there is one at least."""
    people: Mapping[str, Person] | None
    """By ID in upper case; `None` where there is no register."""
