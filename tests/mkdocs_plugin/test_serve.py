"""`mkdocs serve` while a portfolio is written: it never stops, and shows what is wrong."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from threading import Event, Thread
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tea import MKDOCS_KEEPING, PAGE, SITE, UNIT, Project, Run

DECISION = """\
decision: D01
assessor: A1
date: 2026-05-02
evidence:
  - {id: E01, fingerprint: "cf2:%s"}
criteria:
  - {criterion: TEA.AC1, outcome: met, feedback: A pot that Bartholomew would be proud of.}
"""


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, address: str, process: subprocess.Popen[str]) -> None:
        self._address = address
        self._log: list[str] = []
        self._serves = Event()
        """Set once it answers, or has ended."""
        self._reader = Thread(target=self._read, args=(process.stdout or (),), daemon=True)
        self._reader.start()
        self._serves.wait()

    def _read(self, log: Iterable[str]) -> None:
        for line in log:
            self._log.append(line)
            if "Serving on" in line:
                self._serves.set()
        self._serves.set()

    def close(self) -> None:
        """Read what is left of the log."""
        self._reader.join()

    def text(self, path: str) -> str:
        """Return a page as plain text, nothing where there is none."""
        page = self._page(path)
        article = page[page.find("<article") : page.find("</article>")]
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", article)).split())

    def _page(self, path: str) -> str:
        try:
            with urlopen(self._address + path) as answer:  # noqa: S310 - our own
                page: str = answer.read().decode()
        except HTTPError as error:
            page = error.read().decode()
        except (URLError, ConnectionError) as error:
            raise AssertionError("".join(self._log)) from error
        return page

    def missing(self, path: str) -> str:
        """Return the page for what is not there."""
        try:
            urlopen(self._address + path)  # noqa: S310 - our own
        except HTTPError as error:
            return error.read().decode()
        raise AssertionError(f"there is a page at {path}")

    def until(self, path: str, holds: Callable[[str], bool]) -> str:
        """Return a page as soon as it is as it should be: look at each build, as browsers do."""
        while True:
            build = self._page("livereload/0/1")  # Answered at once, with what build this is.
            text = self.text(path)
            if text and holds(text):
                return text
            self._page(f"livereload/{build}/1")  # Answered once there is another.


@contextmanager
def serving(root: Path, kept: Path | None = None) -> Iterator[Server]:
    """Serve a project on a free port.

    Args:
        root: The project.
        kept: Where the results of pages are kept, also of a project as small as this one.
    """
    program = ["-c", MKDOCS_KEEPING] if kept else ["-m", "mkdocs"]
    where = {"CROSSFOLIO_CACHE_DIR": str(kept)} if kept else {}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, *program, "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **where},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        server = Server(f"http://127.0.0.1:{port}/", process)
        try:
            yield server
        finally:
            process.terminate()
            server.close()


def change(path: Path, old: str, new: str) -> None:
    """Change a file of the project, as its writer does in an editor."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_broken_from_the_start(project: Project) -> None:
    """A broken portfolio is served, with each finding on the page that it belongs to."""
    gap = PAGE.replace(", TEA.AC2]", "]").replace(" [TEA.AC2]", "")
    root = project(
        {
            "evidence/e01.md": gap.replace("kind:", "kidn: x\nkind:"),
            "evidence/latin.md": b"---\nid: E02\ntitle: caf\xe9\n---\n",
        }
    )

    with serving(root) as server:
        item = server.until("evidence/e01/", lambda text: "EVI103" in text)
        problems = server.text("problems/")
        unit = server.text("units/tea/")
        overview = server.text("")

    assert "1 finding on this page" in item
    assert "unknown field kidn" in item
    assert "evidence/e01.md:4:1" in item
    assert "I made it." in item
    assert "SRC101" in problems
    assert "evidence/latin.md" in problems
    assert "COV101" in unit
    assert "no evidence for TEA.AC2" in unit
    assert "TEA.AC2 A warm pot" in overview


def test_with_what_an_earlier_build_has_kept(
    project: Project, keeping: Run, tmp_path: Path
) -> None:
    """A server begins with what is kept of pages, and shows what changes before and after."""
    kept = tmp_path / "kept"
    other = PAGE.replace("E01", "E02").replace("A morning's tea", "An evening's tea")
    root = project({"evidence/e02.md": other})
    assert keeping(root, "build", CROSSFOLIO_CACHE_DIR=str(kept)).returncode == 0
    change(root / "evidence/e01.md", "I made it.", "I made a first pot.")

    with serving(root, kept) as server:
        server.until("evidence/e01/", lambda text: "a first pot" in text)
        change(root / "evidence/e02.md", "I made it.", "I made a second pot.")
        server.until("evidence/e02/", lambda text: "a second pot" in text)
        change(root / "evidence/e01.md", "a first pot", "a third pot")
        server.until("evidence/e01/", lambda text: "a third pot" in text)
        assert "a second pot" in server.text("evidence/e02/")
        assert "An evening's tea" in server.text("units/tea/")


