"""Help for each role on every site."""

from pathlib import Path

import pytest
from links import broken_links
from tea import SITE, Project, Run

ROLES = ("learner", "assessor", "quality-assurer", "centre")
NAV = "nav: [{My page: index.md}]\n"


def text(root: Path, name: str) -> str:
    return (root / "site/help" / name / "index.html").read_text("utf-8")


def test_help_is_on_every_site(project: Project, mkdocs: Run) -> None:
    """Each role has a page, reached from one entry of the navigation, under strict mode too."""
    root = project({"docs/index.md": "# Hello", "mkdocs.yml": SITE + NAV})
    built = mkdocs(root, "build", "--strict")

    assert built.returncode == 0, built.stderr
    home = (root / "site/index.html").read_text("utf-8")
    assert 'href="help/"' in home
    for role in ROLES:
        assert f'href="{role}/"' in (text(root, "").replace("../help/", ""))
        assert f'href="help/{role}/"' not in home
        assert "<table>" in text(root, role) or role == "centre"
    assert broken_links(root / "site") == []


@pytest.mark.parametrize("own", ["help/learner.md", "help/index.md", "help/README.md"])
def test_own_page_takes_the_place(project: Project, mkdocs: Run, own: str) -> None:
    """A page of the user's at the same address is the one that is built, without a finding."""
    root = project({f"docs/{own}": "# Ours\n\nAsk at the office.\n"})
    built = mkdocs(root, "build", "--strict")

    assert built.returncode == 0, built.stderr
    name = "learner" if "learner" in own else ""
    assert "Ask at the office." in text(root, name)
    assert "Help for assessors" in text(root, "assessor")


def test_public_edition_has_no_help_for_roles(project: Project, mkdocs: Run) -> None:
    """The public edition, which shows no decisions, has no help on how to make them."""
    root = project(
        {
            "mkdocs.yml": SITE.replace(
                "[search, crossfolio]", "[search, crossfolio: {edition: public}]"
            )
        }
    )
    mkdocs(root, "build")

    assert not (root / "site/help").exists()
    assert not (root / "site/assessment").exists()
    assert (root / "site/list/index.html").is_file()
