"""What a key that no schema knows was meant to be."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher

from crossfolio.core.ids import nearest

_ALIKE = 0.75
"""Words of a language are more alike by chance than IDs: `description` is no `declaration`."""
_OTHER_NAMES = {
    "assessed_by": "assessor",
    "attached": "attachments",
    "categories": "criteria",
    "category": "kind",
    "completed": "date",
    "created": "date",
    "day": "date",
    "evidence_type": "kind",
    "files": "attachments",
    "images": "attachments",
    "lang": "language",
    "learner": "author",
    "link": "location",
    "name": "title",
    "observer": "assessor",
    "private": "audience",
    "state": "status",
    "tags": "criteria",
    "type": "kind",
    "url": "location",
    "when": "date",
    "written_by": "author",
}
"""What a key is called elsewhere, such as in MkDocs, and here."""


def near_keys(key: str, known: Collection[str], there: Collection[str]) -> list[str]:
    """Return the keys that one was most likely meant to be, best first.

    Args:
        key: As it is written.
        known: The keys that there are.
        there: The keys that stand in the same mapping; what is there already comes last.
    """
    free = [name for name in known if name not in there]
    for names in (free, known):
        near = [name for name in nearest(key, names) if _alike(key, name)]
        if near:
            return near
    begun = [name for name in free if name.startswith(f"{key.lower().replace('-', '_')}_")]
    if len(begun) == 1:
        return begun
    other = _OTHER_NAMES.get(key.lower().replace("-", "_"), "")
    return [other] if other in known else []


def sure_names(near: Mapping[str, Sequence[str]], there: Collection[str]) -> dict[str, str]:
    """Return what unknown keys are to be called, where each has one right name that is free.

    A name that stands there already, or that two keys may mean, would stand there twice.

    Args:
        near: The keys that each unknown one was most likely meant to be.
        there: The keys that stand in the same mapping.
    """
    sure = {
        key: names[0] for key, names in near.items() if len(names) == 1 and names[0] not in there
    }
    wanted = Counter(sure.values())
    return {key: name for key, name in sure.items() if wanted[name] == 1}


def stands_misspelt(key: str, known: Collection[str], there: Collection[str]) -> bool:
    """Tell whether a key that is missing stands there under a wrong name, which is found too."""
    wrong = (name for name in there if name not in known and not name.startswith("x-"))
    return any(key in near_keys(name, known, there) for name in wrong)


def _alike(key: str, name: str) -> bool:
    one, other = key.lower().replace("-", "_"), name.lower()
    return len(one) == len(other) - 1 or SequenceMatcher(a=other, b=one).ratio() >= _ALIKE
