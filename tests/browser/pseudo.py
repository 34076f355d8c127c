"""A language that nobody speaks: each of our texts in accents and brackets, a third longer.

What is left in plain letters is no text of ours, or one that no translator would get to see.
"""

import re
from gettext import NullTranslations

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "àƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÀɃÇĐÉƑĜĤÎĴĶĻⱮÑÖÞɊŔŠŢÛṼŴẊÝŽ"
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(
    r"(\{\{|\}\}|\{[^{}]*\}|%\(\w+\)[sd]|%%|<[^>]*>|&\w+;|`[^`]*`|\]\([^)]*\)|https?://\S+)"
)
"""Places, tags and code, which a translator leaves as they are."""
_OURS = re.compile(rf"[⟦⟧~]|[\w'-]*[{_ACCENTED}][\w'-]*")


class PseudoLanguage(NullTranslations):
    """Gives each text in accents and brackets, and a third longer."""

    def gettext(self, message: str) -> str:
        """Return a text as it is in this language."""
        parts = _KEPT.split(message)
        parts[::2] = (part.translate(_LETTERS) for part in parts[::2])
        more = -(-sum(map(len, parts[::2])) // 3)
        words = " ".join(["~~~~~~"] * (more // 7) + ["~" * (more % 7 or 1)])
        return f"⟦{''.join(parts)} {words}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a text that goes with a number."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def without_ours(text: str) -> list[str]:
    """Return what a text holds besides texts in this language."""
    return _OURS.split(text)
