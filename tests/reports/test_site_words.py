"""Dates and shares in words, and the stylesheet's promises."""

import gzip
from datetime import date
from importlib.resources import files

import pytest

from crossfolio.reports.words import days, months


@pytest.mark.parametrize(
    ("first", "last", "in_days", "in_months"),
    [
        ((2026, 4, 14), (2026, 4, 14), "14 April 2026", "April 2026"),
        ((2026, 4, 1), (2026, 4, 14), "1 to 14 April 2026", "April 2026"),
        ((2026, 3, 30), (2026, 4, 2), "30 March to 2 April 2026", "March 2026 to April 2026"),
        (
            (2025, 12, 30),
            (2026, 1, 2),
            "30 December 2025 to 2 January 2026",
            "December 2025 to January 2026",
        ),
    ],
)
def test_dates_are_said_as_people_say_them(
    first: tuple[int, int, int], last: tuple[int, int, int], in_days: str, in_months: str
) -> None:
    """A range says what its ends share only once."""
    assert days(date(*first), date(*last)) == in_days
    assert months(date(*first), date(*last)) == in_months
    assert days(None, None) == "no date"


def test_stylesheet_is_small_and_keeps_to_itself() -> None:
    """Every rule is about our own elements, and nothing comes from elsewhere."""
    css = files("crossfolio.site").joinpath("assets/crossfolio.css").read_text("utf-8")

    assert len(gzip.compress(css.encode())) < 6_000
    assert "url(" not in css
    assert "@import" not in css
    heads = [part.rpartition("}")[2].strip() for part in css.split("{")[:-1]]
    known = (
        "@media",
        "@supports",
        ".no-js",
    )  # Without scripts, a title of Material's overflows on a phone.
    found = [head.rpartition("*/")[2].strip() for head in heads]
    assert all("crossfolio" in head or head.startswith(known) for head in found if head)
