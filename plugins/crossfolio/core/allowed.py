"""Copies of values with the fields that are listed for them, and no other."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar

from crossfolio.core.texts import Text

T = TypeVar("T")

Listed = Mapping[type, tuple[str, ...]]
"""The fields of each type that may be seen. A field that is not listed gets its default, and a
type that is not listed cannot be copied at all."""

_AS_IT_IS: Mapping[type, Callable[[Any], Any]] = MappingProxyType({})
_PLAIN = frozenset((str, Text, int, float, bool, bytes, date, type(None)))


class Allowed:
    """Copies values; those that would come out as they are stay the same objects.

    A value of a derived type comes out as one of the listed type, so that what a type adds to
    another is left out as well.
    """

    def __init__(
        self, listed: Listed, prepare: Mapping[type, Callable[[Any], Any]] = _AS_IT_IS
    ) -> None:
        """Take what is listed.

        Args:
            listed: The fields that may be seen, by type.
            prepare: What is made of values of some types before they are copied.
        """
        self._listed, self._prepare = listed, prepare
        self._whole = frozenset(
            kind for kind, own in listed.items() if set(names_of(kind)) == set(own)
        )
        # Of these, all may be seen, and nothing in them is a value with fields of its own.
        self._plain = _PLAIN.union(key for key in self._whole - prepare.keys() if _is_flat(key))
        self._done: dict[int, tuple[object, Any]] = {}

    def of(self, value: T) -> T:
        """Return a copy of a value, at every depth with the listed fields alone.

        Raises:
            TypeError: A type is not listed.
        """
        copy: T = self._copied(value)
        return copy

    def _copied(self, value: Any) -> Any:  # noqa: ANN401 - any value of the core
        kind = type(value)
        if kind in self._plain:
            return value
        if kind is tuple or kind is frozenset:
            parts = [self._copied(entry) for entry in value]
            return value if all(map(_same, parts, value)) else kind(parts)
        if kind in self._listed:
            return self._record(value, kind)
        if isinstance(value, Mapping):
            copies = {self._copied(name): self._copied(entry) for name, entry in value.items()}
            is_same = all(map(_same, copies, value)) and all(
                map(_same, copies.values(), value.values())
            )
            return value if is_same else copies
        if isinstance(value, Enum):
            return value
        base = next((base for base in kind.__mro__ if base in self._listed), None)
        if base is None:
            raise TypeError(f"no field of {kind.__name__} is listed")
        return self._record(value, base)

    def _record(self, value: Any, kind: type) -> Any:  # noqa: ANN401 - as above
        known = self._done.get(id(value))
        if known:
            return known[1]
        prepare = self._prepare.get(kind)
        source = prepare(value) if prepare else value
        parts = {name: getattr(source, name) for name in self._listed[kind]}
        plain = self._plain
        copies = {
            name: entry if type(entry) in plain else self._copied(entry)
            for name, entry in parts.items()
        }
        is_same = (
            source is value
            and type(value) is kind in self._whole
            and all(copied is parts[name] for name, copied in copies.items())
        )
        copy = value if is_same else kind(**copies)
        self._done[id(value)] = (value, copy)  # Kept, so that no other gets its number.
        return copy


def names_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a data class or a named tuple, in their order."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    return names


def _is_flat(kind: type) -> bool:
    return all(annotation in _PLAIN for annotation in kind.__annotations__.values())


def _same(one: object, other: object) -> bool:
    return one is other
