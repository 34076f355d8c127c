"""Fields of other systems that hold a page back: until it says so in our words, it is a draft."""

import pytest

from crossfolio.core.evidence import Audience, Status
from support import Check, codes, only, page, state

HELD = [
    "draft: true",
    "Draft: yes",
    "draft:",
    "is_draft: 1",
    "unfinished: true",
    "wip: x",
    "headless: true",
    "ready: false",
    "final: no",
]
HIDDEN = [
    "published: false",
    "publish: off",
    "publish:",
    "dg-publish: false",
    "public: 'no'",
    "private: true",
    "isPrivate: true",
    "hidden: true",
    "unlisted: true",
    "visibility: team",
    "visibility: private",
    "listed: false",
]
HARMLESS = ["draft: false", "published: true", "published: 2026-01-02", "visibility: public"]


@pytest.mark.parametrize("line", HELD + HIDDEN)
@pytest.mark.parametrize("status", [None, "submitted"])
def test_it_counts_as_a_draft(check: Check, line: str, status: str | None) -> None:
    """The one finding says what to write, which makes it a draft in our words, too."""
    text = page(status=status, audience="public", body="[BUD.AC1]\n")
    checked = check({"evidence/e01.md": text.replace("---\n", f"---\n{line}\n", 1)})
    finding = only(checked, "EVI121").finding

    assert checked.portfolio.evidence[0].status is Status.DRAFT
    assert state(checked, "BUD.AC1") == "draft"
    assert codes(checked, "EVI", "SRC") == ["EVI121"]
    assert "`status: draft`" in finding.help
    assert "x-" not in finding.help
    assert finding.place.line == 2


@pytest.mark.parametrize("line", HIDDEN)
def test_what_is_kept_from_readers_is_withheld(check: Check, line: str) -> None:
    """What the page says of its audience besides does not make it public."""
    text = page(audience="public").replace("---\n", f"---\n{line}\n", 1)
    checked = check({"evidence/e01.md": text})

    assert checked.portfolio.evidence[0].audience is Audience.WITHHELD
    assert "`audience: withheld`" in only(checked, "EVI121").finding.help


@pytest.mark.parametrize("line", HARMLESS)
def test_a_field_that_holds_nothing_back(check: Check, line: str) -> None:
    """It is an unknown field like any other."""
    text = page(body="[BUD.AC1]\n").replace("---\n", f"---\n{line}\n", 1)
    checked = check({"evidence/e01.md": text})

    assert checked.portfolio.evidence[0].status is Status.SUBMITTED
    assert codes(checked, "EVI") == ["EVI103"]


def test_nothing_is_said_twice(check: Check) -> None:
    """Where the page says it already, the field only has to go."""
    text = page(status="draft", audience="withheld", location="{where: In the file}")
    text = text.replace("---\n", "---\npublished: false\n", 1)
    finding = only(check({"evidence/e01.md": text}), "EVI121").finding

    assert finding.help == "what it means here is said already; take it out"
