"""What the page of gaps shows: each gap with a snippet to copy."""

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from crossfolio.core.breadth import breadth_words
from crossfolio.core.coverage import Cover, State, Turn, count
from crossfolio.core.requirement import asked
from crossfolio.core.scope import Scope
from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import ASSESSMENT, Link, rule_page, unit_page
from crossfolio.reports.rule_links import published_rules
from crossfolio.reports.words import STATES, Badge, share
from crossfolio.scaffold.gap import free_id, new_item
from crossfolio.site.views.attention_view import gaps_of
from crossfolio.site.views.criteria import CriterionLink, criterion_link, missing_of
from crossfolio.site.views.items import ItemView, item_view
from crossfolio.site.views.wording import wording


class GapView(NamedTuple):
    """A required criterion that is not covered, and what would cover it."""

    criterion: CriterionLink
    text: Markup
    state: Badge
    asked: tuple[str, ...]
    """What it asks for, in sentences."""
    missing: tuple[str, ...]
    drafts: tuple[ItemView, ...]
    rule: tuple[str, str] | None
    """The code and the page of the rule that finds such a gap; `None` where it is off."""
    feedback: str
    """What the assessor said, where a judgement asks the learner for more."""
    snippet: str
    """The front matter of a new item; empty where none is needed."""


class UnitGaps(NamedTuple):
    """The gaps of one unit."""

    id: str
    title: str
    href: str
    gaps: tuple[GapView, ...]


class Gaps(NamedTuple):
    """All gaps, by unit."""

    number: int
    covered: str
    """What is covered, as a fraction and a percentage."""
    units: tuple[UnitGaps, ...]
    waiting: int
    """How many required criteria wait for the assessor, which is no gap."""
    waiting_href: str


def gaps_view(seen: Seen, to: Link) -> Gaps:
    """Return the gaps as the edition shows them."""
    covers = seen.covers
    open_ = gaps_of(covers)
    total = count(covers)
    free = free_id(seen)
    rules = {
        rule.gap: (rule.code, to(rule_page(rule))) for rule in published_rules(seen) if rule.gap
    }
    units = seen.portfolio.framework.units
    found = []
    for unit in seen.portfolio.taken:
        gaps = tuple(
            _gap(cover, free, seen, to, rules) for cover in open_ if cover.criterion.unit == unit
        )
        if gaps:
            found.append(UnitGaps(unit, units[unit].title, to(unit_page(unit)), gaps))
    covered = share(total.covered, total.required, total.percent_covered)
    waiting = [
        cover for cover in covers if cover.scope is Scope.REQUIRED and cover.turn is Turn.ASSESSOR
    ]
    shown = len(waiting) if seen.people else 0
    return Gaps(len(open_), covered, tuple(found), shown, to(ASSESSMENT))


def _gap(
    cover: Cover, free: str, seen: Seen, to: Link, rules: Mapping[State, tuple[str, str]]
) -> GapView:
    criterion, drafts = cover.criterion, cover.drafts
    asks_for_new = cover.state in (State.UNCOVERED, State.PARTIAL)
    return GapView(
        criterion_link(criterion, to),
        wording(criterion.text, classed=False),
        STATES[cover.state],
        tuple(text for text in (asked(criterion.requires), *breadth_words(criterion)) if text),
        missing_of(cover),
        tuple(item_view(draft, seen, to) for draft in drafts),
        rules.get(cover.state),
        cover.standing.feedback if cover.standing and cover.standing.asks_more else "",
        new_item(cover, free, seen) if asks_for_new else "",
    )
