"""A decision as the text of its file."""

from collections.abc import Mapping
from typing import Any

import yaml


class _Block(yaml.SafeDumper):
    """Writes lists one entry a line below their key, and texts of several lines as they are."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


class _Key(str):
    """A key that old YAML takes for a word of truth; the schema says what it is."""

    __slots__ = ()


def _key(dumper: yaml.SafeDumper, key: _Key) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:bool", str(key))


_Block.add_representer(str, _text)
_Block.add_representer(_Key, _key)


def decision_text(fields: Mapping[str, Any]) -> str:
    """Return the fields of a decision, in their order, as YAML in block form."""
    criteria = [
        {_Key(k) if k == "on" else k: v for k, v in one.items()} for one in fields["criteria"]
    ]
    return yaml.dump(
        {**fields, "criteria": criteria},
        Dumper=_Block,
        sort_keys=False,
        allow_unicode=True,
        width=100,
    )
