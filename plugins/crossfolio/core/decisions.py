"""Decisions: which of them holds for a criterion, and whether what it judged still stands."""

from typing import NamedTuple

from crossfolio.core.assessment import Decision, Judgement, Verdict
from crossfolio.core.evidence import Status
from crossfolio.core.fingerprint import changed_parts
from crossfolio.core.portfolio import Portfolio


class Standing(NamedTuple):
    """The latest decision on a criterion, and whether it stands on the present evidence."""

    decision: Decision
    judgement: Judgement
    changes: tuple[str, ...]
    """What has changed since, in words; empty where the decision stands."""

    @property
    def stands(self) -> bool:
        """Whether everything that was judged is still as it was."""
        return not self.changes

    @property
    def met(self) -> bool:
        """Whether the assessor decided `met`."""
        return self.judgement.verdict is Verdict.MET

    @property
    def wants(self) -> str:
        """What the assessor decided, where a standing decision is not `met`.

        The feedback stands in the decision, and on the site; reports and logs do not repeat it.
        """
        if self.met or not self.stands:
            return ""
        asked = self.judgement.verdict is Verdict.MORE_EVIDENCE
        words = "asked for more evidence" if asked else "decided that it is not yet met"
        return f"the assessor {words} ({self.decision.id}, {self.decision.date})"


def changed_since(standing: Standing, portfolio: Portfolio) -> frozenset[str]:
    """Return the items, by ID in upper case, that are no longer what a decision judged."""
    return frozenset(
        judged.evidence
        for judged in standing.decision.evidence
        if (now := portfolio.fingerprints.get(judged.evidence)) is None
        or now.value != judged.fingerprint
    )


def live_decisions(portfolio: Portfolio) -> tuple[Decision, ...]:
    """Return the decisions that no other supersedes, by date, then ID."""
    gone = {d.supersedes.upper() for d in portfolio.decisions if d.supersedes}
    return tuple(d for d in portfolio.decisions if d.id.upper() not in gone)


def standing_decisions(portfolio: Portfolio) -> dict[str, Standing]:
    """Return the latest live decision on each criterion, by full criterion ID."""
    latest: dict[str, tuple[Decision, Judgement]] = {}
    for decision in live_decisions(portfolio):
        for judgement in decision.judgements:
            latest[judgement.criterion] = (decision, judgement)
    return {
        name: Standing(decision, judgement, tuple(_changes(decision, judgement, portfolio)))
        for name, (decision, judgement) in latest.items()
    }


def _changes(decision: Decision, judgement: Judgement, portfolio: Portfolio) -> list[str]:
    said = []
    criterion = portfolio.framework.criteria.get(judgement.criterion)
    if criterion is not None and criterion.revision != judgement.revision:
        said.append(
            f"{criterion.id} is now revision {criterion.revision}, "
            f"revision {judgement.revision} was judged"
        )
    for judged in decision.evidence:
        now = portfolio.fingerprints.get(judged.evidence)
        item = portfolio.by_id.get(judged.evidence)
        if now is None or item is None:
            said.append(f"{judged.evidence} is gone")
        elif item.status is Status.WITHDRAWN:
            said.append(f"{judged.evidence} is withdrawn")
        elif now.value != judged.fingerprint:
            what = changed_parts(judged.parts, now.parts) if judged.parts else []
            said.append(f"{judged.evidence} has changed" + (f": {', '.join(what)}" if what else ""))
    return said
