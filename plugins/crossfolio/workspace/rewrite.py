"""Files that are there, written anew: whole or not at all, and never over what somebody changed."""

import os
from pathlib import Path
from shutil import copymode
from tempfile import mkstemp


class NotRewrittenError(Exception):
    """A file that was left as it is, and why."""


def rewrite(root: Path, path: str, old: bytes, new: bytes) -> None:
    """Replace the bytes of a file; its permissions stay.

    Args:
        root: The project's folder.
        path: The file's, from there, with `/`.
        old: What it has to hold: what the new bytes were made from.
        new: What it is to hold.

    Raises:
        NotRewrittenError: Where it holds something else by now, or a link leads to it.
        OSError: Where it cannot be written; it is then as it was.
    """
    file = root / path
    if leads_by_link(root, path):
        raise NotRewrittenError("a link leads there, and links are not followed")
    handle, name = mkstemp(dir=file.parent, prefix=f".{file.name[:100]}.")
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(new)
            opened.flush()
            os.fsync(opened.fileno())
        copymode(file, scratch)
        _ensure(file, old)
        scratch.replace(file)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _ensure(file: Path, old: bytes) -> None:
    if file.read_bytes() != old:
        raise NotRewrittenError("it has changed since it was read")


def leads_by_link(root: Path, path: str) -> bool:
    """Tell whether a file, or a folder on the way to it from the root, is a link."""
    parts = Path(path).parts
    return any(root.joinpath(*parts[: n + 1]).is_symlink() for n in range(len(parts)))
