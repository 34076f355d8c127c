"""Pages of evidence are drawn from one shell; nobody can tell that from the pages."""

import re
from pathlib import Path

import pytest
from tea import PAGE, SITE, UNIT, Project, Run

HOOK = "def on_page_context(context, page, config, nav):\n    return context\n"
"""A hook that takes part in drawing pages, so that each is drawn by itself."""

TITLES = (
    *("Plain", "Another plain one", "It's hers", "It's his", "Tea & cake", "Milk & sugar"),
    *("Two  blanks", "“Quoted”", "Ünïcode", "A <b> c", "cfw0wfc", "50 % (half)", "x"),
)
BODIES = (
    "Text. [TEA.AC1]\n",
    "# Own title\n\nText. [TEA.AC1]\n\n## A part\n\nMore.\n",
    "## One [TEA.AC1]\n\n### Below\n\nText.\n\n## It's two & more\n\nText.\n",
    "# First\n\n# Second [TEA.AC1]\n\nText.\n",
)

FENCES = SITE + "markdown_extensions: [fenced_code]\n"
SITES = {
    "bare": SITE,
    "addressed": SITE + "site_url: https://example.org/folio/\n",
    "with its sources": SITE + "repo_url: https://example.org/a/b\nedit_uri: edit/main/docs/\n",
    "without folders": SITE + "use_directory_urls: false\nsite_url: https://example.org/\n",
    "with features": SITE.replace(
        "name: material,",
        "name: material, features: [content.action.edit, navigation.path, navigation.footer],",
    )
    + "repo_url: https://example.org/a/b\nedit_uri: edit/main/docs/\n",
    "contents in the nav": SITE.replace(
        "name: material", "name: material, features: [toc.integrate, navigation.tabs]"
    ),
}


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_every_page_is_what_the_theme_draws(site: str, project: Project, mkdocs: Run) -> None:
    """The site is the same, but for indents and blank lines, when every page is drawn by itself."""
    items = {
        f"evidence/{'edit' if n % 7 == 0 else 'x'}{n}.md": item(n, title, BODIES[n % len(BODIES)])
        for n, title in enumerate(TITLES * 3, start=1)
    }
    root = project({"mkdocs.yml": site, "criteria/tea.yml": UNIT, "evidence/e01.md": PAGE, **items})
    from_shells = built(root, mkdocs, "shells")
    (root / "hook.py").write_text(HOOK, encoding="utf-8")
    (root / "mkdocs.yml").write_text(site + "hooks: [hook.py]\n", encoding="utf-8")
    drawn = built(root, mkdocs, "one by one")
    assert drawn != from_shells
    assert {name: tight(data) for name, data in drawn.items()} == {
        name: tight(data) for name, data in from_shells.items()
    }


def test_no_blank_that_a_reader_sees_is_left_out(project: Project, mkdocs: Run) -> None:
    """Lines and indents of code stay, and around the content no line is blank or indented."""
    code = "```\na\n\n\n    b\n```\n\nText. [TEA.AC1]\n"
    items = {f"evidence/x{n}.md": item(n, f"No {n}", code) for n in range(1, 6)}
    root = project({"mkdocs.yml": FENCES, "criteria/tea.yml": UNIT, **items})
    files = built(root, mkdocs, "site")
    for n in range(1, 6):
        page = files[f"evidence/t00{n}/index.html"]
        before, content, after = re.split(
            rb'(<div class="crossfolio-evidence">.*<span class="crossfolio-end")',
            page,
            flags=re.DOTALL,
        )
        assert b"a\n\n\n    b\n" in content
        assert [re.search(rb"\n[ \t\n]", part) for part in (before, after)] == [None, None]


def tight(data: bytes) -> bytes:
    return re.sub(rb"[ \t]*\n[ \t\n]*", b"\n", data)


def item(number: int, title: str, body: str) -> str:
    name = title.replace("'", "''")
    return (
        f"---\nid: T{number:03}\ntitle: '{name}'\nkind: product\ndate: 2026-04-14\n"
        f"criteria: [TEA.AC1]\n---\n{body}"
    )


def built(root: Path, mkdocs: Run, name: str) -> dict[str, bytes]:
    run = mkdocs(root, "build", "--site-dir", name, SOURCE_DATE_EPOCH="1790000000")
    site = root / name
    assert site.is_dir(), run.stderr
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.suffix != ".gz"
    }
