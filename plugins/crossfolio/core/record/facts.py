"""What the record is judged on: everything that was read, without a word of what it means."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from crossfolio.core.breadth import ExtentOf
from crossfolio.core.evidence import Claim, Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.place import Place
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.values import Decision, Distrust, Person, Sample, Unreadable


class ClaimsOfItems(Protocol):
    """What items claim, as far as the record asks."""

    @abstractmethod
    def first_claim(self, item: Evidence, criterion: str) -> Claim | None:
        """Return the claim of an item on a criterion, whatever its state; `None` without one."""

    @abstractmethod
    def counts(self, item: Evidence, criterion: str) -> bool:
        """Tell whether an item's own claim on a criterion counts."""

    @abstractmethod
    def extent_on(self, criterion: Criterion) -> ExtentOf:
        """Return what tells of an item which parts and values its claims on a criterion show."""

    @abstractmethod
    def may_count(self, item: Evidence, criterion: str) -> bool:
        """Tell whether an item would count for a criterion if it claimed it."""


@dataclass(frozen=True)
class Facts:
    """Everything that the record is judged on."""

    today: date
    criteria: Mapping[str, Criterion]
    """Every criterion of the unit files, by full ID."""
    items: Mapping[str, Evidence]
    """By ID in upper case."""
    fingerprints: Mapping[str, Fingerprint]
    """Of every item that a decision lists, by ID in upper case."""
    claims: ClaimsOfItems
    least: Mapping[str, int]
    """How many items a criterion needs by the qualifications' policy, by unit."""
    learner: str = ""
    people: Mapping[str, Person] | None = None
    """As far as they can be read; `None` where there is no register, or nothing of it can be."""
    people_unread: Place | None = None
    """Where the register is that cannot be wholly read."""
    decisions: tuple[Decision, ...] = ()
    """By date, then ID."""
    unreadable: tuple[Unreadable, ...] = ()
    """Decisions and samples that cannot be read."""
    samples: tuple[Sample, ...] = field(default=())
    """By date, then ID."""
    untrusted: Mapping[str, Distrust] = field(default_factory=dict)
    """The decisions whose signature is asked for and does not prove them, by ID in upper case."""
    learner_unread: Place | None = None
    """Where `portfolio.yml` says who the learner is, if that cannot be read."""

    @cached_property
    def register(self) -> Mapping[str, Person] | None:
        """The people by ID in upper case; `None` without a register."""
        return None if self.people is None else {k.upper(): p for k, p in self.people.items()}

    def may_be_anybody(self, person: str) -> bool:
        """Tell whether a person's roles are unknown because the register cannot be wholly read."""
        if self.people_unread is None:
            return False
        entry = (self.register or {}).get(person.upper())
        return entry is None or entry.is_unread

    @cached_property
    def by_key(self) -> dict[str, Decision]:
        """The decisions by ID in upper case."""
        return {decision.key: decision for decision in self.decisions}
