"""What every report is made from."""

from typing import Protocol

from crossfolio.core.seen import Seen
from crossfolio.reports.rule_links import PageOf
from crossfolio.reports.since import FindingsSince


class ReportContext(Protocol):
    """A portfolio for whoever reads a report on it.

    A terminal and JSON speak to whoever has the folder, and quote what they need, unless the
    public edition was asked for. The others go to forges and servers.
    """

    @property
    def seen(self) -> Seen:
        """What the edition of the settings shows."""
        ...

    @property
    def own(self) -> Seen:
        """What a terminal may show: all of it, unless the public edition was asked for."""
        ...

    @property
    def page_of(self) -> PageOf:
        """Returns the address of a rule's page."""
        ...

    @property
    def help_page(self) -> str:
        """The address of the page that says what Crossfolio does; empty where none is known."""
        ...

    @property
    def since(self) -> FindingsSince | None:
        """What has become of findings since a baseline, where the edition shows it."""
        ...

    @property
    def folder(self) -> str:
        """The project's folder, from the repository's root."""
        ...

    def line(self, path: str, number: int) -> str | None:
        """Return a line of a source file as it may be printed, its personal data masked."""
        ...
