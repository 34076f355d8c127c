"""Compiled templates, kept between builds."""

from jinja2.bccache import Bucket, BytecodeCache

from crossfolio.workspace.store import Store


class CompiledTemplates(BytecodeCache):
    """The compiled templates of this process, and in the store for the next.

    They are the only programs there. The store lies where nobody but this user can write, and
    gives what is exactly as this program wrote it, or nothing; Jinja compares their sources.
    """

    def __init__(self, store: Store) -> None:
        """Use a store."""
        self._store = store
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """See Jinja."""
        known = self._known.get(bucket.key) or self._store.read(f"template-{bucket.key}")
        if known is not None:
            self._known[bucket.key] = known
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """See Jinja."""
        compiled = self._known[bucket.key] = bucket.bytecode_to_string()
        self._store.write(f"template-{bucket.key}", compiled)
