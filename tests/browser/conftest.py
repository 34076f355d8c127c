"""Sites built once and looked at in a real browser."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import ARGUMENTS, Site, build, chromium, copy_worked, server, write
from hostile import HOSTILE, hostile_settings
from playwright.sync_api import Browser, sync_playwright

Make = Callable[..., Site]

PLAIN = """\
# A plain page

Text with `code`, and a [link to a heading](#a-heading) in it.

## A heading

| A table | of two columns |
| ------- | -------------- |
| one     | two            |

```yaml
key: value
```

- one
- two
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """Build a project and serve its site until the session ends."""
    with ExitStack() as stack:

        def made(root: Path, *, settings: str = "") -> Site:
            address, folders = stack.enter_context(server())
            file = root / "mkdocs.yml"
            text = file.read_text("utf-8") + settings.replace("ADDRESS", address)
            file.write_text(text, encoding="utf-8")
            folder = tmp_path_factory.mktemp("site")
            built = build(root, folder)
            folders.append(folder)
            assert "Traceback" not in built.stderr, built.stderr
            return Site(folder, address, built.stderr, built.returncode)

        yield made


@pytest.fixture(scope="session")
def small(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Build and serve a small project, given as its files."""

    def made(files: Mapping[str, str | bytes]) -> Site:
        return make(write(tmp_path_factory.mktemp("project"), files))

    return made


@pytest.fixture(scope="session")
def worked(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the worked portfolio once."""
    return make(copy_worked(tmp_path_factory.mktemp("worked")))


@pytest.fixture(scope="session")
def instant(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the worked portfolio once more, with Material's instant navigation."""
    root = copy_worked(tmp_path_factory.mktemp("instant"))
    file = root / "mkdocs.yml"
    features = "[navigation.instant, search.suggest, search.highlight]"
    text = file.read_text("utf-8")
    named = text.replace("  name: material\n", f"  name: material\n  features: {features}\n", 1)
    assert named != text
    file.write_text(named, encoding="utf-8")
    return make(root, settings="\nsite_url: ADDRESS\n")


@pytest.fixture(scope="session")
def plain(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build a page of Material without Crossfolio, to compare with."""
    root = copy_worked(tmp_path_factory.mktemp("plain"))
    text = (root / "mkdocs.yml").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() != "- crossfolio"]
    (root / "mkdocs.yml").write_text(
        "\n".join(line for line in _without(lines, "nav")) + "\n", encoding="utf-8"
    )
    for path in (root / "docs").rglob("*.md"):
        path.unlink()
    write(root, {"docs/index.md": PLAIN, "docs/other.md": PLAIN})
    return make(root)


def _without(lines: list[str], key: str) -> Iterator[str]:
    """Leave out a key of the first level, with all that belongs to it."""
    inside = False
    for line in lines:
        if line and not line[0].isspace():
            inside = line.startswith(f"{key}:")
        if not inside:
            yield line


@pytest.fixture(scope="session")
def hostile(small: Callable[..., Site]) -> Site:
    """Build the hostile portfolio once, under Material with many features."""
    return small({**HOSTILE, "mkdocs.yml": hostile_settings("material")})


@pytest.fixture(scope="session")
def hostile_plain(small: Callable[..., Site]) -> Site:
    """Build the hostile portfolio once, under MkDocs' own theme."""
    return small({**HOSTILE, "mkdocs.yml": hostile_settings("mkdocs")})
