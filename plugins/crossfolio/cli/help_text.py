"""The help of a command, laid out by our own hand.

That of argparse differs from one version of Python to the next: the names of options, where a
usage is broken, colours. Ours is the same everywhere, as is the page that is made of it.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_INDENT = 2
_WIDEST = 20
"""Columns of a name beside which its text stands; longer ones have the text below them."""


class Command(NamedTuple):
    """What a command's help is made of."""

    name: str
    """With those of the commands that it belongs to."""
    about: str
    options: tuple[argparse.Action, ...]
    arguments: tuple[argparse.Action, ...]
    below: tuple[tuple[str, str], ...] = ()
    """Its commands, each with what it is for."""
    title: str = ""
    """Of the list of its commands."""


def usage(command: Command, width: int) -> str:
    """Return how a command is written, in lines of `width` columns at most."""
    head = f"usage: {command.name} "
    words = [
        f"[{_option(action, first=True)}]" for action in command.options if not action.required
    ]
    words += [_option(action, first=True) for action in command.options if action.required]
    words += [_argument(action) for action in command.arguments]
    return filled(words, width, head, " " * len(head)) + "\n"


def help_text(command: Command, width: int) -> str:
    """Return the whole help of a command, in lines of `width` columns at most."""
    named = [
        (_value(action), action.help or "")
        for action in command.arguments
        if action.nargs != argparse.PARSER
    ]
    options = [(_option(action), action.help or "") for action in command.options]
    parts = [
        usage(command, width).rstrip(),
        filled(command.about.split(), width),
        _section("arguments", named, width),
        _section("options", options, width),
        _section(command.title, command.below, width),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, rows: Sequence[tuple[str, str]], width: int) -> str:
    return "\n".join((f"{title}:", *_rows(rows, width))) if rows else ""


def _rows(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Give names with their texts, aligned."""
    rows = list(rows)
    column = max(min(len(name), _WIDEST) for name, _ in rows) + 2 * _INDENT
    for name, text in rows:
        lead = " " * _INDENT + name
        if not text or len(name) > _WIDEST:
            yield lead
            lead = ""
        if text:
            yield filled(text.split(), width, lead.ljust(column), " " * column)


def _option(action: argparse.Action, *, first: bool = False) -> str:
    """Return an option with the name of its value; all its names, or the first one."""
    names = action.option_strings[: 1 if first else None]
    value = "" if action.nargs == 0 else f" {_value(action)}"
    return ", ".join(names) + value


def _argument(action: argparse.Action) -> str:
    name = _value(action)
    forms = {"?": f"[{name}]", "*": f"[{name} ...]", "+": f"{name} [{name} ...]"}
    forms[argparse.PARSER] = f"{name} ..."
    return forms.get(str(action.nargs), name)


def _value(action: argparse.Action) -> str:
    name = action.metavar if isinstance(action.metavar, str) else None
    return name or (action.dest.upper() if action.option_strings else action.dest)


def filled(words: Iterable[str], width: int, first: str = "", rest: str = "") -> str:
    """Return words in lines of `width` columns at most; none is broken.

    Args:
        words: At least one.
        width: Of a line.
        first: What the first line begins with.
        rest: What the others begin with.
    """
    lines, line, empty = [], first, True
    for word in words:
        if not empty and len(line) + 1 + len(word) > width:
            lines.append(line)
            line, empty = rest, True
        line += word if empty else f" {word}"
        empty = False
    return "\n".join((*lines, line))
