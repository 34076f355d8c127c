"""The patterns of phrases find the words that they name, and no parts of words."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from crossfolio.core.phrases import I_WORDS, WE_WORDS, known_again, sentences

WORDS = ("I", "i", "me", "My", "mine", "myself", "we", "We", "us", "Us", "our", "ours", "ourselves")
texts = st.lists(
    st.sampled_from(
        (*WORDS, "s", "é", "_", "1", " ", "\n", ".", "!", "?", ",", "'", "word word word word")
    ),
    max_size=12,
).map("".join)


@given(texts)
def test_whole_words(text: str) -> None:
    """A word counts where it stands alone; `i.` is none, as it is an abbreviation."""
    mine = re.findall(r"\b(?:[Ii](?!\.)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b", text)
    ours = re.findall(r"\b(?:[Ww]e|us|[Oo]ur|[Oo]urs|[Oo]urselves)\b", text)

    assert [match[0] for match in I_WORDS.finditer(text)] == mine
    assert [match[0] for match in WE_WORDS.finditer(text)] == ours


@given(texts)
@example("word word word word word word word?word word word word word word word word! x\nword")
@example("!".join(["word " * 9] * 3))
def test_sentences_known_again(text: str) -> None:
    """Every sentence of eight words or more is known again, without regard to capitals."""
    several = [(at, sentence) for at, sentence in sentences(text) if sentence.count(" ") >= 7]
    known = list(known_again(text))

    assert [(start, text[start:end]) for _, _, start, end in known] == several
    assert [number for _, number, _, _ in known] == [it.count(" ") + 1 for _, it in several]
    assert [key for key, *_ in known_again(text.upper())] == [
        key for key, *_ in known_again(text.upper().lower())
    ]
