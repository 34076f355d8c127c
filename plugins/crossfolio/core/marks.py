"""Marks: which brackets of a body point to a criterion."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import cache, cached_property

from crossfolio.core.evidence import Evidence, Mark
from crossfolio.core.framework import Framework
from crossfolio.core.ids import nearest, unit_of
from crossfolio.core.lists import several
from crossfolio.core.regex import regex


def known_marks(item: Evidence, framework: Framework) -> list[Mark]:
    """Return the marks of an item that name a criterion, in the order of the body.

    A mark of a part is one of its criterion.
    One that stands before a bracket of another kind is text, as before any other bracket.
    """
    named, found = framework.named, []
    text = -1
    for mark in reversed(item.marks):
        binds = mark.end == text and item.body[text - 1] == "]"
        if mark.criterion in named and not binds:
            found.append(mark._replace(criterion=named[mark.criterion]))
        else:
            text = mark.start
    return found[::-1]


def slips(item: Evidence, framework: Framework) -> list[Mark]:
    """Return the brackets that were meant as marks and name no criterion.

    A bracket whose unit is unknown, such as `[FIG.1]`, is text, unless its unit is a
    slip of a known one.
    """
    unknown = [mark for mark in item.marks if mark.criterion not in framework.named]
    if not unknown:
        return unknown
    near = cache(lambda unit: bool(nearest(unit, framework.units)))
    return [mark for mark in unknown if near(unit_of(mark.criterion))]


Loose = tuple[int, int, tuple[str, ...]]
"""A stretch of a body from its first character, and the tags that it means."""


def short_marks(
    item: Evidence, claimed: Collection[str], marked: Collection[str | None], framework: Framework
) -> Iterator[Loose]:
    """Give the brackets of a body that say codes in another form than that of marks.

    They hold a code without its unit that the item claims, such as `[AC1]`, or with another sign
    than a dot, such as `[BUD AC1]`; a range; or a list with other signs than commas, or with a
    unit only before the first. What stands in code is none, nor is `[x]`, the name of a link, or
    a bare number whose criterion is marked elsewhere, which may be a reference to literature.

    Args:
        item: An item.
        claimed: The tags that it claims, in full.
        marked: The criteria that it marks.
        framework: What may be named.
    """
    units, text_of = dict.fromkeys(unit_of(tag) for tag in claimed), _Text(item.body)
    for found in _LOOSE.finditer(item.body) if "[" in item.body else ():
        text = found[1]
        is_mark = all(framework.tag(word.strip(" ")) for word in text.split(","))
        if is_mark or text in ("x", "X"):
            continue
        tags = _meant(text, units, claimed, framework)
        is_number = text.isdigit() and framework.named[tags[0].upper()] in marked if tags else False
        if tags and not is_number and not text_of.is_other(found):
            yield found.start(), found.end(), tags


def _meant(
    text: str, units: Iterable[str], claimed: Collection[str], framework: Framework
) -> tuple[str, ...]:
    """Return the tags that a bracket means; empty where it means none, or could mean others."""
    own = [tag for unit in units if (tag := framework.tag(f"{unit}.{text}")) in claimed]
    own = own or [tag for tag in (framework.tag(_SIGN.sub(".", text, 1)),) if tag in claimed]
    if len(own) == 1:
        return (own[0],)
    readings = several(text, framework, units)
    is_full = bool(readings) and bool(several(text, framework, ()))
    if len(readings) != 1 or not (is_full or any(tag in claimed for tag in readings[0])):
        return ()
    return readings[0]


class _Text:
    """A body, of which is asked many times what is code; what it takes is worked out once."""

    def __init__(self, body: str) -> None:
        self._body = body

    @cached_property
    def _fences(self) -> list[int]:
        return [found.start() for found in _FENCE.finditer(self._body)]

    @cached_property
    def _links(self) -> frozenset[str]:
        return frozenset(name.lower() for name in _DEFINED.findall(self._body))

    def is_other(self, found: re.Match[str]) -> bool:
        """Tell whether a bracket is code, or the name of a link that the page defines."""
        return found[1].lower() in self._links or self.is_code(found.start())

    def is_code(self, at: int) -> bool:
        """Tell whether a place lies in a fence, in a block of code, or between ticks."""
        start = self._body.rfind("\n", 0, at) + 1
        line = self._body[start:at]
        is_block = line.startswith(("    ", "\t")) and line.lstrip()[:1] not in ("-", "*", "+", "")
        is_fenced = bisect_left(self._fences, at) % 2 == 1
        return is_fenced or line.count("`") % 2 == 1 or is_block


_DEFINED = regex(r"^ {0,3}\[([^\[\]\n]{1,200})\]:", re.MULTILINE)
_LOOSE = regex(
    r"\[(?<![\\!\]\w]\[)"
    r"([A-Za-z0-9][A-Za-z0-9.\u2013\u2014\u2026 ,;/&+|_:-]{0,199})\](?![(\[:])"
)
"""A bracket that may hold codes; what stands before it is asked last, so that a search is quick."""
_SIGN = regex(r"[ _:/-]")
"""What stands between a unit and a code in place of a dot."""


def nearly_marks(item: Evidence, criteria: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return where a body seems to say that criteria are shown, and has no mark that is one.

    `(BUD.AC1)` and `{BUD.AC1}` have the wrong brackets, `[ BUD.AC 1 ]` has spaces, `[BUD,AC1]`
    has another sign than a dot, and `[BUD.AC1` is not closed. What stands in code is none.

    Args:
        item: An item.
        criteria: Full IDs of those that it claims, and marks nowhere.
    """
    if not criteria:
        return {}
    text, text_of = item.body.upper().replace(" ", ""), _Text(item.body)
    found: dict[str, tuple[int, int]] = {}
    for name in criteria:
        unit, _, code = name.partition(".")
        if code.upper() not in text or unit.upper() not in text:
            continue
        seeming = re.compile(_forms_near(unit, code), re.IGNORECASE)
        for match in seeming.finditer(item.body):
            if not text_of.is_code(match.start()):
                found[name] = match.span()
                break
    return found


def _forms_near(unit: str, code: str) -> str:
    """Return a pattern of what is written for the mark of a criterion and is none.

    Where a code has no letters, numbers behind a comma or a space may be anything.
    """
    letters = code.rstrip("0123456789")
    whole = rf"{re.escape(unit)}\.{re.escape(code)}"
    named = rf"{re.escape(unit)}(?:\.|[ _:/-]?){re.escape(code)}"
    if any(letter.isalpha() for letter in letters):
        own = rf"{re.escape(letters)}[ ]?{re.escape(code[len(letters) :])}"
        named = rf"{re.escape(unit)}(?:[ ]?[.,][ ]?|[ _:/-]?){own}"
    others = rf"\({whole}\)|\{{{whole}\}}|\[{whole}[)}}]|(?!\[{whole}\])\[[ ]*{named}[.]?[ ]*\]"
    unclosed = rf"\[{whole}(?=[.;!?]?(?:\s|\Z))(?![^\[\]]*\])"
    return rf"(?<![\\!\]\w\[{{])(?:(?:{others})(?![(\[:}}])|{unclosed})"


_FENCE = regex(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
