"""The dialect of Markdown that mkdocs.yml turns on, read without MkDocs and without running it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import yaml

from crossfolio.core.dialect import BUILT_IN, Dialect, Slugs

_BUNDLES = {
    "extra": (
        *("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables"),
    ),
    "pymdownx.extra": (
        *("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
        *("pymdownx.betterem", "pymdownx.superfences"),
    ),
}
"""Extensions that turn on others. Source: their documentation."""
_NAME = "tag:yaml.org,2002:python/name:"
_APPLY = "tag:yaml.org,2002:python/object/apply:"
_TRUE = ("true", "yes", "on")
_FUNCTIONS = {
    "markdown.extensions.toc.slugify_unicode": "unicode",
    "pymdownx.slugs.slugify": "pymdownx",
}
"""Functions that make anchors, by the names that a site gives them."""


class Options(NamedTuple):
    """The extensions that a file names, each with its options."""

    named: Mapping[str, Mapping[str, yaml.Node]]
    joins: bool
    """Whether they are written as a mapping, which is joined with the one inherited from."""


def dialect_of(nodes: list[yaml.Node]) -> Dialect:
    """Return the dialect of a site.

    Args:
        nodes: What stands under `markdown_extensions`, in the file that is inherited from first.
    """
    known: dict[str, Mapping[str, yaml.Node]] = {}
    joined = False
    for node in nodes:
        options = _options(node)
        if joined and options.joins:
            for name, given in options.named.items():
                known[name] = {**known.get(name, {}), **given}
        else:
            known = dict(options.named)
        joined = options.joins
    names = BUILT_IN | known.keys()
    bundled = (part for name in names for part in _BUNDLES.get(name, ()))
    fences = known.get("pymdownx.superfences", {}).get("custom_fences")
    marker = known.get("toc", {}).get("marker")
    return Dialect(
        frozenset((*names, *bundled)),
        _slugs(known.get("toc", {})),
        frozenset(_fence_names(fences)),
        str(marker.value) if isinstance(marker, yaml.ScalarNode) else "[TOC]",
    )


def _options(node: yaml.Node) -> Options:
    """Read extensions, whether they are a list or a mapping."""
    if isinstance(node, yaml.MappingNode):
        return Options({_bare(key): _fields(value) for key, value in node.value}, joins=True)
    named: dict[str, Mapping[str, yaml.Node]] = {}
    for entry in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(entry, yaml.MappingNode):
            named |= {_bare(key): _fields(value) for key, value in entry.value}
        else:
            named[_bare(entry)] = {}
    return Options(named, joins=False)


def _bare(node: yaml.Node) -> str:
    return str(node.value).removeprefix("markdown.extensions.")


def _fields(node: yaml.Node) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): value for key, value in node.value}


def _fence_names(node: yaml.Node | None) -> Iterator[str]:
    for entry in node.value if isinstance(node, yaml.SequenceNode) else ():
        name = _fields(entry).get("name")
        if name:
            yield str(name.value)


def _slugs(options: Mapping[str, yaml.Node]) -> Slugs:
    slugs = Slugs()
    separator = options.get("separator")
    if isinstance(separator, yaml.ScalarNode):
        slugs = slugs._replace(separator=str(separator.value))
    node = options.get("slugify")
    if node is None:
        return slugs
    name = node.tag.removeprefix(_NAME).removeprefix(_APPLY)
    slugs = slugs._replace(function=_FUNCTIONS.get(name, ""))
    words = _fields(_fields(node).get("kwds", node))
    case, form = words.get("case"), words.get("normalize")
    percent = words.get("percent_encode")
    return slugs._replace(
        case=str(case.value) if case else "none",
        normalize=str(form.value) if form else "NFC",
        percent_encode=percent is not None and str(percent.value).lower() in _TRUE,
    )
