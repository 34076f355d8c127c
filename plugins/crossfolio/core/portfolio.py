"""A portfolio: criteria, evidence and assessment together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from crossfolio.core.doubts import NO_DOUBTS, Doubts
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Framework, Qualification
from crossfolio.core.ids import nearest_unit
from crossfolio.core.kinds import Kind, kinds_with
from crossfolio.core.media import StoredFile
from crossfolio.core.place import Place
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.values import Decision, Distrust, Person, Sample, Unreadable
from crossfolio.core.sampling.values import Plan, Policy

T = TypeVar("T")


class Progress(StrEnum):
    """How far the learner is with a unit."""

    IN_PROGRESS = "in-progress"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A criterion not asked of this learner, with the reason."""

    criterion: str
    reason: str
    place: Place = field(compare=False)
    expires: date | None = None

    def stands(self, today: date) -> bool:
        """Tell whether the waiver holds today; its last day counts."""
        return self.expires is None or today <= self.expires


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What `portfolio.yml` says: whose portfolio it is, and what is taken."""

    place: Place = field(compare=False)
    learner: str = ""
    qualifications: Mapping[str, Place] = field(default_factory=dict)
    """Each chosen qualification, and where it stands in the file."""
    units: Mapping[str, Progress] = field(default_factory=dict)
    unit_places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    waivers: tuple[Waiver, ...] = ()
    learner_place: Place | None = field(default=None, compare=False)
    versions: Mapping[str, str] = field(default_factory=dict)
    """The version of each unit that the portfolio is written for, where it says so."""
    version_places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    learner_unread: Place | None = field(default=None, compare=False)
    """Where it says whose portfolio it is, if that cannot be read."""


@dataclass(frozen=True)
class Portfolio:
    """Everything that was read, merged: what coverage and every rule look at."""

    framework: Framework
    evidence: tuple[Evidence, ...]
    """In the natural order of IDs."""
    place: Place
    """Where findings about the portfolio as a whole stand."""
    today: date
    """The day on which waivers, future dates and currency are judged."""
    enrolment: Enrolment | None = None
    people: Mapping[str, Person] | None = None
    """By ID; `None` where there is no register, or none that can be read."""
    people_unread: Place | None = None
    """Where the register is that cannot be wholly read."""
    decisions: tuple[Decision, ...] = ()
    """By date, then ID."""
    samples: tuple[Sample, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    """Decisions and samples that cannot be read."""
    fingerprints: Mapping[str, Fingerprint] = field(default_factory=dict)
    """By upper-case ID, of each item that a decision or its own declaration is bound to."""
    files: Mapping[str, StoredFile] = field(default_factory=dict)
    """Every file of the evidence folder that is no page, by path."""
    pages: frozenset[str] = frozenset()
    """The pages that links may lead to: those of evidence, and the site's own that one names."""
    doubts: Doubts = NO_DOUBTS
    """What cannot be judged, because a file cannot be read."""
    untrusted: Mapping[str, Distrust] = field(default_factory=dict)
    """The decisions that are not signed as they have to be, by ID in upper case."""
    policy: Policy | None = None
    """What the centre asks of sampling; `None` where no file says it, or none that can be read."""
    policy_unread: Place | None = None
    """Where the policy is that cannot be read."""
    plans: tuple[Plan, ...] = ()
    """Plans of sampling, by date, then ID."""
    plans_unread: tuple[Place, ...] = ()
    """Where plans are that cannot be read."""

    @cached_property
    def by_id(self) -> dict[str, Evidence]:
        """Every item by its ID in upper case."""
        return {item.key: item for item in self.evidence}

    @cached_property
    def register(self) -> Mapping[str, Person] | None:
        """The people by ID in upper case; `None` without a register that can be read."""
        people = self.people
        return None if people is None else {id.upper(): person for id, person in people.items()}

    @cached_property
    def by_file(self) -> dict[str, list[Evidence]]:
        """The items to which each page and each attached file belongs, by its path."""
        found: dict[str, list[Evidence]] = {}
        for item in self.evidence:
            for path in dict.fromkeys(
                (item.path, *(attachment.path for attachment in item.attachments))
            ):
                found.setdefault(path, []).append(item)
        return found

    @cached_property
    def passages(self) -> dict[str, dict[str, list[str]]]:
        """Where items show criteria: by path and criterion ID, the heading over each mark.

        Marks are in the order of the body; one above all headings has none.
        """
        named = self.framework.named
        found: dict[str, dict[str, list[str]]] = {}
        for item in self.evidence:
            headings = {heading.anchor: heading.text for heading in item.headings}
            here = found[item.path] = {}
            for mark in item.marks:
                if mark.criterion in named:
                    here.setdefault(named[mark.criterion], []).append(
                        headings.get(mark.heading, "")
                    )
        return found

    @cached_property
    def qualifications(self) -> tuple[Qualification, ...]:
        """The chosen qualifications that a file defines; all of them without an enrolment."""
        known = self.framework.qualifications
        return tuple(known[name] for name in self.enrolled)

    @cached_property
    def enrolled(self) -> dict[str, Place | None]:
        """Where `portfolio.yml` names each chosen qualification; all of them without it."""
        known = self.framework.qualifications
        if self.enrolment is None:
            return dict.fromkeys(known)
        return _as_meant(self.enrolment.qualifications, known)

    @property
    def is_whole(self) -> bool:
        """Whether all that is asked of the learner can be read."""
        return not (self.doubts.is_partial or self.names_unknown)

    @cached_property
    def names_unknown(self) -> bool:
        """Whether something is taken that no file defines, so that what it asks is not known."""
        enrolment, units = self.enrolment, self.framework.units
        if enrolment is None:
            return False
        groups = (
            group
            for qualification in self.qualifications
            for group in qualification.groups
            if group.mandatory
        )
        return (
            any(unit not in units for group in groups for unit in group.units)
            or len(_as_meant(enrolment.units, units)) < len(enrolment.units)
            or len(self.enrolled) < len(enrolment.qualifications)
        )

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Every kind of evidence that may be named here, by ID."""
        return kinds_with({k: c for q in self.qualifications for k, c in q.kind_codes.items()})

    @cached_property
    def taken(self) -> dict[str, Progress]:
        """The units taken, in the framework's order, and how far the learner is with each.

        Without `portfolio.yml`, or where it names neither units nor qualifications,
        every unit is taken and counts as submitted. A mandatory unit that `units`
        leaves out is taken and in progress; an optional one is not taken.
        """
        known = self.framework.units
        enrolment = self.enrolment
        if self.doubts.portfolio:
            return {}
        if enrolment is None or not (enrolment.units or enrolment.qualifications):
            return dict.fromkeys(known, Progress.SUBMITTED)
        mandatory = {
            unit
            for qualification in self.qualifications
            for group in qualification.groups
            if group.mandatory
            for unit in group.units
        }
        chosen = dict.fromkeys(mandatory, Progress.IN_PROGRESS) | _as_meant(enrolment.units, known)
        return {unit: chosen[unit] for unit in known if unit in chosen}


def _as_meant(written: Mapping[str, T], known: Collection[str]) -> dict[str, T]:
    """Return what is said of units or qualifications, under their right names.

    A misspelt one is a finding, and is taken for the one that was meant, so that what it takes
    is still asked for.
    """
    found = {name: value for name, value in written.items() if name in known}
    for name, value in written.items():
        near = nearest_unit(name, known) if name not in known else []
        if len(near) == 1:
            found.setdefault(near[0], value)
    return found
