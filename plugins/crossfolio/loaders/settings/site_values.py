"""Nodes of mkdocs.yml and what they hold; nothing is ever imported or run."""

from collections.abc import Mapping
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def keys_of(node: yaml.Node) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """Return the keys of a mapping with their nodes; merge keys are resolved."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    yaml.constructor.SafeConstructor().flatten_mapping(node)
    return {str(key.value): (key, value) for key, value in node.value}


def value_of(node: yaml.Node, env: Mapping[str, str]) -> Any:  # noqa: ANN401 - it is YAML's
    """Return what a node holds, typed as YAML types it; `!ENV` is resolved."""
    if node.tag == "!ENV":
        return _from_env(node, env)
    if isinstance(node, yaml.MappingNode):
        return {name: value_of(value, env) for name, (_, value) in keys_of(node).items()}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(value, env) for value in node.value]
    constructor = yaml.constructor.SafeConstructor()
    known = constructor.yaml_constructors.get(node.tag)
    try:
        return known(constructor, node) if known else str(node.value)
    except ValueError:  # 31 February, or a number longer than any.
        return str(node.value)


def _from_env(node: yaml.Node, env: Mapping[str, str]) -> Any:  # noqa: ANN401
    """Resolve `!ENV NAME` and `!ENV [NAME, OTHER, default]` as pyyaml-env-tag does."""
    if not isinstance(node, yaml.SequenceNode):
        name = str(node.value)
        return _typed(env[name], env) if name in env else None
    *names, default = node.value if len(node.value) > 1 else [*node.value, None]
    for name in map(_name, names):
        if name in env:
            return _typed(env[name], env)
    return value_of(default, env) if default is not None else None


def _name(node: yaml.Node) -> str:
    return str(node.value)


def _typed(text: str, env: Mapping[str, str]) -> Any:  # noqa: ANN401
    node = yaml.compose(text, Loader=LOADER)
    return value_of(node, env) if isinstance(node, yaml.ScalarNode) else text
