"""What the tests in a browser share: built sites, a server, and pages that note what goes wrong."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from forking import run_python

REPOSITORY = Path(__file__).parents[2]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""Of Chromium, which finds no other host than this machine."""
HEIGHT = 900
LONGEST = 60_000
"""Milliseconds: Playwright waits for events, and gives up where an event never comes."""
WIDE, NARROW = 1440, 390
SCHEMES = ("light", "dark")
LOOKS = ((WIDE, SCHEMES), (NARROW, SCHEMES[::-1]))
"""The sizes in which a page is looked at, and the schemes: it is opened in the first, and goes over
to the second."""
OURS = ".crossfolio, .crossfolio-evidence"


@dataclass(frozen=True, slots=True)
class Site:
    """A built site and where it is served."""

    folder: Path
    address: str
    log: str
    code: int


@dataclass(slots=True)
class Visit:
    """A page of the browser, and what went wrong on it."""

    page: Page
    site: str
    troubles: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.site + path, wait_until="load")
        return self.page

    def go_instantly(self, path: str) -> Page:
        """Open a page whose links change it without loading another.

        Material lets the browser follow links until it has read `sitemap.xml`, which it asks for
        once the page stands. Asked for once more, it is there only after Material has read it.
        """
        with self.page.expect_request_finished(lambda it: it.url.endswith("/sitemap.xml")):
            self.page.goto(self.site + path, wait_until="load")
        self.page.evaluate("it => fetch(it).then(it => it.text())", self.site + "sitemap.xml")
        return self.page


FINISHED = """
Promise.allSettled(
  document.getAnimations()
    .filter(it => it.effect.getComputedTiming().endTime < Infinity)
    .map(it => it.finished)
).then(() => true)
"""
"""Waits until nothing on a page is on its way to another look."""


def recolour(page: Page, scheme: str) -> None:
    """Have a page in the colours of a scheme, once they have passed into one another."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.evaluate(FINISHED)


def search(page: Page, words: str) -> None:
    """Search with Material for all the words at once: no list of hits for a part of them comes."""
    field = page.locator(".md-search__input")
    field.click()
    field.fill(words)
    field.press("Shift")  # It looks at the field whenever a key is let go.


def follow_hit(page: Page, end: str = "") -> None:
    """Search for words of the item E11, and follow the result that is its page.

    Args:
        page: Any page of the worked site.
        end: What the address of each page ends in.
    """
    search(page, "situations from memory")
    result = page.locator(".md-search-result__link[href*='evidence/e11']").first
    expect(result).to_be_visible()
    result.click()
    page.wait_for_url(f"**/evidence/e11/{end}**")
    expect(page.locator(".crossfolio-evidence h1")).to_contain_text("Second talk off the job")


Look = Callable[..., Visit]
"""Opens a page that is only looked at: of a site, at a path, a width and a scheme."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder as hosts of static sites do: quietly, and with the site's own 404 page."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's page for what is not there."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class _Server(ThreadingHTTPServer):
    """Has browsers wait in a line that is long enough for all that a page asks for at once."""

    request_queue_size = 128


@contextmanager
def server() -> Iterator[tuple[str, list[Path]]]:
    """Serve the folder that is put into the list; the address is known before it is built."""
    folders: list[Path] = []

    def handler(*arguments: Any, **named: Any) -> _Handler:  # noqa: ANN401 - passed on
        return _Handler(*arguments, directory=str(folders[0]), **named)

    with _Server(("127.0.0.1", 0), partial(handler)) as http:
        thread = Thread(target=http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/", folders
        finally:
            http.shutdown()
            thread.join()


def build(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build a project as its users do."""
    return run_python(["-m", "mkdocs"], root, ("build", "--site-dir", str(site)), {})


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (root / "docs").mkdir(exist_ok=True)
    return root


def copy_worked(root: Path) -> Path:
    """Copy the worked portfolio."""
    for name in ("criteria", "evidence", "assessment", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root


def chromium() -> str:
    """Find Chromium, and say plainly what to do where there is none."""
    named = os.environ.get("CROSSFOLIO_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not found or not Path(found).is_file():
        raise RuntimeError(
            f"These tests need Chromium. None of {', '.join(NAMES)} is on PATH, and "
            f"CROSSFOLIO_CHROMIUM is {named or 'not set'}. Run `make browser`, or name the "
            "program in CROSSFOLIO_CHROMIUM."
        )
    return found


@contextmanager
def alone(browser: Browser, **options: Any) -> Iterator[Page]:  # noqa: ANN401 - Playwright's
    """Give a page of a context of its own, such as for files; it waits as long as the others."""
    context = browser.new_context(**options)
    context.set_default_timeout(LONGEST)
    try:
        yield context.new_page()
    finally:
        context.close()


@dataclass
class _Window:
    """A context of the browser: what it has loaded serves the next visit, if it has the same shape.

    Its pages are closed after each visit, and all that they stored is gone.
    """

    context: BrowserContext
    visit: Visit | None = None

    def note(self, trouble: str) -> None:
        """Write down what went wrong."""
        if self.visit:
            self.visit.troubles.append(trouble)

    def look(self, request: Request) -> None:
        """Write down a request to another host."""
        if self.visit and urlsplit(request.url).netloc not in (
            urlsplit(self.visit.site).netloc,
            "",
        ):
            self.note(f"request to {request.url}")

    def leave(self, page: Page, site: str) -> None:
        """Close all pages, without anything that they have stored."""
        page.goto("about:blank")
        self.visit = None
        storage = {"origin": site.rstrip("/"), "storageTypes": "all"}
        self.context.new_cdp_session(page).send("Storage.clearDataForOrigin", storage)
        self.context.clear_cookies()
        for one in self.context.pages:
            one.close()


_UNUSED: dict[tuple[Browser, int, str, bool], list[_Window]] = {}


@contextmanager
def visit(
    browser: Browser,
    site: str,
    *,
    width: int = WIDE,
    scheme: str = "light",
    scripts: bool = True,
) -> Iterator[Visit]:
    """Give a page that notes errors, requests to other hosts, dialogs, windows and `FIRED`."""
    unused = _UNUSED.setdefault((browser, width, scheme, scripts), [])
    window = unused.pop() if unused else _window(browser, width, scheme, scripts=scripts)
    try:
        page = window.context.new_page()
        page.on("dialog", lambda it: (window.note(f"dialog {it.message}"), it.dismiss()))
        page.on("pageerror", lambda error: window.note(f"error {error}"))
        page.on(
            "console",
            lambda it: (
                window.note(f"console {it.type}: {it.text} {it.location}") if bad(it) else None
            ),
        )
        seen = window.visit = Visit(page, site)
        yield seen
        window.leave(page, seen.site)
    except BaseException:
        window.context.close()
        raise
    unused.append(window)


def _window(browser: Browser, width: int, scheme: str, *, scripts: bool) -> _Window:
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(LONGEST)
    window = _Window(context)
    context.on("request", window.look)
    context.expose_function("FIRED", lambda *what: window.note(f"FIRED {what}"))
    context.on("page", lambda it: window.note(f"window {it.url}"))
    return window


def bad(message: Any) -> bool:  # noqa: ANN401 - Playwright's
    """Tell whether a line of the console is an error; that of a page not found is expected."""
    missing = "status of 404" in message.text and message.location["url"].endswith("/not/here/")
    return message.type == "error" and not missing
