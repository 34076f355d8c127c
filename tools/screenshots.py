"""Take the pictures of the documentation: the worked portfolio in a real browser.

Run with: python tools/screenshots.py
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).parents[1]
FOLDER = REPOSITORY / "docs/assets/screenshots"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--force-color-profile=srgb")
MOST_BYTES = 250_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: of which page, how large, and where the page is scrolled to."""

    name: str
    path: str
    width: int = 1280
    height: int = 800
    dark: bool = False
    at: str = ""
    """The element at the top of the picture."""
    press: str = ""
    """The element that is pressed before."""
    shown: str = ".crossfolio-preview > :nth-child(3)"
    """What is there once it was pressed."""


PICTURES = (
    Picture("overview", ""),
    Picture("unit", "units/bud/", at="#matrix"),
    Picture("unit-dark", "units/bud/", dark=True, at="#matrix"),
    Picture("unit-phone", "units/bud/", width=390, height=844, at=".crossfolio-tall"),
    Picture("unit-preview", "units/bud/", at=".crossfolio-filters", press="[data-item=E12]"),
    Picture("evidence", "evidence/e10/"),
    Picture(
        "form",
        "evidence/e10/",
        at="#crossfolio-judge",
        press="#crossfolio-judge > summary",
        shown=".crossfolio-judge-form",
    ),
    Picture("new-evidence", "new-evidence/", width=390, height=844),
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def main() -> int:
    """Build the worked portfolio, photograph it, and say what was written."""
    program = os.environ.get("CROSSFOLIO_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(Path(folder))
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            sizes = [
                take(picture, browser, f"http://127.0.0.1:{server.server_port}/")
                for picture in PICTURES
            ]
            server.shutdown()
        browser.close()
    return 0 if max(sizes) < MOST_BYTES else 1


def build(site: Path) -> None:
    """Build the site of the repository's own portfolio."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=REPOSITORY,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )


def take(picture: Picture, browser: Browser, address: str) -> int:
    """Take a picture, and return its size in bytes."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address + picture.path, wait_until="networkidle")
    if picture.press:
        page.locator(picture.press).first.click()
        page.locator(picture.shown).wait_for()
    if picture.at:
        page.evaluate(
            "at => window.scrollTo(0, window.scrollY"
            " + document.querySelector(at).getBoundingClientRect().top"
            " - document.querySelector('.md-header').offsetHeight - 16)",
            picture.at,
        )
        page.wait_for_function("() => window.scrollY > 0")
    path = FOLDER / f"{picture.name}.png"
    page.screenshot(path=path, animations="disabled")
    context.close()
    size = path.stat().st_size
    print(f"{path.relative_to(REPOSITORY)}: {size / 1000:.0f} kB")
    return size


if __name__ == "__main__":
    sys.exit(main())
