"""States of criteria, and whose turn it is."""

from enum import StrEnum

from crossfolio.core.texts import Text


class State(StrEnum):
    """What is shown of a criterion, from the worst to the best."""

    UNCOVERED = "uncovered"
    DRAFT = "draft"
    PARTIAL = "partial"
    STALE = "stale"
    COVERED = "covered"
    ACCEPTED = "accepted"

    @property
    def counts(self) -> bool:
        """Whether a criterion in this state is shown by evidence: no decision takes any away."""
        return self in (State.COVERED, State.STALE, State.ACCEPTED)


STATE_WORDS = {
    State.UNCOVERED: Text("uncovered"),
    State.DRAFT: Text("draft"),
    State.PARTIAL: Text("partial"),
    State.STALE: Text("stale"),
    State.COVERED: Text("covered"),
    State.ACCEPTED: Text("accepted"),
}
"""The states inside a sentence."""
ORDER = {state: place for place, state in enumerate(State)}


class Turn(StrEnum):
    """Whose turn it is."""

    LEARNER = "learner"
    ASSESSOR = "assessor"
    NOBODY = "nobody"
