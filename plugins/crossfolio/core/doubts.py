"""What cannot be judged, because a file that it stands in cannot be read.

A slip is said once, at its cause. What only follows from it names that cause, and is said
again only if the cause itself is not an error: a setting may have turned it off.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from crossfolio.core.findings import Diagnostic, Finding, Loss, Severity
from crossfolio.core.place import Place


@dataclass(frozen=True, slots=True)
class Doubts:
    """Where files with slips stand that others refer to."""

    named: Mapping[str, Place] = field(default_factory=dict)
    """For each unit, qualification and criterion that a criteria file with a slip seems to
    define, in upper case, where the slip stands."""
    criteria: Place | None = None
    """A slip in a criteria file of which nothing says what it defines."""
    portfolio: Place | None = None
    """A slip that leaves nothing of `portfolio.yml`."""
    people: Place | None = None
    """A slip that leaves nothing of the people register."""
    persons: Mapping[str, Place] = field(default_factory=dict)
    """For each person whose entry may have a slip, by ID in upper case, where it
    stands."""
    is_partial: bool = False
    """Whether a criteria file, or `portfolio.yml`, cannot be wholly read."""

    def of_person(self, id: str) -> Place | None:
        """Return the slip because of which a person may be unknown."""
        return self.persons.get(id.upper()) or self.people

    def at(self, name: str) -> Place | None:
        """Return the slip in the entry of a unit, a qualification or a criterion itself."""
        return self.named.get(name.upper())

    def of(self, name: str) -> Place | None:
        """Return the slip because of which a unit, qualification or criterion may be unknown."""
        key = name.upper()
        return self.named.get(key) or self.named.get(key.partition(".")[0]) or self.criteria

    def joined_by(self, found: Iterable[Finding]) -> "Doubts":
        """Return these with what is in no file; whether all can be read stays as it is."""
        more = doubts_of(found)
        named = {**more.named, **self.named}
        return replace(self, named=named, criteria=self.criteria or more.criteria)


NO_DOUBTS = Doubts()


def doubts_of(found: Iterable[Finding]) -> Doubts:
    """Return what is in doubt because of what was found while the files were read."""
    named: dict[str, Place] = {}
    persons: dict[str, Place] = {}
    nameless: dict[str, Place] = {}
    lost = [
        (finding.place, finding.loss)
        for finding in found
        if finding.loss and finding.loss.is_shared
    ]
    for place, loss in lost:
        for name in loss.names:
            if loss.role == "people":
                persons.setdefault(name.upper(), place)
            else:
                named.setdefault(name.upper(), place)
        if loss.is_whole and not loss.names:
            nameless.setdefault(loss.role, place)
    return Doubts(
        named,
        nameless.get("criteria"),
        nameless.get("portfolio"),
        nameless.get("people"),
        persons,
        any(
            loss.role == "criteria" or (loss.role == "portfolio" and loss.is_whole)
            for _, loss in lost
        ),
    )


def lost_claims(found: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Give each name that a page with a slip seems to hold, with the finding about the slip.

    What is about the name itself comes first, then what keeps the page from counting.
    """
    lost = [(one.loss, one) for one in found if one.loss and one.loss.role == "page"]
    for loss, finding in sorted(lost, key=_distance):
        for name in loss.names:
            yield name.upper(), finding


def _distance(lost: tuple[Loss, Finding]) -> tuple[bool, bool]:
    """Return how far a slip in a page is from what is lost by it."""
    loss, finding = lost
    return loss.is_thin, not finding.code.startswith(("TAG", "CRI"))


def without_consequences(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Leave out what only follows from a slip that is said, and matters no less.

    A gap that follows from one stays, and is told as info: it is open, whatever the reason.
    """
    every = list(diagnostics)
    if not any(diagnostic.finding.cause for diagnostic in every):
        return every
    said: dict[tuple[str, int, int], Severity] = {}
    for diagnostic in every:
        spot, cause = _spot(diagnostic.finding.place), diagnostic.finding.cause
        if cause is None or _spot(cause) != spot:  # Else it follows from another that stands there.
            said[spot] = max(diagnostic.severity, said.get(spot, Severity.OFF))
    stand = []
    for diagnostic in every:
        cause = diagnostic.finding.cause
        if cause is None or said.get(_spot(cause), Severity.OFF) < diagnostic.severity:
            stand.append(diagnostic)
        elif diagnostic.rule.is_gap:
            stand.append(replace(diagnostic, severity=min(diagnostic.severity, Severity.INFO)))
    return stand


def _spot(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column
