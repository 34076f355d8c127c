"""Findings about the user's files, and the rules that they come under."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from inspect import getdoc
from typing import NamedTuple

from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.states import State
from crossfolio.core.texts import NOTHING, Text, Value, args_of, json_args, lines_in, without_lines

_BREAKS = regex(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    r"|(?<=#)#(?=\[)"
)


class Severity(IntEnum):
    """How much a finding matters; higher is worse."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word that settings and reports use."""
        return self.name.lower()


class Related(NamedTuple):
    """Another place that a finding is about, such as the first of two definitions."""

    place: Place
    message: Text


class Edit(NamedTuple):
    """A change that puts a finding right; given only where there is one right answer."""

    place: Place
    """What to replace; its end is always known."""
    text: str
    """What to write there."""


def one_edit(place: Place, near: Sequence[str]) -> tuple[Edit, ...]:
    """Return the edit that writes the one name that was meant; none where there are several."""
    return (Edit(place, near[0]),) if len(near) == 1 and place.end_line else ()


class Loss(NamedTuple):
    """What cannot be read, or does not count, while a slip stands."""

    role: str
    """What sort of file it stands in: `criteria`, `portfolio`, `people` or `page`; `file` for an
    attachment that is not there."""
    names: tuple[str, ...] = ()
    """What the part with the slip seems to hold: codes of units and qualifications, full IDs of
    criteria that it claims, IDs of items, names of files."""
    is_whole: bool = False
    """Whether nothing of the file can be used."""
    is_thin: bool = False
    """Whether what it holds counts all the same, and may only fall short of what is asked."""
    is_astray: bool = False
    """Whether the file itself is at fault, by its name or where it lies, and no line of it."""

    @property
    def is_shared(self) -> bool:
        """Whether other files refer to what is lost."""
        return self.role in ("criteria", "portfolio", "people")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, before settings say how much it matters."""

    code: str
    """The rule's code, such as `TAG101`."""
    place: Place
    message: Text
    """One phrase without a full stop; it stands alone on a line."""
    help: Text = NOTHING
    """What to do next."""
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    unit: str = ""
    """The unit it is about; an unfinished unit's findings never break a build."""
    cause: Place | None = None
    """Where the slip stands that this may only follow from: while there is an error, this is
    not said as well."""
    loss: Loss | None = None
    """What others may miss because of it, where it makes something unreadable."""
    firm: bool = False
    """Whether nothing lowers it: no profile, rule setting, ignore or comment."""
    at_most: Severity = Severity.ERROR
    """What it is at most, whatever the settings say: what looks invented is an info."""
    carrier: Place | None = None
    """Where an item names the attached file in which it stands; a comment there takes it back."""
    feedback: str = ""
    """What the assessor said to the learner; shown where the learner looks, and in no log."""

    @property
    def args(self) -> Mapping[str, Value]:
        """What stands in the places of the message and the help; the message's own come first."""
        return {**args_of(self.help), **args_of(self.message)}

    @property
    def words(self) -> str:
        """The message without numbers of lines: by it a finding is known again."""
        return without_lines(self.message, lines_in(json_args(self.message, self.help)))

    def named(self, place: str) -> str:
        """Return the name in a place; empty where there is none, or where a mask hides it."""
        name = self.args.get(place)
        return name if isinstance(name, str) else ""


class Fix(Enum):
    """What an editor can do about a finding that the finding itself cannot know.

    It rests on how the file is written.
    """

    DELETE = "delete"
    """Take the words at its place out."""
    ADD_MARK = "add-mark"
    ADD_CLAIM = "add-claim"
    ADD_FIELD = "add-field"
    NEW_ID = "new-id"
    QUOTE = "quote"
    SAME_MEANING = "same-meaning"
    """Say in the unit file that the wording means the same."""
    SUPERSEDE = "supersede"
    """Say in the decision which earlier one it takes the place of."""
    NEW_ITEM = "new-item"
    """Begin an item of evidence."""
    MIGRATE = "migrate"
    """Carry the claims over to the version that the unit has."""


class Rule(NamedTuple):
    """A kind of finding. Its code and name are never used for anything else."""

    code: str
    name: str
    severity: Severity
    """What the profile `default` gives it."""
    find: Callable[..., Finding]
    """Makes the finding; its docstring is the rule's page."""
    look: Callable[..., Iterator[Finding]] | None = None
    """Looks for it in a `Context`; nothing where one item, criterion or unit tells, or where it
    is found on the way to something else."""
    look_at: Callable[..., Iterator[Finding]] | None = None
    """Looks for it in `OneItem`, and goes by nothing else."""
    look_on: Callable[..., Iterator[Finding]] | None = None
    """Looks for it in the `Cover` of one criterion, and goes by nothing else."""
    look_in: Callable[..., Iterator[Finding]] | None = None
    """Looks for it in one `InUnit`, and goes by nothing else."""
    kinds: tuple[str, ...] = ()
    """The only kinds of items that `look_at` is asked about; none: all kinds."""
    fields: tuple[str, ...] = ()
    """It is asked only about items that have one of these fields; none: about all."""
    gap: State | None = None
    """The state of criteria by which it is found; `None` where it is about no open criterion."""
    tells_decision: bool = False
    """Whether it tells what an assessor decided, which the public edition does not."""
    holds_back: bool = False
    """Whether the public edition shows an item of which it is found as a stub, until it is gone."""
    fix: Fix | None = None
    is_gate: bool = False
    """Whether it is that less is covered than the settings ask."""
    needs_baseline: bool = False
    """Whether it compares with an earlier check, which the command alone does."""
    is_limit: bool = False
    """Whether it is that something is larger than what is read."""
    is_wrong_value: bool = False
    """Whether it is that a field of an item holds what it cannot."""
    closes_file: bool = False
    """Whether the file of which it is found is not opened, so that nobody knows what it holds."""
    changes_nothing: bool = False
    """Whether a file of the record of which it is found changes nothing of the record."""
    stops_publishing: bool = False
    """Whether nothing may be published where it is found and nothing lowers it."""
    contradicts: bool = False
    """Whether the record does not fit where it is found, even as a warning."""

    @property
    def is_gap(self) -> bool:
        """Whether it is about an open criterion; it is said even where a slip is the cause."""
        return self.gap is not None

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code[:3]

    @property
    def page(self) -> str:
        """What the rule is about, in Markdown."""
        return getdoc(self.find) or ""

    @property
    def about(self) -> Text:
        """What it finds, in the first words of its page."""
        return Text.whole(self.page.partition("\n")[0].removesuffix("."))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding under its rule: what every report, log and editor receives."""

    rule: Rule
    severity: Severity
    """The severity in force, which settings may have changed."""
    finding: Finding
    pending: bool = False
    """Whether it is about a unit that is not submitted: it is counted apart, and fails nothing."""

    def __str__(self) -> str:
        finding = self.finding
        return one_line(
            f"{finding.place}: {self.severity.word}[{self.rule.code}] {finding.message}"
        )


def one_line(text: str) -> str:
    """Return text in which nothing ends the line, moves the cursor or turns the writing.

    Nor does it hold the `##[` by which GitHub's runner knows a command anywhere in a line.
    """
    return _BREAKS.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    shown = ascii(found[0])[1:-1]
    return r"\x23" if shown == "#" else shown


def printable(text: str, longest: int = 80) -> str:
    """Return text that cannot disturb a terminal or a log, cut to `longest` characters.

    Characters that do not print, and those that turn the direction of writing,
    are shown as escapes, so that a value can neither forge a line nor hide in one.
    """
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[: longest + 1])
    return shown if len(text) <= longest else shown[: longest - 1] + "…"
