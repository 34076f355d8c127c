"""States of criteria, and whose turn it is."""

from enum import StrEnum


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


ORDER = {state: place for place, state in enumerate(State)}


class Turn(StrEnum):
    """Whose turn it is."""

    LEARNER = "learner"
    ASSESSOR = "assessor"
    NOBODY = "nobody"
