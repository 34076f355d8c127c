"""Findings about single items: dates, people, attachments, and how much one of them claims."""

from dataclasses import replace

import pytest

from crossfolio.core.evidence import Audience, Evidence, Status
from crossfolio.core.media import MOST_BYTES, StoredFile, why_unsafe
from crossfolio.core.phrases import first_of
from crossfolio.core.place import Place
from crossfolio.core.record.fingerprint import fingerprint
from support import Check, Files, codes, only, page, shown, unit

WINDOW = (
    "qualification: QCO\ntitle: Q\nawarding_organisation: iQ\nsource: {kind: draft}\n"
    "groups: [{id: g, units: [BUD]}]\npolicy: {currency_months: 6}\n"
)
CHOSEN = "learner: L1\nqualifications: [QCO]\nunits: {BUD: submitted}\n"
ITEM = Evidence(
    id="E01",
    title="A plan",
    kind="product",
    path="evidence/e01.md",
    place=Place("evidence/e01.md"),
    first_day=None,
    last_day=None,
    status=Status.SUBMITTED,
    audience=Audience.ASSESSOR,
    claims=(),
    brings=frozenset(),
    fields={},
    places={},
    body="",
)
CURRENT: Files = {"criteria/qco.yml": WINDOW, "evidence/portfolio.yml": CHOSEN}


class TestDates:
    """When an item was made."""

    @pytest.mark.parametrize(
        ("date", "found"),
        [
            ("2026-01-01", []),
            ("2025-12-31", ["EVI109"]),
            ("{from: 2025-12-01, to: 2026-01-01}", []),
            ("{from: 2025-12-01, to: 2025-12-31}", ["EVI109"]),
        ],
    )
    def test_window(self, check: Check, date: str, found: list[str]) -> None:
        """What ended before the qualification's window is found; its last day is in it."""
        checked = check({**CURRENT, "evidence/e01.md": page(date=date)})

        assert codes(checked, "EVI109") == found

    def test_window_of_another_qualification(self, check: Check) -> None:
        """An item is judged only by the qualifications that its claims belong to."""
        other = {"criteria/mcs.yml": unit("AC1", code="MCS")}
        old = {"evidence/e01.md": page(date="2020-01-01", criteria="[MCS.AC1]")}
        taken = {"evidence/portfolio.yml": CHOSEN.replace("submitted", "submitted, MCS: submitted")}

        assert codes(check({**CURRENT, **other, **taken, **old}), "EVI109") == []

    def test_message(self, check: Check) -> None:
        """It says when the item ended, how long ago is too long, and whose window that is."""
        finding = only(check({**CURRENT, "evidence/e01.md": page(date="2020-01-01")}), "EVI109")

        assert finding.finding.message == (
            "the evidence ended on 2020-01-01, more than 6 months ago"
        )
        assert "QCO" in finding.finding.help

    @pytest.mark.parametrize(
        ("date", "found"),
        [
            ("{from: 2026-03-02, to: 2026-03-01}", ["EVI102"]),
            ("{from: 2026-03-01, to: 2026-03-01}", []),
            ("2026-07-02", []),
            ("2026-07-03", ["EVI108"]),
        ],
    )
    def test_order_and_future(self, check: Check, date: str, found: list[str]) -> None:
        """A range runs forwards, and nothing is dated later than tomorrow, for other time zones."""
        assert codes(check({"evidence/e01.md": page(date=date)}), "EVI102", "EVI108") == found


@pytest.mark.parametrize(("number", "found"), [(8, []), (9, ["COV110"])])
def test_crowded(check: Check, number: int, found: list[str]) -> None:
    """An item that counts for more than eight criteria is found, once, at its claims."""
    names = [f"AC{n}" for n in range(1, number + 1)]
    claims = ", ".join(f"BUD.{name}" for name in names)
    checked = check(
        {"criteria/bud.yml": unit(*names), "evidence/e01.md": page(criteria=f"[{claims}]")}
    )

    assert shown(checked.diagnostics, "COV110") == [f"evidence/e01.md:6:11 {it}" for it in found]


def test_people(check: Check) -> None:
    """A person that the register does not have is found, with the nearest that it has."""
    people = "people:\n  WITNESS11: {roles: [witness], display_name: W}\n"
    text = page(kind="witness-testimony", witness="WITNESS12")
    files = {"evidence/e01.md": text, "assessment/people.yml": people}
    assert codes(check({"evidence/e01.md": text}), "EVI110") == []
    finding = only(check(files), "EVI110").finding

    assert "WITNESS12" in finding.message
    assert "WITNESS11" in finding.help


def test_a_file_too_large_to_publish() -> None:
    """A file may have the size of the limit, and not one byte more."""
    head = b"%PDF-1.7\n"

    assert why_unsafe("evidence/a.pdf", StoredFile(MOST_BYTES, head)) is None
    why = why_unsafe("evidence/a.pdf", StoredFile(MOST_BYTES + 1, head))
    assert why
    assert why[0].startswith("it is larger than")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("well done", "well done"),
        ("a well done b", "well done"),
        ("swell done", ""),
        ("well doneness", ""),
        ("swell done, and well done", "well done"),
        ("unwell done wells done", ""),
        ("", ""),
    ],
)
def test_phrases_are_whole_words(text: str, found: str) -> None:
    """A phrase is found where it stands as whole words, even after it stood in longer ones."""
    assert first_of(("well done",), text) == found


@pytest.mark.parametrize(
    "claims",
    [[], ["BUD.AC1"], [{"criterion": "BUD.AC2", "note": "n", "at": "here"}], "BUD.AC1", None],
)
def test_claims_are_no_part_of_a_fingerprint(claims: object) -> None:
    """What an item is claimed for moves no fingerprint: what a claim says has a hash of its own."""

    def of(fields: dict[str, object]) -> str:
        return fingerprint(replace(ITEM, fields=fields), {}, ()).value

    assert of({"criteria": claims}) == of({})
