"""KND140 choice-without-reason."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Unit
from crossfolio.core.kinds import ACCOUNTS
from crossfolio.core.one_item import OneItem
from crossfolio.core.phrases import REASONS, holds_any, is_english, plain
from crossfolio.core.texts import Text


def find(item: Evidence, unit: Unit) -> Finding:
    """A reflective account does not say why the activity was chosen.

    Words such as "because" and "I chose" are looked for, in English only. Which units look
    for a reason is data: `accounts.reasons` in the unit's file.

    ## Origin
    POE, guidance 2: explain why you chose specific improvement activities.

    ## What to do
    Say why you did this and not something else.
    """
    return Finding(
        "KND140",
        item.place_of("kind"),
        Text(
            "the reflective account {item} does not seem to say why the activity was chosen",
            item=item.id,
        ),
        help=Text("say why you did this and not something else"),
        unit=unit.id,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look for reasons in a reflective account, for every unit that asks for them."""
    item = seen.item
    asking = [unit for unit in seen.units if unit.guidance.accounts.reasons]
    if asking and is_english(item) and item.body.strip():
        text = plain(item.body)
        if not holds_any(REASONS, text):
            yield from (find(item, unit) for unit in asking)


RULE = Rule("KND140", "choice-without-reason", Severity.INFO, find, look_at=look, kinds=ACCOUNTS)
