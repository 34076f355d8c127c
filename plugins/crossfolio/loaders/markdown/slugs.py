"""Anchors of headings, as the functions make them that a site may name for it."""

import re
import unicodedata

from crossfolio.core.dialect import Slugs
from crossfolio.core.regex import regex

_CAPITALS = regex("[A-Z]+")
_CASES = {"lower": str.lower, "fold": str.casefold}


def slug(text: str, slugs: Slugs) -> str:
    """Return the anchor of a heading with this text."""
    if slugs.function == "pymdownx":
        return _pymdownx(text, slugs)
    return _toc(text, slugs.separator, unicode=slugs.function == "unicode")


def _toc(text: str, separator: str, *, unicode: bool) -> str:
    """Source: `slugify` of Python-Markdown's extension `toc`."""
    if not unicode:
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r"[^\w\s-]", "", text).strip().lower()
    return re.sub(rf"[{separator}\s]+", separator, plain)


def _pymdownx(text: str, slugs: Slugs) -> str:
    """Source: `pymdownx.slugs`."""
    form = slugs.normalize
    known = form in ("NFC", "NFD", "NFKC", "NFKD")
    plain = unicodedata.normalize(form, text).strip() if known else text.strip()  # type: ignore[arg-type]
    if slugs.case == "lower-ascii":
        plain = _CAPITALS.sub(lambda found: found[0].lower(), plain)
    plain = _CASES.get(slugs.case, str)(plain)
    plain = re.sub(r"[^\w\- ]", "", plain).replace(" ", slugs.separator)
    if slugs.percent_encode:
        from urllib.parse import quote  # noqa: PLC0415 - few sites ask for it

        return quote(plain)
    return plain
