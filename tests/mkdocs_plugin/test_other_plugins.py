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


CONTENT = """\
from pathlib import Path
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

@event_priority(99)
def on_page_content(html, page, config, files):
    with Path("told.txt").open("a", encoding="utf-8") as file:
        file.write(f"{page.file.src_uri}: {html}\\n")

def on_files(files, config):
    known = {file.src_uri: file.abs_src_path for file in files}
    Path("known.txt").write_text("\\n".join(map(str, known.items())), encoding="utf-8")
    assert all(Path(path).is_file() for path in known.values())
    files.append(File.generated(config, "index.md", content="# A home page that a hook makes"))
"""


def test_plugins_get_all_files_and_safe_content(project: Project, mkdocs: Run) -> None:
    """Others find our files among those of the site, each on the disk, and only safe evidence.

    A home page that one of them makes after that is the home page; the overview lies beside it.
    """
    page = PAGE.replace("I made it.", "I made it. <b onclick=alert(1)>well</b>")
    root = project(
        {"mkdocs.yml": f"{SITE}hooks: [hook.py]\n", "hook.py": CONTENT, "evidence/e01.md": page}
    )

    built = mkdocs(root, "build")

    assert "Traceback" not in built.stderr
    known = (root / "known.txt").read_text("utf-8")
    for path in ("evidence/e01.md", "units/tea.md", "gaps.md"):
        assert f"'{path}'" in known
    told = (root / "told.txt").read_text("utf-8")
    assert "<b>well</b>" in told
    assert "onclick" not in told
    assert "A home page that a hook makes" in (root / "site/index.html").read_text("utf-8")
    assert "crossfolio-overview" in (root / "site/overview/index.html").read_text("utf-8")


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
