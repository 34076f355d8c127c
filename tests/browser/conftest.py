"""Sites built once and looked at in a real browser."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import (
    ARGUMENTS,
    LONGEST,
    REPOSITORY,
    WIDE,
    Look,
    Site,
    Visit,
    build,
    chromium,
    copy_worked,
    recolour,
    server,
    visit,
    write,
)
from hostile import HOSTILE, hostile_settings
from playwright.sync_api import Browser, expect, sync_playwright

from support import without_documentation

expect.set_options(timeout=LONGEST)

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
def look(browser: Browser) -> Iterator[Look]:
    """Open pages that are only looked at, all of a width and a scheme after each other in one."""
    with ExitStack() as stack:

        @cache
        def opened(width: int, scheme: str, scripts: bool) -> Visit:  # noqa: FBT001
            return stack.enter_context(
                visit(browser, "", width=width, scheme=scheme, scripts=scripts)
            )

        def looked(
            site: Site, path: str, width: int = WIDE, scheme: str = "light", *, scripts: bool = True
        ) -> Visit:
            seen = opened(width, scheme, scripts)
            seen.page.goto("about:blank")
            recolour(seen.page, scheme)
            seen.troubles.clear()
            seen.site = site.address
            seen.go(path)
            return seen

        yield looked


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """Build a project and serve its site until the session ends."""
    with ExitStack() as stack:

        def made(root: Path) -> Site:
            address, folders = stack.enter_context(server())
            file = root / "mkdocs.yml"
            text = file.read_text("utf-8").replace("ADDRESS", address)
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
def searched(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the worked portfolio once, to be searched."""
    return make(copy_worked(tmp_path_factory.mktemp("worked")))


@pytest.fixture(scope="session")
def worked(searched: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the same with few entries in its search.

    Material takes in all that can be searched with each page that is opened, and all of the
    documentation costs it more than the page.
    """
    folder = tmp_path_factory.mktemp("worked") / "site"
    shutil.copytree(searched.folder, folder, copy_function=os.link)
    file = folder / "search/search_index.json"
    index = json.loads(file.read_text("utf-8"))
    file.unlink()
    file.write_text(json.dumps({**index, "docs": index["docs"][:9]}), encoding="utf-8")
    with server() as (address, folders):
        folders.append(folder)
        yield replace(searched, folder=folder, address=address)


@pytest.fixture(scope="session")
def instant(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the worked portfolio once more, with Material's instant navigation."""
    root = without_documentation(copy_worked(tmp_path_factory.mktemp("instant")))

    def change(settings: dict[str, Any]) -> None:
        settings["site_url"] = "ADDRESS"
        settings["theme"]["features"] = [
            *("navigation.instant", "navigation.instant.prefetch"),
            *("search.suggest", "search.highlight"),
        ]

    _rewrite(root / "mkdocs.yml", change)
    return make(root)


@pytest.fixture(scope="session")
def plain(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the docs and a plain page without Crossfolio, to compare with."""
    root = tmp_path_factory.mktemp("plain")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    shutil.copytree(REPOSITORY / "docs", root / "docs")

    def change(settings: dict[str, Any]) -> None:
        settings["plugins"] = ["search"]
        settings.pop("nav", None)

    _rewrite(root / "mkdocs.yml", change)
    return make(write(root, {"docs/index.md": PLAIN}))


def _rewrite(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    settings = yaml.safe_load(file.read_text("utf-8"))
    change(settings)
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")


@pytest.fixture(scope="session")
def hostile(small: Callable[..., Site]) -> Site:
    """Build the hostile portfolio once, under Material with many features."""
    return small({**HOSTILE, "mkdocs.yml": hostile_settings("material")})


@pytest.fixture(scope="session")
def hostile_plain(small: Callable[..., Site]) -> Site:
    """Build the hostile portfolio once, under MkDocs' own theme."""
    return small({**HOSTILE, "mkdocs.yml": hostile_settings("mkdocs")})
