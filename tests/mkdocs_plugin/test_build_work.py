"""How much a build does: nothing twice, and in step with the number of items."""

import json
from collections.abc import Mapping
from pathlib import Path

from tea import KEEPING, PAGE, SITE, Project

from forking import run_python

COUNTED = f"""
{KEEPING}
import collections, gc, json, sys
import jinja2, markdown, nh3
from crossfolio.workspace import result_cache

counts = collections.Counter()

def count(owner, name, label=None):
    real = getattr(owner, name)
    def counted(*arguments, **named):
        counts[label or name] += 1
        return real(*arguments, **named)
    setattr(owner, name, counted)

render = jinja2.Template.render
def rendered(self, *arguments, **named):
    counts["whole pages" if self.name == "main.html" else "templates"] += 1
    return render(self, *arguments, **named)
jinja2.Template.render = rendered
count(markdown.Markdown, "convert", "texts rendered")
count(nh3, "clean", "texts cleaned")
count(result_cache, "read_file", "files read")

"""
BUILD = """
from mkdocs.__main__ import cli
sys.argv = ["mkdocs", "build", "--quiet"]
try:
    cli()
finally:
    print(json.dumps([counts, {"frozen": gc.get_freeze_count()}]))
"""
"""Builds a site as its users do, and counts on the way."""
SERVE = """
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config()
config.plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1/")
before = collections.Counter(counts)
with open("evidence/x104.md", "a", encoding="utf-8") as file:
    file.write("More.")
build(load_config(), serve_url="http://127.0.0.1/")
print(json.dumps([before, counts - before, {"frozen": gc.get_freeze_count()}]))
"""
"""Builds a site twice, as `mkdocs serve` does before and after an edit."""
SERVE_ON = f"""{SERVE}
from mkdocs.structure.pages import Page

def left():
    gc.collect()
    return {{"pages": sum(isinstance(one, Page) for one in gc.get_objects()),
            "frozen": gc.get_freeze_count()}}

two = left()
for _ in range(2):
    build(load_config(), serve_url="http://127.0.0.1/")
print(json.dumps([two, left()]))
"""
"""Builds it twice more, and says which pages are still there, but for those that are frozen."""


def built(root: Path, cache: Path) -> Mapping[str, int]:
    counts, _ = ran(BUILD, root, str(cache))
    return counts


def ran(program: str, root: Path, cache: str) -> list[Mapping[str, int]]:
    run = run_python(["-c", COUNTED + program], root, (), {"CROSSFOLIO_CACHE_DIR": cache})
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def items(number: int) -> dict[str, str]:
    return {
        f"evidence/x{n}.md": PAGE.replace("E01", f"E{n}").replace("A morning's tea", f"Tea {n}")
        for n in range(100, 100 + number)
    }


def test_work_grows_in_step(project: Project, tmp_path: Path) -> None:
    """Ten more items are as much more work as ten more; and whole pages are drawn no oftener."""
    small, middle, large = (
        built(project(items(number)), tmp_path / f"cache{number}") for number in (10, 20, 30)
    )
    for what in large:
        assert large[what] - middle[what] == middle[what] - small[what], what
    assert large["files read"] == 32
    assert large["texts rendered"] - small["texts rendered"] == 20
    assert large["whole pages"] == small["whole pages"]


def test_a_second_build_does_what_changed(project: Project, tmp_path: Path) -> None:
    """After one edit one page of evidence is looked at, and its text rendered and cleaned."""
    files = items(10)
    root = project(files)
    first = built(root, tmp_path / "cache")
    second = built(root, tmp_path / "cache")
    (root / "evidence/x104.md").write_text(
        files["evidence/x104.md"] + "\nMore.\n", encoding="utf-8"
    )
    third = built(root, tmp_path / "cache")
    assert first["texts rendered"] - second["texts rendered"] == 11
    assert third["texts rendered"] - second["texts rendered"] == 1
    assert [it.get("files read", 0) for it in (first, second, third)] == [12, 0, 1]


def test_pages_with_links_are_remembered(project: Project, tmp_path: Path) -> None:
    """Under --quiet pages with permalinks, links to other hosts and links to files are known.

    Where there are other files than before, those with links to files are rendered anew; those
    about which MkDocs has something to say are so in every build.
    """
    settings = SITE + "markdown_extensions: [{toc: {permalink: true}}]\n"
    out = "\nSee [there](https://example.org/), [here](#tea), <learner@example.org>, //b.example.\n"
    files = {name: text + out for name, text in items(10).items()}
    files["evidence/x107.md"] += "\nSee [nothing](gone.md).\n"
    for name in ("evidence/x108.md", "evidence/x109.md"):
        files[name] += "\nSee [the other](x100.md).\n"
    root = project({"mkdocs.yml": settings, **files})
    first = built(root, tmp_path / "cache")
    again = built(root, tmp_path / "cache")
    (root / "evidence/x200.md").write_text(PAGE.replace("E01", "E200"), encoding="utf-8")
    another = built(root, tmp_path / "cache")
    assert first["texts rendered"] - again["texts rendered"] == 10
    assert another["texts rendered"] - again["texts rendered"] == 3


def test_serving_does_what_changed(project: Project) -> None:
    """A server remembers pages by itself, also where nothing is kept on the disk."""
    first, second, _ = ran(SERVE, project(items(10)), "")
    assert first["texts rendered"] - second["texts rendered"] == 10
    assert first["templates"] - second["templates"] > 30
    assert second["files read"] == 1


def test_only_a_process_that_ends_leaves_its_memory_alone(project: Project) -> None:
    """A build by itself collects nothing that it needs to the end; a server goes on collecting."""
    assert ran(BUILD, project({}), "")[-1]["frozen"] > 0
    *_, after_two, after_four = ran(SERVE_ON, project(items(10)), "")
    assert after_four["pages"] == after_two["pages"]
    assert 0 < after_four["frozen"] <= after_two["frozen"]


def test_pages_that_are_files_are_drawn_once_as_well(project: Project, tmp_path: Path) -> None:
    """A site that opens by double click costs no more pages drawn in full than another."""
    site = SITE.replace("crossfolio]", "crossfolio: {offline: true}]")

    online = built(project(items(10)), tmp_path / "online")
    offline = built(project({**items(10), "mkdocs.yml": site}), tmp_path / "offline")

    assert offline["whole pages"] == online["whole pages"]
