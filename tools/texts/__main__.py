"""Write the catalogue of all texts, or check that it is up to date."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tools.texts.inputs import INPUTS, PACKAGE, Found

FILE = PACKAGE / "texts.pot"
HEADER = """\
# The texts of Crossfolio, for translation. Made from the code by `make docs`.
#
msgid ""
msgstr ""
"Project-Id-Version: Crossfolio\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Without a day, so that the file changes only with the texts."""


def catalogue(found: Iterable[Found]) -> str:
    """Return a catalogue in gettext's format, each text once, by the file it stands in first."""
    made = Catalog()
    for it in found:
        made.add(it.id, locations=[(it.path, 0)], auto_comments=it.notes)
    for message in made:
        if "%(" not in str(message.id):  # What Babel takes for a place is the sign for a share.
            message.flags.discard("python-format")
    out = BytesIO()
    write_po(out, made, width=96, omit_header=True, include_lineno=False, sort_by_file=True)
    return HEADER + out.getvalue().decode()


def texts() -> Iterator[Found]:
    """Give every text."""
    for gather in INPUTS:
        yield from gather()


def main(argv: Sequence[str] | None = None) -> int:
    """Write the catalogue, or say that it is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say if it is stale")
    made = catalogue(texts())
    if not parser.parse_args(argv).check:
        FILE.write_text(made, "utf-8", newline="\n")
    elif not FILE.is_file() or FILE.read_text("utf-8") != made:
        print(f"{FILE.name} is stale; run `make docs`")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
