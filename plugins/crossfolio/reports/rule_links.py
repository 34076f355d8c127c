"""Where the site has pages of rules, for messages that are read elsewhere."""

from collections.abc import Callable, Container
from dataclasses import replace
from urllib.parse import quote

from crossfolio.core.check import Checked
from crossfolio.core.findings import Rule
from crossfolio.core.seen import Seen
from crossfolio.core.settings import Settings
from crossfolio.reports.addresses import HELP, rule_page

PageOf = Callable[[Rule], str]
"""Returns the address of a rule's page; empty where it has none."""

_KEPT = ":/?#[]@!$&'*+,;=%~"
"""What an address is written with, but for brackets, which would end a link in Markdown."""


def no_page(_: Rule) -> str:
    """Give no address: the site has none, or nobody knows where it is."""
    return ""


def published_rules(seen: Seen) -> tuple[Rule, ...]:
    """Return the rules that have a page, by code: those that found something.

    Findings that comments take back are among them, since reports for machines list them.
    What the edition may not show leads to no page, which would tell of it.
    """
    found = {diagnostic.rule.code: diagnostic.rule for diagnostic in seen.diagnostics}
    found |= {
        suppressed.diagnostic.rule.code: suppressed.diagnostic.rule
        for suppressed in seen.suppressed
    }
    return tuple(found[code] for code in sorted(found))


def pages_at(site_url: str, published: Container[str]) -> PageOf:
    """Return what gives the address of a rule's page on the site.

    Args:
        site_url: Where the site is; empty where that is not known.
        published: The codes of the rules that the site has pages of, so that no link is dead.
    """
    if not site_url:
        return no_page
    site = _address(site_url)
    return lambda rule: f"{site}/{rule_page(rule)}/" if rule.code in published else ""


def rule_pages(checked: Checked, settings: Settings, site_url: str) -> PageOf:
    """Return what gives the address of a rule's page on the site of a project.

    A build knows nothing of a command's options, so what only they bring about has no page.

    Args:
        checked: The portfolio, checked under the options.
        settings: Those of its mkdocs.yml.
        site_url: Where the site is; empty where that is not known.
    """
    if not site_url:
        return no_page
    from crossfolio.core.building import seen_in_edition  # noqa: PLC0415 - seldom

    seen = seen_in_edition(replace(checked, settings=settings))
    own_gate = checked.settings.min_coverage != settings.min_coverage
    codes = {
        rule.code
        for rule in published_rules(seen)
        if not (rule.needs_baseline or (rule.is_gate and own_gate))
    }
    return pages_at(site_url, codes)


def help_at(site_url: str) -> str:
    """Return the address of the page of the site that says what Crossfolio does.

    Args:
        site_url: Where the site is; empty where that is not known.
    """
    return f"{_address(site_url)}/{HELP}/" if site_url else ""


def _address(site_url: str) -> str:
    return quote(site_url.rstrip("/"), safe=_KEPT)
