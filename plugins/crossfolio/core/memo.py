"""What was made in the last check, taken again where all that it is made from is the same."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import is_
from typing import Any, TypeVar, cast

T = TypeVar("T")


class PassingError(Exception):
    """Carries a result that may be another the next time, as of a file that cannot be read now."""

    def __init__(self, value: Any) -> None:  # noqa: ANN401 - whatever was being made
        """Hand over the result.

        Args:
            value: It.
        """
        super().__init__()
        self.value = value


class Memo:
    """Results of functions by what they are about, from check to check.

    A function is given nothing but its inputs. Its result is taken again only where each of them
    is the very same object as the last time, so they have to be values that nobody changes.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._before: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._now: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def of(self, make: Callable[..., T], key: Hashable, *inputs: object) -> T:
        """Return what a function makes of its inputs.

        Args:
            make: A function of a module, and no closure: it is a part of the key.
            key: What the result is about.
            inputs: All that it is made from.
        """
        return self.once((make, key), lambda: make(*inputs), *inputs)

    def every(
        self, make: Callable[..., Iterable[T]], key: Hashable, *inputs: object
    ) -> tuple[T, ...]:
        """Return all that a function gives for its inputs; see `of`."""
        return self.once((make, key), lambda: tuple(make(*inputs)), *inputs)

    def once(self, key: Hashable, make: Callable[[], T], *inputs: object) -> T:
        """Return what is made with the help of what gives the same whenever the inputs are.

        Args:
            key: What the result is about.
            make: Makes it; raises `PassingError` with it where it is not to be taken again.
            inputs: All on which it rests.
        """
        known = self._now.get(key) or self._before.get(key)
        if known is None or not _are(known[0], inputs):
            try:
                known = inputs, make()
            except PassingError as error:
                passing: T = error.value
                return passing
        self._now[key] = known
        value: T = known[1]
        return value

    def next(self, make: Callable[..., T], key: Hashable, *inputs: object) -> T:
        """Return what a function makes of its result of the last check, and of its inputs.

        What it gives may not rest on that result: it is but a quicker way to the same.
        """
        known = self._before.get((make, key))
        value: T = make(known[1] if known else None, *inputs)
        self._now[make, key] = inputs, value
        return value

    def same(self, key: Hashable, values: Iterable[T]) -> tuple[T, ...]:
        """Return these values: as the tuple of last time, where each is the same as then."""
        every = tuple(values)
        return self.once(("same", key), lambda: every, *every)

    def equal(self, key: Hashable, value: T) -> T:
        """Return a value: the one of last time, where they are equal.

        Args:
            key: What it is.
            value: One of which everything is compared, places included, and in which no named
                tuple stands where one of another class could that equals it. Of a mapping the
                order counts too.
        """
        known = self._now.get(key) or self._before.get(key)
        kept = known[1] if known and _is_equal(known[1], value) else value
        self._now[key] = (), kept
        return kept

    def begin(self) -> None:
        """Begin a check: forget what one has made that did not come to its end."""
        self._now = {}

    def end(self) -> None:
        """End a check: forget what it did not ask for."""
        self._before, self._now = self._now, {}


def _is_equal(known: object, value: object) -> bool:
    if type(known) is not type(value) or known != value:
        return False
    return not isinstance(value, Mapping) or list(cast("Mapping[Any, Any]", known)) == list(value)


def _are(known: tuple[object, ...], inputs: tuple[object, ...]) -> bool:
    return len(known) == len(inputs) and all(map(is_, known, inputs))
