"""Pages of rules: which ones a site has, and what they show."""

from typing import NamedTuple

from crossfolio.core.findings import Rule
from crossfolio.core.seen import Seen
from crossfolio.core.settings import Profile, profile_severity
from crossfolio.reports.site.words import SEVERITIES, Badge


class RuleView(NamedTuple):
    """What stands below the words of a rule."""

    code: str
    name: str
    severities: tuple[tuple[str, Badge], ...]
    """By profile."""


def published_rules(checked: Seen) -> tuple[Rule, ...]:
    """Return the rules that have a page, by code: those that found something.

    Findings that comments take back are among them, since reports for machines list them.
    What the edition may not show leads to no page, which would tell of it.
    """
    found = {it.rule.code: it.rule for it in checked.diagnostics}
    found |= {it.diagnostic.rule.code: it.diagnostic.rule for it in checked.suppressed}
    return tuple(found[code] for code in sorted(found))


def rule_markdown(rule: Rule) -> str:
    """Return the words of a rule as a page in Markdown."""
    return f"# {rule.code}: {rule.name}\n\n{rule.page}\n"


def rule_view(rule: Rule) -> RuleView:
    """Return how much a rule matters, in words."""
    severities = tuple((p.value, SEVERITIES[profile_severity(rule, p)]) for p in Profile)
    return RuleView(rule.code, rule.name, severities)
