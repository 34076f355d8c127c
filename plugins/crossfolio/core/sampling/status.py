"""How far the policy is met: what was sampled of what it asks for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor

from crossfolio.core.currency import months_before
from crossfolio.core.kinds import kind_words
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.record import OpenAction, Record
from crossfolio.core.record.values import Decision
from crossfolio.core.sampling.asked import MadeDecisions, asked_for
from crossfolio.core.sampling.draw import number_of
from crossfolio.core.sampling.fit import misfits
from crossfolio.core.sampling.values import Covering, Policy, fraction
from crossfolio.core.texts import NOTHING, Text

NO_POLICY = Text("there is no policy: write assessment/sampling.yml, since no share is built in")
_MISFIT = Text("the plan does not fit the decisions; `crossfolio check` says why")


def policy_unread(place: Place) -> Text:
    """Say that the policy cannot be read."""
    return Text("the policy cannot be read ({place})", place=str(place))


def people_unread(place: Place) -> Text:
    """Say that nobody can tell who is who."""
    return Text("the register of people cannot be read ({place})", place=str(place))


@dataclass(frozen=True, slots=True)
class SamplingRequirement:
    """One thing that a policy asks for, or a plan, and how far it is met."""

    name: str
    """`share`, `always`, `cover`, `stage` or `plan`."""
    about: str
    """The assessor, the rule, what is covered, the stage, or the plan's ID."""
    asked: int
    """How many are asked for: decisions, or assessors, units and kinds."""
    sampled: int
    standing: int | None = None
    """How many of the sampled decisions stand; `None` where no decisions are counted."""
    changed: int | None = None
    """How many of them have changed since; what is in neither is no longer in force."""
    open: tuple[str, ...] = ()
    """What is not sampled: IDs of decisions, or assessors, units and kinds."""
    note: Text = NOTHING
    """What else has to be said, in words."""

    @property
    def met(self) -> bool:
        """Whether enough was sampled."""
        return self.sampled >= self.asked and not self.open and not self.note

    @property
    def is_idle(self) -> bool:
        """Whether a rule asks for what was decided nowhere, so that nothing is met by it."""
        return self.name in ("always", "cover") and not self.asked


@dataclass(frozen=True, slots=True)
class SamplingStatus:
    """How far the policy is met."""

    requirements: tuple[SamplingRequirement, ...]
    unread: tuple[Text, ...]
    """Why nobody can tell, in words: what cannot be read, or that there is no policy."""
    actions: tuple[OpenAction, ...]
    decided: int
    sampled: int
    standing: int
    changed: int

    @property
    def met(self) -> bool:
        """Whether everything is met; not where something cannot be read or nothing is asked."""
        return not self.unread and all(requirement.met for requirement in self.requirements)


def made_of(portfolio: Portfolio) -> MadeDecisions:
    """Return the decisions of a portfolio, and what they were made on."""
    return MadeDecisions(portfolio.decisions, portfolio.by_id)


