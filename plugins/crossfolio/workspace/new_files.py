"""New files, written whole or not at all, and never over one that is there."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from crossfolio.core.findings import Finding
from crossfolio.core.settings import Settings
from crossfolio.loaders.criteria_file import read_criteria
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.loaders.portfolio_file import read_portfolio


class OccupiedError(Exception):
    """Something stands where a new file was to be; nothing was written."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(f"nothing was written; this is there already: {', '.join(paths)}")


def refused(texts: Mapping[str, str], settings: Settings) -> Iterator[Finding]:
    """Give what the check would refuse in new files, by the loaders that will read them.

    Args:
        texts: The files by path.
        settings: Which folders there are.
    """
    page = partial(read_evidence, folder=settings.evidence, dialect=settings.dialect)
    for path, text in texts.items():
        if path.startswith(f"{settings.criteria}/"):
            yield from read_criteria(text.encode(), path)[1]
        elif path == f"{settings.evidence}/portfolio.yml":
            yield from read_portfolio(text.encode(), path)[1]
        elif path.startswith(f"{settings.evidence}/"):
            yield from page(text.encode(), path)[1]


def write_new(root: Path, texts: Mapping[str, str]) -> None:
    """Write new text files below a folder, all of them or none.

    Args:
        root: The folder; it is made where there is none.
        texts: The files by path from there, with `/`.

    Raises:
        OccupiedError: Where one of them, or a link on the way to it, is there already.
        OSError: Where one cannot be written; those before it are taken away again.
    """
    there = sorted({path for path in texts if _occupied(root, path)})
    if there:
        raise OccupiedError(there)
    made: list[Path] = []
    try:
        for path, text in texts.items():
            file = root / path
            made += _folders(file.parent)
            with file.open("xb") as opened:
                made.append(file)
                opened.write(text.encode())
    except BaseException:
        for it in reversed(made):
            it.rmdir() if it.is_dir() else it.unlink()
        raise


def _occupied(root: Path, path: str) -> bool:
    """Tell whether a file cannot be new, or would be written through a link."""
    file = root / path
    if file.exists() or file.is_symlink():
        return True
    ways = (root.joinpath(*Path(path).parts[:n]) for n in range(1, len(Path(path).parts)))
    return any(way.is_symlink() or (way.exists() and not way.is_dir()) for way in ways)


def _folders(folder: Path) -> list[Path]:
    """Make a folder with those above it; return the new ones, outermost first."""
    missing = [it for it in (folder, *folder.parents) if not it.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing
