"""The framework: what a learner is asked to show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from crossfolio.core.grading import Grades, Grading, LevelRule
from crossfolio.core.guidance import Feedback, Guidance
from crossfolio.core.place import Place


class Need(StrEnum):
    """A field of evidence that a criterion may ask for."""

    METRICS = "metrics"
    OBJECTIVES = "objectives"
    STANDARDS = "standards"
    FEEDBACK_SOURCES = "feedback_sources"
    QUALITY_METRICS = "quality_metrics"
    """A measure of quality, and not of efficiency alone."""
    AGREED_OBJECTIVES = "agreed_objectives"
    """Objectives that were agreed with somebody."""
    REVIEW_DATE = "review_date"
    """When a plan is reviewed, or its review."""
    OUTCOME = "outcome"
    """What changed as a result."""


class Requirement(NamedTuple):
    """What the wording of a criterion asks for; by default one item of any kind."""

    any_kind: tuple[str, ...] = ()
    """At least `at_least` items are of one of these kinds; empty: any kind will do."""
    at_least: int = 1
    """How many distinct items."""
    all_kinds: tuple[str, ...] = ()
    """There is an item of each of these kinds."""
    min_kinds: int = 1
    """How many different kinds."""
    needs: tuple[Need, ...] = ()
    """Fields that some item brings."""
    is_sure: bool = True
    """Whether all of it could be read, in one way only; nothing meets it otherwise."""


class Part(NamedTuple):
    """A part of a criterion, claimed by itself."""

    id: str
    """As the unit file writes it, such as `a`; its tag is the criterion's with this behind."""
    text: str
    place: Place


class Range(NamedTuple):
    """What a criterion has to be shown over, such as sorts of customers, or days."""

    id: str
    of: tuple[str, ...]
    """The values; empty where days are counted."""
    at_least: int
    """How many of the values, or how many different days."""
    place: Place
    is_by_day: bool = False
    """Whether different days are counted, the last of each counting item."""
    any_kind: tuple[str, ...] = ()
    """Only items of these kinds count for it; empty: all."""


class Source(NamedTuple):
    """What a unit, a qualification or a criterion rests on."""

    kind: str = ""
    """`specification`, `study-page` or `draft`."""
    document: str = ""
    item: int | None = None


