"""Programs in processes of their own, without the start of Python and its imports in each.

A server that has imported what `mkdocs` and `crossfolio` need forks for each run, and what is
forked becomes the program: with a folder, an environment, streams, a memory and an end of its
own. Two servers take turns, so that runs after each other differ in their hash seeds, as processes
do. Compiled templates of the theme and of ours are kept between runs, as Jinja keeps them.
"""

import atexit
import json
import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, NoReturn

FIXED = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
_PLUGINS = str(Path(__file__).parents[1] / "plugins")


def run_python(
    program: list[str], root: Path, arguments: tuple[str, ...], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program.

    Args:
        program: `-m` and the name of a module of MkDocs or Crossfolio, or `-c` and some code.
        root: The folder that it is run in.
        arguments: What stands behind the program.
        environment: Variables that differ from those of the tests.
    """
    whole = {**os.environ, **FIXED, **environment}
    if not hasattr(os, "fork") or any(name.startswith("PYTHON") for name in environment):
        return start_python([*program, *arguments], root, whole)
    with _one_of(_servers()) as server:
        return server.run([*program, *arguments], root, whole)


def start_python(
    words: list[str], root: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program with a Python that is started for it."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


class _Server:
    """A process that forks for each run."""

    def __init__(self, folder: Path, number: int) -> None:
        self._streams = [folder / f"{number}-{name}" for name in ("out", "err")]
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(folder)],
            env={**os.environ, **FIXED},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, words: list[str], root: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a program; return how it ended and what it said."""
        told = self._process
        assert told.stdin
        assert told.stdout
        request = [words, str(root), environment, [str(stream) for stream in self._streams]]
        told.stdin.write(json.dumps(request) + "\n")
        told.stdin.flush()
        code = int(told.stdout.readline())
        out, err = (stream.read_text("utf-8") for stream in self._streams)
        return subprocess.CompletedProcess([sys.executable, *words], code, out, err)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@cache
def _servers() -> "SimpleQueue[_Server]":
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    waiting: SimpleQueue[_Server] = SimpleQueue()
    for number in (1, 2):
        server = _Server(Path(folder.name), number)
        atexit.register(server.close)
        waiting.put(server)
    return waiting


@contextmanager
def _one_of(waiting: "SimpleQueue[_Server]") -> Iterator[_Server]:
    server = waiting.get()
    try:
        yield server
    finally:
        waiting.put(server)


def _serve(folder: str) -> None:
    """Fork for each line of the standard input; what is forked becomes what the line says."""
    _load()
    _keep_compiled(folder)
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if not child:
            _become(*json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - the answer


def _load() -> None:
    """Import what the programs import, but for the modules that they are."""
    for name in (
        *("mkdocs.__main__", "mkdocs.commands.build", "material.plugins.search.plugin"),
        *("markdown.extensions.tables", "markdown.extensions.codehilite", "jsonschema_rs"),
        *("crossfolio.mkdocs_plugin.plugin", "crossfolio.cli.main", "pymdownx.superfences"),
    ):
        __import__(name)
    del sys.modules["mkdocs.__main__"]


def _keep_compiled(folder: str) -> None:
    """Have environments of Jinja that keep no compiled templates keep those of packages."""
    from jinja2 import Environment, FileSystemBytecodeCache  # noqa: PLC0415 - for the server alone
    from jinja2.bccache import Bucket  # noqa: PLC0415

    class OfPackages(FileSystemBytecodeCache):
        """Compiled templates, but none of a user's own."""

        def get_bucket(
            self, environment: Environment, name: str, filename: str | None, source: str
        ) -> Bucket:
            if filename and filename.startswith((sys.prefix, _PLUGINS)):
                return super().get_bucket(environment, name, filename, source)
            return Bucket(environment, "", self.get_source_checksum(source))

        def set_bucket(self, bucket: Bucket) -> None:
            if bucket.key:
                super().set_bucket(bucket)

    kept, begin = OfPackages(folder, "%s.jinja"), Environment.__init__

    def begun(env: Environment, *words: Any, **named: Any) -> None:  # noqa: ANN401 - passed on
        begin(env, *words, **named)
        env.bytecode_cache = env.bytecode_cache or kept

    Environment.__init__ = begun  # type: ignore[method-assign]


def _become(
    words: list[str], root: str, environment: dict[str, str], streams: list[str]
) -> NoReturn:
    """Be the program: Python ends with it as it would have begun with it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(root)
    for number, path in enumerate((os.devnull, *streams)):
        handle = os.open(path, os.O_RDWR if not number else os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - that stream
    kind, program, *arguments = words
    sys.path[0] = root if kind == "-m" else ""
    sys.argv = [kind, *arguments]
    if kind == "-m":
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    else:
        main = sys.modules["__main__"] = ModuleType("__main__")
        exec(program, main.__dict__)  # noqa: S102 - as Python does
    sys.exit()


if __name__ == "__main__":
    _serve(sys.argv[1])
