"""A page that Crossfolio makes, as MkDocs gets it: first for the search, then whole."""

import nh3
from mkdocs.exceptions import PluginError
from mkdocs.structure.toc import AnchorLink, TableOfContents

from crossfolio.site.environment import Rendered

_OWN = '<div class="crossfolio-page-here">'
_OWN_END = '</div><div class="crossfolio-page-end"></div>'


def own_content(page: Rendered, banner: str) -> tuple[str, str]:
    """Return a page of ours as the search is to see it, and as it is to be in the end.

    The search parses the whole content of every page, which for a matrix takes long.
    """
    return f"{_OWN}{page.searched}{_OWN_END}", banner + page.html


def own_completed(output: str, html: str) -> str:
    """Put a page of ours in the place of what the search was made from.

    Raises:
        PluginError: Where a theme or another plugin has taken that out.
    """
    before, start, rest = output.partition(_OWN)
    _, end, after = rest.rpartition(_OWN_END)
    if not start or not end:
        raise PluginError(
            "Crossfolio cannot show its pages: a theme or another plugin takes the place of "
            "what they hold, as encryptcontent does with a `global_password`; take it out"
        )
    return before + html + after


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
