"""A page that Crossfolio makes, as a host gets it: first for the search, then whole."""

from crossfolio.site.environment import Rendered

_OWN = '<div class="crossfolio-page-here">'
_OWN_END = '</div><div class="crossfolio-page-end"></div>'


def search_content(page: Rendered) -> str:
    """Return a page of ours as the search is to see it.

    The search parses the whole content of every page, which for a matrix takes long.
    """
    return f"{_OWN}{page.searched}{_OWN_END}"


def with_content(output: str, html: str) -> str | None:
    """Put a page of ours in the place of what the search was made from.

    Args:
        output: The page as its host has finished it.
        html: The page of ours.

    Returns:
        The whole page; `None` where what the search was made from has been taken out.
    """
    before, start, rest = output.partition(_OWN)
    _, end, after = rest.rpartition(_OWN_END)
    return before + html + after if start and end else None
