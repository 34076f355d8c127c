"""Tables of contents as MkDocs has them."""

from collections.abc import Iterable

import nh3
from mkdocs.structure.toc import AnchorLink, TableOfContents

from crossfolio.site.environment import Rendered
from crossfolio.site.evidence_page import without_marks


def contents_of(page: Rendered) -> TableOfContents:
    """Return the table of contents of a page that Crossfolio makes."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for entry in page.contents:
        link = AnchorLink(nh3.clean_text(entry.title), entry.anchor, entry.level)
        while above and above[-1].level >= entry.level:
            above.pop()
        (above[-1].children if above else top).append(link)
        above.append(link)
    return TableOfContents(top)


def clean_contents(contents: Iterable[AnchorLink]) -> None:
    """Take markup and placeholders out of a table of contents; themes print it unescaped."""
    for entry in contents:
        entry.title = without_marks(entry.title)
        clean_contents(entry.children)
