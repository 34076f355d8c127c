"""Pages of rules: which ones a site has, and what they show."""

from typing import NamedTuple

from crossfolio.core.findings import Rule
from crossfolio.core.settings import Profile, profile_severity
from crossfolio.reports.words import SEVERITIES, Badge


class RuleView(NamedTuple):
    """What stands below the words of a rule."""

    code: str
    name: str
    severities: tuple[tuple[str, Badge], ...]
    """By profile."""


def rule_markdown(rule: Rule) -> str:
    """Return the words of a rule as a page in Markdown."""
    return f"# {rule.code}: {rule.name}\n\n{rule.page}\n"


def rule_view(rule: Rule) -> RuleView:
    """Return how much a rule matters, in words."""
    severities = tuple((p.value, SEVERITIES[profile_severity(rule, p)]) for p in Profile)
    return RuleView(rule.code, rule.name, severities)
