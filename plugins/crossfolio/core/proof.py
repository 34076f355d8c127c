"""What a record proves of itself: what fits, what does not, and what nobody can tell."""

from typing import NamedTuple

from crossfolio.core.texts import Text


class ProofFinding(NamedTuple):
    """What is said of one file of the record."""

    path: str
    says: Text
    """A phrase."""
    fits: bool
    """Whether it contradicts nothing."""


class DecisionProof(NamedTuple):
    """What was found of one decision."""

    path: str
    decision: str
    """Its ID; empty where it cannot be read."""
    assessor: str
    date: str
    says: tuple[str, ...]
    """What has become of what it judged, and what is wrong with it; empty where nothing has."""
    fits: bool
    signature: str
    """`good`, `none`, `wrong`, `unknown`, or `not asked`."""


class Proof(NamedTuple):
    """What was found of a whole record."""

    decisions: tuple[DecisionProof, ...]
    findings: tuple[ProofFinding, ...]
    """Of other files, and of what the history says was deleted or rewritten."""
    notes: tuple[Text, ...]
    """What cannot be told, and why; what is no fault."""

    @property
    def wrong(self) -> int:
        """How many decisions and files of the record do not fit what is recomputed."""
        fitting = [stands.fits for stands in self.decisions] + [
            finding.fits for finding in self.findings
        ]
        return fitting.count(False)
