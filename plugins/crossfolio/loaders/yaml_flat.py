"""The plainest YAML: `key: value` lines, and lists of one value a line below a key."""

import re

from crossfolio.core.place import Place
from crossfolio.loaders.yaml_values import Document, Plain, Trail, Tree

_LINE = re.compile(
    r"(?:(?P<key>[A-Za-z_][A-Za-z0-9_.-]{0,63}):(?: (?P<value>[A-Za-z0-9(][^\n:#]*))?|"
    r"(?P<blank> *)- (?P<item>[A-Za-z0-9][^\n:#]*))\n"
)
_new = tuple.__new__
"""As `Place(…)`, without the call around it: places are made by the thousand."""


def read_flat(text: str, path: str, first_line: int) -> Document | None:
    """Read a document of such lines as `read_yaml` does; nothing where there is any other."""
    data: dict[str, Tree] = {}
    places: dict[Trail, Place] = {(): Place(path, first_line, 1)}
    keys: dict[Trail, Place] = {}
    rows: list[Tree] | None = None
    waiting, indent, at = "", "", 0
    for number, found in enumerate(_LINE.finditer(text), start=first_line):
        if found.start() != at:
            return None
        at = found.end()
        key, value, blank, item = found.groups()
        written = value or item
        if written == "null" or (written and written[-1] == " "):
            return None
        if key is None:
            column = len(blank) + 1
            if rows is None:
                if not waiting:
                    return None
                rows, indent = [], blank
                data[waiting] = rows
                places[(waiting,)] = _new(Place, (path, number, column, 0, 0))
            elif blank != indent:
                return None
            end = column + 2 + len(item)
            places[waiting, len(rows)] = _new(Place, (path, number, column + 2, number, end))
            rows.append(Plain(item))
            continue
        if (waiting and rows is None) or (key,) in keys:
            return None
        end = len(key) + 1
        keys[(key,)] = _new(Place, (path, number, 1, number, end))
        rows, waiting = None, "" if value else key
        if value:
            data[key] = Plain(value)
            places[(key,)] = _new(Place, (path, number, end + 2, number, end + 2 + len(value)))
    unread = at != len(text) or not keys or (waiting and rows is None)
    return None if unread else Document(data, path, places, keys)
