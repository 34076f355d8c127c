"""Editions: which items one shows in full, which as stubs, and why. Decided here and nowhere else.

What may be seen of the items is built in `crossfolio.core.building`.
"""

from collections.abc import Iterable
from enum import StrEnum

from crossfolio.core.choices import Edition
from crossfolio.core.evidence import Audience, Evidence
from crossfolio.core.findings import Diagnostic, Severity
from crossfolio.core.texts import Text

_READERS = {
    Edition.PUBLIC: frozenset((Audience.PUBLIC,)),
    Edition.ASSESSOR: frozenset((Audience.PUBLIC, Audience.ASSESSOR)),
}
"""The audiences whose items an edition shows in full; a new edition shows none until it is here."""
_WITH_PEOPLE = frozenset((Edition.ASSESSOR,))
"""The editions that show people, decisions, feedback and reasons for waivers."""


_WHERE_DECIDED = frozenset((Edition.ASSESSOR,))
"""The editions whose pages have forms: for decisions, and for new evidence."""


class Hold(StrEnum):
    """Why an edition shows an item as a stub."""

    WITHHELD = "withheld"
    """Its writer keeps it from everyone."""
    AUDIENCE = "audience"
    """It is for others than the edition's readers."""
    FOUND = "found"
    """A rule with `holds_back` has found something in it."""
    NOT_SAMPLED = "not-sampled"
    """The edition is for a visit, and no sample of it is about the item, which is not there at
    all."""

    @property
    def words(self) -> Text:
        """What pages say; they do not tell readers that something was found."""
        return Text("withheld") if self is Hold.WITHHELD else Text("not in this edition")


def shows_people(edition: Edition) -> bool:
    """Tell whether an edition shows people, decisions, feedback and reasons for waivers."""
    return edition in _WITH_PEOPLE


def has_forms(edition: Edition) -> bool:
    """Tell whether an edition is where decisions and new evidence are written."""
    return edition in _WHERE_DECIDED


def hold_of(item: Evidence, edition: Edition) -> Hold | None:
    """Return why an edition shows an item as a stub, by its audience alone.

    Args:
        item: The item.
        edition: The edition.

    Returns:
        `None` where the edition shows it in full, as far as the audience tells. A rule that looks
        at "what the public edition would show in full" asks this.
    """
    if item.audience in _READERS.get(edition, frozenset()):
        return None
    told = shows_people(edition) and item.audience is Audience.WITHHELD
    return Hold.WITHHELD if told else Hold.AUDIENCE


def is_shown_to_some(item: Evidence) -> bool:
    """Tell whether some edition shows an item in full."""
    return any(hold_of(item, edition) is None for edition in Edition)


def stubs(
    items: Iterable[Evidence], edition: Edition, found: Iterable[Diagnostic] = ()
) -> dict[str, Hold]:
    """Return the items that must be stubs in an edition, each with the reason.

    Args:
        items: Those of the portfolio.
        edition: The edition.
        found: What was found in the portfolio and stands: not what comments take back. A finding
            whose rule `holds_back`, and which is no mere info, makes each item in whose page or
            attached file it stands a stub in an edition that shows no people.

    Returns:
        The reasons, by the items' IDs in upper case; what is not there is shown in full.
    """
    marked = frozenset[str]()
    if not shows_people(edition):
        marked = frozenset(
            diagnostic.finding.place.path
            for diagnostic in found
            if diagnostic.rule.holds_back and diagnostic.finding.at_most > Severity.INFO
        )
    held = {}
    for item in items:
        why = hold_of(item, edition)
        if not why and not marked.isdisjoint(
            (item.path, *(attachment.path for attachment in item.attachments))
        ):
            why = Hold.FOUND
        if why:
            held[item.key] = why
    return held
