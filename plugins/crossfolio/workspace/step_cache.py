"""Results by the thing that they are about, as MessagePack in the store.

An entry is about one thing, such as a file, and has a part for each step that is taken with it:
a key that says what went into the step, and what came out. A result is taken again only for the
same key; all that its type holds is kept, whatever fields that has.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast
from zlib import crc32

from msgspec import MsgspecError, Raw
from msgspec.msgpack import Decoder, Encoder

from crossfolio.core.texts import Text, Value
from crossfolio.workspace.store import Store

if TYPE_CHECKING:
    from crossfolio.workspace.scratch import Aside, Scratch

T = TypeVar("T")
_FILES = 16
"""Over which the entries are spread, so that after one edit little is written anew."""
_spell = Encoder(enc_hook=str).encode
_spell_sorted = Encoder(enc_hook=str, order="deterministic").encode
_read_entries = Decoder(dict[bytes, dict[str, tuple[bytes, Raw]]]).decode
_UNKEPT = (AttributeError, MsgspecError, LookupError, OverflowError, TypeError, UnicodeError)
"""What is raised for values that MessagePack cannot hold."""


def _parts_of(value: object) -> tuple[str, str, str, dict[str, Value]]:
    """Return a text as it is kept, with its places; no other type has a form of its own."""
    if not isinstance(value, Text):
        raise TypeError(f"no {type(value).__name__} is kept")
    return str(value), value.pattern, value.plural, dict(value.args)


def _from_parts(kind: type, parts: Any) -> Any:  # noqa: ANN401 - what was kept, whatever it is
    if kind is not Text:
        raise TypeError(f"no {kind.__name__} is kept")
    return _text(*parts)


def _text(english: str, pattern: str, plural: str, args: dict[str, Any]) -> Text:
    for name, value in args.items():
        if isinstance(value, list):
            args[name] = _values(value)
    return Text.of((pattern, plural, args), english)


def _values(kept: list[Any]) -> Value:
    """Return what stands in a place: of lists, those of texts end with a mapping."""
    if kept and isinstance(kept[-1], dict):
        return _text(*kept)
    return tuple([_values(value) if isinstance(value, list) else value for value in kept])


_encode = Encoder(enc_hook=_parts_of).encode


def digest(*parts: str | bytes) -> bytes:
    """Return what tells these from all others; a text and its bytes are the same."""
    data = [
        content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        for content in parts
    ]
    lengths = b"%s\n" % str([len(content) for content in data]).encode()
    return blake2b(lengths + b"".join(data), digest_size=16).digest()


def spelled(value: object, *, ordered: bool = True) -> bytes:
    """Return a value with all that it holds, the same bytes in every run.

    Args:
        value: The value.
        ordered: Whether the order of mappings matters; else it may hold sets, whose order
            changes from run to run.
    """
    return _spell(value) if ordered else _spell_sorted(value)


class CachedStep(Generic[T]):
    """A step whose results are kept: its name, and the type of what comes out."""

    def __init__(self, name: str, type: Any) -> None:  # noqa: ANN401 - a type, or a form of one
        self.name, self._type = name, type

    def encode(self, value: T) -> bytes:
        """Return a result as it is kept."""
        return memoryview(_encode(value)).tobytes()  # Else it holds half as much memory again.

    @cached_property
    def decode(self) -> Callable[[Raw], T]:
        """Return a result from how it was kept."""
        return cast("Callable[[Raw], T]", Decoder(self._type, dec_hook=_from_parts).decode)


class CacheEntry:
    """What is known about one thing."""

    __slots__ = ("_made", "_packed", "_scratch", "asked", "changed", "file")

    def __init__(
        self, file: int, packed: Mapping[str, tuple[bytes, Raw]], scratch: "Scratch | None" = None
    ) -> None:
        """Begin with what was kept.

        Args:
            file: The number of the file that it lies in.
            packed: For each step its key, and what came out.
            scratch: Where results are put aside until they are written; `None` where they are
                wanted again in this process, and so held as they are.
        """
        self.file, self._scratch = file, scratch
        self._packed: dict[str, tuple[bytes, Raw | Aside]] = {**packed}
        self._made: dict[str, tuple[bytes, Any, CachedStep[Any]]] = {}
        self.asked = self.changed = False

    def recall(self, step: CachedStep[T], key: bytes) -> T | None:
        """Return what a step gave for this key; `None` where that is not known."""
        made = self._made.get(step.name)
        if made is not None and made[0] == key:
            return cast("T", made[1])
        packed = self._packed.get(step.name)
        if packed is None or packed[0] != key:
            return None
        try:
            value = step.decode(self._content(packed[1]))
        except _UNKEPT:
            return None
        if self._scratch is None:
            self._made[step.name] = key, value, step
        return value

    def keep(self, step: CachedStep[T], key: bytes, value: T) -> None:
        """Keep what a step has given."""
        self._packed.pop(step.name, None)
        self.changed = True
        if self._scratch is None:
            self._made[step.name] = key, value, step
        else:
            self._pack(step, key, value)

    def once(self, step: CachedStep[T], key: bytes, make: Callable[[], T]) -> T:
        """Return what a step gives for a key; take it only where that is not known."""
        value = self.recall(step, key)
        if value is None:
            value = make()
            self.keep(step, key, value)
        return value

    def packed(self) -> dict[str, tuple[bytes, Raw]]:
        """Return all that can be kept; what a plug-in made of its own is made each time."""
        for name, (key, value, step) in self._made.items():
            if name not in self._packed:
                self._pack(step, key, value)
        self.changed = False
        packed: dict[str, tuple[bytes, Raw]] = {}
        for name, (key, content) in self._packed.items():
            with suppress(LookupError):
                packed[name] = key, self._content(content)
        return packed

    def _pack(self, step: CachedStep[T], key: bytes, value: T) -> None:
        with suppress(*_UNKEPT):
            content = step.encode(value)
            aside = self._scratch.put(content) if self._scratch else None
            self._packed[step.name] = key, aside or Raw(content)

    def _content(self, content: "Raw | Aside") -> Raw:
        """Return what was packed, from where it lies.

        Raises:
            LookupError: Where it was put aside and cannot be read.
        """
        if isinstance(content, Raw):
            return content
        found = self._scratch.get(content) if self._scratch else None
        if found is None:
            raise LookupError
        return Raw(found)


class StepCache:
    """Entries by name, which lie in some files of the store."""

    def __init__(self, store: Store, name: str, *basis: str, in_process: bool = True) -> None:
        """Read nothing yet.

        Args:
            store: Where the entries lie between runs.
            name: Of the cache.
            basis: What everything in it holds for, such as settings.
            in_process: Whether entries are wanted again in this process.
        """
        self._store, self._name, self._basis = store, name, basis
        self._scratch = None if in_process else _scratch(store)
        self.keeps = in_process or store.keeps
        self._entries: dict[str, CacheEntry] | None = None

    def entry(self, name: str) -> CacheEntry:
        """Return the entry of a thing: a new, empty one where nothing is known of it."""
        if not self.keeps:
            return CacheEntry(0, {})
        if self._entries is None:
            self._entries = dict(self._read())
        entry = self._entries.get(name)
        if entry is None:
            file = crc32(_spelled_out(name)) % _FILES
            entry = self._entries[name] = CacheEntry(file, {}, self._scratch)
        entry.asked = True
        return entry

    def close(self) -> None:
        """End a run: write what is new, and forget what was not asked for."""
        every = self._entries if self._entries is not None else dict(self._read())
        self._entries = {name: entry for name, entry in every.items() if entry.asked}
        changed = {entry.file for entry in every.values() if entry.changed or not entry.asked}
        for file in sorted(changed) if self._store.keeps else ():
            self._write(file)
        if self._scratch:
            self._entries = None
            self.discard()
        for entry in (self._entries or {}).values():
            entry.asked = False

    def discard(self) -> None:
        """Let go of what was put aside, of a run that writes nothing any more."""
        if self._scratch:
            self._scratch.close()

    def _read(self) -> Iterator[tuple[str, CacheEntry]]:
        for file in range(_FILES):
            content = self._store.read(f"{self._name}-{file}", *self._basis)
            with suppress(MsgspecError):
                for name, packed in _read_entries(content).items() if content else ():
                    entry = CacheEntry(file, packed, self._scratch)
                    yield name.decode("utf-8", "surrogatepass"), entry

    def _write(self, file: int) -> None:
        name, entries = f"{self._name}-{file}", self._entries or {}
        packed = {_spelled_out(path): e.packed() for path, e in entries.items() if e.file == file}
        if packed:
            self._store.write(name, _encode(packed), *self._basis)
        else:
            self._store.remove(name)


def _scratch(store: Store) -> "Scratch":
    from crossfolio.workspace.scratch import Scratch  # noqa: PLC0415  # a check has no need of it

    return Scratch(store.folder)


def _spelled_out(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
