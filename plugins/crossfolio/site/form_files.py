"""The files that the forms of assessors load: scripts, their style, and data by unit."""

from collections.abc import Iterator
from gettext import NullTranslations
from importlib.resources import files as resources

from crossfolio.core.seen import Seen
from crossfolio.site.data.assess_data import record_data, unit_data
from crossfolio.site.data.forge import ForgeLink
from crossfolio.site.views.judging import RECORD, unit_file

_LOADED = ("assess.js", "assess-writer.js", "assess-parts.js", "assess-form.js", "assess.css")


def form_files(
    seen: Seen, forge: ForgeLink | None, words: NullTranslations
) -> Iterator[tuple[str, bytes]]:
    """Give what forms load, each by its name in the folder of assets.

    Args:
        seen: The portfolio.
        forge: Where a decision is begun as a new file in the browser, if anywhere.
        words: What texts are looked up in.
    """
    folder = resources("crossfolio.site").joinpath("forms")
    for name in _LOADED:
        yield name, folder.joinpath(name).read_bytes()
    yield _data(RECORD, record_data(seen, forge))
    for unit in seen.portfolio.taken:
        yield _data(unit_file(unit), unit_data(unit, seen, words))


def _data(name: str, data: str) -> tuple[str, bytes]:
    """Return a file of data as a script, which pages that are files may load."""
    return f"assess/{name}.js", f'crossfolioForms("{name}", {data});\n'.encode()
