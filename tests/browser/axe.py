"""Axe-core on a page, with what it finds in our content apart from the rest."""

from axe_playwright_python.sync_playwright import Axe
from browsing import OURS
from playwright.sync_api import Page

_OURS = f"target => Boolean(document.querySelector(target)?.closest('{OURS}'))"

ONLY_WRONG = {"resultTypes": ["violations"]}
OPTIONS = {"rules": {"target-size": {"enabled": True}}, **ONLY_WRONG}


def violations(page: Page) -> tuple[list[str], list[str]]:
    """Return what Axe finds in our content, and elsewhere: the rule and where.

    The size of targets (WCAG 2.2, 2.5.8) is looked at too, which Axe does only when asked. What is
    right is not listed, which takes Axe as long as finding it.
    """
    ours, others = [], []
    found = Axe().run(page, options=OPTIONS)
    for rule in found.response["violations"]:
        for node in rule["nodes"]:
            target = node["target"][0]
            words = f"{rule['id']}: {target}: {node['html'][:200]}: {node['failureSummary']}"
            (ours if page.evaluate(_OURS, target) else others).append(words)
    return ours, others


def rules(found: list[str]) -> set[str]:
    """Return the names of the rules in what was found."""
    return {it.partition(":")[0] for it in found}
