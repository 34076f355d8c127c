"""What a centre asks of sampling, and what a plan says is to be sampled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from crossfolio.core.place import Place


class Always(StrEnum):
    """A rule by which a decision is sampled whatever is drawn."""

    FIRST = "first-per-assessor-and-unit"
    COUNTERSIGNED = "countersigned"
    AFTER_MORE_EVIDENCE = "after-more-evidence"
    SIMULATION = "simulation"
    RPL = "rpl"


class Covering(StrEnum):
    """Of what the policy wants each to be sampled."""

    ASSESSORS = "assessors"
    UNITS = "units"
    KINDS = "kinds"


class SampleReason(StrEnum):
    """Why a plan names a decision."""

    RULE = "rule"
    DRAW = "draw"


STAGES = ("interim", "summative")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a centre asks of sampling; nothing of it is built in."""

    place: Place = field(compare=False)
    risk: Mapping[str, str] = field(default_factory=dict)
    """The level of risk of assessors, by ID in upper case."""
    share: Mapping[str, str] = field(default_factory=dict)
    """What share of an assessor's decisions is drawn, by level of risk, as written: `10%`."""
    always: tuple[Always, ...] = ()
    cover: tuple[Covering, ...] = ()
    within_months: int | None = None
    """How far back a sample counts for `cover`; `None`: however old it is."""
    stages: Mapping[str, str] = field(default_factory=dict)
    """What share of the sampling is done at each stage, as written."""
    risk_places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def level(self, assessor: str) -> str:
        """Return an assessor's level of risk; that of the largest share where none is said."""
        said = self.risk.get(assessor.upper())
        return said or max(self.share, key=lambda name: fraction(self.share[name]), default="")


def fraction(written: str) -> Fraction:
    """Return a percentage as a share: `10%` is a tenth. What is empty is nothing."""
    return Fraction(written.rstrip(" %") or 0) / 100


class Lot(NamedTuple):
    """The decisions of one assessor that a plan draws from, and how many it draws."""

    assessor: str
    share: str
    """As the policy wrote it."""
    number: int
    """How many are drawn: the share times how many there are, rounded up."""
    ids: tuple[str, ...]
    """The decisions, sorted by the bytes of their IDs."""
    place: Place
    risk: str = ""


class Planned(NamedTuple):
    """A decision that is to be sampled."""

    name: str
    """Its ID, as written."""
    reason: SampleReason
    place: Place
    rules: tuple[str, ...] = ()
    """The rules of the policy that ask for it, beside the draw where it was drawn."""

    @property
    def key(self) -> str:
        """The ID as it is compared: without case."""
        return self.name.upper()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be sampled of a period, and why."""

    id: str
    quality_assurer: str
    date: date
    stage: str
    seed: str
    """64 hexadecimal digits, with which the draw ranks decisions."""
    population: str
    """The SHA-256 of the IDs of all decisions that the plan is about, sorted, one a line."""
    place: Place = field(compare=False)
    lots: tuple[Lot, ...] = ()
    decisions: tuple[Planned, ...] = ()
    period: str = ""
    """`2026`, `2026-Q3` or `2026-07`; empty for all decisions up to the plan's day."""
    after: Mapping[str, str] = field(default_factory=dict)
    """The last plan before it: its ID with the SHA-256 of its file; empty for the first."""
    left_to_others: tuple[str, ...] = ()
    """Decisions that the quality assurer made or countersigned; somebody else samples them."""
    digest: str = ""
    """The SHA-256 of its file, in hexadecimal."""

    @property
    def key(self) -> str:
        """The ID as it is compared: without case."""
        return self.id.upper()

    @property
    def ids(self) -> tuple[str, ...]:
        """The IDs of all decisions that the plan is about."""
        return (*(id for lot in self.lots for id in lot.ids), *self.left_to_others)


@dataclass(frozen=True, slots=True)
class UnreadPlan:
    """A plan that cannot be read."""

    place: Place
