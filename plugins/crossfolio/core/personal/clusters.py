"""Where digits lie close together: the places where a number can be, and most texts have few."""

import re
from collections.abc import Iterable, Iterator

from crossfolio.core.regex import regex

_CLUSTER = regex(r"\d(?:[ \t()./A-Za-z-]{0,3}\d){4,}")
"""What every number that is looked for holds: five digits or more."""
_DAY = regex(r"\d{4}-\d\d-\d\d")
"""A day as files write it; nothing that is looked for is written like that."""
Cluster = tuple[int, int]
"""Where digits that lie close together begin and end."""


def digit_clusters(text: str) -> list[Cluster]:
    """Return where at least five digits lie close together, but for days."""
    return [match.span() for match in _CLUSTER.finditer(text) if not _DAY.fullmatch(match[0])]


def is_in_any(
    form: re.Pattern[str], text: str, clusters: Iterable[Cluster], before: int = 0, after: int = 0
) -> bool:
    """Tell whether something of a form is in a cluster, or begins or ends so near to it.

    Args:
        form: What is looked for; what stands behind the end is not seen by it.
        text: The text.
        clusters: Of the text.
        before: Characters in front of each that are searched as well.
        after: Characters behind.
    """
    return any(form.search(text, max(0, start - before), end + after) for start, end in clusters)


def near(
    form: re.Pattern[str], text: str, clusters: Iterable[Cluster], before: int = 0, after: int = 0
) -> Iterator[re.Match[str]]:
    """Give all that has a form, in its order, where its digits lie in one cluster.

    Args:
        form: What is looked for.
        text: The text.
        clusters: Of the text, in order.
        before: Characters that it has in front of its first digit at most.
        after: Characters behind its last digit at most, with those that it looks at.
    """
    reach = 0
    for start, end in clusters:
        for found in form.finditer(text, max(reach, start - before), end + after):
            reach = found.end()
            yield found
