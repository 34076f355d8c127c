"""Many names, among which a slip is looked up in a time that does not grow with their number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

MOST_HINTS = 100
"""Slips of one page that are told what they may have meant, so that no page is costly."""
_FEW = 100
"""So few names are all given: whoever ranks them looks at each."""
_LONGEST = 64
"""Characters of a name that are compared."""


class Names:
    """Names that a slip may have meant.

    A slip is like a name if both are the same without case, or become the same when each
    loses at most one character: one typed wrongly, left out, doubled, or swapped with the next.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(names))

    def like(self, slip: str) -> tuple[str, ...]:
        """Return the names that a slip may have meant; all of them where there are few."""
        if len(self._names) <= _FEW:
            return self._names
        found = (name for form in _forms(slip) for name in self._by_form.get(form, ()))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _by_form(self) -> dict[str, list[str]]:
        forms = defaultdict(list)
        for name in self._names:
            for form in _forms(name):
                forms[form].append(name)
        return forms


def _forms(name: str) -> Iterator[str]:
    whole = name[:_LONGEST].upper()
    yield whole
    yield from {whole[:at] + whole[at + 1 :] for at in range(len(whole))}
