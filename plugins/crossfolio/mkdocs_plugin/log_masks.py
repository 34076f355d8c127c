"""Masks in what others log of a build: MkDocs quotes links and paths as they are written."""

import logging

from crossfolio.core.personal.scan import Looker


class _Masks(logging.Filter):
    """Puts a mask in place of each value in what is logged; all of it is let through."""

    def __init__(self, looker: Looker) -> None:
        super().__init__()
        self._looker = looker

    def filter(self, record: logging.LogRecord) -> bool:
        """Change what is logged. See `logging.Filter`."""
        said = record.getMessage()
        masked = self._looker.masked(said)
        if masked != said:
            record.msg, record.args = masked, ()
        return True


def mask_log(looker: Looker) -> None:
    """Have all that MkDocs prints masked, by what this build looks for and no earlier one.

    Args:
        looker: What is looked for.
    """
    for handler in logging.getLogger("mkdocs").handlers:
        for old in [known for known in handler.filters if isinstance(known, _Masks)]:
            handler.removeFilter(old)
        handler.addFilter(_Masks(looker))
