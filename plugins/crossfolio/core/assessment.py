"""The assessor's layer: people, decisions and samples."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.place import Place


class Person(NamedTuple):
    """Someone whom evidence or a decision names by ID."""

    id: str
    display_name: str
    roles: tuple[str, ...]
    relationship: str = ""


class Verdict(StrEnum):
    """What an assessor decided on a criterion."""

    MET = "met"
    NOT_YET_MET = "not-yet-met"
    MORE_EVIDENCE = "more-evidence"


@dataclass(frozen=True, slots=True)
class Parts:
    """The hashes of a fingerprint's parts, each 64 hexadecimal digits."""

    fields: str = ""
    body: str = ""
    attachments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """An item of evidence as it was judged."""

    evidence: str
    """The item's ID, upper case."""
    fingerprint: str
    place: Place = field(compare=False)
    parts: Parts | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided on one criterion."""

    criterion: str
    verdict: Verdict
    place: Place = field(compare=False)
    feedback: str = ""
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """One assessor's judgement on claims, bound to the fingerprints of what was judged."""

    id: str
    assessor: str
    date: date
    place: Place = field(compare=False)
    evidence: tuple[Judged, ...]
    judgements: tuple[Judgement, ...]
    feedback: str = ""
    supersedes: str = ""
    """The ID of the decision that it takes the place of, or nothing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A quality assurer's check of decisions."""

    id: str
    quality_assurer: str
    date: date
    place: Place = field(compare=False)
    decisions: tuple[str, ...]
    outcome: str
    stage: str
    feedback: str = ""
