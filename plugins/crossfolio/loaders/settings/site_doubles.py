"""Settings that stand twice in mkdocs.yml: by one of the two, more may be shown or counted."""

from collections.abc import Iterator

import yaml

PLUGINS = "plugins"
_READ = (PLUGINS, "strict", "exclude_docs", "draft_docs", "docs_dir", "INHERIT")
"""The keys of MkDocs by which more may be shown, or less be looked at."""


def doubled(site: yaml.MappingNode, plugin: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the first setting that stands twice, both times; `None` where none does.

    Args:
        site: A file, before its merge keys are resolved.
        plugin: The one whose options are looked at; what others are told is theirs.
    """
    found = (
        *(pair for pair in _doubles(site) if pair[0].value in _READ),
        *_listed_twice(site, plugin),
    )
    return next(iter(found), None)


def _listed_twice(site: yaml.MappingNode, plugin: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Give a plugin that is listed twice, and what stands twice in its options."""
    plugins = next((value for key, value in site.value if key.value == PLUGINS), None)
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    first: yaml.Node | None = None
    for entry in entries:
        pairs = entry.value if isinstance(entry, yaml.MappingNode) else [(entry, None)]
        for key, options in pairs:
            if not isinstance(key, yaml.ScalarNode) or key.value != plugin:
                continue
            if first is not None:
                yield first, key
            first = key
            yield from _below(options)


def _below(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Give what stands twice in a mapping, at any depth; an anchor may lead back into itself."""
    waiting, met = [node], set[int]()
    while waiting:
        here = waiting.pop()
        if id(here) in met or not isinstance(here, yaml.MappingNode | yaml.SequenceNode):
            continue
        met.add(id(here))
        if isinstance(here, yaml.MappingNode):
            yield from _doubles(here)
            waiting += [value for _, value in here.value]
        else:
            waiting += here.value


def _doubles(mapping: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    seen: dict[str, yaml.Node] = {}
    for key, _ in mapping.value:
        if isinstance(key, yaml.ScalarNode):
            first = seen.setdefault(key.value, key)
            if first is not key:
                yield first, key
