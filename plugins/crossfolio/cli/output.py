"""Writing reports to files, whole or not at all, and how they name the files they are about."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

# ruff: noqa: PLC0415 - what few runs need is loaded by those


def spare_sources(
    options: argparse.Namespace, outputs: Iterable[Path], sources: Mapping[str, Path]
) -> None:
    """Make sure that a command writes over no source.

    Args:
        options: Of the command.
        outputs: The files and folders that it is about to write.
        sources: What the project is written in, by name.

    Raises:
        SystemExit: With 2, where one of the outputs is a source, holds one or lies among them.
    """
    from crossfolio.workspace.outputs import RefusedOutputError, spare_sources

    for output in outputs:
        try:
            spare_sources(output, sources)
        except RefusedOutputError as error:
            said = f"nothing was written to {output.as_posix()}: {error}; write it elsewhere"
            options.parser.error(said)


def write_all(texts: Mapping[Path, str | bytes]) -> None:
    """Write files so that of each the old content or the new one is there, never a part.

    None takes its place before all are written: on a full disk every old file stays.

    Raises:
        OSError: Where one cannot be written; the old files are then untouched.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            with _named(path):
                if path.exists() and not path.is_file():
                    path.write_bytes(encoded(text))  # A device stays one.
                else:
                    ready.append((_scratch(path), path))
                    _fill(ready[-1][0], text)
        for scratch, path in ready:
            scratch.replace(path)
    except BaseException:
        for scratch, _ in ready:
            scratch.unlink(missing_ok=True)
        raise


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write; it takes the place of another once it is whole.

    Raises:
        OSError: Where it cannot be written; what was there before is untouched.
    """
    with _named(path):
        scratch = _scratch(path)
        try:
            with scratch.open("w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            scratch.chmod(0o644)
            scratch.replace(path)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Have an error of the system name the file that was to be written."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def _scratch(path: Path) -> Path:
    """Make an empty file beside another, under a name that nobody uses."""
    from tempfile import mkstemp

    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    return Path(name)


def _fill(scratch: Path, text: str | bytes) -> None:
    """Write a text, so that it is on the disk before the file takes the place of another."""
    with scratch.open("wb") as file:
        file.write(encoded(text))
        file.flush()
        os.fsync(file.fileno())
    scratch.chmod(0o644)


def encoded(text: str | bytes) -> bytes:
    """Return a text as the bytes that it has on every system; halves of characters are spelt."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")


def print_bytes(data: bytes) -> None:
    """Print bytes as they are: neither the terminal's encoding nor its line ends change them."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def append(path: Path, text: str) -> None:
    """Add text to a file that others add to as well, in one go.

    Raises:
        OSError: Where it cannot be written.
    """
    with _named(path), path.open("ab") as file:
        file.write(encoded(text))


def surroundings() -> tuple[Path, Path]:
    """Return the repository's root and the folder that the command runs in."""
    top = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or Path.cwd()
    return Path(top), Path.cwd()


def below_repository(root: Path) -> str:
    """Return a project's folder as the repository's root sees it; empty without one.

    A forge knows files by their path from there. It is the folder that the forge's runner
    names, else the one that the command runs in; a project outside of it keeps its own paths.
    """
    top, _ = surroundings()
    project, repository = root.resolve(), top.resolve()
    if not project.is_relative_to(repository):
        return ""
    return project.relative_to(repository).as_posix()
