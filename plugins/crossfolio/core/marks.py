"""Marks: which brackets of a body point to a criterion."""

from functools import cache

from crossfolio.core.evidence import Evidence, Mark
from crossfolio.core.framework import Framework
from crossfolio.core.ids import nearest, unit_of


def known_marks(item: Evidence, framework: Framework) -> list[Mark]:
    """Return the marks of an item that name a criterion, in the order of the body."""
    return [mark for mark in item.marks if mark.criterion in framework.criteria]


def slips(item: Evidence, framework: Framework) -> list[Mark]:
    """Return the brackets that were meant as marks and name no criterion.

    A bracket whose unit is unknown, such as `[FIG.1]`, is text, unless its unit is a
    slip of a known one.
    """
    unknown = [mark for mark in item.marks if mark.criterion not in framework.criteria]
    if not unknown:
        return unknown
    near = cache(lambda unit: bool(nearest(unit, framework.units)))
    return [mark for mark in unknown if near(unit_of(mark.criterion))]
