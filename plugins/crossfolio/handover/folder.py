"""A new folder, written whole or not at all."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from crossfolio.handover.bag import Content

_INNER = "new"


def write_folder(folder: Path, files: Mapping[str, Content]) -> None:
    """Write files below a folder that is not there yet.

    Args:
        folder: The folder; those above it are made.
        files: By path from there.

    Raises:
        OSError: Where something cannot be read or written; the folder is then not there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, content in files.items():
            path = scratch / _INNER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                shutil.copyfile(content, path)
        (scratch / _INNER).rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
