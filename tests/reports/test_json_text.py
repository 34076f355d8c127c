"""Indented JSON is what the standard library makes of it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.coverage import State
from crossfolio.core.evidence import Json
from crossfolio.reports.json_text import indented

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(State),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
)


@given(values)
def test_same(value: Json) -> None:
    """Every value is written as json.dumps writes it."""
    assert indented(value) == json.dumps(value, indent=2, ensure_ascii=False)
