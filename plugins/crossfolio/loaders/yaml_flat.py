"""The plainest YAML: `key: value` lines, and lists of one value a line below a key."""

import re

from crossfolio.core.place import Place
from crossfolio.loaders.yaml.values import Document, Trail, Tree

_LINE = re.compile(
    r"(?:([A-Za-z_][A-Za-z0-9_.-]{0,63}):(?: ([A-Za-z0-9(][^\n:#]*))?|"
    r"( *)- ([A-Za-z0-9][^\n:#]*))\n|([\s\S]+)"
)
"""A key and its value, or what stands before an item and the item; or all the rest."""
_new = tuple.__new__
"""As `Place(…)`, without the call around it: places are made by the thousand."""


def read_flat(text: str, path: str, first_line: int) -> Document | None:
    """Read a document of such lines as `read_yaml` does; nothing where there is any other."""
    lines = _LINE.findall(text)
    if not lines or lines[-1][4]:
        return None
    data: dict[str, Tree] = {}
    places: dict[Trail, Place] = {(): Place(path, first_line, 1)}
    keys: dict[Trail, Place] = {}
    rows: list[Tree] | None = None
    waiting, indent = "", ""
    for number, (key, value, blank, item, _) in enumerate(lines, start=first_line):
        written = value or item
        if written == "null" or written[-1:] == " ":
            return None
        if key:
            own = (key,)
            if own in keys or (waiting and rows is None):
                return None
            end = len(key) + 1
            keys[own] = _new(Place, (path, number, 1, number, end))
            rows, waiting = None, "" if value else key
            if value:
                data[key] = value
                places[own] = _new(Place, (path, number, end + 2, number, end + 2 + len(value)))
            continue
        column = len(blank) + 1
        if rows is None:
            if not waiting:
                return None
            data[waiting] = rows = []
            indent = blank
            places[(waiting,)] = _new(Place, (path, number, column, 0, 0))
        elif blank != indent:
            return None
        end = column + 2 + len(item)
        places[waiting, len(rows)] = _new(Place, (path, number, column + 2, number, end))
        rows.append(item)
    return None if not keys or (waiting and rows is None) else Document(data, path, places, keys)
