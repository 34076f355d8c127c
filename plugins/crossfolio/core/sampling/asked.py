"""Which decisions the rules of a policy ask for, and what each decision is about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.ids import natural, unit_of
from crossfolio.core.kinds import BUILT_IN
from crossfolio.core.record.values import Decision, Verdict
from crossfolio.core.sampling.values import Always, Covering


class MadeDecisions(NamedTuple):
    """The decisions of a portfolio, and what they were made on."""

    decisions: Sequence[Decision]
    """By date, then ID."""
    items: Mapping[str, Evidence]
    """By ID in upper case."""

    def kinds(self, decision: Decision) -> frozenset[str]:
        """Return the kinds of the items that a decision rests on, as they are now."""
        names = {name for judgement in decision.judgements for name in judgement.on}
        return frozenset(self.items[name].kind for name in names if name in self.items)

    def about(self, decision: Decision, what: Covering) -> frozenset[str]:
        """Return the assessor, the units or the kinds that a decision is about."""
        if what is Covering.ASSESSORS:
            return frozenset((decision.assessor.upper(),))
        return units_of(decision) if what is Covering.UNITS else self.kinds(decision)


def units_of(decision: Decision) -> frozenset[str]:
    """Return the units whose criteria a decision judges."""
    return frozenset(map(unit_of, decision.criteria))


def asked_for(rules: Iterable[Always], made: MadeDecisions) -> dict[str, tuple[Always, ...]]:
    """Return the rules that ask for each decision, by its ID in upper case."""
    found: dict[str, list[Always]] = {}
    for rule in dict.fromkeys(rules):
        for key in _RULES[rule](made):
            found.setdefault(key, []).append(rule)
    return {key: tuple(own) for key, own in found.items()}


def _first(made: MadeDecisions) -> set[str]:
    """Return the first decision of each assessor on each unit."""
    first: dict[tuple[str, str], str] = {}
    for decision in sorted(
        made.decisions, key=lambda decision: (decision.date, natural(decision.id))
    ):
        for unit in units_of(decision):
            first.setdefault((decision.assessor.upper(), unit), decision.key)
    return set(first.values())


def _countersigned(made: MadeDecisions) -> set[str]:
    return {decision.key for decision in made.decisions if decision.countersigned_by}


def _after_more_evidence(made: MadeDecisions) -> set[str]:
    """Return the decisions whose last one on some criterion asked for more evidence."""
    last: dict[str, Verdict] = {}
    found = set()
    for decision in sorted(
        made.decisions, key=lambda decision: (decision.date, natural(decision.id))
    ):
        asked = {name for name in decision.criteria if last.get(name) is Verdict.MORE_EVIDENCE}
        if asked:
            found.add(decision.key)
        last |= {judgement.criterion: judgement.verdict for judgement in decision.judgements}
    return found


def _of_kind(kind: str) -> Callable[[MadeDecisions], set[str]]:
    return lambda made: {
        decision.key for decision in made.decisions if kind in made.kinds(decision)
    }


_RULES: Mapping[Always, Callable[[MadeDecisions], set[str]]] = {
    Always.FIRST: _first,
    Always.COUNTERSIGNED: _countersigned,
    Always.AFTER_MORE_EVIDENCE: _after_more_evidence,
    **{Always(kind.always): _of_kind(kind.id) for kind in BUILT_IN if kind.always},
}
