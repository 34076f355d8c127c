"""What the page of sampling shows: how much of what was decided has been sampled."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from gettext import NullTranslations
from typing import NamedTuple

from crossfolio.core.checks.plan_checks import units_held
from crossfolio.core.ids import unit_of
from crossfolio.core.kinds import kind_words
from crossfolio.core.record.record import OpenAction
from crossfolio.core.record.values import Action, Decision, Sample, Verdict
from crossfolio.core.sampling.status import SamplingRequirement, status_of
from crossfolio.core.seen import Seen
from crossfolio.core.texts import ENGLISH, NOTHING, Text
from crossfolio.reports.addresses import Link, decision_page
from crossfolio.reports.pictures.heat_map import Cell, heat_map
from crossfolio.reports.sampling_report import requirement_words
from crossfolio.reports.words import ACTIONS, POLICY, SAMPLE_OUTCOMES, STAGES, Badge, day
from crossfolio.site.views.criteria import known_decisions
from crossfolio.site.views.overview_view import visit_words


class SampledShare(NamedTuple):
    """How many of the things decided were sampled."""

    decided: int
    sampled: int
    changed: int = 0
    """Of how many of the sampled ones something has changed since."""

    @property
    def words(self) -> str:
        """As a cell says it: `2 of 6`, or a dash where there is nothing to sample."""
        if not self.decided:
            return "\N{EN DASH}"
        share = Text("{sampled} of {decided}", sampled=self.sampled, decided=self.decided)
        if not self.changed:
            return share
        return Text("{share}, {changed} changed since", share=share, changed=self.changed)


class Grid(NamedTuple):
    """Shares by two things: units down and assessors across."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[SampledShare, ...], SampledShare], ...]
    """Name, one share for each column, and their total."""


class RequirementView(NamedTuple):
    """What the policy or a plan asks for, and whether it is met."""

    state: Badge
    words: str


class DecisionLink(NamedTuple):
    """A decision by name, with who made it and when."""

    id: str
    href: str
    date: str
    assessor: str
    criteria: str


class ActionView(NamedTuple):
    """What a quality assurer asked to be done, in words."""

    text: str
    state: Badge
    """Done, open, or open after its date."""
    when: str
    holds: str = ""
    """The units that are not ready for certification because of it, in words."""


class SampleView(NamedTuple):
    """A sample in words."""

    id: str
    date: str
    quality_assurer: str
    stage: str
    outcome: str
    feedback: str
    decisions: tuple[tuple[str, str, str], ...]
    """ID, address, and whether it stands; an empty address where there is no such decision."""
    actions: tuple[ActionView, ...]


class Sampling(NamedTuple):
    """The whole page."""

    total: SampledShare
    standing: int
    """How many of the sampled decisions are as they were sampled."""
    changed: int
    """Of how many of them something has changed since; the rest is no longer in force."""
    actions: tuple[ActionView, ...]
    """Those that are open, by their days."""
    policy: tuple[RequirementView, ...]
    """What the policy and the plans ask for; empty where there are none."""
    unread: tuple[str, ...]
    """Why nobody can tell whether the policy is met."""
    nobody: tuple[tuple[str, str], ...]
    """The kinds, stages and outcomes that nobody sampled, each with its heading."""
    heat: str
    """The picture of `by_unit`; empty where nothing was decided."""
    visit: str
    """What a visit shows in full and how much it does not, in sentences; else empty."""
    by_unit: Grid
    by_kind: tuple[tuple[str, SampledShare], ...]
    unsampled: tuple[DecisionLink, ...]
    """Decisions in force that no sample looked at, the earliest first."""
    samples: tuple[SampleView, ...]


def sampling_view(seen: Seen, to: Link, words: NullTranslations = ENGLISH) -> Sampling:
    """Return how far decisions are sampled, for the assessor edition alone, drawn in a language.

    Decisions none of whose judgements holds are left out of the figures.
    """
    record = seen.record
    holding = {standing.decision.key for standing in record.standing.values()}
    live = [decision for decision in record.facts.decisions if decision.key in holding]
    chosen = [decision for decision in live if record.sampled_by(decision)]
    sampled = {decision.key for decision in chosen}
    named = {decision.key for decision in seen.portfolio.decisions} - sampled
    grid = _grid(live, chosen, seen)
    status = status_of(seen.portfolio, record)
    has_policy = seen.portfolio.policy or seen.portfolio.policy_unread or status.requirements
    return Sampling(
        SampledShare(len(live), len(chosen)),
        sum(map(record.stands, chosen)),
        sum(map(record.has_changed, chosen)),
        tuple(_open_action(action, seen) for action in record.open_actions()),
        tuple(_requirement(requirement) for requirement in status.requirements),
        status.unread if has_policy else (),
        () if seen.rest else tuple(_nobody(live, chosen, seen)),
        _heat(grid, words),
        visit_words(seen),
        grid,
        _by_kind(live, chosen, seen),
        ()
        if seen.rest
        else tuple(_link(decision, seen, to) for decision in live if decision.key in named),
        tuple(_sample(sample, seen, to) for sample in seen.portfolio.samples),
    )


def _requirement(requirement: SamplingRequirement) -> RequirementView:
    key = "none" if requirement.is_idle else "met" if requirement.met else "not-met"
    return RequirementView(POLICY[key], requirement_words(requirement))


