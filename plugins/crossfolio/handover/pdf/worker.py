"""WeasyPrint in a process of its own, which may be stopped: `worker FOLDER OUT < document.html`.

What it says about pictures is printed on standard output, a line each.
"""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

IDENTIFIER = b"crossfolio"
"""Stands in the PDF where others have a random number, so that it is the same every time."""
BASE = "http://site.invalid/"
"""Stands for the folder, whose own path would be in the PDF. No host has this name: RFC 2606."""
_SAID = ("Failed to load image",)


class _Listener(logging.Handler):
    """Prints what was said of pictures."""

    def emit(self, record: logging.LogRecord) -> None:
        """See `logging.Handler`."""
        said = record.getMessage().replace("\n", " ")
        if said.startswith(_SAID):
            sys.stdout.write(f"{said}\n")


def main(argv: Sequence[str]) -> int:
    """Write a PDF of the document on standard input; pictures come from FOLDER alone."""
    from weasyprint import HTML  # noqa: PLC0415 - it may be missing
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    folder = Path(argv[0]).resolve()

    class _OwnFiles(URLFetcher):  # type: ignore[misc]  # it says no types
        """Gives the files of one folder, and no others."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401 - as its base has it
            path = (folder / unquote(urlsplit(url).path).lstrip("/")).resolve()
            if not url.startswith(BASE) or not path.is_relative_to(folder):
                raise ValueError("it is no file of the site")
            return super().fetch(path.as_uri(), headers)

    logger = logging.getLogger("weasyprint")
    logger.handlers, logger.propagate = [_Listener()], False
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    html = HTML(
        string=sys.stdin.buffer.read().decode(),
        base_url=BASE,
        url_fetcher=_OwnFiles(),
    )
    html.write_pdf(argv[1], pdf_variant="pdf/ua-1", pdf_identifier=IDENTIFIER)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
