"""Axe-core on a page, with what it finds in our content apart from the rest."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from browsing import FINISHED, OURS
from playwright.sync_api import Page

_OURS = f"target => Boolean(document.querySelector(target)?.closest('{OURS}'))"
_SCRIPT = Axe().axe_script

_OPTIONS = {"resultTypes": ["violations"]}
"""What is right is not listed, which takes Axe as long as finding it."""
_COLOURS = {**_OPTIONS, "runOnly": ["color-contrast", "link-in-text-block"]}
_RUN = """
async ([context, options]) => {
  const OF_A_LOOK = [
    "color", "backgroundColor", "backgroundImage", "opacity", "textShadow", "fontSize",
    "fontWeight", "position", "display", "visibility",
  ];
  const numbers = new Map(), looks = new Map(), seen = new Set(), marked = [];
  for (const it of document.querySelectorAll("*")) {
    const style = getComputedStyle(it);
    const own = [looks.get(it.parentElement), it.localName, it.getAttribute("class")];
    const whole = own.concat(OF_A_LOOK.map(name => style[name])).join("|");
    if (!numbers.has(whole)) numbers.set(whole, numbers.size);
    const look = numbers.get(whole);
    looks.set(it, look);
    const words = it.matches("input, select, textarea")
      || [...it.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.data.trim());
    if (!words || seen.has(look) || (context && !it.closest(context))) continue;
    seen.add(look);
    it.setAttribute("data-look", "");
    marked.push(it);
  }
  axe.configure({rules: [{id: "color-contrast", selector: "[data-look]"}]});
  const found = await axe.run(context ?? document, options);
  for (const it of marked) it.removeAttribute("data-look");
  return found.violations;
}
"""
"""Runs Axe. The contrast of words, which takes it longer than all else, it looks at once for each
look: for elements whose classes, colours and letters, and those of all that they stand in, are the
same, there is one answer."""


def found(
    page: Page, context: str | None = None, *, colours: bool = False, sizes: bool = True
) -> list[dict[str, Any]]:
    """Return the violations that Axe finds.

    Args:
        page: The page.
        context: A selector of what is looked at, by default everything.
        colours: Whether only colours are looked at: by them alone a page differs from itself in
            the other scheme, in which all has been looked at.
        sizes: Whether the size of targets (WCAG 2.2, 2.5.8) is looked at too, which Axe does only
            when asked.
    """
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_SCRIPT)
    options = _COLOURS if colours else {**_OPTIONS, "rules": {"target-size": {"enabled": sizes}}}
    page.evaluate(FINISHED)
    violations: list[dict[str, Any]] = page.evaluate(_RUN, [context, options])
    return violations


def violations(page: Page, *, colours: bool = False) -> tuple[list[str], list[str]]:
    """Return what Axe finds in our content, and elsewhere: the rule and where."""
    ours, others = [], []
    for rule in found(page, colours=colours):
        for node in rule["nodes"]:
            target = node["target"][0]
            words = f"{rule['id']}: {target}: {node['html'][:200]}: {node['failureSummary']}"
            (ours if page.evaluate(_OURS, target) else others).append(words)
    return ours, others


def rules(found: list[str]) -> set[str]:
    """Return the names of the rules in what was found."""
    return {it.partition(":")[0] for it in found}
