"""What stops the making of an edition that everyone may read."""

from dataclasses import replace

from crossfolio.core.check import Checked
from crossfolio.core.edition import shows_people
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.personal.findings import finding
from crossfolio.core.personal.scan import Looker
from crossfolio.core.personal.sorts import MASKED
from crossfolio.core.personal.spotting import spot_name
from crossfolio.core.texts import Text
from crossfolio.workspace.project import UnusableSettingsError


def refuse_to_publish(checked: Checked) -> None:
    """Stop where an edition for everyone would be made without a register of names.

    Nor is one made where an item's ID holds personal data: every edition shows the IDs of all.

    Raises:
        UnusableSettingsError: Where it cannot be made.
    """
    found = [
        diagnostic.finding
        for diagnostic in checked.diagnostics
        if diagnostic.rule.stops_publishing and diagnostic.finding.firm
    ]
    if not found and not shows_people(checked.settings.edition):
        said = (_in_id(item, checked.looker) for item in checked.portfolio.evidence)
        found = [finding for finding in said if finding]
    if found:
        raise UnusableSettingsError(found)


def _in_id(item: Evidence, looker: Looker) -> Finding | None:
    """Return the finding that an item's ID holds personal data; `None` where it does not."""
    for spotted in spot_name(item.id, looker):
        if spotted.sort in MASKED and not (spotted.allowed_by or spotted.invented):
            where = spotted._replace(where=Text("in an ID, which every edition shows"))
            said = finding(where, item.place_of("id"))
            return replace(said, help=Text("give the item another ID"), firm=True)
    return None
