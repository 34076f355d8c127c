"""Arguments of commands: what they may be, and what a slip was meant to be."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NoReturn

from crossfolio.core.findings import printable
from crossfolio.core.ids import nearest
from crossfolio.loaders.settings_options import share_of
from crossfolio.loaders.values import day as read_day


class Parser(argparse.ArgumentParser):
    """A parser whose errors name the nearest right option."""

    commands: tuple[str, ...] = ()
    """The names of its commands, for a parser that has some."""

    def parse(self, argv: Sequence[str] | None) -> argparse.Namespace:
        """Parse arguments; end the process with code 2 where they cannot be used."""
        words = list(sys.argv[1:] if argv is None else argv)
        first = words[0] if words else ""
        if self.commands and first and first[0] != "-" and first not in self.commands:
            near = nearest(first, self.commands)
            meant = f"; did you mean {near[0]}?" if near else ""
            self.error(f"unknown command {printable(first)}{meant}")
        options, unknown = self.parse_known_args(words)
        if unknown:
            command = getattr(options, "parser", self)
            command.refuse(unknown[0])
        return options

    def refuse(self, argument: str) -> NoReturn:
        """End the process over an argument that this command does not know."""
        known = [word for action in self._actions for word in action.option_strings]
        near = nearest(argument.partition("=")[0], known)
        meant = f"; did you mean {near[0]}?" if near else ""
        self.error(f"unknown argument {printable(argument)}{meant}")


def word_of(words: Iterable[str]) -> Callable[[str], str]:
    """Return a reader of one of these words that names the nearest one otherwise."""
    known = tuple(words)

    def read(text: str) -> str:
        if text in known:
            return text
        near = nearest(text, known)
        meant = f"did you mean {near[0]}? " if near else ""
        raise argparse.ArgumentTypeError(
            f"`{printable(text)}` is unknown; {meant}it is one of {', '.join(known)}"
        )

    return read


def day(text: str) -> date:
    """Read a day written as 2026-04-14."""
    read = read_day(text)
    if read is None:
        message = f"`{printable(text)}` is not a date; write it as 2026-04-14"
        raise argparse.ArgumentTypeError(message)
    return read


def share(text: str) -> Fraction:
    """Read a percentage from 0 to 100 as a share."""
    read = share_of(text)
    if read is None:
        message = f"`{printable(text)}` is not a percentage from 0 to 100"
        raise argparse.ArgumentTypeError(message)
    return read
