"""The files of the page "New evidence", as MkDocs gets them."""

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from crossfolio.core.seen import Seen
from crossfolio.mkdocs_plugin.files import OwnFile
from crossfolio.mkdocs_plugin.site_pages import SitePages
from crossfolio.reports.addresses import NEW_EVIDENCE, OVERVIEW
from crossfolio.site.environment import Look
from crossfolio.site.new_evidence import PAGE, new_evidence


def new_evidence_files(
    seen: Seen, pages: SitePages, config: MkDocsConfig, look: Look
) -> Iterator[File]:
    """Give the page and what it loads; nothing in an edition without forms."""
    if not seen.settings.has_forms:
        return
    page = OwnFile.generated(config, f"{NEW_EVIDENCE}/{PAGE}", content=b"")
    pages.places.add(NEW_EVIDENCE, page)
    content = new_evidence(seen, config.site_name, pages.places.link(page)(OVERVIEW), look)
    page.content_bytes = content.pop(PAGE)
    yield page
    for name, data in content.items():
        yield OwnFile.generated(config, f"{NEW_EVIDENCE}/{name}", content=data)
