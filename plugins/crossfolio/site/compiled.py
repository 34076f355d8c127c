"""Compiled templates, kept between builds."""

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from crossfolio.workspace.store import Store


class CompiledTemplates(BytecodeCache):
    """The compiled templates in the store.

    They are the only programs there. The store lies where nobody but this user can write, and
    gives what is exactly as this program wrote it, or nothing; Jinja compares their sources.
    """

    def __init__(self, store: Store) -> None:
        """Use a store."""
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """See Jinja."""
        known = self._store.read(f"template-{bucket.key}")
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """See Jinja."""
        self._store.write(f"template-{bucket.key}", bucket.bytecode_to_string())


def keep_compiled(env: Environment, store: Store) -> None:
    """Have compiled templates kept between builds."""
    if store.keeps:
        env.bytecode_cache = CompiledTemplates(store)