def test_changes_are_seen(project: Project) -> None:
    """Evidence, criteria and decisions are watched, also those that were not there before."""
    people = "people: {A1: {roles: [assessor], display_name: Odile Quartermain}}\n"
    root = project({"assessment/people.yml": people})

    with serving(root) as server:
        server.until("evidence/e01/", lambda text: "I made it." in text)

        change(root / "evidence/e01.md", "I made it.", "I made a second pot.")
        server.until("evidence/e01/", lambda text: "a second pot" in text)

        change(root / "criteria/tea.yml", "Warm the pot first.", "Warm the pot with care.")
        server.until("units/tea/", lambda text: "with care" in text)

        decisions = root / "assessment/decisions"
        decisions.mkdir()
        (decisions / "D01.yml").write_text(DECISION % ("0" * 64), encoding="utf-8")
        server.until("units/tea/", lambda text: "Decision D01" in text)

        change(decisions / "D01.yml", "Bartholomew", "Wilhelmina")
        server.until("units/tea/", lambda text: "Wilhelmina" in text)

        (root / "evidence/e02.md").write_text(PAGE.replace("E01", "E02"), encoding="utf-8")
        server.until("evidence/e02/", lambda text: "I made it." in text)


def test_break_and_mend(project: Project) -> None:
    """Breaking a file does not stop the server, and mending it clears the finding."""
    root = project({})
    page, unit = root / "evidence/e01.md", root / "criteria/tea.yml"

    with serving(root) as server:
        server.until("evidence/e01/", lambda text: "on this page" not in text)

        change(page, "kind: product", "kind: produkt")
        broken = server.until("evidence/e01/", lambda text: "on this page" in text)
        assert "EVI102" in broken
        assert "product" in broken[broken.index("Help:") :]

        page.write_bytes(b"---\nid: E01\ntitle: caf\xe9\n---\n")
        server.until("problems/", lambda text: "SRC101" in text)

        page.write_text(PAGE, encoding="utf-8")
        server.until("evidence/e01/", lambda text: "on this page" not in text)

        unit.write_text("unit: [TEA\n", encoding="utf-8")
        server.until("problems/", lambda text: "criteria/tea.yml" in text)

        unit.write_text(UNIT, encoding="utf-8")
        server.until("units/tea/", lambda text: "A warm pot" in text)
        assert "on this page" not in server.text("evidence/e01/")


def test_what_cannot_be_read_keeps_its_address(project: Project) -> None:
    """A slip that makes a page or a unit unreadable is shown where it stood, until it is mended.

    Once the address of a page is known; at one that is not, the page for what is missing waits.
    """
    root = project({})
    page, unit = root / "evidence/e01.md", root / "criteria/tea.yml"

    with serving(root) as server:
        server.until("evidence/e01/", lambda text: "I made it." in text)

        change(page, "title: A morning's tea", "title: Tea: a morning's")
        broken = server.until("evidence/e01/", lambda text: "on this page" in text)
        assert "evidence/e01.md cannot be read" in broken
        assert "SRC102" in broken
        assert "evidence/e01.md:3:" in broken

        page.write_text(PAGE, encoding="utf-8")
        server.until("evidence/e01/", lambda text: "I made it." in text)

        unit.write_text("unit: [TEA\n", encoding="utf-8")
        server.until("units/tea/", lambda text: "criteria/tea.yml cannot be read" in text)

        unit.write_text(UNIT, encoding="utf-8")
        server.until("units/tea/", lambda text: "A warm pot" in text)
        assert "location.reload()" in server.missing("evidence/e99/")


def test_strict_settings_do_not_stop_it(project: Project) -> None:
    """Under `strict: true`, too, a finding is shown and the server goes on."""
    root = project({"mkdocs.yml": SITE + "strict: true\n"})

    with serving(root) as server:
        change(root / "evidence/e01.md", "criteria: [TEA.AC1, TEA.AC2]", "criteria: [TEA.AC9]")

        text = server.until("evidence/e01/", lambda text: "TAG101" in text)

    assert "unknown criterion TEA.AC9" in text
