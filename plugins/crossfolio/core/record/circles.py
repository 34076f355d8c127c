"""Circles in a graph."""

from collections.abc import Mapping, Sequence


def circles(edges: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the circle that each node is in, named by one of its nodes.

    Nodes in no circle are left out. Source: Tarjan, Depth-first search and linear graph
    algorithms, 1972, without recursion.

    Args:
        edges: The nodes that each node leads to; all of them are keys.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    found: dict[str, str] = {}
    waiting: list[str] = []
    for root in edges:
        work = [(root, iter(edges[root]))] if root not in number else []
        while work:
            node, steps = work[-1]
            if node not in number:
                number[node] = low[node] = len(number)
                waiting.append(node)
            for other in steps:
                if other not in number:
                    work.append((other, iter(edges[other])))
                    break
                if other in low:
                    low[node] = min(low[node], low[other])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == number[node]:
                    _close(node, waiting, low, found)
    return found


def _close(node: str, waiting: list[str], low: dict[str, int], found: dict[str, str]) -> None:
    """Take the nodes of a closed circle off; one that is alone is in none."""
    members = waiting[waiting.index(node) :]
    del waiting[-len(members) :]
    for member in members:
        low.pop(member)  # What is closed is no way back for others.
        if len(members) > 1:
            found[member] = node
