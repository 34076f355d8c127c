"""The page of each rule that something on the site points to."""

from collections.abc import Container, Iterator
from functools import partial

from markupsafe import Markup

from crossfolio.core.findings import Rule
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.rule_links import published_rules
from crossfolio.site.environment import DEFAULT_LOOK, Look, fill
from crossfolio.site.site_page import SitePage
from crossfolio.site.views.rule_view import rule_markdown, rule_view


def render_rule(rule: Rule, html: str, *, look: Look = DEFAULT_LOOK) -> str:
    """Return the page of a rule around its words, rendered."""
    return fill("rule", look, view=rule_view(rule), html=Markup(html))  # noqa: S704 - of ours


def _rules(seen: Seen, _there: Container[str]) -> Iterator[SitePage]:
    """Give the page of each rule that something on the site points to."""
    for rule in published_rules(seen):
        address, title = addresses.rule_page(rule), f"{rule.code}: {rule.name}"
        wrap, body = partial(render_rule, rule), rule_markdown(rule)
        yield SitePage(address, title, body=body, wrap=wrap, needs_findings=True)


PAGES = (
    SitePage(
        "rules/",
        Text("Rules"),
        each=_rules,
        order=100,
    ),
)
