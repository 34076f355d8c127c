"""Other plugins in the same site: evidence is data to them, and never a program."""

import pytest
from tea import PAGE, SITE, Project, Run

TEXT = "A sentence of {{ 7 * 6 }} the evidence {% raise %} that a template would run."
HOOK = """\
from pathlib import Path
from mkdocs.plugins import event_priority

def told(name, text):
    with Path("told.txt").open("a", encoding="utf-8") as file:
        file.write(f"{name}: {text}\\n")

def on_page_read_source(page, config):
    told("source", page.file.content_string)

@event_priority(PRIORITY)
def on_page_markdown(markdown, page, config, files):
    told("markdown", markdown)
    return markdown.replace("home", "house")
"""


@pytest.mark.parametrize("priority", [100, 0, -100])
def test_no_plugin_sees_the_text_before_it_is_safe(
    project: Project, mkdocs: Run, priority: int
) -> None:
    """A plugin that would run templates gets every page's text but that of evidence."""
    page = PAGE.replace("I made it.", TEXT)
    root = project(
        {
            "mkdocs.yml": f"{SITE}hooks: [hook.py]\n",
            "hook.py": HOOK.replace("PRIORITY", str(priority)),
            "docs/about.md": "# About\n\nThis is home.\n",
            "evidence/e01.md": page,
        }
    )
    mkdocs(root, "build")
    told = (root / "told.txt").read_text("utf-8")
    built = (root / "site/evidence/e01/index.html").read_text("utf-8")

    assert "This is home." in told
    assert "This is house." in (root / "site/about/index.html").read_text("utf-8")
    assert "evidence that a template" not in told
    assert "7 * 6" not in told
    assert "{{ 7 * 6 }} the evidence {% raise %} that a template would run." in built


@pytest.mark.parametrize(
    ("plugins", "found"),
    [
        ("[search, crossfolio, markdown-exec]", ["mkdocs.yml:2:31"]),
        ("{mkdocstrings: {default_handler: python}, crossfolio: {}}", ["mkdocs.yml:2:11"]),
        ("[crossfolio: {profile: strict}, mkdocstrings: {}]", ["mkdocs.yml:2:42"]),
        ("[search, markdown-exec]", []),
        ("[crossfolio, macros]", []),
    ],
)
def test_plugins_that_run_pages(
    project: Project, crossfolio: Run, plugins: str, found: list[str]
) -> None:
    """A plugin that runs what a page holds while it is rendered stops the run, in its place."""
    root = project({"mkdocs.yml": f"site_name: Tea\nplugins: {plugins}\n"})
    ran = crossfolio(root, "check")
    places = [line.partition(": error")[0] for line in ran.stderr.splitlines() if "CFG104" in line]

    assert places == found
    assert (ran.returncode == 2) == bool(found)
