"""Evidence that MkDocs' own settings hide: it counts, and is withheld."""

from collections.abc import Iterable
from dataclasses import replace

from crossfolio.core.edition import is_shown_to_some
from crossfolio.core.evidence import Audience, Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.rules import file_rules
from crossfolio.loaders.settings.hiding import Hiding


def withheld_by(
    hidings: tuple[Hiding, ...], items: Iterable[Evidence]
) -> tuple[tuple[Evidence, ...], list[Finding]]:
    """Return the items, with those withheld that a setting hides, and what is said of it.

    An item that is shown keeps its files, whatever the settings say of those.
    """
    found = []
    known = tuple(items)
    for hiding in hidings:
        hidden = [item for item in known if hiding.hides(item.path)]
        paths = {item.path for item in hidden}
        shown = [item for item in known if item.path not in paths and is_shown_to_some(item)]
        kept = {
            a.path for item in shown for a in item.attachments if a.path and hiding.hides(a.path)
        }
        if hidden:
            ids = [item.id for item in hidden]
            found.append(file_rules.hidden_by_setting(hiding.place, hiding.setting, ids))
        if kept:
            found.append(file_rules.shown_with_item(hiding.place, hiding.setting, sorted(kept)))
        known = tuple(_withheld(item) if item.path in paths else item for item in known)
    return known, found


def _withheld(item: Evidence) -> Evidence:
    return replace(item, audience=Audience.WITHHELD)
