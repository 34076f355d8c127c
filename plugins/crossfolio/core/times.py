"""Times in a recording."""

import re

from crossfolio.core.regex import regex

_TIME = regex(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-5][0-9])", re.ASCII)


def seconds(text: str) -> int | None:
    """Return a time such as `4:30` or `1:04:30` in seconds, or `None`."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])
