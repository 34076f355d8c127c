"""Regular expressions that are compiled when they are first used.

Compiling those of all modules took a fifth of the start of a check, and most checks use a few.
"""

import re
from typing import AnyStr, Generic, cast


class _Regex(Generic[AnyStr]):
    """Stands for a compiled one: has its methods and attributes, each once it is asked for."""

    def __init__(self, source: AnyStr, flags: int) -> None:
        self._source: AnyStr = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)  # From now on it is found without coming here.
        return found


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that is compiled when it is first used.

    It is used by its own methods, and not handed to the functions of `re`.

    Args:
        source: The expression.
        flags: Those of `re`.
    """
    return cast("re.Pattern[AnyStr]", _Regex(source, flags))
