"""Units that a mapping names twice, in letters of another case: which is meant, nobody can tell."""

from collections.abc import Iterator, Mapping

from crossfolio.core.evidence import Json
from crossfolio.core.findings import Finding
from crossfolio.core.rules.source_rules import duplicate_key
from crossfolio.loaders.values import mapping
from crossfolio.loaders.yaml.file import YamlFile


def twice(keys: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """Give each key that is another one but for its case, after the first of them."""
    first: dict[str, str] = {}
    for key in keys:
        known = first.setdefault(key.upper(), key)
        if known != key:
            yield known, key


def named_twice(file: YamlFile, *trail: str) -> list[Finding]:
    """Find the units that a mapping of a file names twice.

    Args:
        file: The file.
        trail: The keys that lead to the mapping.
    """
    fields = file.fields
    for key in trail:
        fields = mapping(fields, key)
    keys, place = file.document.keys, file.document.place
    return [
        duplicate_key(
            keys.get((*trail, name), place((*trail, name))),
            name,
            keys.get((*trail, first), place((*trail, first))),
        )
        for first, name in twice(fields)
    ]
