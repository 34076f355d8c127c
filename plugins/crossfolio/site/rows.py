"""What pages that grow with a portfolio have rows for, and how large each is, reckoned in bytes.

Each size is that of the markup around a row, as measured, and of the texts in it.
"""

from collections.abc import Iterator
from functools import partial

from crossfolio.core.claims import ClaimState
from crossfolio.core.cover import Cover
from crossfolio.core.desk import Waiting, queue
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import unit_of
from crossfolio.core.record.values import Decision
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports.addresses import PROBLEMS, criterion_anchor, decision_anchor
from crossfolio.site.parts import Row
from crossfolio.site.views.assessment_view import FIRST_CLAIMS
from crossfolio.site.views.attention_view import gaps_of
from crossfolio.site.views.items import claimants, claims_of, mapped_on
from crossfolio.site.views.problems_view import findings_by_page
from crossfolio.site.views.queues import WAITS, Wait, required

_LINE = 250
"""A link with a badge, or a line of small print."""
_SECTION = 700
"""A section with a heading, facts and a list."""


def list_rows(seen: Seen) -> Iterator[Row]:
    """Give the rows of all cross-references: criteria, then items."""
    for cover in seen.covers:
        criterion = cover.criterion
        claims = seen.claims.by_criterion.get(criterion.id, ())
        size = _LINE * (1 + len(claims)) + len(criterion.title)
        yield Row(cover, size, (criterion.unit,), criteria_words)
    for row in index_rows(seen):
        marks = len(row.thing.marks) if isinstance(row.thing, Evidence) else 0
        yield row._replace(size=row.size + 100 * marks)


def index_rows(seen: Seen) -> Iterator[Row]:
    """Give the rows of the index: items, under each unit in which they claim something."""
    for item in seen.portfolio.evidence:
        claimed = [it.criterion for it in (*claims_of(item, seen), *mapped_on(item, seen))]
        criteria = {it.id: it for it in claimed if it}.values()
        size = 2 * _LINE + len(item.title) + sum(_LINE + len(it.title) for it in criteria)
        units = tuple(dict.fromkeys(it.unit for it in criteria))
        yield Row(item, size, units, items_words)


def assessment_rows(seen: Seen) -> Iterator[Row]:
    """Give what waits for an assessor, and then the decisions, the latest first."""
    for cover in () if seen.rest else required(seen.covers):
        waits = [it for it in WAITS if it.holds(cover)]
        if waits:
            size = len(waits) * (_SECTION + _shown(cover, seen) + _answer(cover))
            yield Row(cover, size, (cover.criterion.unit,), _OF_WAIT[waits[0].anchor])
    for decision in reversed(seen.portfolio.decisions):
        size, unit = _decided(decision, seen), _unit_judged(decision, seen)
        yield Row(decision, size, unit, decisions_words, decision_anchor(decision.id))


def _decided(decision: Decision, seen: Seen) -> int:
    criteria = seen.portfolio.framework.criteria
    size = _SECTION + len(decision.feedback) + _LINE * len(decision.evidence)
    size += 100 * len(decision.supersedes)
    for one in decision.judgements:
        criterion = criteria.get(one.criterion)
        size += 2 * _LINE + len(one.feedback) + (len(criterion.title) if criterion else 0)
    return size


def sampling_rows(seen: Seen) -> Iterator[Row]:
    """Give the decisions that no sample looked at, and the samples."""
    record = seen.record
    holding = {it.decision.key for it in record.standing.values()}
    for decision in seen.portfolio.decisions:
        if seen.rest is None and decision.key in holding and not record.sampled_by(decision):
            size = _LINE + 20 * len(decision.judgements)
            yield Row(decision, size, _unit_judged(decision, seen), decisions_words)
    by_key = {it.key: it for it in seen.portfolio.decisions}
    for sample in seen.portfolio.samples:
        looked_at = [by_key[it.key] for it in sample.decisions if it.key in by_key]
        units = _unit_judged(looked_at[0], seen) if looked_at else ()
        size = _SECTION + len(sample.feedback) + _LINE * (len(sample.actions) + len(looked_at))
        yield Row(sample, size, units, samples_words, f"sample-{sample.id.lower()}")


def _unit_judged(decision: Decision, seen: Seen) -> tuple[str, ...]:
    """Return the unit under which a decision stands, the first that it judges."""
    units = [unit_of(it.criterion) for it in decision.judgements]
    return tuple(seen.portfolio.framework.printed(it) for it in units[:1])


