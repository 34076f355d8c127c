"""A key that stands twice: said once, and by neither value is more shown or counted."""

import itertools

import pytest

from crossfolio.core.evidence import Audience, Status
from crossfolio.core.findings import Finding
from crossfolio.loaders.settings.file import read_site_file
from support import Check, codes, only, page, state, unit

AUDIENCES = [it.value for it in Audience]
STATUSES = [it.value for it in Status]


def doubled(first: str, second: str, **fields: object) -> str:
    """Return a page with a claim and two lines more, apart from each other."""
    text = page(body="[BUD.AC1]\n", **fields)
    return text.replace("---\n", f"---\n{first}\n", 1).replace("criteria:", f"{second}\ncriteria:")


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations([*AUDIENCES, "friends"], 2)))
def test_the_narrowest_audience(check: Check, one: str, other: str) -> None:
    """Of two audiences the narrower holds, in either order; a word that is none is withheld."""
    checked = check({"evidence/e01.md": doubled(f"audience: {one}", f"audience: {other}")})
    known = [Audience(it) if it in AUDIENCES else Audience.WITHHELD for it in (one, other)]
    narrowest = max(known, key=list(Audience).index)

    assert checked.portfolio.evidence[0].audience is narrowest
    assert only(checked, "SRC104").finding.place.line > 2


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations([*STATUSES, "done"], 2)))
def test_the_least_status(check: Check, one: str, other: str) -> None:
    """Of two statuses the one holds by which the item counts less, in either order."""
    checked = check({"evidence/e01.md": doubled(f"status: {one}", f"status: {other}")})
    least = Status.WITHDRAWN if "withdrawn" in (one, other) else Status.DRAFT

    assert checked.portfolio.evidence[0].status is least
    assert codes(checked, "SRC") == ["SRC104"]


@pytest.mark.parametrize(
    "line",
    [
        *("id: E09", "criteria: [BUD.AC2]", "criteria: [BUD.AC1]", "kind: observation"),
        "date: 2026-04-01",
        "criteria: [{criterion: BUD.AC1, criterion: BUD.AC2}]",
    ],
)
def test_what_it_claims_is_a_draft(check: Check, line: str) -> None:
    """An item of which it can be read in two ways what it is evidence for counts for nothing."""
    text = page(body="[BUD.AC1]\n")
    twice = text.replace("criteria:", f"{line}\ncriteria:", 1)
    checked = check({"evidence/e01.md": twice})

    assert checked.portfolio.evidence[0].status is Status.DRAFT
    assert state(checked, "BUD.AC1") != "covered"
    assert set(codes(checked, "SRC")) == {"SRC104"}
    assert all(
        diagnostic.finding.related
        for diagnostic in checked.diagnostics
        if diagnostic.rule.code == "SRC104"
    )


def test_held_back_in_one_of_two_lines(check: Check) -> None:
    """A field of another system that holds the page back once, does."""
    text = doubled("private: false", "private: true", audience="public")
    (item,) = check({"evidence/e01.md": text}).portfolio.evidence

    assert (item.status, item.audience) == (Status.DRAFT, Audience.WITHHELD)


def test_what_is_brought_twice_is_not_brought(check: Check) -> None:
    """A field that a criterion asks for counts only where it can be read in one way."""
    once = check({"evidence/e01.md": page(outcome="Fewer calls")})
    twice = check({"evidence/e01.md": doubled("outcome: More", "outcome: Fewer")})

    assert once.portfolio.evidence[0].brings
    assert not twice.portfolio.evidence[0].brings


IN_THE_CRITERION = [
    "requires: {any_kind: [product], any_kind: [observation]}",
    "optional: true, optional: false",
    "id: AC9",
    "requires: []",
    "requires: {at_least: two}",
    "requires: {needs: [metriks]}",
    "requires: {at_leest: 2}",
]
IN_THE_UNIT = ["criteria: []", "unit: BUD"]


