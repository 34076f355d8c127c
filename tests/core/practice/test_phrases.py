"""The patterns of phrases find the words that they name, and no parts of words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.phrases import I_WORDS, WE_WORDS, long_sentences, sentences

WORDS = ("I", "i", "me", "My", "mine", "myself", "we", "We", "us", "Us", "our", "ours", "ourselves")
texts = st.lists(
    st.sampled_from((*WORDS, "s", "é", "_", "1", " ", "\n", ".", ",", "'", "word word word word")),
    max_size=12,
).map("".join)


@given(texts)
def test_whole_words(text: str) -> None:
    """A word counts where it stands alone; `i.` is none, as it is an abbreviation."""
    mine = re.findall(r"\b(?:[Ii](?!\.)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b", text)
    ours = re.findall(r"\b(?:[Ww]e|us|[Oo]ur|[Oo]urs|[Oo]urselves)\b", text)

    assert [it[0] for it in I_WORDS.finditer(text)] == mine
    assert [it[0] for it in WE_WORDS.finditer(text)] == ours


@given(texts)
def test_long_sentences(text: str) -> None:
    """Every sentence of eight words or more is a long one."""
    several = [it for it in sentences(text) if it[1].count(" ") >= 7]

    assert [it for it in long_sentences(text) if it[1].count(" ") >= 7] == several
