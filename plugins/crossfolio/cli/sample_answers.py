"""What the arguments of `crossfolio sample record` say of each decision."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from crossfolio.cli.arguments import Parser, day, word_of
from crossfolio.core.findings import printable

if TYPE_CHECKING:
    from crossfolio.core.sampling.recording import SampledDecision

OUTCOMES = ("agree", "disagree", "more-evidence")


def looked_at(options: argparse.Namespace, words: Iterable[str]) -> "Iterator[SampledDecision]":
    """Give what is said of each decision."""
    from crossfolio.core.sampling.recording import SampledDecision  # noqa: PLC0415 - of this command alone

    said = list(words)
    feedback: dict[str, list[str]] = {}
    for text in options.feedback:
        name, sign, value = text.partition("=")
        if not (name and sign and value):
            misused(options, f"--feedback is written DECISION=TEXT, and not {printable(text)}")
        feedback.setdefault(name.upper(), []).append(value)
    named = {word.partition("=")[0].upper() for word in said}
    for name in feedback:
        if name not in named:
            misused(options, f"{printable(name)} has feedback, and nothing says what came of it")
    read = word_of(OUTCOMES)
    for word in said:
        name, sign, outcome = word.partition("=")
        if not (name and sign):
            misused(options, f"a decision is written D04=agree, and not {printable(word)}")
        try:
            yield SampledDecision(name, read(outcome), "\n\n".join(feedback.get(name.upper(), ())))
        except argparse.ArgumentTypeError as error:
            misused(options, f"{printable(name)}: {error}")


def actions_of(options: argparse.Namespace) -> Iterator[tuple[str, date]]:
    """Give what is to be done, and by when."""
    for text in options.action:
        what, sign, when = text.rpartition("=")
        if not (what.strip() and sign):
            misused(options, f"--action is written TEXT=DATE, and not {printable(text)}")
        try:
            yield what, day(when)
        except argparse.ArgumentTypeError as error:
            misused(options, f"--action: {error}")


def misused(options: argparse.Namespace, why: str) -> NoReturn:
    """End the process over arguments that cannot be used."""
    parser: Parser = options.parser
    parser.error(why)
