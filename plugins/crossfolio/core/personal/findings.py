"""What is said of personal data that was found, and of files that were not looked into."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from crossfolio.core.choices import Edition
from crossfolio.core.edition import shows_people
from crossfolio.core.findings import Finding, Related, Severity
from crossfolio.core.personal.sorts import MASKED, WORDS
from crossfolio.core.personal.spotting import Spotted
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE
from crossfolio.core.rules import personal_rules as rules
from crossfolio.core.texts import Text


class UnreadFile(NamedTuple):
    """An attached file that was not looked into."""

    place: Place
    sort: str
    why: Text


def finding(spotted: Spotted, place: Place) -> Finding:
    """Return the finding that a value stands at a place."""
    sort = WORDS[spotted.sort]
    if spotted.where:
        sort = Text("{sort} {where}", sort=sort, where=spotted.where)
    made = rules.OF_SORT[spotted.sort].find(place, _looks_like(sort, spotted))
    return replace(made, at_most=Severity.INFO) if spotted.invented else made


def _looks_like(sort: Text, spotted: Spotted) -> Text:
    masked = spotted.shown
    match spotted.sort in MASKED, spotted.invented:
        case True, True:
            return Text(
                "this looks like {sort}: `{masked}`; it looks invented", sort=sort, masked=masked
            )
        case True, False:
            return Text("this looks like {sort}: `{masked}`", sort=sort, masked=masked)
        case _, True:
            return Text("this looks like {sort}; it looks invented", sort=sort)
    return Text("this looks like {sort}", sort=sort)


def not_said_yet(
    found: Iterable[Finding], others: Iterable[Finding], edition: Edition
) -> list[Finding]:
    """Leave out values of which something else is wrong, such as a name in place of an ID.

    One slip is one finding. An edition without people keeps them: by them it holds an item back.
    """
    if not shows_people(edition):
        return list(found)
    said = {other.place[:3] for other in others if BY_CODE[other.code].is_wrong_value}
    return [finding for finding in found if finding.place[:3] not in said]


def of_unread_files(place: Place, unseen: Iterable[UnreadFile]) -> Finding:
    """Return the one finding that names all files which were not looked into."""
    every = list(unseen)
    counts: dict[str, int] = {}
    for file in every:
        counts[file.sort] = counts.get(file.sort, 0) + 1
    said = tuple(_COUNTED[sort](number) for sort, number in counts.items())
    return rules.not_looked_at(place, said, tuple(_related(every)))


def _related(unseen: Iterable[UnreadFile]) -> Iterator[Related]:
    for file in unseen:
        yield Related(
            file.place,
            Text("attached here: {kind}, {reason}", kind=_KINDS[file.sort], reason=file.why),
        )


_KINDS = {
    "picture": Text("picture"),
    "sound": Text("sound"),
    "film": Text("film"),
    "office file": Text("office file"),
    "PDF": Text("PDF"),
    "text": Text("text"),
}
"""What a file is that is not looked into."""
_COUNTED: dict[str, Callable[[int], Text]] = {
    "picture": lambda n: Text.counted("{n} picture", "{n} pictures", n=n),
    "sound": lambda n: Text.counted("{n} sound", "{n} sounds", n=n),
    "film": lambda n: Text.counted("{n} film", "{n} films", n=n),
    "office file": lambda n: Text.counted("{n} office file", "{n} office files", n=n),
    "PDF": lambda n: Text.counted("{n} PDF", "{n} PDFs", n=n),
    "text": lambda n: Text.counted("{n} text", "{n} texts", n=n),
}
"""How many there are of each."""
