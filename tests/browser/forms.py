"""A small portfolio with forms, built for the first of July, opened as files without a network."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from browsing import HEIGHT, LONGEST, WIDE, build, write
from playwright.sync_api import Browser, Page

TODAY = date(2026, 7, 1)
_OURS = re.compile("assess|evidence.js")
"""In errors of ours. Themes ask for storage and workers, which not every page has."""
_EPOCH = "1782864000"
"""The same day, for builds."""
_LOADING = {"material": "font", "mkdocs": "highlightjs", "readthedocs": "highlightjs"}
"""What themes load from other hosts unless they are told not to."""
PEOPLE = """\
people:
  A1: {roles: [assessor], display_name: Ada Assessor}
  A2: {roles: [assessor], display_name: Ben Assessor}
  T1: {roles: [trainee-assessor], display_name: Tia Trainee}
  W1: {roles: [witness], display_name: Wes Witness}
  L1: {roles: [learner], display_name: Lea Learner}
"""
UNIT = """\
unit: BUD
title: Buddy a colleague
source: {kind: draft}
grading: {levels: [pass, merit], rule: ladder}
outcomes:
  - {id: LO1, text: Plan}
criteria:
  - {id: AC1, title: A plan, text: "Make a plan:\\n\\n- *one*\\n- <b>two</b>", outcomes: [LO1]}
  - {id: AC2, title: A talk, text: Talk about it., outcomes: [LO1], level: merit}
  - id: AC10
    title: Both sides
    text: Show both.
    outcomes: [LO1]
    range: [{id: sides, of: [left, right], at_least: 2}]
  - {id: AC11, title: Nothing yet, text: Show it., outcomes: [LO1]}
"""
ITEMS: Mapping[str, str | bytes] = {
    "evidence/e01.md": "---\nid: E01\ntitle: A plan\nkind: product\ndate: 2026-04-14\n"
    "criteria:\n  - BUD.AC1\n  - BUD.AC2\n"
    "  - {criterion: BUD.AC10, note: 'At the end', range: {sides: [left, right]}}\n---\n"
    "Here. [BUD.AC1] [BUD.AC2] [BUD.AC10]\n\n[The figures](e01 figures.csv)\n",
    "evidence/e01 figures.csv": "a,b\n1,2\n",
    "evidence/e02.md": "---\nid: E02\ntitle: More of it\nkind: product\ndate: 2026-04-15\n"
    "criteria: [BUD.AC1]\n---\nThere. [BUD.AC1]\n",
    "evidence/e03.md": "---\nid: E03\ntitle: CANARYTITLE\nkind: product\ndate: 2026-04-16\n"
    "audience: withheld\ncriteria: [BUD.AC1]\n---\nHidden. [BUD.AC1]\n",
}


@dataclass(frozen=True, slots=True)
class Formed:
    """A portfolio with its site."""

    root: Path
    site: Path

    def address(self, path: str) -> str:
        """Return the address of a page of the site, as a file."""
        return f"{self.site.as_uri()}/{path}"


def formed(root: Path, site: Path, *, theme: str = "material", options: str = "") -> Formed:
    """Build the portfolio with an option or two."""
    settings = (
        "site_name: Forms\nrepo_url: https://github.com/centre/portfolio\n"
        f"theme: {{name: {theme}, {_LOADING[theme]}: false}}\n"
        f"plugins: [search, crossfolio: {{offline: true, fail_on: never, {options}}}]\n"
    )
    write(
        root,
        {
            "mkdocs.yml": settings,
            "criteria/bud.yml": UNIT,
            "assessment/people.yml": PEOPLE,
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
            **ITEMS,
        },
    )
    return rebuilt(Formed(root, site))


def rebuilt(it: Formed) -> Formed:
    """Build a site anew, on the day of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", _EPOCH)
        built = build(it.root, it.site)
    assert built.returncode == 0, built.stderr
    return it


@contextmanager
def offline_page(
    browser: Browser, *, width: int = WIDE, scheme: str = "light", scripts: bool = True
) -> Iterator[Page]:
    """Give a page without a network, on the day of the tests, and look that nothing went wrong."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
        offline=True,
    )
    context.set_default_timeout(LONGEST)
    try:
        page = context.new_page()
        page.clock.set_fixed_time(datetime(TODAY.year, TODAY.month, TODAY.day, 12))  # noqa: DTZ001
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(f"{error} {error.stack}"))
        yield page
        wrong = [it for it in wrong if _OURS.search(it)]
        assert not wrong, wrong
    finally:
        context.close()


def tab_to(page: Page, selector: str, most: int = 250) -> None:
    """Press the tabulator until what has the focus fits."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("it => Boolean(document.activeElement?.matches(it))", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def until(page: Page, condition: str) -> None:
    """Wait until something holds on a page whose policy forbids to evaluate text.

    Playwright's own `wait_for_function` evaluates it each time that it looks, and is let do so
    the first time only: it fails wherever there is anything to wait for.
    """
    page.evaluate(
        f"""() => new Promise((done) => {{
          const look = () => (({condition}) ? done() : requestAnimationFrame(look));
          look();
        }})"""
    )
