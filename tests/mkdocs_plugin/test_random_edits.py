"""Whatever is changed, a build that remembers writes the bytes of one that does not."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tea import REPOSITORY, Run, files_of

SITE = """\
site_name: Portfolio
theme: {name: material, font: false, custom_dir: overrides}
plugins: [search, crossfolio: {edition: assessor}]
markdown_extensions: [attr_list, tables, toc: {permalink: true}]
"""
OWN_TEMPLATE = """\
<p class="own">{{ it.item.id }}: {{ it.item.title }}, in words of our own</p>
"""
DAYS = ("1790000000", "1790100000")
Edit = Callable[[Path, int], object]
"""Changes a project; the number says which of several files, as far as it matters."""


def item(root: Path, number: int) -> Path:
    pages = sorted((root / "evidence").rglob("*.md"))
    return pages[number % len(pages)]


def change(pattern: str, old: str, new: str, root: Path, number: int) -> None:
    """Replace the first of a text in one of the files."""
    files = sorted(root.glob(pattern))
    file = files[number % len(files)]
    file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")


def more(root: Path, number: int) -> None:
    with item(root, number).open("a", encoding="utf-8") as file:
        file.write("\nAnd one sentence more.\n")


def unmarked(root: Path, number: int) -> None:
    """Take the first mark of a body out."""
    file = item(root, number)
    front, _, body = file.read_text("utf-8")[3:].partition("\n---\n")
    start = body.find("[")
    body = body[:start] + body[body.find("]", start) + 1 :]
    file.write_text(f"---{front}\n---\n{body}", encoding="utf-8")


def gone(root: Path, number: int) -> None:
    item(root, number).unlink()


def less(pattern: str, root: Path, number: int) -> None:
    """Remove one of the files."""
    files = sorted(root.glob(pattern))
    if files:
        files[number % len(files)].unlink()


def linked(root: Path, number: int) -> None:
    """Have an item link to another, and to a page that may not be there."""
    file, other = item(root, number), item(root, number + 1)
    to = os.path.relpath(other, file.parent).replace(os.sep, "/")
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\nSee [the other]({to}), [x](x{number}.md), <https://a.example/>.\n")


def another(root: Path, number: int) -> None:
    """Add an item like another."""
    file = item(root, number)
    text = file.read_text("utf-8").replace("\nid: E", f"\nid: X{number}", 1)
    file.with_name(f"x{number}.md").write_text(text, encoding="utf-8")


def template(root: Path, number: int) -> None:
    """Use a template of the user's own, or another one, or none."""
    folder = root / "overrides/crossfolio"
    shutil.rmtree(folder, ignore_errors=True)
    if number % 3:
        folder.mkdir()
        (folder / "evidence_head.html.jinja").write_text(OWN_TEMPLATE * (number % 3), "utf-8")


def restore(root: Path) -> None:
    """Bring a project back to its first state; files that are as they were are left alone."""
    folders = ("criteria", "evidence", "assessment")
    sources = (
        path for name in folders for path in (REPOSITORY / name).rglob("*") if path.is_file()
    )
    first = {root / source.relative_to(REPOSITORY): source.read_bytes() for source in sources}
    first |= {root / "docs/index.md": b"# Welcome\n", root / "mkdocs.yml": SITE.encode()}
    for file in [path for path in root.rglob("*") if path.is_file() and path not in first]:
        file.unlink()
    for file, content in first.items():
        if not file.is_file() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    (root / "overrides").mkdir(exist_ok=True)


EDITS: dict[str, Edit] = {
    "a sentence at the end": more,
    "a sentence before the marks": partial(change, "evidence/*/*.md", "\n\n", "\n\nFirst: so.\n\n"),
    "a title": partial(change, "evidence/*/*.md", "title: ", "title: Changed "),
    "a draft": partial(change, "evidence/*/*.md", "\nid:", "\nstatus: draft\nid:"),
    "a claim less": partial(change, "evidence/*/*.md", "\n  - ", "\n  # - "),
    "a heading": partial(change, "evidence/*/*.md", "\n## ", "\n## Changed "),
    "a mark less": unmarked,
    "an item less": gone,
    "an item more": another,
    "a broken item": partial(change, "evidence/*/*.md", "\nid:", "\n\tid: ["),
    "an attachment": partial(change, "evidence/*/*.csv", "\n", "\nchanged,"),
    "an excerpt": partial(change, "evidence/*/*.txt", "a", "changed"),
    "an attachment less": partial(less, "evidence/*/*.csv"),
    "a withheld item": partial(
        change, "evidence/*/*.md", "\nid:", "\naudience: withheld\nlocation: {where: X}\nid:"
    ),
    "a public item": partial(change, "evidence/*/*.md", "\nid:", "\naudience: public\nid:"),
    "a link": linked,
    "a decision less": partial(less, "assessment/decisions/*.yml"),
    "a sample": partial(change, "assessment/samples/*.yml", "outcome: agree", "outcome: disagree"),
    "no permalinks": partial(change, "mkdocs.yml", "permalink: true", "permalink: false"),
    "a broken unit more": lambda root, _: (root / "criteria/more.yml").write_text("unit: ["),
    "a broken decision": partial(change, "assessment/decisions/*.yml", "\ndate:", "\ndaet:"),
    "a criterion": partial(change, "criteria/*.yml", "    title: ", "    title: Changed "),
    "a unit": partial(change, "criteria/*.yml", "\ntitle: ", "\ntitle: Changed "),
    "a decision": partial(change, "assessment/decisions/*.yml", "met\n", "not-yet-met\n"),
    "a feedback": partial(
        change, "assessment/decisions/*.yml", "feedback: >-\n", "feedback: >-\n  So. "
    ),
    "a person": partial(change, "assessment/people.yml", "Assessor A1", "Assessor Ann"),
    "the enrolment": partial(change, "evidence/portfolio.yml", "submitted", "in-progress"),
    "the edition": partial(change, "mkdocs.yml", "edition: assessor", "edition: public"),
    "the address": partial(
        change, "mkdocs.yml", "\ntheme", "\nsite_url: https://x.example/\ntheme"
    ),
    "the form of addresses": partial(
        change, "mkdocs.yml", "\ntheme", "\nuse_directory_urls: false\ntheme"
    ),
    "a template": template,
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of what is remembered, from one example to the next."""
    return tmp_path_factory.mktemp("cache")


@settings(
    max_examples=int(os.environ.get("CROSSFOLIO_EXAMPLES", "6")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    edits=st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 24)), max_size=4),
    day=st.sampled_from(DAYS),
)
def test_warm_is_cold(
    edits: list[tuple[str, int]],
    day: str,
    mkdocs: Run,
    keeping: Run,
    cache: Path,
    tmp_path: Path,
) -> None:
    """The site is the same with what another state of the project has left behind.

    `CROSSFOLIO_EXAMPLES` says how many states are built.
    """
    root = tmp_path / "project"
    restore(root)
    for name, number in edits:
        EDITS[name](root, number)

    for site, program, kept in (("warm", keeping, str(cache)), ("cold", mkdocs, "")):
        run = program(root, "build", "-d", site, CROSSFOLIO_CACHE_DIR=kept, SOURCE_DATE_EPOCH=day)
        assert "Traceback" not in run.stderr
    assert files_of(root / "warm") == files_of(root / "cold")