def _nobody(
    live: Iterable[Decision], chosen: Iterable[Decision], seen: Seen
) -> Iterator[tuple[Text, Text]]:
    """Give the kinds, stages and outcomes that nobody sampled, each with its heading."""
    kinds = [kind for kind, share in _by_kind(live, chosen, seen) if not share.sampled]
    made = {one.verdict for decision in live for one in decision.judgements}
    looked_at = {one.verdict for decision in chosen for one in decision.judgements}
    stages = {
        one.stage for decision in seen.record.facts.decisions for one in _samples(decision, seen)
    }
    for heading, names in (
        (Text("Kinds of evidence"), kinds),
        (Text("Stages"), [STAGES[stage] for stage in STAGES if stage not in stages]),
        (Text("Outcomes"), [verdict.words for verdict in Verdict if verdict in made - looked_at]),
    ):
        if names:
            yield heading, Text("{names}", names=tuple(names))


def _samples(decision: Decision, seen: Seen) -> tuple[Sample, ...]:
    return seen.record.sampled_by(decision)


def _heat(grid: Grid, words: NullTranslations) -> str:
    rows = [
        (u, [Cell(share.decided, share.sampled) for share in cells]) for u, cells, _ in grid.rows
    ]
    return heat_map(grid.columns, rows, words=words) if rows else ""


def _by_unit(
    decisions: Iterable[Decision], seen: Seen, *, changed: bool = False
) -> Counter[tuple[str, str]]:
    """Count the criteria decided on, by unit and assessor; all of them, or what has changed."""
    standing = seen.record.standing
    return Counter(
        (unit_of(one.criterion), seen.person(decision.assessor))
        for decision in decisions
        for one in decision.judgements
        if not changed
        or ((held := standing.get(one.criterion)) and held.decision is decision and not held.stands)
    )


def _grid(live: Iterable[Decision], chosen: Iterable[Decision], seen: Seen) -> Grid:
    decided, sampled = _by_unit(live, seen), _by_unit(chosen, seen)
    changed = _by_unit(chosen, seen, changed=True)
    units = tuple(dict.fromkeys(unit for unit, _ in sorted(decided)))
    people = tuple(sorted({who for _, who in decided}))
    rows = []
    for unit in units:
        keys = [(unit, who) for who in people]
        cells = tuple(SampledShare(decided[key], sampled[key], changed[key]) for key in keys)
        columns = ([getattr(share, name) for share in cells] for name in SampledShare._fields)
        rows.append((unit, cells, SampledShare(*map(sum, columns))))
    return Grid(people, tuple(rows))


def _by_kind(
    live: Iterable[Decision], chosen: Iterable[Decision], seen: Seen
) -> tuple[tuple[str, SampledShare], ...]:
    """Count the items that were judged, by kind."""
    decided, sampled = _kinds(live, seen), _kinds(chosen, seen)
    return tuple((kind, SampledShare(decided[kind], sampled[kind])) for kind in sorted(decided))


def _kinds(decisions: Iterable[Decision], seen: Seen) -> Counter[str]:
    names = {one.evidence for decision in decisions for one in decision.evidence}
    items = (seen.portfolio.by_id[name] for name in names if name in seen.portfolio.by_id)
    kinds = seen.portfolio.kinds
    return Counter(
        kinds[item.kind].name if item.kind in kinds else kind_words(item.kind).capitalize()
        for item in items
    )


def _link(decision: Decision, seen: Seen, to: Link) -> DecisionLink:
    criteria = " ".join(one.criterion for one in decision.judgements)
    href = to(decision_page(decision.id))
    return DecisionLink(
        decision.id, href, day(decision.date), seen.person(decision.assessor), criteria
    )


def _sample(sample: Sample, seen: Seen, to: Link) -> SampleView:
    known = known_decisions(seen)
    decisions = tuple(
        (
            one.name,
            to(decision_page(one.name)) if one.key in known else "",
            _stands(one.key, seen),
        )
        for one in sample.decisions
    )
    return SampleView(
        sample.id,
        day(sample.date),
        seen.person(sample.quality_assurer),
        STAGES.get(sample.stage, sample.stage),
        SAMPLE_OUTCOMES.get(sample.outcome, sample.outcome),
        sample.feedback,
        decisions,
        tuple(_action(one, sample.date, seen) for one in sample.actions),
    )


def _stands(key: str, seen: Seen) -> Text:
    """Say what has become of a sampled decision; empty where it stands."""
    record = seen.record
    decision = record.facts.by_key.get(key)
    if decision is None:
        return NOTHING
    if record.stands(decision):
        return NOTHING
    holds = any(held.decision.key == key for held in record.standing.values())
    return Text("changed since") if holds else Text("no longer in force")


def _action(action: Action, asked_on: date, seen: Seen) -> ActionView:
    today = seen.portfolio.today
    if action.closed_on and action.is_closed(asked_on, today):
        done = Text("done on {day}", day=day(action.closed_on))
        return ActionView(action.text, ACTIONS["done"], done)
    state = ACTIONS["overdue" if action.due < today else "open"]
    return ActionView(action.text, state, Text("due on {day}", day=day(action.due)))


def _open_action(open_action: OpenAction, seen: Seen) -> ActionView:
    view = _action(open_action.action, open_action.sample.date, seen)
    units = ", ".join(units_held(open_action, seen.portfolio, seen.record))
    when = Text("{when}, sample {sample}", when=view.when, sample=open_action.sample.id)
    return view._replace(when=when, holds=units)
