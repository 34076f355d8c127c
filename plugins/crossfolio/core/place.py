"""Where something stands in a source file."""

from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of a source file, counted from 1 as editors count."""

    path: str
    """Relative to the project's root, with `/` on every system."""
    line: int = 1
    """The first line is 1."""
    column: int = 1
    """The first character is 1; columns count code points."""
    end_line: int = 0
    """The line on which it ends; 0 where only the start is known."""
    end_column: int = 0
    """The column after its last character; 0 where only the start is known."""

    @property
    def args(self) -> dict[str, str | int]:
        """What stands in the places of a text that says `{path}:{line}:{column}`."""
        return {"path": self.path, "line": self.line, "column": self.column}

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
