"""The assessor's and the quality assurer's layers: people, decisions and samples."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from crossfolio.core.ids import natural
from crossfolio.core.place import Place
from crossfolio.core.texts import Text


class Person(NamedTuple):
    """Someone whom evidence or a decision names by ID."""

    id: str
    display_name: str
    roles: tuple[str, ...]
    relationship: str = ""
    is_unread: bool = False
    """Whether the entry cannot be wholly read, so that nobody can tell the roles."""


class Verdict(StrEnum):
    """What an assessor decided on a criterion, from the worst to the best."""

    NOT_YET_MET = "not-yet-met"
    MORE_EVIDENCE = "more-evidence"
    WITHDRAWN = "withdrawn"
    """Ends the judgement without a new one."""
    MET = "met"

    @property
    def words(self) -> Text:
        """The outcome as a sentence has it: `not yet met`."""
        return _VERDICT_WORDS[self]

    @property
    def capital(self) -> Text:
        """The outcome at the beginning of a sentence: `Not yet met`."""
        return _VERDICTS_AT_START[self]


_VERDICT_WORDS = {
    Verdict.NOT_YET_MET: Text("not yet met"),
    Verdict.MORE_EVIDENCE: Text("more evidence"),
    Verdict.WITHDRAWN: Text("withdrawn"),
    Verdict.MET: Text("met"),
}
_VERDICTS_AT_START = {
    Verdict.NOT_YET_MET: Text("Not yet met"),
    Verdict.MORE_EVIDENCE: Text("More evidence"),
    Verdict.WITHDRAWN: Text("Withdrawn"),
    Verdict.MET: Text("Met"),
}
VERDICT_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


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
    fingerprint_place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided on one criterion."""

    criterion: str
    """Its full ID, upper case."""
    verdict: Verdict
    place: Place = field(compare=False)
    feedback: str = ""
    revision: int | None = None
    """The revision that was judged; `None` where the decision does not say."""
    on: tuple[str, ...] = ()
    """The items that it rests on, by ID in upper case; some of those the decision lists."""
    claims: Mapping[str, str] = field(default_factory=dict)
    """The hash of the claim in each of them, by ID in upper case, where the decision says."""
    wording: str = ""
    """The hash of the criterion's wording that was judged; empty where not given."""
    mapped: bool = False
    """Whether the assessor claims the criterion on the learner's behalf."""
    level: str = ""
    """The level that was judged, as written; empty for the criterion's own."""
    level_place: Place | None = field(default=None, compare=False)


class Reference(NamedTuple):
    """Another decision that a decision or a sample names."""

    name: str
    """As written."""
    place: Place

    @property
    def key(self) -> str:
        """The ID as it is compared: without case."""
        return self.name.upper()


@dataclass(frozen=True)
class Decision:
    """One assessor's judgement on claims, bound to the fingerprints of what was judged."""

    id: str
    assessor: str
    date: date
    place: Place = field(compare=False)
    evidence: tuple[Judged, ...]
    judgements: tuple[Judgement, ...]
    feedback: str = ""
    supersedes: tuple[Reference, ...] = ()
    """The decisions whose place it takes, for the criteria that both name."""
    after: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of decision files that were there before, by ID or by file name."""
    countersigned_by: str = ""
    method: str = ""
    digest: str = ""
    """The SHA-256 of its file, in hexadecimal."""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    """Where its fields stand, by name; those of `after` by what they name."""
    digest_as_lf: str = field(default="", compare=False)
    """The digest with line ends as LF, where a checkout made others of them; else empty."""

    @cached_property
    def key(self) -> str:
        """The ID as it is compared: without case."""
        return self.id.upper()

    def place_of(self, field: str) -> Place:
        """Return where a field stands; the ID's place where nobody noted it."""
        return self.places.get(field, self.place)

    @cached_property
    def order(self) -> tuple[tuple[int, str], ...]:
        """What puts decisions in the natural order of their IDs."""
        return natural(self.id)

    @cached_property
    def criteria(self) -> frozenset[str]:
        """The criteria that it decides on."""
        return frozenset(judgement.criterion for judgement in self.judgements)

    @cached_property
    def judged(self) -> dict[str, Judged]:
        """The items that it lists, by ID in upper case."""
        return {judged.evidence: judged for judged in self.evidence}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A decision or a sample that cannot be read, with what it names all the same."""

    place: Place
    names: tuple[str, ...]
    """Criteria of a decision, decisions of a sample, as written; an entry that names
    none is empty."""
    made_on: date | None = None
    id: str = ""
    digest: str = ""
    """The SHA-256 of the file, in hexadecimal."""
    is_sample: bool = False


class Distrust(StrEnum):
    """Why a decision cannot be believed to be whose it says it is."""

    UNSIGNED = "unsigned"
    WRONGLY_SIGNED = "wrongly-signed"
    """Its signature is not the assessor's, or not that of what the file now says."""
    UNVERIFIED = "unverified"
    """Nobody can tell: the signers cannot be read, or nothing can look at a signature."""


class Action(NamedTuple):
    """What a quality assurer asks to be done."""

    text: str
    due: date
    place: Place
    closed_on: date | None = None

    def is_closed(self, asked_on: date, today: date) -> bool:
        """Tell whether it was done, by its date: after it was asked for, and not in the future."""
        return self.closed_on is not None and asked_on <= self.closed_on <= today


@dataclass(frozen=True, slots=True)
class Sample:
    """A quality assurer's check of decisions."""

    id: str
    quality_assurer: str
    date: date
    place: Place = field(compare=False)
    decisions: tuple[Reference, ...]
    outcome: str
    stage: str
    feedback: str = ""
    actions: tuple[Action, ...] = ()
    reason: str = ""
    plan: str = ""
    """The ID of the plan that it carries out, as written; empty where it says none."""
    plan_place: Place | None = field(default=None, compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    """Where its fields stand, by name."""

    @property
    def key(self) -> str:
        """The ID as it is compared: without case."""
        return self.id.upper()

    def place_of(self, field: str) -> Place:
        """Return where a field stands; the ID's place where nobody noted it."""
        return self.places.get(field, self.place)
