"""Pages of what is graded, has parts and ranges, or lies deeper than one outcome."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.settings import Edition
from crossfolio.site.data.portfolio_data import portfolio_data
from crossfolio.site.environment import Rendered
from crossfolio.site.pages.gaps import render_gaps
from crossfolio.site.pages.overview import render_overview
from crossfolio.site.pages.unit import render_unit
from crossfolio.site.views.print_view import unit_form
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Golden

from .conftest import to

CASES = Path(__file__).parents[1] / "cases"
GRADED = ("graded_ladder", "graded_by_table", "three_of_five")


def words(html: str) -> str:
    """Return what a page says, a line for each block."""
    text = re.sub(r"<(?:p|li|h[1-6]|tr|td|th|dt|dd|caption|div|summary)\b[^>]*>", "\n", html)
    lines = (" ".join(unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def site(checked: Checked) -> str:
    """Return the words of the overview, of each unit's page and sheet, and of the gaps."""
    seen = seen_in_edition(checked)
    made = [render_overview(seen, to).html, render_gaps(seen, to).html]
    for code in seen.portfolio.taken:
        made += [render_unit(seen, code, to).html, unit_form(code, seen, to)]
    return "\n".join(map(words, made))


@pytest.mark.parametrize("case", GRADED)
def test_site(case: str, golden: Golden) -> None:
    """The site of each case says levels, parts and ranges as its site.txt has them."""
    golden(CASES / case / "site.txt", site(check_project(open_project(CASES / case), TODAY)))


@pytest.mark.parametrize("case", ["graded_ladder", "graded_by_table"])
def test_nothing_of_grades_is_public(case: str) -> None:
    """The public edition has no level, no points and no word of a grade."""
    checked = check_project(open_project(CASES / case), TODAY)
    public = replace(checked, settings=replace(checked.settings, edition=Edition.PUBLIC))

    said = site(public) + portfolio_data(seen_in_edition(public), to)

    assert re.search(r"merit|distinction|claims reach", site(checked))
    assert not re.search(r"\b(?:merit|distinction|level|grade|points|reach|pass)\b", said)


def test_a_wording_is_shown_as_lists_and_emphasis() -> None:
    """Lists and emphasis are elements; whatever else a text holds is text."""
    checked = check_project(open_project(CASES / "graded_ladder"), TODAY)

    html = render_unit(seen_in_edition(checked), "U3", to).html

    assert "<em>two</em> groups" in html
    assert "<li>tasks</li>" in html


def unit_page(checked: Checked) -> Rendered:
    """Return the page of unit U3 as its edition has it."""
    return render_unit(seen_in_edition(checked), "U3", to)


def test_the_search_finds_references_and_parts() -> None:
    """The regulator's reference, the version and the tags of parts are in the search."""
    graded = check_project(open_project(CASES / "graded_ladder"), TODAY)
    parts = check_project(open_project(CASES / "three_of_five"), TODAY)

    assert "Reference T/616/1234, Version 2026-09" in unit_page(graded).searched
    assert "2.2b: What is never asked for" in unit_page(parts).searched
