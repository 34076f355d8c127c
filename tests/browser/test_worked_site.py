"""Every page of the worked portfolio, as its readers see it."""

import pytest
from axe import rules, violations
from browsing import LOOKS, NARROW, OURS, SCHEMES, Look, Site, recolour, visit
from playwright.sync_api import Browser

UNITS = ("bud", "buda", "dos", "mcs", "poe")
STUB = "evidence/e16/"
PAGES = {
    "overview": "",
    **{f"unit-{unit}": f"units/{unit}/" for unit in UNITS},
    "index": "evidence/",
    "list": "list/",
    "gaps": "gaps/",
    "assessment": "assessment/",
    "desk": "desk/",
    "desk-of-one": "desk/a1/",
    "sampling": "sampling/",
    **{item: f"evidence/{item}/" for item in ("e03", "e10", "e12", "e15", "e17")},
    "stub": STUB,
    "docs": "tutorial/first-portfolio/",
    "missing": "not/here/",
}
OWN = tuple(name for name in PAGES if name not in ("docs", "missing"))

HIDDEN = """
also => [...document.querySelectorAll('.crossfolio, .crossfolio-evidence')].flatMap(part => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const hidden = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    const left = '.crossfolio-hidden, .headerlink, option, [hidden], details:not([open]),'
      + '.crossfolio-paper, .crossfolio-skip, svg title, svg desc';
    const meant = parent.closest(left + also);
    if (!node.data.trim() || meant) continue;
    const seen = parent.checkVisibility({opacityProperty: true, visibilityProperty: true});
    if (!seen || !parent.getClientRects().length) hidden.push(node.data.trim());
  }
  return hidden;
})
"""
IN_CARDS = ", .crossfolio-matrix :is(thead, tfoot, td:nth-child(3)), .crossfolio-units thead"
"""What a narrow window leaves out: totals, and heads of which each card has its own."""
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
KNOWN: dict[tuple[str, int, str], set[str]] = {}
"""What Axe finds on a bare page of the theme, by what the page is, its width and scheme."""


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("name", PAGES)
def test_page(look: Look, worked: Site, plain: Site, name: str, *, scripts: bool) -> None:
    """A page is quiet, whole, for everyone and no wider than its window, in each size and scheme.

    Axe finds nothing in what is ours, and elsewhere nothing that the bare theme lacks.
    """
    bare = PAGES[name] if name in ("docs", "missing") else ""
    others: dict[tuple[int, str], list[str]] = {}
    for width, schemes in LOOKS:
        seen = look(worked, PAGES[name], width, schemes[0], scripts=scripts)
        page = seen.page
        for scheme in schemes:
            recolour(page, scheme)
            assert page.locator("h1").count() == 1
            assert page.evaluate(SIDEWAYS) <= 0, (width, scheme)
            also = IN_CARDS + ", .crossfolio-choice" if width == NARROW else ""
            also += "" if scripts else ", .crossfolio-filters"
            assert page.evaluate(HIDDEN, also) == []
            assert page.locator(OURS).count() > 0 or name not in OWN
            assert seen.troubles == [], (width, scheme)
            if scripts:  # Axe is one.
                ours, others[width, scheme] = violations(page, colours=scheme != schemes[0])
                assert ours == [], (width, scheme)
    for (width, scheme), found in others.items():
        known = in_bare_theme(look, plain, bare, width, scheme) if found else set()
        assert [it for it in found if not rules([it]) <= known] == [], (width, scheme)


def in_bare_theme(look: Look, plain: Site, path: str, width: int, scheme: str) -> set[str]:
    """Return what Axe finds on a page of a site without Crossfolio."""
    if (path, width, scheme) not in KNOWN:
        page = look(plain, path, width, scheme, scripts=True).page
        KNOWN[path, width, scheme] = rules(violations(page)[1])
    return KNOWN[path, width, scheme]


@pytest.mark.parametrize(
    "path", ["tutorial/first-portfolio/", "help/learner/", "how-to/run-in-ci/"]
)
def test_documentation_is_read_by_everyone(browser: Browser, worked: Site, path: str) -> None:
    """In the documentation links are told by more than colour, and code is dark enough."""
    for scheme in SCHEMES:
        with visit(browser, worked.address, scheme=scheme) as seen:
            found = rules(violations(seen.go(path), colours=True)[1])
        assert found & {"link-in-text-block", "color-contrast"} == set(), scheme


@pytest.mark.parametrize("scheme", SCHEMES)
def test_one_pale_word_is_found(browser: Browser, worked: Site, scheme: str) -> None:
    """However many others have its classes, a word that is paler than they is seen."""
    with visit(browser, worked.address, scheme=scheme) as seen:
        page = seen.go("units/bud/")
        page.locator(".crossfolio-cell").nth(9).evaluate(
            "it => { it.style.color = '#777'; it.style.background = '#888'; }"
        )
        wrong = violations(page)[0]
    assert [it for it in wrong if it.startswith("color-contrast")]
