"""Pages to print: tracking sheets, and the whole portfolio."""

from collections.abc import Callable

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.settings import Edition
from crossfolio.site.views.print_view import bundle, unit_form

from .conftest import SECRETS, Read, checked, criterion, item, to, unit

Make = Callable[[Edition], Checked]
COLUMNS = ("Criterion", "Method", "Evidence details", "Reference", "Date", "Decision")


@pytest.fixture
def tea() -> Checked:
    """Return two units, with a claim on one criterion of the first."""
    return checked(
        (
            unit("TEA", criterion("TEA.AC1"), criterion("TEA.AC2")),
            unit("POT", criterion("POT.AC1")),
        ),
        (item("E01", "TEA.AC1", title="A <b>warm</b> pot & tea"),),
    )


def test_sheet_has_the_columns_of_a_tracking_sheet(tea: Checked) -> None:
    """A sheet names criterion, method, evidence, reference and date, and has room to sign."""
    text = Read(unit_form("TEA", tea, to)).text

    for column in COLUMNS:
        assert column in text
    assert "Product of work (PROD)" in text
    assert "A <b>warm</b> pot & tea" in text
    assert "14 April 2026" in text
    assert "TEA.AC2 Text of TEA.AC2. \N{WHITE CIRCLE} Uncovered" in text
    assert "No evidence claims it." in text
    for who in ("Learner", "Assessor", "Internal quality assurer, if sampled"):
        assert who in text


def test_sheet_is_not_fooled_by_a_title(tea: Checked) -> None:
    """What a learner writes is text on the sheet."""
    assert "<b>warm" not in unit_form("TEA", tea, to)
    assert "A &lt;b&gt;warm&lt;/b&gt; pot &amp; tea" in unit_form("TEA", tea, to)


def test_head_of_each_table_is_as_wide_as_its_rows(tea: Checked) -> None:
    """The head that is printed on each page names the unit and spans all columns."""
    form = unit_form("TEA", tea, to)

    assert '<td colspan="7">TEA: Unit TEA</td>' in form
    assert form.count("<col>") == 7 + 4


def test_whole_portfolio_has_every_unit_and_item(tea: Checked) -> None:
    """The whole has a sheet for each unit taken, in order, and then all items."""
    forms = [unit_form(name, tea, to) for name in tea.portfolio.taken]
    text = Read(bundle(forms, tea, to, "to:print.css")).text
    places = [text.index(it) for it in ("All 1 of 3", "TEA.AC1", "POT.AC1", "1 item, in")]

    assert places == sorted(places)


def test_public_sheet_has_no_decision_and_nothing_to_sign(secretive: Make) -> None:
    """The public edition's sheets show claims alone."""
    text = Read(unit_form("BUD", secretive(Edition.PUBLIC), to)).text

    assert "Decision" not in text
    assert "signature" not in text
    assert SECRETS["learner"] not in text
    assert "April 2026" in text


def test_assessors_sheet_shows_decisions(secretive: Make) -> None:
    """The sheet for assessors says who decided what and when, and what has changed since."""
    text = Read(unit_form("BUD", secretive(Edition.ASSESSOR), to)).text

    assert f"Met, 20 May 2026, {SECRETS['person']}" in text
    assert "Changed since it was judged: " in text
