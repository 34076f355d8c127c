"""Marks: which brackets of a body point to a criterion."""

import re
from collections import Counter
from collections.abc import Collection
from functools import cache

from crossfolio.core.evidence import Evidence, Mark
from crossfolio.core.framework import Framework
from crossfolio.core.ids import nearest, unit_of


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


def nearly_marks(item: Evidence, criteria: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return where a body seems to say that criteria are shown, and has no mark that is one.

    `[AC1]` lacks its unit, and `(BUD.AC1)` has the wrong brackets. What stands in code is none.

    Args:
        item: An item.
        criteria: Full IDs of those that it claims, and marks nowhere.
    """
    if not criteria:
        return {}
    text = item.body.upper()
    codes = Counter(name.partition(".")[2] for name in criteria)
    found: dict[str, tuple[int, int]] = {}
    for name in criteria:
        unit, _, code = name.partition(".")
        if code not in text:
            continue
        forms = [rf"\({re.escape(name)}\)", rf"\[{re.escape(unit)}[ _:/-]?{re.escape(code)}\]"]
        forms += [rf"\[{re.escape(code)}\]"] if codes[code] == 1 else []
        seeming = re.compile(rf"(?<![\\!\]\w])(?:{'|'.join(forms)})(?![(\[:])", re.IGNORECASE)
        for match in seeming.finditer(item.body):
            if not _is_code(item.body, match.start()):
                found[name] = match.span()
                break
    return found


def _is_code(body: str, at: int) -> bool:
    """Tell whether a place of a body lies in a fence, in a block of code, or between ticks."""
    before = body[:at]
    line = before[before.rfind("\n") + 1 :]
    is_block = line.startswith(("    ", "\t")) and line.lstrip()[:1] not in ("-", "*", "+", "")
    return len(_FENCE.findall(before)) % 2 == 1 or line.count("`") % 2 == 1 or is_block


_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
