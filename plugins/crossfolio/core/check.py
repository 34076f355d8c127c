"""The check: every rule over a portfolio, under the settings in force."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from crossfolio.core.baseline import Baseline, Comparison, compare
from crossfolio.core.blocks import Block
from crossfolio.core.checks import (
    check_actions,
    check_assessment,
    check_baseline,
    check_coverage,
    check_criteria,
    check_definitions,
    check_files,
    check_grading,
    check_item,
    check_links,
    check_order,
    check_parts,
    check_plans,
    check_samples,
    check_visit,
)
from crossfolio.core.checks.misnamed_checks import misnamed
from crossfolio.core.claims import ClaimedState, Claims, resolve
from crossfolio.core.context import Context, ItemContext
from crossfolio.core.coverage import Coverage, cover
from crossfolio.core.doubts import lost_claims, without_consequences
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic, Finding, Rule, Severity
from crossfolio.core.judging import judged
from crossfolio.core.memo import Memo
from crossfolio.core.personal.scan import Looker
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.record import Record
from crossfolio.core.rules import BY_CODE, RULES
from crossfolio.core.rules.evidence_rules import is_unusable
from crossfolio.core.settings import FailOn, Settings, is_pending, severity_of
from crossfolio.core.suppressions import Suppressed, Suppression, suppress

_LEAST = {FailOn.ERROR: Severity.ERROR, FailOn.WARNING: Severity.WARNING}


def fails(diagnostic: Diagnostic, settings: Settings) -> bool:
    """Tell whether a finding is at or above the level that fails a run."""
    least = _LEAST.get(settings.fail_on)
    return least is not None and diagnostic.severity >= least and not diagnostic.pending


class Memory(Protocol):
    """What is known of single items from an earlier check, while nothing around them changes."""

    memo: Memo
    """Has what was made of parts of the portfolio in the last check of this process."""

    @abstractmethod
    def claimed_states(self, item: Evidence) -> tuple[ClaimedState, ...] | None:
        """Return the states of an item's claims; `None` where they are not known."""

    @abstractmethod
    def look_at(self, item: Evidence, context: ItemContext) -> Iterable[Finding]:
        """Return what is found in an item, by nothing but the item and what stands here."""


class NoMemory:
    """A check that begins with nothing."""

    def __init__(self) -> None:
        """Know nothing."""
        self.memo = Memo()

    def claimed_states(self, item: Evidence) -> None:
        """See `Memory`."""

    def look_at(self, item: Evidence, context: ItemContext) -> Iterable[Finding]:
        """See `Memory`."""
        return look_anew(item, context)


def look_anew(item: Evidence, context: ItemContext) -> Iterable[Finding]:
    """Return what is found in one item, by looking at it."""
    return check_item(context.one(item))


def _look_at(block: Block, memory: Memory, context: ItemContext) -> Iterator[Finding]:
    for item in block:
        yield from memory.look_at(item, context)


@dataclass(frozen=True, slots=True)
class Checked:
    """A portfolio with all that is to be said about it: what every report is made from."""

    portfolio: Portfolio
    settings: Settings
    claims: Claims
    record: Record
    coverage: Coverage
    diagnostics: tuple[Diagnostic, ...]
    """By path, line, column and code; what makes others unknown comes first, and gaps that
    follow from a slip last."""
    suppressed: tuple[Suppressed, ...] = ()
    """What comments in the files take back."""
    comparison: Comparison | None = None
    """With a baseline, where one was given."""
    looker: Looker = field(default_factory=Looker)
    """What masks personal data in a text that is shown."""
    hidden_names: Mapping[str, str] = field(default_factory=dict)
    """By the path of each file whose name holds personal data, what stands in its place."""

    def number(self, severity: Severity) -> int:
        """Return how many findings have this severity; pending ones are counted apart."""
        return sum(d.severity is severity and not d.pending for d in self.diagnostics)

    @property
    def pending(self) -> int:
        """How many findings are about units that are not submitted."""
        return sum(d.pending for d in self.diagnostics)

    @property
    def failed(self) -> bool:
        """Whether some finding is at or above the level that fails a run."""
        return any(fails(diagnostic, self.settings) for diagnostic in self.diagnostics)


