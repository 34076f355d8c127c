"""Changes to files as one patch, which `git apply` and `patch -p1` take."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import diff_bytes, unified_diff

_ESCAPES = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: '"', 92: "\\"}
"""Bytes that git writes as a letter. Source: git's `quote.c`."""


def render(changes: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """Return changes of files as a unified patch, which `patch` and `git apply` read.

    There is no line `diff --git`: with it, git takes the paths from the root of the repository,
    and not from the folder in which the patch is applied.

    Args:
        changes: The old and the new bytes of each file, by its path from the project's root.
    """
    return b"".join(b"".join(_file(path, *both)) for path, both in changes.items())


def _file(path: str, old: bytes, new: bytes) -> Iterator[bytes]:
    if old == new:
        return
    yield b"--- " + _name(f"a/{path}") + b"\n"
    yield b"+++ " + _name(f"b/{path}") + b"\n"
    before, after = _lines(old), _lines(new)
    lines = diff_bytes(unified_diff, before, after, lineterm=b"\n")
    for number, line in enumerate(lines):
        if number > 1:  # The first two are names, which difflib does not quote.
            yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[bytes]:
    """Return the lines of a file as git counts them."""
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])


def _name(path: str) -> bytes:
    """Return a file's name as git writes it: quoted where it holds more than plain ASCII."""
    data = path.encode("utf-8", "surrogateescape")
    shown = "".join(_characters(data))
    if shown != data.decode("latin-1"):
        return f'"{shown}"'.encode()
    return data + b"\t" * (b" " in data)  # Else its end would not be known.


def _characters(data: Iterable[int]) -> Iterator[str]:
    for byte in data:
        if byte in _ESCAPES:
            yield f"\\{_ESCAPES[byte]}"
        else:
            yield chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}"  # noqa: PLR2004 - ASCII
