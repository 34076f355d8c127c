"""What has changed between two texts, by words and with a little of what stands around."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_AROUND = 8
"""Tokens that are shown on either side of a change."""
_MOST = 20_000
"""Tokens of a text that are compared word by word; a longer one is compared by lines."""


class Piece(NamedTuple):
    """A stretch of text that was taken out, put in, or stays."""

    text: str
    sign: str
    """`-`, `+`, or nothing for what stays."""


def word_changes(then: str, now: str) -> Iterator[tuple[Piece, ...]]:
    """Give each change with the words around it; changes that lie near each other are one.

    Args:
        then: The earlier text.
        now: The later one.
    """
    old, new = _tokens(then), _tokens(now)
    if max(len(old), len(new)) > _MOST:
        old, new = then.splitlines(keepends=True), now.splitlines(keepends=True)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(_AROUND):
        pieces: list[Piece] = []
        for tag, a, b, c, d in group:
            if tag == "equal":
                pieces.append(Piece("".join(old[a:b]), ""))
                continue
            pieces += [Piece("".join(old[a:b]), "-")] if b > a else []
            pieces += [Piece("".join(new[c:d]), "+")] if d > c else []
        yield tuple(pieces)


def in_plain_text(pieces: Sequence[Piece]) -> str:
    """Return a change as `[-taken out-]` and `{+put in+}`, as git's word diff writes it."""
    signs = {"-": "[-{}-]", "+": "{{+{}+}}", "": "{}"}
    return "".join(signs[it.sign].format(it.text) for it in pieces)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)
