"""Lines that would put another file into a page, by the extensions that do so on a site."""

import re

from crossfolio.core.dialect import Dialect

_SNIPPET = r"^[ \t]*-+8<-+(?:[ \t]+(?:\"[^\"\n]+\"|'[^'\n]+'))?$"
_BRACES = r"\{![^\n]{1,300}!\}"
INCLUDES = {
    "pymdownx.snippets": _SNIPPET,
    "markdown_include.include": _BRACES,
    "mdx_include": _BRACES,
}
"""The extensions that include files, each with what it looks for, in blocks of code as well.

Plugins that do the same, such as `macros`, come before evidence has its text.
"""


def include_in(body: str, dialect: Dialect) -> tuple[int, int] | None:
    """Return where the first such line starts and ends; `None` where there is none."""
    if "8<" not in body and "{!" not in body:
        return None
    patterns = sorted({INCLUDES[name] for name in dialect.extensions & INCLUDES.keys()})
    found = re.search("|".join(patterns), body, re.MULTILINE) if patterns else None
    return found.span() if found else None
