"""What each edition shows, and what it never does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.coverage import cover
from crossfolio.core.evidence import Audience
from crossfolio.core.judging import judged
from crossfolio.core.seen import Seen
from crossfolio.core.settings import Edition
from crossfolio.site import item_page
from crossfolio.site.pages.overview import render_overview
from crossfolio.site.pages.unit import render_unit
from crossfolio.site.views.items import date_of
from crossfolio.site.views.relations import relations

from .conftest import (
    SECRETS,
    Read,
    checked,
    criterion,
    every_page,
    item,
    secret_item,
    to,
    unit,
)

Make = Callable[[Edition], Seen]
MakeWhole = Callable[[Edition], Checked]


@pytest.mark.parametrize(
    ("edition", "audience", "full"),
    [
        (Edition.PUBLIC, Audience.PUBLIC, True),
        (Edition.PUBLIC, Audience.ASSESSOR, False),
        (Edition.PUBLIC, Audience.WITHHELD, False),
        (Edition.ASSESSOR, Audience.PUBLIC, True),
        (Edition.ASSESSOR, Audience.ASSESSOR, True),
        (Edition.ASSESSOR, Audience.WITHHELD, False),
    ],
)
def test_audience_and_edition_decide(edition: Edition, audience: Audience, full: bool) -> None:  # noqa: FBT001
    """An item is shown in full to its own audience, and to no one when withheld."""
    it = checked((), (item("E01", audience=audience),), edition)
    one = it.portfolio.evidence[0]

    assert it.in_full(one) is full
    assert one.title == ("Title of E01" if full else "")
    assert date_of(one, it) == ("14 April 2026" if full else "April 2026")


def test_public_edition_leaks_nothing(secretive: Make) -> None:
    """No page of the public edition holds a word that is not public."""
    for name, html in every_page(secretive(Edition.PUBLIC)).items():
        for what, secret in SECRETS.items():
            assert secret.lower() not in html.lower(), f"{what} on {name}"
        assert "14 April" not in html
        assert "P1" not in html


def test_public_edition_says_nothing_of_decisions(secretive_whole: MakeWhole) -> None:
    """The public edition looks the same with and without decisions."""
    it = secretive_whole(Edition.PUBLIC)
    bare = replace(it.portfolio, decisions=(), fingerprints={})
    record = judged(bare, it.claims)
    coverage = cover(bare, it.claims, record)
    undecided = replace(it, portfolio=bare, record=record, coverage=coverage)

    pairs = (every_page(seen_in_edition(one)).items() for one in (it, undecided))
    for with_, without in zip(*pairs, strict=True):
        if with_[0] != "problems":
            assert with_ == without


def test_covers_are_those_of_a_portfolio_without_decisions(secretive_whole: MakeWhole) -> None:
    """The public states are exactly those that the core works out without decisions."""
    it = secretive_whole(Edition.PUBLIC)
    bare = replace(it.portfolio, decisions=())
    undecided = cover(bare, it.claims, judged(bare, it.claims))

    assert [(c.state, c.missing) for c in seen_in_edition(it).covers] == [
        (c.state, c.missing) for c in undecided.criteria.values()
    ]


def test_people_stay_out_of_a_public_item() -> None:
    """A public item is shown in full in the public edition, but for people and places."""
    public = secret_item("E01", Audience.PUBLIC, "BUD.AC1")
    it = checked((unit("BUD", criterion("BUD.AC1")),), (public,), Edition.PUBLIC)
    html = every_page(it)["evidence E01"]

    assert SECRETS["title"] in html
    assert "Answer sooner" in html
    for what in ("location", "consent"):
        assert SECRETS[what] not in html
    assert "P1" not in html


def test_withheld_item_is_a_stub_for_assessors(secretive: Make) -> None:
    """Where a withheld item is kept stands on its stub, for assessors, and nothing else does."""
    it = secretive(Edition.ASSESSOR)
    whole = Read(item_page.stub(it.portfolio.by_id["E03"], it, to, relations(it)).html).text
    stub, _, _ = whole.partition("←")  # The items before and after it may be seen.

    assert "Evidence E03" in stub
    assert "April 2026" in stub
    assert "14 April" not in stub
    assert f"{SECRETS['location']}. Seen by {SECRETS['person']} on 1 May 2026." in stub
    for what in ("title", "body", "note", "heading", "attachment", "consent"):
        assert SECRETS[what] not in stub


def test_assessor_edition_keeps_the_withheld_back(
    secretive: Make, secretive_whole: MakeWhole
) -> None:
    """In the assessor edition, a withheld item's own words stand on no page."""
    it, only = (
        secretive(Edition.ASSESSOR),
        secretive_whole(Edition.ASSESSOR).portfolio.evidence[1:3],
    )
    for html in every_page(checked((unit("BUD", criterion("BUD.AC1")),), only)).values():
        for what in ("title", "body", "note", "heading", "consent"):
            assert SECRETS[what] not in html
    assert [n for n, html in every_page(it).items() if SECRETS["attachment"] in html] == [
        "evidence E01"
    ]
    assert not any(one.body for one in it.portfolio.evidence[1:3])


def test_assessor_edition_shows_the_decision(secretive: Make) -> None:
    """Assessors see verdict, date, name, what has changed, and the reason of a waiver."""
    text = Read(render_unit(secretive(Edition.ASSESSOR), "BUD", to).html).text

    assert f"Decision {SECRETS['decision']}-0: met, 20 May 2026, {SECRETS['person']}." in text
    assert "It stands on the evidence as it is now." in text
    assert "What was judged has changed since: E03 has changed." in text
    assert "not yet met" in text
    assert f"Waived: {SECRETS['reason']}" in text


def test_order_of_dates_tells_no_day() -> None:
    """What is recent is judged by months where only months are shown."""
    hidden = item("E02", first_day=date(2026, 4, 30), last_day=date(2026, 4, 30))
    shown = item("E01", audience=Audience.PUBLIC)
    html = render_overview(checked((), (shown, hidden), Edition.PUBLIC), to).html

    assert html.index("to:evidence/e01") < html.index("to:evidence/e02")


def test_public_findings_say_only_what_their_rule_is_about(secretive: Make) -> None:
    """A finding in the public edition quotes nothing and keeps its place."""
    it = secretive(Edition.PUBLIC)
    found = it.diagnostics

    assert found
    assert all(d.finding.help == "" and d.finding.related == () for d in found)
    assert {d.rule.family for d in found}.isdisjoint({"DEC", "SMP", "PRV"})


def test_public_key_names_no_decided_state(secretive: Make) -> None:
    """The public edition has neither bar nor key nor badge of what is accepted or stale."""
    for name, html in every_page(secretive(Edition.PUBLIC)).items():
        assert "ccepted" not in html, name
        assert "tale" not in html, name
