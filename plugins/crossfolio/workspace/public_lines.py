"""Which lines of source files the public edition may quote: those of a list, and no other."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.regex import regex
from crossfolio.core.seen import Seen

_FIELDS = frozenset(("id", "title", "kind", "date", "criteria"))
"""Of a public item: what its page shows whole, and names no person and no place."""
_OF_CRITERIA = frozenset(
    (
        *("unit", "qualification", "title", "text", "id", "kind", "outcomes", "outcome_basis"),
        *("revision", "status", "replaced_by", "optional", "level", "credit", "number"),
        *("awarding_organisation", "provenance", "requires", "any_kind", "at_least"),
        *("all_kinds", "min_kinds", "needs"),
    )
)
"""Of a criteria file: what the site shows of a unit or a qualification."""
_KEY = regex(r"(?:^|[\s{,])([\w-]+):(?=\s|$)")
_KEYED = regex(r"\s*(?:- )?\{?[\w-]+:(?:\s|$)")
_TAG = regex(r"\s*- [\w.-]+")
_UNSHOWN = regex(r"[<>{}]|^\s*\[[^\]]*\]:")
"""What a page's text may hold and not show: HTML, comments, attributes, and definitions."""


def public_lines(path: str, lines: list[str], seen: Seen) -> list[str]:
    """Return the lines of a file; an empty one stands for each that may not be quoted.

    Args:
        path: Of the file.
        lines: Of the file.
        seen: What may be seen of the portfolio.
    """
    item = next((item for item in seen.portfolio.evidence if item.path == path), None)
    if item and seen.in_full(item):
        shown = set(_of_item(item, lines))
    elif path.startswith(f"{seen.settings.criteria}/"):
        shown = {number for number, line in enumerate(lines, 1) if _is_of_criteria(line)}
    else:
        shown = set()
    return [line if number in shown else "" for number, line in enumerate(lines, 1)]


def _of_item(item: Evidence, lines: list[str]) -> Iterator[int]:
    """Give the numbers of the lines of a public item that its page shows."""
    for name, place in item.places.items():
        plain = name in _FIELDS and place.line <= len(lines) and "#" not in lines[place.line - 1]
        if plain and _keys(lines[place.line - 1]) <= _FIELDS:
            yield place.line
    for claim in item.claims:
        line = claim.place.line
        if line <= len(lines) and _TAG.fullmatch(lines[line - 1]):
            yield line
    if "<" not in item.body:  # A comment or a block of HTML may be many lines long.
        for number in range(item.body_line, len(lines) + 1):
            if not _UNSHOWN.search(lines[number - 1]):
                yield number


def _is_of_criteria(line: str) -> bool:
    return bool(_KEYED.match(line)) and "#" not in line and _keys(line) <= _OF_CRITERIA


def _keys(line: str) -> set[str]:
    return set(_KEY.findall(line))
