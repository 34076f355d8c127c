"""What has changed between two texts, by words, with the lines of the later one that it is on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from crossfolio.core.regex import regex

_WORD = regex(r"(?:\w+|([^\w\s])\1*)\s*|\s+")
"""A word, or a sign as often as it stands in a row, with the blanks behind it."""
_PARAGRAPH = regex(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+(?:[^\S\n]*\n)*|(?:[^\S\n]*\n)+|[^\S\n]+\Z")
_LINE = regex(r"[^\n]*\n|[^\n]+")
_AROUND = 8
"""Words that are shown on either side of a change."""
_MOST = 1_500_000
"""How many pairs of equal words are compared; texts with more of them are compared by larger
parts, since a matcher takes as long as there are such pairs."""

Opcode = tuple[str, int, int, int, int]


class WordPiece(NamedTuple):
    """A stretch of text that was taken out, put in, or stays."""

    text: str
    sign: str
    """`-`, `+`, or empty for what stays."""


def merged(then: str, now: str) -> tuple[WordPiece, ...]:
    """Return both texts in one, in the order of the later: what stays, goes and comes.

    What differs only in blanks and line ends stays, as the later text has it.

    Args:
        then: The earlier text.
        now: The later one.
    """
    pieces: list[WordPiece] = []
    for old, new in _aligned(_PARAGRAPH.findall(then), _PARAGRAPH.findall(now)):
        if _bare(old) == _bare(new):
            pieces.append(WordPiece(new, ""))
        else:
            for gone, come in _aligned(_words(old), _words(new)):
                same = _bare(gone) == _bare(come)
                pieces += (
                    [WordPiece(come, "")] if same else [WordPiece(gone, "-"), WordPiece(come, "+")]
                )
    return tuple(_joined(one for one in pieces if one.text))


def within(pieces: Iterable[WordPiece], first: int, last: int) -> tuple[WordPiece, ...]:
    """Return what stands on some lines of the later text, and what was taken out in or beside them.

    Args:
        pieces: The whole text, as `merged` gives it.
        first: The first line, from 0.
        last: The last one.
    """
    found: list[WordPiece] = []
    line = written = 0
    for piece in pieces:
        if piece.sign == "-":
            if first <= line <= last or first <= written <= last:
                found.append(piece)
            continue
        for part in _LINE.findall(piece.text):
            if first <= line <= last:
                found.append(WordPiece(part, piece.sign))
            written = line if part.strip() else written
            line += part.endswith("\n")
    return tuple(_joined(found))


def hunks(pieces: Sequence[WordPiece]) -> Iterator[tuple[WordPiece, ...]]:
    """Give each change with the words around it; changes that lie near each other are one."""
    found: list[WordPiece] = []
    for number, piece in enumerate(pieces):
        if piece.sign:
            found.append(piece)
            continue
        words = _words(piece.text)
        is_last = number == len(pieces) - 1
        if found and not is_last and len(words) <= 2 * _AROUND:
            found.append(piece)
            continue
        if found:
            yield (*found, WordPiece("".join(words[:_AROUND]), ""))
        found = [] if is_last else [WordPiece("".join(words[-_AROUND:]), "")]
    if any(piece.sign for piece in found):
        yield tuple(found)


def has_changes(pieces: Iterable[WordPiece]) -> bool:
    """Tell whether something was taken out or put in."""
    return any(piece.sign for piece in pieces)


def in_plain_text(pieces: Iterable[WordPiece]) -> str:
    """Return a change as `[-taken out-]` and `{+put in+}`, as git's word diff writes it."""
    signs = {"-": "[-{}-]", "+": "{{+{}+}}", "": "{}"}
    return "".join(signs[piece.sign].format(piece.text) for piece in pieces)


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Give stretches of two rows of texts that are in the same place, one of which may be empty."""
    olds, news = list(map(_bare, old)), list(map(_bare, new))
    for tag, a, b, c, d in _opcodes(olds, news):
        if tag == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield "".join(old[a:b]), "".join(new[c:d])


def _opcodes(old: list[str], new: list[str]) -> Iterator[Opcode]:
    """Give what turns one row into another: first what both begin and end with, then the rest."""
    start = _common(zip(old, new, strict=False))
    short = min(len(old), len(new)) - start
    end = min(short, _common(zip(reversed(old), reversed(new), strict=False)))
    middle, after = old[start : len(old) - end], new[start : len(new) - end]
    if start:
        yield "equal", 0, start, 0, start
    if _pairs(middle, after) > _MOST:
        yield "replace", start, len(old) - end, start, len(new) - end
    else:
        from difflib import SequenceMatcher  # noqa: PLC0415 - only a change needs it

        matcher = SequenceMatcher(None, middle, after, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            yield tag, a + start, b + start, c + start, d + start
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs are alike before the first that is not."""
    number = 0
    for one, other in pairs:
        if one != other:
            break
        number += 1
    return number


def _words(text: str) -> list[str]:
    return [found[0] for found in _WORD.finditer(text)]


def _pairs(old: list[str], new: list[str]) -> int:
    there = Counter(new)
    return sum(number * there[word] for word, number in Counter(old).items())


def _joined(pieces: Iterable[WordPiece]) -> Iterator[WordPiece]:
    """Give pieces so that what goes and what comes in one place is one of each."""
    texts: dict[str, str] = {}
    for piece in pieces:
        if not piece.sign and ("-" in texts or "+" in texts):
            yield from _made(texts)
            texts = {}
        if piece.sign and "" in texts:
            yield from _made(texts)
            texts = {}
        texts[piece.sign] = texts.get(piece.sign, "") + piece.text
    yield from _made(texts)


def _made(texts: dict[str, str]) -> Iterator[WordPiece]:
    for sign in ("", "-", "+"):
        if sign in texts:
            yield WordPiece(texts[sign], sign)


_bare: Callable[[str], str] = lambda text: " ".join(text.split())  # noqa: E731
