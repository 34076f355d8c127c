"""What was judged to be met and is not accepted is nowhere shown as if it were."""

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.seen import Seen
from crossfolio.site import item_page
from crossfolio.site.views.assessment_view import assessment_view
from crossfolio.site.views.print_view import unit_form
from support import Check, page, unit

from .conftest import Read, to

FILES: dict[str, str] = {
    "criteria/bud.yml": unit("AC1"),
    "evidence/e01.md": page(criteria="[BUD.AC1]"),
}


def decision(id: str, outcome: str, day: str, value: str) -> str:
    """Return a decision on the one item."""
    return (
        f"decision: {id}\nassessor: A1\ndate: {day}\n"
        f"evidence: [{{id: E01, fingerprint: '{value}'}}]\n"
        f"criteria: [{{criterion: BUD.AC1, outcome: {outcome}, feedback: Words}}]\n"
    )


@pytest.fixture
def judged(check: Check) -> dict[str, str]:
    """Return the files with a decision `met` that stands."""
    made = decision("D01", "met", "2026-05-01", f"cf2:{'0' * 64}")
    checked = check({**FILES, "assessment/decisions/D01.yml": made})
    value = checked.portfolio.fingerprints["E01"].value
    met = decision("D01", "met", "2026-05-01", value)
    return {**FILES, "assessment/decisions/D01.yml": met}


def seen(checked: Checked) -> Seen:
    """Return what the assessor's edition shows."""
    return seen_in_edition(checked)


def test_a_decision_that_is_in_doubt_is_no_met_on_paper(
    check: Check, judged: dict[str, str]
) -> None:
    """On the sheet that is signed and on the item's page the doubt stands with the outcome."""
    accepted = seen(check(judged))
    assert "Met, 1 May 2026" in Read(unit_form("BUD", accepted, to)).text
    assert "Not accepted" not in Read(unit_form("BUD", accepted, to)).text

    later = decision("D02", "no", "2026-05-02", f"cf2:{'0' * 64}")
    doubted = seen(check({**judged, "assessment/decisions/D02.yml": later}))

    assert "Not accepted: Met, 1 May 2026" in Read(unit_form("BUD", doubted, to)).text
    (item,) = doubted.portfolio.evidence
    text = Read(item_page.evidence_claims(item, doubted, to)).text
    assert "Not accepted: a later decision cannot be read" in " ".join(text.split())


def test_what_was_answered_is_no_longer_the_learners_turn(
    check: Check, judged: dict[str, str]
) -> None:
    """It waits for the assessor, and is not listed as asked for as well."""
    value = judged["assessment/decisions/D01.yml"].partition("fingerprint: '")[2][:68]
    more = decision("D01", "more-evidence", "2026-05-01", value)
    files = {**judged, "assessment/decisions/D01.yml": more}

    def queues(found: Checked) -> list[str]:
        return [queue.anchor for queue in assessment_view(seen(found), to).queues if queue.rows]

    assert queues(check(files)) == ["asked"]
    new = page(id="E02", criteria="[BUD.AC1]")
    assert queues(check({**files, "evidence/e02.md": new})) == ["answered"]
