"""Phrases that rules of practice look for, with their origin. They are English only.

An item that names another `language` is not looked through. A phrase is a hint and never
a verdict: who reads the text decides.
"""

from collections.abc import Iterator
from hashlib import blake2b

from crossfolio.core.evidence import Evidence, Sentence
from crossfolio.core.regex import regex

VAGUE_OBJECTIVES = (
    "be better at",
    "get better at",
    "become better",
    "improve communication",
    "improve my communication",
    "improve my skills",
    "improve their skills",
    "be more confident",
    "be more professional",
    "do my best",
    "try harder",
    "try to",
    "as soon as possible",
    "gain a better understanding",
)
"""Intentions without a measure. Source: POE, common mistake 2 ("be better at …"); DOS,
common mistake 3."""

JUDGING_WORDS = (
    "is competent",
    "was competent",
    "fully competent",
    "competent to",
    "passes the unit",
    "has passed the unit",
    "should pass",
    "deserves to pass",
    "meets the criteria",
    "met the criteria",
    "meets all the criteria",
    "met all the criteria",
    "meets the standard of the unit",
    "meets the requirements of the unit",
)
"""Decisions that are the assessor's. Source: practice of awarding bodies: a witness says what
was seen, and makes no assessment decision."""

EMPTY_PRAISE = (
    "good job",
    "great job",
    "well done",
    "good work",
    "great work",
    "excellent work",
    "keep it up",
    "nice work",
)
"""Praise that names no behaviour. Source: BUDA, common mistake 3 ("good job")."""

LEARNT = (
    "learn",
    "realise",
    "realize",
    "understand",
    "understood",
    "showed me",
    "taught me",
    "found out",
    "i knew",
    "i know now",
    "noticed",
    "surprised",
    "came to see",
)
AHEAD = (
    "next time",
    "another time",
    "in future",
    "in the future",
    "from now on",
    "differently",
    "do otherwise",
    "i will",
    "i'll",
    "i shall",
    "i would",
    "i'd",
    "i plan to",
    "i intend",
    "what next",
)
"""What a reflection learnt, and how it looks ahead. Source: BUD, guidance 12; POE, guidance 6."""

REASONS = (
    "because",
    "reason",
    "i chose",
    "i picked",
    "i decided",
    "so that",
    "in order to",
    "why ",
)
"""Why something was done. Source: POE, guidance 2."""

DATA = (
    "score",
    "survey",
    "rating",
    "report",
    "data",
    "figure",
    "monitoring",
    "statistic",
    "metric",
    "audit",
    "dashboard",
    "questionnaire",
    "kpi",
)
INFORMAL = (
    "informal",
    "peer",
    "colleague",
    "team mate",
    "teammate",
    "customer comment",
    "customers' comment",
    "conversation",
    "spoken",
    "chat with",
    "talk with",
)
"""Sources of feedback that are data or informal. Source: POE, common mistakes 1 and 3."""

I_WORDS = regex(r"[IiMm](?<!\w\w)(?:(?<=[Ii])(?!\.)|(?<=[Mm])(?:e|y|ine|yself))\b")
WE_WORDS = regex(r"[WwuOo](?<!\w\w)(?:(?<=[Ww])e|(?<=u)s|(?<=[Oo])ur(?:s|selves)?)\b")
"""Who did it. Source: practice of assessors: a learner's own part has to be seen."""

_SENTENCE = regex(r"[^.!?\n]+")
_ENDS = "!?\n"
"""What ends a sentence beside a full stop."""
_WORDS = 8
_SHORTEST = _WORDS * 2 - 1
"""Characters of eight words and the blanks between them."""
_KEY = 8
"""Bytes of a sentence's hash; two sentences in a million million million share one by chance."""


def is_english(item: Evidence) -> bool:
    """Tell whether an item is in English, as it is where it names no language."""
    language = item.text("language").lower()
    return not language or language == "en" or language.startswith("en-")


def plain(text: str) -> str:
    """Return text in small letters, with straight apostrophes and single blanks."""
    return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower().split())


def holds_any(phrases: tuple[str, ...], text: str) -> bool:
    """Tell whether some phrase stands in a text, also as part of a word."""
    return any(map(text.__contains__, phrases))


def first_of(phrases: tuple[str, ...], text: str) -> str:
    """Return the first of some phrases that stands in a `plain` text as whole words, if any."""
    if not holds_any(phrases, text):
        return ""
    return next((phrase for phrase in phrases if phrase in text and _is_whole(phrase, text)), "")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Give the sentences of a text, or its lines where they end sooner, each with its offset."""
    for found in _SENTENCE.finditer(text):
        sentence = found[0]
        yield found.start() + len(sentence) - len(sentence.lstrip()), sentence.strip()


def known_again(text: str) -> Iterator[Sentence]:
    """Give the sentences that mean something where they stand twice.

    They have at least eight words, and are no quotation (`>`).
    """
    at = 0
    for end in _ENDS:  # A split is several times as fast as a pattern.
        text = text.replace(end, ".")
    for whole in text.split("."):
        if len(whole) >= _SHORTEST:
            sentence = whole.strip()
            words = sentence.count(" ") + 1
            if words >= _WORDS and sentence[0] != ">":
                start = at + len(whole) - len(whole.lstrip())
                key = blake2b(sentence.lower().encode(), digest_size=_KEY).digest()
                yield key, words, start, start + len(sentence)
        at += len(whole) + 1


def _is_whole(phrase: str, text: str) -> bool:
    at = text.find(phrase)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(phrase) : at + len(phrase) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(phrase, at + len(phrase))
    return False