def status_of(portfolio: Portfolio, record: Record) -> SamplingStatus:
    """Return how far the policy is met, on the portfolio's day."""
    policy, made = portfolio.policy, MadeDecisions(record.facts.decisions, portfolio.by_id)
    decisions = [decision for decision in made.decisions if decision.date <= portfolio.today]
    made = made._replace(decisions=decisions)
    look = _Look(record, made, portfolio.today)
    found = [*_of_policy(policy, look)] if policy else []
    found += _plans(portfolio, look)
    sampled = [decision for decision in decisions if look.is_sampled(decision)]
    return SamplingStatus(
        tuple(found),
        tuple(_unread(portfolio, record, found)),
        tuple(record.open_actions()),
        len(decisions),
        len(sampled),
        *look.kept(sampled),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What was decided and sampled up to a day."""

    record: Record
    made: MadeDecisions
    today: date

    def is_sampled(self, decision: Decision) -> bool:
        return bool(self.record.sampled_by(decision))

    def kept(self, decisions: Sequence[Decision]) -> tuple[int, int]:
        """Return how many stand, and how many have changed since."""
        return sum(map(self.record.stands, decisions)), sum(map(self.record.has_changed, decisions))

    def since(self, decision: Decision, day: date) -> bool:
        return any(sample.date >= day for sample in self.record.sampled_by(decision))


def _of_policy(policy: Policy, look: _Look) -> Iterator[SamplingRequirement]:
    yield from _shares(policy, look)
    yield from _always(policy, look)
    yield from _cover(policy, look)
    yield from _stages(policy, look)


def _by_assessor(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        found.setdefault(decision.assessor.upper(), []).append(decision)
    return dict(sorted(found.items()))


def _wanted(policy: Policy, assessor: str, count: int) -> int:
    return number_of(fraction(policy.share.get(policy.level(assessor), "")), count)


def _shares(policy: Policy, look: _Look) -> Iterator[SamplingRequirement]:
    if not policy.share:
        return
    for assessor, own in _by_assessor(look.made.decisions).items():
        done = [decision for decision in own if look.is_sampled(decision)]
        number = _wanted(policy, assessor, len(own))
        yield SamplingRequirement("share", own[0].assessor, number, len(done), *look.kept(done))


def _always(policy: Policy, look: _Look) -> Iterator[SamplingRequirement]:
    asked = asked_for(policy.always, look.made)
    for rule in policy.always:
        own = [decision for decision in look.made.decisions if rule in asked.get(decision.key, ())]
        done = [decision for decision in own if look.is_sampled(decision)]
        left = tuple(decision.id for decision in own if not look.is_sampled(decision))
        yield SamplingRequirement("always", rule, len(own), len(done), *look.kept(done), left)


def _cover(policy: Policy, look: _Look) -> Iterator[SamplingRequirement]:
    months = policy.within_months
    since = months_before(look.today, months) if months else date.min
    for what in policy.cover:
        every = _abouts(
            (decision for decision in look.made.decisions if decision.date >= since),
            what,
            look.made,
        )
        done = _abouts(
            (decision for decision in look.made.decisions if look.since(decision, since)),
            what,
            look.made,
        )
        left = tuple(sorted(every - done))
        said = tuple(map(kind_words, left)) if what is Covering.KINDS else left
        yield SamplingRequirement("cover", what, len(every), len(every & done), open=said)


def _abouts(decisions: Iterable[Decision], what: Covering, made: MadeDecisions) -> frozenset[str]:
    return frozenset(name for decision in decisions for name in made.about(decision, what))


def _stages(policy: Policy, look: _Look) -> Iterator[SamplingRequirement]:
    """Give what is sampled at each stage, of all that is to be drawn, rounded down."""
    whole = sum(
        _wanted(policy, assessor, len(own))
        for assessor, own in _by_assessor(look.made.decisions).items()
    )
    for stage, share in policy.stages.items():
        done = [
            decision
            for decision in look.made.decisions
            if any(one.stage == stage for one in look.record.sampled_by(decision))
        ]
        number = floor(fraction(share) * whole)
        yield SamplingRequirement("stage", stage, number, len(done), *look.kept(done))


def _plans(portfolio: Portfolio, look: _Look) -> Iterator[SamplingRequirement]:
    """Give what each plan asks for; one that does not fit is never met."""
    by_key = {decision.key: decision for decision in look.made.decisions}
    unread = [unreadable.id for unreadable in portfolio.unreadable if not unreadable.is_sample]
    for plan in portfolio.plans:
        asked = [(planned.name, by_key.get(planned.key)) for planned in plan.decisions]
        done = [one for _, one in asked if one and look.is_sampled(one)]
        left = tuple(name for name, one in asked if not one or not look.is_sampled(one))
        later = [
            other for other in portfolio.plans if other is not plan and other.date >= plan.date
        ]
        wrong = any(True for _ in misfits(plan, portfolio.decisions, unread, later))
        note = _MISFIT if wrong else NOTHING
        yield SamplingRequirement(
            "plan", plan.id, len(asked), len(done), *look.kept(done), left, note
        )


def _unread(
    portfolio: Portfolio, record: Record, found: Sequence[SamplingRequirement]
) -> Iterator[Text]:
    """Say why nobody can tell whether the policy is met."""
    if portfolio.policy_unread:
        yield policy_unread(portfolio.policy_unread)
    elif portfolio.policy is None:
        yield NO_POLICY
    elif record.facts.decisions and all(requirement.name == "plan" for requirement in found):
        yield Text("the policy asks for nothing")
    if not record.facts.decisions:
        yield Text("nothing was decided, so there is nothing to sample")
    for place in portfolio.plans_unread:
        yield Text("a plan cannot be read ({place})", place=str(place))
    for unreadable in record.facts.unreadable:
        if unreadable.is_sample:
            yield Text("a sample cannot be read ({place})", place=str(unreadable.place))
        else:
            yield Text("a decision cannot be read ({place})", place=str(unreadable.place))
    if record.facts.people_unread:
        yield people_unread(record.facts.people_unread)