_NO_SOURCE, _ONE_ITEM = Source(), Requirement()


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome of a unit, such as `BUD.LO1`."""

    id: str
    """Full: the unit's code, a dot, and the outcome's own ID."""
    text: str
    place: Place = field(compare=False)
    kind: str = "performance"
    provenance: str = "stated"
    within: str = ""
    """The full ID of the outcome that it is a part of; empty at the top."""
    within_place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a learner must show, such as `BUD.AC3`."""

    id: str
    """Full, as its unit file prints it; never reused."""
    unit: str
    title: str
    """Short and learner-facing."""
    text: str
    place: Place = field(compare=False)
    """Where its `id` stands in its file."""
    outcomes: tuple[str, ...] = ()
    """Full outcome IDs."""
    outcome_basis: str = ""
    source: Source = _NO_SOURCE
    kind: str = "performance"
    requires: Requirement = _ONE_ITEM
    optional: bool = False
    revision: int = 1
    withdrawn: bool = False
    replaced_by: str = ""
    expects: tuple[Need, ...] = ()
    """Fields that assessors look for; unlike `needs`, their lack leaves no gap."""
    feedback: Feedback = field(default_factory=Feedback)
    similar_to: tuple[str, ...] = ()
    """Full IDs of criteria that ask for nearly the same."""
    follows: tuple[str, ...] = ()
    """Full IDs of criteria whose evidence starts no later than the evidence for this one."""
    followed_by: tuple[str, ...] = ()
    """Full IDs of criteria; some evidence for one of them comes after the first for this one."""
    editorial: tuple[str, ...] = ()
    """Hashes of wordings that meant the same as this one."""
    written: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """The criterion as its unit file gives it, typed by the schema."""
    outcome_places: tuple[Place, ...] = field(default=(), compare=False)
    """Where each of `outcomes` stands."""
    level: str = ""
    """Its level in a graded unit, the first where the file gives none; empty without grading."""
    rank: int = 0
    """The place of the level, 0 for the first: what is above is not required."""
    parts: tuple[Part, ...] = ()
    parts_needed: int = 0
    """How many of the parts have to be shown."""
    ranges: tuple[Range, ...] = ()
    ksb: str = ""
    """`knowledge`, `skill` or `behaviour`."""
    methods: tuple[str, ...] = ()
    """The methods by which it is assessed."""
    level_place: Place | None = field(default=None, compare=False)
    method_places: tuple[Place, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its outcomes in the publisher's order, its criteria in that of their codes."""

    id: str
    title: str
    place: Place = field(compare=False)
    outcomes: tuple[Outcome, ...]
    criteria: tuple[Criterion, ...]
    source: Source = _NO_SOURCE
    phases: tuple[str, ...] = ()
    credit: int | None = None
    level: int | None = None
    official_ref: str = ""
    guidance: Guidance = field(default_factory=Guidance)
    version: str = ""
    """As the publisher gives it, such as `2026-09`."""
    reference: str = ""
    """The regulator's, such as `T/616/1234`."""
    grading: Grading | None = None

    @property
    def tags(self) -> Iterator[str]:
        """What marks may name in the unit: full IDs and tags of parts."""
        for criterion in self.criteria:
            yield criterion.id
            yield from (f"{criterion.id}{part.id}" for part in criterion.parts)


@dataclass(frozen=True, slots=True)
class Group:
    """Units of a qualification that share a rule of combination."""

    id: str
    title: str
    units: tuple[str, ...]
    place: Place = field(compare=False)
    mandatory: bool = False
    min_units: int = 0
    max_units: int | None = None
    min_credits: int = 0
    max_credits: int | None = None
    unit_places: tuple[Place, ...] = field(default=(), compare=False)
    """Where each of `units` stands."""

    @property
    def named(self) -> Iterator[tuple[str, Place]]:
        """Each unit, and where it stands."""
        places = self.unit_places or (self.place,) * len(self.units)
        return zip(self.units, places, strict=True)


@dataclass(frozen=True, slots=True)
class Qualification:
    """A named set of units with rules of combination."""

    id: str
    title: str
    place: Place = field(compare=False)
    groups: tuple[Group, ...]
    awarding_organisation: str = ""
    source: Source = _NO_SOURCE
    number: str = ""
    level: int | None = None
    credits: int = 0
    barred: tuple[tuple[str, str], ...] = ()
    kind_codes: Mapping[str, str] = field(default_factory=dict)
    allowed_kinds: tuple[str, ...] = ()
    """Empty: all."""
    forbidden_kinds: tuple[str, ...] = ()
    currency_months: int | None = None
    min_items: int = 1
    level_rule: LevelRule | None = None
    grades: Grades | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that some group names, once, in order."""
        return tuple(dict.fromkeys(unit for group in self.groups for unit in group.units))

    def forbids(self, kind: str) -> bool:
        """Tell whether this kind of evidence may not be used."""
        return kind in self.forbidden_kinds or bool(
            self.allowed_kinds and kind not in self.allowed_kinds
        )


@dataclass(frozen=True)
class Framework:
    """All criteria of a portfolio: its units and qualifications, each by code."""

    units: Mapping[str, Unit]
    qualifications: Mapping[str, Qualification]

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Every criterion by full ID, in the order of units and of their codes."""
        return {c.id: c for unit in self.units.values() for c in unit.criteria}

    @cached_property
    def _printed(self) -> dict[str, str]:
        """Units and criteria as their files print them, by their IDs in upper case."""
        return {name.upper(): name for name in (*self.units, *self.criteria)}

    def printed(self, name: str) -> str:
        """Return a unit's code or a full criterion ID as its file prints it; others as they are."""
        return self._printed.get(name.upper(), name)

    def criterion(self, name: str) -> Criterion | None:
        """Return the criterion of a full ID, which may be in any case."""
        return self.criteria.get(self.printed(name))

    def unit(self, code: str) -> Unit | None:
        """Return the unit of a code, which may be in any case."""
        return self.units.get(self.printed(code))

    @cached_property
    def part_tags(self) -> dict[str, tuple[Criterion, str]]:
        """The criterion and the part that each tag of a part names, by the tag in upper case.

        A tag that is a criterion's own is not among them.
        """
        return {
            tag: (criterion, part.id)
            for criterion in self.criteria.values()
            for part in criterion.parts
            if (tag := f"{criterion.id}{part.id}".upper()) not in self._printed
        }

    @cached_property
    def _tags(self) -> dict[str, str]:
        return {tag.upper(): tag for tag in reversed(self.tags)}

    def tag(self, name: str) -> str:
        """Return a full ID, or the tag of a part, as printed; empty where it names nothing."""
        return self._tags.get(name.upper(), "")

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """What tags may name: the full ID of every criterion, and the tag of every part."""
        return tuple(tag for unit in self.units.values() for tag in unit.tags)

    @cached_property
    def named(self) -> dict[str, str]:
        """The criterion that each full ID and each tag of a part names, by these in upper case."""
        parts = {tag: criterion.id for tag, (criterion, _) in self.part_tags.items()}
        return {**parts, **{name.upper(): name for name in self.criteria}}

    def outcomes(self) -> Iterator[Outcome]:
        """Every outcome of every unit."""
        for unit in self.units.values():
            yield from unit.outcomes
