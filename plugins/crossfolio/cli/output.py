"""Writing reports to files, whole or not at all, and how they name the files they are about."""

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

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


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that its old content or the new one is there, never a part.

    Raises:
        OSError: Where it cannot be written; the old file is then untouched.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(encoded(text))  # A device or a pipe stays one.
        return
    from tempfile import mkstemp

    try:
        handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        error.filename = str(path)
        raise
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(encoded(text))
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(0o644)
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def encoded(text: str) -> bytes:
    """Return a text as the bytes that it has on every system; halves of characters are spelt."""
    return text.encode("utf-8", "backslashreplace")


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
    with path.open("ab") as file:
        file.write(encoded(text))


def surroundings() -> tuple[Path, Path]:
    """Return the repository's root and the folder that the command runs in."""
    top = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or Path.cwd()
    return Path(top), Path.cwd()


def below_repository(root: Path) -> str:
    """Return a project's folder as the repository's root sees it, or nothing.

    A forge knows files by their path from there. It is the folder that the forge's runner
    names, else the one that the command runs in; a project outside of it keeps its own paths.
    """
    top, _ = surroundings()
    project, repository = root.resolve(), top.resolve()
    if not project.is_relative_to(repository):
        return ""
    return project.relative_to(repository).as_posix()
