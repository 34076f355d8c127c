"""A page of evidence: its front matter and its body."""

import re
from typing import NamedTuple

from crossfolio.core.findings import Edit, Finding
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.rules import source_rules as rules
from crossfolio.core.rules.reading_rules import second_block
from crossfolio.core.texts import Text

_OPENS = regex(r"---[ \t]*(?:\n|\Z)")
_CLOSES = regex(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""With the end of the line above it; that is the first line where nothing stands between."""
_SECOND = regex(
    r"\s*^(?P<opens>---)[ \t]*\n"
    r"(?:[A-Za-z_][\w-]*:(?:[ \t][^\n]*)?\n(?:[ \t-][^\n]*\n)*)+---[ \t]*$",
    re.MULTILINE,
)
_KEY = regex(r"[A-Za-z_][A-Za-z0-9_-]*:(?:\s|$)")
_DASHES = regex(r"[ \t]*(?:-{2,}|[-\u2013\u2014]*[\u2013\u2014][-\u2013\u2014]*)[ \t]*")
_GOES_ON = ("", " ", "\t", "-")
"""What a line of front matter may begin with that is no key."""

EXAMPLE = Text("the first line is `---`, then `key: value` lines, then another `---`")


class Page(NamedTuple):
    """The two parts of a page."""

    front_matter: str
    """Without its fences; it starts on line 2."""
    body: str
    body_line: int
    """The line on which the body starts."""


def split(text: str, path: str) -> Page | Finding:
    """Split a page at the line that closes its front matter, or say what is wrong with it."""
    opens = _OPENS.match(text)
    if not opens:
        return _not_opened(text, path)
    closes = _CLOSES.search(text, opens.end() - 1)
    if not closes:
        return _not_closed(text, path)
    body = text[closes.end() :]
    front_matter = text[opens.end() : closes.start() + 1]
    return Page(front_matter, body, text.count("\n", 0, closes.end()) + 1)


def second_front_matter(page: Page, path: str) -> Finding | None:
    """Find fields between `---` that follow on the front matter, and are only text there."""
    found = _SECOND.match(page.body)
    if not found:
        return None
    line = page.body_line + page.body.count("\n", 0, found.start("opens"))
    return second_block(Place(path, line, 1, line, 4))


def _not_closed(text: str, path: str) -> Finding:
    """Say of the line that was to close the front matter what it is, or where it is missing."""
    lines = text.split("\n")
    fields = next((n for n, line in enumerate(lines) if n and not _goes_on(line)), len(lines))
    if _DASHES.fullmatch("".join(lines[fields : fields + 1])):
        place = Place(path, fields + 1, 1, fields + 1, len(lines[fields]) + 1)
        help = Text("write exactly `---` on this line")
        edits = (Edit(place, "---"),)
        return rules.front_matter_missing(place, Text("these are not three hyphens"), help, edits)
    last = max(n for n in range(fields) if lines[n].strip()) + 1
    help = Text("write a line `---` after its last line")
    if last > 1:
        help = Text("write a line `---` below line {line}", line=last)
    why = Text("the front matter is opened here and not closed")
    return rules.front_matter_missing(Place(path, 1, 1, 1, 4), why, help)


def _goes_on(line: str) -> bool:
    """Tell whether front matter may go on with a line."""
    begins = _KEY.match(line) or line[:1] in _GOES_ON
    return bool(begins) and not _DASHES.fullmatch(line)


def _not_opened(text: str, path: str) -> Finding:
    start = text[: len(text) - len(text.lstrip())]
    line, first = start.count("\n") + 1, text.lstrip().split("\n", 1)[0]
    place, edit = Place(path, line), None
    if not first:
        why, help = Text("this page is empty"), Text("write the page, or delete it")
        return rules.front_matter_missing(Place(path), why, help)
    if _OPENS.match(text.lstrip() + "\n") and start:
        why, help = (
            Text("the front matter starts too late"),
            Text("put its `---` on the first line"),
        )
        edit = Edit(Place(path, 1, 1, line, 1), "") if start.endswith("\n") else None
    elif _DASHES.fullmatch(first):
        why, help = (
            Text("these are not three hyphens"),
            Text("write exactly `---` on the first line"),
        )
        edit = Edit(Place(path, line, 1, line, len(first) + 1), "---")
    elif _KEY.match(first):
        why, help = (
            Text("the line `---` above the fields is missing"),
            Text("write `---` above this line"),
        )
        edit = Edit(Place(path, line, 1, line, 1), "---\n")
    else:
        why, help = Text("this page has no front matter"), EXAMPLE
    return rules.front_matter_missing(place, why, help, (edit,) if edit else ())
