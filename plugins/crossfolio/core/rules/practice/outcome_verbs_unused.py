"""KND137 outcome-verbs-unused."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Unit
from crossfolio.core.kinds import ACCOUNTS
from crossfolio.core.one_item import OneItem
from crossfolio.core.phrases import holds_any
from crossfolio.core.texts import Text


def find(item: Evidence, verbs: tuple[str, ...], unit: Unit) -> Finding:
    """A reflective account uses none of the verbs of the unit's outcomes.

    Saying that you established, communicated or monitored something helps the reader to see
    it. It is a hint: the words alone show nothing, and need not be forced in.
    The verbs are data of the unit: `accounts.verbs` in its file.

    ## Origin
    MCS, guidance 2 and 6: use the language of the outcomes in written narratives.

    ## What to do
    Where it is true, say what you did in the words of the outcome.
    """
    return Finding(
        "KND137",
        item.place_of("kind"),
        Text(
            "{item} uses none of the verbs that the outcomes of {unit} use: {verbs}",
            item=item.id,
            unit=unit.id,
            verbs=tuple(verbs),
        ),
        help=Text("where it is true, say what you did in these words"),
        unit=unit.id,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look for the verbs in a reflective account, for every unit that names some."""
    item = seen.item
    for unit in seen.units:
        verbs = unit.guidance.accounts.verbs
        if verbs and item.body.strip():
            said = item.body.lower()
            if not holds_any(verbs, said):
                yield find(item, verbs, unit)


RULE = Rule("KND137", "outcome-verbs-unused", Severity.INFO, find, look_at=look, kinds=ACCOUNTS)
