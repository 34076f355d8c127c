"""Circles in a graph against brute force."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.core.record.circles import circles

NODES = "abcdef"
graphs = st.fixed_dictionaries(
    {node: st.lists(st.sampled_from(NODES), max_size=3) for node in NODES}
)


def reached(edges: dict[str, list[str]], start: str) -> set[str]:
    """Return what can be reached from a node in one step or more."""
    found, waiting = set[str](), list(edges[start])
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += edges[node]
    return found


@given(edges=graphs)
@settings(max_examples=60)
def test_circles_against_brute_force(edges: dict[str, list[str]]) -> None:
    """Two nodes are in one circle where each leads to the other; a node alone is in none."""
    leads = {node: reached(edges, node) for node in edges}
    together = {
        (one, other)
        for one in edges
        for other in edges
        if one != other and other in leads[one] and one in leads[other]
    }

    found = circles(edges)

    assert set(found) == {one for one, _ in together}
    assert {
        (one, other)
        for one in found
        for other in found
        if one != other and found[one] == found[other]
    } == together
    assert all(found[name] == name for name in found.values())
