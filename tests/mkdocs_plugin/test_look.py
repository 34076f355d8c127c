"""The icon, the social card, and templates of the user's own."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from tea import PAGE, REPOSITORY, SITE, Project, Run

OURS = "assets/crossfolio/favicon.png"
ADDRESS = "https://example.org/tea/"
TITLE = 'Tea & <b>"cake"</b>'


def text(root: Path, name: str = "index.html") -> str:
    return (root / "site" / name).read_text("utf-8")


def test_icon_is_ours_unless_set(built: Project, mkdocs: Run) -> None:
    """The icon is ours, unless the theme's setting or a file of the usual name says otherwise."""
    root = built({})
    assert OURS in text(root)
    assert (root / "site" / OURS).is_file()

    own = SITE.replace("font: false", "font: false, favicon: mine.png")
    (root / "mkdocs.yml").write_text(own, encoding="utf-8")
    mkdocs(root, "build")
    assert OURS not in text(root)
    assert "mine.png" in text(root)

    (root / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    mine = root / "docs/assets/images/favicon.png"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    mkdocs(root, "build")
    assert OURS not in text(root)


def test_card(built: Project) -> None:
    """With an address, each page has a card with its title and a picture of the site itself."""
    page = PAGE.replace("title: A morning's tea", f"title: '{TITLE}'")
    root = built({"mkdocs.yml": f"{SITE}site_url: {ADDRESS}\n", "evidence/e01.md": page})
    html = text(root, "evidence/e01/index.html")
    card = dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', html))

    assert card["og:url"] == f"{ADDRESS}evidence/e01/"
    assert "<" not in card["og:title"]
    assert "Tea &amp; " in card["og:title"]
    assert card["og:image"] == f"{ADDRESS}assets/crossfolio/card.png"
    assert (root / "site/assets/crossfolio/card.png").is_file()


def test_no_card_without_an_address_or_beside_another(built: Project, mkdocs: Run) -> None:
    """There is no card without an address, and none where the page has one already."""
    root = built({})
    assert "og:" not in text(root)

    hook = 'def on_post_page(output, **_):\n    return output.replace("<head>", OTHER, 1)\n'
    other = """OTHER = '<head><meta property="og:title" content="Other">'\n"""
    (root / "hook.py").write_text(
        "from mkdocs.plugins import event_priority\n\n\n"
        + other
        + "\n\n@event_priority(101)\n"
        + hook,
        encoding="utf-8",
    )
    (root / "mkdocs.yml").write_text(
        f"{SITE}site_url: {ADDRESS}\nhooks: [hook.py]\n", encoding="utf-8"
    )
    mkdocs(root, "build")
    assert text(root).count('property="og:') == 1


def test_template_of_the_users_own(project: Project, mkdocs: Run) -> None:
    """A template of the same name takes the place of ours, and can build on it."""
    site = SITE.replace("font: false", "font: false, custom_dir: overrides")
    root = project(
        {
            "mkdocs.yml": site,
            "overrides/crossfolio/gaps.html.jinja": "<h1>Our own gaps: {{ view.number }}</h1>\n",
            "overrides/crossfolio/print.html.jinja": '{% extends "crossfolio/print.html.jinja" %}',
        }
    )
    built = mkdocs(root, "build")

    assert built.returncode == 0, built.stderr
    assert "Our own gaps: 0" in text(root, "gaps/index.html")
    assert "For signature" in text(root, "print/tea.html")


@pytest.mark.parametrize(
    "name",
    sorted(path.name for path in files("crossfolio.site").joinpath("templates").iterdir()),
)
def test_every_template_is_documented(name: str) -> None:
    """The page on the look names every template."""
    page = (REPOSITORY / "docs/how-to/change-the-look.md").read_text("utf-8")
    assert f"| `{name}` |" in page


def test_language_of_an_item(built: Project, mkdocs: Run) -> None:
    """A text in another language says so to screen readers, also after it has been changed."""
    root = built({"evidence/e01.md": PAGE.replace("kind:", "language: cy\nkind:")})
    page = root / "site/evidence/e01/index.html"

    assert '<div class="crossfolio-body" lang="cy">' in page.read_text("utf-8")
    assert '<h1 lang="cy"' in page.read_text("utf-8")

    (root / "evidence/e01.md").write_text(PAGE, encoding="utf-8")
    mkdocs(root, "build")
    assert '<div class="crossfolio-body">' in page.read_text("utf-8")