def check(
    portfolio: Portfolio,
    settings: Settings,
    read: Iterable[Finding] = (),
    suppressions: Iterable[Suppression] = (),
    baseline: Baseline | None = None,
    memory: Memory | None = None,
) -> Checked:
    """Check a portfolio: resolve its claims, judge its record, and find what is wrong.

    Args:
        portfolio: What was read.
        settings: How much each finding matters.
        read: What was found while reading the files.
        suppressions: The comments in the files that take findings back.
        baseline: The coverage of an earlier check; what was better then is found.
        memory: What is known from an earlier check.
    """
    memory = memory or NoMemory()
    memo = memory.memo
    undefined = tuple(check_definitions(portfolio, settings.criteria))
    slips = portfolio.doubts
    portfolio = replace(portfolio, doubts=memo.equal("doubts", slips.joined_by(undefined)))
    claims = resolve(portfolio, memory.claimed_states, memo)
    record = judged(portfolio, claims, memo)
    coverage = cover(portfolio, claims, record, memo)
    context = Context(portfolio, claims, coverage, memo)
    comparison = compare(baseline, coverage) if baseline else None
    in_items = _in_items(context, memory)
    read = tuple(read)
    misspelt = misnamed(portfolio, claims, in_items)
    in_files, lost = _in_files(context, (*misspelt.findings, *read, *in_items))
    in_items = _waiting(in_items, in_files)
    findings = (
        *read,
        *misspelt.findings,
        *misspelt.explain(undefined),
        *misspelt.explain(check_criteria(portfolio, slips, memo)),
        *check_grading(portfolio.framework),
        *in_files,
        *check_links(context),
        *misspelt.explain(in_items),
        *_in_portfolio(context, settings, lost),
        *misspelt.explain(check_assessment(context, record, lost)),
        *_in_record(context, record, settings),
        *(check_baseline(portfolio, coverage, comparison) if comparison else ()),
    )
    diagnostics, taken = _diagnosed(findings, settings, portfolio, suppressions, memo)
    return Checked(portfolio, settings, claims, record, coverage, diagnostics, taken, comparison)


def _diagnosed(
    findings: Iterable[Finding],
    settings: Settings,
    portfolio: Portfolio,
    suppressions: Iterable[Suppression],
    memo: Memo,
) -> tuple[tuple[Diagnostic, ...], tuple[Suppressed, ...]]:
    """Return what is to be said in its order, and what comments in the files take back."""
    every = diagnose(findings, settings, portfolio, memo)
    stand, taken, wrong = suppress(every, suppressions)
    stand += diagnose(wrong, settings, portfolio)
    return tuple(sorted(without_consequences(stand), key=_order)), tuple(taken)


def _in_items(context: Context, memory: Memory) -> list[Finding]:
    """Return what is found in single items, block by block."""
    every, around = context.memo.every, context.of_items
    return [
        found
        for block in context.claims.blocks
        for found in every(_look_at, block[0].path, block, memory, around)
    ]


def _waiting(in_items: list[Finding], in_files: Iterable[Finding]) -> list[Finding]:
    """Return what is found in items; what is said of an attached file waits until it is there."""
    unusable = {found.place for found in in_files if is_unusable(found)}
    if not unusable:
        return in_items
    return [
        replace(found, cause=found.place) if found.place in unusable else found
        for found in in_items
    ]


def _in_files(
    context: Context, slips: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], dict[str, Finding]]:
    """Return what is found about files, and the first slip by what is lost by it."""
    found = tuple(check_files(context, _lost(slips)))
    return found, _lost((*slips, *found))


def _in_portfolio(
    context: Context, settings: Settings, lost: Mapping[str, Finding]
) -> Iterator[Finding]:
    """Give what is found in coverage, in criteria and units, and in the portfolio as a whole."""
    yield from check_coverage(context, settings, lost)
    yield from check_parts(context)
    for rule in RULES:
        if rule.look:
            yield from rule.look(context)


def _in_record(context: Context, record: Record, settings: Settings) -> Iterator[Finding]:
    """Give what is found in the order of decisions, in samples, plans and their actions."""
    portfolio = context.portfolio
    yield from check_order(record.order)
    yield from check_samples(portfolio, record)
    yield from check_plans(portfolio, record)
    yield from check_actions(portfolio, record, context.coverage, settings.min_accepted)
    yield from check_visit(portfolio, settings.visit)


def _lost(found: Iterable[Finding]) -> dict[str, Finding]:
    """Return the first slip in each page, by its path and by each name that it seems to hold."""
    every = list(found)
    slips = [finding for finding in every if BY_CODE[finding.code].severity is Severity.ERROR]
    by_path = {finding.place.path: finding for finding in reversed(slips)}
    return by_path | dict(reversed(list(lost_claims(every))))


def diagnose(
    findings: Iterable[Finding],
    settings: Settings,
    portfolio: Portfolio | None = None,
    memo: Memo | None = None,
) -> tuple[Diagnostic, ...]:
    """Give each finding its severity, leave out what is off, and put them in order."""
    memo = memo or Memo()
    found = (
        memo.of(Diagnostic, id(finding), rule, severity, finding, _pends(rule, finding, portfolio))
        for finding in findings
        for rule in (BY_CODE[finding.code],)
        for severity in (severity_of(rule, finding, settings, portfolio),)
        if severity is not Severity.OFF
    )
    return tuple(sorted(found, key=_order))


def _pends(rule: Rule, finding: Finding, portfolio: Portfolio | None) -> bool:
    return portfolio is not None and is_pending(rule, finding, portfolio)


def _order(diagnostic: Diagnostic) -> tuple[object, ...]:
    finding = diagnostic.finding
    is_first = finding.loss is not None and finding.loss.is_shared and finding.loss.is_whole
    follows = diagnostic.rule.is_gap and finding.cause and diagnostic.severity is Severity.INFO
    rank = 0 if is_first else 2 if follows else 1
    return (
        rank,
        finding.place.path,
        finding.place.line,
        finding.place.column,
        finding.code,
        finding.message,
        finding.help,
    )
