"""What the page of sampling shows: how much of what was decided has been sampled."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from crossfolio.core.kinds import kind_words
from crossfolio.core.record.values import Action, Decision, Sample
from crossfolio.core.seen import Seen
from crossfolio.reports.site.addresses import Link, decision_page
from crossfolio.reports.site.words import ACTIONS, Badge, day


class Share(NamedTuple):
    """How many of the things decided were sampled."""

    decided: int
    sampled: int

    @property
    def words(self) -> str:
        """As a cell says it: `2 of 6`, or a dash where there is nothing to sample."""
        return f"{self.sampled} of {self.decided}" if self.decided else "\N{EN DASH}"


class Grid(NamedTuple):
    """Shares by two things: units down and assessors across."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Share, ...], Share], ...]
    """Name, one share for each column, and their total."""


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

    total: Share
    standing: int
    """How many of the sampled decisions are as they were sampled."""
    open_actions: int
    by_unit: Grid
    by_kind: tuple[tuple[str, Share], ...]
    unsampled: tuple[DecisionLink, ...]
    """Decisions in force that no sample looked at, the earliest first."""
    samples: tuple[SampleView, ...]


def sampling_view(checked: Seen, to: Link) -> Sampling:
    """Return how far decisions are sampled; for the assessor edition alone.

    Decisions none of whose judgements holds are left out of the figures.
    """
    record = checked.record
    holding = {it.decision.key for it in record.standing.values()}
    live = [it for it in record.facts.decisions if it.key in holding]
    looked_at = {one.key for it in record.facts.samples for one in it.decisions}
    seen = [it for it in live if it.id.upper() in looked_at]
    decided, sampled = _by_unit(live, checked), _by_unit(seen, checked)
    return Sampling(
        Share(len(live), len(seen)),
        sum(map(record.stands, seen)),
        sum(1 for _ in record.open_actions()),
        _grid(decided, sampled),
        _by_kind(live, seen, checked),
        tuple(_link(it, checked, to) for it in live if it.id.upper() not in looked_at),
        tuple(_sample(it, checked, to) for it in checked.portfolio.samples),
    )


def _by_unit(decisions: Iterable[Decision], checked: Seen) -> Counter[tuple[str, str]]:
    """Count the criteria decided on, by unit and assessor."""
    return Counter(
        (one.criterion.partition(".")[0], checked.person(it.assessor))
        for it in decisions
        for one in it.judgements
    )


def _grid(decided: Counter[tuple[str, str]], sampled: Counter[tuple[str, str]]) -> Grid:
    units = tuple(dict.fromkeys(unit for unit, _ in sorted(decided)))
    people = tuple(sorted({who for _, who in decided}))
    rows = []
    for unit in units:
        cells = tuple(Share(decided[unit, who], sampled[unit, who]) for who in people)
        total = Share(sum(it.decided for it in cells), sum(it.sampled for it in cells))
        rows.append((unit, cells, total))
    return Grid(people, tuple(rows))


def _by_kind(
    live: Iterable[Decision], seen: Iterable[Decision], checked: Seen
) -> tuple[tuple[str, Share], ...]:
    """Count the items that were judged, by kind."""
    decided, sampled = _kinds(live, checked), _kinds(seen, checked)
    return tuple((kind, Share(decided[kind], sampled[kind])) for kind in sorted(decided))


def _kinds(decisions: Iterable[Decision], checked: Seen) -> Counter[str]:
    names = {one.evidence for it in decisions for one in it.evidence}
    items = (checked.portfolio.by_id[name] for name in names if name in checked.portfolio.by_id)
    kinds = checked.portfolio.kinds
    return Counter(
        kinds[it.kind].name if it.kind in kinds else kind_words(it.kind).capitalize()
        for it in items
    )


def _link(it: Decision, checked: Seen, to: Link) -> DecisionLink:
    criteria = " ".join(one.criterion for one in it.judgements)
    href = to(decision_page(it.id))
    return DecisionLink(it.id, href, day(it.date), checked.person(it.assessor), criteria)


def _sample(it: Sample, checked: Seen, to: Link) -> SampleView:
    known = {one.id.upper() for one in checked.portfolio.decisions}
    decisions = tuple(
        (
            one.name,
            to(decision_page(one.name)) if one.key in known else "",
            _stands(one.key, checked),
        )
        for one in it.decisions
    )
    return SampleView(
        it.id,
        day(it.date),
        checked.person(it.quality_assurer),
        it.stage,
        it.outcome.replace("-", " "),
        it.feedback,
        decisions,
        tuple(_action(one, checked) for one in it.actions),
    )


def _stands(key: str, checked: Seen) -> str:
    """Say what has become of a sampled decision; nothing where it stands."""
    record = checked.record
    decision = record.facts.by_key.get(key)
    if decision is None:
        return ""
    if record.stands(decision):
        return ""
    holds = any(held.decision.key == key for held in record.standing.values())
    return "changed since" if holds else "no longer in force"


def _action(it: Action, checked: Seen) -> ActionView:
    today = checked.portfolio.today
    if it.closed_on and it.closed_on <= today:
        return ActionView(it.text, ACTIONS["done"], f"done on {day(it.closed_on)}")
    state = ACTIONS["overdue" if it.due < today else "open"]
    return ActionView(it.text, state, f"due on {day(it.due)}")
