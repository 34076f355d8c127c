"""Copies that systems make: the original keeps its ID, its address and its decision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.check import Checked
from crossfolio.core.copies import original_of
from crossfolio.core.evidence import Audience, Status
from crossfolio.core.record.fingerprint import fingerprint
from support import PAGE, UNIT, Check, codes, only, page, state, unit

FORMS = [
    "{} copy",
    "{} copy 2",
    "{} copy copy",
    "{} - Copy",
    "{} - Copy (2)",
    "{} - Kopie",
    "{} (copy)",
    "{} (another copy)",
    "{} (3rd copy)",
    "{} (Kopie)",
    "{} copie",
    "{} copia",
    "{}-copy",
    "{}_copy_2",
    "{} (1)",
    "{}(1)",
    "{} 2",
    "{} 2 copy",
    "Copy of {}",
    "Copy (2) of {}",
    "Kopie von {}",
    "Copia de {}",
    "{} (conflicted copy 2026-04-14 120000)",
    "{} (Anna's conflicted copy 2026-04-14)",
    "{} (SFConflict anna@example.org 2026-04-14-12-00-00)",
    "{} (Konflikt von Anna 2026-04-14)",
    "{}.sync-conflict-20260414-120000-ABCDEFG",
    "{}_conflict-20260414-120000",
    "{}-DESKTOP-AB12CD3",
    "{}-ANNAS-PC",
    "{}-Annas-MacBook-Pro",
    "{}_BACKUP_1234",
    "{}_REMOTE_1234",
    "{} 的副本",
    "{}のコピー",
]
"""Of Finder, Explorer, GNOME Files, Dolphin, browsers, iCloud, Google Drive, Dropbox, Nextcloud,
Seafile, Syncthing, OneDrive and git."""


def same(path: str) -> str:
    return path


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["e03", "e03-photo", "E03 plan (draft)", "é-03", "scores 2026"])
def test_the_original_by_its_name(form: str, name: str) -> None:
    """Whichever comes first, the one without a copy's name is the original."""
    original, copy = f"evidence/a/{name}.md", f"evidence/{form.format(name)}.md"
    for pair in ([original, copy], [copy, original]):
        told = original_of(pair, same)
        assert told is not None
        assert told[0] == original


@pytest.mark.parametrize(
    "names",
    [
        ("e03-photo", "e03-plan"),
        ("e03", "e03-photo"),
        ("e03 copy", "e03 copy 2"),
        ("part 1", "part 2"),
        ("e03-hard-copy", "e03-plan"),
        ("handling-conflict", "e03"),
        ("photocopy", "e03"),
    ],
)
def test_names_that_do_not_tell(names: tuple[str, str]) -> None:
    """Where both or neither may be a copy, nothing is guessed."""
    assert original_of([f"{name}.md" for name in names], same) is None


@given(st.permutations(["e03.md", "e03 copy.md", "e03 (1).md", "e03-PC.md"]), st.integers(0, 3))
def test_a_decision_tells_more_than_a_name(paths: list[str], judged: int) -> None:
    """The one that fits what was recorded is the original, whatever it is called."""
    told = original_of(paths, same, lambda path: path == paths[judged])
    assert told == (paths[judged], "a decision fits it")


@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=4, unique=True))
def test_any_names(names: list[str]) -> None:
    """What is told does not depend on the order, and is one of those that are there."""
    paths = [f"{name.replace('/', '')}.md" for name in names]
    told = original_of(paths, same)
    assert told == original_of(paths[::-1], same)
    assert told is None or told[0] in paths


CHANGED = PAGE.replace("# A plan", "# Another plan")


def decided(checked: Checked) -> str:
    """Return a decision on the one item of a portfolio as it is."""
    value = fingerprint(checked.portfolio.evidence[0], {}, {"BUD.AC1"}).value
    return (
        "decision: D01\nassessor: A1\ndate: 2026-05-01\n"
        f"evidence:\n  - {{id: E01, fingerprint: '{value}'}}\n"
        "criteria:\n  - {criterion: BUD.AC1, outcome: met}\n"
    )


@pytest.mark.parametrize("copy", ["e01 copy.md", "a/e01.md", "a.md", "e01 (1).md"])
def test_it_keeps_its_decision(check: Check, copy: str) -> None:
    """A copy that sorts before the original, and has been edited, takes nothing from it."""
    decision = {"assessment/decisions/d01.yml": decided(check({}))}
    checked = check({**decision, f"evidence/{copy}": CHANGED})

    assert [item.path for item in checked.portfolio.evidence] == ["evidence/e01.md"]
    assert state(checked, "BUD.AC1") == "accepted"
    finding = only(checked, "EVI104").finding
    assert finding.place.path == f"evidence/{copy}"
    assert "evidence/e01.md:2:5 (a decision fits it)" in finding.help


def test_neither_counts(check: Check) -> None:
    """Where nothing tells which is the original, no criterion is covered or accepted."""
    decision = decided(check({}))
    files = {"evidence/e01.md": CHANGED, "evidence/e01-plan.md": CHANGED}
    checked = check({**files, "assessment/decisions/d01.yml": decision})

    assert [item.status for item in checked.portfolio.evidence] == [Status.DRAFT]
    assert state(checked, "BUD.AC1") == "draft"
    assert codes(checked, "EVI") == ["EVI104"]
    assert "neither counts" in only(checked, "EVI104").finding.message


@pytest.mark.parametrize("other", ["withheld", "assessor"])
def test_the_narrowest_audience(check: Check, other: str) -> None:
    """An original is no more public than its copies."""
    files = {"evidence/e01.md": page(audience="public")}
    checked = check({**files, "evidence/e01 copy.md": page(audience=other, location="{where: x}")})

    assert checked.portfolio.evidence[0].audience is Audience(other)


def test_units(check: Check) -> None:
    """The copy of a unit is not what is asked, whichever is first."""
    checked = check({"criteria/bud copy.yml": unit("AC1", "AC2")})

    assert list(checked.coverage.criteria) == ["BUD.AC1"]
    assert checked.coverage.total.percent_covered == 100
    finding = only(checked, "CRI105").finding
    assert finding.place.path == "criteria/bud copy.yml"
    assert "its name is not that of a copy" in finding.help


def test_units_that_do_not_tell(check: Check) -> None:
    """Where two units of one code may both be meant, nothing is complete."""
    checked = check({"criteria/a.yml": UNIT, "criteria/bud.yml": unit("AC1", "AC2")})

    assert checked.coverage.total.percent_covered is None
    assert codes(checked, "CRI105") == ["CRI105"]