@pytest.mark.parametrize("slip", IN_THE_CRITERION + IN_THE_UNIT)
def test_a_criterion_that_cannot_be_read_is_not_covered(check: Check, slip: str) -> None:
    """What asks for something unclear is met by nothing, is still asked for, and is said once."""
    inside = slip in IN_THE_CRITERION
    text = unit(f"AC1 {slip}" if inside else "AC1") + ("" if inside else f"{slip}\n")
    checked = check({"criteria/bud.yml": text})
    count = checked.coverage.total

    assert state(checked, "BUD.AC1") == "partial"
    assert (count.required, count.covered) == (1, 0)
    assert len(codes(checked, "SRC104", "CRI101", "COV10")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "learner: L001\nunits: {BUD: submitted, BUD: in-progress}\n",
        "learner: L001\nunits: {MCS: submitted}\nunits: {BUD: submitted}\n",
        "learner: L001\nunits: {BUD: submitted}\nqualifications: [Q]\nqualifications: []\n",
    ],
)
def test_units_taken_twice(check: Check, text: str) -> None:
    """What is taken is then unknown, as in a portfolio file that cannot be read."""
    checked = check({"evidence/portfolio.yml": text})

    assert codes(checked, "SRC104") == ["SRC104"]
    assert checked.portfolio.enrolment is None


@pytest.mark.parametrize(
    "waivers",
    [
        "waivers: [{criterion: BUD.AC1, reason: a, reason: b}]",
        "waivers: [{criterion: BUD.AC1, reason: a}]\nwaivers: []",
        "waivers: []\nwaivers: [{criterion: BUD.AC1, reason: a}]",
        "waivers: [{criterion: BUD.AC1, reason: a, expires: 2020-01-01, expires: 2030-01-01}]",
        "waivers: [{criterion: BUD.AC1, reason: a, expires: [2030-01-01]}]",
    ],
)
def test_a_waiver_that_says_two_things(check: Check, waivers: str) -> None:
    """Nothing is waived by it."""
    text = f"learner: L001\nunits: {{BUD: submitted}}\n{waivers}\n"
    checked = check({"evidence/portfolio.yml": text})

    assert checked.coverage.waived == 0
    assert checked.failed


def test_a_decision_with_a_key_twice(check: Check) -> None:
    """It decides nothing."""
    text = "decision: D1\nassessor: A1\ndate: 2026-05-01\nassessor: A2\n"
    checked = check({"assessment/decisions/d1.yml": text})

    assert not checked.portfolio.decisions
    assert "SRC104" in codes(checked)


SITES = {
    "an option": "plugins: [{crossfolio: {edition: public, edition: assessor}}]\n",
    "inside of an option": "plugins: [{crossfolio: {rules: {TAG: off, TAG: error}}}]\n",
    "the plugin": "plugins: [{crossfolio: {edition: public}}, crossfolio]\n",
    "all plugins": "plugins: [crossfolio]\nplugins: [search]\n",
    "what is hidden": "plugins: [crossfolio]\nexclude_docs: a.md\nexclude_docs: b.md\n",
    "a plugin in a mapping": "plugins: {crossfolio: {edition: public}, crossfolio: {}}\n",
}
FINE = {
    "another's option": "plugins: [{search: {lang: en, lang: de}}, crossfolio]\n",
    "merged": "x: &x {edition: public}\nplugins: [{crossfolio: {<<: *x, edition: assessor}}]\n",
    "another plugin": "plugins: [crossfolio, search, search]\n",
}


@pytest.mark.parametrize("name", SITES)
def test_a_setting_that_stands_twice(name: str) -> None:
    """It stops the run, and names both lines."""
    found = read_site_file("mkdocs.yml", lambda _: SITES[name].encode(), {})

    assert isinstance(found, Finding)
    assert found.message.endswith("stands here twice")
    assert "the first is on line 1" in found.help or name == "what is hidden"


@pytest.mark.parametrize("name", FINE)
def test_what_is_not_ours_may_stand_twice(name: str) -> None:
    """What other plugins are told, and what is merged in and overridden, is no slip."""
    assert not isinstance(read_site_file("mkdocs.yml", lambda _: FINE[name].encode(), {}), Finding)
