"""KND138 reflection-incomplete."""

from collections.abc import Iterator, Sequence

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.kinds import ACCOUNTS
from crossfolio.core.one_item import OneItem
from crossfolio.core.phrases import AHEAD, LEARNT, holds_any, is_english, plain
from crossfolio.core.texts import Text


def find(item: Evidence, lacks: Sequence[Text], unit: str) -> Finding:
    """A reflective account does not say what was learnt, or what will be different.

    A story of what happened becomes a reflection by what you make of it. Words such as
    "learnt", "realised", "next time" and "differently" are looked for, in headings and
    text, in English only; it is a hint.

    ## Origin
    BUD, guidance 12 (what went well, what you learned, how you would improve); POE,
    guidance 6.

    ## What to do
    Add a part on what you learnt and what you would do another time.
    """
    return Finding(
        "KND138",
        item.place_of("kind"),
        Text(
            "the reflective account {item} does not seem to say {lacks: or }",
            item=item.id,
            lacks=tuple(lacks),
        ),
        help=Text("add what you learnt, and what you would do another time"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at what a reflective account says."""
    item = seen.item
    if is_english(item) and item.body.strip():
        text = plain(item.body)
        lacks = [words for words, phrases in _PARTS if not holds_any(phrases, text)]
        if lacks:
            yield find(item, lacks, seen.unit)


_PARTS = (
    (Text("what you learnt"), LEARNT),
    (Text("what you would do another time"), AHEAD),
)

RULE = Rule("KND138", "reflection-incomplete", Severity.INFO, find, look_at=look, kinds=ACCOUNTS)
