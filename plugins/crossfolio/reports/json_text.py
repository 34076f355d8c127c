"""JSON with a line for each value, as `json.dumps` with `indent=2` gives it, and sooner.

The standard library indents in Python, value by value; a report has a hundred thousand.
"""

import json
from json.encoder import encode_basestring


def indented(value: object, line: str = "\n") -> str:
    """Return a value of dictionaries, lists, strings and numbers as JSON.

    Args:
        value: Keys of dictionaries are strings.
        line: A line end, and the indentation of the value.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if type(value) is int:  # Not of truth values, which are numbers as well.
        return str(value)
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        rows = [
            f"{encode_basestring(key)}: "
            f"{encode_basestring(it) if isinstance(it, str) else indented(it, inner)}"
            for key, it in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(rows)}{line}}}"
    if isinstance(value, list | tuple) and value:
        rows = [
            encode_basestring(it) if isinstance(it, str) else indented(it, inner) for it in value
        ]
        return f"[{inner}{f',{inner}'.join(rows)}{line}]"
    return json.dumps(value)
