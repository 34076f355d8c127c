"""The pages to print: files beside the pages of the theme, which has no part in them."""

from collections.abc import Iterator
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from crossfolio.core.seen import Seen
from crossfolio.mkdocs_plugin.files import PRINT_STYLE, OwnFile
from crossfolio.mkdocs_plugin.site_pages import SitePages
from crossfolio.reports.addresses import BUNDLE, unit_sheet
from crossfolio.site.environment import Look
from crossfolio.site.views.print_view import bundle, unit_form, unit_print


def print_files(seen: Seen, pages: SitePages, config: MkDocsConfig, look: Look) -> Iterator[File]:
    """Give the page to print of each unit taken, and of the whole portfolio.

    All lie in one folder, so that a sheet has the same links by itself and among the others.
    """
    whole = OwnFile.generated(config, f"{BUNDLE}.html", content=b"")
    pages.places.add(BUNDLE, whole)
    to, style = pages.places.link(whole), get_relative_url(PRINT_STYLE, whole.url)
    forms = {
        unit: pages.once(f"{unit_sheet(unit)}.html", partial(unit_form, unit, seen, to, look.words))
        for unit in seen.portfolio.taken
    }
    for unit, form in forms.items():
        html = unit_print(unit, form, to, style, look=look)
        file = OwnFile.generated(config, f"{unit_sheet(unit)}.html", content=html.encode())
        pages.places.add(unit_sheet(unit), file)
        yield file
    whole.content_bytes = bundle(forms.values(), seen, to, style, look=look).encode()
    yield whole
