"""The files of data beside the pages: the portfolio as JSON, as tables, and as a badge."""

from collections.abc import Callable, Iterator
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from crossfolio.core.check import Checked
from crossfolio.reports.site.addresses import Link
from crossfolio.reports.site.coverage_badge import coverage_badge
from crossfolio.reports.site.portfolio_data import portfolio_data
from crossfolio.reports.site.spreadsheets import coverage_table, matrix_table


def data_files(
    checked: Checked, link: Callable[[File], Link], config: MkDocsConfig
) -> Iterator[File]:
    """Give the files of data.

    Args:
        checked: The portfolio.
        link: Gives, for a file, what gives addresses relative to it.
        config: MkDocs' configuration.
    """
    makers: dict[str, Callable[[Link], bytes]] = {
        "portfolio.json": lambda to: portfolio_data(checked, to).encode(),
        "matrix.csv": partial(matrix_table, checked),
        "coverage.csv": lambda _to: coverage_table(checked),
        "coverage.svg": lambda _to: coverage_badge(checked).encode(),
    }
    for name, make in makers.items():
        file = File.generated(config, name, content=b"")
        file.content_bytes = make(link(file))
        yield file
