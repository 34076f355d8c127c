"""The files of data beside the pages: the portfolio as JSON, as tables, and as a badge."""

from collections.abc import Callable, Iterator
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from crossfolio.core.seen import Seen
from crossfolio.mkdocs_plugin.files import OwnFile
from crossfolio.mkdocs_plugin.site_pages import SitePages
from crossfolio.reports.addresses import Link
from crossfolio.site.data.coverage_badge import coverage_badge
from crossfolio.site.data.portfolio_data import portfolio_data
from crossfolio.site.data.spreadsheets import coverage_table, matrix_table


def data_files(seen: Seen, pages: SitePages, config: MkDocsConfig) -> Iterator[File]:
    """Give the files of data."""
    makers: dict[str, Callable[[Link], bytes]] = {
        "portfolio.json": lambda to: portfolio_data(seen, to).encode(),
        "matrix.csv": partial(_matrix, seen, pages),
        "coverage.csv": lambda _to: coverage_table(seen),
        "coverage.svg": lambda _to: coverage_badge(seen).encode(),
    }
    for name, make in makers.items():
        file = OwnFile.generated(config, name, content=b"")
        file.content_bytes = make(pages.places.link(file))
        yield file


def _matrix(seen: Seen, pages: SitePages, to: Link) -> bytes:
    text: str = pages.once("matrix.csv", lambda: matrix_table(seen, to).decode())
    return text.encode()