def _shown(cover: Cover, seen: Seen) -> int:
    """Return the size of the first claims on a criterion, each with where it is shown."""
    claims = [it for it in claimants(cover.criterion.id, seen) if it.state is ClaimState.OK]
    return sum(2 * _LINE + len(it.item.title) for it in claims[:FIRST_CLAIMS])


def _answer(cover: Cover) -> int:
    """Return the size of the decision on a criterion."""
    return _LINE + len(cover.standing.feedback) if cover.standing else 0


def gaps_rows(seen: Seen) -> Iterator[Row]:
    """Give every criterion that is taken; only gaps take room."""
    gaps = {it.criterion.id for it in gaps_of(seen.covers)}
    for unit in seen.portfolio.taken:
        for cover in (it for it in seen.covers if it.criterion.unit == unit):
            criterion = cover.criterion
            if criterion.id in gaps:
                texts = 3 * len(criterion.text) + 2 * len(criterion.title)
                size = 2 * _SECTION + texts + _LINE * len(cover.drafts) + _answer(cover)
                yield Row(cover, size, (unit,), gaps_words)
            else:
                yield Row(cover, 0, (unit,))


def desk_rows(seen: Seen, person: str = "") -> Iterator[Row]:
    """Give what waits on a desk, in the order of its queue."""
    criteria = seen.coverage.criteria
    for waiting in queue(criteria.values(), seen.portfolio.today, person):
        cover = criteria[waiting.criterion]
        yield Row(cover, _waiting(waiting, cover, seen), (cover.criterion.unit,), criteria_words)


def _waiting(waiting: Waiting, cover: Cover, seen: Seen) -> int:
    """Return the size of what waits, with the item that it may be read with."""
    items = (seen.portfolio.by_id[name.upper()] for name in waiting.items[:1])
    texts = len(cover.criterion.title) + sum(len(it.title) for it in items)
    return 3 * _LINE + texts + 100 * len(waiting.items)


def problems_rows(seen: Seen) -> Iterator[Row]:
    """Give every finding; those that stand on other pages take a line a page."""
    for page, diagnostics in findings_by_page(seen).items():
        for number, found in enumerate(diagnostics):
            finding = found.finding
            if page == PROBLEMS:
                size = 2 * _LINE + len(finding.message) + len(finding.help)
                yield Row(found, size, _unit_of(finding.unit), findings_words)
            else:
                yield Row(found, 0 if number else 100, _unit_of(finding.unit))


def _unit_of(unit: str) -> tuple[str, ...]:
    return (unit,) if unit else ()


def unit_rows(seen: Seen, unit: str) -> Iterator[Row]:
    """Give the criteria of a unit, each with its line of the matrix, by their first outcome."""
    own = seen.portfolio.framework.units[unit]
    known = {it.id for it in own.outcomes}
    for criterion in own.criteria:
        first = next((it for it in criterion.outcomes if it in known), "")
        size = _criterion(criterion, seen)
        group = (first.partition(".")[2],) if first else ()
        yield Row(criterion, size, group, criteria_words, criterion_anchor(criterion.id))


def _criterion(criterion: Criterion, seen: Seen) -> int:
    claims = claimants(criterion.id, seen)
    cover = seen.coverage.criteria.get(criterion.id)
    texts = len(criterion.title) * 2 + len(criterion.text) + _LINE * len(criterion.parts)
    items = sum(4 * _LINE + 2 * len(it.item.title) for it in claims)
    return 2 * _SECTION + texts + items + (_answer(cover) if cover else 0)


def criteria_words(n: int) -> str:
    """Return `3 criteria`."""
    return Text.counted("{n} criterion", "{n} criteria", n=n)


def items_words(n: int) -> str:
    """Return `3 items`."""
    return Text.counted("{n} item", "{n} items", n=n)


def decisions_words(n: int) -> str:
    """Return `3 decisions`."""
    return Text.counted("{n} decision", "{n} decisions", n=n)


def samples_words(n: int) -> str:
    """Return `3 samples`."""
    return Text.counted("{n} sample", "{n} samples", n=n)


def gaps_words(n: int) -> str:
    """Return `3 gaps`."""
    return Text.counted("{n} gap", "{n} gaps", n=n)


def findings_words(n: int) -> str:
    """Return `3 findings`."""
    return Text.counted("{n} finding", "{n} findings", n=n)


def wait_words(wait: Wait, n: int) -> str:
    """Return how many criteria wait for something."""
    return Text("{waits_for}: {number}", waits_for=wait.title, number=n)


_OF_WAIT = {wait.anchor: partial(wait_words, wait) for wait in WAITS}
"""What rows count as that wait for the same thing."""
