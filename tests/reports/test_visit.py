"""What a visit sees: the sampled part as its edition shows it, and of the rest states alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from crossfolio.core.building import seen_in_edition, seen_with_history
from crossfolio.core.seen import Seen
from crossfolio.core.settings import Visit
from crossfolio.reports.pictures.heat_map import MOST_COLUMNS, Cell, heat_map
from crossfolio.site.data.portfolio_data import portfolio_data
from crossfolio.site.environment import DEFAULT_LOOK
from crossfolio.site.inputs import UnplacedInputs
from crossfolio.site.pages.assessment import render_assessment
from crossfolio.site.pages.cross_references import render_cross_references
from crossfolio.site.pages.overview import render_overview
from crossfolio.site.pages.sampling import render_sampling
from crossfolio.site.pages.unit import render_unit
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Build, page, unit

PEOPLE = """\
people:
  A1: {roles: [assessor], display_name: Assessor One}
  A2: {roles: [assessor], display_name: Assessor Two}
  Q1: {roles: [internal-quality-assurer], display_name: Quality One}
"""
ADDRESSES = {"evidence/e01.md": "a", "E03": "b"}
SAMPLE = "quality_assurer: Q1\ndate: 2026-06-01\nstage: interim\noutcome: agree\nfeedback: Fine\n"


def to(address: str) -> str:
    return f"to:{address}"


@pytest.fixture
def root(portfolio: Build) -> Path:
    """Return three items: one sampled, one of another decision, one sampled and withheld."""
    return portfolio(
        {
            "criteria/bud.yml": unit("AC1", "AC2", "AC3", "AC4"),
            "evidence/e01.md": page(
                criteria="[BUD.AC1, BUD.AC2]", attachments="[both.csv, own.csv]"
            ),
            "evidence/e02.md": page(id="E02", title="Secret02", criteria="[BUD.AC2, BUD.AC4]"),
            "evidence/e03.md": page(
                id="E03", title="Secret03", audience="withheld", criteria="[BUD.AC3]",
                location="{statement: In the office safe}", attachments="[both.csv]",
            ),
            "evidence/both.csv": "a,b\n",
            "evidence/own.csv": "c,d\n",
            "assessment/people.yml": PEOPLE,
        }
    )  # fmt: skip


def seen(root: Path, *decisions: tuple[str, str, str, str, str]) -> Seen:
    """Write decisions and a sample of D1 and D3; return what a visit sees of them."""
    prints = check_project(open_project(root), TODAY, every_fingerprint=True).portfolio.fingerprints
    for id, who, item, criterion, more in decisions:
        file = root / f"assessment/decisions/{id}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            f"decision: {id}\nassessor: {who}\ndate: 2026-05-0{id[1]}\n"
            f"evidence: [{{id: {item}, fingerprint: {prints[item].value}}}]\n"
            f"criteria: [{{criterion: {criterion}, outcome: met, feedback: Word{id}}}]\n{more}",
            "utf-8",
        )
    (root / "assessment/samples").mkdir(exist_ok=True)
    sample = f"sample: S1\n{SAMPLE}decisions: [D1, D3]\n"
    (root / "assessment/samples/S1.yml").write_text(sample, "utf-8")
    project = open_project(root)
    visit = Visit("visit", ("s1",))
    project = replace(project, settings=replace(project.settings, visit=visit))
    return seen_with_history(check_project(project, TODAY))


WORLD = (
    ("D1", "A1", "E01", "BUD.AC1", ""),
    ("D2", "A2", "E02", "BUD.AC2", ""),
    ("D3", "A1", "E03", "BUD.AC3", ""),
    ("D4", "A2", "E01", "BUD.AC1", "supersedes: [D1]\n"),
)


def test_states_are_those_of_the_whole(root: Path) -> None:
    """The states and numbers are as they are with everything; what stands behind others is not."""
    it = seen(root, *WORLD)
    whole = seen_in_edition(check_project(open_project(root), TODAY))

    assert {n: c.state for n, c in it.coverage.criteria.items()} == {
        n: c.state for n, c in whole.coverage.criteria.items()
    }
    assert it.coverage.total == whole.coverage.total
    assert [one.id for one in it.portfolio.evidence] == ["E01", "E03"]
    assert [one.id for one in it.portfolio.decisions] == ["D1", "D3"]
    assert it.coverage.criteria["BUD.AC2"].items == ()
    assert it.portfolio.framework.criteria["BUD.AC2"].text == ""
    assert it.history is None
    assert it.rest
    assert it.rest[2:] == (1, 2, 2, 4, 2)


def test_what_was_superseded_says_by_what(root: Path) -> None:
    """A sampled decision that another has ended names it, and nothing more of it."""
    it = seen(root, *WORLD)
    html = render_assessment(it, to).html

    assert "Not ready for certification" not in render_unit(it, "BUD", to).html
    assert "superseded by D4" in html
    assert "WordD1" in html
    assert it.coverage.criteria["BUD.AC1"].standing is None
    for secret in ("WordD4", "WordD2", "Secret02", "Assessor Two"):
        assert secret not in html + render_sampling(it, to).html + portfolio_data(it, to)


def test_what_is_withheld_stays_withheld(root: Path) -> None:
    """A sampled item that is withheld is a stub, and a file that it shares is in no visit."""
    it = seen(root, *WORLD)
    stub = it.portfolio.by_id["E03"]

    assert (stub.title, stub.body, it.in_full(stub)) == ("", "", False)
    assert set(it.portfolio.files) == {"evidence/own.csv"}
    assert not it.in_full(replace(stub, id="E02"))
    assert set(it.portfolio.people or {}) == {"A1", "Q1"}


def test_pages_say_what_they_leave_out(root: Path) -> None:
    """No page says of what was not sampled that there is none."""
    it = seen(root, *WORLD)
    html = render_unit(it, "BUD", to).html

    assert "It was not sampled: only its state is shown." in html
    assert "No evidence claims it." not in html
    assert "no evidence claims it" not in render_cross_references(it, to).html
    overview = render_overview(it, to).html
    assert "What sample S1 is about is shown in full." in overview
    assert "No covered criterion rests on a single item" not in overview
    assert it.settings.has_forms is False


def test_the_map() -> None:
    """Each cell says its numbers; names are escaped, and what is too much is in the table alone."""
    drawn = heat_map(["<b>&", *(f"A{n}" for n in range(30))], [("BUD", [Cell(2, 0), Cell(3, 3)])])
    assert "&lt;b&gt;&amp;" in drawn
    assert "0 of 2" in drawn
    assert 'stroke-dasharray="4 3"' in drawn
    assert drawn.count('font-weight="bold"') == MOST_COLUMNS + 1
    assert "Nothing was sampled of BUD by &lt;b&gt;&amp;." in drawn


def test_pages_go_by_the_states_of_the_rest(root: Path) -> None:
    """A state that changes because of what is not shown makes the pages of a visit anew."""
    before = UnplacedInputs(seen(root, *WORLD), DEFAULT_LOOK).at({}, ADDRESSES).everything
    again = UnplacedInputs(seen(root, *WORLD), DEFAULT_LOOK).at({}, ADDRESSES).everything
    (root / "evidence/e02.md").unlink()
    after = UnplacedInputs(seen(root), DEFAULT_LOOK).at({}, ADDRESSES).everything

    assert before == again
    assert before != after
