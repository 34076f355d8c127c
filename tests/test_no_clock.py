"""No test looks at a clock: work is counted, and waiting is for an event.

A busy machine then makes the suite slow and never red. What hangs is ended by pytest, whose limit
(`faulthandler_timeout`) is the only one.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
CLOCKS = {
    *("monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time"),
    *("process_time_ns", "thread_time", "time_ns", "getrusage", "today", "now", "utcnow"),
    *("wait_for_timeout", "setitimer", "alarm"),
}
"""Names of functions that read a clock, or wait for one."""
LIMITS = {"timeout", "deadline"}
WORDS = re.compile(
    r"""networkidle|setInterval|setTimeout\([^()]*,|\bsleep\s*\(?\s*[1-9.]
    |time\.(sleep|time|monotonic|perf_counter|process_time)\(|(date|datetime)\.(today|now)\(
    """,
    re.VERBOSE,
)
"""The same in programs that stand in a test as text."""
EXCEPTIONS = {
    "forking.py: time": "what is forked takes the time zone of its environment",
    "browser/conftest.py: timeout": "Playwright wants a limit, and this is the only one",
}


def clocks(text: str) -> list[str]:
    """Name the clocks in the text of a module."""
    return [name for node in ast.walk(ast.parse(text)) for name in _clock(node)]


def _clock(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (name.name for name in names if name.name in ("time", "timeit"))
        case ast.ImportFrom(module="time" | "timeit"):
            yield str(node.module)
        case ast.Call(func=ast.Attribute(attr=name), args=words):
            yield from _called(name, words)
        case ast.keyword(arg=str(name), value=value) if name in LIMITS:
            yield from () if isinstance(value, ast.Constant) and not value.value else (name,)
        case ast.Constant(value=str(words)):
            yield from (found.group() for found in WORDS.finditer(words))


def _called(name: str, words: list[ast.expr]) -> Iterator[str]:
    given = words[0].value if words and isinstance(words[0], ast.Constant) else None
    sleeps = name == "sleep" and given != 0
    limited = name in ("wait", "join") and isinstance(given, int | float)
    if name in CLOCKS or sleeps or limited:
        yield name


def test_no_module_looks_at_a_clock() -> None:
    """Nothing in the folder of the tests does, but for what is listed with its reason."""
    found = {
        f"{path.relative_to(FOLDER).as_posix()}: {clock}"
        for path in FOLDER.rglob("*.py")
        if path != Path(__file__)
        for clock in clocks(path.read_text("utf-8"))
    }
    assert found == set(EXCEPTIONS)


@pytest.mark.parametrize(
    "text",
    [
        *("import time", "from time import monotonic", "date.today()", "datetime.now(tz=UTC)"),
        *("run(words, timeout=3)", "page.wait_for_timeout(9)", "settings(deadline=200)"),
        *("process.wait(30)", "asyncio.sleep(0.1)", "'import time; time.sleep(9)'"),
        *("'exec sleep 60'", "'setTimeout(done, 500)'", "page.goto(x, wait_until='networkidle')"),
    ],
)
def test_a_clock_is_seen(text: str) -> None:
    """Each way to look at one is found."""
    assert clocks(text)


@pytest.mark.parametrize(
    "text", ["asyncio.sleep(0)", "settings(deadline=None)", "process.wait()", "'setTimeout(done)'"]
)
def test_what_is_no_clock(text: str) -> None:
    """What waits for nothing, and what has no limit, is none."""
    assert clocks(text) == []
