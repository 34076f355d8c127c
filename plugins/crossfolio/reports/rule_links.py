"""Where the site has pages of rules, for messages that are read elsewhere."""

from collections.abc import Callable, Container
from urllib.parse import quote

from crossfolio.core.findings import Rule
from crossfolio.reports.site.addresses import HELP, rule_page

PageOf = Callable[[Rule], str]
"""Returns the address of a rule's page; nothing where it has none."""

_KEPT = ":/?#[]@!$&'*+,;=%~"
"""What an address is written with, but for brackets, which would end a link in Markdown."""


def no_page(_: Rule) -> str:
    """Give no address: the site has none, or nobody knows where it is."""
    return ""


def pages_at(site_url: str, published: Container[str]) -> PageOf:
    """Return what gives the address of a rule's page on the site.

    Args:
        site_url: Where the site is; nothing where that is not known.
        published: The codes of the rules that the site has pages of, so that no link is dead.
    """
    if not site_url:
        return no_page
    site = _address(site_url)
    return lambda rule: f"{site}/{rule_page(rule)}/" if rule.code in published else ""


def help_at(site_url: str) -> str:
    """Return the address of the page of the site that says what Crossfolio does.

    Args:
        site_url: Where the site is; nothing where that is not known.
    """
    return f"{_address(site_url)}/{HELP}/" if site_url else ""


def _address(site_url: str) -> str:
    return quote(site_url.rstrip("/"), safe=_KEPT)
