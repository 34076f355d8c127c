"""Results by the thing that they are about, as MessagePack in the store.

An entry is about one thing, such as a file, and has a part for each step that is taken with it:
a key that says what went into the step, and what came out. A result is taken again only for the
same key; all that its type holds is kept, whatever fields that has.
"""

from collections.abc import Callable
from functools import cached_property
from hashlib import blake2b
from typing import Any, Generic, TypeVar, cast
from zlib import crc32

from msgspec import MsgspecError, Raw
from msgspec.msgpack import Decoder, Encoder

from crossfolio.workspace.store import Store

T = TypeVar("T")
_FILES = 16
"""Over which the entries are spread, so that after one edit little is written anew."""
_encode = Encoder().encode
_spell = Encoder(enc_hook=str).encode
_spell_sorted = Encoder(enc_hook=str, order="deterministic").encode
_read_entries = Decoder(dict[bytes, dict[str, tuple[bytes, Raw]]]).decode
_UNKEPT = (MsgspecError, OverflowError, TypeError, UnicodeError)
"""What is raised for values that MessagePack cannot hold."""


def digest(*parts: str | bytes) -> bytes:
    """Return what tells these from all others; a text and its bytes are the same."""
    data = [it if isinstance(it, bytes) else it.encode("utf-8", "surrogatepass") for it in parts]
    lengths = b"%s\n" % str([len(it) for it in data]).encode()
    return blake2b(lengths + b"".join(data), digest_size=16).digest()


def spelled(value: object, *, ordered: bool = True) -> bytes:
    """Return a value with all that it holds, the same bytes in every run.

    Args:
        value: The value.
        ordered: Whether the order of mappings matters; else it may hold sets, whose order
            changes from run to run.
    """
    return _spell(value) if ordered else _spell_sorted(value)


class Step(Generic[T]):
    """A step whose results are kept: its name, and the type of what comes out."""

    def __init__(self, name: str, type: Any) -> None:  # noqa: ANN401 - a type, or a form of one
        self.name, self._type = name, type

    @cached_property
    def decode(self) -> Callable[[Raw], T]:
        """Read a result."""
        return cast("Callable[[Raw], T]", Decoder(self._type).decode)


class Entry:
    """What is known about one thing."""

    __slots__ = ("_made", "_packed", "changed")

    def __init__(self, packed: dict[str, tuple[bytes, Raw]]) -> None:
        """Begin with what was kept.

        Args:
            packed: For each step its key, and what came out.
        """
        self._packed, self._made = packed, dict[str, tuple[bytes, Any]]()
        self.changed = False

    def recall(self, step: Step[T], key: bytes) -> T | None:
        """Return what a step gave for this key; `None` where that is not known."""
        made = self._made.get(step.name)
        if made is not None and made[0] == key:
            return cast("T", made[1])
        packed = self._packed.get(step.name)
        if packed is None or packed[0] != key:
            return None
        try:
            value = step.decode(packed[1])
        except _UNKEPT:
            return None
        self._made[step.name] = key, value
        return value

    def keep(self, step: Step[T], key: bytes, value: T) -> None:
        """Keep what a step has given."""
        self._made[step.name] = key, value
        self._packed.pop(step.name, None)
        self.changed = True

    def once(self, step: Step[T], key: bytes, make: Callable[[], T]) -> T:
        """Return what a step gives for a key; take it only where that is not known."""
        value = self.recall(step, key)
        if value is None:
            value = make()
            self.keep(step, key, value)
        return value

    def packed(self) -> dict[str, tuple[bytes, Raw]]:
        """Return all that can be kept; what a plug-in made of its own is made each time."""
        for name, (key, value) in self._made.items():
            if name not in self._packed:
                try:
                    self._packed[name] = key, Raw(_encode(value))
                except _UNKEPT:
                    continue
        self.changed = False
        return self._packed


class Shelf:
    """Entries by name, which lie in some files of the store."""

    def __init__(self, store: Store, name: str, *basis: str, in_process: bool = True) -> None:
        """Read nothing yet.

        Args:
            store: Where the entries lie between runs.
            name: Of this shelf.
            basis: What everything on it holds for, such as settings.
            in_process: Whether entries are wanted again in this process.
        """
        self._store, self._name, self._basis = store, name, basis
        self.keeps = in_process or store.keeps
        self._files: dict[int, dict[bytes, Entry]] = {}
        self._asked: set[bytes] = set()

    def entry(self, name: str) -> Entry:
        """Return what is known about a thing, which may be nothing."""
        if not self.keeps:
            return Entry({})
        key = name.encode("utf-8", "surrogatepass")
        self._asked.add(key)
        entries = self._entries(crc32(key) % _FILES)
        entry = entries.get(key)
        if entry is None:
            entry = entries[key] = Entry({})
        return entry

    def close(self) -> None:
        """End a run: write what is new, and forget what was not asked for."""
        for number in range(_FILES):
            entries = self._entries(number)
            known = {key: it for key, it in entries.items() if key in self._asked}
            if len(known) < len(entries) or any(it.changed for it in known.values()):
                self._files[number] = known
                self._write(number, known)
        self._asked = set()

    def _entries(self, number: int) -> dict[bytes, Entry]:
        if number not in self._files:
            content = self._store.read(f"{self._name}-{number}", *self._basis)
            try:
                packed = _read_entries(content) if content else {}
            except MsgspecError:
                packed = {}
            self._files[number] = {key: Entry(parts) for key, parts in packed.items()}
        return self._files[number]

    def _write(self, number: int, entries: dict[bytes, Entry]) -> None:
        name = f"{self._name}-{number}"
        if not entries:
            self._store.remove(name)
        elif self._store.keeps:
            packed = {key: it.packed() for key, it in entries.items()}
            self._store.write(name, _encode(packed), *self._basis)
