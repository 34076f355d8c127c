"""Colour on a terminal: severities and places, and nothing that colour alone says."""

import os
import re
import sys

from crossfolio.core.regex import regex

_FINDING = regex(r"^(\S+:\d+:\d+): (error|warning|info)(\[[A-Z]{3}\d{3}\])", re.MULTILINE)
_CODES = {"error": "31", "warning": "33", "info": "36"}


def colours() -> bool:
    """Tell whether the output is a terminal that wants colour.

    Source: no-color.org; `NO_COLOR` counts when it is set to anything but nothing.
    """
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def coloured(text: str) -> str:
    """Return a report for people with the place of each finding bold and its severity coloured."""
    return _FINDING.sub(_paint, text)


def _paint(found: re.Match[str]) -> str:
    place, severity, code = found.groups()
    return f"\x1b[1m{place}\x1b[0m: \x1b[1;{_CODES[severity]}m{severity}{code}\x1b[0m"
