"""Arguments of commands: what they may be, and what a slip was meant to be."""

import argparse
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from fractions import Fraction

    from crossfolio.cli.help_text import Command

# ruff: noqa: PLC0415 - what tells a slip, or the help, is loaded where it is asked for

_WIDTH = 80


class Parser(argparse.ArgumentParser):
    """A parser whose errors name the nearest right option."""

    commands: tuple[str, ...] = ()
    """The names of its commands, for a parser that has some."""
    more_words: str = ""
    """Where words go that stand behind options; empty where there may be none."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of argparse
        self._added: list[argparse.Action] = []
        self._below: argparse._SubParsersAction[Any] | None = None
        self._title = ""
        # No help is laid out by argparse; without a width it would ask for that of the terminal.
        super().__init__(formatter_class=partial(argparse.HelpFormatter, width=_WIDTH), **options)

    def add_argument(self, *names: str, **options: Any) -> argparse.Action:  # noqa: ANN401 - as above
        """Add an option or an argument, and note it for the help. See `argparse`."""
        action = super().add_argument(*names, **options)
        self._added.append(action)
        return action

    def add_commands(self, title: str, metavar: str) -> "argparse._SubParsersAction[Any]":
        """Add a place for the names of commands."""
        # With `prog`, argparse lays out no usage for it, and loads nothing to do so.
        below = self.add_subparsers(prog=self.prog, metavar=metavar, required=True)
        self._below, self._title = below, title
        return below

    @property
    def parsers(self) -> "tuple[Parser, ...]":
        """The parsers of its subcommands."""
        return tuple(self._below.choices.values()) if self._below else ()

    def format_usage(self) -> str:
        """Return how it is written. See `argparse`."""
        from crossfolio.cli.help_text import usage

        return usage(self.as_command(), _width())

    def format_help(self) -> str:
        """Return the whole help. See `argparse`."""
        from crossfolio.cli.help_text import help_text

        return help_text(self.as_command(), _width())

    def as_command(self) -> "Command":
        """Return the usage, description and rows that `--help` is rendered from."""
        from crossfolio.cli.help_text import Command

        arguments = [action for action in self._added if not action.option_strings]
        rows = []
        if self._below:
            arguments.append(self._below)
            listed = self._below._choices_actions  # noqa: SLF001 - argparse has no other list
            rows = [(action.dest, action.help or "") for action in listed]
        return Command(
            self.prog,
            self.description or "",
            tuple(action for action in self._added if action.option_strings),
            tuple(arguments),
            tuple(rows),
            self._title,
        )

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """Parse arguments; end the process with code 2 where they cannot be used."""
        first = words[0] if words else ""
        if self.commands and first and first[0] != "-" and first not in self.commands:
            meant = _meant(first, self.commands)
            self.error(f"unknown command {_shown(first)}{f'; {meant}' if meant else ''}")
        options, unknown = self.parse_known_args(words)
        command = getattr(options, "parser", self)
        if (
            unknown
            and command.more_words
            and not any(argument.startswith("-") for argument in unknown)
        ):
            getattr(options, command.more_words).extend(unknown)
        elif unknown:
            command.refuse(
                next((argument for argument in unknown if argument.startswith("-")), unknown[0])
            )
        return options

    def refuse(self, argument: str) -> NoReturn:
        """End the process over an argument that this command does not know."""
        known = [word for action in self._added for word in action.option_strings]
        meant = _meant(argument.partition("=")[0], known)
        self.error(f"unknown argument {_shown(argument)}{f'; {meant}' if meant else ''}")


def word_of(words: Iterable[str]) -> Callable[[str], str]:
    """Return a reader of one of these words that names the nearest one otherwise."""
    known = tuple(words)

    def read(text: str) -> str:
        if text in known:
            return text
        meant = _meant(text, known)
        raise argparse.ArgumentTypeError(
            f"`{_shown(text)}` is unknown; {f'{meant} ' if meant else ''}"
            f"it is one of {', '.join(known)}"
        )

    return read


def day(text: str) -> date:
    """Read a day written as 2026-04-14."""
    from crossfolio.loaders.values import day as read_day

    read = read_day(text)
    if read is None:
        message = f"`{_shown(text)}` is not a date; write it as 2026-04-14"
        raise argparse.ArgumentTypeError(message)
    return read


def share(text: str) -> "Fraction":
    """Read a percentage from 0 to 100 as a share."""
    from crossfolio.loaders.settings.options import share_of

    read = share_of(text)
    if read is None:
        message = f"`{_shown(text)}` is not a percentage from 0 to 100"
        raise argparse.ArgumentTypeError(message)
    return read


def _meant(text: str, known: Iterable[str]) -> str:
    """Ask whether the nearest of some words was meant; empty where none is near."""
    from crossfolio.core.ids import nearest

    near = nearest(text, known)
    return f"did you mean {near[0]}?" if near else ""


def _shown(text: str) -> str:
    from crossfolio.core.findings import printable

    return printable(text)


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns - 2
