"""What is found in texts, to the character, and what beside it is none: `personal_places.txt`.

Each line there is a text, with what is found in it between `⟦SORT:` and `⟧`; `!` says that it
looks invented. Characters are escaped as in Python.
"""

import re
from pathlib import Path

from crossfolio.core.personal.register import Register
from crossfolio.core.personal.scan import Looker

NAMES = (
    *("Amara Okafor", "Zo\u00eb Vaughan", "Siobhan O'Hara", "D\u2019Souza, Jean-Luc", "Li Wu"),
    *("Xerxes", "Van Dyke, Ann Marie", "Anna Bel", "Stra\u00dfe Ma\u00df", "Ng, ", "", "-"),
)
GROUPS = Path(__file__).with_name("personal_places.txt").read_text("utf-8").split("== ")[1:]
MARKED = re.compile("\u27e6[A-Z_]+!?:(.*?)\u27e7", re.DOTALL)


def marked(text: str, looker: Looker, *, is_table: bool) -> str:
    """Return a text with signs around what is found in it."""
    shown, at = "", 0
    for hit in looker.look_at_table(text) if is_table else looker.look(text):
        name = hit.sort.name + "!" * hit.invented
        shown += f"{text[at : hit.start]}\u27e6{name}:{text[hit.start : hit.end]}\u27e7"
        at = hit.end
    return shown + text[at:]


def test_where_values_begin_and_end() -> None:
    """All values of a text are found where they stand, as what they are, and nothing else is."""
    for group in GROUPS:
        name, *lines = group.strip("\n").split("\n")
        wanted = [re.sub(r"\\(?:u....|.)", _read, line) for line in lines]
        looker = Looker(Register(NAMES))

        texts = [MARKED.sub(r"\1", line) for line in wanted]
        assert [marked(text, looker, is_table=name == "csv") for text in texts] == wanted


def _read(found: re.Match[str]) -> str:
    written = found[0]
    known = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
    return known.get(written[1]) or written.encode().decode("unicode-escape")
