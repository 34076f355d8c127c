"""Drafts as unit files."""

from collections.abc import Iterator
from typing import Any

import yaml

from crossfolio.exchange.model import Node, UnitDraft


def unit_yaml(draft: UnitDraft, document: str, sha256: str) -> str:
    """Return the YAML of a unit file.

    Args:
        draft: The unit.
        document: The name of the file that it comes from.
        sha256: The hash of that file's bytes.
    """
    data: dict[str, Any] = {"unit": draft.code, "title": draft.title}
    printed = {"reference": draft.reference, "version": draft.version}
    data |= {key: value for key, value in printed.items() if value}
    data["source"] = {"kind": "draft", "document": document, "sha256": sha256}
    if draft.levels:
        data["grading"] = {"levels": list(draft.levels), "rule": "ladder"}
    if draft.outcomes:
        data["outcomes"] = [dict(_outcome(outcome)) for outcome in draft.outcomes]
    data["criteria"] = [dict(_criterion(criterion)) for criterion in draft.criteria]
    return yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, line_break="\n"
    )


def _outcome(node: Node) -> Iterator[tuple[str, Any]]:
    yield "id", node.code
    if node.parents:
        yield "within", node.parents[0]
    yield "text", node.text


def _criterion(node: Node) -> Iterator[tuple[str, Any]]:
    yield "id", node.code
    if node.title:
        yield "title", node.title
    yield "text", node.text
    if node.parents:
        yield "outcomes", list(node.parents)
    for key, value in (("level", node.level), ("ksb", node.ksb), ("x-case", node.identifier)):
        if value:
            yield key, value


class _Dumper(yaml.SafeDumper):
    """Writes block style, lists set in, short lists on one line, and no aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - as the base has it
        return super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text and all(line.isprintable() for line in text.split("\n")) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    is_short = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
